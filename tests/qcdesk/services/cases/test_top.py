"""E0.8: a serious complaint is taken on by the top, which assigns people and means, before it is handled."""

import cases
import factory
import pytest
from case_clocks import running

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import people
from qcdesk.services.cases import ahead, came_back, casework, for_the_top
from qcdesk.services.sheets import records, search
from qcdesk.services.trail import history, verifying

ASSIGNED = "生产工程部经理牵头，调 4 人外派，费用由品质部列支"
PLANNED = ("register", "analyse", "pass_review", "plan")


def planned(desk: Desk, **changes: object) -> int:
    return cases.walk(desk, cases.received(desk, samples=2, **changes), *PLANNED)


def told(desk: Desk, case: int) -> list[str]:
    return [one for one in cases.advice(desk, case) if "高层受理" in one or "总经理的职责" in one]


def offered(desk: Desk, case: int, login: str) -> set[str]:
    ways = ahead.ways(factory.seat(desk, login), records.get(desk, case))
    return {way.step.action for way in ways if way.straight and way.is_mine}


def waiting(desk: Desk, login: str) -> list[int]:
    return [item.row.id for item in search.waiting(factory.seat(desk, login))]


def test_serious_complaint_is_handled_only_after_the_top_has_taken_it_on(desk: Desk) -> None:
    """E0.8: 严重 → 高层受理, 指派资源 → 责任部门处理."""
    case = planned(desk)
    with pytest.raises(Refused, match="判为“严重”的要先由高层受理、指派资源才能处理"):
        cases.step(desk, case, "pass_plan", "qcmgr")
    assert offered(desk, case, "qcmgr") == {"refer_plan"}
    cases.step(desk, case, "refer_plan", "qcmgr")
    assert (records.get(desk, case).state_label, case in waiting(desk, "gm")) == ("待高层受理", True)
    with pytest.raises(Refused, match="现在是“待高层受理”"):
        cases.step(desk, case, "handle", "merch", handled="外派 4 人")
    with pytest.raises(Refused, match="要由总经理操作"):
        cases.step(desk, case, "take_on", "qcmgr", ASSIGNED)
    with pytest.raises(Refused, match="要写明指派谁负责、给什么资源"):
        cases.step(desk, case, "take_on", "gm")
    cases.step(desk, case, "take_on", "gm", ASSIGNED)
    assert (cases.state(desk, case), case in waiting(desk, "gm")) == ("handling", False)
    last = history.told(desk, case)[-1]
    assert (last.reason, "taken_on" in {item.slot for item in records.get(desk, case).signatures}) == (ASSIGNED, True)
    assert verifying.verify(desk) == []


def test_whoever_passed_the_plan_does_not_take_it_on_as_well(desk: Desk) -> None:
    """No self-approval, whatever roles somebody has."""
    case = planned(desk)
    cases.step(desk, case, "refer_plan", "qcmgr")
    people.change(factory.seat(desk, "admin"), "qcmgr", roles=["qcmgr", "gm"])
    with pytest.raises(Refused, match="不能审核或核准自己签过的单"):
        cases.step(desk, case, "take_on", "qcmgr", ASSIGNED)


def test_plan_that_the_top_gives_back_comes_before_it_again(desk: Desk) -> None:
    case = planned(desk)
    cases.step(desk, case, "refer_plan", "qcmgr")
    cases.step(desk, case, "top_rejects", "gm", "外派的人不够，先和客户谈换货")
    assert not {"planned", "plan_passed"} & {item.slot for item in records.get(desk, case).signatures}
    cases.walk(desk, case, "plan", "pass_plan")
    assert cases.state(desk, case) == "handling"


def test_new_plan_after_the_handling_is_before_the_top_again(desk: Desk) -> None:
    """What was assigned was for the plan of before."""
    case = cases.walk(desk, planned(desk), "pass_plan")
    cases.step(desk, case, "replan", "qcmgr", "客户不同意外派")
    assert "taken_on" not in {item.slot for item in records.get(desk, case).signatures}
    cases.walk(desk, case, "plan")
    with pytest.raises(Refused, match="判为“严重”的要先由高层受理"):
        cases.step(desk, case, "pass_plan", "qcmgr")


def test_what_was_found_in_house_has_no_complainant_for_the_top(desk: Desk) -> None:
    case = planned(desk, case_kind="厂内异常", channel="厂内发现")
    assert cases.value(desk, case, "severity") == "严重"
    with pytest.raises(Refused, match="只有判为“严重”的客户投诉、反馈才报高层"):
        cases.step(desk, case, "refer_plan", "qcmgr")
    cases.step(desk, case, "pass_plan", "qcmgr")
    assert (cases.state(desk, case), told(desk, case)) == ("handling", [])


def test_office_is_told_when_there_is_nobody_at_the_top(desk: Desk) -> None:
    case = planned(desk)
    cases.step(desk, case, "refer_plan", "qcmgr")
    assert told(desk, case) == []
    admin = factory.seat(desk, "admin")
    people.change(admin, "gm", active=False)
    assert told(desk, case)[0].startswith("现在没有一个在用的人员是总经理，请管理员在“系统”里把总经理的职责交给代理人")
    people.change(admin, "pmgr", roles=["pmgr", "gm"])
    assert told(desk, case) == []


def test_duplicate_goes_into_a_case_that_is_before_the_top(desk: Desk) -> None:
    """E3.4: it has its answer before it."""
    case = planned(desk)
    cases.step(desk, case, "refer_plan", "qcmgr")
    other = cases.received(desk)
    cases.step(desk, other, "merge", "qc", "重复受理", merged_into=records.get(desk, case).number)
    assert cases.state(desk, other) == "merged"


@pytest.mark.parametrize(("way", "asked"), [("recheck_passed", "delivery"), ("handle", "recheck")])
def test_plan_that_turns_out_too_narrow_is_made_anew_and_what_was_done_stays(desk: Desk, way: str, asked: str) -> None:
    """E0.1: a way of handling is added once the goods were worked on; nobody works on them twice for it."""
    case = cases.handled(desk)
    if way == "recheck_passed":
        cases.walk(desk, case, way)
    assert cases.state(desk, case) == asked
    cases.step(desk, case, "replan_done", "qcmgr", "客户另要补 10 付")
    assert [item.slot for item in records.get(desk, case).signatures] == ["registered", "analysed", "reviewed"]
    cases.walk(desk, case, "plan", "pass_plan", "handle", "recheck_passed")
    cases.delivery(desk, case)
    cases.walk(desk, case, "deliver")
    assert cases.state(desk, case) == "reply"


def test_office_is_told_from_the_registration_on(desk: Desk) -> None:
    case = cases.registered(desk)
    assert told(desk, case) == [
        "判为“严重”：对策审核通过后报高层受理、指派资源，再交责任部门处理（投诉处理流程：严重投诉由高层受理、指派资源）"
    ]
    cases.walk(desk, case, "analyse", "pass_review", "plan", "pass_plan")
    assert told(desk, case) == []


def test_complaint_that_became_serious_late_is_not_closed_before_the_top_has_it(desk: Desk) -> None:
    """E0.8: judged anew once it was handled: the top takes it on where it stands, and the case goes on from there."""
    case = late(desk)
    assert (case in waiting(desk, "gm"), case in waiting(desk, "merch")) == (True, True)
    assert "take_on_late" not in offered(desk, case, "gm")
    assert told(desk, case)[0].startswith("判为“严重”，还没有由高层受理，请总经理在案件里做“高层受理，指派资源”")
    assert any("还没有由高层受理" in one for one in casework.till_closing(desk, records.get(desk, case)))
    cases.step(desk, case, "take_on_late", "gm", ASSIGNED)
    assert (cases.state(desk, case), told(desk, case), case in waiting(desk, "gm")) == ("handling", [], False)
    with pytest.raises(Refused, match="高层已经受理、指派了资源"):
        cases.step(desk, case, "take_on_late", "gm", ASSIGNED)


def test_in_house_anomalies_do_not_stand_before_what_waits_for_the_top(desk: Desk) -> None:
    cases.walk(desk, planned(desk, case_kind="厂内异常", channel="厂内发现"), "pass_plan")
    case = late(desk)
    assert [row.id for row in for_the_top.late(factory.seat(desk, "gm"), 1)] == [case]


def test_top_that_had_it_of_a_customer_who_did_not_agree_is_not_asked_again(desk: Desk) -> None:
    """A small complaint that was judged anew after its customer had refused the answer."""
    case = cases.handled(desk)
    cases.sent(desk, case)
    cases.walk(desk, case, "reply")
    cases.step(desk, case, "disagree", "sales", "客户要求整批换货")
    assert told(desk, case) == []
    assert case in waiting(desk, "gm")
    cases.step(desk, case, "rehandle", "gm", "整批换新，仓库当天备货")
    assert came_back.by_state(desk, records.get(desk, case)) == {"escalated": 1}, "a refusal is one way back"
    signed = [item for item in records.get(desk, case).signatures if item.slot == "taken_on"]
    assert ([item.person for item in signed], told(desk, case)) == (["gm"], [])


def test_director_answers_a_serious_complaint_by_taking_it_on(desk: Desk) -> None:
    """E1.4: what several departments answer for was reported to him, and he has 24 hours."""
    case = cases.received(desk, samples=2)
    cases.step(desk, case, "register", "qc", **{**cases.JUDGED, "duty_dept": ["装配", "加工"]})
    cases.walk(desk, case, "analyse", "pass_review", "plan")
    assert running(desk, case) >= {"REPORT-1WD"}
    cases.step(desk, case, "refer_plan", "qcmgr")
    assert running(desk, case) & {"REPORT-1WD", "DIRECTOR-24H"} == {"DIRECTOR-24H"}
    cases.step(desk, case, "take_on", "gm", ASSIGNED)
    assert not running(desk, case) & {"REPORT-1WD", "DIRECTOR-24H"}


def late(desk: Desk) -> int:
    """The last of three in the month, in handling when one before it was entered."""
    first, last = (cases.small_on(desk, day) for day in ("2026-11-02", "2026-11-20"))
    cases.walk(desk, last, "simplify")
    cases.small_on(desk, "2026-11-10", entered="2026-11-23")
    cases.step(desk, last, "rejudge", "qcmgr", "补录了 11-10 的一件")
    assert [cases.value(desk, case, "severity") for case in (first, last)] == ["一般", "严重"]
    return last
