"""The strip above every page while this PC's clock stands behind the trail."""

from datetime import UTC, datetime, timedelta

import cases
import factory
import hands
import pytest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QPushButton

from qcdesk.services.cases import casework
from ui.pages.places import PLACES

TODAY = datetime.now(UTC) + timedelta(hours=1)
"""Behind what the office was made with."""


@pytest.fixture
def yesterday(window, set_clock):
    """A case of today; the clock of this PC was then set back by a day. Gives who is seated by his login."""
    set_clock(TODAY)
    cases.received(window.session.desk)
    set_clock(TODAY - timedelta(hours=23, minutes=45))

    def seat(login):
        window.seat(login, factory.PIN)
        QApplication.processEvents()
        return window

    return seat


def the_case(window) -> int:
    return window.session.desk.store.sql("SELECT id FROM record WHERE form = 'case'")[0][0]


def strip(window) -> QFrame:
    return window.shell.findChild(QFrame, "clock_strip")


def test_no_strip_while_time_goes_on(seated) -> None:
    assert not strip(seated("qc")).isVisible()


def test_strip_stands_above_every_page_and_the_case_itself(yesterday) -> None:
    window = yesterday("qc")
    for place in PLACES:
        window.shell.go(place.name)
        assert strip(window).isVisible()
    window.shell.open_record(the_case(window))
    told = strip(window).findChild(QLabel, "clock_told").text()
    assert "早 23 小时 45 分，两个时钟有一个不对。请先校准时钟再登记；现在记的时间都会标记。" in told
    assert "，林样一，电脑 " in told


def test_strip_goes_once_the_clock_is_set_right(yesterday, set_clock) -> None:
    window = yesterday("qc")
    assert strip(window).isVisible()
    set_clock(TODAY + timedelta(minutes=5))
    window.shell.clock._timer.timeout.emit()
    assert not strip(window).isVisible()


def test_strip_comes_with_a_change_that_shows_the_clock_behind(seated, set_clock) -> None:
    """Another PC has written something since."""
    window = seated("qc")
    set_clock(TODAY)
    window.shell.renew()
    cases.received(window.session.desk)
    set_clock(TODAY - timedelta(days=1))
    window.shell.renew()
    assert strip(window).isVisible()


def test_only_who_is_answerable_may_call_this_clock_right(yesterday, in_dialog, qtbot) -> None:
    window = yesterday("sales")
    assert not strip(window).findChild(QPushButton, "clock_is_right").isVisible()
    window = yesterday("qcmgr")

    def answer(dialog) -> None:
        dialog.findChild(QLineEdit, "pin").setText(factory.PIN)
        hands.click(dialog, "sign")

    in_dialog(answer)
    hands.click(strip(window), "clock_is_right")
    assert not strip(window).isVisible()


def test_history_of_a_case_tells_the_odd_time_in_full(yesterday) -> None:
    window = yesterday("qc")
    case = the_case(window)
    casework.add(window.session.desk, case, "contacts", {"way": "电话", "said": "告知进展"})
    page = window.shell.open_record(case)
    page.go_to("history")
    tab = page.pages[-1]
    assert tab.odd.isVisible()
    assert "其中一条的电脑时钟不对" in tab.odd.text()
    assert tab.listing.rows.row(0).clock in tab.detail.words.text()
    assert "时间对不上：比它前面的记录（" in tab.detail.words.text()
