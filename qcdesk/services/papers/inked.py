"""Signatures in ink that somebody at the desk has seen on a scanned copy, taken with the weight of one by PIN."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qcdesk.desk import Desk
from qcdesk.errors import DeskError, Refused
from qcdesk.kinds import plain_name
from qcdesk.services.basics.pins import Proof
from qcdesk.services.papers import copy_list, ink_ahead, ink_asked, ink_seen, left_since
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.papers.ink_asked import Mark
from qcdesk.services.papers.ink_boxes import Proposal, labels, proposed, refuse_unfit
from qcdesk.services.papers.ways import Way
from qcdesk.services.sheets import approval, records, signing
from qcdesk.services.sheets.approval import INKED, Ink
from qcdesk.services.sheets.records import Move
from qcdesk.services.sheets.signing import INK, PAPER, Signer
from qcdesk.services.trail.scan_told import SHOWN
from qcdesk.store.models import Signature
from qcdesk.views import PersonView, RecordView

__all__ = ["Mark", "Outcome", "Proposal", "confirm", "in_vain", "proposed"]

INKED_BOX = "inked"
"""The action of a box confirmed without a step."""


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
    refuse_unfit(copy_list.get(desk, copy))
    left, done = list(marks), []
    whys = {mark.slot: mark.why for mark in marks}
    while left:
        mark = ink_ahead.next_of(records.get(desk, copy_list.get(desk, copy).record), left)
        left.remove(mark)
        done.append(_outcome(desk, copy, mark, whys))
    return done


def in_vain(desk: Desk, copy: int, marks: Sequence[Mark]) -> list[Outcome]:
    """What `confirm` would say of marks of which it would take none, so that nobody gives a PIN for nothing; empty
    where it would take one. Raises Refused where nothing of the paper may be taken."""
    told = ink_ahead.against(desk, copy, marks, ready=True)
    if any(mark.slot not in told for mark in marks):
        return []
    return [Outcome(mark.slot, _label(desk, copy, mark.slot), False, told[mark.slot]) for mark in marks]


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
    refuse_unfit(copy)
    record = records.get(desk, copy.record)
    asked = ink_asked.of(desk, copy, record, mark)
    if asked is None:
        return
    found, signer = asked.way, asked.signer
    shown = ink_seen.shown(desk, copy, ink_seen.signed_with(found), whys)
    said: dict[str, object] = {"copy": copy.id, INKED: [copy.position, asked.scan.sheet_page], SHOWN: shown}
    if asked.day:
        said[PAPER] = {mark.slot: asked.day}
    if asked.left:
        said[left_since.LEFT] = asked.left
    by = Signer(signer.login, signer.name, INK, copy.id, asked.scan.id, desk.person.login)
    ink = Ink(by, said, signer)
    if found.step is not None:
        approval.take_inked(desk, record.id, found.action, ink)
    else:
        _sign_box(desk, record, found, signer, ink)


def _sign_box(desk: Desk, record: RecordView, found: Way, signer: PersonView, ink: Ink) -> None:
    """A box of a block that was left for ink when the sheet went on: signed without a step, all else as by PIN."""
    principal, kind = ink_asked.of_box(desk, record, found, signer), record.kind
    with records.changing(desk, record.id) as held:
        by = replace(ink.by, deputy_for=principal or None)
        meaning = next((step.signed_as for step in kind.workflow.steps if plain_name(found.slot) in step.signs),
                       kind.slot(found.slot).label)  # fmt: skip
        values, now = dict(record.values), desk.clock.stamp()
        signed = signing.write(desk, held.row, kind, (found.slot,), meaning, now, values, by)
        detail: dict[str, object] = {"signed": signed, "ended": [], "role": found.role, **ink.said}
        seq = records.write_version(desk, held, kind, values, Move(INKED_BOX, detail, keeps_working=True))
        for entry in signed:
            desk.store.run(Signature.insert(record=record.id, event_seq=seq, **entry))
