"""The window on a small test factory: a few sheets on their way, one person a role, work done at once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import factory
import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ui import app, tasks
from ui.session import Session
from ui.style.dress import dress
from ui.window import MainWindow

Answer = Callable[[QWidget], object]
PATIENCE = 10  # milliseconds between two looks for the dialog
LOOKS = 400


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An approved label, an anomaly waiting for the merchandisers' leader, a draft of the merchandiser's."""
    home = tmp_path_factory.mktemp("office")
    desk = factory.make("sqlite", home)
    factory.signed_label(desk)
    factory.walk(desk, factory.draft(desk), "submit")
    factory.draft(desk, values=factory.anomaly(customer="北望角自行车"))
    desk.close()
    return next(home.glob("*.db"))


@pytest.fixture
def home(office_template: Path, tmp_path: Path) -> Path:
    place = tmp_path / "home"
    factory.copy_of(office_template, place).close()
    return place


@pytest.fixture
def at_once(qapp: QApplication) -> Iterator[None]:
    """Work runs on the main thread."""
    dress(qapp)
    qapp.setProperty(tasks.RUNNER, tasks.Here())
    yield
    qapp.setProperty(tasks.RUNNER, None)


@pytest.fixture
def window(home: Path, at_once: None, qtbot) -> Iterator[MainWindow]:
    """Shown, nobody signed in."""
    made = app.open_desk(home)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)  # its timers end before its home is gone
    made.session.desk.close()


@pytest.fixture
def seated(window: MainWindow) -> Callable[[str], MainWindow]:
    """The window with this person at it."""

    def seat(login: str) -> MainWindow:
        window.seat(login, factory.PIN)
        QApplication.processEvents()
        return window

    return seat


@pytest.fixture
def session(home: Path, at_once: None) -> Iterator[Session]:
    """Without a window; the QC manager is at the desk."""
    made = app.open_session(home, None)
    made.desk = factory.seat(made.desk, "qcmgr")
    yield made
    made.desk.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the office's scanner leaves its files, to be watched."""
    made = tmp_path / "扫描仪"
    made.mkdir()
    return made


@pytest.fixture
def in_dialog(qapp: QApplication) -> Callable[..., None]:
    """Answers the next modal dialogs, one function each, while the test waits in exec()."""

    def answer(*answers: Answer) -> None:
        left, seen, looks = list(answers), [], [LOOKS]

        def look() -> None:
            found = qapp.activeModalWidget()
            # A busy display makes a window active late, and only then do its shortcuts work.
            ready = isinstance(found, QDialog) and (found.isActiveWindow() or looks[0] < LOOKS // 2)
            if ready and found.isVisible() and found not in seen:
                seen.append(found)
                left.pop(0)(found)
            looks[0] -= 1
            if left and looks[0]:
                QTimer.singleShot(PATIENCE, look)
            elif left and isinstance(found, QDialog):
                found.done(0)

        QTimer.singleShot(PATIENCE, look)

    return answer
