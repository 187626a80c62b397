"""The program with a window: opens a desk, or the page that makes one, or the one that says why it cannot be opened.

The office is imported and opened before Qt: PySide6 makes every import after its own slower.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from forms import registry
from qcdesk.errors import NotFound, Unavailable
from qcdesk.services.basics import office, opening, people  # noqa: F401 - office: before Qt, as said above

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from ui.session import Session
    from ui.window import MainWindow

PATIENCE = 2
"""Seconds the window waits for a database that others hold, before it says so."""

FAREWELL = 5000
"""Milliseconds that work under way has to end when the window is closed."""


def application() -> QApplication:
    """The one QApplication, dressed."""
    from PySide6.QtWidgets import QApplication

    from ui.style.dress import dress

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        QApplication.setApplicationName("QCDesk")
        QApplication.setApplicationDisplayName("QCDesk")
        QApplication.setDesktopFileName("qcdesk")
        # A surplus argument of ours is no option of Qt's.
        app = QApplication(sys.argv[:1])
    dress(app)
    return app


def open_desk(home: Path | str, url: str | None = None) -> MainWindow:
    """The main window of a desk that is there, not yet shown, the event loop not running.

    Raises NotFound where no desk has been made, Unavailable where it cannot be used.
    """
    session = open_session(Path(home), url)
    application()
    from ui.window import MainWindow

    return MainWindow(session)


def open_session(home: Path, url: str | None) -> Session:
    shelf = registry.load()
    desk = opening.open_desk(home, shelf.kinds, url, patience=PATIENCE)
    from ui.session import Session

    return Session(desk, shelf)


def run(home: Path | str, url: str | None = None) -> int:
    """Shows the window until it is closed; the exit status. Raises Unavailable where there is no screen."""
    from ui import crash, screen

    screen.demand(os.environ)
    folder = Path(home)
    guard = crash.install(folder)
    entrance = Entrance(folder, url)
    entrance.enter()
    guard.show_last()
    status = application().exec()
    from PySide6.QtCore import QThreadPool

    QThreadPool.globalInstance().waitForDone(FAREWELL)
    entrance.close()
    guard.close()
    return int(status)


class Entrance:
    """What stands on the screen at the start: the desk, the page that makes one, or the trouble. One at a time."""

    def __init__(self, home: Path, url: str | None) -> None:
        self.home, self.url = home, url
        self.window: QWidget | None = None

    def enter(self) -> None:
        """Opens the desk of the home, or says what stands in the way."""
        try:
            window = open_desk(self.home, self.url)
        except NotFound as error:
            self._found_nothing(error)
        except Unavailable as error:
            self._trouble(error)
        else:
            self._show_desk(window)

    def close(self) -> None:
        session = getattr(self.window, "session", None)
        if session is not None:
            session.desk.close()

    def _show_desk(self, window: MainWindow) -> None:
        if not people.has_anyone(window.session.desk):
            self._first_start(window.session)
            return
        self._put(window)

    def _found_nothing(self, error: NotFound) -> None:
        if self.url is None or os.access(self.home, os.W_OK) or not self.home.exists():
            self._first_start(None)
        else:
            self._trouble(Unavailable(error.sentence))

    def _first_start(self, session: Session | None) -> None:
        application()
        from ui.pages.first_start import FirstStart

        page = FirstStart(self.home, self.url, session)
        page.made.connect(self.enter)
        self._put(page)

    def _trouble(self, error: Unavailable) -> None:
        application()
        from ui.pages.trouble import Trouble

        page = Trouble(self.home, error)
        page.again.connect(self.enter)
        page.elsewhere.connect(self._move)
        self._put(page)

    def _move(self, home: str) -> None:
        self.home, self.url = Path(home), None
        self.enter()

    def _put(self, window: QWidget) -> None:
        before, self.window = self.window, window
        window.show()
        if before is not None:
            before.close()
            before.deleteLater()
