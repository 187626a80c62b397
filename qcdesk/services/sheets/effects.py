"""What a step does to the values of what it is taken on, beyond moving it on."""

from __future__ import annotations

from qcdesk.canonical import Values
from qcdesk.cases.kind import CASE
from qcdesk.cases.states import CLOSED
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.kinds import plain_name
from qcdesk.services.cases import case_effects
from qcdesk.services.problems import sharing
from qcdesk.services.sheets import records, revising
from qcdesk.services.times import sheet_clocks
from qcdesk.views import RecordView
from qcdesk.workflow import REVISE, VOID, Step


def after_step(desk: Desk, record: RecordView, step: Step, reason: str) -> Values:
    """The values as they stand once the step is taken; raises Refused where the case of a sheet rests on it."""
    values = {name: value for name, value in record.values.items() if plain_name(name) not in step.empties}
    if record.kind.code == CASE:
        case_effects.work(desk, record, step, reason, values)
        return values
    if step.action == REVISE:
        values = {name: value for name, value in values.items() if name not in revising.emptied(record)}
    elif step.goes_back or step.target == VOID:
        _refuse_undoing(desk, record)
        sharing.refuse_undoing(desk, record, void=step.target == VOID)
    sheet_clocks.after_step(desk, record, step)
    return values


def _refuse_undoing(desk: Desk, sheet: RecordView) -> None:
    """A case that was closed on the strength of its sheets is opened again before one of them is undone."""
    case = records.row_of(desk, sheet.id).case
    closed = records.row_of(desk, case) if case is not None else None
    if closed is not None and closed.state == CLOSED:
        told = f"案件 {closed.number} 已结案，它的单不能再退回或作废，要改请先重新打开案件"
        raise Refused(f"{told}（客户投诉处理流程图：处理表归档）")
