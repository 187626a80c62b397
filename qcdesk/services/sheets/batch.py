"""Several sheets signed one after the other by one PIN, each seen first: every one its own step and transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qcdesk.cases.kind import CASE
from qcdesk.change import Change
from qcdesk.desk import Desk
from qcdesk.errors import DeskError
from qcdesk.services.basics import people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.sheets import already, approval, records, ways_on
from qcdesk.services.sheets.ways_on import OpenStep
from qcdesk.views import RecordView
from qcdesk.workflow import Step

BY_ITSELF = "案件要打开来看它的经过和时限，不能和别的单一起签"
NO_SIGNATURE = "这一步不是签名，请打开来做"


@dataclass(frozen=True)
class Due:
    """A sheet in line to be signed; `shut` says why it cannot be signed with the others now, or nothing."""

    record: RecordView
    step: OpenStep | None
    shut: str


@dataclass(frozen=True)
class Seen:
    """What was looked at, in which version, and the step that it is to be signed by."""

    record: int
    version: int
    action: str


@dataclass(frozen=True)
class Outcome:
    """What became of one; `refused` is the sentence where it stays as it was."""

    name: str
    refused: str = ""
    state_label: str = ""
    change: Change | None = None
    deputy_for: str = ""
    """The name of whom a deputy signed it for."""

    @property
    def told(self) -> str:
        if self.refused:
            return f"{self.name} 没有签：{self.refused}"
        whose = f"，代{self.deputy_for}签" if self.deputy_for else ""
        return f"{self.name} 现在“{self.state_label}”{whose}"


def due(desk: Desk, record: int, action: str) -> Due:
    """The sheet as it stands now, with the step that the person at the desk would sign it by."""
    view = records.get(desk, record)
    if view.kind.code == CASE:
        return Due(view, None, BY_ITSELF)
    step = next((step for step in ways_on.open_steps(desk, view) if step.action == action), None)
    if step is None:
        moved = already.moved(desk, view)
        return Due(view, None, "，".join(filter(None, (moved, f"现在是“{view.state_label}”，没有这一步了"))))
    return Due(view, step, apart(view.kind.code, step.step) or step.reason)


def apart(form: str, step: Step) -> str:
    """Why the step is never signed with others, whatever the sheet holds; nothing where it may be."""
    if form == CASE:
        return BY_ITSELF
    return "" if step.signs and not step.reason else NO_SIGNATURE


def sign(desk: Desk, seen: Sequence[Seen], proof: Proof) -> tuple[Outcome, ...]:
    """In their order; what was changed since it was seen stays unsigned, and its outcome says so."""
    return tuple(_sign(desk, one, proof) for one in seen)


def _sign(desk: Desk, one: Seen, proof: Proof) -> Outcome:
    name = _named(desk, one.record)
    try:
        shut = due(desk, one.record, one.action)
        if shut.step is None or shut.shut in (BY_ITSELF, NO_SIGNATURE):
            return Outcome(name, shut.shut)
        change = approval.take(desk, one.record, one.action, proof, version=one.version)
        now = records.get(desk, one.record)
    except DeskError as error:
        return Outcome(name, error.sentence)
    principal = shut.step.deputy_for
    whose = people.get(desk, principal).name if principal else ""
    return Outcome(now.number or name, "", now.state_label, change, whose)


def _named(desk: Desk, record: int) -> str:
    found = desk.store.sql("SELECT number FROM record WHERE id = ?", (record,))
    return str(found[0][0] or f"草稿 {record}") if found else str(record)
