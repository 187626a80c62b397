"""What the sheets of a case do to its clocks: a contact sheet distributed, a coordination order handed in."""

from __future__ import annotations

from qcdesk.canonical import Values
from qcdesk.cases import states
from qcdesk.cases.happenings import BY_SHEET, ENDS_WITH_SHEET, Told
from qcdesk.desk import Desk
from qcdesk.services.cases import amending
from qcdesk.services.sheets import records
from qcdesk.services.times import clocks
from qcdesk.views import RecordView
from qcdesk.workflow import VOID, Step

MOVED = "clocks_by_sheet"
OPENED = "open"


def after_opening(desk: Desk, case: int, form: str) -> None:
    """Inside the write that makes the draft."""
    _tell(desk, case, BY_SHEET.get((form, OPENED), ()), {})


def after_step(desk: Desk, sheet: RecordView, step: Step) -> None:
    """Inside the write of the step; nothing for a sheet that stands alone or whose case has ended."""
    case = records.row_of(desk, sheet.id).case
    if case is None or records.row_of(desk, case).state in states.ENDS:
        return
    if step.target == VOID:
        waiting = ENDS_WITH_SHEET.get(sheet.kind.code, ())
        why = f"{sheet.title}作废"
        amending.amend(desk, case, MOVED, lambda values: clocks.end_waiting(desk, values, waiting, why))
    _tell(desk, case, BY_SHEET.get((sheet.kind.code, step.action), ()), dict(sheet.values))


def _tell(desk: Desk, case: int, told: Told, said: Values) -> None:
    if not told:
        return

    def work(values: Values) -> None:
        for name, cell in told:
            clocks.happened(desk, values, (name,), str(said.get(cell) or clocks.now(desk)))

    amending.amend(desk, case, MOVED, work)
