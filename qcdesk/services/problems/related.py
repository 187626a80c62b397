"""What a case belongs together with, a line each: other cases, and the 8Ds of others that it shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qcdesk.canonical import Json
from qcdesk.cases.lists import CAR_8D
from qcdesk.desk import Desk
from qcdesk.services.cases import amending
from qcdesk.services.problems import mates, sharing
from qcdesk.views import RecordView


@dataclass(frozen=True)
class Related:
    """`how` are all the ways in which it belongs here, `why` all reasons; `id` is None for what is no record."""

    id: int | None
    number: str
    how: str
    why: str
    customer: str = ""
    product: str = ""
    state: str = ""
    state_label: str = ""


def lines(desk: Desk, case: RecordView) -> tuple[Related, ...]:
    """In the order in which they were linked, each once."""
    rows: dict[str, list[Mapping[str, Json]]] = {}
    for row in amending.rows_of(dict(case.values), "links"):
        rows.setdefault(str(row.get("case") or ""), []).append(row)
    return tuple(_line(desk, number, found) for number, found in rows.items())


def _line(desk: Desk, number: str, rows: list[Mapping[str, Json]]) -> Related:
    how, why = (_joined(rows, name) for name in ("how", "why"))
    record = mates.known(desk, number) if number else None
    if record is None:
        return Related(None, number, how, why)
    customer, product = whose(desk, record)
    return Related(record.id, number, how, why, customer, product, record.state, record.state_label)


def _joined(rows: list[Mapping[str, Json]], name: str) -> str:
    mark = "、" if name == "how" else "；"
    return mark.join(dict.fromkeys(str(row[name]) for row in rows if row.get(name)))


def whose(desk: Desk, record: RecordView) -> tuple[str, str]:
    """Customer and product: of an 8D those of the case that it was written for."""
    case = sharing.owner_of(desk, record) if record.kind.code == CAR_8D else None
    said = (case or record).values
    product = said.get("product_name") or said.get("part_name")
    return str(said.get("customer") or ""), str(product or "")
