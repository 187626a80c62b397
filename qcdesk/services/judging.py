"""The grade of a case by the criteria in force, from the values as they stand."""

from __future__ import annotations

from qcdesk.canonical import Json, Values
from qcdesk.desk import Desk
from qcdesk.rules.severity import Judgement
from qcdesk.services import ruling
from qcdesk.views import RecordView


def judgement(desk: Desk, record: RecordView) -> Judgement:
    """What the criteria of the day on which the case came in say of it."""
    values = record.values
    raw: dict[str, object] = {
        "family": values.get("product_family"), "defects": values.get("defect_codes"),
        "lot_qty": values.get("lot_qty"), "defect_qty": values.get("defect_qty") or values.get("complaint_qty"),
        "unusable_lot": values.get("unusable_lot"), "affects_function": values.get("affects_function"),
        "description": values.get("description"), "customer": values.get("customer"),
        "received_at": values.get("received_at"),
    }  # fmt: skip
    return ruling.judge(desk, {name: value for name, value in raw.items() if value is not None}, besides=record.id)


def judged(desk: Desk, record: RecordView) -> Values:
    """The case's values with the computed grade and the clauses that gave it laid over."""
    found = judgement(desk, record)
    clauses: list[Json] = [
        {"code": clause.code, "grade": clause.grade, "sentence": clause.sentence, "source": clause.source,
         "inputs": clause.words, "version": clause.version}
        for clause in found.clauses
    ]  # fmt: skip
    values = {**record.values, "grade": found.grade, "clauses": clauses}
    return {name: value for name, value in values.items() if value not in ("", [])}
