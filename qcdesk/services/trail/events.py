"""Writes what happened into the chain, as the person at the desk and from this PC."""

from __future__ import annotations

from collections.abc import Sequence

from qcdesk import canonical
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.trail import order
from qcdesk.store import chain
from qcdesk.store.database import Statement

SYSTEM = "QCDesk"


def note(desk: Desk, action: str, *, record: int | None = None,
         states: tuple[str | None, str | None] = (None, None), reason: str | None = None, detail: object = None,
         at: str = "", along: Sequence[Statement] = ()) -> int:  # fmt: skip
    """Appends one event inside the open transaction, of now unless `at` is given; gives its sequence.

    Does `along` in the same trip; raises Missed when its last statement touches no row. Raises Refused for a person
    who was retired since he sat down: nothing is written without its event. Where the PC's clock stands behind the
    latest event, the order is that of the sequence, and every event that is written so says it (`order.marks`).
    """
    if not along:  # `records.changing` has looked already, in the trip that read what changes along
        _refuse_retired(desk)
    stamp = at or desk.clock.stamp()
    said = detail if detail is not None else {}
    if isinstance(said, dict) and action not in order.SETTING_OUT:
        said = {**said, **order.marks(desk.store, stamp)}
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


def latest(desk: Desk) -> int:
    """The sequence of the last event that was written, by anybody; 0 while there is none."""
    return int(desk.store.sql("SELECT COALESCE(MAX(seq), 0) FROM event")[0][0])


def coming(desk: Desk) -> int:
    """The sequence of the event that the open transaction writes next."""
    return desk.store.head.seq + 1 if desk.store.head else 0


def _refuse_retired(desk: Desk) -> None:
    if desk.person.login:
        found = desk.store.sql("SELECT active FROM person WHERE login = ?", (desk.person.login,))
        if found and not found[0][0]:
            raise Refused(retired(desk.person.name))


def retired(name: str) -> str:
    """Why somebody writes nothing more."""
    return f"{name}已停用，不能再保存或签名；没有保存的内容都还留着，请找系统管理员"
