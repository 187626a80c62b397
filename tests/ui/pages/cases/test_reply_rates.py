"""本月回复 on the workbench: whole per cent with how they are counted, for those who answer for them."""

from datetime import date

import cases
import pytest
from PySide6.QtWidgets import QPushButton

from qcdesk.rules.rates import ANSWERED, CONTACTED, NOTHING, TIMELY
from qcdesk.services.sheets import records
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
    assert {name: figure.text() for name, figure in line.figures.items()} == {
        TIMELY: "100%", CONTACTED: "50%", ANSWERED: "50%",
    }  # fmt: skip


def test_tooltip_says_how_a_rate_is_counted_and_who_missed_it(rates, desk) -> None:
    line = rates("gm")
    missed = str(records.get(desk, 4).number)
    told = line.figures[ANSWERED].parentWidget().toolTip()
    assert "已把最终处理结果回复客户的，占当月受理的客户投诉" in told
    assert missed in told


def test_month_without_complaints_is_dashes_and_leads_back(rates, qtbot) -> None:
    line = rates("merchmgr")
    line.findChild(QPushButton, "month_before").click()
    assert line.month.text() == "2026-10"
    assert {figure.text() for figure in line.figures.values()} == {NOTHING}
    line.findChild(QPushButton, "month_after").click()
    assert (line.month.text(), line.figures[CONTACTED].text()) == ("2026-11", "50%")


@pytest.mark.parametrize("login", ["qc", "sales", "wh"])
def test_others_see_no_rates(rates, login) -> None:
    assert not rates(login).isVisible()


def test_months_are_counted_back_over_the_year() -> None:
    assert [month_before(date(2026, 2, 28), back) for back in (0, 1, 2, 14)] == [
        "2026-02", "2026-01", "2025-12", "2024-12",
    ]  # fmt: skip
