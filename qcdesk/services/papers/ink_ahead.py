"""What stands against several boxes that are ticked in one go, before any of them is taken as signed in ink."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from qcdesk.desk import Desk
from qcdesk.errors import DeskError
from qcdesk.services.papers import copy_list, ink_asked, ink_seen
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.papers.ink_asked import Mark
from qcdesk.services.papers.ink_boxes import out_of_turn, refuse_unfit, way
from qcdesk.services.papers.ways import Way
from qcdesk.services.sheets import approval, records, signing
from qcdesk.services.sheets.signing import INK
from qcdesk.views import RecordView, SignatureView


def against(desk: Desk, copy: int, marks: Sequence[Mark], ready: bool = False) -> dict[str, str]:
    """What `inked.confirm` would say against them, by slot: of each as if those whose turn is before its own were
    taken. What waits for one that is refused is told what it waits for, as the sheet `stands` with those that can
    be taken. Reasons that are lacking are told once they are `ready`; who has signed a box the window asks itself.
    Raises Refused where nothing of the paper may be taken."""
    told: dict[str, str] = {}
    with desk.store.snapshot():
        view = copy_list.get(desk, copy)
        refuse_unfit(view)
        record, left = records.get(desk, view.record), list(marks)
        stands = record
        whys = {mark.slot: mark.why for mark in marks} if ready else None
        while left:
            mark = next_of(record, left)
            left.remove(mark)
            principal, refusal = _tried(desk, view, record, mark, whys)
            if refusal and stands != record and not _now(record, mark):
                principal, refusal = _tried(desk, view, stands, mark, whys)
            if refusal:
                told[mark.slot] = refusal
            else:
                stands = _as_if_taken(desk, view, stands, mark, principal)
            record = _as_if_taken(desk, view, record, mark, principal)
    return told


def _tried(desk: Desk, copy: CopyView, record: RecordView, mark: Mark,
           whys: Mapping[str, str] | None) -> tuple[str, str]:  # fmt: skip
    """For whom its signer stands, and what stands against it."""
    try:
        return _asked(desk, copy, record, mark, whys), ""
    except DeskError as error:
        return "", error.sentence


def _now(record: RecordView, mark: Mark) -> bool:
    found = way(record, mark.slot)
    return found is not None and found.now


def next_of(record: RecordView, left: Sequence[Mark]) -> Mark:
    """Whose turn it is as the sheet stands; boxes without a step first, they hold up nothing, and of several steps the
    one that shuts out the fewest of the others."""
    order = {name: at for at, (name, _) in enumerate(record.kind.named_slots(record.values))}
    inline = sorted(left, key=lambda mark: order.get(mark.slot, 99))
    ways = [(mark, way(record, mark.slot)) for mark in inline]
    free = [mark for mark, found in ways if found and found.now and found.step is None]
    due = [mark for mark, found in ways if found and found.now]
    if free or len(due) < 2:
        return next(iter((*free, *due, *inline)))
    return min(due, key=lambda mark: len(_shut_out(record, mark, left)))


def _shut_out(record: RecordView, mark: Mark, left: Sequence[Mark]) -> tuple[str, ...]:
    """The boxes whose turn does not come any more, of those `left`, once its own step is taken."""
    found = way(record, mark.slot)
    if found is None or found.step is None or not approval.moves_on(record, found.step):
        return ()
    signed = ink_seen.signed_with(found)
    after = replace(record, state=found.step.target)
    return out_of_turn(after, [one.slot for one in left if one.slot not in signed])


def _asked(desk: Desk, copy: CopyView, record: RecordView, mark: Mark, whys: Mapping[str, str] | None) -> str:
    """For whom its signer stands, where not for himself. Of a mark that names nobody yet only the day is asked."""
    if not mark.person:
        ink_asked.day_of(desk, copy, mark.day)
        return ""
    asked = ink_asked.of(desk, copy, record, mark)
    if asked is None:
        return ""
    if whys is not None:
        ink_seen.shown(desk, copy, ink_seen.signed_with(asked.way), whys)
    if asked.way.step is None:
        return ink_asked.of_box(desk, record, asked.way, asked.signer)
    return approval.inked_step(desk, record, asked.way.action, asked.signer).deputy_for


def _as_if_taken(desk: Desk, copy: CopyView, record: RecordView, mark: Mark, principal: str) -> RecordView:
    """What stands against a mark whose turn it is stands against that one alone."""
    found = way(record, mark.slot)
    if found is None or not found.now:
        return record
    signed = (*record.signatures, *_signed(desk, copy, record, found, mark, principal))
    if found.step is None or not approval.moves_on(record, found.step):
        return replace(record, signatures=signed)
    state = found.step.target
    return replace(record, signatures=signed, state=state, state_label=record.kind.workflow.label(state))


def _signed(desk: Desk, copy: CopyView, record: RecordView, found: Way, mark: Mark,
            principal: str) -> list[SignatureView]:  # fmt: skip
    now, witness = desk.clock.stamp(), desk.person
    names = signing.names_of(desk, (mark.person, principal))
    return [
        SignatureView(
            slot, record.kind.slot_label(slot, record.values), mark.person, names.get(mark.person, mark.person), now,
            desk.clock.local(now), found.role, INK, "", deputy_for=principal,
            deputy_name=names.get(principal, principal), copy=copy.id, verified_by=witness.login, verifier=witness.name,
        )
        for slot in ink_seen.signed_with(found)
    ]  # fmt: skip
