"""The records that a sheet names by number: whether they are there, and whether they tell of the same goods."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from qcdesk.calculations import rows
from qcdesk.canonical import Json
from qcdesk.cases.kind import CASE
from qcdesk.desk import Desk
from qcdesk.errors import Fault
from qcdesk.fields import Lines, Link
from qcdesk.kinds import Kind
from qcdesk.store.query import askable

ASKED = "SELECT id, number, customer, product, day FROM record WHERE number IN ({})"
AFTERWARDS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "inspection_report": ("date", "teardown_at"), "field_rework": ("date", "exec_lines.work_date"),
    "internal_contact": ("date",), "car_8d": ("date", "containment.done", "perm.done"),
    "rework_record": ("exec_lines.work_date", "recheck.recheck_date"), "seal_label": ("seal_date",),
    "return_application": ("date", "recv_date"), "delivery_note": ("date", "recv_date"),
})  # fmt: skip
"""Days of each sheet that do not lie before the case, or the anomaly, for which it is made."""
COMPARED = (("customer", "客户"), ("product", "产品"))


class Linked(NamedTuple):
    id: int
    number: str
    customer: str
    product: str
    day: str = ""


def numbers(kind: Kind, values: Mapping[str, Json]) -> dict[str, str]:
    """`{field: number}` of the links that stand in cells of their own; a register's lines may name older papers."""
    links = [item.name for item in kind.plain_fields if isinstance(item, Link) and values.get(item.name)]
    return {name: str(values[name]).strip().upper() for name in links}


def known(desk: Desk, wanted: Iterable[str]) -> dict[str, Linked]:
    """Those of the numbers that are there."""
    asked = sorted({askable(number) for number in wanted})
    if not asked:
        return {}
    rows = desk.store.sql(ASKED.format(", ".join("?" * len(asked))), tuple(asked))
    return {
        number: Linked(id_, number, customer or "", product or "", str(day or "")[:10])
        for id_, number, customer, product, day in rows
    }


def dead(desk: Desk, kind: Kind, values: Mapping[str, Json], there: Collection[str]) -> list[Fault]:
    """Numbers of nothing. A complaint may go by a number of the customer's own, unless it looks like one of ours."""
    ours = tuple(f"{item.prefix}-" for item in desk.catalogue.kinds)
    return [
        Fault(name, kind.field(name).label, f"没有编号为“{number}”的单，请从列出的编号里选，或删去")
        for name, number in numbers(kind, values).items()
        if number not in there and (_to(kind, name) != CASE or number.startswith(ours))
    ]


def differing(kind: Kind, values: Mapping[str, Json], there: Mapping[str, Linked]) -> list[Fault]:
    """Advice: the sheet names another customer or product than the record it is linked to."""
    found = []
    for number in numbers(kind, values).values():
        for key, label in COMPARED if number in there else ():
            item = next((item for item in kind.plain_fields if item.key == key), None)
            here, other = str(values.get(item.name) or "") if item else "", str(getattr(there[number], key))
            if item and here and other and not _alike(here, other):
                found.append(Fault(item.name, item.label, f"{number} 的{label}是“{other}”，请核对"))
        found += _too_early(kind, values, there[number]) if number in there else []
    return found


def _too_early(kind: Kind, values: Mapping[str, Json], linked: Linked) -> list[Fault]:
    """What is said to have been done before that for which it was done came in."""
    found = []
    for name in AFTERWARDS.get(kind.code, ()) if linked.day else ():
        table, _, column = name.partition(".")
        item = kind.field(table)
        where = enumerate(rows(values, table), start=1) if column else [(None, values)]
        label = next(one.label for one in item.columns if one.name == column) if isinstance(item, Lines) else item.label
        for number, row in where:
            day = str(row.get(column or table) or "")[:10]
            if day and day < linked.day:
                found.append(
                    Fault(name, label, f"{label} {day} 早于 {linked.number} 的日期 {linked.day}，请核对", number)
                )
    return found


def _to(kind: Kind, name: str) -> str:
    item = kind.field(name)
    return item.to if isinstance(item, Link) else ""


def _alike(one: str, other: str) -> bool:
    """Also where a model stands behind the name on one of the two."""
    a, b = ("".join(words.split()).casefold() for words in (one, other))
    return a in b or b in a
