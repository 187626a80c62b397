"""The chain of events: each carries the hash of the one before, and the head row names the last."""

from __future__ import annotations

from collections.abc import Mapping

from qcdesk import canonical
from qcdesk.errors import VERIFY, Unavailable
from qcdesk.store.database import Store
from qcdesk.store.dialects import POSTGRESQL
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


def append(store: Store, **said: object) -> int:
    """Writes one event inside the open transaction and moves the head; gives its sequence."""
    head = store.sql("SELECT seq, hash FROM head WHERE id = 1")
    if not head:
        raise Unavailable(f"事件链的末端标记不见了，不能再记事。{VERIFY}，并从备份恢复。")
    last, prev = head[0]
    row: dict[str, object] = {**dict.fromkeys(HASHED), **said, "seq": last + 1, "prev": prev}
    own = hash_of(row)
    values = (*(row[name] for name in HASHED), own)
    if store.dialect is POSTGRESQL:
        store.change(f"WITH said AS ({INSERT}) {MOVE_HEAD}", *values, last + 1, own)
    else:
        store.change(INSERT, *values)
        store.change(MOVE_HEAD, last + 1, own)
    return int(last) + 1


def as_said(event: Event) -> dict[str, object]:
    return {name: getattr(event, name) for name in HASHED}
