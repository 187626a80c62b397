"""At the case page: another case's 8D shared and let go, and what an 8D tells taken over into the measures."""

import cases
import factory
import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from qcdesk.services.cases import casework
from qcdesk.services.sheets import records

OTHERS = "环岭自行车（样例）有限公司"
WHY_NOT = "看错编号，那份 8D 说的是另一型号的芯轴"


@pytest.fixture
def report(person) -> int:
    """Of another customer's case of the same defect item."""
    owner = cases.registered(person.desk, customer=OTHERS)
    return cases.report(person.desk, owner)


@pytest.fixture
def case(person, report) -> int:
    return cases.registered(person.desk, received_at="2026-11-01T09:00")


def share(person, report: int, case: int) -> None:
    casework.share_8d(factory.seat(person.desk, "qc"), report, [case], cases.HOLDS_HERE)


def test_8d_is_not_shared_before_somebody_writes_why_it_holds_here(person, case, report) -> None:
    """E3.4: the program proposes no reason."""
    page = person.at("qc", case)
    tab = person.tab(page, "sheets")
    person.line(tab.connect_button, record=factory.number(person.desk, report))
    assert "请写明理由：那份 8D 的原因和对策为什么也适用于本案" in person.refused
    assert not tab.let_go_button.isVisible()
    person.line(tab.connect_button, record=factory.number(person.desk, report), why=cases.HOLDS_HERE)
    assert not person.refused
    assert tab.because.text() == f"共用 {factory.number(person.desk, report)}：{cases.HOLDS_HERE}"
    assert tab.because.isVisible()


def test_8d_shared_by_mistake_is_let_go_with_pin_and_reason(person, qtbot, in_dialog, case, report) -> None:
    """E3.4"""
    share(person, report, case)
    tab = person.tab(person.at("qc", case), "sheets")
    assert tab.let_go_button.isEnabled()
    in_dialog(lambda dialog: person.sign(dialog, WHY_NOT))
    qtbot.mouseClick(tab.let_go_button, hands.LEFT)
    assert tab.listing.rows.rowCount() == 0
    assert not tab.let_go_button.isVisible()
    assert not tab.because.isVisible()
    history = person.tab(person.window.shell.record, "history")
    first = history.listing.rows.row(0)
    assert (first.sentence, first.reason, first.who) == ("取消共用 8D", WHY_NOT, "郑样五")


def test_who_is_not_of_qc_reads_why_he_cannot_let_it_go(person, case, report) -> None:
    share(person, report, case)
    tab = person.tab(person.at("sales", case), "sheets")
    assert not tab.let_go_button.isEnabled()
    assert "取消共用要由品管" in tab.let_go_button.toolTip()


def test_own_sheet_is_not_let_go(person, case, report) -> None:
    share(person, report, case)
    cases.report(person.desk, case)
    tab = person.tab(person.at("qc", case), "sheets")
    tab.listing.selectRow(1)
    assert "没有共用" in tab.let_go_button.toolTip()
    tab.listing.selectRow(0)
    assert tab.let_go_button.isEnabled()


def measures(person, case: int) -> list[str]:
    found = records.get(person.desk, case).values.get("actions") or []
    return [row["kind"] for row in found]


@pytest.mark.parametrize("by_key", [False, True])
def test_measures_of_the_8d_are_taken_by_one_click_or_one_key(person, qtbot, case, by_key) -> None:
    """E3.9"""
    made = cases.report(person.desk, case)
    tab = person.tab(person.at("qc", case), "actions")
    assert tab.offer.told.text() == "本案的 8D 有 8 项措施还没有列入。"
    if by_key:
        qtbot.keyClick(person.window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    else:
        qtbot.mouseClick(tab.offer.take_button, hands.LEFT)
    qtbot.waitUntil(lambda: not tab.offer.isVisible())
    assert measures(person, case) == ["临时"] * 5 + ["纠正"] * 3
    shown = tab.card.listing.rows.row(5)[1]
    assert shown["sheet"] == f"{factory.number(person.desk, made)} D5-1"


def test_line_that_lacks_its_owner_is_told_above_the_list(person, case) -> None:
    """E3.9"""
    rows = [{"qty": 260, "action": "外派拆检"}]
    cases.sheet(person.desk, case, "car_8d", "car_8d-spindle", "describe", by="qc", containment=rows, perm=None)
    tab = person.tab(person.at("qc", case), "actions")
    assert not tab.offer.take_button.isVisible()
    assert "没有写负责人，请先在 8D 上填" in tab.offer.lacking.text()


def test_dialogs_of_a_measure_leave_its_sheet_to_the_program(person, qtbot, in_dialog, case) -> None:
    cases.report(person.desk, case)
    tab = person.tab(person.at("qc", case), "actions")
    qtbot.mouseClick(tab.offer.take_button, hands.LEFT)
    seen = []
    for press in (tab.card.add_button, tab.card.change_button):
        in_dialog(lambda dialog: (seen.append(dialog.findChild(QWidget, "sheet")), dialog.reject()))
        qtbot.mouseClick(press, hands.LEFT)
    assert seen == [None, None]


def test_case_says_at_its_next_step_that_measures_wait_in_the_8d(person, case) -> None:
    """E3.9"""
    cases.report(person.desk, case)
    page = person.at("qc", case)
    assert any("有 8 项措施还没有列入“措施”" in label.text() for label in page.next.findChildren(QLabel))
    assert page.findChild(QPushButton, "take_measures") is not None


def test_8d_says_on_its_page_and_in_its_own_case_which_cases_share_it(person, case, report) -> None:
    """E3.4"""
    number, desk = factory.number(person.desk, case), person.desk
    assert not person.at("qc", report).shared.isVisible()
    share(person, report, case)
    page = person.at("qc", report)
    assert page.shared.isVisible()
    assert page.shared.words.text().startswith(f"{number}（{cases.CUSTOMER}）共用这份 8D")
    owner = records.row_of(desk, report).case
    own, other = (person.tab(person.at("qc", one), "sheets").listing.rows.row(0).title for one in (owner, case))
    assert own.endswith(f"（{number} 共用）")
    assert other.endswith(f"（共用 {factory.number(desk, owner)} 的）")
