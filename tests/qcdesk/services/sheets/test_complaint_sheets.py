"""客户投诉登记反馈表, 内部联络单, 外派返工/返修单, 8D and 处理及检测报告 along their tables, and every loop back."""

import factory
import pytest
from drafts import approved, put, signed

from qcdesk.canonical import Values
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import people
from qcdesk.services.sheets import records
from qcdesk.services.trail import verifying

REGISTER = ("register", "head", "pass_on", "grade", "analyse", "analyse_check", "handle", "reply", "close", "submit",
            "review", "approve")  # fmt: skip
CONTACT = ("draft", "issue", "answer", "answer_check", "confirm", "approve")
SITE = ("dispatch", "report", "accept", "review", "receive")
EIGHT = ("describe", "contain", "analyse", "implement", "verify", "standardise", "congratulate", "approve")
EXAMINED = ("register", "take_in", "contact", "test", "witness", "judge", "submit", "review", "approve", "file")
MAKERS = {"complaint_register": "sales", "internal_contact": "sales", "field_rework": "merch", "car_8d": "qc",
          "inspection_report": "sales"}  # fmt: skip
WAYS = {"complaint_register": REGISTER, "internal_contact": CONTACT, "field_rework": SITE, "car_8d": EIGHT,
        "inspection_report": EXAMINED}  # fmt: skip


def drafted(desk: Desk, form: str, **changes: object) -> int:
    return factory.draft(desk, form, {**factory.sample(f"{form}-spindle"), **changes}, by=MAKERS[form])


def walked(desk: Desk, form: str, steps: int, **changes: object) -> int:
    return factory.walk(desk, drafted(desk, form, **changes), *WAYS[form][:steps])


def refusal(desk: Desk, record: int, action: str, login: str = "", reason: str = "") -> str:
    with pytest.raises(Refused) as told:
        factory.take(desk, record, action, login, reason)
    return told.value.sentence


@pytest.mark.parametrize("form", WAYS)
def test_whole_way_signs_every_box_of_the_sheet(desk: Desk, form: str) -> None:
    record = walked(desk, form, len(WAYS[form]))
    view = approved(desk, record)
    assert {slot.name for slot in view.kind.required_slots} <= signed(desk, record)


def test_oral_complaint_is_passed_on_only_with_written_material(local_desk: Desk) -> None:
    """rules.md E0.1 note 一: 客户投诉需要提供书面资料方可接受处理."""
    record = walked(local_desk, "complaint_register", 2, channel="电话(须补书面)")
    assert "口头投诉须补书面资料方可受理" in refusal(local_desk, record, "pass_on")


def test_written_complaint_needs_nothing_more(local_desk: Desk) -> None:
    record = walked(local_desk, "complaint_register", 3, channel="邮件")
    assert records.get(local_desk, record).state == "passed_on"


def test_complaint_is_registered_only_when_read_back(local_desk: Desk) -> None:
    """rules.md E1.3: 记录复述给客户一遍."""
    assert "已复述确认" in refusal(local_desk, drafted(local_desk, "complaint_register", confirm=None), "register")


def test_dissatisfied_customer_sends_the_analysis_round_again(desk: Desk) -> None:
    record = walked(desk, "complaint_register", 7, satisfied="不满意")
    assert "客户不满意，不能往下走" in refusal(desk, record, "reply")
    factory.take(desk, record, "analyse_again", reason="客户要求重新分析热处理")
    assert records.get(desk, record).state == "graded"
    assert signed(desk, record) == {"sales_sign", "sales_mgr", "passed", "graded"}
    factory.walk(desk, record, "analyse", "analyse_check", "handle")
    put(desk, record, "sales", satisfied="满意")
    assert "“客户满意”要勾选“不满意”" in refusal(desk, record, "analyse_again", reason="再来一次")
    factory.walk(desk, record, "reply", "close", "submit", "review", "approve")
    assert verifying.verify(desk) == []


def test_complaint_is_closed_only_as_closed(local_desk: Desk) -> None:
    record = walked(local_desk, "complaint_register", 8, status=None)
    assert "“状态”要勾选“结案”或“关闭”" in refusal(local_desk, record, "close")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [({"satisfied": "不满意"}, "客户不满意"), ({"status": None}, "“状态”要勾选“结案”或“关闭”"),
     ({"channel": "电话(须补书面)"}, "口头投诉须补书面资料")],
)  # fmt: skip
def test_sheet_carried_round_on_paper_is_submitted_by_the_same_rules(desk: Desk, wrong: Values, told: str) -> None:
    """While its cells are still open: 审核 could only send it back."""
    record = drafted(desk, "complaint_register", **wrong)
    assert told in refusal(desk, record, "submit")
    put(desk, record, "sales", satisfied="满意", status="结案", channel="邮件")
    factory.walk(desk, record, "submit", "review")
    assert verifying.verify(desk) == []


def test_contact_sheet_that_wants_no_reply_is_confirmed_at_once(desk: Desk) -> None:
    record = drafted(desk, "internal_contact", need_reply="不需要", reply_by=None, reply=None, replied_at=None)
    factory.walk(desk, record, "draft", "issue")
    assert "不需要" in refusal(desk, record, "answer")
    factory.walk(desk, record, "confirm", "approve")
    assert signed(desk, record) == {"drafter", "head", "issuer", "confirm", "approve"}


def test_contact_sheet_waits_for_the_reply_it_wants(local_desk: Desk) -> None:
    record = walked(local_desk, "internal_contact", 2)
    assert "受文部门还没有签复" in refusal(local_desk, record, "confirm")


def test_reply_that_does_not_do_goes_back_to_the_department(desk: Desk) -> None:
    record = walked(desk, "internal_contact", 4)
    factory.take(desk, record, "return", "merch", reason="没有写明在途箱号")
    assert records.get(desk, record).state == "issued"
    assert signed(desk, record) == {"drafter", "head", "issuer"}


def test_refused_site_work_leads_to_the_goods_being_recalled(desk: Desk) -> None:
    """rules.md E0.1, dispatch branch: 不接受 → 安排回收产品."""
    record = walked(desk, "field_rework", 2, customer_opinion="不接受", customer_sign=None)
    assert "请走“客户不接受，安排回收产品”" in refusal(desk, record, "accept")
    factory.take(desk, record, "recall")
    assert records.get(desk, record).state == "recalled"
    factory.walk(desk, record, "review", "receive")
    assert records.get(desk, record).state == "approved"


def test_accepted_site_work_bears_the_customers_name(local_desk: Desk) -> None:
    record = walked(local_desk, "field_rework", 2, customer_sign=None)
    assert "客户还没有签认" in refusal(local_desk, record, "accept")
    assert "要勾选“不接受”" in refusal(local_desk, record, "recall")


def test_people_back_from_the_customer_fill_in_what_was_done(local_desk: Desk) -> None:
    """rules.md E0.1 note 四."""
    record = walked(local_desk, "field_rework", 1, exec_lines=None)
    assert "现场返工/返修" in refusal(local_desk, record, "report")


def test_ineffective_actions_are_analysed_again(desk: Desk) -> None:
    record = walked(desk, "car_8d", 4, verify_result="无效-重新分析")
    assert "“验证结果”要勾选“有效”" in refusal(desk, record, "verify")
    factory.take(desk, record, "analyse_again", reason="复查第二批仍有 R0.5")
    assert records.get(desk, record).state == "contained"
    assert signed(desk, record) == {"d2_sign", "d3_sign"}
    factory.walk(desk, record, "analyse", "implement")
    put(desk, record, "qc", verify_result="有效")
    factory.walk(desk, record, "verify", "standardise", "approve")
    assert "congrat" not in signed(desk, record)
    assert verifying.verify(desk) == []


def test_actions_are_signed_when_they_are_done(local_desk: Desk) -> None:
    perm = [{"action": "成形刀片定寿命 800 支", "owner": "韩例二", "plan": "2026-11-08", "done": "2026-11-08"},
            {"action": "热处理来料每炉测硬度", "owner": "沈例一", "plan": "2026-11-10"}]  # fmt: skip
    record = walked(local_desk, "car_8d", 3, perm=perm)
    assert "第 2 条长期对策还没有填完成日" in refusal(local_desk, record, "implement")


def test_returned_goods_and_their_sheet_come_together(local_desk: Desk) -> None:
    """rules.md E0.7: 退货产品要求客诉单与退货产品同行，缺一不可."""
    record = walked(local_desk, "inspection_report", 1, return_qty=0)
    assert "缺一不可" in refusal(local_desk, record, "take_in")


@pytest.mark.parametrize("manager", ["engmgr", "qcmgr", "pemgr"])
def test_each_of_the_three_managers_may_witness(local_desk: Desk, manager: str) -> None:
    """rules.md E0.3 note 2."""
    named = people.get(local_desk, manager).name
    record = walked(local_desk, "inspection_report", 4, witness=named)
    factory.take(local_desk, record, "witness", manager)
    assert f"witness_{manager}" in signed(local_desk, record)


def test_the_witness_who_is_named_is_the_one_who_signs(local_desk: Desk) -> None:
    """rules.md E0.3 note 2: what is printed is what was signed."""
    record = walked(local_desk, "inspection_report", 4, witness="王样六")
    said = refusal(local_desk, record, "witness", "engmgr")
    assert "“拆机在场人”写的是“王样六”，签认的是卫样九：请由王样六签认，或退回更正“拆机在场人”" in said
    factory.take(local_desk, record, "witness", "qcmgr")
    assert "witness_qcmgr" in signed(local_desk, record)


@pytest.mark.parametrize("other", ["eng", "qc", "pmgr", "gm"])
def test_nobody_else_witnesses(local_desk: Desk, other: str) -> None:
    record = walked(local_desk, "inspection_report", 4)
    assert "操作" in refusal(local_desk, record, "witness", other)


def test_call_back_is_written_after_approval(local_desk: Desk) -> None:
    record = walked(local_desk, "inspection_report", 9, followup=None)
    put(local_desk, record, "sales", followup="11-10 回访方工：换货已上线。")
    factory.take(local_desk, record, "file")
    view = records.get(local_desk, record)
    assert (view.state, view.state_label) == ("approved", "已归档")
    assert all(item.sound for item in view.signatures)
