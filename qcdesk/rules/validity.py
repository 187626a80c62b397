"""Which version of a rule row holds on a day, or at a moment of the office's clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Protocol, TypeVar


class Row(Protocol):
    """What every rule row has; `valid_from` and `valid_to` are days included, None leaves that side open; `since` is
    the time of the first day from which it holds, None for all of it."""

    @property
    def code(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def active(self) -> bool: ...
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...
    @property
    def since(self) -> time | None: ...


AnyRow = TypeVar("AnyRow", bound=Row)


def in_force(rows: Iterable[AnyRow], on: date) -> list[AnyRow]:
    """Of each code the newest version begun by `on`, unless that one is switched off or has run out."""
    newest: dict[str, AnyRow] = {}
    for row in rows:
        known = newest.get(row.code)
        if begun(row, on) and (known is None or known.version < row.version):
            newest[row.code] = row
    day = _day(on)
    return [row for row in newest.values() if row.active and (row.valid_to is None or day <= row.valid_to)]


def begun(row: Row, on: date) -> bool:
    day = _day(on)
    if row.valid_from == day and row.since and isinstance(on, datetime):
        return row.since <= on.time()
    return row.valid_from is None or row.valid_from <= day


def _day(on: date) -> date:
    return on.date() if isinstance(on, datetime) else on


def overlap(one: Row, other: Row) -> bool:
    """Whether there is a day on which both are valid."""
    starts = max(one.valid_from or date.min, other.valid_from or date.min)
    ends = min(one.valid_to or date.max, other.valid_to or date.max)
    return starts <= ends
