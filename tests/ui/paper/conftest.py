"""A desk of the test factory with a sheet of it on the screen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import factory
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from qcdesk.desk import Desk
from ui.paper.record_page import RecordPage
from ui.session import Session
from ui.style.dress import dress

Open = Callable[..., RecordPage]


@pytest.fixture
def desk(desk_template: Path, tmp_path: Path) -> Iterator[Desk]:
    desk = factory.copy_of(desk_template, tmp_path / "home")
    yield desk
    desk.close()


@pytest.fixture
def session(desk: Desk, qapp: QApplication) -> Session:
    """The merchandiser is at the desk."""
    dress(qapp)
    return Session(factory.seat(desk, "merch"), factory.shelf())


@pytest.fixture
def show(session: Session, qtbot) -> Iterator[Open]:
    """Opens sheets, and closes them before the desk goes."""
    opened: list[RecordPage] = []

    def page_of(record: int) -> RecordPage:
        page = RecordPage(session, record)
        page.resize(1170, 900)
        opened.append(page)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        QApplication.processEvents()
        return page

    yield page_of
    for page in opened:
        page.close()
        page.deleteLater()
        QApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
