"""The sheets of resources/sample/records.json, each on its own way on the days that stand on it."""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

import resources
from qcdesk.desk import Desk
from qcdesk.kinds import plain_name
from qcdesk.services.basics.pins import Proof
from qcdesk.services.demo.agenda import Staff, Task, with_photos
from qcdesk.services.sheets import approval, records, registers

OPENERS = {"seal_label": "qc", "seal_ledger": "qc"}
BEGINS = time(8, 20)
HOURS_OF_DAY = (timedelta(0), timedelta(hours=2, minutes=47), timedelta(hours=6, minutes=11))
"""Three steps a day, in office hours."""


@dataclass
class Sheet:
    """One sheet of the sample on its way; `record` is its id once made."""

    form: str
    values: dict[str, Any]
    steps: list[dict[str, Any]]
    record: int = 0


def tasks(desk: Desk, staff: Staff) -> Iterator[Task]:
    sheets = [Sheet(**sheet) for sheet in json.loads(resources.text("sample/records.json"))]
    for place, sheet in enumerate(sheets):
        yield from _tasks(desk, staff, place, sheet)


def _tasks(desk: Desk, staff: Staff, place: int, sheet: Sheet) -> Iterator[Task]:
    """Three steps a day, and none before a day that it writes on the sheet; step 0 makes the draft."""
    now, day = desk.clock.now(), _day(desk, sheet)
    for step in range(len(sheet.steps) + 1):
        if step:
            day = _done_by(desk, sheet, step, max([day, *_written_days(desk, sheet.steps[step - 1])]))
        do = partial(_step, staff, sheet, sheet.steps[step - 1]) if step else partial(_begin, staff, sheet)
        yield Task(min(day + HOURS_OF_DAY[step % 3], now), place, step, do)
        if step % 3 == 2:
            day += timedelta(days=1)


def _written_days(desk: Desk, step: dict[str, Any]) -> list[datetime]:
    """The mornings of the days a step writes down as done; what is due lies ahead of it."""
    done = [str(value) for name, value in step.get("set", {}).items() if name.endswith(("_done", "_date"))]
    return [datetime.combine(date.fromisoformat(day), BEGINS, desk.clock.zone) for day in done]


def _done_by(desk: Desk, sheet: Sheet, step: int, day: datetime) -> datetime:
    """The first morning from `day` on by which everything was done that the step signs as done."""
    kind, action = desk.catalogue.newest(sheet.form), sheet.steps[step - 1]["action"]
    values = {name: value for one in sheet.steps[:step] for name, value in one.get("set", {}).items()}
    for signed in kind.workflow.named(plain_name(action))[:1]:
        while kind.ahead_of(day, signed, {**sheet.values, **values}):
            day += timedelta(days=1)
    return day


def _day(desk: Desk, sheet: Sheet) -> datetime:
    """The morning of the day that stands on the sheet, as it was in this office."""
    kind = desk.catalogue.newest(sheet.form)
    name = next(item.name for item in kind.plain_fields if item.key == "day")
    said = str(sheet.values.get(name) or "2026-11-20")
    day = date.fromisoformat(said[:10]) if len(said) > 7 else _month_end(said)
    return datetime.combine(day, BEGINS, desk.clock.zone)


def _month_end(month: str) -> date:
    year, number = map(int, month.split("-"))
    return date(year, number, monthrange(year, number)[1])


def _begin(staff: Staff, sheet: Sheet, desk: Desk) -> None:
    """A register without lines is filled by the program, as the office does at the month's end."""
    maker = sheet.steps[0]["as"] if sheet.steps else OPENERS.get(sheet.form, "merch")
    seat = staff.seat(desk, maker)
    if sheet.form in registers.REGISTERS and "lines" not in sheet.values:
        sheet.record = registers.begin(seat, sheet.form, sheet.values["month"]).record or 0
        return
    sheet.record = records.create(seat, sheet.form, with_photos(seat, sheet.values)).record or 0


def _step(staff: Staff, sheet: Sheet, step: dict[str, Any], desk: Desk) -> None:
    staff.fill_in(desk, sheet.record, step["as"], step.get("set", {}))
    seat = staff.seat(desk, step["as"])
    approval.take(seat, sheet.record, step["action"], Proof(step["as"]), reason=step.get("reason", ""))
