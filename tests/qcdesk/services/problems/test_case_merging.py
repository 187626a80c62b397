"""A duplicate goes into the case that answers for it: nobody is left unanswered, nothing owed is forgotten."""

from typing import Any

import cases
import factory
import halfway
import pytest
from case_clocks import by_rule

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics.pins import Proof
from qcdesk.services.cases import casework, judging
from qcdesk.services.overview import board
from qcdesk.services.sheets import approval, records
from qcdesk.services.times import clocks
from qcdesk.services.trail import verifying

OTHER = "环岭自行车（样例）有限公司"
WHY = "同一客户、同一批、同一问题"


def merged(desk: Desk, into: int, **changes: object) -> int:
    """A case of the spindle complaint that was merged into another."""
    case = cases.received(desk, **changes)
    merge(desk, case, into)
    return case


def merge(desk: Desk, case: int, into: int) -> None:
    cases.step(desk, case, "merge", "qc", WHY, merged_into=factory.number(desk, into))


def how(desk: Desk, case: int) -> list[tuple[str, str]]:
    return [(row["how"], row["case"]) for row in cases.value(desk, case, "links") or []]


def test_case_that_answers_for_another_is_neither_void_nor_declined_nor_merged(desk: Desk) -> None:
    """E0.8: whoever was merged into it would be answered by nobody."""
    into = cases.received(desk)
    gone = merged(desk, into)
    third = cases.received(desk)
    said = f"案件 {factory.number(desk, gone)} 并在本案里，要先由品管主管对它“撤销合并”"
    for action, by, values in (
        ("void", "qcmgr", {}), ("decline", "qcmgr", {}), ("merge", "qc", {"merged_into": factory.number(desk, third)}),
    ):  # fmt: skip
        with pytest.raises(Refused, match=said):
            cases.step(desk, into, action, by, "录入错误", **values)
    cases.walk(desk, into, "register")
    with pytest.raises(Refused, match=said):
        cases.step(desk, into, "decline", "qcmgr", "不成立")
    cases.step(desk, gone, "unmerge", "qcmgr", "客户说是另一批")
    cases.step(desk, into, "decline", "qcmgr", "不成立")
    assert (cases.state(desk, into), cases.state(desk, gone)) == ("declined", "received")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"customer": OTHER}, "每个客户都要答复，不能并入；同一问题的另一个投诉请用“相连”"),
        ({"description": "外箱唛头写错", "lot_no": "L261108"}, "没有相同的不良项目，也不是同一产品同一批"),
        ({"description": "外箱唛头写错", "product_name": "塑料脚踏"}, "没有相同的不良项目，也不是同一产品同一批"),
        ({"case_kind": "厂内异常", "channel": "厂内发现"}, "厂内异常不能并入客户投诉"),
    ],
)
def test_only_a_duplicate_is_merged(desk: Desk, changes: dict[str, object], said: str) -> None:
    """E3.4: several customers' complaints of one problem are related and share an 8D; each is answered."""
    into = cases.received(desk)
    case = cases.received(desk, **changes)
    with pytest.raises(Refused, match=said):
        merge(desk, case, into)
    assert (cases.state(desk, case), how(desk, into)) == ("received", [])


def test_complaint_does_not_become_feedback_by_being_merged(desk: Desk) -> None:
    """E2.8: feedback into its complaint, never the other way round."""
    complaint, feedback = cases.received(desk), cases.received(desk, case_kind="客户反馈")
    with pytest.raises(Refused, match="客户投诉不能并入客户反馈"):
        merge(desk, complaint, feedback)
    merge(desk, feedback, complaint)
    assert cases.state(desk, feedback) == "merged"


def test_same_lot_or_same_defect_is_enough(desk: Desk) -> None:
    """E3.4"""
    into = cases.received(desk)
    merged(desk, into, description="又有几付坏了，同一批")
    merged(desk, into, lot_no="", description="又断了一根芯轴，芯轴断裂")
    assert len(how(desk, into)) == 2


@pytest.mark.parametrize("where", [halfway.declined, halfway.confirming, halfway.tracking, halfway.archived])
def test_nothing_is_merged_into_a_case_whose_answer_is_given(desk: Desk, where: Any) -> None:
    """E0.8: that answer did not speak of it."""
    into = where(desk)
    case = cases.received(desk)
    with pytest.raises(Refused, match="已经答复过，不会再答复这一件，不能并入"):
        merge(desk, case, into)


def test_customer_who_was_answered_and_comes_back_is_no_duplicate(desk: Desk) -> None:
    """E0.8: by an appeal, or by the top after he did not agree, promoted or not."""
    appealed = halfway.appealed(desk)
    feedback = cases.small(desk, case_kind="客户反馈")
    cases.walk(desk, feedback, "simplify", "handle_plain", "reply")
    cases.step(desk, feedback, "disagree", "sales", "不满意")
    cases.step(desk, feedback, "reassign", "gm", "重新分析")
    cases.step(desk, feedback, "promote", "sales", "客户不满意")
    for case in (appealed, feedback):
        with pytest.raises(Refused, match="已经答复过客户、又退回或申诉的案件不能并入另一案件"):
            merge(desk, case, cases.received(desk))


def test_registered_case_takes_in_nothing_of_a_higher_grade(desk: Desk) -> None:
    """E4.1: it would be handled the short way, as the small matter that it was judged to be."""
    into = cases.small(desk)
    case = cases.received(desk, lot_no="L261108", description="外箱唛头写错，另有一根芯轴断裂")
    with pytest.raises(Refused, match=r"这一件程序判定为“严重”，TS-.*只判为“一般”，不能并入"):
        merge(desk, case, into)


def test_case_is_registered_with_the_higher_grade_of_what_it_took_in(desk: Desk) -> None:
    """E4.1: with the clause that gave it, and whose it was."""
    into = cases.received(desk, **cases.SMALL)
    gone = merged(desk, into, lot_no="L261108")
    assert judging.judgement(desk, records.get(desk, into)).grade == "严重"
    cases.step(desk, into, "register", "qc", **cases.SMALL_JUDGED)
    record = records.get(desk, into)
    assert (record.values["grade"], record.values["severity"]) == ("严重", "严重")
    first = record.values["clauses"][0]
    assert first["grade"] == "严重"
    assert first["inputs"].startswith(f"并来的 {factory.number(desk, gone)}：")
    with pytest.raises(Refused, match="只有判为“一般”的案件才能简易处理"):
        cases.walk(desk, into, "simplify")


def test_earlier_receipt_s_deadlines_go_along_and_late_ones_stay_late(desk: Desk) -> None:
    """E5: of the case that came in three days before."""
    gone = cases.received(desk, received_at="2026-11-02 09:00")
    into = cases.received(desk, received_at="2026-11-05 09:00")
    owed = {row["rule"]: row["due_at"] for row in cases.value(desk, gone, "clocks")}
    merge(desk, gone, into)
    for rule, due in owed.items():
        assert min(row["due_at"] for row in by_rule(desk, into, rule)) == due
    assert all(f"并入 {factory.number(desk, into)}" in row["reason"] for row in cases.value(desk, gone, "clocks"))
    late = {item.case.id for item in board.board(cases.at(desk, "2026-11-30T10:00")).overdue}
    assert (into in late, gone in late) == (True, False)


def test_earlier_case_is_not_asked_twice_for_what_it_owes_anyway(desk: Desk) -> None:
    """E5"""
    into = cases.received(desk, received_at="2026-11-02 09:00")
    before = cases.value(desk, into, "clocks")
    merged(desk, into, received_at="2026-11-05 09:00")
    assert cases.value(desk, into, "clocks") == before


def test_what_was_done_before_the_duplicate_came_in_does_not_meet_its_deadline(desk: Desk) -> None:
    """E5: the first reply of Monday is none to the call of Thursday; that of Friday is."""
    into = cases.received(desk, received_at="2026-11-02 09:00")
    sales = factory.seat(desk, "sales")
    casework.add(sales, into, "contacts", {"at": "2026-11-02 10:00", "way": "邮件", "said": "已收到"})
    gone = merged(desk, into, received_at="2026-11-05 09:00")
    brought = f"自 {factory.number(desk, gone)} 并来"
    open_ones = [row for row in cases.value(desk, into, "clocks") if row.get("reason") == brought]
    assert open_ones
    assert not any("stopped_at" in row for row in open_ones)
    casework.add(sales, into, "contacts", {"at": "2026-11-06 10:00", "way": "邮件", "said": "也收到了"})
    late = merged(desk, into, received_at="2026-11-05 15:00")
    brought = f"自 {factory.number(desk, late)} 并来"
    met = [row.get("stopped_at") for row in cases.value(desk, into, "clocks") if row.get("reason") == brought]
    assert "2026-11-06T10:00" in met


def test_merging_is_no_answer_to_the_customer(desk: Desk) -> None:
    """E0.8 E5: no clock is met by it; each says where it goes on."""
    into = cases.received(desk)
    gone = merged(desk, into)
    for row in cases.value(desk, gone, "clocks"):
        assert row["reason"] == f"并入 {factory.number(desk, into)}，由该案件继续计时"
    assert all("stopped_at" not in row for row in cases.value(desk, into, "clocks"))


def test_merging_is_undone_with_a_reason_and_the_case_stands_as_before(desk: Desk) -> None:
    """E3.4: state, deadlines and links of both."""
    into = cases.received(desk, received_at="2026-11-05 09:00")
    gone = cases.received(desk, received_at="2026-11-02 09:00")
    before = [dict(records.get(desk, case).values) for case in (gone, into)]
    merge(desk, gone, into)
    with pytest.raises(Refused, match="要写明原因"):
        cases.step(desk, gone, "unmerge", "qcmgr")
    with pytest.raises(Refused, match="要由品管主管"):
        cases.step(desk, gone, "unmerge", "qc", "不是同一件")
    cases.step(desk, gone, "unmerge", "qcmgr", "客户说是另一批")
    assert cases.state(desk, gone) == "received"
    assert [dict(records.get(desk, case).values) for case in (gone, into)] == before
    cases.walk(desk, gone, "register", "analyse")
    assert verifying.verify(desk) == []


def test_merging_is_undone_after_the_other_case_has_closed(desk: Desk) -> None:
    """E3.4: what was met there stays told there."""
    into = cases.small(desk)
    gone = cases.received(desk, **cases.SMALL)
    merge(desk, gone, into)
    cases.walk(desk, into, "simplify", "handle_plain", "reply", *cases.TILL_END)
    told = cases.value(desk, into, "clocks")
    cases.step(desk, gone, "unmerge", "qcmgr", "客户说没有答复这一件")
    assert (cases.state(desk, gone), cases.state(desk, into)) == ("received", "closed")
    assert cases.value(desk, into, "clocks") == told
    assert how(desk, into) == []
    assert any("stopped_at" not in row for row in cases.value(desk, gone, "clocks"))
    assert verifying.verify(desk) == []


def test_links_of_merging_are_not_written_by_hand(desk: Desk) -> None:
    """E0.8: without its link a case would be free to end."""
    into = cases.received(desk)
    merged(desk, into)
    qc = factory.seat(desk, "qcmgr")
    with pytest.raises(Refused, match="不能手工填改"):
        casework.change(qc, into, "links", 1, {"how": "同一问题"})
    with pytest.raises(Refused, match="不能手工填改"):
        casework.add(qc, into, "links", {"how": "并来", "case": "TS-202611-009", "why": "x"})


@pytest.mark.parametrize(("lot", "grade"), [("L261108", "一般"), ("L261109", "严重"), (None, "严重")])
def test_same_complaint_is_counted_once_in_the_month_another_lot_again(desk: Desk, lot: str | None, grade: str) -> None:
    """E4.1 E8.5: merging another happening away does not keep the third from being serious."""
    into = cases.small(desk, received_at="2026-11-02 09:00")
    gone = cases.received(desk, **{**cases.SMALL, "lot_no": lot, "received_at": "2026-11-03 09:00"})
    seat = factory.seat(desk, "qc")
    records.save(seat, gone, 2, {"defect_codes": ["唛头写错"]})
    merge(desk, gone, into)
    third = cases.small(desk, received_at="2026-11-04 09:00", lot_no="L261120")
    assert cases.value(desk, third, "grade") == grade


@pytest.mark.parametrize("reason", ["不想处理", "重复", "客户撤回"])
def test_complaint_that_came_in_is_made_void_only_as_a_wrong_entry(desk: Desk, reason: str) -> None:
    """E3.9 E0.8: otherwise it is declined, and the customer told."""
    case = cases.received(desk, channel="书面信函")
    with pytest.raises(Refused, match=r"只有录入错误或测试才能作废.*“判定不成立”并答复客户"):
        cases.step(desk, case, "void", "qcmgr", reason)
    with pytest.raises(Refused, match="要由品管主管"):
        cases.step(desk, case, "void", "sales", "录入错误")
    with pytest.raises(Refused, match="要用 PIN 签名"):
        approval.take(factory.seat(desk, "qcmgr"), case, "void", None, reason="录入错误")
    cases.step(desk, case, "void", "qcmgr", "测试：新同事练习")
    assert cases.state(desk, case) == "void"


def test_complaint_that_the_customer_was_spoken_to_about_is_no_wrong_entry(desk: Desk) -> None:
    """E3.9 E0.3: nor one of which pieces are sealed."""
    spoken, sampled = cases.received(desk), cases.received(desk, samples=2)
    casework.add(factory.seat(desk, "sales"), spoken, "contacts", {"way": "电话", "said": "已登记"})
    cases.sealed(desk, sampled)
    for case, said in ((spoken, "联系记录"), (sampled, "封存的样品")):
        with pytest.raises(Refused, match=f"案件里有{said}，不是录入错误，不能作废"):
            cases.step(desk, case, "void", "qcmgr", "录入错误")


def test_registered_case_is_not_made_void(desk: Desk) -> None:
    """E3.9"""
    case = cases.registered(desk)
    with pytest.raises(Refused, match="不能做“作废”"):
        approval.take(factory.seat(desk, "qcmgr"), case, "void", Proof("qcmgr"), reason="录入错误")
    assert clocks.now(desk)


def test_what_the_other_case_has_behind_it_is_not_owed_for_the_duplicate(desk: Desk) -> None:
    """E3.4 E5: nothing would ever end 分类登记分配 of a case that is registered."""
    morning = cases.at(desk, "2026-11-23T09:00")
    into = cases.registered(morning, received_at="2026-11-23T08:30")
    later = cases.at(desk, "2026-11-23T14:00")
    gone = cases.received(later, received_at="2026-11-23T13:30")
    merge(later, gone, into)
    brought = [row for row in by_rule(later, into, "ASSIGN-1WD") if "并来" in str(row.get("reason"))]
    assert [row.get("stopped_at") for row in brought] == ["2026-11-23T13:30"]
    late = board.board(cases.at(desk, "2026-12-20T10:00")).overdue
    assert "分类登记分配" not in {item.label for item in late}
    assert any("stopped_at" not in row for row in by_rule(later, into, "FIRST-24H"))
