"""The cases behind a figure, named by their numbers: one line each, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qcdesk.cases.kind import CASE
from qcdesk.desk import Desk

AT_ONCE = 500
"""Numbers asked for in one query."""
FOUND = "SELECT id, number, customer, product, defect, day, state, form FROM record WHERE number IN ({})"
"""Told which form as well, SQLite would go through all of its records instead of asking the index of numbers."""


@dataclass(frozen=True)
class Behind:
    """One case behind a figure."""

    id: int
    number: str
    customer: str
    product: str
    defect: str
    day: str
    state: str
    state_label: str


@dataclass(frozen=True)
class Numbers:
    """Which cases, in their order, and which of them are to be read."""

    numbers: tuple[str, ...] = ()
    order: str = ""
    offset: int = 0
    limit: int = AT_ONCE


@dataclass(frozen=True)
class Page:
    """Some of the cases; `total` is how many there are."""

    rows: tuple[Behind, ...]
    total: int


def page(desk: Desk, asked: Numbers) -> Page:
    return Page(told(desk, asked.numbers[asked.offset : asked.offset + asked.limit]), len(asked.numbers))


def told(desk: Desk, numbers: Sequence[str]) -> tuple[Behind, ...]:
    """In the order of the numbers; one that names no case is passed over."""
    label = desk.catalogue.newest(CASE).workflow.label
    found: dict[str, tuple[Any, ...]] = {}
    for begin in range(0, len(numbers), AT_ONCE):
        asked = numbers[begin : begin + AT_ONCE]
        rows = desk.store.sql(FOUND.format(", ".join("?" * len(asked))), tuple(asked))
        found.update({row[1]: row[:-1] for row in rows if row[-1] == CASE})
    return tuple(_behind(found[number], label(found[number][-1])) for number in numbers if number in found)


def _behind(row: tuple[Any, ...], label: str) -> Behind:
    id_, number, customer, product, defect, day, state = row
    return Behind(id_, number, customer or "", product or "", defect or "", day or "", state, label)
