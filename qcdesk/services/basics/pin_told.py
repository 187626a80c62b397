"""How somebody proves that it is he, as the trail last told it: his PIN, the wrong ones since, and the lock.

Every event that changes or uses one of them tells all of them as they stand after it, so that what other hands put
into the table serves nobody even for a moment.
"""

from __future__ import annotations

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
LAST = (
    "SELECT pin_hash, failed, locked_at, (SELECT detail FROM event WHERE record_id IS NULL "
    "AND replace(detail, ?, '') <> detail ORDER BY seq DESC LIMIT 1) FROM person WHERE login = ?"
)


def standing(desk: Desk, login: str) -> Values:
    """What an event of the open transaction tells of the person."""
    return {"person": login, **stored(*desk.store.sql(NOW, (login,))[0])}


def stored(pin_hash: object, failed: Json = 0, locked_at: Json = None) -> Values:
    """These columns in the words of the trail."""
    return {PIN: canonical.digest(str(readable(pin_hash))), LOCK: {"failed": failed, "locked_at": locked_at}}


def altered(desk: Desk, login: str) -> bool:
    """Whether other hands have changed them; never of who was last told of by an earlier program."""
    *now, detail = desk.store.sql(LAST, (_telling(login), login))[0]
    if detail is None:
        return False
    try:
        told = canonical.load(readable(detail))
    except ValueError:
        return True
    return stored(*now) != {name: told.get(name) for name in (PIN, LOCK)}


def _telling(login: str) -> str:
    """As canonical JSON words it in events that tell all: the lock ends before, the PIN follows."""
    return f'}},"person":"{login}","{PIN}":"'
