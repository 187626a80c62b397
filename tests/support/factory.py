"""A small factory office for tests: one person a role, PINs that cost no time, sheets as the office fills them."""

import json
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

from argon2 import PasswordHasher

import resources
from forms import registry
from qcdesk import paths
from qcdesk.change import Change
from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.kinds import plain_name
from qcdesk.services.basics import opening, people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.sheets import approval, linking, records
from qcdesk.services.trail import events

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
PIN = "246810"
BEGUN = datetime(2020, 1, 1, tzinfo=UTC)
FOUND = ("customer", "order_no", "report_date", "product_name", "model_spec", "product_family", "lot_no", "found_where",
         "found_date", "lot_qty", "source_kind", "description")  # fmt: skip


@cache
def shelf() -> registry.Shelf:
    return registry.load()


@cache
def pin_hash(pin: str = PIN) -> str:
    """With argon2's smallest cost: the hash itself says how dear it is to check."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(pin)


def staff(desk: Desk) -> None:
    """Everybody of the sample factory, added by the administrator; login and role are one word."""
    told = sorted(resources.toml("sample/people.toml")["person"], key=lambda item: item["login"] != people.ADMIN)
    with desk.store.write(), mock.patch.object(people, "hashed", return_value=pin_hash()):
        for item in told:
            by = seat(desk, people.ADMIN) if people.has_anyone(desk) else desk
            people.add(by, item["login"], item["name"], item["department"], item["roles"], PIN)


def server_of(url: str) -> str | None:
    """What a desk is opened with; None for SQLite, which lies in the home."""
    return None if url.startswith("sqlite") else url


def make(url: str, home: Path) -> Desk:
    """A new desk with its people."""
    desk = opening.make_desk(home, shelf().kinds, server_of(url))
    staff(desk)
    with desk.store.write():  # tests stand at days of their own, before the one on which they run
        events.note(desk.at(Clock(BEGUN)), "sample_begun")
    return desk


def make_template(home: Path) -> Path:
    """A SQLite desk to be copied: some milliseconds instead of some tenths of a second."""
    make("sqlite", home).close()
    return home / paths.DATABASE


def reopen(desk: Desk, url: str) -> Desk:
    """Another program at the same data."""
    return opening.open_desk(desk.home, desk.catalogue, server_of(url))


def copy_of(template: Path, home: Path, url: str = "sqlite") -> Desk:
    """A server's database is a copy already."""
    home.mkdir(parents=True)
    if not server_of(url):
        shutil.copy(template, home / paths.DATABASE)
    return opening.open_desk(home, shelf().kinds, server_of(url))


def seat(desk: Desk, login: str) -> Desk:
    return desk.seating(people.get(desk, login))


def of_department(desk: Desk, login: str, department: str) -> Desk:
    """The person belongs there from now on, and sits down."""
    people.change(seat(desk, people.ADMIN), login, department=department)
    return seat(desk, login)


def sample(name: str) -> dict[str, Any]:
    """The values of one sample sheet, such as `qc_anomaly-spindle`."""
    return dict(json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8")))


def anomaly(**changes: object) -> dict[str, Any]:
    """A whole 产品品质异常反馈处理表, with one responsible department unless changed."""
    return {**sample("qc_anomaly-spindle"), "duty_dept": ["加工"], **changes}


def label(**changes: object) -> dict[str, Any]:
    """A 不良样品封存标签 of a complaint that goes by the customer's own number."""
    return {**sample("seal_label-thread"), "complaint_no": "HL-1104", **changes}


def draft(desk: Desk, form: str = "qc_anomaly", values: Mapping[str, object] | None = None, by: str = "merch") -> int:
    given = values if values is not None else anomaly()
    return records.create(seat(desk, by), form, led_somewhere(desk, form, given)).record or 0


def led_somewhere(desk: Desk, form: str, values: Mapping[str, object]) -> dict[str, object]:
    """The sample sheets name cases and sheets that this desk does not have: cases go by the customer's number then."""
    kind = desk.catalogue.newest(form)
    linked: dict[str, Any] = {name: value for name, value in values.items() if kind.has(name)}
    there = linking.known(desk, [one.number for one in linking.named(kind, linked)])
    faults = linking.dead(desk, kind, linked, there)
    given: dict[str, Any] = dict(values)
    for table in {fault.field.partition(".")[0] for fault in faults if fault.row}:
        given[table] = [dict(row) for row in linked[table]]
    for fault in faults:
        table, _, column = fault.field.partition(".")
        holder: Any = given[table][fault.row - 1] if fault.row else given
        _lead_on(holder, column or table)
    return given


def _lead_on(holder: dict[str, Any], name: str) -> None:
    number = str(holder.pop(name))
    if name == "complaint_no":
        holder[name] = number.replace("TS-", "KS-")


def take(desk: Desk, record: int | str, action: str, login: str = "", reason: str = "") -> Change:
    """The step by the person whose role it is, or by `login`."""
    view = records.get(desk, record)
    steps = [step for step in view.kind.workflow.from_state(view.state) if step.action == plain_name(action)]
    who = login or steps[0].role
    return approval.take(seat(desk, who), record, action, Proof(who), reason=reason)


def walk(desk: Desk, record: int, *actions: str) -> int:
    """Takes the steps one after another; gives the record."""
    for action in actions:
        take(desk, record, action)
    return record


def number(desk: Desk, record: int) -> str:
    return str(records.get(desk, record).number)


CHAIN = ("submit", "review", "approve")
ANOMALY_WAY = ("submit", "found_check", "grade", "analyse", "analyse_check", "interim", "interim_check", "counter",
               "pass", "accept", "track", "close", "close_check", "review", "approve")  # fmt: skip


def submitted_label(desk: Desk) -> int:
    return walk(desk, draft(desk, "seal_label", label(), by="qc"), "submit")


def signed_label(desk: Desk, **changes: object) -> int:
    """A 不良样品封存标签 through 编制, 审核 and 核准."""
    return walk(desk, draft(desk, "seal_label", label(**changes), by="qc"), *CHAIN)
