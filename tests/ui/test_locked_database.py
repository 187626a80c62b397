"""Another program holds the database: every way on says so calmly, and works again once it is free."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import factory
import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from qcdesk import paths
from qcdesk.errors import Unavailable
from ui import app, crash
from ui.pages.places import PLACES

BUSY = "数据库正被别的程序占用"


@contextmanager
def locked(home: Path) -> Iterator[None]:
    other = sqlite3.connect(home / paths.DATABASE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@pytest.fixture
def impatient(seated, home) -> Callable:
    """The window with this person at it, not waiting at all, so that a test costs no seconds."""

    def seat(login: str):
        window = seated(login)
        window.session.desk.store.sql("PRAGMA busy_timeout = 0")
        return window

    return seat


@pytest.fixture
def listen(in_dialog) -> Callable[[], list[str]]:
    """From now on: what the next dialog says."""

    def begin() -> list[str]:
        said: list[str] = []
        in_dialog(lambda dialog: (said.extend(label.text() for label in dialog.findChildren(QLabel)), dialog.accept()))
        return said

    return begin


@pytest.fixture
def held(home, listen) -> Callable:
    """The database is another's inside; gives what is said meanwhile."""

    @contextmanager
    def hold() -> Iterator[list[str]]:
        with locked(home):
            yield listen()

    return hold


def calm(said: list[str], qtbot) -> bool:
    qtbot.waitUntil(lambda: bool(said))
    return any(BUSY in words for words in said)


@pytest.mark.parametrize("name", [place.name for place in PLACES])
def test_going_to_a_page_is_told_and_works_the_next_time(impatient, held, qtbot, name) -> None:
    window = impatient("qcmgr")
    window.shell.go("masters" if name == "workbench" else "workbench")
    if name == "workbench":
        window.shell.pages[name]._stale = True
    with held() as told:
        window.shell.go(name)
        assert calm(told, qtbot)
    window.shell.go("workbench" if name != "workbench" else "records")
    page = window.shell.go(name)
    QApplication.processEvents()
    assert not page._stale


def test_opening_a_sheet_is_told(impatient, held, qtbot) -> None:
    window = impatient("qc")
    with held() as told:
        assert window.shell.open_record(1) is None
        assert calm(told, qtbot)
    assert window.shell.open_record(1) is not None


def test_a_new_sheet_is_told_and_nothing_is_made(impatient, held, qtbot) -> None:
    window = impatient("qc")
    with held() as told:
        window.shell.new_sheet("seal_label")
        assert calm(told, qtbot)
    assert window.shell.record is None


def test_a_search_is_told(impatient, held, qtbot) -> None:
    window = impatient("qc")
    window.shell.go("records")
    with held() as told:
        window.shell.search("环岭")
        assert calm(told, qtbot)


@pytest.mark.parametrize("what", ["preview", "pdf"])
def test_printing_is_told(impatient, held, qtbot, what) -> None:
    from ui.printing.actions import print_record

    window = impatient("qc")
    with held() as told:
        print_record(window, window.session, 1, what)
        assert calm(told, qtbot)


@pytest.mark.parametrize("button", ["save", "retire"])
def test_keeping_an_entry_is_told(impatient, held, qtbot, button) -> None:
    from qcdesk.services.basics import masters

    window = impatient("qc")
    masters.save(window.session.desk, "customer", None, {"code": "XC", "name": "新客户车业"})
    sheet = window.shell.go("masters").sheet()
    sheet.listing.selectRow(0)
    with held() as told:
        hands.click(sheet, button)
        assert calm(told, qtbot)


def test_the_next_tab_and_the_next_person_in_the_list_are_told(impatient, held, qtbot) -> None:
    window = impatient("admin")
    page = window.shell.go("system")
    with held() as told:
        page.sheet("people").listing.selectRow(2)
        assert calm(told, qtbot)


def test_signing_in_and_changing_over_are_told(impatient, held, window, qtbot) -> None:
    impatient("qc")
    with held() as told:
        window.change_person()
        assert calm(told, qtbot)
    assert window.session.person.login == "qc"


def test_a_name_can_still_be_chosen_and_the_pin_says_why_not(window, home, qtbot) -> None:
    window.session.desk.store.sql("PRAGMA busy_timeout = 0")
    with locked(home):
        window.sign_in.people.filter.setText("qc")
        window.sign_in.form.pin.setText(factory.PIN)
        qtbot.mouseClick(window.sign_in.form.enter, Qt.MouseButton.LeftButton)
        assert BUSY in window.sign_in.form.fault.text()


def test_the_window_does_not_stand_still_for_long(home, qtbot, at_once) -> None:
    session = app.open_session(home, None)
    began = time.monotonic()
    with locked(home), pytest.raises(Unavailable, match=BUSY):
        session.desk.store.sql("SELECT 1 FROM record")
    session.desk.close()
    assert time.monotonic() - began < 4


def test_what_nobody_told_on_the_way_is_told_by_the_crash_path_without_a_report(
    tmp_path, qapp, at_once, listen, qtbot, monkeypatch
) -> None:
    guard = crash.CrashPath(tmp_path)
    monkeypatch.setattr(guard, "_say", lambda text: None)
    error = Unavailable(f"{BUSY}。")
    told = listen()
    guard.take(Unavailable, error, None)
    assert calm(told, qtbot)
    assert guard.report is None
