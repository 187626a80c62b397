"""What the scan showed in the boxes that are confirmed, and the reason where it did not show a signature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qcdesk.canonical import Json
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.kinds import department_in, of_department
from qcdesk.services.basics import typing_in
from qcdesk.services.papers import scan_list
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.papers.ink_boxes import SIGNED, boxes_of, labels, seen_in
from qcdesk.services.papers.ways import Way
from qcdesk.services.sheets import records
from qcdesk.services.trail.scan_told import SEEN

WHY_LIMIT = 200


def signed_with(way: Way) -> tuple[str, ...]:
    """The slots that are signed together with this one."""
    if way.step is None:
        return (way.slot,)
    return tuple(of_department(slot, department_in(way.slot)) for slot in way.step.signs)


def shown(desk: Desk, copy: CopyView, slots: Sequence[str], whys: Mapping[str, str]) -> dict[str, Json]:
    """For the event: of each box the verdict, the share and the reason. Raises Refused where one is lacking."""
    scans = scan_list.by_page(desk, copy.id)
    told: dict[str, Json] = {}
    called = labels(copy, records.get(desk, copy.record))
    for page, box in boxes_of(copy):
        slot = str(box["slot"])
        if slot not in slots:
            continue
        verdict, share = seen_in(scans.get(page), slot)
        why = typing_in.line("为什么说已签", whys.get(slot, ""), WHY_LIMIT) if verdict != SIGNED else ""
        if verdict != SIGNED and not typing_in.says(why):
            when_empty = f"“{called[slot]}”扫描上{SEEN[verdict]}，说它已签要写明为什么，例如：看过原件"
            raise Refused(typing_in.lacking(f"“{called[slot]}”为什么说已签，", why, when_empty))
        told[slot] = {"verdict": verdict, "share": share, **({"why": why} if why else {})}
    return told
