"""The grade of a case by the criteria in force, from the values as they stand."""

from __future__ import annotations

from dataclasses import replace

from qcdesk.canonical import Json, Values
from qcdesk.cases import choices, lists
from qcdesk.desk import Desk
from qcdesk.rules import inputs, severity
from qcdesk.rules.repeats import CaseWords
from qcdesk.rules.severity import Judgement
from qcdesk.services.cases import amending
from qcdesk.services.rules import rulebook, ruling
from qcdesk.services.sheets import records
from qcdesk.views import RecordView


def judgement(desk: Desk, record: RecordView) -> Judgement:
    """What the criteria of the day on which the case came in say of it, and of the duplicates merged into it: the
    highest grade stands, with the clauses that gave it."""
    found = ruling.judge(desk, _raw(record), besides=record.id)
    for number in taken_in(record):
        merged = records.get(desk, number)
        other = ruling.judge(desk, _raw(merged), besides=merged.id)
        if rank(other.grade) > rank(found.grade):
            told = tuple(replace(clause, words=f"并来的 {number}：{clause.words}") for clause in other.clauses)
            found = replace(found, grade=other.grade, clauses=(*told, *found.clauses))
    return found


def taken_in(record: RecordView) -> tuple[str, ...]:
    """The numbers of the cases that were merged into this one."""
    links = amending.rows_of(dict(record.values), "links")
    return tuple(str(row.get("case")) for row in links if row.get("how") == lists.TAKES_IN)


def rank(grade: str) -> int:
    """0 for none."""
    return ("", choices.MINOR, choices.BATCH, choices.SERIOUS).index(grade)


def items(desk: Desk, record: RecordView) -> frozenset[str]:
    """The defect items named and those that the description speaks of."""
    found = severity.items_of(inputs.read(_raw(record)), rulebook.defects(desk)).found
    return frozenset(one.item.item for one in found)


def earlier(desk: Desk, record: RecordView) -> tuple[CaseWords, ...]:
    """The cases of the same problem that came before it in its month, each once."""
    found = ruling.earlier_in_month(desk, _raw(record), besides=record.id)
    return tuple({one.key: one for one in found if one.number}.values())


def _raw(record: RecordView) -> dict[str, object]:
    values = record.values
    raw: dict[str, object] = {
        "family": values.get("product_family"), "defects": values.get("defect_codes"),
        "lot_qty": values.get("lot_qty"), "defect_qty": values.get("defect_qty") or values.get("complaint_qty"),
        "unusable_lot": values.get("unusable_lot"), "affects_function": values.get("affects_function"),
        "description": values.get("description"), "customer": values.get("customer"),
        "received_at": values.get("received_at"),
    }  # fmt: skip
    return {name: value for name, value in raw.items() if value is not None}


def kept(found: Judgement) -> Values:
    """What a case keeps of its judgement: the grade and the clauses that gave it; nothing where none fired."""
    clauses: list[Json] = [
        {"code": clause.code, "grade": clause.grade, "sentence": clause.sentence, "source": clause.source,
         "inputs": clause.words, "version": clause.version}
        for clause in found.clauses
    ]  # fmt: skip
    return {"grade": found.grade, "clauses": clauses} if found.grade else {}


def judged(desk: Desk, record: RecordView) -> Values:
    """The case's values with the judgement laid over."""
    found = judgement(desk, record)
    plain = {name: value for name, value in record.values.items() if name not in ("grade", "clauses")}
    return {**plain, **kept(found)}
