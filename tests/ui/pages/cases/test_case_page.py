"""The page of a case: where it stands, what is next, what every tab tells, and how a case is made void."""

import cases
import factory
import hands
import pytest
from PySide6.QtCore import Qt

from qcdesk.services.sheets import records
from ui.pages.cases.flow_line import AHEAD, DONE, HERE, OUT, PASSED, stations


def test_a_case_opens_on_its_own_page_with_head_flow_and_steps(person) -> None:
    case = cases.registered(person.desk)
    page = person.at("pemgr", case)
    assert page.objectName() == "page_case"
    number = records.get(person.desk, case).number
    assert page.title == number
    assert page.head.grade_chip.text() == "严重"
    assert page.head.state_chip.text() == "分析中"
    assert "青榆" in page.head.title.text()
    assert page.head.buttons["analyse"].objectName() == "step_analyse"
    assert "登记判定已完成" in page.head.flow.accessibleName()
    assert "分析现在在这里" in page.head.flow.accessibleName()


def test_a_closed_step_says_whose_it_is_or_what_is_missing(person) -> None:
    case = cases.registered(person.desk)
    page = person.at("pemgr", case)
    assert page.head.buttons["analyse"].toolTip() == "还没有填：原因分析"
    assert page.head.buttons["decline"].toolTip().startswith("要由品管主管")
    page = person.at("merch", case)
    assert "生产工程部经理" in page.head.buttons["analyse"].toolTip()
    assert not page.head.buttons["analyse"].isEnabled()


def test_steps_of_other_kinds_of_case_are_not_offered(person) -> None:
    """A complaint is not promoted to one, a fault of the assembly not asked of the supplier, a serious one not cut
    short."""
    page = person.at("qcmgr", cases.registered(person.desk))
    assert list(page.head.buttons) == ["analyse", "decline"]


def test_a_step_back_asks_for_its_reason_and_is_counted_on_the_flow(person) -> None:
    case = cases.registered(person.desk)
    cases.step(person.desk, case, "analyse", "pemgr", cause="热处理")
    page = person.at("qcmgr", case)
    person.step(page, "reject_review", "没有硬度数据")
    assert page.head.state_chip.text() == "分析中"
    assert [(one.label, one.back) for one in page.head.flow.stations if one.back] == [("审查", 1)]
    person.window.shell.record.go_to("history")
    listing = page.pages[-1].listing
    assert listing.rows.row(0).reason == "没有硬度数据"


def test_stages_passed_over_never_look_done(person) -> None:
    """A minor case that the quality manager simplifies skips the review; an in-house one has no customer."""
    desk = person.desk
    case = cases.received(desk, description="外箱唛头印错 3 箱", product_name="外箱", product_family="其他",
                          lot_qty=2000, complaint_qty=3, case_kind="厂内异常", channel="厂内发现")  # fmt: skip
    cases.step(desk, case, "register", "qc", **{**cases.JUDGED, "defect_codes": ["唛头写错"], "severity": "一般",
                                                 "override_reason": "只有三箱"})  # fmt: skip
    cases.step(desk, case, "simplify", "qcmgr", cause="抄错", plan="重贴", disposition=["仅答复客户"])
    how = {one.label: one.how for one in stations(records.get(desk, case), {})}
    assert how["登记判定"] == DONE
    assert how["对策"] == PASSED
    assert how["处理"] == HERE
    assert how["重检"] == AHEAD
    assert how["回复客户"] == OUT


@pytest.mark.parametrize("login", ["sales", "qc", "gm"])
def test_every_tab_opens_for_everybody_and_keys_turn_them(person, qtbot, login) -> None:
    page = person.at(login, cases.registered(person.desk))
    for one in page.pages:
        page.go_to(one.NAME)
        assert page.tab == one.NAME
    page._turn(1)
    assert page.tab == "next"
    page._turn(-1)
    assert page.tab == "history"


def test_the_overview_tells_every_block_with_its_signature(person) -> None:
    case = cases.registered(person.desk)
    page = person.at("gm", case)
    told = hands.words(person.tab(page, "overview"))
    for part in ("受理", "登记判定：郑样五", "芯轴断裂", "加工装配不良", "0769-5550101"):
        assert part in told


def test_samples_of_the_case_begin_with_their_label(person, qtbot) -> None:
    case = cases.registered(person.desk, samples=2)
    page = person.at("qc", case)
    tab = person.tab(page, "samples")
    assert tab.asked.text() == "客户提供了 2 个样品"
    qtbot.mouseClick(tab.seal_button, hands.LEFT)
    record = person.window.shell.record.keeper.record
    assert record.kind.code == "seal_label"


def test_the_history_sheet_of_the_case_is_previewed_as_it_prints(person, in_dialog) -> None:
    page = person.at("qc", cases.registered(person.desk))
    seen: list[str] = []
    in_dialog(lambda dialog: (seen.append(type(dialog).__name__), dialog.reject()))
    page.head.printing.emit("preview")
    assert seen == ["Preview"]


def test_a_case_is_made_void_by_picking_one_of_the_two_reasons_that_count(person, in_dialog, qtbot) -> None:
    """E3.9"""
    case = cases.received(person.desk)
    page = person.at("qcmgr", case)
    picks = []

    def answer(dialog) -> None:
        picks.extend(pick.text() for pick in dialog.picks)
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
        person.sign(dialog, "客户选错了，另开一件")

    in_dialog(answer)
    page.head.buttons["void"].click()
    assert picks == ["录入错误", "测试"]
    assert records.get(person.desk, case).state == "void"


def test_a_draft_of_a_case_is_made_void_for_whatever_reason_is_typed(person, in_dialog) -> None:
    case = records.create(factory.seat(person.desk, "sales"), "case", cases.SPINDLE).record
    page = person.at("qcmgr", case)
    picks = [None]
    in_dialog(lambda dialog: (picks.extend(dialog.picks), person.sign(dialog, "不用了")))
    page.head.buttons["void"].click()
    assert picks == [None]
    assert records.get(person.desk, case).state == "void"


def test_history_of_an_open_case_is_not_offered_for_sealing_and_says_why(person) -> None:
    case = cases.registered(person.desk)
    seal = person.at("pemgr", case).head.prints["sealed"]
    assert (seal.isEnabled(), "签核走完以后才能盖章" in seal.toolTip()) == (False, True)
