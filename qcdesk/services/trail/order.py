"""Events have the order of their sequence; where a clock contradicts it, they say so, and so does who reads them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from qcdesk import canonical
from qcdesk.canonical import Json
from qcdesk.store.database import CLOCK_BACK, Head, Store

CLOCK_BACK_SEQ = "clock_back_seq"
"""The event whose time CLOCK_BACK is."""

CONFIRMED, OVERRULED_SEQ = "clock_confirmed", "overruled_seq"
SETTING_OUT = frozenset({CONFIRMED, "sample_begun"})
"""What begins the office's time anew: what came before, whatever its time, is not held against what follows."""

TOLERATED = timedelta(minutes=1)
"""By so much the clocks of an office's PCs may differ unnoticed."""

LOOKED_AHEAD = 300
"""Events behind one, among which a clock that was set back is looked for: few enough to be read with every history."""

ODD = f"replace(later.detail, '\"{CLOCK_BACK}\":', '') <> later.detail"
OVERTAKEN = (
    "SELECT event.seq, event.pc, (SELECT later.seq FROM event AS later WHERE later.seq > event.seq "
    "AND later.seq <= event.seq + ? AND later.at < event.at "
    f"AND (later.action = '{CONFIRMED}' OR {ODD}) ORDER BY later.seq LIMIT 1) "
    "FROM event WHERE event.record_id = ?"
)


class Latest(NamedTuple):
    """The latest moment that the trail knows since time set out, and the event that bears it; None of old events."""

    at: str
    seq: int | None


def latest(store: Store, head: Head | None) -> Latest | None:
    """An event that was written too early hands on the moment that it came too early for."""
    if head is None or not head.seq:
        return None
    at, odd = (head.at, head.odd) if head.at is not None else _read(store, head.seq)
    said = _said(odd)
    before, seq = said.get(CLOCK_BACK), said.get(CLOCK_BACK_SEQ)
    if isinstance(before, str) and before > at:
        return Latest(before, seq if isinstance(seq, int) else None)
    return Latest(at, head.seq)


def _read(store: Store, seq: int) -> tuple[str, str]:
    """Who waited for the head sees the event of the one before him only by asking again."""
    found = store.sql("SELECT at, detail FROM event WHERE seq = ?", (seq,))
    return (str(found[0][0]), str(found[0][1])) if found else ("", "")


def _said(detail: str | None) -> dict[str, Json]:
    try:
        return canonical.load(detail) if detail else {}
    except ValueError:  # other hands have made it no JSON: verify names that
        return {}


def marks(store: Store, stamp: str) -> dict[str, Json]:
    """Inside a write: what an event of this moment must say of its clock; nothing where time went on."""
    before = latest(store, store.head)
    if before is None or not is_behind(stamp, before.at):
        return {}
    return {CLOCK_BACK: before.at, **({CLOCK_BACK_SEQ: before.seq} if before.seq else {})}


def is_behind(stamp: str, other: str) -> bool:
    """By more than clocks differ anyway."""
    return bool(other) and other > stamp and apart(stamp, other) > TOLERATED


def apart(stamp: str, other: str) -> timedelta:
    """How far the other lies ahead; nothing for what is no time any more."""
    try:
        return datetime.fromisoformat(other) - datetime.fromisoformat(stamp)
    except (ValueError, TypeError):  # other hands have made it no time: verify names that
        return timedelta()


def overtaken(store: Store, record: int) -> dict[int, str]:
    """Of the events of a record those that a later one lies before, each with the time of that one: the last event
    before the clocks fell apart, and what else its PC wrote with such a time; other PCs' are left in peace."""
    found = [(int(seq), pc, int(later)) for seq, pc, later in store.sql(OVERTAKEN, (LOOKED_AHEAD, record)) if later]
    told = {later: _told(store, later) for later in {later for *_, later in found}}
    return {seq: told[later][0] for seq, pc, later in found if seq == told[later][1] or pc == told[later][2]}


def _told(store: Store, seq: int) -> tuple[str, int | None, str]:
    """When an event was written that came too early, which event it contradicts, and by which PC that was written."""
    (at, detail), *_ = store.sql("SELECT at, detail FROM event WHERE seq = ?", (seq,))
    said = _said(str(detail))
    before = said.get(CLOCK_BACK_SEQ) or said.get(OVERRULED_SEQ)
    known = store.sql("SELECT pc FROM event WHERE seq = ?", (before,)) if isinstance(before, int) else []
    return str(at), before if isinstance(before, int) else None, str(known[0][0]) if known else ""
