"""A step taken on a sheet: by whom, with what it signs, ends and draws, all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from qcdesk import canonical
from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import Refused, Stale
from qcdesk.fields import Note
from qcdesk.kinds import of_department, plain_name
from qcdesk.services.basics import people, typing_in
from qcdesk.services.basics.pins import Proof
from qcdesk.services.cases import joining
from qcdesk.services.sheets import already, effects, numbering, records, signing, ways_on
from qcdesk.services.sheets.records import Held, Move
from qcdesk.services.sheets.ways_on import OpenStep
from qcdesk.store.models import Record, Signature, SignatureEnd
from qcdesk.views import PersonView, RecordView
from qcdesk.workflow import ANYONE, REASON, REVISE, Step

INKED = "on_copy"
"""Under which the event of a step on paper keeps the copy's number and the page it was seen on."""

REASON_LIMIT = 500


def take(desk: Desk, which: int | str, action: str, proof: Proof | None, *, reason: str = "",
         version: int | None = None, beside: str = "") -> Change:  # fmt: skip
    """Takes the step as the person who proved the PIN, everything checked again inside the transaction; `beside` is
    the number of the case together with which it is taken.

    A step that signs nothing needs no proof. Raises Refused with the sentence that closes the step, Stale when the
    sheet is no longer the one seen.
    """
    login = desk.require_person().login
    if proof is not None and proof.login != login:
        raise Refused("PIN 是别人的，请由坐在这里的人输入")
    why = _reason(reason)
    with records.changing(desk, which) as held:
        desk = desk.seating(people.in_office(desk, login))
        row = held.row
        if version is not None:
            _refuse_stale(desk, row, version, action)
        record = records.view(desk, row)
        chosen = _chosen(desk, record, action)
        if proof is None and (chosen.step.signs or chosen.step.reason):
            raise Refused(f"“{chosen.label}”要用 PIN 签名")
        if chosen.step.reason and not typing_in.says(why):
            raise Refused(typing_in.lacking(chosen.step.asks, why, f"{chosen.label}要写明{chosen.step.asks}"))
        seq = _write(desk, held, record, chosen, (why, beside))
        joined = joining.after_step(desk, row, chosen.step)
    return touched("records", *(("cases",) if joined else ()), record=row.id, event=seq)


@dataclass(frozen=True)
class Ink:
    """A signature on paper that the person at the desk has seen: how it is written, what its event says of the paper,
    and whose it is, who was in office when he signed."""

    by: signing.Signer
    said: Mapping[str, object]
    signer: PersonView


def take_inked(desk: Desk, which: int | str, action: str, ink: Ink) -> Change:
    """The step as its signer took it in ink, everything checked as of him; the person at the desk, who has seen it,
    stands for that in the trail. Raises Refused as `take` does."""
    desk.require_person()
    with records.changing(desk, which) as held:
        record = records.view(desk, held.row)
        chosen = inked_step(desk, record, action, ink.signer)
        seq = _write(desk, held, record, chosen, ("", ""), ink)
        joined = joining.after_step(desk, held.row, chosen.step)
    return touched("records", *(("cases",) if joined else ()), record=held.row.id, event=seq)


def inked_step(desk: Desk, record: RecordView, action: str, signer: PersonView) -> OpenStep:
    """The step as it is open to its signer in ink; raises Refused where it is not."""
    chosen = _chosen(desk.seating(signer), record, action)
    if chosen.step.reason:
        raise Refused(f"“{chosen.label}”要写明{chosen.step.asks}，不能用纸上的签名来做")
    return chosen


def _refuse_stale(desk: Desk, row: Record, version: int, action: str) -> None:
    """Of a step nothing typed is at stake, but it would sign what its taker has not seen; where somebody else has taken
    the very step first, nothing is left to do."""
    try:
        records.refuse_stale(desk, row, version)
    except Stale as stale:
        done = already.by_whom(desk, records.view(desk, row), action)
        if done is not None:
            said = f"{done.name}在 {done.at} 先{done.what}了这张单，您的没有再做，也不用再做。"
            raise Stale(said, stale.by, stale.at) from None
        said = f"{stale.by}在 {stale.at} 先改了这张单，这一步没有做。请看过改了什么，再做这一步。"
        raise Stale(said, stale.by, stale.at) from None


def _reason(reason: str) -> str:
    return typing_in.taken(Note("reason", REASON, limit=REASON_LIMIT), reason)


def _chosen(desk: Desk, record: RecordView, action: str) -> OpenStep:
    found = next((item for item in ways_on.open_steps(desk, record) if item.action == action), None)
    if found is None:
        raise Refused(ways_on.not_from_here(desk, record, action))
    if not found.allowed:
        raise Refused(f"{record.title}现在不能做“{found.label}”：{found.reason}")
    return found


def _signer(desk: Desk, chosen: OpenStep, ink: Ink | None) -> signing.Signer:
    if ink is None:
        return signing.at_desk(desk, chosen.deputy_for)
    return replace(ink.by, deputy_for=chosen.deputy_for or None)


def _write(desk: Desk, held: Held, record: RecordView, chosen: OpenStep, said: tuple[str, str],
           ink: Ink | None = None) -> int:  # fmt: skip
    reason, beside = said
    row, step, kind = held.row, chosen.step, record.kind
    values, now = effects.after_step(desk, record, step, reason), desk.clock.stamp()
    slots = tuple(of_department(slot, chosen.department) for slot in step.signs)
    by = _signer(desk, chosen, ink) if slots else None
    signed = signing.write(desk, row, kind, slots, step.signed_as, now, values, by)
    ended = _ended(desk, row.id, step)
    detail: dict[str, object] = {"signed": signed, "ended": [item.id for item in ended], "action": chosen.action,
                                **(ink.said if ink else {})}  # fmt: skip
    if beside:
        detail["beside"] = beside
    if slots and step.role != ANYONE:
        detail["role"] = step.role
    if chosen.deputy_for:
        detail["deputy_for"] = chosen.deputy_for
    changes = canonical.differences(record.values, values)
    if changes:
        detail["changes"] = changes
    number = None
    if _draws_number(row, step):
        drawn = numbering.draw(desk, kind, values)
        number, detail["drawn"] = drawn.number, list(drawn.said)
    target = step.target if moves_on(record, step) else record.state
    move = Move(step.action, detail, target, number, reason or None, amends=step.action == REVISE)
    seq = records.write_version(desk, held, kind, values, move)
    for entry in signed:
        desk.store.run(Signature.insert(record=row.id, event_seq=seq, **entry))
    for item in ended:
        desk.store.run(SignatureEnd.insert(signature=item.id, event_seq=seq))
    return seq


def _draws_number(row: Record, step: Step) -> bool:
    return row.number is None and bool(step.signs or step.numbers)


def moves_on(record: RecordView, step: Step) -> bool:
    """A step taken once for each department moves the sheet on with the last of them."""
    return not step.each or len(ways_on.departments(record, step)) <= 1


def _ended(desk: Desk, record: int, step: Step) -> list[Signature]:
    if not step.clears:
        return []
    rows = signing.live(desk, record)
    return [row for row in rows if "*" in step.clears or plain_name(row.slot) in step.clears]
