"""From the start of the process to the painted window, against a process with an empty QMainWindow."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from harness import Case

ROOT = Path(__file__).resolve().parents[2]

PAINTED = """
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.isVisible():
            QTimer.singleShot(0, QApplication.instance().quit)
        return False
painted = Painted()
"""

EMPTY = f"""
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
{PAINTED}
app = QApplication([])
window = QMainWindow()
inside = QWidget()
window.setCentralWidget(inside)
inside.installEventFilter(painted)
window.resize(1320, 740)
window.show()
app.exec()
"""

OURS = f"""
import sys
from ui.app import open_desk
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
{PAINTED}
window = open_desk(sys.argv[1])
window.sign_in.people.view.viewport().installEventFilter(painted)
window.show()
QApplication.instance().exec()
heavy = [name for name in ("reportlab", "openpyxl", "pypdfium2", "pypinyin", "PIL") if name in sys.modules]
sys.exit(f"loaded without need: {{heavy}}" if heavy else 0)
"""


def cases(folder: Path) -> Iterator[Case]:
    from forms import registry
    from qcdesk.services import demo, opening

    desk = opening.make_desk(folder / "home", registry.load().kinds)
    demo.fill(desk)
    desk.close()
    yield Case(
        "start: process to painted window / empty QMainWindow",
        lambda: started(OURS, str(folder / "home")),
        lambda: started(EMPTY),
        reach=2.5,
    )


def started(code: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-c", code, *arguments], cwd=ROOT, check=True, capture_output=True)
