"""本月回复 on the workbench: whole per cent with how they are counted, for those who answer for them."""

from datetime import date

import cases
import factory
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from qcdesk.errors import Unavailable
from qcdesk.rules.rates import ANSWERED, CONTACTED, NOTHING, TIMELY
from qcdesk.rules.rows import DEADLINE
from qcdesk.services.overview.rates import MET, MISSED, OPEN
from qcdesk.services.sheets import records
from qcdesk.store.models import Rule
from ui import tasks
from ui.pages.cases import rate_detail
from ui.pages.cases.rate_detail import READING
from ui.pages.cases.reply_rates import month_before


@pytest.fixture
def desk(window):
    """Two complaints of November, one of them answered in time and told its end; on a fixed day."""
    window.session.desk = cases.at(window.session.desk, "2026-11-20T10:00")
    desk = window.session.desk
    cases.registered(desk)
    cases.walk(desk, cases.small(desk), "simplify", "handle_plain", "reply")
    return desk


@pytest.fixture
def rates(seated, desk):
    def of(login):
        bench = seated(login).shell.go("workbench")
        bench.refresh()
        return bench.rates

    return of


def test_rates_of_the_month_stand_on_the_managers_workbench(rates) -> None:
    """E2.4"""
    line = rates("qcmgr")
    assert line.isVisible()
    assert line.month.text() == "2026-11"
    assert {name: piece.figure.text() for name, piece in line.pieces.items()} == {
        TIMELY: "100%", CONTACTED: "50%", ANSWERED: "50%",
    }  # fmt: skip


def test_a_rate_opens_into_the_complaints_behind_it_those_that_missed_it_first(rates, desk) -> None:
    """E2.4"""
    line = rates("gm")
    assert not line.detail.isVisible()
    line.pieces[ANSWERED].click()
    assert "已把最终处理结果回复客户的，占当月受理的客户投诉" in line.detail.how.text()
    rows = line.detail.listing.rows.rows
    assert [(one.case.number, one.result) for one in rows] == [
        (records.get(desk, 4).number, MISSED), (records.get(desk, 5).number, MET),
    ]  # fmt: skip
    line.pieces[TIMELY].click()
    assert [one.result for one in line.detail.listing.rows.rows] == [OPEN, MET]
    assert line.open == TIMELY
    line.pieces[TIMELY].click()
    assert not line.detail.isVisible()


def test_complaints_behind_a_rate_are_read_off_the_main_thread(rates, qapp) -> None:
    """Meanwhile it says so; what nobody waits for any more is dropped."""
    line, waiting = rates("gm"), Waiting()
    before = qapp.property(tasks.RUNNER)
    qapp.setProperty(tasks.RUNNER, waiting)
    line.pieces[ANSWERED].click()
    assert (line.detail.none.text(), line.detail.listing.isVisible()) == (READING, False)
    line.pieces[TIMELY].click()
    for task in waiting.tasks:
        task.run()
    qapp.setProperty(tasks.RUNNER, before)
    assert [one.result for one in line.detail.listing.rows.rows] == [OPEN, MET]
    assert line.detail.listing.isVisible()
    assert not line.detail.none.isVisible()


def test_complaints_that_cannot_be_read_are_told_of(rates, in_dialog, monkeypatch) -> None:
    def lost(desk, found):
        raise Unavailable("连不上数据库")

    said = []
    line = rates("gm")
    monkeypatch.setattr(rate_detail, "behind", lost)
    in_dialog(lambda dialog: (said.append(dialog.objectName()), dialog.accept()))
    line.pieces[ANSWERED].click()
    assert said == ["message"]


class Waiting:
    """Runs nothing until it is told to."""

    def __init__(self) -> None:
        self.tasks = []

    def start(self, task) -> None:
        self.tasks.append(task)


def test_a_complaint_behind_a_rate_is_opened_by_keyboard(rates, qtbot) -> None:
    line = rates("qcmgr")
    opened: list[int] = []
    line.wanted.connect(opened.append)
    line.pieces[CONTACTED].setFocus()
    qtbot.keyClick(line.pieces[CONTACTED], Qt.Key.Key_Space)
    qtbot.keyClick(line.detail.listing, Qt.Key.Key_Return)
    assert opened == [line.detail.listing.rows.rows[0].case.id]


def test_escape_closes_the_list_behind_a_rate(rates, qtbot) -> None:
    line = rates("qcmgr")
    line.pieces[CONTACTED].click()
    qtbot.keyClick(line.detail.listing, Qt.Key.Key_Escape)
    assert (line.open, line.detail.isVisible()) == ("", False)


def test_month_with_nothing_behind_a_rate_says_what_will_stand_there(rates) -> None:
    line = rates("merchmgr")
    line.pieces[CONTACTED].click()
    line.findChild(QPushButton, "month_before").click()
    assert line.detail.isVisible()
    assert not line.detail.listing.isVisible()


def test_month_without_complaints_is_dashes_and_leads_back(rates, qtbot) -> None:
    line = rates("merchmgr")
    line.findChild(QPushButton, "month_before").click()
    assert line.month.text() == "2026-10"
    assert {piece.figure.text() for piece in line.pieces.values()} == {NOTHING}
    line.findChild(QPushButton, "month_after").click()
    assert (line.month.text(), line.pieces[CONTACTED].figure.text()) == ("2026-11", "50%")


def test_month_with_a_broken_case_says_so_and_can_be_left(rates, desk) -> None:
    said = f"这个月算不出：记录 {factory.number(desk, 4)} 的内容已损坏，请在“系统 → 核对数据”里查明"
    desk.store.sql("UPDATE record SET payload = '{\"case_kind\"' WHERE id = 4")
    line = rates("merchmgr")
    assert (line.month.text(), line.unread.isVisible(), line.unread.text().startswith(said)) == ("2026-11", True, True)
    assert not any(piece.isVisible() for piece in line.pieces.values())
    line.findChild(QPushButton, "month_before").click()
    assert (line.month.text(), line.unread.isVisible()) == ("2026-10", False)
    assert all(piece.isVisible() for piece in line.pieces.values())
    line.findChild(QPushButton, "month_after").click()
    assert line.unread.isVisible()


def test_rules_that_cannot_be_read_are_told_of_where_the_rates_would_stand(rates, desk) -> None:
    desk.store.run(Rule.insert(kind=DEADLINE, code="D99", version=1, content='{"code":"D99"}', valid_from="",
                               made_by="qcmgr", made_at="2026-11-20"))  # fmt: skip
    line = rates("merchmgr")
    assert line.isVisible()
    assert line.unread.text().startswith("这个月算不出：规则读不出来：")


@pytest.mark.parametrize("login", ["qc", "sales", "wh"])
def test_others_see_no_rates(rates, login) -> None:
    assert not rates(login).isVisible()


def test_months_are_counted_back_over_the_year() -> None:
    assert [month_before(date(2026, 2, 28), back) for back in (0, 1, 2, 14)] == [
        "2026-02", "2026-01", "2025-12", "2024-12",
    ]  # fmt: skip
