"""The sample factory: invented people, masters and sheets in every state, filled in through the services themselves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import resources
from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.pinyin import searchable
from qcdesk.services import approval, attaching, events, office, people, records
from qcdesk.services.pins import Proof
from qcdesk.store.models import Customer, Product
from qcdesk.views import PersonView
from qcdesk.workflow import DRAFT

OPENERS = {"seal_label": "qc", "seal_ledger": "qc"}
BEGINS = time(8, 20)
HOURS_OF_DAY = (timedelta(0), timedelta(hours=2, minutes=47), timedelta(hours=6, minutes=11))
"""Three steps a day, in office hours."""
Progress = Callable[[int, int], bool]


@dataclass
class Sheet:
    """One sheet of the sample on its way; `record` is its id once made."""

    form: str
    values: dict[str, Any]
    steps: list[dict[str, Any]]
    record: int = 0


@dataclass(frozen=True, order=True)
class Task:
    """Step `step` of a sheet (0 makes the draft), at its moment: all sheets together make one orderly trail."""

    at: datetime
    place: int
    step: int
    sheet: Sheet = field(compare=False)


def fill(desk: Desk, progress: Progress | None = None) -> int:
    """Fills a new, empty desk, in one write: syncing each of the steps would double the time; the number of sheets."""
    with desk.store.write():
        login = _people(desk)
        _masters(desk)
        _head(desk.seating(login[people.ADMIN]))
    sheets = [Sheet(**sheet) for sheet in json.loads(resources.text("sample/records.json"))]
    agenda = _agenda(desk, sheets)
    with desk.store.write():
        if agenda:  # its past lies before the desk itself: told here, not in the first sheet's own trail
            events.note(desk.at(Clock(agenda[0].at)), "sample_begun")
        for done, task in enumerate(agenda, start=1):
            _do(desk.at(Clock(task.at)), login, task)
            if progress is not None and not progress(done, len(agenda)):
                break
    return len(sheets)


def _agenda(desk: Desk, sheets: list[Sheet]) -> list[Task]:
    return sorted(task for place, sheet in enumerate(sheets) for task in _tasks(desk, place, sheet))


def _tasks(desk: Desk, place: int, sheet: Sheet) -> Iterator[Task]:
    """Three steps a day, and none before a day that it writes on the sheet."""
    now, day = desk.clock.now(), _day(desk, sheet)
    for step in range(len(sheet.steps) + 1):
        if step:
            day = max([day, *_written_days(sheet.steps[step - 1])])
        yield Task(min(day + HOURS_OF_DAY[step % 3], now), place, step, sheet)
        if step % 3 == 2:
            day += timedelta(days=1)


def _written_days(step: dict[str, Any]) -> list[datetime]:
    """The mornings of the days a step writes down as done; what is due lies ahead of it."""
    done = [str(value) for name, value in step.get("set", {}).items() if name.endswith(("_done", "_date"))]
    return [datetime.combine(date.fromisoformat(day), BEGINS).astimezone() for day in done]


def _day(desk: Desk, sheet: Sheet) -> datetime:
    """The morning of the day that stands on the sheet, as it was in this office."""
    kind = desk.catalogue.newest(sheet.form)
    name = next(item.name for item in kind.plain_fields if item.key == "day")
    said = str(sheet.values.get(name) or "2026-11-20")
    day = datetime.fromisoformat(said if len(said) > 7 else f"{said}-18").date()
    return datetime.combine(day, BEGINS).astimezone()


def _do(desk: Desk, login: dict[str, PersonView], task: Task) -> None:
    sheet = task.sheet
    if task.step == 0:
        maker = sheet.steps[0]["as"] if sheet.steps else OPENERS.get(sheet.form, "merch")
        seat = desk.seating(login[maker])
        made = records.create(seat, sheet.form, _with_photos(seat, sheet.values))
        sheet.record = made.record or 0
        return
    step = sheet.steps[task.step - 1]
    _set(desk, login, sheet.record, step)
    seat = desk.seating(login[step["as"]])
    approval.take(seat, sheet.record, step["action"], Proof(step["as"]), reason=step.get("reason", ""))


def _with_photos(desk: Desk, values: dict[str, Any]) -> dict[str, object]:
    return attaching.with_files_stored(desk, values, Path(resources.path("sample")))


def _set(desk: Desk, login: dict[str, PersonView], record: int, step: dict[str, Any]) -> None:
    """Each value is filled by the role it belongs to, as on paper."""
    by_role: dict[str, dict[str, object]] = {}
    view = records.get(desk, record)
    for name, value in step.get("set", {}).items():
        role = step["as"] if view.state == DRAFT else view.kind.block_of(name).role
        by_role.setdefault(role, {})[name] = value
    for role, values in by_role.items():
        seat = desk.seating(login[role])
        records.save(seat, record, records.row_of(desk, record).version, _with_photos(seat, values))


def _people(desk: Desk) -> dict[str, PersonView]:
    told = resources.toml("sample/people.toml")
    first = sorted(told["person"], key=lambda item: item["login"] != people.ADMIN)
    for item in first:
        seat = desk.seating(people.get(desk, people.ADMIN)) if people.has_anyone(desk) else desk
        people.add(seat, item["login"], item["name"], item["department"], item["roles"], str(told["pin"]))
    return {item.login: item for item in people.listed(desk)}


def _masters(desk: Desk) -> None:
    customers = resources.table("sample/customers.csv")
    desk.store.run(Customer.insert_many([
        {"code": row["code"], "name": row["name"], "en": row["name_en"], "country": row["country"],
         "importance": row["importance"], "active": True,
         "search": searchable(row["code"], row["name"], row["name_en"])}
        for row in customers
    ]))  # fmt: skip
    products = resources.table("sample/products.csv")
    desk.store.run(Product.insert_many([
        {"code": row["code"], "name": row["name"], "model": row["model"], "family": row["family"], "unit": row["unit"],
         "active": True, "search": searchable(row["code"], row["name"], row["model"])}
        for row in products
    ]))  # fmt: skip


def _head(desk: Desk) -> None:
    told = resources.toml("sample/office.toml")
    office.change_company(desk, told["company"], told["company_en"])
