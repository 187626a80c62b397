"""A scanned page whose boxes nobody judged, or some unclearly, once a person has looked at it: what he did not confirm
is not signed, or on a paper that can be confirmed no more nobody says whether it is."""

from __future__ import annotations

from qcdesk.canonical import Json
from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.keeping import gone
from qcdesk.services.papers import scan_list
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.papers.ink_boxes import NOT_ON_PAPER, InkBox, Proposal, boxes_of, proposed, refuse_unfit
from qcdesk.services.papers.scan_list import AGAIN, LOOK, LOOK_IN_VAIN, ScanView
from qcdesk.services.papers.stale import DAMAGED
from qcdesk.services.papers.waiting_ink import doubtful, in_vain, taken
from qcdesk.services.trail import kept_rows

CALLED = {LOOK: "scan_looked", LOOK_IN_VAIN: "scan_looked_in_vain", AGAIN: "scan_look_again"}
"""The event of each."""

INKED = "{}有笔迹，还没有确认：先确认这些签名，再说其余没签"
MEANWHILE = "{}的单子刚刚有了变动，请重新点开这一页，看过再说"


def look(desk: Desk, scan: int, vain: bool | None = None) -> Change:
    """Whoever is at the desk has confirmed every signature of which nobody knew, or has seen that none can be any more;
    until the page lies elsewhere, none of them waits. `vain` is which of the two he was asked, where he was. Raises
    Refused, also where it is the other by now."""
    with desk.store.write():
        seen, copy = _to_be_looked_at(desk, scan)
        now = in_vain(copy)
        if counts(seen):
            raise Refused(f"{seen.named}{seen.looked_by}已经看过，不用再记")
        if vain not in (None, now):
            raise Refused(MEANWHILE.format(copy.named))
        _refuse_early(desk, copy, seen)
        return _say(desk, seen, copy, LOOK_IN_VAIN if now else LOOK)


def again(desk: Desk, scan: int) -> Change:
    """Takes that back: the page waits as before. Raises Refused."""
    with desk.store.write():
        seen, copy = _to_be_looked_at(desk, scan)
        if not seen.looked_by:
            raise Refused(f"{seen.named}没有人记过“看过了”，没有什么可以撤回")
        return _say(desk, seen, copy, AGAIN)


def _refuse_early(desk: Desk, copy: CopyView, seen: ScanView) -> None:
    """Nobody says of a box in which ink was seen that it is unsigned, nor anything of a paper that is given up."""
    vain = in_vain(copy)
    if not vain:
        refuse_unfit(copy)
    found = proposed(desk, copy.id)
    if said := "" if vain else inked_still(found, seen.sheet_page):
        raise Refused(f"{seen.named}的{said}")
    if not left(desk, seen, found):
        raise Refused(f"{seen.named}的签名格都签了、确认过了，没有还要看的")


def inked_still(found: Proposal, page: int) -> str:
    """What is to be done first where boxes of a page show ink that may be confirmed still, and nobody has."""
    left = "、".join(f"“{box.label}”" for box in found.boxes if box.page == page and box.inked and box.open)
    return INKED.format(left) if left else ""


def left(desk: Desk, scan: ScanView, found: Proposal) -> list[InkBox]:
    """The boxes of a page of which nobody knows whether they are signed."""
    doubts, once = doubtful(scan.boxes), taken(desk, found.copy) if in_vain(found.copy) else ()
    here = [box for box in found.boxes if box.page == scan.sheet_page and box.open and box.slot not in once]
    return [box for box in here if box.slot in doubts or not scan.judged]


def counts(scan: ScanView) -> bool:
    """Whether somebody has looked at a page: who said that its paper can be confirmed no more has said nothing of one
    that can be after all."""
    return bool(scan.looked_by) and (scan.looked_as == LOOK or (scan.copy is not None and in_vain(scan.copy)))


def _say(desk: Desk, seen: ScanView, copy: CopyView, act: str) -> Change:
    row: dict[str, Json] = {"scan": seen.id, "act": act, "copy": copy.id, "sheet_page": seen.sheet_page, "reason": ""}
    detail: dict[str, Json] = {"file": seen.name, "page": seen.page, "position": copy.position,
                               "sheet_page": seen.sheet_page}  # fmt: skip
    seq = kept_rows.append(desk, CALLED[act], [("filing", row)], record=copy.record, detail=detail).event
    return touched("scans", "copies", "records", record=copy.record, event=seq)


def _to_be_looked_at(desk: Desk, scan: int) -> tuple[ScanView, CopyView]:
    """Of whoever is at the desk, and of what was not disposed of."""
    desk.require_person()
    seen = scan_list.get(desk, scan)
    if seen.copy is None:
        raise Refused(f"{seen.named}还没有归入，先归到它的那一份再看签名")
    if not seen.is_paper:
        raise Refused(f"{seen.named}{NOT_ON_PAPER}")
    if seen.copy.stale.kind == DAMAGED:
        refuse_unfit(seen.copy)
    if all(page != seen.sheet_page for page, _ in boxes_of(seen.copy)):
        raise Refused(f"{seen.copy.named}第 {seen.sheet_page} 页上没有签名格")
    if seen.judged and not doubtful(seen.boxes):
        raise Refused(f"{seen.named}的签名格判读过：空白的当作没签，不用再说看过；{_of_ink(seen.copy)}")
    gone.refuse(desk, seen.copy.record, seen.copy.number)
    return seen, seen.copy


def _of_ink(copy: CopyView) -> str:
    if in_vain(copy):
        return "有笔迹的不能再确认，这一份作废或归档，或重签的确认了，就不再列着"
    return "有笔迹的请逐格确认"
