"""What must be right of a case before it is judged and analysed: its kind, its finding, its goods, who answers."""

import cases
import factory
import pytest

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics.pins import Proof
from qcdesk.services.cases import advising, case_facts, casework
from qcdesk.services.sheets import approval, records

MUST = [
    ({"channel": "政府部门转来"}, "“政府部门转来”的为升级投诉，不能按客户反馈办"),
    ({"importance": "重点客户"}, "重点客户的任何不满都按投诉处理，不能按客户反馈办"),
]
DOUBTFUL = {**cases.JUDGED, "nature": "难以界定-退厂鉴定"}
INFORM = "质量投诉要知会管理者代表和总经理、申报质量副总，请开《内部联络单》（产品质量投诉处理流程）"


def feedback(desk: Desk, **changes: object) -> int:
    return cases.received(desk, case_kind="客户反馈", **changes)


@pytest.mark.parametrize(("changes", "said"), MUST)
def test_what_must_be_a_complaint_is_not_registered_as_feedback(desk: Desk, changes: dict[str, str], said: str) -> None:
    """E1.2: 重点客户任何不满 = 投诉; what authorities pass on is 升级投诉."""
    case = feedback(desk, **changes)
    with pytest.raises(Refused, match=f"{said}.*客户投诉管理办法"):
        cases.walk(desk, case, "register")
    cases.step(desk, case, "promote", "sales", "按办法升级")
    cases.walk(desk, case, "register")
    assert cases.value(desk, case, "case_kind") == "客户投诉"


def test_feedback_of_others_is_registered_as_it_is(desk: Desk) -> None:
    """E1.2"""
    case = cases.walk(desk, feedback(desk, importance="一般客户"), "register")
    assert cases.value(desk, case, "case_kind") == "客户反馈"


def test_finding_and_cause_say_the_same(desk: Desk) -> None:
    """E1.3: 明显保存或使用不当 is no fault of the assembly."""
    case = cases.received(desk)
    with pytest.raises(Refused, match="“问题界定”是“使用/保存不当”，“原因去向”要选“用户使用不当”"):
        cases.step(desk, case, "register", "qc", **{**cases.JUDGED, "nature": "使用/保存不当"})
    cases.step(desk, case, "register", "qc", **cases.judged("用户使用不当"))
    assert cases.state(desk, case) == "analysis"


def test_doubtful_goods_come_back_or_are_looked_at_before_they_are_analysed(desk: Desk) -> None:
    """E1.1: 难以界定 → 申请暂时退回公司由质量部门界定."""
    case = cases.received(desk)
    cases.step(desk, case, "register", "qc", **DOUBTFUL)
    assert any("请客户把产品暂时退回公司界定" in said for said in advising.advice(desk, records.get(desk, case)))
    with pytest.raises(Refused, match="难以界定的要退回公司界定：还没有收到样品"):
        cases.walk(desk, case, "analyse")
    visit = {"way": "现场取样", "said": "到客户二号线取回断件 3 支"}
    casework.add(factory.seat(desk, "sales"), case, "contacts", visit)
    cases.walk(desk, case, "analyse")
    assert cases.state(desk, case) == "review"


def test_sealed_pieces_are_doubtful_goods_that_came_back(desk: Desk) -> None:
    """E1.1"""
    case = cases.received(desk)
    cases.step(desk, case, "register", "qc", **DOUBTFUL)
    cases.sealed(desk, case)
    cases.walk(desk, case, "analyse")
    assert cases.state(desk, case) == "review"


def test_whom_a_quality_complaint_is_told_to_is_said_until_a_contact_sheet_is_there(desk: Desk) -> None:
    """E1.3 E1.4: 所有质量投诉须知会管理者代表和总经理."""
    case = cases.registered(desk)
    assert INFORM in advising.advice(desk, records.get(desk, case))
    casework.open_sheet(factory.seat(desk, "sales"), case, "internal_contact")
    assert INFORM not in advising.advice(desk, records.get(desk, case))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("不存在的人", "首问责任人“不存在的人”不是本系统里的人员，请核对（首问责任制度）"),
        ("林样一、许例七", "首问责任人写了 2 人：同时受理的，由职位高者或到司时间长者负责，请只写一人（首问责任制度）"),
    ],
)
def test_first_responder_is_one_person_of_the_office(desk: Desk, name: str, said: str) -> None:
    """E2.7: taken as it is written, and told."""
    case = cases.received(desk, first_responder=name)
    assert said in advising.advice(desk, records.get(desk, case))
    plain = cases.received(desk, by="cs")
    assert not any("首问责任人" in one for one in advising.advice(desk, records.get(desk, plain)))


def test_reply_is_given_after_the_result_is_there(desk: Desk) -> None:
    """E0.1 note 5: 判定完产品的处理方案后,需答复客户投诉处理结果; nothing to be delivered changes that."""
    case = cases.small(cases.at(desk, "2026-11-24T09:30"), received_at="2026-11-24T09:00")
    noon = cases.at(desk, "2026-11-24T12:00")
    cases.walk(noon, case, "simplify", "handle_plain")
    with pytest.raises(Refused, match="“回复客户时间”2026-11-24 10:00 早于处理完成的 2026-11-24 12:00"):
        cases.step(noon, case, "reply", "sales", replied_at="2026-11-24 10:00", reply="补发 3 张")


def test_call_of_before_the_answer_or_without_agreement_is_none(desk: Desk) -> None:
    """E0.8 E2.8: what was said before the reply, or is no consent, closes nothing."""
    morning = cases.at(desk, "2026-11-24T09:30")
    case = cases.small(morning, received_at="2026-11-24T09:00")
    sales = factory.seat(morning, "sales")
    casework.add(sales, case, "contacts", {"way": "电话", "said": "客户说可以，同意先这样", "decision": "同意"})
    noon = cases.at(desk, "2026-11-24T12:00")
    cases.walk(noon, case, "simplify", "handle_plain", "reply")
    seat = factory.seat(noon, "sales")
    records.save(seat, case, records.get(desk, case).version, {"customer_decision": "同意"})
    casework.add(seat, case, "contacts", {"way": "电话", "said": "已告知处理结果，我方同意赔偿", "decision": "未表态"})
    with pytest.raises(Refused, match="没有回复以后客户同意的依据"):
        approval.take(seat, case, "agree", Proof("sales"))
    cases.step(noon, case, "agree", "sales")
    assert cases.state(desk, case) == "tracking"


def test_sheet_that_the_customer_did_not_sign_shows_no_agreement(desk: Desk) -> None:
    """E2.8: 最终结果由客户签字确认."""
    case = cases.walk(desk, cases.small(desk), "simplify", "handle_plain", "reply")
    cases.filed(desk, case)
    seat = factory.seat(desk, "sales")
    [number] = [one.number for one in case_facts.sheets(desk, case)]
    said = {"customer_decision": "同意", "customer_opinion": f"见 {number}"}
    records.save(seat, case, records.get(desk, case).version, said)
    with pytest.raises(Refused, match="写明客户签字的单号"):
        approval.take(seat, case, "agree", Proof("sales"))
