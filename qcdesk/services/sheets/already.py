"""Whether a step that is asked for was taken before and still holds."""

from __future__ import annotations

from typing import NamedTuple

from qcdesk.desk import Desk
from qcdesk.kinds import department_in, of_department, plain_name
from qcdesk.store.models import Event
from qcdesk.views import RecordView
from qcdesk.workflow import ANYONE, REVISE, revise


class Taken(NamedTuple):
    """Who took the step, when, and what it says."""

    name: str
    at: str
    what: str


def taken(desk: Desk, record: RecordView, action: str) -> str:
    """已由谁在何时 and what it was; empty for a step that was not taken, or was undone since."""
    found = by_whom(desk, record, action)
    return f"已由{found.name}在 {found.at} {found.what}" if found else ""


def by_whom(desk: Desk, record: RecordView, action: str) -> Taken | None:
    for step in record.kind.workflow.named(plain_name(action)):
        for slot in step.signs:
            signature = record.signature(of_department(slot, department_in(action)))
            if signature and signature.meaning == step.signed_as:
                return Taken(signature.name, signature.at_local, signature.meaning)
    return _moved_here(desk, record, plain_name(action))


def _moved_here(desk: Desk, record: RecordView, action: str) -> Taken | None:
    """A step without a signature of its own, such as 作废, holds while it is the last that moved the sheet."""
    last, steps = _last_move(desk, record), record.kind.workflow.named(action)
    if last is None or last.action != action or not steps:
        return None
    return Taken(last.name, desk.clock.local(last.at), steps[0].signed_as)


def moved(desk: Desk, record: RecordView) -> str:
    """Who brought the sheet to where it stands, when, by which step and why: 秦例五在 2026-11-23 退回（缺数量）."""
    last = _last_move(desk, record)
    steps = record.kind.workflow.named(plain_name(last.action)) if last else ()
    if last is None or not (steps or last.action == REVISE):
        return ""
    why = f"（{last.reason}）" if last.reason else ""
    return f"{last.name}在 {desk.clock.local(last.at)} {(*steps, revise(ANYONE))[0].signed_as}{why}"


def _last_move(desk: Desk, record: RecordView) -> Event | None:
    moves = Event.select().where((Event.record == record.id) & (Event.from_state != Event.to_state))
    found: Event | None = desk.store.first(moves.order_by(Event.seq.desc()))
    return found
