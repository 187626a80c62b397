"""Rates of reply and of contact over a month's complaints (rules.md E2.4, S2:64): whole per cent, and who is behind it.

及时回复率: answered within the time of the responsible person, of all that a department was asked, hour-exact.
沟通率: talked over with the customer; 最终处理结果回复率: told the end result; both of all complaints of a line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

NOTHING = "—"
ALL = "合计"
TIMELY, CONTACTED, ANSWERED = "及时回复率", "总部与客户沟通率", "最终处理结果回复率"
SOURCE = "S2:54-68"


@dataclass(frozen=True)
class Asked:
    """A question to the responsible person; times as `2026-11-23T10:00`, `replied_at` empty while it is open."""

    due_at: str
    replied_at: str = ""

    def timely(self, now: str) -> bool | None:
        """None while the time has not run out."""
        if self.replied_at:
            return self.replied_at <= self.due_at
        return None if now <= self.due_at else False


@dataclass(frozen=True)
class Complaint:
    """What the rates look at; asked anew after an appeal or for a second complaint, each time counts."""

    number: str
    line: str = ""
    departments: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    contacted: bool = False
    answered: bool = False


@dataclass(frozen=True)
class Rate:
    """`met` and `missed` are numbers of complaints, one for each time it counts; `open` are still in time."""

    name: str
    of: str
    met: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    open: tuple[str, ...] = ()

    @property
    def whole(self) -> int:
        return len(self.met) + len(self.missed)

    @property
    def words(self) -> str:
        """`83%`; a dash where there is nothing to divide by; 100% only where nothing was missed."""
        if not self.whole:
            return NOTHING
        rounded = (200 * len(self.met) + self.whole) // (2 * self.whole)
        return f"{min(rounded, 99) if self.missed else rounded}%"


def timely(complaints: Iterable[Complaint], now: str) -> tuple[Rate, ...]:
    """By department, the total last; a complaint of several departments counts for each, and once in the total."""
    judged = [(one, asked.timely(now)) for one in complaints for asked in one.asked]
    return _rates(TIMELY, judged, lambda one: one.departments)


def contacted(complaints: Iterable[Complaint]) -> tuple[Rate, ...]:
    return _rates(CONTACTED, [(one, one.contacted) for one in complaints], _line)


def answered(complaints: Iterable[Complaint]) -> tuple[Rate, ...]:
    return _rates(ANSWERED, [(one, one.answered) for one in complaints], _line)


def _line(one: Complaint) -> tuple[str, ...]:
    return (one.line,)


Judged = tuple[Complaint, bool | None]


def _rates(name: str, judged: Iterable[Judged], groups: Callable[[Complaint], tuple[str, ...]]) -> tuple[Rate, ...]:
    found = list(judged)
    names = sorted({group for one, _ in found for group in groups(one) if group})
    by_group = [_rate(name, group, [pair for pair in found if group in groups(pair[0])]) for group in names]
    return (*by_group, _rate(name, ALL, found))


def _rate(name: str, of: str, judged: Iterable[Judged]) -> Rate:
    numbers: dict[bool | None, list[str]] = {True: [], False: [], None: []}
    for one, met in judged:
        numbers[met].append(one.number)
    return Rate(name, of, tuple(numbers[True]), tuple(numbers[False]), tuple(numbers[None]))
