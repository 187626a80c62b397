"""The days of a sample story: counted from its first, which lies so many working days back, so that it never ages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from qcdesk.desk import Desk
from qcdesk.rules.calendar import ONE_DAY, WorkingCalendar
from qcdesk.services.times import working_days

TODAY = "today"
WHEN = re.compile(r"\{(-?\d+)([cm]?)(?: (\d\d:\d\d))?\}")
"""`{3}` the third working day after the first, `{3 09:40}` that moment, `{3m}` as people write it: 11-05; `{-1c}` by
the calendar."""
NUMBER = re.compile(r"\{no:([a-z0-9_/]+)\}")


@dataclass(frozen=True)
class Days:
    """`first` is day 0; the others are working days of the office."""

    calendar: WorkingCalendar
    zone: tzinfo
    first: date

    def day(self, after: int) -> date:
        return worked(self.calendar, self.first, after)

    def moment(self, words: str) -> datetime:
        """From `3 09:40`."""
        after, _, clock = words.partition(" ")
        return datetime.combine(self.day(int(after)), time.fromisoformat(clock), tzinfo=self.zone)

    def told(self, raw: Any, number: Callable[[str], str]) -> Any:
        """The value with every `{…}` in it put into words; `number` gives the number of what has that name."""
        if isinstance(raw, Mapping):
            return {name: self.told(item, number) for name, item in raw.items()}
        if isinstance(raw, list):
            return [self.told(item, number) for item in raw]
        if not isinstance(raw, str) or "{" not in raw:
            return raw
        return NUMBER.sub(lambda match: number(match[1]), WHEN.sub(self._words, raw))

    def _words(self, match: re.Match[str]) -> str:
        after, how, clock = int(match[1]), match[2], match[3]
        day = self.first + after * ONE_DAY if how == "c" else self.day(after)
        if how == "m":
            return f"{day:%m-%d} {clock}" if clock else f"{day:%m-%d}"
        return f"{day}T{clock}" if clock else day.isoformat()


def days(desk: Desk, begins: int | str) -> Days:
    """`begins` is so many working days before today (-12), `today`, or a day of an earlier month (-1/06)."""
    calendar = working_days.calendar(desk)
    today = working_days.wall_clock(desk, desk.clock.now()).date()
    return Days(calendar, desk.clock.zone, _first(calendar, today, begins))


def _first(calendar: WorkingCalendar, today: date, begins: int | str) -> date:
    if isinstance(begins, int):
        return worked(calendar, today, begins)
    if begins == TODAY:
        return today
    back, _, day = begins.partition("/")
    month = today.replace(day=1)
    for _ in range(-int(back)):
        month = (month - ONE_DAY).replace(day=1)
    first = month.replace(day=int(day))
    return first if calendar.works(first) else worked(calendar, first, 1)


def month(day: date, back: int) -> str:
    """The month so many before that of the day: 0, -1 …"""
    first = day.replace(day=1)
    for _ in range(-back):
        first = (first - ONE_DAY).replace(day=1)
    return f"{first:%Y-%m}"


def worked(calendar: WorkingCalendar, start: date, after: int) -> date:
    """The working day that comes `after` so many of them, before if negative; the start itself for none."""
    step = timedelta(days=1 if after > 0 else -1)
    day, left = start, abs(after)
    while left:
        day += step
        left -= calendar.works(day)
    return day
