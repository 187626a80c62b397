"""Gathers what the gates of a case look at."""

from __future__ import annotations

from qcdesk.cases.facts import CaseFacts, SampleFact, SheetFact
from qcdesk.cases.kind import CASE
from qcdesk.cases.lists import SHARED_8D
from qcdesk.cases.states import RECEIVED
from qcdesk.desk import Desk
from qcdesk.services import custody, judging, signing
from qcdesk.views import RecordView
from qcdesk.workflow import DRAFT

SHEETS = """SELECT id, form, revision, state, number, CASE WHEN form = 'field_rework' THEN payload ELSE '' END
FROM record WHERE {which} ORDER BY id"""
LINKED = "SELECT content FROM line WHERE record_id = ? AND field = 'links'"


def of(desk: Desk, record: RecordView) -> CaseFacts:
    """Of a case; before it is registered with the grade that its values would be given now."""
    if record.kind.code != CASE:
        return CaseFacts(record.values)
    values = judging.judged(desk, record) if record.state in (DRAFT, RECEIVED) else record.values
    return CaseFacts(values, sheets(desk, record.id), samples(desk, record.id))


def sheets(desk: Desk, case: int) -> tuple[SheetFact, ...]:
    """Every form filled for the case, oldest first, and the 8D that it shares with other cases."""
    shared = [number for how, number in _links(desk, case) if how == SHARED_8D]
    also = f" OR (form = 'car_8d' AND number IN ({', '.join('?' * len(shared))}))" if shared else ""
    wanted = SHEETS.format(which=f"case_id = ?{also}")
    return tuple(_sheet(desk, row) for row in desk.store.sql(wanted, (case, *shared)))


def _links(desk: Desk, case: int) -> list[tuple[str, str]]:
    rows = [signing.said_in(content) for (content,) in desk.store.sql(LINKED, (case,))]
    return [(str(row.get("how")), str(row.get("case"))) for row in rows]


def _sheet(desk: Desk, row: tuple[int, str, str, str, str | None, str]) -> SheetFact:
    id_, form, revision, state, number, payload = row
    edition = f"{form}@{revision}"
    if not desk.catalogue.knows(edition):
        return SheetFact(id_, form, f"{edition} {number or id_}", state, over=False)
    kind = desk.catalogue.edition(edition)
    title = f"《{kind.title}》{number or f'草稿 {id_}'}（{kind.workflow.label(state)}）"
    refused = "不接受" in str(signing.said_in(payload).get("customer_opinion")) if payload else False
    return SheetFact(id_, form, title, state, over=state in kind.workflow.final, refused=refused)


def samples(desk: Desk, case: int) -> tuple[SampleFact, ...]:
    return tuple(SampleFact(sample.number, sample.pieces, sample.in_cabinet) for sample in custody.of_case(desk, case))
