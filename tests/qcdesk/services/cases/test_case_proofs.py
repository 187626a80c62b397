"""What proves work in a case: sheets of this round, of these goods, with dates and names that can be."""

from typing import Any

import cases
import factory
import halfway
import pytest

from qcdesk.desk import Desk
from qcdesk.errors import Invalid, Refused
from qcdesk.services.basics.pins import Proof
from qcdesk.services.cases import casework
from qcdesk.services.sheets import approval, records
from qcdesk.services.trail import verifying

REWORKED = ("issue", "produce", "recheck")
OLD = "是退回重新处理以前做的（客户投诉处理流程图）"


def rework(desk: Desk, case: int, **changes: object) -> int:
    return cases.sheet(desk, case, "rework_record", "rework_record-reflector", *REWORKED, **changes)


def reworked(desk: Desk) -> int:
    """With its record written, not yet 处理完成."""
    case = halfway.handling("返工")(desk)
    rework(desk, case)
    return case


def replied(desk: Desk) -> int:
    case = cases.walk(desk, reworked(desk), "handle", "recheck_passed")
    cases.delivery(desk, case)
    return cases.walk(desk, case, "deliver", "reply")


def test_work_that_failed_its_recheck_is_proved_by_a_new_record(desk: Desk) -> None:
    """E0.1: 重检不合格 → 返工 again → 《返工/返修记录表》 of its own."""
    case = cases.walk(desk, reworked(desk), "handle")
    cases.step(desk, case, "recheck_failed", "qc", "仍不良")
    with pytest.raises(Refused, match=OLD):
        cases.walk(desk, case, "handle")
    rework(desk, case)
    cases.walk(desk, case, "handle", "recheck_passed")
    assert cases.state(desk, case) == "delivery"


def test_record_that_production_signs_anew_proves_the_second_time(desk: Desk) -> None:
    """E0.1: the record holds several rounds of re-inspection."""
    case = halfway.handling("返工")(desk)
    record = rework(desk, case)
    cases.walk(desk, case, "handle")
    cases.step(desk, case, "recheck_failed", "qc", "仍不良")
    for action in ("return", "return"):
        factory.take(desk, record, action, reason="重新返工")
    factory.walk(desk, record, "produce", "recheck")
    cases.walk(desk, case, "handle")
    assert cases.state(desk, case) == "recheck"


def test_work_that_the_customer_did_not_accept_is_proved_by_a_new_record(desk: Desk) -> None:
    """E0.1 E0.8: 不同意 → 高层 → 重新处理."""
    case = replied(desk)
    cases.step(desk, case, "disagree", "sales", "还是坏的")
    cases.step(desk, case, "rehandle", "gm", "重新返工")
    with pytest.raises(Refused, match=OLD):
        cases.walk(desk, case, "handle")
    rework(desk, case)
    cases.walk(desk, case, "handle", "recheck_passed")


def test_goods_that_came_back_need_not_come_back_again_for_a_second_rework(desk: Desk) -> None:
    """E0.1: a failed re-inspection concerns the work, not 退换货."""
    case = halfway.handling("返工", "退货")(desk)
    rework(desk, case)
    cases.sheet(desk, case, "return_application", "return_application-spindle", "submit", "judge", "solve", "agree",
                "receive", by="sales", **returned(kind="退货"))  # fmt: skip
    cases.walk(desk, case, "handle")
    cases.step(desk, case, "recheck_failed", "qc", "仍不良")
    rework(desk, case)
    cases.walk(desk, case, "handle")
    assert cases.state(desk, case) == "recheck"


def returned(**changes: object) -> dict[str, Any]:
    line = {**factory.sample("return_application-spindle")["lines"][0], "product": "铝脚踏", "lot": "L261101"}
    return {"lines": [line], **changes}


def test_reopened_case_is_closed_by_new_work_and_new_measures(desk: Desk) -> None:
    """E0.1 E3.9: what did not last proves nothing the second time."""
    case = cases.closed(desk)
    cases.step(desk, case, "reopen", "qcmgr", "又断")
    cases.walk(desk, case, "analyse", "pass_review", "plan", "pass_plan")
    with pytest.raises(Refused, match=OLD):
        cases.walk(desk, case, "handle")
    cases.field_sheet(desk, case)
    cases.walk(desk, case, "handle")
    cases.sent(desk, case)
    cases.walk(desk, case, "reply", "agree")
    with pytest.raises(Refused, match="退回分析以后还没有一项新的或重新验证的纠正或预防措施"):
        cases.walk(desk, case, "track")
    cases.corrected(desk, case)
    cases.walk(desk, case, "track", "archive", "close")
    assert (cases.state(desk, case), verifying.verify(desk)) == ("closed", [])


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"product_name": "塑料脚踏 FP-610"}, "的产品是“塑料脚踏 FP-610”，不是本案的“铝脚踏”"),
        ({"product_name": "铝脚踏板"}, "的产品是“铝脚踏板”，不是本案的“铝脚踏”"),
        ({"lot_no": "L250101"}, "的批号是“L250101”，不是本案的“L261101”"),
    ],
)
def test_rework_of_other_goods_of_the_customer_proves_nothing(
    desk: Desk, changes: dict[str, str], sentence: str
) -> None:
    """E0.1: product, and lot where both say one."""
    case = halfway.handling("返工")(desk)
    rework(desk, case, **changes)
    with pytest.raises(Refused, match=sentence):
        cases.walk(desk, case, "handle")


def test_goods_are_the_same_with_their_model_and_cartons_written_behind(desk: Desk) -> None:
    """E0.1"""
    case = halfway.handling("返工")(desk)
    rework(desk, case, product_name="铝脚踏 FP-873", lot_no="L261101 / 箱号 3–9")
    cases.walk(desk, case, "handle")
    assert cases.state(desk, case) == "recheck"


def test_strangers_label_keeps_no_sample_of_the_case(desk: Desk) -> None:
    """E0.3 note 1: 品质部至少保留投诉样品1PCS, of this complaint."""
    case = halfway.archiving(samples=2)(desk)
    label = factory.signed_label(desk)
    with pytest.raises(Refused, match=r"的客户是“环岭自行车（样例）有限公司”，不是本案的.*，不能放进 TS-"):
        casework.link(factory.seat(desk, "qc"), case, label)
    records.put_into_case(factory.seat(desk, "qc"), label, case)
    with pytest.raises(Refused, match=r"封存的不是本案的不良样品：YP-.*的客户是“环岭自行车（样例）有限公司”"):
        cases.walk(desk, case, "archive")
    cases.sealed(desk, case)
    cases.walk(desk, case, "archive", "close")
    assert cases.state(desk, case) == "closed"


DONE = {"done": "today", "method": "抽 20 炉"}


def verified(desk: Desk, case: int, by: str = "qc", **values: object) -> Any:
    """Says the result of the case's first measure."""
    given = {**DONE, "done": cases.today(desk), **values}
    casework.change(factory.seat(desk, by), case, "actions", 1, given)
    return cases.value(desk, case, "actions")[0]


def test_result_of_a_measure_is_of_today_and_of_whoever_enters_it(desk: Desk) -> None:
    """E3.9: nobody's result is none."""
    action = verified(desk, halfway.with_action(desk), result="合格")
    assert (action["verified"], action["verifier"]) == (cases.today(desk), "郑样五")


@pytest.mark.parametrize(
    ("owner", "values", "sentence"),
    [
        ("韩例二", {"verifier": "王样六"}, "验证人要是填写结果的人（郑样五），不能写“王样六”"),
        ("郑样五", {}, "“郑样五”是这项措施的负责人，要由另一人验证"),
        ("韩例二", {"done": None}, "要先填完成日期和验证方法"),
        ("韩例二", {"method": None}, "要先填完成日期和验证方法"),
    ],
)
def test_measure_is_verified_by_another_in_his_own_name(
    desk: Desk, owner: str, values: dict[str, str | None], sentence: str
) -> None:
    """E3.9: 改善案督促与效果确认."""
    case = cases.registered(desk)
    casework.add(factory.seat(desk, "qc"), case, "actions", {**cases.CORRECTION, "owner": owner})
    with pytest.raises(Refused, match=sentence):
        verified(desk, case, result="合格", **values)


def test_measure_that_failed_is_counted_and_leads_back_to_the_analysis(desk: Desk) -> None:
    """E0.3 E3.9: 改善OK？NO 回; it is not turned into a good one."""
    case = halfway.tracking(desk)
    casework.add(factory.seat(desk, "qc"), case, "actions", cases.CORRECTION)
    verified(desk, case, result="不合格")
    assert [row["step"] for row in cases.value(desk, case, "rounds")] == ["措施验证不合格"]
    with pytest.raises(Refused, match="这项措施验证不合格，不能改判"):
        verified(desk, case, result="合格")
    with pytest.raises(Refused, match="“回火炉加独立测温”验证不合格，要用“跟踪无效，重新分析”退回，另立措施"):
        cases.walk(desk, case, "track")
    cases.step(desk, case, "not_effective", "qc", "测温仪没有装")
    cases.walk(desk, case, "simplify", "handle_plain", "reply", "agree")
    cases.corrected(desk, case)
    cases.walk(desk, case, "track")
    assert (cases.state(desk, case), verifying.verify(desk)) == ("archiving", [])


def test_customer_is_answered_after_the_goods_are_with_him(desk: Desk) -> None:
    """E0.1: 送货、点收, then 答复."""
    case = cases.received(desk, received_at="2026-11-02 09:00")
    cases.step(desk, case, "register", "qc", **cases.JUDGED)
    cases.walk(desk, case, "analyse", "pass_review")
    cases.step(desk, case, "plan", "duty", plan="照附页", disposition=["补货"])
    cases.walk(desk, case, "pass_plan", "handle_sent")
    cases.delivery(desk, case, nature="补货")
    cases.walk(desk, case, "deliver")
    with pytest.raises(Refused, match=r"“回复客户时间”2026-11-03 09:00 早于处理完成的 .*，货还没有送到（客户投诉"):
        cases.step(desk, case, "reply", "sales", replied_at="2026-11-03 09:00", reply="已补货")
    cases.walk(desk, case, "reply")


def test_contact_of_before_the_complaint_meets_none_of_its_deadlines(desk: Desk) -> None:
    """E3.4: 24小时内联系, counted from the complaint on."""
    case = cases.received(desk)
    call = {"at": "2001-01-01 09:00", "way": "电话", "said": "早"}
    with pytest.raises(Invalid, match="时间：2001-01-01 09:00 早于案件受理的"):
        casework.add(factory.seat(desk, "sales"), case, "contacts", call)
    assert not [row for row in cases.value(desk, case, "clocks") if row.get("stopped_at")]


def test_oral_complaint_stays_one_when_its_channel_is_rewritten(desk: Desk) -> None:
    """E0.1 note 一 E8.7: 需要提供书面资料方可接受处理."""
    case = cases.received(desk, channel="电话(须补书面)")
    seat = factory.seat(desk, "sales")
    records.save(seat, case, records.get(desk, case).version, {"channel": "邮件"})
    cases.step(desk, case, "register", "qc", **cases.JUDGED)
    with pytest.raises(
        Refused, match=r"受理时是“电话\(须补书面\)”，后来改成“邮件”：客户补了书面的，请填“书面资料收到”"
    ):
        cases.walk(desk, case, "analyse")
    records.save(seat, case, records.get(desk, case).version, {"written_on": cases.now(desk)})
    cases.walk(desk, case, "analyse")


def test_customer_agrees_in_a_contact_or_on_a_sheet_of_the_round(desk: Desk) -> None:
    """E0.8 E2.8: 必须经过客户确认; a tick is none."""
    case = halfway.confirming(desk)
    seat = factory.seat(desk, "sales")
    records.save(seat, case, records.get(desk, case).version, {"customer_decision": "同意"})
    with pytest.raises(Refused, match="请在联系记录里记下客户的答复，并在“客户意见”选“同意”"):
        approval.take(seat, case, "agree", Proof("sales"))
    cases.heard(desk, case)
    approval.take(seat, case, "agree", Proof("sales"))


def test_customer_who_takes_his_agreement_back_keeps_the_case_open(desk: Desk) -> None:
    """E0.8: 必须经过客户确认; what he said last is what he says."""
    case = cases.walk(desk, halfway.confirming(desk), "agree")
    seat = factory.seat(desk, "sales")
    refusal = {"way": "电话", "said": "客户不同意，没有其他要求", "decision": "不同意"}
    casework.add(seat, case, "contacts", refusal)
    kept = records.get(desk, case)
    assert any("客户最后的答复" in said and "“不同意”" in said for said in casework.till_closing(desk, kept))
    cases.heard(desk, case)
    assert not any("客户最后的答复" in said for said in casework.till_closing(desk, records.get(desk, case)))
    casework.change(seat, case, "contacts", len(cases.value(desk, case, "contacts")), {"decision": None})
    assert any("客户最后的答复" in said for said in casework.till_closing(desk, records.get(desk, case)))


def test_case_is_filed_with_a_sheet_that_tells_it(desk: Desk) -> None:
    """E0.1 E1.1: 处理表归档; what is not on paper is not in the file."""
    case = halfway.tracking(desk)
    by, values = cases.given("track")
    cases.step(desk, case, "track", by, **values)
    with pytest.raises(Refused, match=r"案卷里还没有走完的处理表.*《客户投诉登记反馈表》.*处理表归档"):
        cases.walk(desk, case, "archive")
    cases.filed(desk, case)
    cases.walk(desk, case, "archive", "close")
    assert cases.state(desk, case) == "closed"
