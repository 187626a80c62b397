"""What stood on seal labels at the end of a month: a label that was sent back may say otherwise since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qcdesk.canonical import Values
from qcdesk.desk import Desk
from qcdesk.services.sheets import signing
from qcdesk.services.trail.testimony import replay

WRITTEN = "SELECT record_id, at, detail FROM event WHERE record_id IN ({}) ORDER BY seq"
DATED = """SELECT DISTINCT record_id FROM event WHERE detail LIKE ? AND record_id IN
(SELECT id FROM record WHERE form = ? AND number IS NOT NULL)"""
AT_ONCE = 500


def values(desk: Desk, labels: Sequence[int], month: str) -> Mapping[int, Values]:
    """By label; of one that was first signed later, what was signed then."""
    found: dict[int, Values] = {label: {} for label in labels}
    signed: set[int] = set()
    for start in range(0, len(labels), AT_ONCE):
        part = tuple(labels[start : start + AT_ONCE])
        for label, at, detail in desk.store.sql(WRITTEN.format(", ".join("?" * len(part))), part):
            said = signing.said_in(detail)
            if label not in signed or desk.clock.local(at)[:7] <= month:
                replay(found[label], said.get("changes"))
            if said.get("signed"):
                signed.add(label)
    return found


def dated(desk: Desk, form: str, month: str) -> set[int]:
    """Labels that once named a day of the month as that of their sealing, and another since."""
    return {label for (label,) in desk.store.sql(DATED, (f'%"seal_date":{{"from":"{month}-%', form))}
