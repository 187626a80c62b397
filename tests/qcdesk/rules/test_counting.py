"""From a start to the due time, hour-exact, with the counting shown."""

from datetime import date, datetime, timedelta

import pytest

from qcdesk.errors import Refused
from qcdesk.rules import starter
from qcdesk.rules.calendar import FactoryDay, WorkingCalendar, with_own
from qcdesk.rules.counting import Due, due, extended
from qcdesk.rules.deadlines import DeadlineRule
from qcdesk.rules.units import counted, office_hours

CALENDAR = WorkingCalendar()
FRIDAY = datetime(2026, 11, 20, 10)
ROWS = {row.code: row for row in starter.deadlines()}


def rule(unit: str, amount: int | None, **more: object) -> DeadlineRule:
    return DeadlineRule("X", "reply", "回复客户", unit, "S0:0", "原文", amount=amount, **more)


def at(start: str, unit: str, amount: int, calendar: WorkingCalendar = CALENDAR) -> str:
    return due(datetime.fromisoformat(start), rule(unit, amount), calendar).at.isoformat(timespec="minutes")


def by(code: str, start: datetime) -> Due:
    return due(start, ROWS[code], CALENDAR)


def test_friday_ten_and_two_working_days_with_saturday_is_monday_ten() -> None:
    """E8.1 E2.4 S2:64: 星期五上午10:00发出 → 最迟下个星期一上午10:00"""
    found = by("PERSON-2WD-SAT", FRIDAY)
    assert found.at == datetime(2026, 11, 23, 10)
    assert found.steps == ("五10:00", "六", "一10:00")
    assert found.counting == (
        "11月20日10:00（五）起算", "11月21日（六）星期六照算，第 1 天", "11月22日（日）周末，不计",
        "11月23日10:00（一）到期",
    )  # fmt: skip


def test_make_up_sunday_is_counted_before_the_national_day() -> None:
    """E8.2"""
    found = due(datetime(2024, 9, 27, 15), rule("working_days", 2), CALENDAR)
    assert found.at == datetime(2024, 9, 30, 15)
    assert found.steps == ("五15:00", "日", "一15:00")
    assert at("2024-09-30T15:00", "working_days", 1) == "2024-10-08T15:00"
    assert at("2024-10-11T15:00", "working_days", 1) == "2024-10-12T15:00"


def test_cause_and_improvement_within_a_week() -> None:
    """E0.3 S0:112: 必须在一周内回复客户不良原因及改善方案"""
    found = by("CAUSE-1W", datetime(2026, 11, 18, 9, 30))
    assert found.at == datetime(2026, 11, 25, 9, 30)
    assert found.steps == ("三09:30", "四", "五", "六", "日", "一", "二", "三09:30")


def test_first_contact_within_24_hours_whatever_day_it_is() -> None:
    """E3.4 S3:100: 24小时内联系并告知进展"""
    assert by("FIRST-24H", datetime(2026, 9, 30, 15)).at == datetime(2026, 10, 1, 15)


def test_quality_problem_gets_measures_and_result_within_seven_working_days() -> None:
    """E3.4 S3:100: 质量问题7个工作日内制定整改措施并告知结果"""
    assert by("RESULT-7WD", datetime(2026, 9, 30, 15)).at == datetime(2026, 10, 15, 15)


def test_field_visit_and_sampling() -> None:
    """E1.3 S1:94 S1:96: 2个工作日内现场拜访, 2~3个工作时内到达现场取样"""
    assert by("VISIT-2WD", FRIDAY).at == datetime(2026, 11, 24, 10)
    sampling = by("SAMPLE-2WH", FRIDAY.replace(hour=16))
    assert (sampling.at, sampling.latest) == (datetime(2026, 11, 23, 9), datetime(2026, 11, 23, 10))


def test_over_authority_is_reported_in_a_working_day_and_answered_in_24_hours() -> None:
    """E1.4 S1:105, E1.5 S1:353"""
    for report, reply in (("REPORT-1WD", "DIRECTOR-24H"), ("REPORT-1WD-SALES", "DIRECTOR-24H-SALES")):
        assert by(report, FRIDAY).at == datetime(2026, 11, 23, 10)
        assert by(reply, FRIDAY).at == datetime(2026, 11, 21, 10)


def test_contact_sheet_is_distributed_and_the_customer_answered_within_working_hours() -> None:
    """E1.4 S1:105, E1.5 S1:353: 2个工作时内分发 / 1个工作时内, 1个工作时内回复"""
    late = datetime(2026, 11, 20, 11, 30)
    assert by("SHEET-2WH", late).at == datetime(2026, 11, 20, 14, 30)
    assert by("SHEET-1WH", late).at == datetime(2026, 11, 20, 13, 30)
    assert by("APPROVED-1WH", late).at == by("APPROVED-1WH-SALES", late).at == datetime(2026, 11, 20, 13, 30)


def test_on_site_within_24_hours_nearby_and_48_in_the_city() -> None:
    """E2.8 S2:100: 限田心范围 24小时, 其他市内 48小时; no figure out of the city"""
    assert by("ONSITE-24H", FRIDAY).at - FRIDAY == timedelta(hours=24)
    assert by("ONSITE-48H", FRIDAY).at - FRIDAY == timedelta(hours=48)
    with pytest.raises(Refused, match="空白，请先由本厂填写"):
        by("ONSITE-FAR", FRIDAY)


def test_unresolved_for_a_month_becomes_major() -> None:
    """E0.6 S0:172"""
    found = by("UNRESOLVED-1M", datetime(2026, 1, 31, 10))
    assert (found.at, found.rule.consequence) == (datetime(2026, 2, 28, 10), "升为重大投诉")
    assert found.steps == ("1月31日10:00", "2月28日10:00")


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [("2024-01-31T10:00", 1, "2024-02-29T10:00"), ("2023-01-31T10:00", 1, "2023-02-28T10:00"),
     ("2026-12-31T00:00", 2, "2027-02-28T00:00"), ("2024-02-29T08:00", 12, "2025-02-28T08:00"),
     ("2026-03-30T08:00", 1, "2026-04-30T08:00")],
)  # fmt: skip
def test_month_without_the_day_ends_on_its_last(start: str, months: int, end: str) -> None:
    assert at(start, "calendar_months", months) == end


@pytest.mark.parametrize(
    ("start", "end"),
    [("2026-11-21T09:00", "2026-11-23T09:00"), ("2026-11-22T23:59", "2026-11-23T23:59"),
     ("2026-10-03T15:00", "2026-10-08T15:00"), ("2026-11-20T22:00", "2026-11-23T22:00"),
     ("2026-11-23T00:00", "2026-11-24T00:00")],
)  # fmt: skip
def test_day_of_the_start_is_never_counted_and_the_hour_is_kept(start: str, end: str) -> None:
    assert at(start, "working_days", 1) == end


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [("2026-11-20T07:00", 1, "2026-11-20T09:00"), ("2026-11-20T12:30", 1, "2026-11-20T14:00"),
     ("2026-11-20T18:00", 1, "2026-11-23T09:00"), ("2026-11-20T08:00", 4, "2026-11-20T12:00"),
     ("2026-11-20T08:00", 8, "2026-11-20T17:00"), ("2026-11-20T08:00", 9, "2026-11-23T09:00"),
     ("2026-11-21T10:00", 2, "2026-11-23T10:00"), ("2026-09-30T16:30", 1, "2026-10-08T08:30")],
)  # fmt: skip
def test_working_hours_run_only_while_somebody_is_in_the_office(start: str, hours: int, end: str) -> None:
    assert at(start, "working_hours", hours) == end


def test_extreme_that_may_be_granted_is_given_too() -> None:
    """E0.4 S0:118: 一个工作日内回复,最长不超过三个工作日"""
    found = by("FIRST-1WD", FRIDAY)
    assert (found.at, found.latest) == (datetime(2026, 11, 23, 10), datetime(2026, 11, 25, 10))


def test_due_time_over_days_not_announced_is_provisional() -> None:
    found = due(datetime(2026, 12, 30, 10), rule("working_days", 2), CALENDAR)
    assert (found.at, found.provisional) == (datetime(2027, 1, 4, 10), True), "元旦 is off before the notice"
    assert not due(datetime(2026, 12, 30, 10), rule("working_days", 1), CALENDAR).provisional
    assert not due(datetime(2026, 12, 30, 10), rule("clock_hours", 72), CALENDAR).provisional
    told = with_own([FactoryDay(date(2027, 1, 1), False, "元旦")])
    assert due(datetime(2026, 12, 30, 10), rule("working_days", 2), told).counting[2] == "1月1日（五）元旦，不计"


def test_working_days_agree_with_counting_them_one_by_one() -> None:
    start = datetime(2023, 12, 1, 9)
    for offset in range(0, 700, 3):
        begins = start + timedelta(days=offset)
        for amount in (1, 3, 7):
            ends = due(begins, rule("working_days", amount), CALENDAR).at
            days = [begins.date() + timedelta(days=at + 1) for at in range((ends - begins).days)]
            assert sum(CALENDAR.works(day) for day in days) == amount
            assert CALENDAR.works(ends.date())
            assert ends.time() == begins.time()


def pause(begins: str, ends: str) -> tuple[datetime, datetime]:
    return datetime.fromisoformat(begins), datetime.fromisoformat(ends)


def paused(unit: str, amount: int, *pauses: tuple[datetime, datetime]) -> str:
    return due(FRIDAY, rule(unit, amount), CALENDAR, pauses).at.isoformat(timespec="minutes")


def test_pause_moves_the_due_time_by_the_time_that_would_have_run() -> None:
    hour = pause("2026-11-20T12:00", "2026-11-20T13:00")
    assert paused("clock_hours", 24, hour) == "2026-11-21T11:00"
    assert paused("working_days", 2, hour) == "2026-11-24T10:00", "nobody works at noon"
    assert paused("working_hours", 4, hour) == "2026-11-20T15:00"
    assert paused("working_hours", 4, pause("2026-11-20T13:00", "2026-11-20T15:00")) == "2026-11-20T17:00"


def test_pause_over_a_weekend_takes_nothing_from_working_days() -> None:
    assert paused("working_days", 2, pause("2026-11-21T00:00", "2026-11-23T00:00")) == "2026-11-24T10:00"
    assert paused("clock_hours", 72, pause("2026-11-21T00:00", "2026-11-23T00:00")) == "2026-11-25T10:00"


@pytest.mark.parametrize(
    ("unit", "begins", "ends", "due_at"),
    [
        ("working_days", "2026-11-23T10:00", "2026-11-23T22:00", "2026-11-24T17:00"),
        ("working_days", "2026-11-23T10:00", "2026-11-25T16:00", "2026-11-26T16:00"),
        ("working_days", "2026-11-20T16:00", "2026-11-23T08:30", "2026-11-24T11:30"),
        ("working_days", "2026-11-21T09:00", "2026-11-22T15:00", "2026-11-24T10:00"),
        ("working_days_saturday", "2026-11-21T09:00", "2026-11-22T15:00", "2026-11-24T09:00"),
        ("working_days_saturday", "2026-11-21T16:00", "2026-11-23T08:00", "2026-11-23T11:00"),
    ],
)
def test_who_resumes_working_days_has_as_many_office_hours_left(unit: str, begins: str, ends: str, due_at: str) -> None:
    """E5: two working days from Friday 10:00, however the pause lies."""
    assert paused(unit, 2, pause(begins, ends)) == due_at


def test_paused_working_days_pass_over_a_feast_and_take_its_make_up_day() -> None:
    """E5: 2026-02-14 (Saturday) makes up for the spring festival of 02-15 to 02-23; 02-28 likewise."""
    start = datetime(2026, 2, 12, 10)
    over_feast = pause("2026-02-13T16:00", "2026-02-14T11:00")
    assert due(start, rule("working_days", 2), CALENDAR).at == datetime(2026, 2, 14, 10)
    assert due(start, rule("working_days", 2), CALENDAR, [over_feast]).at == datetime(2026, 2, 14, 15)
    longer = pause("2026-02-14T09:00", "2026-02-24T09:30")
    assert due(start, rule("working_days", 2), CALENDAR, [longer]).at == datetime(2026, 2, 24, 10, 30)


def test_paused_working_days_end_within_office_hours_wherever_the_pause_lies() -> None:
    """E5: the hours left at the pause are those left when it ends."""
    for hour in range(24 * 6):
        begins = FRIDAY + timedelta(hours=hour)
        for lasts in (1, 5, 13, 30, 75):
            ends = begins + timedelta(hours=lasts, minutes=20)
            found = due(FRIDAY, rule("working_days", 2), CALENDAR, [(begins, ends)]).at
            assert any(opens <= found <= closes for opens, closes in CALENDAR.office_hours(found.date()))
            if begins < datetime(2026, 11, 24, 10):
                left = counted(begins, datetime(2026, 11, 24, 10), office_hours(False), CALENDAR)
                assert counted(ends, found, office_hours(False), CALENDAR) == left


def test_pauses_outside_the_time_do_nothing_and_overlapping_ones_count_once() -> None:
    before, after = pause("2026-11-01T00:00", "2026-11-02T00:00"), pause("2026-12-01T00:00", "2026-12-02T00:00")
    assert paused("clock_hours", 24, before, after) == "2026-11-21T10:00"
    one, other = pause("2026-11-20T12:00", "2026-11-20T14:00"), pause("2026-11-20T13:00", "2026-11-20T15:00")
    assert paused("clock_hours", 24, other, one) == "2026-11-21T13:00"
    around = pause("2026-11-20T00:00", "2026-11-20T11:00")
    assert paused("clock_hours", 24, around) == "2026-11-21T11:00", "only from the start on"


def test_second_pause_counts_once_the_first_has_moved_the_due_time_past_it() -> None:
    first, second = pause("2026-11-20T12:00", "2026-11-21T12:00"), pause("2026-11-22T09:00", "2026-11-22T12:00")
    assert paused("clock_hours", 24, first, second) == "2026-11-22T13:00"


def test_pause_is_told_and_one_that_ends_before_it_begins_is_refused() -> None:
    found = due(FRIDAY, rule("clock_hours", 24), CALENDAR, [pause("2026-11-20T12:00", "2026-11-20T14:30")])
    assert "其间暂停 2 小时 30 分，顺延" in found.counting
    with pytest.raises(Refused, match="结束早于开始"):
        paused("clock_hours", 24, pause("2026-11-20T14:00", "2026-11-20T12:00"))


def test_extension_counts_on_from_the_old_due_time() -> None:
    found = extended(due(FRIDAY, rule("working_days", 2), CALENDAR), 3)
    assert found.at == datetime(2026, 11, 27, 10)
    assert found.steps[0] == "五10:00"


@pytest.mark.parametrize("unit", ["clock_hours", "calendar_months", "working_days", "working_hours", "calendar_weeks"])
def test_time_beyond_the_calendar_is_refused(unit: str) -> None:
    with pytest.raises(Refused, match="超出了日历"):
        due(datetime(9999, 12, 31, 23), rule(unit, 5), CALENDAR)


def test_calendar_without_working_days_is_refused_not_searched_for_ever() -> None:
    idle = with_own([FactoryDay(date(2026, 1, 1) + timedelta(days=at), False) for at in range(5000)])
    for unit in ("working_days", "working_hours"):
        with pytest.raises(Refused, match="十年内没有足够的工作日"):
            due(FRIDAY, rule(unit, 1), idle)


@pytest.mark.parametrize("code", ["REPEAT-3M", "COORD-CALL", "VISIT-BLANK"])
def test_count_and_blank_have_no_due_time(code: str) -> None:
    """S4:264, S3:240-246, S1:102"""
    with pytest.raises(Refused, match=code):
        by(code, FRIDAY)
