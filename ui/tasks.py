"""Work off the main thread: its result comes back on the main thread, it shows progress, it can be cancelled.

A desk's database connection belongs to one thread: work that is given a desk has a connection of its own, closed after.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, Signal, SignalInstance, Slot
from shiboken6 import isValid

from qcdesk.desk import Desk
from qcdesk.errors import DeskError

RUNNER = "qcdesk_runner"
"""The application's property that holds a Runner in place of the threads, in tests."""

Done = Callable[[Any], object]
Failed = Callable[[DeskError], object]


class Cancelled(Exception):
    """Raised inside the work when nobody wants its result any more."""


class Task(QObject):
    """One piece of work under way."""

    done = Signal(object)
    failed = Signal(object)
    moved = Signal(int, int)
    at_work_on = Signal(str)
    ended = Signal()

    def __init__(self, work: Callable[[Task], object], desk: Desk | None = None) -> None:
        super().__init__()
        self._work, self._desk = work, desk
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Its result is dropped; the work itself ends where it next reports progress."""
        self._stop.set()

    def report(self, at: int, of: int, words: str = "") -> None:
        """Called by the work: shows progress, in words where two figures do not say it; ends it when it was
        cancelled."""
        if self._stop.is_set():
            raise Cancelled
        self.moved.emit(at, of)
        if words:
            self.at_work_on.emit(words)

    def run(self) -> None:
        """What a runner calls. A fault of the program goes on to the crash path."""
        try:
            self._tell(self.done, self._work(self))
        except Cancelled:
            return
        except DeskError as error:
            self._tell(self.failed, error)
        finally:
            self._work = _nothing
            if self._desk is not None and threading.current_thread() is not threading.main_thread():
                self._desk.close()
            if isValid(self):
                self.ended.emit()

    def _tell(self, signal: SignalInstance, what: object) -> None:
        """Nobody is told of work that was given up, or that outlived the application."""
        if not self._stop.is_set() and isValid(self):
            signal.emit(what)


class Runner(Protocol):
    def start(self, task: Task) -> None: ...


class Threads:
    """Qt's thread pool."""

    def start(self, task: Task) -> None:
        QThreadPool.globalInstance().start(_Job(task))


class Here:
    """At once and on this thread, for tests."""

    def start(self, task: Task) -> None:
        task.run()


class _Job(QRunnable):
    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        self._task.run()


class _Relay(QObject):
    """Takes a task's signals on the owner's thread, and is gone with the owner and not before.

    It holds the task till then: neither may be destroyed while the other thread still signals, and `deleteLater`
    on the end of the work has been seen to destroy a relay twice.
    """

    def __init__(self, owner: QObject, task: Task, done: Done, failed: Failed) -> None:
        super().__init__(owner)
        self._task, self._done, self._failed = task, done, failed
        task.done.connect(self.take)
        task.failed.connect(self.refuse)
        task.ended.connect(self.rest)

    @Slot(object)
    def take(self, result: object) -> None:
        self._done(result)

    @Slot(object)
    def refuse(self, error: DeskError) -> None:
        self._failed(error)

    @Slot()
    def rest(self) -> None:
        """The work is over: what it was done with need not be kept."""
        self._done = self._failed = _nothing


def _nothing(result: object) -> None:
    return


def start(owner: QObject, work: Callable[[Task], object], done: Done, failed: Failed, *,
          desk: Desk | None = None) -> Task:  # fmt: skip
    """Runs `work(task)` and calls `done(result)` or `failed(error)` on the main thread while `owner` lives."""
    task = Task(work, desk)
    launch(owner, task, done, failed)
    return task


def launch(owner: QObject, task: Task, done: Done, failed: Failed) -> None:
    """As `start`, for a task whose other signals had to be connected first."""
    _Relay(owner, task, done, failed)
    _runner().start(task)


def _runner() -> Runner:
    app = QCoreApplication.instance()
    return (app.property(RUNNER) if app else None) or Threads()
