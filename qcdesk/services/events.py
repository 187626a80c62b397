"""Writes what happened into the chain, as the person at the desk and from this PC."""

from __future__ import annotations

from collections.abc import Sequence

from qcdesk import canonical
from qcdesk.desk import Desk
from qcdesk.store import chain
from qcdesk.store.database import Statement

SYSTEM = "QCDesk"


def note(desk: Desk, action: str, *, record: int | None = None,
         states: tuple[str | None, str | None] = (None, None), reason: str | None = None, detail: object = None,
         at: str = "", along: Sequence[Statement] = ()) -> int:  # fmt: skip
    """Appends one event inside the open transaction, of now unless `at` is given; gives its sequence.

    Does `along` in the same trip; raises Missed when its last statement touches no row.
    """
    return chain.append(
        desk.store,
        *along,
        at=at or desk.clock.stamp(),
        person=desk.person.login or SYSTEM,
        name=desk.person.name or SYSTEM,
        pc=desk.pc,
        action=action,
        record=record,
        from_state=states[0],
        to_state=states[1],
        reason=reason,
        detail=canonical.dump(detail if detail is not None else {}),
    )
