"""Whether a step that is asked for was taken before and still holds."""

from __future__ import annotations

from qcdesk.desk import Desk
from qcdesk.kinds import department_in, of_department, plain_name
from qcdesk.store.models import Event
from qcdesk.views import RecordView


def taken(desk: Desk, record: RecordView, action: str) -> str:
    """已由谁在何时 and what it was; empty for a step that was not taken, or was undone since."""
    for step in record.kind.workflow.named(plain_name(action)):
        for slot in step.signs:
            signature = record.signature(of_department(slot, department_in(action)))
            if signature and signature.meaning == step.signed_as:
                return f"已由{signature.name}在 {signature.at_local} {signature.meaning}"
    return _moved_here(desk, record, plain_name(action))


def _moved_here(desk: Desk, record: RecordView, action: str) -> str:
    """A step without a signature of its own, such as 作废, holds while it is the last that moved the sheet."""
    moves = Event.select().where((Event.record == record.id) & (Event.from_state != Event.to_state))
    last = desk.store.first(moves.order_by(Event.seq.desc()))
    if last is None or last.action != action:
        return ""
    return f"已由{last.name}在 {desk.clock.local(last.at)} {record.kind.workflow.named(action)[0].signed_as}"
