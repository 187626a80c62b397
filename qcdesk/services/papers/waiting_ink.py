"""Signatures seen on scanned pages that nobody has confirmed, of the whole office, without reading every sheet."""

from __future__ import annotations

from qcdesk import canonical
from qcdesk.desk import Desk
from qcdesk.services.papers.copy_list import ARCHIVED, CopyView, by_id
from qcdesk.services.papers.ink_boxes import SIGNED, boxes_of, way, why_not
from qcdesk.services.papers.scan_list import BELONGS, DECIDED, ITS_PAGE, ON_PAPER, boxes_seen
from qcdesk.services.sheets import records

SEEN = f"""SELECT {BELONGS}, {ITS_PAGE}, scan.said, scan.flag, scan.copy_id,
scan.sheet_page FROM scan {DECIDED} JOIN copy ON copy.id = {BELONGS}
WHERE scan.said LIKE ? AND {ON_PAPER} ORDER BY scan.id DESC"""

THERE = f"""SELECT DISTINCT copy.id, signature.slot FROM signature JOIN copy ON copy.record_id = signature.record_id
WHERE copy.id IN (SELECT {BELONGS} FROM scan {DECIDED} WHERE scan.said LIKE ?)
AND NOT EXISTS (SELECT 1 FROM signature_end WHERE signature_id = signature.id)"""

Place = tuple[int, int]
"""A copy and its page."""


def waiting(desk: Desk) -> dict[Place, tuple[str, ...]]:
    """The boxes of each scanned page of copies not yet archived that wait for somebody to confirm them."""
    with desk.store.snapshot():
        seen: dict[int, dict[int, set[str]]] = {}
        for copy, page, slot in _seen(desk):
            seen.setdefault(copy, {}).setdefault(page, set()).add(slot)
        open_copies = [view for copy in seen if (view := by_id(desk, copy)) is not None and view.state != ARCHIVED]
        return {(view.id, page): slots for view in open_copies
                for page, slots in _open(desk, view, seen[view.id]).items()}  # fmt: skip


def _seen(desk: Desk) -> list[tuple[int, int, str]]:
    """The boxes in which ink was seen and that nobody has signed: copy, page and slot."""
    like = (f'%"{SIGNED}"%',)
    there = {(int(copy), str(slot)) for copy, slot in desk.store.sql(THERE, like)}
    return [
        (int(copy), int(page), slot)
        for copy, page, said, flag, *by_codes in desk.store.sql(SEEN, like)
        for slot in _signed(said, flag, tuple(by_codes), (copy, page)) if (int(copy), slot) not in there
    ]  # fmt: skip


def _open(desk: Desk, copy: CopyView, seen: dict[int, set[str]]) -> dict[int, tuple[str, ...]]:
    """Of each page the boxes that somebody may still sign, as one reads them."""
    if why_not(copy):
        return {}
    record, found = records.get(desk, copy.record), dict[int, tuple[str, ...]]()
    for page, box in boxes_of(copy):
        slot = str(box["slot"])
        if slot in seen.get(page, ()) and way(record, slot):
            found[page] = (*found.get(page, ()), slot)
    return found


def _signed(said: str, flag: str, by_codes: Place, filed: Place) -> set[str]:
    """The boxes in which ink was seen."""
    try:
        told = boxes_seen(canonical.load(said), flag, by_codes, filed)
    except ValueError:
        return set()
    return {str(box.get("slot")) for box in told if box.get("verdict") == SIGNED}
