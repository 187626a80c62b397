"""What the sheets of a case do to its clocks: a contact sheet distributed, a coordination order handed in."""

from __future__ import annotations

from collections.abc import Iterator

from qcdesk.canonical import Values
from qcdesk.cases import states
from qcdesk.cases.happenings import BY_SHEET, ENDS_WITH_SHEET, Told, of_step
from qcdesk.desk import Desk
from qcdesk.services.cases import amending
from qcdesk.services.sheets import records
from qcdesk.services.times import clocks
from qcdesk.views import RecordView
from qcdesk.workflow import REVISE, VOID, Step

MOVED = "clocks_by_sheet"
OPENED = "open"
MAKING = ("created", "copied")
STEPS = "SELECT action, to_state, at FROM event WHERE record_id = ? AND to_state IS NOT NULL ORDER BY seq"


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
    if not sheet.amended:  # what happened, happened in the first edition; the others only say it better
        _tell(desk, case, BY_SHEET.get((sheet.kind.code, step.action), ()), dict(sheet.values))


def after_linking(desk: Desk, case: int, sheet: RecordView) -> None:
    """Inside the write that puts a sheet into the case: what happened on it before, at the times when it did."""
    forms = {form for form, _ in BY_SHEET}
    if sheet.kind.code not in forms:
        return

    def work(values: Values) -> None:
        begun, amended = len(clocks.rows_of(values)), False
        for action, state, at in _steps(desk, sheet.id):
            amended = amended or action == REVISE
            if not amended:
                _lay(desk, values, sheet, OPENED if action in MAKING else action, at)
            if state == VOID:
                clocks.end_waiting(desk, values, ENDS_WITH_SHEET.get(sheet.kind.code, ()), f"{sheet.title}作废", at)
        clocks.overtaken(desk, values, begun, _since(desk, case, values))

    amending.amend(desk, case, MOVED, work)


def _steps(desk: Desk, record: int) -> Iterator[tuple[str, str, str]]:
    for action, state, at in desk.store.sql(STEPS, (record,)):
        yield str(action), str(state), desk.clock.local(at).replace(" ", "T")


def _lay(desk: Desk, values: Values, sheet: RecordView, action: str, at: str) -> None:
    """Nothing is done for a case before it came in."""
    for name, cell in BY_SHEET.get((sheet.kind.code, action), ()):
        moment = str(sheet.values.get(cell) or at)
        clocks.happened(desk, values, (name,), max(moment, str(values.get("received_at") or "")))


def of_steps(desk: Desk, case: int, values: Values) -> Iterator[tuple[str, str]]:
    """When the steps of a case made what happen, in their order."""
    for action, _, at in _steps(desk, case):
        yield from ((at[:16], name) for name in of_step(action, values))


def _since(desk: Desk, case: int, values: Values) -> Iterator[tuple[str, str]]:
    yield from of_steps(desk, case, values)
    for contact in amending.rows_of(values, "contacts"):
        yield from ((str(contact.get("at")), name) for name in clocks.of_contact(contact))


def _tell(desk: Desk, case: int, told: Told, said: Values) -> None:
    if not told:
        return

    def work(values: Values) -> None:
        for name, cell in told:
            clocks.happened(desk, values, (name,), str(said.get(cell) or clocks.now(desk)))

    amending.amend(desk, case, MOVED, work)
