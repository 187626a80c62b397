"""Desks on a day of a month, and what a register of it says line by line."""

from __future__ import annotations

import cases

from qcdesk.desk import Desk
from qcdesk.services.sheets import records

NOVEMBER = "2026-11"


def november(desk: Desk) -> Desk:
    return cases.at(desk, "2026-11-25 10:00")


def december(desk: Desk) -> Desk:
    return cases.at(desk, "2026-12-08 09:00")


def lines(desk: Desk, record: int | None) -> list[dict[str, object]]:
    found = records.get(desk, record or 0).values["lines"]
    assert isinstance(found, list)
    return [dict(row) for row in found if isinstance(row, dict)]
