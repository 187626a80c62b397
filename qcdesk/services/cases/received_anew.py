"""The time a case came in, put right where a PC's clock was wrong: signed, with its reason, the old one kept."""

from __future__ import annotations

from dataclasses import replace

from qcdesk import canonical
from qcdesk.canonical import Values
from qcdesk.cases import states, times
from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import Fault, Invalid, Refused
from qcdesk.fields import Note, Unfit
from qcdesk.services.basics import people, typing_in
from qcdesk.services.basics.pins import Proof
from qcdesk.services.cases import amending, case_facts, casework
from qcdesk.services.sheets import records, signing
from qcdesk.services.sheets.records import Held, Move
from qcdesk.services.times import from_receipt
from qcdesk.services.trail import history, order
from qcdesk.store.models import Event, Signature, SignatureEnd
from qcdesk.views import RecordView

ANSWERABLE = "qcmgr"
LABEL = "更正受理时间"
SLOT = "registered"
"""What attests the time, if anything does: the registration, which the one who corrects signs anew."""

TAKING_IN = ("created", "receive")


def why_not(desk: Desk, case: RecordView) -> str:
    """Why the time stands for the person at the desk, whatever he would write; nothing where it may be put right."""
    if case.number is None:
        return "案件还没有受理，受理时间可以直接改"
    if case.state in states.ENDS:
        return f"案件 {case.number} {case.state_label}，不能再改；{amending.TO_GO_ON}"
    if ANSWERABLE not in desk.person.roles:
        return f"{LABEL}要由{people.role_label(desk, ANSWERABLE)}操作"
    if not beside_a_wrong_clock(desk, case):
        return "受理的那几条记录和前后的时间对得上，没有电脑时钟出错的痕迹，受理时间不能改；判定不对的用“重新判定”"
    return ""


def beside_a_wrong_clock(desk: Desk, case: RecordView) -> bool:
    """Whether the trail says of the taking in, or of what stood beside it, that one of two clocks was wrong."""
    overtaken = order.overtaken(desk.store, case.id)
    taken_in = desk.store.rows(
        Event.select().where((Event.record == case.id) & Event.action.in_(TAKING_IN)).order_by(Event.seq)
    )
    return any(history.clock_told(desk, event, overtaken) for event in taken_in)


def check(desk: Desk, which: int | str, raw: object, reason: str) -> tuple[str, str]:
    """The time and the reason as they will be written; raises Refused or Invalid for what cannot be."""
    case = casework.get(desk, which)
    kept_from = why_not(desk, case)
    if kept_from:
        raise Refused(kept_from)
    return _moment(desk, case, raw), _why(reason)


def correct(desk: Desk, which: int | str, raw: object, reason: str, proof: Proof) -> Change:
    """Moves the receipt and what is counted from it; the judgement stays what it was until it is judged anew."""
    if proof.login != desk.require_person().login:
        raise Refused("PIN 是别人的，请由坐在这里的人输入")
    with records.changing(desk, which) as held:
        desk = desk.seating(people.in_office(desk, proof.login))
        case = records.view(desk, held.row)
        new, why = check(desk, case.id, raw, reason)
        seq = _write(desk, held, case, new, why)
    return touched("records", "cases", record=case.id, event=seq)


def _write(desk: Desk, held: Held, case: RecordView, new: str, why: str) -> int:
    values: Values = dict(case.values)
    from_receipt.count_again(desk, values, str(values["received_at"]), new)
    values["received_at"] = new
    parsed = case.kind.parse({name: values[name] for name in ("received_at", "clocks") if name in values},
                             base=dict(case.values))  # fmt: skip
    ended = [row for row in signing.live(desk, case.id) if row.slot == SLOT]
    slots = (SLOT,) if ended else ()
    signed = signing.write(desk, held.row, case.kind, slots, LABEL, desk.clock.stamp(), parsed)
    detail = {"changes": canonical.differences(case.values, parsed), "signed": signed,
              "ended": [row.id for row in ended]}  # fmt: skip
    move = Move(history.RECEIVED_ANEW, detail, reason=why, keeps_working=True)
    seq = records.write_version(desk, held, case.kind, parsed, move)
    for entry in signed:
        desk.store.run(Signature.insert(record=case.id, event_seq=seq, **entry))
    for row in ended:
        desk.store.run(SignatureEnd.insert(signature=row.id, event_seq=seq))
    return seq


def _moment(desk: Desk, case: RecordView, raw: object) -> str:
    name, label = times.RECEIVED
    try:
        new = str(case.kind.field(name).parse(raw) or "")
    except Unfit as unfit:
        raise Invalid([Fault(name, label, str(unfit))]) from None
    if not new:
        raise Invalid([Fault(name, label, "必须填写")])
    if new == case.values.get(name):
        raise Invalid([Fault(name, label, "和现在的一样，没有要更正的")])
    facts = case_facts.of(desk, replace(case, values={**case.values, name: new}))
    impossible = times.intake_times(facts)
    if impossible:
        raise Invalid([Fault(name, label, impossible)])
    return new


def _why(reason: str) -> str:
    said = typing_in.taken(Note("reason", "原因", limit=300), reason)
    if not typing_in.says(said):
        when_empty = "必须填写：哪台电脑的时钟不对，怎么知道真正的受理时间"
        raise Invalid([Fault("reason", "原因", typing_in.lacking("", said, when_empty))])
    return said
