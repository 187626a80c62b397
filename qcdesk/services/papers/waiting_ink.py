"""Scanned pages of the whole office that somebody has still to look at for signatures, without reading every sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qcdesk import canonical
from qcdesk.canonical import Values
from qcdesk.desk import Desk
from qcdesk.errors import Damaged, NotFound
from qcdesk.services.papers.copy_list import ARCHIVE, ARCHIVED, LOST, MOVED, SPOILED, CopyView, by_id
from qcdesk.services.papers.ink_boxes import SIGNED, UNCLEAR, boxes_of, way, why_not
from qcdesk.services.papers.scan_list import BELONGS, DECIDED, FILE, ITS_PAGE, LOOK, LOOKED, ON_PAPER, boxes_seen
from qcdesk.services.papers.stale import DAMAGED, VOIDED
from qcdesk.services.papers.told_boxes import on_page, pages_of
from qcdesk.services.papers.unsigned import live_slots
from qcdesk.services.sheets import records

PAGES = f"SELECT {BELONGS}, {ITS_PAGE}, scan.said, scan.flag, scan.copy_id, scan.sheet_page"

OPEN = f"{ON_PAPER} AND COALESCE(copy_move.act, '') <> '{ARCHIVE}' ORDER BY scan.id DESC"

SEEN = f"""{PAGES} FROM scan {DECIDED} JOIN copy ON copy.id = {BELONGS} {MOVED}
WHERE scan.said LIKE ? AND {OPEN}"""

THERE = f"""SELECT DISTINCT copy.id, signature.slot FROM signature JOIN copy ON copy.record_id = signature.record_id
WHERE copy.id IN (SELECT {BELONGS} FROM scan {DECIDED} WHERE scan.said LIKE ?)
AND NOT EXISTS (SELECT 1 FROM signature_end WHERE signature_id = signature.id)"""

UNJUDGED = f"""{PAGES}, copy.record_id, copy.boxes, looked.id FROM scan {DECIDED} {LOOKED}
JOIN copy ON copy.id = {BELONGS} {MOVED}
WHERE (filing.act = '{FILE}' OR scan.said NOT LIKE ? OR scan.said LIKE ?)
AND COALESCE(looked.act, '') <> '{LOOK}' AND {OPEN}"""
"""With those of which somebody said that they can be confirmed no more, as long as that is so."""

JUDGED, DOUBTED = '%"boxes"%', f'%"{UNCLEAR}"%'

CONFIRMED = "SELECT slot FROM signature WHERE record_id = ? AND copy_id = ?"

Place = tuple[int, int]
"""A copy and its page."""
Slots = dict[int, dict[int, set[str]]]
"""By copy and page."""
Waiting = dict[Place, tuple[str, ...]]


@dataclass(frozen=True)
class ToLookAt:
    """Scanned pages that somebody has to look at: with ink that waits to be confirmed, with boxes of which nobody
    knows, and with either where they can be confirmed no more."""

    inked: Waiting
    unknown: Waiting
    in_vain: Waiting

    @property
    def pages(self) -> frozenset[Place]:
        return frozenset({*self.inked, *self.unknown, *self.in_vain})


def to_look_at(desk: Desk) -> ToLookAt:
    with desk.store.snapshot():
        (inked, shut), (unknown, unseen) = seen_ink(desk), unknown_ink(desk)
    vain = {place: tuple(sorted({*shut.get(place, ()), *unseen.get(place, ())})) for place in sorted({*shut, *unseen})}
    return ToLookAt(inked, unknown, vain)


def waiting(desk: Desk) -> Waiting:
    """The boxes of each scanned page of copies not yet archived in which ink was seen, and that wait for somebody to
    confirm them."""
    return seen_ink(desk)[0]


def seen_ink(desk: Desk) -> tuple[Waiting, Waiting]:
    """Those, and the boxes with ink that nobody can confirm because the paper is to be printed and signed anew."""
    with desk.store.snapshot():
        found = _inked(desk)
        copies = _copies(desk, found)
        return _open(desk, found, copies), _of_copies(desk, found, filter(in_vain, copies))


def in_vain(copy: CopyView) -> bool:
    """Whether the ink on a paper cannot be confirmed and yet is somebody's concern: its sheet was changed, amended or
    returned since, or broken by other hands, and the paper is neither void, lost nor archived."""
    given_up = copy.state in (ARCHIVED, LOST, SPOILED) or copy.stale.kind in ("", VOIDED)
    return not given_up and not copy.stale.settled


def to_be_signed_anew(copy: CopyView) -> bool:
    """Of such a paper, whether its ink is asked for once more."""
    return in_vain(copy) and copy.stale.kind != DAMAGED


def unjudged(desk: Desk) -> Waiting:
    """The boxes that may be signed still, of each such page of which nobody knows whether they are: seen unclearly,
    filed by hand where its codes were not read, of several sheets, or not to be straightened; until somebody says that
    he has looked."""
    return unknown_ink(desk)[0]


def unknown_ink(desk: Desk) -> tuple[Waiting, Waiting]:
    """Those, and the boxes of which nobody knows and that can be confirmed no more."""
    with desk.store.snapshot():
        found, unseen = _unknown(desk)
        copies = _copies(desk, found)
        left = {copy.id: _not_taken(desk, copy, unseen.get(copy.id, {})) for copy in filter(in_vain, copies)}
        return _open(desk, found, copies), _of_copies(desk, left, filter(in_vain, copies))


def _not_taken(desk: Desk, copy: CopyView, pages: Mapping[int, set[str]]) -> dict[int, set[str]]:
    once = taken(desk, copy)
    return {page: slots - once for page, slots in pages.items()}


def taken(desk: Desk, copy: CopyView) -> set[str]:
    """The boxes that were once confirmed on this very paper: those somebody has seen."""
    return {str(slot) for (slot,) in desk.store.sql(CONFIRMED, (copy.record, copy.id))}


def _inked(desk: Desk) -> Slots:
    """The boxes in which ink was seen and that nobody has signed."""
    like, found = (f'%"{SIGNED}"%',), Slots()
    there = {(int(copy), str(slot)) for copy, slot in desk.store.sql(THERE, like)}
    for copy, page, said, flag, *by_codes in desk.store.sql(SEEN, like):
        told = _told(said, flag, tuple(by_codes), (copy, page)) or ()
        slots = {str(box.get("slot")) for box in told if box.get("verdict") == SIGNED}
        left = {slot for slot in slots if (int(copy), slot) not in there}
        if left:
            found.setdefault(int(copy), {}).setdefault(int(page), set()).update(left)
    return found


def _unknown(desk: Desk) -> tuple[Slots, Slots]:
    """The boxes that nobody judged, or saw unclearly, but for those that are signed; and those of the pages at which
    nobody has looked."""
    rows = []
    for copy, page, said, flag, *by_codes, record, boxes, seen in desk.store.sql(UNJUDGED, (JUDGED, DOUBTED)):
        told = _told(said, flag, tuple(by_codes), (copy, page))
        if told is not None:
            slots = doubtful(told) if told else _printed(boxes, int(page))
            rows.append((int(record), int(copy), int(page), slots, seen))
    signed, found, unseen = live_slots(desk, (record for record, *_ in rows)), Slots(), Slots()
    for record, copy, page, slots, seen in rows:
        if left := slots - signed[record]:
            for each in (found,) if seen else (found, unseen):
                each.setdefault(copy, {}).setdefault(page, set()).update(left)
    return found, unseen


def doubtful(told: Iterable[Values]) -> set[str]:
    """The boxes of a judged page that were seen unclearly."""
    return {str(box.get("slot")) for box in told if (box.get("verdict") or UNCLEAR) == UNCLEAR}


def _copies(desk: Desk, found: Slots) -> list[CopyView]:
    return [view for copy in found if (view := by_id(desk, copy)) is not None]


def _open(desk: Desk, found: Slots, copies: Iterable[CopyView]) -> Waiting:
    """Of papers on which signatures may be confirmed."""
    return _of_copies(desk, found, (copy for copy in copies if not why_not(copy)))


def _of_copies(desk: Desk, found: Slots, copies: Iterable[CopyView]) -> Waiting:
    """Of the boxes found those that somebody may still sign, as one reads them."""
    return {(copy.id, page): slots for copy in copies for page, slots in _of_copy(desk, copy, found[copy.id]).items()}


def _of_copy(desk: Desk, copy: CopyView, seen: Mapping[int, set[str]]) -> dict[int, tuple[str, ...]]:
    """Of a sheet or print that cannot be read any more all of them."""
    found = dict[int, tuple[str, ...]]()
    try:
        record = records.get(desk, copy.record)
    except (Damaged, NotFound):
        record = None
    if record is None or copy.stale.kind == DAMAGED:
        return {page: tuple(sorted(slots)) for page, slots in seen.items() if slots}
    if record.disposed:
        return found
    for page, box in boxes_of(copy):
        slot = str(box["slot"])
        if slot in seen.get(page, ()) and way(record, slot):
            found[page] = (*found.get(page, ()), slot)
    return found


def _told(said: str, flag: str, by_codes: Place, filed: Place) -> list[Values] | None:
    """What was seen in the boxes; None where other hands have made it no JSON, which verify names."""
    try:
        return boxes_seen(canonical.load(said), flag, by_codes, filed)
    except ValueError:
        return None


def _printed(boxes: str, page: int) -> set[str]:
    """The boxes of a page of a copy; one without a name where other hands have made it no JSON."""
    if not canonical.readable(boxes):
        return {""}
    each = pages_of(canonical.load(boxes))
    return {str(box["slot"]) for box in on_page(each[page - 1])} if 1 <= page <= len(each) else set()
