"""Signatures in ink that somebody at the desk has seen on a scanned copy, taken with the weight of one by PIN."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from qcdesk.desk import Desk
from qcdesk.errors import DeskError, Refused
from qcdesk.kinds import department_in, plain_name
from qcdesk.services.basics import people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.papers import copy_list, ink_seen, left_since, scan_list
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.papers.ink_boxes import (
    NOT_ON_PAPER,
    Proposal,
    Way,
    barred,
    boxes_of,
    labels,
    may_be,
    own_witness,
    proposed,
    way,
    why_not,
)
from qcdesk.services.papers.scan_list import ScanView
from qcdesk.services.sheets import approval, records, signing
from qcdesk.services.sheets.acting import Acting
from qcdesk.services.sheets.approval import INKED, Ink
from qcdesk.services.sheets.records import Move
from qcdesk.services.sheets.signing import INK, PAPER, Signer
from qcdesk.services.trail.scan_told import SHOWN
from qcdesk.store.models import Signature
from qcdesk.views import PersonView, RecordView, SignatureView

__all__ = ["Mark", "Outcome", "Proposal", "confirm", "proposed"]

INKED_BOX = "inked"
"""The action of a box confirmed without a step."""


@dataclass(frozen=True)
class Mark:
    """That somebody (by login) has signed a box in ink, on the `day` written beside it: 2026-11-20, with the time if
    it is there, or nothing. `why` it is taken as signed although the scan did not show so."""

    slot: str
    person: str
    day: str = ""
    why: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of one mark; `said` is why not, or what the sheet is now."""

    slot: str
    label: str
    done: bool
    said: str


def confirm(desk: Desk, copy: int, marks: Sequence[Mark], proof: Proof) -> list[Outcome]:
    """Takes the boxes as signed, in the order of the sheet's steps, each in a transaction of its own.

    The person at the desk attests by his PIN that he has seen them. What is refused stops nothing that stands beside
    it, nor does what another witness has taken meanwhile. Raises Refused where nothing of the paper may be taken.
    """
    if proof.login != desk.require_person().login:
        raise Refused("PIN 是别人的，请由坐在这里的人输入")
    if not marks:
        raise Refused("没有选要确认的签名格")
    if len({mark.slot for mark in marks}) < len(marks):
        raise Refused("同一个签名格写了两次")
    refusal = why_not(copy_list.get(desk, copy))
    if refusal:
        raise Refused(refusal)
    left, done = list(marks), []
    whys = {mark.slot: mark.why for mark in marks}
    while left:
        mark = _next(desk, copy, left)
        left.remove(mark)
        done.append(_outcome(desk, copy, mark, whys))
    return done


def _next(desk: Desk, copy: int, left: Sequence[Mark]) -> Mark:
    """Whose turn it is as the sheet stands now; boxes without a step first, they hold up nothing."""
    record = records.get(desk, copy_list.get(desk, copy).record)
    order = {name: at for at, (name, _) in enumerate(record.kind.named_slots(record.values))}
    inline = sorted(left, key=lambda mark: order.get(mark.slot, 99))
    ways = [(mark, way(record, mark.slot)) for mark in inline]
    free = [mark for mark, found in ways if found and found.now and found.step is None]
    due = [mark for mark, found in ways if found and found.now]
    return next(iter((*free, *due, *inline)))


def _outcome(desk: Desk, copy: int, mark: Mark, whys: Mapping[str, str]) -> Outcome:
    label = _label(desk, copy, mark.slot)
    try:
        with desk.store.write():
            _take(desk, copy_list.get(desk, copy), mark, whys)
    except DeskError as error:
        return Outcome(mark.slot, label, False, error.sentence)
    record = records.get(desk, copy_list.get(desk, copy).record)
    return Outcome(mark.slot, label, True, f"{record.title} {record.state_label}")


def _label(desk: Desk, copy: int, slot: str) -> str:
    view = copy_list.get(desk, copy)
    return labels(view, records.get(desk, view.record)).get(slot, slot)


def _take(desk: Desk, copy: CopyView, mark: Mark, whys: Mapping[str, str]) -> None:
    """Inside the write: everything is asked again, as of now."""
    refusal = why_not(copy)
    if refusal:
        raise Refused(refusal)
    record, scan = records.get(desk, copy.record), _seen_on(desk, copy, mark.slot)
    day = _day(desk, copy, mark.day)
    signer, left = left_since.signer(desk, copy, mark.person, day)
    there = record.signature(mark.slot)
    if there is not None:
        if (there.copy, there.person, there.verified_by) == (copy.id, signer.login, desk.person.login):
            return  # the same step has signed both of its boxes
        raise Refused(_signed_before(desk, there))
    found = way(record, mark.slot)
    if found is None:
        raise Refused(f"{record.title}现在是“{record.state_label}”，这一格没有步骤可以签")
    _refuse_own_witness(desk, record, found, signer)
    shown = ink_seen.shown(desk, copy, ink_seen.signed_with(found), whys)
    said: dict[str, object] = {"copy": copy.id, INKED: [copy.position, scan.sheet_page], SHOWN: shown}
    if day:
        said[PAPER] = {mark.slot: day}
    if left:
        said[left_since.LEFT] = left
    by = Signer(signer.login, signer.name, INK, copy.id, scan.id, desk.person.login)
    ink = Ink(by, said, signer)
    if found.step is not None:
        approval.take_inked(desk, record.id, found.action, ink)
    else:
        _sign_box(desk, record, found, signer, ink)


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


def _refuse_own_witness(desk: Desk, record: RecordView, found: Way, signer: PersonView) -> None:
    own = own_witness(desk, record, found) if desk.person.login != signer.login else ""
    if own:
        raise Refused(own)


def _day(desk: Desk, copy: CopyView, text: str) -> str:
    """As it is written beside the signature; raises Refused for what is no day, before the print, or still to come."""
    words = text.strip()
    if not words:
        return ""
    try:
        moment = datetime.fromisoformat(words.replace("/", "-")).replace(tzinfo=None)
    except ValueError:
        raise Refused(f"纸上的日期“{words[:20]}”要写成 2026-11-20 或 2026-11-20 14:30") from None
    printed = datetime.fromisoformat(desk.clock.local(copy.printed_at))
    with_time = len(words) > len("2026-11-20")
    if moment < (printed if with_time else printed.replace(hour=0, minute=0)):
        raise Refused(f"纸上的日期 {words} 早于打印的时间（{printed:%Y-%m-%d %H:%M}），请看清楚")
    if moment > desk.clock.wall().replace(tzinfo=None):
        raise Refused(f"纸上的日期 {words} 还没有到，请看清楚")
    return f"{moment:%Y-%m-%d %H:%M}" if with_time else f"{moment:%Y-%m-%d}"


def _sign_box(desk: Desk, record: RecordView, found: Way, signer: PersonView, ink: Ink) -> None:
    """A box of a block that was left for ink when the sheet went on: signed without a step, all else as by PIN."""
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
    with records.changing(desk, record.id) as held:
        by = _for_whom(desk, record, found, signer, ink.by)
        meaning = next((step.signed_as for step in kind.workflow.steps if plain_name(found.slot) in step.signs),
                       slot.label)  # fmt: skip
        values, now = dict(record.values), desk.clock.stamp()
        signed = signing.write(desk, held.row, kind, (found.slot,), meaning, now, values, by)
        detail: dict[str, object] = {"signed": signed, "ended": [], "role": found.role, **ink.said}
        seq = records.write_version(desk, held, kind, values, Move(INKED_BOX, detail, keeps_working=True))
        for entry in signed:
            desk.store.run(Signature.insert(record=record.id, event_seq=seq, **entry))


def _for_whom(desk: Desk, record: RecordView, found: Way, signer: PersonView, by: Signer) -> Signer:
    """As the deputy of one whose role it is, where he has it not himself."""
    if found.role in signer.roles:
        return by
    principals = Acting(desk.seating(signer), record.kind.code).with_role(found.role)
    return replace(by, deputy_for=principals[0].login if principals else None)
