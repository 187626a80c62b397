"""The clocks of a case under the hands of people: paused, resumed, put off, let go."""

import cases
import factory
import pytest

from qcdesk.desk import Desk
from qcdesk.errors import Invalid, Refused
from qcdesk.services import board, clock_moves, history, records, verifying

MONDAY = "2026-11-23T10:00"
FIRST = 1


@pytest.fixture
def case(desk: Desk) -> int:
    return cases.received(cases.at(desk, MONDAY), received_at=MONDAY)


def manager(desk: Desk, moment: str = MONDAY) -> Desk:
    return factory.seat(cases.at(desk, moment), "qcmgr")


def clock(desk: Desk, case: int, line: int = FIRST) -> dict[str, str]:
    return records.get(desk, case).values["clocks"][line - 1]


def test_a_pause_puts_every_running_clock_off_by_as_long(desk: Desk, case: int) -> None:
    before = clock(desk, case)["due_at"]
    assert before == "2026-11-24T10:00"
    clock_moves.pause(manager(desk, "2026-11-23T12:00"), case, "等客户寄样品")
    clock_moves.resume(manager(desk, "2026-11-23T15:30"), case)
    after = clock(desk, case)
    assert after["due_at"] == "2026-11-24T13:30"
    assert after["first_due"] == before
    assert "暂停一12:00–一15:30，顺延 3 小时 30 分" in after["steps"]
    pause = records.get(desk, case).values["pauses"][0]
    assert (pause["reason"], pause["begun"], pause["ended"]) == ("等客户寄样品", "2026-11-23T12:00", "2026-11-23T15:30")
    assert not verifying.verify(desk)


def test_a_clock_of_working_days_resumes_with_its_office_hours(desk: Desk) -> None:
    """E5 E2.4: two working days with Saturday from Friday 10:00; paused over Saturday noon until Monday evening."""
    friday = cases.at(desk, "2026-11-20T10:00")
    case = cases.registered(friday, received_at="2026-11-20T10:00")
    line = [row["rule"] for row in records.get(desk, case).values["clocks"]].index("PERSON-2WD-SAT") + 1
    assert clock(desk, case, line)["due_at"] == "2026-11-23T10:00"
    clock_moves.pause(manager(desk, "2026-11-21T14:00"), case, "等客户补样品")
    clock_moves.resume(manager(desk, "2026-11-23T20:00"), case)
    assert clock(desk, case, line)["due_at"] == "2026-11-24T14:00"
    assert clock(desk, case, line)["steps"].endswith("暂停六14:00–一20:00，顺延办公时间 11 小时 → 二14:00")


def test_a_paused_case_is_not_told_as_overdue(desk: Desk, case: int) -> None:
    clock_moves.pause(manager(desk, "2026-11-23T10:30"), case, "等客户寄样品")
    later = manager(desk, "2026-12-20T12:00")
    assert not board.board(later).overdue
    clock_moves.resume(later, case)
    assert not board.board(later).overdue
    assert board.board(manager(desk, "2027-03-20T12:00")).overdue


def test_what_was_overdue_before_the_pause_stays_overdue(desk: Desk, case: int) -> None:
    clock_moves.pause(manager(desk, "2026-11-26T12:00"), case, "等客户寄样品")
    assert [item.label for item in board.board(manager(desk, "2026-11-26T12:01")).overdue]
    before = clock(desk, case)["due_at"]
    clock_moves.resume(manager(desk, "2026-11-27T12:00"), case)
    assert clock(desk, case)["due_at"] == before


def test_a_pause_is_not_begun_twice_and_not_ended_unbegun(desk: Desk, case: int) -> None:
    with pytest.raises(Refused, match="没有暂停"):
        clock_moves.resume(manager(desk), case)
    clock_moves.pause(manager(desk), case, "等样品")
    with pytest.raises(Refused, match="已经暂停"):
        clock_moves.pause(manager(desk), case, "还等样品")
    with pytest.raises(Invalid, match="原因"):
        clock_moves.pause(manager(desk), case, "  ")


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


def test_a_waived_clock_stops_and_says_so(desk: Desk, case: int) -> None:
    clock_moves.waive(manager(desk), case, FIRST, "客户说不用回")
    gone = clock(desk, case)
    assert (gone["stopped_at"], gone["reason"]) == (MONDAY, "免除：客户说不用回")
    with pytest.raises(Refused, match="已经在"):
        clock_moves.waive(manager(desk), case, FIRST, "再一次")


def test_only_the_quality_manager_moves_a_deadline(desk: Desk, case: int) -> None:
    merch = factory.seat(desk, "merch")
    with pytest.raises(Refused, match="品管主管"):
        clock_moves.extend(merch, case, FIRST, "2026-11-25 17:00", "忙")
    with pytest.raises(Refused, match="品管主管"):
        clock_moves.waive(merch, case, FIRST, "忙")
