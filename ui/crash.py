"""When the program itself is at fault: a report in the desk's home, and a sentence for the person at the desk.

Imports nothing beyond the standard library until something is to be shown: it must work when little else does.
"""

from __future__ import annotations

import faulthandler
import platform
import sys
import threading
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any

import qcdesk
from qcdesk.errors import DeskError
from qcdesk.neutral import escaped

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

FOLDER = "crash"
HARD = "hard-crash.txt"
MOST_REPORTS = 20
WORDS = (
    "程序遇到了没有料到的情况，刚才的操作可能没有完成。\n\n"
    "已经保存的单子和签名都是安全的；正在填写的内容会自动留底，重新打开单子就能看到。"
)
LAST_WORDS = "上次程序意外中断了。已经保存的单子和签名都是安全的；没有保存的填写内容会自动留底，重新打开单子就能看到。"


class CrashPath:
    """Holds the hooks of this process. `last` is the report of a hard crash before this start, if there was one."""

    def __init__(self, home: Path) -> None:
        self.folder = home / FOLDER
        self.last: Path | None = None
        self.report: Path | None = None
        self._busy = False
        self._hard: IO[str] | None = None
        self._bridge: Any = None
        self._calm: Any = None

    def install(self) -> CrashPath:
        """From now on nothing that goes wrong goes unnoticed."""
        sys.excepthook = self.take
        threading.excepthook = lambda told: self.take(told.exc_type, told.exc_value, told.exc_traceback)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.last = self._keep_last()
            self._hard = (self.folder / HARD).open("w", encoding="utf-8")
            faulthandler.enable(self._hard)
        except OSError as error:
            # A home that cannot be written is told by the page that opens it.
            self._say(f"crash reports cannot be written: {error}")
        self._bridge, self._calm = _bridge(self.show), _bridge(_calmly)
        return self

    def close(self) -> None:
        """A program that ended in peace leaves no empty report."""
        faulthandler.disable()
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        if self._hard is not None:
            self._hard.close()
            _remove_if_empty(self.folder / HARD)

    def take(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """The hook: writes the report, then shows it once, on the main thread."""
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        text = report_text(kind, error, trace)
        self._say(text)
        if self._busy:
            return
        if isinstance(error, DeskError):
            self._told(error)
            return
        self._busy = True
        self.report = self.keep(text)
        if self._bridge is None:
            self._bridge = _bridge(self.show)
        if self._bridge is None:
            self._busy = False
        else:
            self._bridge.told.emit(text)

    def _told(self, error: DeskError) -> None:
        """What a person is to be told is no fault of the program, though nobody on the way told it."""
        if self._calm is None:
            self._calm = _bridge(_calmly)
        if self._calm is not None:
            self._calm.told.emit(error.sentence)

    def show(self, text: str) -> None:
        """The dialog; a second fault meanwhile is only written down."""
        self._busy = True
        try:
            dialog(WORDS, self.report, text).exec()
        except Exception as error:  # noqa: BLE001 - nothing may fail behind this
            self._say(f"the crash dialog failed: {error}")
        finally:
            self._busy = False

    def show_last(self) -> None:
        """Tells of a hard crash before this start, once."""
        if self.last is not None:
            text = self.last.read_text(encoding="utf-8", errors="replace")
            dialog(LAST_WORDS, self.last, text).exec()
            self.last = None

    def keep(self, text: str) -> Path | None:
        """The report as a file in the home; None where it cannot be written."""
        path = self.folder / f"{_now():%Y%m%d-%H%M%S-%f}.txt"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", errors="backslashreplace")
            for old in sorted(self.folder.glob("2*.txt"))[:-MOST_REPORTS]:
                old.unlink()
        except OSError:
            return None
        return path

    def _keep_last(self) -> Path | None:
        hard = self.folder / HARD
        if not hard.is_file() or not hard.stat().st_size:
            return None
        return hard.replace(self.folder / f"{_now():%Y%m%d-%H%M%S-%f}-hard.txt")

    @staticmethod
    def _say(text: str) -> None:
        """A windowed program of Windows has no standard error."""
        if sys.stderr is not None:
            print(escaped(text), file=sys.stderr, flush=True)


def _calmly(words: str) -> None:
    from PySide6.QtWidgets import QApplication

    from ui.dialogs.message import tell

    tell(QApplication.activeWindow(), words)


def report_text(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> str:
    """What the makers of the program need, and nothing of what was typed."""
    told = "".join(traceback.format_exception(kind, error, trace))
    about = f"QCDesk {qcdesk.__version__} · Python {platform.python_version()} · {platform.platform()}"
    return f"{about}\n{_now():%Y-%m-%d %H:%M:%S} · {threading.current_thread().name}\n\n{told}"


def _bridge(show: Any) -> Any:
    """Brings a report from any thread to the main one; None where there is no application yet."""
    if "PySide6.QtWidgets" not in sys.modules:
        return None
    from PySide6.QtCore import QObject, Qt, Signal
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    if app is None:
        return None

    class Bridge(QObject):
        told = Signal(str)

    made = Bridge()
    made.told.connect(show, Qt.ConnectionType.QueuedConnection)
    made.moveToThread(app.thread())
    return made


def dialog(words: str, report: Path | None, text: str) -> QDialog:
    """What happened, that the work is safe, where the report is; 复制 and 关闭."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout

    made = QDialog(QApplication.activeWindow())
    made.setObjectName("crash")
    made.setWindowTitle("程序出错了")
    made.setMinimumSize(560, 380)
    column = QVBoxLayout(made)
    column.setContentsMargins(24, 20, 24, 20)
    column.setSpacing(12)
    for sentence in (words, f"报告已写在：{report}" if report else "报告没有写成，请用“复制”留下来。"):
        label = QLabel(sentence, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(label)
    shown = QPlainTextEdit(escaped(text), readOnly=True)
    shown.setObjectName("report")
    column.addWidget(shown, 1)
    buttons = QHBoxLayout()
    buttons.addStretch(1)
    copy, close = QPushButton("复制"), QPushButton("关闭", default=True)
    copy.clicked.connect(lambda: QApplication.clipboard().setText(escaped(text)))
    close.clicked.connect(made.accept)
    for name, one in (("copy", copy), ("close", close)):
        one.setObjectName(name)
        buttons.addWidget(one)
    column.addLayout(buttons)
    return made


def _now() -> datetime:
    return datetime.now().astimezone()


def _remove_if_empty(path: Path) -> None:
    try:
        if path.stat().st_size == 0:
            path.unlink()
    except OSError:
        return


def install(home: Path) -> CrashPath:
    return CrashPath(home).install()
