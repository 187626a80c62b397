"""By which step a box on paper may be taken as signed, as a form's workflow says it."""

from __future__ import annotations

from dataclasses import dataclass

from qcdesk.kinds import Kind, department_in, of_department, plain_name
from qcdesk.workflow import DRAFT, VOID, Step


@dataclass(frozen=True)
class Way:
    """How a box may be taken as signed: by a step that can be taken `now` or lies ahead, or, without a step, as a box
    of a block that was left for ink when the sheet went on."""

    slot: str
    role: str
    now: bool
    step: Step | None = None
    apart: tuple[str, ...] = ()
    """Slots whose signers may not sign this one."""

    @property
    def action(self) -> str:
        return of_department(self.step.action, department_in(self.slot)) if self.step else ""


def way_of(kind: Kind, state: str, slot: str) -> Way | None:
    """None for a box that nothing can sign."""
    plain = plain_name(slot)
    if not any(plain == one.name for one in kind.slots):
        return None
    signing = [step for step in kind.workflow.steps if plain in step.signs and not step.reason]
    for step in signing:
        if state in step.source:
            return Way(slot, step.role, True, step, step.apart)
    ahead = kind.workflow.onward(state)
    for step in signing:
        if ahead & set(step.source):
            return Way(slot, step.role, False, step, step.apart)
    if not kind.slot(slot).covers:
        return None
    theirs = (name for step in kind.workflow.steps if plain in step.apart for name in step.signs)
    apart = dict.fromkeys([*(name for step in signing for name in step.apart), *theirs])
    return Way(slot, kind.slot(slot).role, state not in (DRAFT, VOID), None, tuple(apart))
