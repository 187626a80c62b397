"""The units deadlines count in: each as a line of spans in which time runs."""

from __future__ import annotations

import calendar as months
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, datetime, time, timedelta
from types import MappingProxyType

from qcdesk.errors import Refused
from qcdesk.rules.calendar import ONE_DAY, WorkingCalendar

FARTHEST_DAYS = 3700
"""A calendar without a working day in ten years is a mistake, not a calendar."""

Spans = Callable[[datetime, WorkingCalendar], Iterator[tuple[datetime, datetime]]]
Reach = Callable[[datetime, int, WorkingCalendar], datetime]


@dataclass(frozen=True)
class Unit:
    """`reach` gives the moment `amount` units after a start; `spans` are when time runs for a pause, from a moment on.

    A pause takes office hours from what counts working days: who resumes has as many of them left, and ends in them.
    """

    label: str
    reach: Reach
    spans: Spans
    working: bool = False
    saturdays: bool = False
    by_day: bool = False


def always(start: datetime, calendar: WorkingCalendar) -> Iterator[tuple[datetime, datetime]]:
    yield start, datetime(MAXYEAR, 12, 31)


def _days_on(start: datetime) -> Iterator[datetime]:
    midnight = datetime.combine(start.date(), time())
    for _ in range(FARTHEST_DAYS):
        yield midnight
        midnight += ONE_DAY
    raise Refused("工作日历里十年内没有足够的工作日，请检查本厂放假的日子")


def office_hours(saturdays: bool) -> Spans:
    def spans(start: datetime, calendar: WorkingCalendar) -> Iterator[tuple[datetime, datetime]]:
        for midnight in _days_on(start):
            yield from calendar.office_hours(midnight.date(), saturdays)

    return spans


def counted(start: datetime, end: datetime, spans: Spans, calendar: WorkingCalendar) -> timedelta:
    """How much time runs between two moments."""
    total = timedelta()
    for opens, closes in spans(start, calendar):
        if opens >= end:
            break
        total += max(min(closes, end) - max(opens, start), timedelta())
    return total


def forward(start: datetime, time_left: timedelta, spans: Spans, calendar: WorkingCalendar) -> datetime:
    """The moment at which so much time has run."""
    if not time_left:
        return start
    for opens, closes in spans(start, calendar):
        begins = max(opens, start)
        if begins < closes:
            if time_left <= closes - begins:
                return begins + time_left
            time_left -= closes - begins
    raise OverflowError


def back(end: datetime, time_left: timedelta, least: datetime, spans: Spans, calendar: WorkingCalendar) -> datetime:
    """The first moment from which no more than so much time runs until `end`, not before `least`; to the minute."""
    low, high = 0, int((end - least).total_seconds()) // 60
    while low < high:
        middle = (low + high) // 2
        if counted(least + timedelta(minutes=middle), end, spans, calendar) <= time_left:
            high = middle
        else:
            low = middle + 1
    return least + timedelta(minutes=low)


def _clock(one: timedelta) -> Reach:
    return lambda start, amount, calendar: start + one * amount


def _months(start: datetime, amount: int, calendar: WorkingCalendar) -> datetime:
    """The same day of a later month, its last day where there is none: 1月31日 → 2月28日."""
    years, month = divmod(start.month - 1 + amount, 12)
    year = start.year + years
    if year > MAXYEAR:
        raise OverflowError
    return start.replace(year=year, month=month + 1, day=min(start.day, months.monthrange(year, month + 1)[1]))


def _days(saturdays: bool) -> Reach:
    """The day of the start is not counted, whatever it is; the hour stays."""

    def reach(start: datetime, amount: int, calendar: WorkingCalendar) -> datetime:
        day, left = start.date(), amount
        for _ in range(FARTHEST_DAYS):
            if not left:
                return datetime.combine(day, start.time())
            day += ONE_DAY
            left -= calendar.works(day, saturdays)
        raise Refused("工作日历里十年内没有足够的工作日，请检查本厂放假的日子")

    return reach


def _hours(start: datetime, amount: int, calendar: WorkingCalendar) -> datetime:
    return forward(start, timedelta(hours=amount), office_hours(False), calendar)


UNITS: Mapping[str, Unit] = MappingProxyType({
    "clock_minutes": Unit("分钟", _clock(timedelta(minutes=1)), always),
    "clock_hours": Unit("小时", _clock(timedelta(hours=1)), always),
    "window_hours": Unit("小时之内", _clock(timedelta(hours=1)), always),
    "calendar_days": Unit("天", _clock(ONE_DAY), always, by_day=True),
    "calendar_weeks": Unit("周", _clock(timedelta(weeks=1)), always, by_day=True),
    "calendar_months": Unit("个月", _months, always),
    "working_days": Unit("个工作日", _days(False), office_hours(False), working=True, by_day=True),
    "working_days_saturday": Unit("个工作日（星期六照算）", _days(True), office_hours(True), working=True,
                                  saturdays=True, by_day=True),
    "working_hours": Unit("个工作小时", _hours, office_hours(False), working=True),
})  # fmt: skip

NOT_COUNTED: Mapping[str, str] = MappingProxyType({
    "count_in_month": "这一条数的是当月的次数，没有到期时间",
    "unset": "这一条的时限在原文件里是空白，请先由本厂填写",
})  # fmt: skip
"""Units of rows that give no due time, and why."""
