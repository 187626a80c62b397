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
        days = [day for day in CALENDAR.year(year) if day.kind != "法定节假日"]
        assert all(day.works == (day.on.weekday() < 5) for day in days)
        assert all(day.provisional for day in days)


def test_feasts_of_a_fixed_date_are_days_off_in_a_year_not_announced() -> None:
    """E5: 元旦, 劳动节 and 国庆节 are known by law before the notice; those of the moon are not."""
    off = [(day.on.month, day.on.day, day.note) for day in CALENDAR.year(2027) if day.kind == "法定节假日"]
    assert off == [(1, 1, "元旦"), (5, 1, "劳动节"), (5, 2, "劳动节"), (10, 1, "国庆节"), (10, 2, "国庆节"),
                   (10, 3, "国庆节")]  # fmt: skip
    assert not CALENDAR.works(date(2027, 1, 1), saturdays=True)
    assert all(day.kind != "法定节假日" for day in CALENDAR.year(2003)), "the law of 2025 is not that of 2003"


def test_notice_settles_the_year_as_far_as_it_reaches() -> None:
    """E5: a notice of 元旦 says nothing of 春节; one that names 国庆节 is the year's."""
    first = with_own([FactoryDay(date(2027, 1, 3), False, "元旦", noticed=True)])
    assert not first.day(date(2027, 1, 5)).provisional
    assert first.day(date(2027, 2, 5)).provisional
    whole = with_own([FactoryDay(date(2027, 10, 7), False, "国庆节", noticed=True)])
    assert not any(day.provisional for day in whole.year(2027))


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


def test_weekend_that_a_notice_makes_a_working_day_makes_up_for_another() -> None:
    """E8.2: what the factory sets itself, and a weekday, are its own."""
    own = with_own([FactoryDay(date(2027, 10, 9), True, "国庆节", noticed=True), FactoryDay(date(2027, 10, 10), True),
                    FactoryDay(date(2027, 10, 11), True, noticed=True),
                    FactoryDay(date(2027, 10, 8), False, "国庆节", noticed=True)])  # fmt: skip
    kinds = [(own.day(date(2027, 10, day)).kind, own.day(date(2027, 10, day)).own) for day in (9, 10, 11, 8, 12)]
    assert kinds == [("调休上班", True), ("本厂上班", True), ("本厂上班", True), ("本厂放假", True), ("工作日", False)]


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
