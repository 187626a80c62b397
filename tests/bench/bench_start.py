"""From the start of the process to the painted window, against a process with an empty QMainWindow.

Both end at once when the first paint is over: how long Python takes to clear up is nobody's waiting.
"""

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
            QTimer.singleShot(0, ended)
        return False
def ended():
    os._exit(heavy())
painted = Painted()
"""

EMPTY = f"""
import os
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
{PAINTED}
def heavy():
    return 0
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
import os, sys
from ui.app import open_desk
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
{PAINTED}
window = open_desk(sys.argv[1])
window.sign_in.people.view.viewport().installEventFilter(painted)
def heavy():
    return sum(name in sys.modules for name in ("reportlab", "openpyxl", "pypdfium2", "pypinyin", "PIL"))
window.show()
QApplication.instance().exec()
"""


def cases(folder: Path) -> Iterator[Case]:
    from forms import registry
    from qcdesk.services.basics import opening
    from qcdesk.services.demo import sample_factory

    desk = opening.make_desk(folder / "home", registry.load().kinds)
    sample_factory.fill(desk)
    desk.close()
    yield Case(
        "start: process to painted window / empty QMainWindow",
        lambda: started(OURS, str(folder / "home")),
        lambda: started(EMPTY),
        reach=2.5,
    )


def started(code: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-c", code, *arguments], cwd=ROOT, check=True, capture_output=True)
