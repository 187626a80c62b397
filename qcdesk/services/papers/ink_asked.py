"""What is asked before a box is taken as signed in ink: the same when it is ticked and when it is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.kinds import department_in
from qcdesk.services.basics import people
from qcdesk.services.papers import left_since, scan_list
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.papers.ink_boxes import NOT_ON_PAPER, barred, boxes_of, may_be, own_witness, way
from qcdesk.services.papers.scan_list import ScanView
from qcdesk.services.papers.stale import DAMAGED
from qcdesk.services.papers.ways import Way
from qcdesk.services.sheets.acting import Acting
from qcdesk.services.sheets.signing import INK
from qcdesk.views import PersonView, RecordView, SignatureView


@dataclass(frozen=True)
class Mark:
    """That somebody (by login) has signed a box in ink, on the `day` written beside it: 2026-11-20, with the time if
    it is there, or nothing. `why` it is taken as signed although the scan did not show so."""

    slot: str
    person: str
    day: str = ""
    why: str = ""


@dataclass(frozen=True)
class Asked:
    """A mark with what was found out as it was asked about; `left` is the day on which its signer has left since."""

    way: Way
    signer: PersonView
    scan: ScanView
    day: str
    left: str


def of(desk: Desk, copy: CopyView, record: RecordView, mark: Mark) -> Asked | None:
    """All but whether its step is open; None where the same step has signed it already. Raises Refused, NotFound."""
    scan, day = _seen_on(desk, copy, mark.slot), day_of(desk, copy, mark.day)
    signer, left = left_since.signer(desk, copy, mark.person, day)
    there = record.signature(mark.slot)
    if there is not None:
        if (there.copy, there.person, there.verified_by) == (copy.id, signer.login, desk.person.login):
            return None
        raise Refused(_signed_before(desk, there))
    found = way(record, mark.slot)
    if found is None:
        raise Refused(f"{record.title}现在是“{record.state_label}”，这一格没有步骤可以签")
    own = own_witness(desk, record, found) if desk.person.login != signer.login else ""
    if own:
        raise Refused(own)
    return Asked(found, signer, scan, day, left)


def of_box(desk: Desk, record: RecordView, found: Way, signer: PersonView) -> str:
    """Of a box without a step: for whom its signer stands, where not for himself. Raises Refused."""
    kind, slot = record.kind, record.kind.slot(found.slot)
    if not found.now:
        raise Refused(f"{record.title}现在是“{record.state_label}”，“{slot.label}”还不能签")
    if not may_be(desk, record, found, signer):
        raise Refused(f"“{slot.label}”要由{people.role_label(desk, found.role)}签，{signer.name}不能签")
    own = barred(record, found, {signer.login})
    if own:
        raise Refused(f"{signer.name}已签过这张单（{own}），“{slot.label}”要由别人签")
    lacking = kind.missing(record.values, slot.covers, department_in(found.slot) if slot.each else None)
    if lacking:
        raise Refused(f"“{slot.label}”一栏还没有填：{'、'.join(fault.place for fault in lacking)}")
    if found.role in signer.roles:
        return ""
    return next((one.login for one in Acting(desk.seating(signer), kind.code).with_role(found.role)), "")


def day_of(desk: Desk, copy: CopyView, text: str) -> str:
    """As it is written beside the signature; raises Refused for what is no day, before the print, or still to come."""
    words = text.strip()
    if not words:
        return ""
    try:
        moment = datetime.fromisoformat(words.replace("/", "-")).replace(tzinfo=None)
    except ValueError:
        raise Refused(f"纸上的日期“{words[:20]}”要写成 2026-11-20 或 2026-11-20 14:30") from None
    if copy.stale.kind == DAMAGED:
        raise Refused(f"{copy.named}{copy.why_stale}，{copy.stale.signing}")
    printed = datetime.fromisoformat(desk.clock.local(copy.printed_at))
    with_time = len(words) > len("2026-11-20")
    if moment < (printed if with_time else printed.replace(hour=0, minute=0)):
        raise Refused(f"纸上的日期 {words} 早于打印的时间（{printed:%Y-%m-%d %H:%M}），请看清楚")
    if moment > desk.clock.wall().replace(tzinfo=None):
        raise Refused(f"纸上的日期 {words} 还没有到，请看清楚")
    return f"{moment:%Y-%m-%d %H:%M}" if with_time else f"{moment:%Y-%m-%d}"


def _signed_before(desk: Desk, there: SignatureView) -> str:
    if there.mode != INK:
        return f"这一格已由{there.signer}用 PIN 签过（{there.at_local}）"
    at = desk.clock.local(there.at)
    return f"这一格已由{there.verifier}在 {at} 先确认为{there.signer}在纸上签过，以那一次为准，您的没有再记"


def _seen_on(desk: Desk, copy: CopyView, slot: str) -> ScanView:
    """The scan of the page with the box: nothing is seen where there is no picture."""
    pages = [page for page, box in boxes_of(copy) if box["slot"] == slot]
    if not pages:
        raise Refused(f"{copy.named}上没有这个签名格")
    there = scan_list.by_page(desk, copy.id)
    scan = next((there[page] for page in pages if page in there), None)
    if scan is None:
        raise Refused(f"{copy.named}第 {pages[0]} 页的扫描还没有来，看不到签名")
    if not scan.is_paper:
        raise Refused(f"{copy.named}第 {pages[0]} 页{NOT_ON_PAPER}")
    return scan
