"""The records that a sheet names by number: whether they are there, and whether they tell of the same goods."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from qcdesk.calculations import rows
from qcdesk.canonical import Json
from qcdesk.cases.kind import CASE
from qcdesk.cases.lists import CAR_8D
from qcdesk.desk import Desk
from qcdesk.errors import Fault
from qcdesk.fields import Lines, Link
from qcdesk.kinds import PROGRAM, Kind
from qcdesk.store.query import askable

ASKED = "SELECT id, number, customer, product, day FROM record WHERE number IN ({})"
AFTERWARDS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "inspection_report": ("date", "teardown_at"), "field_rework": ("date", "exec_lines.work_date"),
    "internal_contact": ("date",), CAR_8D: ("date", "containment.done", "perm.done"),
    "rework_record": ("exec_lines.work_date", "recheck.recheck_date"), "seal_label": ("seal_date",),
    "return_application": ("date", "recv_date"), "delivery_note": ("date", "recv_date"),
})  # fmt: skip
"""Days of each sheet that do not lie before the case, or the anomaly, for which it is made."""
OF_WHAT: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"seal_label": ("complaint_no", "还没有写是哪一单的样品：请填客诉编号，没有客诉的填异常单号")}
)
"""Sheets that may be signed without the number they belong to, and ought not to be (layout 3a)."""
COMPARED = (("customer", "客户"), ("product", "产品"))


class Linked(NamedTuple):
    id: int
    number: str
    customer: str
    product: str
    day: str = ""


class Named(NamedTuple):
    """A number that a sheet names: in a cell of its own, or in `column` of a row (from 1) of a table."""

    field: str
    label: str
    to: str
    number: str
    column: str = ""
    row: int | None = None

    @property
    def cell(self) -> str:
        return f"{self.field}.{self.column}" if self.column else self.field


def named(kind: Kind, values: Mapping[str, Json]) -> tuple[Named, ...]:
    """Cells of their own first, then line by line; what services write into a case they have looked up."""
    found: list[Named] = []
    for name, number in numbers(kind, values).items():
        link = kind.field(name)
        found += [Named(name, link.label, link.to, number)] if isinstance(link, Link) else []
    tables = [item for block in kind.blocks if block.role != PROGRAM for item in block.fields]
    for table in tables:
        found += _in_lines(table, values) if isinstance(table, Lines) else ()
    return tuple(found)


def _in_lines(table: Lines, values: Mapping[str, Json]) -> Iterator[Named]:
    links = [column for column in table.columns if isinstance(column, Link)]
    for at, row in enumerate(rows(values, table.name) if links else (), start=1):
        for link in links:
            if row.get(link.name):
                yield Named(table.name, link.label, link.to, _plain(row[link.name]), link.name, at)


def _plain(number: Json) -> str:
    return str(number).strip().upper()


def numbers(kind: Kind, values: Mapping[str, Json]) -> dict[str, str]:
    """`{field: number}` of the links that stand in cells of their own."""
    links = [item.name for item in kind.plain_fields if isinstance(item, Link) and values.get(item.name)]
    return {name: _plain(values[name]) for name in links}


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
        Fault(one.cell, one.label, f"没有编号为“{one.number}”的单，请从列出的编号里选，或删去", one.row)
        for one in named(kind, values)
        if one.number not in there and (one.to != CASE or one.number.startswith(ours))
    ]


def unnamed(kind: Kind, values: Mapping[str, Json]) -> list[Fault]:
    """Advice: the sheet does not say to which record it belongs."""
    name, sentence = OF_WHAT.get(kind.code, ("", ""))
    return [Fault(name, kind.field(name).label, sentence)] if name and not values.get(name) else []


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
    for one in named(kind, values):
        if one.row is not None and one.number in there:
            found += _line_differing(kind, values, one, there[one.number])
    return found


LINE_CELLS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"customer": ("customer",), "product": ("product", "item")}
)
"""What the lines of registers call them."""


def _line_differing(kind: Kind, values: Mapping[str, Json], one: Named, linked: Linked) -> Iterator[Fault]:
    table, row = kind.field(one.field), rows(values, one.field)[(one.row or 1) - 1]
    labels = {column.name: column.label for column in table.columns} if isinstance(table, Lines) else {}
    for key, label in COMPARED:
        name = next((name for name in LINE_CELLS[key] if row.get(name)), "")
        other = str(getattr(linked, key))
        if name and other and not _alike(str(row[name]), other):
            said = f"{one.number} 的{label}是“{other}”，请核对"
            yield Fault(f"{one.field}.{name}", labels.get(name, label), said, one.row)


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


def _alike(one: str, other: str) -> bool:
    """Also where a model stands behind the name on one of the two."""
    a, b = ("".join(words.split()).casefold() for words in (one, other))
    return a in b or b in a
