"""Work that takes a moment: off the main thread, with a bar and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from qcdesk.desk import Desk
from qcdesk.errors import DeskError
from ui.dialogs.frame import Dialog
from ui.dialogs.message import tell
from ui.style.parts import words
from ui.tasks import Task, launch

QUIET = 300
"""Milliseconds of work that need no dialog."""


@runtime_checkable
class Follower(Protocol):
    """A page that shows the trail of the work asked for from it."""

    def worked(self) -> None: ...


class Progress(Dialog):
    """Shown when the work is not done at once; closing it stops the work."""

    def __init__(self, parent: QWidget | None, title: str) -> None:
        super().__init__(parent, title, "progress_dialog", 380)
        self.bar = QProgressBar(textVisible=False, minimum=0, maximum=0)
        self.said = words("", "soft")
        self.body.addWidget(self.bar)
        self.body.addWidget(self.said)
        self.add_cancel("停止")

    def move_to(self, at: int, of: int) -> None:
        self.bar.setMaximum(of)
        self.bar.setValue(at)
        self.said.setText(f"{at} / {of}" if of else "")

    def closeEvent(self, event: QCloseEvent) -> None:
        self.reject()
        super().closeEvent(event)


def with_progress(parent: QWidget, title: str, work: Callable[[Task], Any], done: Callable[[Any], object],
                  desk: Desk | None = None) -> Task:  # fmt: skip
    """Runs `work`; errors are told, `done` gets the result."""
    dialog = Progress(parent, title)
    patience = QTimer(dialog, singleShot=True, interval=QUIET)
    patience.timeout.connect(dialog.open)

    def end() -> None:
        patience.stop()
        dialog.accept()
        dialog.deleteLater()

    def finish(result: Any) -> None:
        end()
        done(result)
        if isinstance(parent, Follower):
            parent.worked()

    def fail(error: DeskError) -> None:
        end()
        tell(parent, error)

    task = Task(work, desk)
    task.moved.connect(dialog.move_to)
    task.at_work_on.connect(dialog.said.setText)
    dialog.rejected.connect(task.cancel)
    patience.start()
    launch(parent, task, finish, fail)
    return task
