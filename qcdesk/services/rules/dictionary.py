"""The defect items as they stood when a case came in: what is changed later grades no earlier case."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from qcdesk import canonical
from qcdesk.canonical import Json
from qcdesk.desk import Desk
from qcdesk.rules.terms import DefectItem, Terms, ready, split_aliases
from qcdesk.services.trail.standing import STANDS
from qcdesk.store.models import Defect

CHANGES = """SELECT action, detail FROM event WHERE record_id IS NULL AND action IN ('master_saved', 'master_retired')
AND at >= ? ORDER BY seq DESC"""
GRADED = ("item", "family", "severity", "aliases")
TABLE = "defect"

Rows = dict[int, dict[str, Any]]


class Dictionary(NamedTuple):
    """`then` grades, `now` says what is the same problem; one added since has no grade then."""

    then: Terms
    now: Terms


def now(desk: Desk) -> Terms:
    """The defect items in use."""
    return _terms(_rows(desk))


def at(desk: Desk, moment: datetime) -> Dictionary:
    """As it stood in a minute of the office's clock, and as it stands."""
    changes = [(action, said) for action, detail in desk.store.sql(CHANGES, (_after(desk, moment),))
               if (said := canonical.load(detail)).get("table") == TABLE]  # fmt: skip
    rows = _rows(desk)
    today = _terms(rows)
    for action, said in changes:
        _undo(rows, action, said)
    return Dictionary(_terms(rows) if changes else today, today)


def _after(desk: Desk, moment: datetime) -> str:
    """The stamp of the minute that follows: a change holds for the minute it was made in."""
    minute = moment.replace(second=0, microsecond=0, tzinfo=desk.clock.zone)
    try:
        return (minute + timedelta(minutes=1)).astimezone(UTC).isoformat()[: len("2026-11-20T10:00")]
    except OverflowError:
        return "9999" if moment.year > 1 else ""


def _undo(rows: Rows, action: str, said: dict[str, Json]) -> None:
    key = said.get("key")
    row = rows.get(key) if isinstance(key, int) else None
    before = said.get("before")
    if action == "master_retired" and row:
        row["active"] = said.get("active") is False
    elif row and isinstance(before, dict):
        row.update({name: str(before.get(name) or "") for name in GRADED})
    elif action == "master_saved" and key is None:
        for name in _stands(said):
            rows.get(int(name), {})["severity"] = ""


def _stands(said: dict[str, Json]) -> list[str]:
    """The keys of the rows that an event tells of."""
    told = said.get(STANDS)
    return [name.partition(" ")[2] for name in told if name.startswith(f"{TABLE} ")] if isinstance(told, dict) else []


def _rows(desk: Desk) -> Rows:
    return {row.id: dict(row.__data__) for row in desk.store.rows(Defect.select().order_by(Defect.id))}


def _terms(rows: Rows) -> Terms:
    return ready(tuple(
        DefectItem(row["item"], row["family"], row["severity"], split_aliases(row["aliases"]))
        for row in rows.values() if row["active"]
    ))  # fmt: skip
