"""Writes what happened into the chain, as the person at the desk and from this PC."""

from __future__ import annotations

from qcdesk import canonical
from qcdesk.desk import Desk
from qcdesk.store import chain

SYSTEM = "QCDesk"


def note(desk: Desk, action: str, *, record: int | None = None, from_state: str | None = None,
         to_state: str | None = None, reason: str | None = None, detail: object = None,
         at: str = "") -> int:  # fmt: skip
    """Appends one event inside the open transaction, of now unless `at` is given; gives its sequence."""
    return chain.append(
        desk.store,
        at=at or desk.clock.stamp(),
        person=desk.person.login or SYSTEM,
        name=desk.person.name or SYSTEM,
        pc=desk.pc,
        action=action,
        record=record,
        from_state=from_state,
        to_state=to_state,
        reason=reason,
        detail=canonical.dump(detail if detail is not None else {}),
    )
