"""The chain of events: each carries the hash of the one before, and the head row names the last."""

from __future__ import annotations

from collections.abc import Mapping

from qcdesk import canonical
from qcdesk.store.database import Store
from qcdesk.store.models import Event, Head

HASHED = ("seq", "at", "person", "name", "pc", "action", "record", "from_state", "to_state", "reason", "detail", "prev")


def hash_of(row: Mapping[str, object]) -> str:
    """SHA-256 over the canonical JSON of everything the event says, with the hash before it."""
    return canonical.digest(canonical.dump({name: row.get(name) for name in HASHED}))


def append(store: Store, **said: object) -> int:
    """Writes one event inside the open transaction and moves the head; gives its sequence."""
    head = store.rows(Head.select())[0]
    row: dict[str, object] = {"from_state": None, "to_state": None, "reason": None, "record": None, **said}
    seq = int(head.seq) + 1
    row.update(seq=seq, prev=head.hash)
    row["hash"] = hash_of(row)
    store.run(Event.insert(**row))
    store.run(Head.update(seq=seq, hash=row["hash"]).where(Head.id == 1))
    return seq


def as_said(event: Event) -> dict[str, object]:
    return {name: getattr(event, name) for name in HASHED}
