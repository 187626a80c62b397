"""The working calendar against the announced holidays, and the factory's days over them."""

from datetime import date, time, timedelta

import chinese_calendar
import pytest

from qcdesk.rules.calendar import FactoryDay, WorkingCalendar, read_hours, with_own

CALENDAR = WorkingCalendar()
KNOWN = range(2004, 2027)


@pytest.mark.parametrize("year", KNOWN)
def test_working_days_are_those_announced(year: int) -> None:
    """E8.2: every day of every announced year"""
    days = CALENDAR.year(year)
    assert len(days) == (366 if year % 4 == 0 else 365)
    assert [day.on for day in days if day.works != chinese_calendar.is_workday(day.on)] == []
    assert not any(day.provisional for day in days)


@pytest.mark.parametrize("year", KNOWN)
def test_quick_answer_agrees_with_the_worded_one(year: int) -> None:
    for saturdays in (False, True):
        days = [date(year, 1, 1) + timedelta(days=at) for at in range(365)]
        assert [on for on in days if CALENDAR.works(on, saturdays) != CALENDAR.day(on, saturdays).works] == []


def test_year_not_announced_is_plain_weekdays_and_provisional() -> None:
    for year in (2003, 2027, 2100):
        days = CALENDAR.year(year)
        assert all(day.works == (day.on.weekday() < 5) for day in days)
        assert all(day.provisional for day in days)


def test_make_up_sunday_works_and_the_feast_does_not() -> None:
    """E8.2: 2024-09-29 and 2024-10-01 … 07, 2024-10-12"""
    assert CALENDAR.day(date(2024, 9, 29)).kind == "调休上班"
    assert [CALENDAR.works(date(2024, 10, day)) for day in range(1, 9)] == [False] * 7 + [True]
    assert CALENDAR.works(date(2024, 10, 12))
    assert CALENDAR.day(date(2024, 10, 1)).note == "国庆节"


def test_rule_that_counts_saturdays_leaves_out_feasts_and_sundays() -> None:
    """E2.4 S2:64"""
    assert CALENDAR.works(date(2026, 11, 21), saturdays=True)
    assert not CALENDAR.works(date(2026, 11, 22), saturdays=True)
    assert not CALENDAR.works(date(2026, 10, 3), saturdays=True), "a Saturday within the National Day"
    assert not CALENDAR.works(date(2026, 11, 21))


def test_factory_day_goes_before_law_and_week_and_is_never_provisional() -> None:
    own = with_own([FactoryDay(date(2026, 10, 1), True, "赶货"), FactoryDay(date(2026, 11, 23), False, "停电"),
                    FactoryDay(date(2027, 2, 8), False, "春节")])  # fmt: skip
    assert (own.day(date(2026, 10, 1)).kind, own.day(date(2026, 10, 1)).note) == ("本厂上班", "赶货")
    assert not own.works(date(2026, 11, 23), saturdays=True)
    assert not own.day(date(2027, 2, 8)).provisional
    assert own.day(date(2027, 2, 9)).provisional


def test_factory_that_works_saturdays() -> None:
    calendar = with_own([], saturdays=True)
    assert calendar.works(date(2026, 11, 21))
    assert not calendar.works(date(2026, 11, 22))
    assert not calendar.works(date(2026, 10, 3))


def test_office_hours_are_read_in_order() -> None:
    assert read_hours(["08:00-12:00", "13:00-17:00"]) == ((time(8), time(12)), (time(13), time(17)))


@pytest.mark.parametrize("spans", [[], ["8-12"], ["12:00-08:00"], ["08:00-12:00", "11:00-17:00"], ["08:00"],
                                   ["25:00-26:00"], ["13:00-17:00", "08:00-12:00"]])  # fmt: skip
def test_office_hours_that_make_no_day_are_refused(spans: list[str]) -> None:
    with pytest.raises(ValueError):
        read_hours(spans)
