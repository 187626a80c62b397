"""Serious complaints that are being handled and that the top has not taken on yet (E0.8)."""

from __future__ import annotations

from collections.abc import Iterator

from qcdesk.cases import choices, top_gates
from qcdesk.cases.kind import CASE
from qcdesk.cases.workflow import UNDER_WAY, WORKFLOW
from qcdesk.desk import Desk
from qcdesk.services.cases.judging import REJUDGE
from qcdesk.services.sheets import arrived
from qcdesk.services.sheets.acting import Acting
from qcdesk.store.models import Record
from qcdesk.store.query import says
from qcdesk.workflow import Step

TAKE_ON_LATE = "take_on_late"
ROWS = f"""SELECT * FROM record WHERE form = ? AND state IN ({", ".join("?" * len(UNDER_WAY))}) AND severity = ?
AND payload NOT LIKE ?
AND NOT EXISTS (SELECT 1 FROM signature WHERE signature.record_id = record.id AND signature.slot = ?
AND NOT EXISTS (SELECT 1 FROM signature_end WHERE signature_end.signature_id = signature.id))
ORDER BY {arrived.AT.format(or_by=arrived.BY)}, id LIMIT ?"""


def step() -> Step:
    return WORKFLOW.named(TAKE_ON_LATE)[0]


def late(desk: Desk, limit: int) -> Iterator[Record]:
    """The longest waiting first, for whoever may take them on; nothing for others."""
    if not Acting(desk, CASE).may_be(step().role):
        return
    asked = (CASE, *UNDER_WAY, choices.SERIOUS, says("case_kind", choices.IN_HOUSE), top_gates.TAKEN_ON)
    yield from desk.store.found(Record, ROWS, *asked, REJUDGE, limit)
