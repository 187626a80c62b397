"""A copy that its scans bring back, and what becomes of that when they prove to be none of it."""

from __future__ import annotations

from collections.abc import Mapping

from qcdesk import canonical
from qcdesk.canonical import Json
from qcdesk.desk import Desk
from qcdesk.services.papers import copy_list, scan_list
from qcdesk.services.papers.copy_list import BACK, COUNTS, RETRACT, CopyView
from qcdesk.services.trail import kept_rows

BY_SCAN, STANDS = "by_scan", "stands"
"""What the event of such a move says: that it was a scan, and how the copy stands again."""

LAST = f"""SELECT one.act, one.holder, event.detail FROM copy_move AS one JOIN event ON event.seq = one.event_seq
WHERE one.copy_id = ? AND {COUNTS} ORDER BY one.id DESC LIMIT 2"""


def bring(desk: Desk, copy: CopyView) -> None:
    """Inside the open write."""
    _move(desk, copy, "back", "", {BY_SCAN: True})


def retract(desk: Desk, copy: CopyView, why: str) -> str:
    """Inside the open write, after a page was taken from it: it stands as it did before its scans brought it back,
    since the same day, and `why` is told. What somebody brought back or moved since stays, as does a copy of which
    other pages are there. Returns what to say of it, nothing where nothing changes."""
    moves = desk.store.sql(LAST, (copy.id,))
    if copy.state != BACK or not moves or not canonical.load(moves[0][2]).get(BY_SCAN):
        return ""
    if scan_list.pages_there(desk, copy.id):
        missing = "、".join(map(str, scan_list.missing(desk, copy)))
        return f"{copy.named}还有别的页在，仍是“{copy.state_label}”，缺第 {missing} 页"
    stands = _stands(*moves[1][:2]) if len(moves) > 1 else copy_list.STATES[copy_list.PRINTED]
    _move(desk, copy, RETRACT, why, {STANDS: stands})
    return f"{copy.named}不再算签回，回到“{stands}”"


def _stands(act: str, holder: str) -> str:
    state = next((one.target for one in copy_list.ACTS if one.name == act), copy_list.PRINTED)
    return copy_list.STATES[state] + (f" · {holder}" if holder else "")


def _move(desk: Desk, copy: CopyView, act: str, why: str, told: Mapping[str, Json]) -> None:
    row: dict[str, Json] = {"copy": copy.id, "act": act, "holder": "", "place": "", "reason": why}
    detail: dict[str, Json] = {"positions": [copy.position], **told}
    kept_rows.append(desk, "copy_moved", [("copy_move", row)], record=copy.record, detail=detail)
