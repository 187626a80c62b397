"""Numbers without gaps: drawn from a sequence row in the very transaction that needs one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qcdesk.canonical import Json
from qcdesk.desk import Desk
from qcdesk.errors import VERIFY, Damaged
from qcdesk.kinds import Kind
from qcdesk.store.models import Sequence


@dataclass(frozen=True)
class Drawn:
    """A number and what the trail says of its drawing: prefix, period and serial."""

    number: str
    said: tuple[str, str, int]


def draw(desk: Desk, kind: Kind, values: Mapping[str, Json]) -> Drawn:
    """The next number of the kind for this month, e.g. YC-202611-001. Call inside a write: it holds the head row.

    Raises Refused when somebody has turned the sequence back, rather than giving a number twice.
    """
    today = desk.clock.today()
    prefix, period = kind.prefix_for(values), f"{today:%Y%m}"
    row = desk.store.first(Sequence.select().where((Sequence.prefix == prefix) & (Sequence.period == period)))
    serial = row.last + 1 if row else 1
    if row:
        here = (Sequence.prefix == prefix) & (Sequence.period == period)
        desk.store.run(Sequence.update(last=serial).where(here))
    else:
        desk.store.run(Sequence.insert(prefix=prefix, period=period, last=serial))
    number = kind.number.format(prefix=prefix, year=today.year, month=today.month, serial=serial)
    if desk.store.sql("SELECT 1 FROM record WHERE number = ?", (number,)):
        raise Damaged(f"编号 {number} 已经用过，编号表被程序以外的手改过。{VERIFY}")
    return Drawn(number, (prefix, period, serial))
