"""What the trail of a desk says, and what is found wrong with it."""

from qcdesk.desk import Desk
from qcdesk.services.trail import history, verifying
from qcdesk.store.models import Event


def last_event(desk: Desk) -> Event:
    return desk.store.rows(Event.select().order_by(Event.seq.desc()).limit(1))[0]


def sentences(desk: Desk, record: int | str) -> list[str]:
    """The history of a record, the oldest first."""
    return [line.sentence for line in history.told(desk, record)]


def findings(desk: Desk) -> list[str]:
    """Each in its sentence."""
    return [str(finding) for finding in verifying.verify(desk)]
