"""Gathers what the gates of a case look at."""

from __future__ import annotations

from qcdesk.cases.facts import CaseFacts, SampleFact, SheetFact
from qcdesk.cases.kind import CASE
from qcdesk.cases.states import RECEIVED
from qcdesk.desk import Desk
from qcdesk.services import custody, judging
from qcdesk.views import RecordView
from qcdesk.workflow import DRAFT

SHEETS = "SELECT id, form, revision, state, number FROM record WHERE case_id = ? ORDER BY id"


def of(desk: Desk, record: RecordView) -> CaseFacts:
    """Of a case; before it is registered with the grade that its values would be given now."""
    if record.kind.code != CASE:
        return CaseFacts(record.values)
    values = judging.judged(desk, record) if record.state in (DRAFT, RECEIVED) else record.values
    return CaseFacts(values, sheets(desk, record.id), samples(desk, record.id))


def sheets(desk: Desk, case: int) -> tuple[SheetFact, ...]:
    """Every form filled for the case, oldest first."""
    return tuple(_sheet(desk, row) for row in desk.store.sql(SHEETS, (case,)))


def _sheet(desk: Desk, row: tuple[int, str, str, str, str | None]) -> SheetFact:
    id_, form, revision, state, number = row
    edition = f"{form}@{revision}"
    if not desk.catalogue.knows(edition):
        return SheetFact(id_, form, f"{edition} {number or id_}", state, over=False)
    kind = desk.catalogue.edition(edition)
    title = f"《{kind.title}》{number or f'草稿 {id_}'}（{kind.workflow.label(state)}）"
    return SheetFact(id_, form, title, state, over=state in kind.workflow.final)


def samples(desk: Desk, case: int) -> tuple[SampleFact, ...]:
    return tuple(SampleFact(sample.number, sample.pieces, sample.in_cabinet) for sample in custody.of_case(desk, case))
