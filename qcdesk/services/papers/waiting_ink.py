"""Signatures seen on scanned pages that nobody has confirmed, of the whole office, without reading every sheet."""

from __future__ import annotations

from qcdesk import canonical
from qcdesk.desk import Desk
from qcdesk.services.papers import ink_boxes
from qcdesk.services.papers.copy_list import ARCHIVED, by_id
from qcdesk.services.papers.ink_boxes import SIGNED
from qcdesk.services.papers.scan_list import BELONGS, DECIDED

SEEN = f"""SELECT {BELONGS} AS belongs, copy.record_id, scan.said FROM scan {DECIDED}
JOIN copy ON copy.id = {BELONGS} WHERE scan.said LIKE ? ORDER BY scan.id DESC"""

THERE = """SELECT DISTINCT record_id, slot FROM signature
WHERE NOT EXISTS (SELECT 1 FROM signature_end WHERE signature_id = signature.id)"""

Place = tuple[int, int]
"""A copy and its page."""


def waiting(desk: Desk) -> dict[Place, tuple[str, ...]]:
    """The boxes of each scanned page of copies not yet archived that wait for somebody to confirm them."""
    with desk.store.snapshot():
        there = {(int(record), str(slot)) for record, slot in desk.store.sql(THERE)}
        seen = dict.fromkeys(
            int(copy) for copy, record, said in desk.store.sql(SEEN, (f'%"{SIGNED}"%',))
            if any((int(record), slot) not in there for slot in _signed(said))
        )  # fmt: skip
        open_copies = [view for copy in seen if (view := by_id(desk, copy)) is not None and view.state != ARCHIVED]
        return {(view.id, page): slots for view in open_copies
                for page, slots in ink_boxes.unconfirmed(desk, view).items()}  # fmt: skip


def _signed(said: str) -> set[str]:
    """The boxes in which ink was seen."""
    try:
        boxes = canonical.load(said).get("boxes")
    except ValueError:
        return set()
    told = [box for box in boxes if isinstance(box, dict)] if isinstance(boxes, list) else []
    return {str(box.get("slot")) for box in told if box.get("verdict") == SIGNED}
