"""A scanned page whose boxes nobody judged, or some unclearly, once a person has looked at it: what he did not confirm
is not signed."""

from __future__ import annotations

from qcdesk.canonical import Json
from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.keeping import gone
from qcdesk.services.papers import scan_list
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.papers.ink_boxes import NOT_ON_PAPER, boxes_of
from qcdesk.services.papers.scan_list import AGAIN, LOOK, ScanView
from qcdesk.services.papers.waiting_ink import doubtful
from qcdesk.services.trail import kept_rows


def look(desk: Desk, scan: int) -> Change:
    """Whoever is at the desk has confirmed every signature of which nobody knew; until it lies elsewhere, none of them
    waits any more. Raises Refused."""
    return _say(desk, scan, LOOK, "scan_looked")


def again(desk: Desk, scan: int) -> Change:
    """Takes that back: the page waits as before. Raises Refused."""
    return _say(desk, scan, AGAIN, "scan_look_again")


def _say(desk: Desk, scan: int, act: str, action: str) -> Change:
    desk.require_person()
    with desk.store.write():
        seen = scan_list.get(desk, scan)
        copy = _to_be_looked_at(seen)
        gone.refuse(desk, copy.record, copy.number)
        if act == LOOK and seen.looked_by:
            raise Refused(f"{seen.named}{seen.looked_by}已经看过，不用再记")
        if act == AGAIN and not seen.looked_by:
            raise Refused(f"{seen.named}没有人记过“看过了”，没有什么可以撤回")
        row: dict[str, Json] = {"scan": scan, "act": act, "copy": copy.id, "sheet_page": seen.sheet_page, "reason": ""}
        detail: dict[str, Json] = {"file": seen.name, "page": seen.page, "position": copy.position,
                                   "sheet_page": seen.sheet_page}  # fmt: skip
        seq = kept_rows.append(desk, action, [("filing", row)], record=copy.record, detail=detail).event
    return touched("scans", "copies", "records", record=copy.record, event=seq)


def _to_be_looked_at(seen: ScanView) -> CopyView:
    if seen.copy is None:
        raise Refused(f"{seen.named}还没有归入，先归到它的那一份再看签名")
    if not seen.is_paper:
        raise Refused(f"{seen.named}{NOT_ON_PAPER}")
    if all(page != seen.sheet_page for page, _ in boxes_of(seen.copy)):
        raise Refused(f"{seen.copy.named}第 {seen.sheet_page} 页上没有签名格")
    if seen.judged and not doubtful(seen.boxes):
        raise Refused(f"{seen.named}的签名格判读过：空白的当作没签，不用再说看过；有笔迹的请逐格确认")
    return seen.copy
