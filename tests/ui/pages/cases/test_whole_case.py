"""Whole cases in the window, each step by whoever's turn it is."""

import cases
import factory
import hands
import pytest

from qcdesk.services.cases import casework
from qcdesk.services.sheets import records
from qcdesk.services.trail import verifying


def test_a_wrong_shipping_mark_on_three_cartons_is_closed_in_a_few_steps(person) -> None:
    desk = person.desk
    cartons = {"product_name": "外箱", "product_family": "其他", "lot_qty": 2000, "complaint_qty": 3}
    case = cases.received(desk, description="外箱唛头写错 3 箱", **cartons)
    page = person.at("qc", case)
    person.fill(page, defect_codes="唛头写错", defect_qty="3", nature="质量问题", branch="加工装配不良",
                duty_dept="包装")  # fmt: skip
    person.step(page, "register")
    page = person.at("qcmgr", case)
    assert page.head.grade_chip.text() == "一般"
    person.fill(page, cause="抄错订单号", plan="重贴唛头，双人核对", disposition=["仅答复客户"])
    person.step(page, "simplify")
    page = person.at("merch", case)
    person.fill(page, handled="已重贴 3 箱并拍照")
    person.step(page, "handle_plain")
    page = person.at("sales", case)
    person.fill(page, replied_at=cases.now(desk).replace("T", " "), reply="已重贴，照片附上")
    person.step(page, "reply")
    assert page.head.state_chip.text() == "待客户确认"
    assert "客户还没有同意" in hands.words(page.next.lacks)
    cases.heard(desk, case)
    cases.filed(desk, case)
    page = person.at("sales", case)
    person.fill(page, customer_decision="同意")
    person.step(page, "agree")
    page = person.at("qc", case)
    person.fill(page, effect="有效", effect_note="连续三批无误", no_action="偶然抄错，双人核对已执行")
    person.step(page, "track")
    page = person.at("merch", case)
    person.fill(page, archive_place="A 柜 3 层", no_sample="唛头已改贴", no_photo="客户当场改贴，没有拍照")
    person.step(page, "archive")
    page = person.at("qcmgr", case)
    assert not page.next.closing.isVisible()
    person.step(page, "close")
    assert page.head.state_chip.text() == "已结案"
    assert records.get(desk, case).state == "closed"
    assert not page.next.forms
    assert "案件已结案" in hands.words(page.next)
    assert sorted(page.head.buttons) == ["appeal", "reopen"]
    assert not verifying.verify(desk)


def test_a_case_that_is_not_ready_cannot_be_closed_from_its_page(person) -> None:
    """The gates of the end, told with their rules."""
    desk = person.desk
    case = cases.registered(desk, samples=2)
    casework.add(factory.seat(desk, "qc"), case, "actions",
                 {"kind": "纠正", "what": "改回火温度", "owner": "郑样五", "due": "2026-12-01"})  # fmt: skip
    page = person.at("qcmgr", case)
    told = hands.words(page.next.closing)
    for part in ("改回火温度", "客户投诉处理流程图", "客户还没有同意", "不良样品还没有封存"):
        assert part in told
    assert "close" not in page.head.buttons


@pytest.mark.parametrize("login", ["pemgr", "duty"])
def test_either_of_the_two_responsible_may_hand_in_the_analysis(person, login) -> None:
    case = cases.registered(person.desk)
    page = person.at(login, case)
    person.fill(page, cause="热处理")
    page._show_steps()
    assert page.head.buttons["analyse"].isEnabled(), page.head.buttons["analyse"].toolTip()


def test_a_step_without_a_signature_asks_for_no_pin(person, qtbot) -> None:
    """A draft of a case that was left before it was taken in."""
    desk = person.desk
    made = records.create(factory.seat(desk, "sales"), "case", {**cases.SPINDLE, "received_at": "2026-11-20T09:00"})
    page = person.at("sales", made.record)
    assert page.head.buttons["receive"].isEnabled()
    qtbot.mouseClick(page.head.buttons["receive"], hands.LEFT)
    assert records.get(desk, made.record).number
    assert page.title == records.get(desk, made.record).number
