"""How somebody proves that it is he, as the trail last told it: his PIN, the wrong ones since, and the lock.

Every event that changes or uses one of them tells all of them as they stand after it, so that what other hands put
into the table serves nobody even for a moment.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from qcdesk import canonical
from qcdesk.canonical import Json, Values
from qcdesk.desk import Desk
from qcdesk.store.models import readable

LOCK, PIN = "lock", "pin"
"""Under which an event's detail tells the count and the lock, and the SHA-256 of the stored hash."""

WRONG, LOCKED, RIGHT, SIGN_IN = "pin_wrong", "pin_locked", "pin_right", "sign_in"
ALTERED = "pin_altered"
"""That a PIN was refused because the table is not what the trail told."""

NOW = "SELECT pin_hash, failed, locked_at FROM person WHERE login = ?"
LAST = """SELECT person.pin_hash, person.failed, person.locked_at, event.seq, event.detail
FROM person LEFT JOIN event ON event.seq = (SELECT seq FROM event WHERE record_id IS NULL
AND replace(detail, ?, '') <> detail ORDER BY seq DESC LIMIT 1) WHERE login = ?"""

MEANT = (WRONG, LOCKED, RIGHT, SIGN_IN, ALTERED, "person_unlocked", "pin_changed", "pin_rescued")
SINCE = f"""SELECT action, person, detail FROM event WHERE seq > ? AND record_id IS NULL
AND action IN ({", ".join(f"'{action}'" for action in MEANT)}) ORDER BY seq"""


class Held(NamedTuple):
    """What the table holds of somebody, and whether other hands have changed it, as of one moment."""

    pin_hash: str
    failed: int
    locked_at: str | None
    altered: bool
    noted: bool
    """Whether the trail has it already that they did."""


def standing(desk: Desk, login: str) -> Values:
    """What an event of the open transaction tells of the person."""
    return {"person": login, **stored(*desk.store.sql(NOW, (login,))[0])}


def stored(pin_hash: object, failed: Json = 0, locked_at: Json = None) -> Values:
    """These columns in the words of the trail."""
    return {PIN: canonical.digest(str(readable(pin_hash))), LOCK: {"failed": failed, "locked_at": locked_at}}


def altered(desk: Desk, login: str) -> bool:
    """Whether other hands have changed them; never of who was last told of by an earlier program."""
    return held(desk, login).altered


def held(desk: Desk, login: str) -> Held:
    """Asks for the row and for the event that last told of it at once."""
    pin_hash, failed, locked_at, seq, detail = desk.store.sql(LAST, (_telling(login), login))[0]
    row = readable(pin_hash), failed, locked_at
    if seq is None:
        return Held(*row, altered=False, noted=False)
    now, told = stored(*row), _said(detail)
    if all(now[name] == told.get(name) for name in (PIN, LOCK)):
        return Held(*row, altered=False, noted=False)
    since = list(_since(desk, login, seq))
    for _, said in since:
        told = {**told, **said}
    differs = now[PIN] != told.get(PIN) or (told.get(LOCK) is not None and now[LOCK] != told[LOCK])
    return Held(*row, altered=differs, noted=any(action == ALTERED for action, _ in since))


def _since(desk: Desk, login: str, seq: int) -> Iterator[tuple[str, Values]]:
    """What was done since with this person's PIN by programs that did not tell all: by earlier ones the lock is not
    told, a new PIN is."""
    for action, person, detail in desk.store.sql(SINCE, (seq,)):
        said = _said(detail)
        if said.get("person", person if action == SIGN_IN else None) == login:
            pin: Values = {PIN: said[PIN]} if PIN in said else {}
            yield action, pin if action == ALTERED else {**pin, LOCK: None}


def _said(detail: object) -> Values:
    """Nothing where it cannot be read."""
    try:
        return canonical.load(readable(detail))
    except ValueError:
        return {}


def _telling(login: str) -> str:
    """As canonical JSON words it in events that tell all: the lock ends before, the PIN follows."""
    return f'}},"person":"{login}","{PIN}":"'
