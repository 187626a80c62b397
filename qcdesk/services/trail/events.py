"""Writes what happened into the chain, as the person at the desk and from this PC."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from qcdesk import canonical
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.store import chain
from qcdesk.store.database import Statement

SYSTEM = "QCDesk"
CLOCK_BACK = "clock_back"
TOLERATED = timedelta(minutes=1)
"""By so much the clocks of an office's PCs may differ unnoticed."""


def note(desk: Desk, action: str, *, record: int | None = None,
         states: tuple[str | None, str | None] = (None, None), reason: str | None = None, detail: object = None,
         at: str = "", along: Sequence[Statement] = ()) -> int:  # fmt: skip
    """Appends one event inside the open transaction, of now unless `at` is given; gives its sequence.

    Does `along` in the same trip; raises Missed when its last statement touches no row. Raises Refused for a person
    who was retired since he sat down: nothing is written without its event. Where the PC's clock stands behind the
    event before, the order is that of the sequence, and the event says so as `clock_back`.
    """
    if not along:  # `records.to_change` has looked already, in the trip that read what changes along
        _refuse_retired(desk)
    stamp = at or desk.clock.stamp()
    said = detail if detail is not None else {}
    before = _later_before(desk, stamp)
    if before and isinstance(said, dict):
        said = {**said, CLOCK_BACK: before}
    return chain.append(
        desk.store,
        *along,
        at=stamp,
        person=desk.person.login or SYSTEM,
        name=desk.person.name or SYSTEM,
        pc=desk.pc,
        action=action,
        record=record,
        from_state=states[0],
        to_state=states[1],
        reason=reason,
        detail=canonical.dump(said),
    )


def _refuse_retired(desk: Desk) -> None:
    if desk.person.login:
        found = desk.store.sql("SELECT active FROM person WHERE login = ?", (desk.person.login,))
        if found and not found[0][0]:
            raise Refused(retired(desk.person.name))


def retired(name: str) -> str:
    """Why somebody writes nothing more."""
    return f"{name}已停用，不能再保存或签名；没有保存的内容都还留着，请找系统管理员"


def _later_before(desk: Desk, stamp: str) -> str:
    """When the event before was written, if its clock was ahead of ours by more than PCs differ anyway."""
    head = desk.store.head
    if head is None or not head.at or head.at <= stamp:
        return ""
    try:
        ahead = datetime.fromisoformat(head.at) - datetime.fromisoformat(stamp)
    except ValueError:  # other hands have made it no time: verify names that
        return ""
    return head.at if ahead > TOLERATED else ""
