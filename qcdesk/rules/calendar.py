"""The working calendar: weekends, statutory holidays and make-up days, and the factory's own days over them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from types import MappingProxyType

from qcdesk.rules.statutory import Statutory, known

WEEKDAYS = "一二三四五六日"
SATURDAY, SUNDAY = 5, 6
ONE_DAY = timedelta(days=1)
OFFICE_HOURS = ((time(8), time(12)), (time(13), time(17)))
"""Not in the sources: the factory sets them, and the screen says so."""
FIXED = MappingProxyType({
    (1, 1): "元旦", (5, 1): "劳动节", (5, 2): "劳动节", (10, 1): "国庆节", (10, 2): "国庆节", (10, 3): "国庆节",
})  # fmt: skip
"""Days off by law whatever the year's notice will say (全国年节及纪念日放假办法, as of 2025)."""
FIXED_FROM = 2025
NOTICED_AHEAD = timedelta(days=7)
LAST_FEAST_MONTH = 10
"""Who has been told of 国庆节 knows the year."""


@dataclass(frozen=True)
class FactoryDay:
    """A day that the factory has set itself, over what the law or the week says; `noticed` when a notice named it."""

    day: date
    works: bool
    note: str = ""
    noticed: bool = False


@dataclass(frozen=True)
class Day:
    """`kind` in the office's words; `provisional` where the year's holidays have not been announced; `own` where the
    office has set it or taken it in, so that it can be put back."""

    on: date
    works: bool
    kind: str
    note: str = ""
    provisional: bool = False
    own: bool = False

    @property
    def weekday(self) -> str:
        return WEEKDAYS[self.on.weekday()]


@dataclass(frozen=True)
class WorkingCalendar:
    """`own` overrides everything; `hours` are the office hours of a working day; `saturdays` work unless a feast."""

    own: Mapping[date, FactoryDay] = field(default_factory=dict)
    hours: tuple[tuple[time, time], ...] = OFFICE_HOURS
    saturdays: bool = False
    law: Statutory = field(default_factory=known, repr=False, compare=False)
    noticed: Mapping[int, date] = field(default_factory=dict, repr=False, compare=False)
    """The last day of each year that a notice has named."""

    def day(self, on: date, saturdays: bool = False) -> Day:
        """What the day is; with `saturdays` an ordinary Saturday counts as a working day (E2.4 S2:64)."""
        provisional = self._unannounced(on)
        own = self.own.get(on)
        if own:
            return Day(on, own.works, _kind(own), own.note, own=True)
        if on in self.law.holidays:
            return Day(on, False, "法定节假日", self.law.holidays[on])
        if on in self.law.workdays:
            return Day(on, True, "调休上班", self.law.workdays[on])
        if self._fixed(on):
            return Day(on, False, "法定节假日", FIXED[on.month, on.day])
        if on.weekday() == SATURDAY and (saturdays or self.saturdays):
            return Day(on, True, "星期六照算", provisional=provisional)
        if on.weekday() >= SATURDAY:
            return Day(on, False, "周末", provisional=provisional)
        return Day(on, True, "工作日", provisional=provisional)

    def works(self, on: date, saturdays: bool = False) -> bool:
        """As `day(…).works`, without the words: counting asks it for every day."""
        own = self.own.get(on)
        if own:
            return own.works
        if on in self.law.holidays or self._fixed(on):
            return False
        weekday = on.weekday()
        if weekday < SATURDAY or on in self.law.workdays:
            return True
        return weekday == SATURDAY and (saturdays or self.saturdays)

    def _fixed(self, on: date) -> bool:
        """Off by law in a year of which nothing else is known."""
        return (on.month, on.day) in FIXED and on.year >= FIXED_FROM and on.year not in self.law.years

    def _unannounced(self, on: date) -> bool:
        """A notice settles the year as far as it reaches, and a week beyond."""
        if on.year in self.law.years:
            return False
        last = self.noticed.get(on.year)
        return last is None or (last.month < LAST_FEAST_MONTH and on > last + NOTICED_AHEAD)

    def year(self, year: int) -> tuple[Day, ...]:
        first = date(year, 1, 1)
        days = (first + timedelta(days=at) for at in range(366))
        return tuple(self.day(on) for on in days if on.year == year)

    def office_hours(self, on: date, saturdays: bool = False) -> Iterator[tuple[datetime, datetime]]:
        """The spans of the day in which somebody sits in the office; none on a day off."""
        if self.works(on, saturdays):
            for opens, closes in self.hours:
                yield datetime.combine(on, opens), datetime.combine(on, closes)


def _kind(own: FactoryDay) -> str:
    """A weekend that a notice makes a working day makes up for another, whoever has taken the notice in."""
    if own.noticed and own.works and own.day.weekday() >= SATURDAY:
        return "调休上班"
    return "本厂上班" if own.works else "本厂放假"


def with_own(days: Iterable[FactoryDay], hours: tuple[tuple[time, time], ...] = OFFICE_HOURS,
             saturdays: bool = False) -> WorkingCalendar:  # fmt: skip
    made = {one.day: one for one in days}
    named = sorted(one.day for one in made.values() if one.noticed)
    return WorkingCalendar(made, hours, saturdays, noticed={on.year: on for on in named})


def read_hours(spans: Iterable[str]) -> tuple[tuple[time, time], ...]:
    """From `08:00-12:00` …; raises ValueError for what is no span, is reversed or overlaps the one before."""
    made: list[tuple[time, time]] = []
    for span in spans:
        opens, _, closes = span.partition("-")
        made.append((time.fromisoformat(opens.strip()), time.fromisoformat(closes.strip())))
    ends = [moment for span in made for moment in span]
    if not made or any(one >= other for one, other in pairwise(ends)):
        raise ValueError("办公时间要从早到晚写，互不重叠，例如 08:00-12:00、13:00-17:00")
    return tuple(made)
