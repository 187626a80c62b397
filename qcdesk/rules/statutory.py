"""Statutory holidays and make-up days (调休) of mainland China, as far as they have been announced."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Statutory:
    """`holidays` are days off, `workdays` make-up days, each with its feast; `years` are those announced."""

    holidays: dict[date, str]
    workdays: dict[date, str]
    years: frozenset[int]


def known() -> Statutory:
    """Everything the library has; make it once and keep it."""
    from chinese_calendar import Holiday
    from chinese_calendar.constants import holidays, workdays

    chinese = {feast.value: str(feast.chinese) for feast in Holiday}
    return Statutory(
        {day: chinese[feast] for day, feast in holidays.items()},
        {day: chinese[feast] for day, feast in workdays.items()},
        frozenset(day.year for day in holidays),
    )
