"""Until a page was read it says so; that there is nothing it says only once it knows."""

from collections.abc import Iterator

import cases
import pytest
from PySide6.QtWidgets import QApplication, QLabel

from qcdesk.errors import DeskError
from ui import tasks
from ui.pages import page as pages
from ui.pages.signing import NOTHING, READING, ROWS
from ui.style.parts import Reading
from ui.tasks import Task


class Later:
    """Work waits until the test lets it go on."""

    def __init__(self) -> None:
        self.waiting: list[Task] = []

    def start(self, task: Task) -> None:
        self.waiting.append(task)

    def go_on(self) -> None:
        while self.waiting:
            self.waiting.pop(0).run()
        QApplication.processEvents()


@pytest.fixture
def later(window, qapp) -> Iterator[Later]:
    runner = Later()
    qapp.setProperty(tasks.RUNNER, runner)
    yield runner
    qapp.setProperty(tasks.RUNNER, tasks.Here())


def said(page) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def reads(page) -> bool:
    return any(reading.isVisible() for reading in page.findChildren(Reading))


def has(page, words: str) -> bool:
    return any(words in text for text in said(page))


def test_the_workbench_says_nothing_waits_only_once_it_knows(later, seated) -> None:
    page = seated("gm").shell.pages["workbench"]
    assert has(page, "正在读…")
    assert not has(page, "现在没有单等您签核")
    later.go_on()
    assert has(page, "现在没有单等您签核")
    assert not reads(page)


def test_the_next_person_is_not_told_what_the_one_before_saw(later, seated) -> None:
    page = seated("merchlead").shell.pages["workbench"]
    later.go_on()
    assert page.waiting.listing.isVisible()
    seated("gm")
    assert reads(page)
    assert not page.waiting.listing.isVisible()
    assert page.figures["waiting"].text() == "–"
    later.go_on()
    assert has(page, "现在没有单等您签核")


@pytest.mark.parametrize(("login", "after"), [("gm", NOTHING), ("merchlead", ROWS)])
def test_the_signing_list_is_being_read_until_it_is_there(later, seated, login, after) -> None:
    page = seated(login).shell.go("signing")
    assert page.stack.currentIndex() == READING
    assert has(page, "正在读…")
    assert not page.findChild(type(page._open), "open").isEnabled()
    later.go_on()
    assert page.stack.currentIndex() == after


def test_the_samples_are_being_read_until_they_are_there(later, seated) -> None:
    page = seated("qc").shell.go("samples")
    page.filter.setText("没有这个")
    page._to_list()
    assert has(page, "正在读…")
    assert not has(page, "没有符合的样品")
    later.go_on()
    assert has(page, "没有符合的样品")
    assert not reads(page)


def test_a_list_that_is_read_again_stays_where_it_is(later, seated) -> None:
    page = seated("merchlead").shell.go("signing")
    later.go_on()
    page.refresh()
    assert page.stack.currentIndex() == ROWS


def test_what_could_not_be_read_is_no_longer_said_to_be_under_way(later, seated, monkeypatch) -> None:
    monkeypatch.setattr(pages, "tell", lambda *_: None)
    page = seated("gm").shell.go("signing")
    page.fail(DeskError("数据库没有回应"))
    assert has(page, "没有读到")
    page._renew()
    assert has(page, "正在读…")


LISTS = pytest.mark.parametrize(("name", "nothing"), [("records", "没有符合的单子"), ("cases", "还没有案件")])


@LISTS
def test_a_long_list_says_that_it_is_being_read_only_where_that_takes_a_while(
    later, seated, qtbot, name, nothing
) -> None:
    page = seated("gm").shell.go(name)
    assert not reads(page)
    assert not has(page, nothing)
    qtbot.waitUntil(lambda: reads(page), timeout=2000)
    later.go_on()
    assert not reads(page)


@LISTS
def test_rows_that_were_read_stand_while_the_list_is_narrowed(later, seated, qtbot, name, nothing) -> None:
    window = seated("qc")
    cases.received(window.session.desk)
    page = window.shell.go(name)
    later.go_on()
    assert page.listing.isVisible()
    page.filter.setText("没有这个")
    page._to_list()
    qtbot.waitUntil(lambda: not page._quiet.isActive())
    assert page.listing.isVisible()
    later.go_on()
    assert not page.listing.isVisible()
    assert has(page, "没有符合")


@LISTS
def test_a_long_list_that_could_not_be_read_says_so_at_once(later, seated, monkeypatch, name, nothing) -> None:
    monkeypatch.setattr(pages, "tell", lambda *_: None)
    page = seated("gm").shell.go(name)
    page.fail(DeskError("数据库没有回应"))
    assert has(page, "没有读到")


@pytest.mark.parametrize("front", ["customer", "rules", "calendar"])
def test_masters_rules_and_calendar_say_that_they_are_read_once_it_takes_a_while(later, seated, qtbot, front) -> None:
    page = seated("qcmgr").shell.go("masters")
    front_page = page.sheet() if front == "customer" else page.beside(front)
    assert not has(front_page, "正在读…")
    qtbot.waitUntil(lambda: has(front_page, "正在读…"))
    later.go_on()
    assert not has(front_page, "正在读…")
