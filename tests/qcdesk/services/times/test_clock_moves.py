"""The clocks of a case under the hands of people: started, paused, resumed, put off, met, let go."""

import case_clocks
import cases
import factory
import pytest

from qcdesk.desk import Desk
from qcdesk.errors import Invalid, NotFound, Refused
from qcdesk.services.overview import board, case_list
from qcdesk.services.overview.case_list import CaseQuery
from qcdesk.services.sheets import records
from qcdesk.services.times import clock_moves, escalation
from qcdesk.services.trail import history, verifying

MONDAY = "2026-11-23T10:00"
FIRST = 1


@pytest.fixture
def case(desk: Desk) -> int:
    return cases.received(cases.at(desk, MONDAY), received_at=MONDAY)


def manager(desk: Desk, moment: str = MONDAY) -> Desk:
    return factory.seat(cases.at(desk, moment), "qcmgr")


def clock(desk: Desk, case: int, line: int = FIRST) -> dict[str, str]:
    return records.get(desk, case).values["clocks"][line - 1]


def of_rule(desk: Desk, case: int, code: str) -> dict[str, str]:
    return clock(desk, case, case_clocks.line(desk, case, code))


def test_a_pause_puts_the_office_s_own_clocks_off_by_as_long(desk: Desk, case: int) -> None:
    """E5: until the time that is said, then they run on by themselves."""
    before = of_rule(desk, case, "CAUSE-1W")["due_at"]
    assert before == "2026-11-30T10:00"
    clock_moves.pause(manager(desk, "2026-11-23T12:00"), case, "等客户寄样品", "2026-11-23T15:30")
    after = of_rule(desk, case, "CAUSE-1W")
    assert (after["due_at"], after["first_due"]) == ("2026-11-30T13:30", before)
    assert "暂停一12:00–一15:30，顺延 3 小时 30 分" in after["steps"]
    pause = records.get(desk, case).values["pauses"][0]
    assert (pause["reason"], pause["begun"], pause["ended"]) == ("等客户寄样品", "2026-11-23T12:00", "2026-11-23T15:30")
    with pytest.raises(Refused, match="没有暂停"):
        clock_moves.resume(manager(desk, "2026-11-23T15:30"), case)
    assert not verifying.verify(desk)


@pytest.mark.parametrize("code", ["FIRST-24H", "ONSITE-48H", "UNRESOLVED-1M"])
def test_what_the_customer_was_promised_is_not_paused(desk: Desk, case: int, code: str) -> None:
    """E5 E3.4 S0:172: neither the 24 hours nor the month that makes it 重大."""
    before = of_rule(desk, case, code)
    clock_moves.pause(manager(desk), case, "等客户寄样品", "2026-12-10T10:00")
    assert of_rule(desk, case, code) == before
    assert [item.label for item in board.board(manager(desk, "2026-11-24T10:01")).overdue] == ["首次回复客户"]


def test_who_resumes_early_gets_back_only_the_time_that_stood_still(desk: Desk, case: int) -> None:
    """E5: calendar time and office hours alike."""
    clock_moves.pause(manager(desk, "2026-11-23T12:00"), case, "等样品", "2026-11-27T12:00")
    assert of_rule(desk, case, "ASSIGN-1WD")["due_at"] == "2026-11-30T10:00"
    clock_moves.resume(manager(desk, "2026-11-23T15:00"), case)
    assert of_rule(desk, case, "CAUSE-1W")["due_at"] == "2026-11-30T13:00"
    assert of_rule(desk, case, "ASSIGN-1WD")["due_at"] == "2026-11-24T12:00", "two office hours"
    assert "提前在一15:00恢复" in of_rule(desk, case, "CAUSE-1W")["steps"]


def test_a_clock_of_working_days_resumes_with_its_office_hours(desk: Desk) -> None:
    """E5 E2.4: two working days with Saturday from Friday 10:00; paused over Saturday noon until Monday evening."""
    friday = cases.at(desk, "2026-11-20T10:00")
    case = cases.registered(friday, received_at="2026-11-20T10:00")
    assert of_rule(desk, case, "PERSON-2WD-SAT")["due_at"] == "2026-11-23T10:00"
    clock_moves.pause(manager(desk, "2026-11-21T14:00"), case, "等客户补样品", "2026-11-23T20:00")
    moved = of_rule(desk, case, "PERSON-2WD-SAT")
    assert moved["due_at"] == "2026-11-24T14:00"
    assert moved["steps"].endswith("暂停六14:00–一20:00，顺延办公时间 11 小时 → 二14:00")


def test_what_starts_during_a_pause_runs_from_its_end(desk: Desk, case: int) -> None:
    clock_moves.pause(manager(desk), case, "等样品", "2026-11-25T10:00")
    cases.step(cases.at(desk, "2026-11-24T10:00"), case, "register", "qc", **cases.JUDGED)
    assert of_rule(desk, case, "INVESTIGATE-3WD")["due_at"] == "2026-11-30T10:00"


def test_a_pause_past_its_end_is_overdue_again_by_itself(desk: Desk, case: int) -> None:
    """E8.11: nobody has to resume it."""
    clock_moves.pause(manager(desk, "2026-11-23T10:30"), case, "等客户寄样品", "2026-11-27T10:30")
    during, later = (board.board(manager(desk, at)) for at in ("2026-11-27T09:00", "2026-12-08T12:00"))
    assert {item.label for item in during.overdue} <= {"首次回复客户", "质量问题提出方案并到客户处处理"}
    assert "回复不良原因及改善方案" in {item.label for item in later.overdue}


def test_a_list_says_since_when_and_until_when_a_case_is_paused(desk: Desk, case: int) -> None:
    clock_moves.pause(manager(desk), case, "等样品", "2026-11-27T10:00")
    for at, said in ((MONDAY, "11-23 至 11-27"), ("2026-11-27T10:00", "")):
        assert case_list.find(manager(desk, at), CaseQuery()).rows[0].paused == said


def test_what_was_overdue_before_the_pause_stays_overdue(desk: Desk, case: int) -> None:
    clock_moves.pause(manager(desk, "2026-11-26T12:00"), case, "等客户寄样品", "2026-11-27T12:00")
    assert "分类、登记、分配" in {item.label for item in board.board(manager(desk, "2026-11-26T12:01")).overdue}
    assert of_rule(desk, case, "ASSIGN-1WD")["due_at"] == "2026-11-24T10:00"


def test_a_pause_is_not_begun_twice_and_not_ended_unbegun(desk: Desk, case: int) -> None:
    with pytest.raises(Refused, match="没有暂停"):
        clock_moves.resume(manager(desk), case)
    clock_moves.pause(manager(desk), case, "等样品")
    with pytest.raises(Refused, match="已经暂停"):
        clock_moves.pause(manager(desk), case, "还等样品")
    with pytest.raises(Invalid, match="原因"):
        clock_moves.pause(manager(desk), case, "  ")


@pytest.mark.parametrize("who", ["prod", "sales", "wh", "cs"])
def test_only_quality_pauses(desk: Desk, case: int, who: str) -> None:
    """E3.3: a pause is no way round 延期, which is 品管主管's."""
    with pytest.raises(Refused, match="暂停和恢复计时要由"):
        clock_moves.pause(factory.seat(cases.at(desk, MONDAY), who), case, "忙不过来", "2026-11-24T10:00")


def test_the_engineer_pauses_a_case_for_so_many_days_in_all(desk: Desk, case: int) -> None:
    """E3.3: seven days unless the factory sets another number; more is 品管主管's."""
    engineer = factory.seat(cases.at(desk, MONDAY), "qc")
    with pytest.raises(Refused, match="品管最多暂停 7 天"):
        clock_moves.pause(engineer, case, "等样品", "2026-11-30T10:01")
    clock_moves.pause(engineer, case, "等样品", "2026-11-28T10:00")
    later = factory.seat(cases.at(desk, "2026-11-28T10:00"), "qc")
    with pytest.raises(Refused, match="品管最多暂停 7 天"):
        clock_moves.pause(later, case, "还等样品", "2026-12-01T10:00")
    escalation.change(manager(desk), escalation.of(desk).rungs, 10, "供应商都在外省")
    clock_moves.pause(later, case, "还等样品", "2026-12-01T10:00")


def test_urgent_handling_is_timed_by_hand(desk: Desk, case: int) -> None:
    """E4.3: 紧急情况 is known to the office only; the reason stands with the clock and in the trail."""
    engineer = factory.seat(cases.at(desk, MONDAY), "qc")
    clock_moves.start(engineer, case, "handle-1wd", "客户停线")
    made = of_rule(desk, case, "HANDLE-1WD")
    assert (made["started_at"], made["due_at"], made["reason"]) == (MONDAY, "2026-11-24T10:00", "人工开始：客户停线")
    assert history.told(desk, case)[-1].sentence == "开始计时"
    with pytest.raises(Refused, match="已经在计时"):
        clock_moves.start(engineer, case, "HANDLE-1WD", "再一次")
    with pytest.raises(Invalid, match="原因"):
        clock_moves.start(engineer, case, "REPORT-1WD", "")


@pytest.mark.parametrize("code", ["MONTHLY-REGION", "COORD-SUBMIT", "RESULT-5WD", "REPEAT-3M", "APPEAL-3WD", "X"])
def test_what_is_no_clock_of_a_case_is_not_started_by_hand(desk: Desk, case: int, code: str) -> None:
    """E1.4 E3.8"""
    with pytest.raises(NotFound, match="不是能手工开始的时限"):
        clock_moves.start(manager(desk), case, code, "试试")


def test_over_authority_is_reported_and_answered_by_the_clock(desk: Desk, case: int) -> None:
    """E1.4 S1:105: one working day to report, then 24 hours for the answer."""
    sales = factory.seat(cases.at(desk, MONDAY), "sales")
    clock_moves.start(sales, case, "REPORT-1WD", "客户要求赔偿三万")
    assert of_rule(desk, case, "REPORT-1WD")["due_at"] == "2026-11-24T10:00"
    later = factory.seat(cases.at(desk, "2026-11-23T16:00"), "sales")
    clock_moves.met(later, case, case_clocks.line(desk, case, "REPORT-1WD"), "已当面报告营销总监")
    assert of_rule(desk, case, "REPORT-1WD")["stopped_at"] == "2026-11-23T16:00"
    assert of_rule(desk, case, "DIRECTOR-24H")["due_at"] == "2026-11-24T16:00"
    clock_moves.met(later, case, case_clocks.line(desk, case, "DIRECTOR-24H"), "总监同意换货")
    assert of_rule(desk, case, "DIRECTOR-24H")["reason"] == "已办到：总监同意换货"
    assert not verifying.verify(desk)


def test_what_a_step_shows_is_not_said_to_be_met(desk: Desk, case: int) -> None:
    """E5: no way round the answer to the customer."""
    with pytest.raises(Refused, match="不在这里记"):
        clock_moves.met(manager(desk), case, FIRST, "早就回了")


def test_an_extension_keeps_the_first_promise_and_tells_why(desk: Desk, case: int) -> None:
    first = clock(desk, case)["due_at"]
    clock_moves.extend(manager(desk), case, FIRST, "2026-11-25 17:00", "客户放假，约好周三回")
    moved = clock(desk, case)
    assert (moved["due_at"], moved["first_due"]) == ("2026-11-25T17:00", first)
    assert moved["reason"] == "客户放假，约好周三回"
    assert moved["steps"].endswith("延期至三17:00")
    clock_moves.extend(manager(desk), case, FIRST, "2026-11-26 17:00", "再等一天")
    assert clock(desk, case)["first_due"] == first
    assert history.told(desk, case)[-1].sentence == "延期"


def test_an_extension_must_lead_forward_and_say_when_and_why(desk: Desk, case: int) -> None:
    with pytest.raises(Refused, match="要晚于现在的"):
        clock_moves.extend(manager(desk), case, FIRST, "2026-11-23 17:00", "提前")
    with pytest.raises(Invalid, match="必须填写"):
        clock_moves.extend(manager(desk), case, FIRST, "", "没有时间")
    with pytest.raises(Invalid, match="要填到分钟"):
        clock_moves.extend(manager(desk), case, FIRST, "2026-11-25", "没有钟点")
    with pytest.raises(Invalid, match="至少写两个字"):
        clock_moves.extend(manager(desk), case, FIRST, "2026-11-25 17:00", "。")


def test_a_waived_clock_stops_and_says_so(desk: Desk, case: int) -> None:
    clock_moves.waive(manager(desk), case, FIRST, "客户说不用回")
    gone = clock(desk, case)
    assert (gone["stopped_at"], gone["reason"]) == (MONDAY, "免除：客户说不用回")
    with pytest.raises(Refused, match="已经在"):
        clock_moves.waive(manager(desk), case, FIRST, "再一次")


def test_only_the_quality_manager_moves_a_deadline(desk: Desk, case: int) -> None:
    merch = factory.seat(desk, "merch")
    with pytest.raises(Refused, match="品管主管"):
        clock_moves.extend(merch, case, FIRST, "2026-11-25 17:00", "忙不过来")
    with pytest.raises(Refused, match="品管主管"):
        clock_moves.waive(merch, case, FIRST, "忙不过来")


def test_month_that_makes_a_complaint_a_major_one_is_neither_let_go_nor_put_off(desk: Desk, case: int) -> None:
    """E0.6 S0:172: 有效投诉在一个月内得不到合理解决 → 重大, whoever would have it otherwise."""
    line = case_clocks.line(desk, case, "UNRESOLVED-1M")
    with pytest.raises(Refused, match=r"不能延期或免除.*S0:172"):
        clock_moves.waive(manager(desk), case, line, "客户不急")
    with pytest.raises(Refused, match="不能延期或免除"):
        clock_moves.extend(manager(desk), case, line, "2027-12-31 10:00", "客户不急")
    row = next(row for row in case_list.find(cases.at(desk, "2027-02-01T10:00"), CaseQuery()).rows if row.id == case)
    assert row.major
