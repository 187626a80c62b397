"""The sample factory: invented people, masters, sheets and cases in every state, done through the services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import resources
from qcdesk.cases.kind import CASE
from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.pin import hashed
from qcdesk.pinyin import searchable
from qcdesk.services.basics import office, people
from qcdesk.services.demo import agenda, sheets, stories
from qcdesk.services.demo.agenda import Task
from qcdesk.services.trail import events, standing
from qcdesk.store.models import Customer, Product

Progress = Callable[[int, int], bool]


@dataclass(frozen=True)
class Filled:
    """How much the sample factory has."""

    sheets: int
    cases: int


def fill(desk: Desk, progress: Progress | None = None) -> Filled:
    """Fills a new, empty desk, in one write: syncing each of the steps would double the time, and of one that is cut
    off, as by a full disk, nothing may stay that keeps the next from being made."""
    with desk.store.write():
        _people(desk)
        _masters(desk)
        _head(desk.seating(people.get(desk, people.ADMIN)))
        agenda = _agenda(desk)
        if agenda:  # its past lies before the desk itself: told here, not in the first sheet's own trail
            events.note(desk.at(Clock(agenda[0].at)), "sample_begun")
        for done, task in enumerate(agenda, start=1):
            task.do(desk.at(Clock(task.at)))
            if progress is not None and not progress(done, len(agenda)):
                break
    made = [form == CASE for (form,) in desk.store.sql("SELECT form FROM record")]
    return Filled(made.count(False), made.count(True))


def _agenda(desk: Desk) -> list[Task]:
    staff = agenda.staff(desk)
    return sorted([*sheets.tasks(desk, staff), *stories.tasks(desk, staff)])


def _people(desk: Desk) -> None:
    """One PIN for all of them, and one hash: making it is meant to take long."""
    told = resources.toml("sample/people.toml")
    pin = str(told["pin"])
    made = hashed(pin, known=True)
    for item in sorted(told["person"], key=lambda item: item["login"] != people.ADMIN):
        seat = desk.seating(people.get(desk, people.ADMIN)) if people.has_anyone(desk) else desk
        people.add(seat, item["login"], item["name"], item["department"], item["roles"], pin, made)


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
    events.note(desk, "master_saved", detail={standing.STANDS: standing.whole(desk, "customer", "product")})


def _head(desk: Desk) -> None:
    told = resources.toml("sample/office.toml")
    office.change_company(desk, told["company"], told["company_en"], f"{told['address']}　电话 {told['phone']}")
