"""Numbers without gaps: drawn from a sequence row in the very transaction that needs one."""

from __future__ import annotations

from qcdesk.desk import Desk
from qcdesk.kinds import Kind
from qcdesk.store.models import Sequence


def draw(desk: Desk, kind: Kind) -> str:
    """The next number of the kind for this month, e.g. YC-202611-001. Call inside a write: it holds the head row."""
    today = desk.clock.today()
    period = f"{today:%Y%m}"
    row = desk.store.first(Sequence.select().where((Sequence.prefix == kind.prefix) & (Sequence.period == period)))
    serial = row.last + 1 if row else 1
    if row:
        here = (Sequence.prefix == kind.prefix) & (Sequence.period == period)
        desk.store.run(Sequence.update(last=serial).where(here))
    else:
        desk.store.run(Sequence.insert(prefix=kind.prefix, period=period, last=serial))
    return kind.number.format(prefix=kind.prefix, year=today.year, month=today.month, serial=serial)
