"""Gathers what the gates of a case look at."""

from __future__ import annotations

from qcdesk.cases.facts import CaseFacts, SampleFact, SheetFact
from qcdesk.cases.kind import CASE
from qcdesk.cases.lists import SHARED_8D
from qcdesk.cases.proofs import FORMS
from qcdesk.cases.states import RECEIVED
from qcdesk.cases.workflow import WORKFLOW
from qcdesk.desk import Desk
from qcdesk.services import clocks, custody, judging, signing
from qcdesk.views import RecordView
from qcdesk.workflow import DRAFT

READ = ", ".join(f"'{form}'" for form in FORMS)
SHEETS = f"""SELECT id, form, revision, state, number, CASE WHEN form IN ({READ}) THEN payload ELSE '' END
FROM record WHERE {{which}} ORDER BY id"""
LINKED = "SELECT content FROM line WHERE record_id = ? AND field = 'links'"

UNDOING = tuple(dict.fromkeys(step.action for step in WORKFLOW.steps if "delivered" in step.clears))
"""Steps after which what was delivered is delivered anew."""
CAME_BACK = f"SELECT MAX(seq) FROM event WHERE record_id = ? AND action IN ({', '.join('?' * len(UNDOING))})"
BEFORE = """SELECT record_id FROM event WHERE record_id IN (SELECT id FROM record WHERE case_id = ?)
AND action IN ('created', 'copied', 'put_into_case') GROUP BY record_id HAVING MAX(seq) < ?"""

Row = tuple[int, str, str, str, str | None, str]


def of(desk: Desk, record: RecordView) -> CaseFacts:
    """Of a case; before it is registered with the grade that its values would be given now."""
    if record.kind.code != CASE:
        return CaseFacts(record.values)
    values = judging.judged(desk, record) if record.state in (DRAFT, RECEIVED) else record.values
    signed = frozenset(item.slot for item in record.signatures)
    return CaseFacts(values, sheets(desk, record.id), samples(desk, record.id), clocks.now(desk), signed)


def sheets(desk: Desk, case: int) -> tuple[SheetFact, ...]:
    """Every form filled for the case, oldest first, and the 8D that it shares with other cases."""
    shared = [number for how, number in _links(desk, case) if how == SHARED_8D]
    also = f" OR (form = 'car_8d' AND number IN ({', '.join('?' * len(shared))}))" if shared else ""
    wanted = SHEETS.format(which=f"case_id = ?{also}")
    found = desk.store.sql(wanted, (case, *shared))
    earlier = _of_earlier_rounds(desk, case) if found else frozenset()
    return tuple(_sheet(desk, row, earlier) for row in found)


def _links(desk: Desk, case: int) -> list[tuple[str, str]]:
    rows = [signing.said_in(content) for (content,) in desk.store.sql(LINKED, (case,))]
    return [(str(row.get("how")), str(row.get("case"))) for row in rows]


def _of_earlier_rounds(desk: Desk, case: int) -> frozenset[int]:
    """Sheets that were in the case before it last came back from its delivery or from further on."""
    came_back = desk.store.sql(CAME_BACK, (case, *UNDOING))[0][0]
    return frozenset(row[0] for row in desk.store.sql(BEFORE, (case, came_back))) if came_back else frozenset()


def _sheet(desk: Desk, row: Row, earlier: frozenset[int]) -> SheetFact:
    id_, form, revision, state, number, payload = row
    edition = f"{form}@{revision}"
    if not desk.catalogue.knows(edition):
        return SheetFact(id_, form, f"{edition} {number or id_}", state, over=False)
    kind = desk.catalogue.edition(edition)
    title = f"《{kind.title}》{number or f'草稿 {id_}'}（{kind.workflow.label(state)}）"
    values = signing.said_in(payload) if payload else {}
    refused = form == "field_rework" and "不接受" in str(values.get("customer_opinion"))
    return SheetFact(id_, form, title, state, state in kind.workflow.final, refused, values, id_ in earlier)


def samples(desk: Desk, case: int) -> tuple[SampleFact, ...]:
    return tuple(SampleFact(sample.number, sample.pieces, sample.in_cabinet) for sample in custody.of_case(desk, case))
