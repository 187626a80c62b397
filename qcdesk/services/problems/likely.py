"""What a case is most likely to be connected with: the 8Ds of its fellows, then the cases like it (E3.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qcdesk.cases import lists, states
from qcdesk.cases.kind import CASE
from qcdesk.desk import Desk
from qcdesk.services.cases import amending, case_facts, judging, proposing
from qcdesk.services.problems import mates, related, sharing
from qcdesk.services.sheets import records
from qcdesk.store.query import askable
from qcdesk.views import RecordView
from qcdesk.workflow import VOID

LOOKED_AT = 20
"""Cases alike that are looked at."""
OF_PRODUCT = """SELECT id FROM record WHERE form = ? AND product = ? AND number IS NOT NULL AND state <> ?
ORDER BY updated_at DESC, id DESC LIMIT ?"""


@dataclass(frozen=True)
class Likely:
    """`is_8d` tells an 8D that would be shared from a case that would be linked."""

    number: str
    is_8d: bool
    customer: str
    product: str
    state_label: str


def found(desk: Desk, case: RecordView) -> tuple[Likely, ...]:
    """The 8Ds first; of either those of open cases first, then in the order of their likeness."""
    fellows = {one.id: one for one in (*_related(desk, case), *_alike(desk, case)) if one.id != case.id}
    in_order = sorted(fellows.values(), key=lambda one: one.state in states.ENDS)
    own = {fact.id for fact in case_facts.sheets(desk, case.id)}
    reports = {report.id: report for one in in_order for report in _reports(desk, one) if report.id not in own}
    linked = {row.get("case") for row in amending.rows_of(dict(case.values), "links")
              if row.get("how") == lists.SAME_PROBLEM}  # fmt: skip
    mates_to_be = [one for one in in_order if one.number not in linked]
    return tuple(_likely(desk, one) for one in (*reports.values(), *mates_to_be))


def _related(desk: Desk, case: RecordView) -> Iterator[RecordView]:
    for row in amending.rows_of(dict(case.values), "links"):
        other = mates.known(desk, str(row.get("case") or ""))
        if other is not None and other.kind.code == CASE and other.state not in sharing.DROPPED:
            yield other


def _alike(desk: Desk, case: RecordView) -> Iterator[RecordView]:
    """Of the same defect item, then of the same product: a customer or a wording alone is no problem of one kind."""
    items, product = judging.items(desk, case), str(case.values.get("product_name") or "")
    compared = proposing.alike(desk, case.values, besides=case.id, limit=LOOKED_AT)
    keys = [
        one.case.key for one in compared if items & set(one.case.items) or (product and product == one.case.product)
    ]
    if product:
        keys += [row[0] for row in desk.store.sql(OF_PRODUCT, (CASE, askable(product), VOID, LOOKED_AT))]
    for key in dict.fromkeys(keys):
        other = records.get(desk, key)
        if other.state not in sharing.DROPPED:
            yield other


def _reports(desk: Desk, case: RecordView) -> Iterator[RecordView]:
    for fact in case_facts.sheets(desk, case.id):
        if fact.form == lists.CAR_8D and fact.state != VOID and fact.number:
            yield records.get(desk, fact.id)


def _likely(desk: Desk, record: RecordView) -> Likely:
    customer, product = related.whose(desk, record)
    is_8d = record.kind.code == lists.CAR_8D
    return Likely(str(record.number), is_8d, customer, product, record.state_label)
