"""Since when a sheet lies where it lies: the last step that brought it there, whatever was written on it since."""

from __future__ import annotations

from collections.abc import Collection

from qcdesk.desk import Desk
from qcdesk.store.models import readable

AT = """COALESCE((SELECT event.at FROM event WHERE event.record_id = record.id AND event.to_state IS NOT NULL
AND (event.from_state IS NULL OR event.from_state <> event.to_state{or_by}) ORDER BY event.seq DESC LIMIT 1),
record.created_at)"""

ARRIVED = AT.format(or_by="")
"""Of a record in a query: its UTC stamp. Departments that sign side by side, and who saves, bring a sheet nowhere."""

BY = " OR event.action = ?"

SOME = "SELECT record.id, {arrived} FROM record WHERE record.id IN ({marks})"
AT_ONCE = 500


def since(desk: Desk, wanted: Collection[int], by: str = "") -> dict[int, str]:
    """UTC stamps by record; a step named by its action counts although the state stays."""
    found: dict[int, str] = {}
    every, arrived = sorted(wanted), AT.format(or_by=BY) if by else ARRIVED
    for at in range(0, len(every), AT_ONCE):
        some = every[at : at + AT_ONCE]
        asked = SOME.format(arrived=arrived, marks=", ".join("?" * len(some)))
        rows = desk.store.sql(asked, (*((by,) if by else ()), *some))
        found |= {int(record): str(readable(stamp)) for record, stamp in rows}
    return found
