"""Where the pieces of a label are, and were: as the label was signed or corrected, or as they were moved since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from qcdesk.desk import Desk
from qcdesk.services.samples.acts import act_named
from qcdesk.services.sheets import signing
from qcdesk.store.models import Custody

PLACE = "location"
WRITTEN = "SELECT record_id, seq, at, detail FROM event WHERE detail LIKE ? AND record_id IN ({}) ORDER BY seq"
LIKE = f'%"{PLACE}":%'
AT_ONCE = 500
NOW = 2**62
"""Behind every event."""


class Written(NamedTuple):
    """The place on the label itself was written anew by an event; `was` stood there before."""

    seq: int
    at: str
    was: str


def written(desk: Desk, labels: Sequence[int]) -> Mapping[int, tuple[Written, ...]]:
    """Oldest first."""
    found: dict[int, list[Written]] = {}
    for start in range(0, len(labels), AT_ONCE):
        part = tuple(labels[start : start + AT_ONCE])
        for label, seq, at, detail in desk.store.sql(WRITTEN.format(", ".join("?" * len(part))), (LIKE, *part)):
            changes = signing.said_in(detail).get("changes")
            change = changes.get(PLACE) if isinstance(changes, dict) else None
            if isinstance(change, dict):
                found.setdefault(label, []).append(Written(seq, at, str(change.get("from") or "")))
    return {label: tuple(every) for label, every in found.items()}


def place_at(place: str, changes: Iterable[Written], moves: Iterable[Custody], until: int = NOW) -> str:
    """After the event `until`; `place` is what stands on the label after all `changes`. What was said last counts."""
    every = tuple(changes)
    said = next((one.was for one in every if one.seq > until), place)
    since = max((one.seq for one in every if one.seq <= until), default=0)
    moved = [one.place for one in _placing(moves) if since < one.event_seq <= until]
    return moved[-1] if moved else said


def _placing(moves: Iterable[Custody]) -> Iterator[Custody]:
    for move in moves:
        act = act_named(move.act)
        if move.place and (act.name == "move" or act.comes_back):
            yield move
