"""The days of a sample story, counted from today so that the sample factory never ages."""

from datetime import UTC, date, datetime

import pytest

from qcdesk.rules.calendar import WorkingCalendar
from qcdesk.services.demo import story_days
from qcdesk.services.demo.story_days import Days

FRIDAY = Days(WorkingCalendar(), UTC, date(2026, 11, 20))


def number(name: str) -> str:
    return {"spindle": "TS-202611-001"}[name]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{0}", "2026-11-20"),
        ("{1}", "2026-11-23"),
        ("{-1}", "2026-11-19"),
        ("{1 09:40}", "2026-11-23T09:40"),
        ("{1m} 前送到", "11-23 前送到"),
        ("{1m 13:20} 电话", "11-23 13:20 电话"),
        ("{1c 23:40}", "2026-11-21T23:40"),
        ("编号 {no:spindle}", "编号 TS-202611-001"),
        ([{"done": "{0}", "qty": 3}], [{"done": "2026-11-20", "qty": 3}]),
    ],
)
def test_what_is_written_in_braces_is_put_into_words(written: object, told: object) -> None:
    assert FRIDAY.told(written, number) == told


def test_a_moment_is_of_the_office_s_clock() -> None:
    assert FRIDAY.moment("1 09:05") == datetime(2026, 11, 23, 9, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("begins", "first"),
    [
        (-1, date(2026, 9, 30)),
        (-2, date(2026, 9, 29)),
        ("today", date(2026, 10, 5)),
        ("-1/06", date(2026, 9, 7)),
        ("-2/12", date(2026, 8, 12)),
        ("-10/28", date(2025, 12, 29)),
    ],
)
def test_the_first_day_is_counted_back_past_days_off(begins: int | str, first: date) -> None:
    assert story_days._first(WorkingCalendar(), date(2026, 10, 5), begins) == first
