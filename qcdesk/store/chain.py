"""The chain of events: each carries the hash of the one before, and the head row names the last."""

from __future__ import annotations

from collections.abc import Mapping

from qcdesk import canonical
from qcdesk.errors import VERIFY, Unavailable
from qcdesk.store.database import CLOCK_BACK, Head, Statement, Store
from qcdesk.store.models import Event

HASHED = ("seq", "at", "person", "name", "pc", "action", "record", "from_state", "to_state", "reason", "detail", "prev")
INSERT = (
    "INSERT INTO event "
    "(seq, at, person, name, pc, action, record_id, from_state, to_state, reason, detail, prev, hash) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
MOVE_HEAD = "UPDATE head SET seq = ?, hash = ? WHERE id = 1"


def hash_of(row: Mapping[str, object]) -> str:
    """SHA-256 over the canonical JSON of everything the event says, with the hash before it."""
    return canonical.digest(canonical.dump({name: row.get(name) for name in HASHED}))


def append(store: Store, *along: Statement, **said: object) -> int:
    """Writes one event inside the open transaction, moves the head and does `along`; gives the event's sequence.

    Raises Missed when the last of `along` touches no row.
    """
    head = store.head
    if head is None or (type(head.seq), type(head.hash)) != (int, str):
        raise Unavailable(f"事件链的末端标记不见了或被改坏了，不能再记事。{VERIFY}，并从备份恢复。")
    row: dict[str, object] = {**dict.fromkeys(HASHED), **said, "seq": head.seq + 1, "prev": head.hash}
    odd = str(row["detail"]) if f'"{CLOCK_BACK}":' in str(row["detail"]) else None
    new = Head(head.seq + 1, hash_of(row), str(row["at"]), odd)
    store.together(
        Statement(INSERT, (*(row[name] for name in HASHED), new.hash)),
        Statement(MOVE_HEAD, (new.seq, new.hash)),
        *along,
    )
    store.head = new
    return new.seq


def as_said(event: Event) -> dict[str, object]:
    return {name: getattr(event, name) for name in HASHED}
