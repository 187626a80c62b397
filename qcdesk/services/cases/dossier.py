"""What the printed case tells beside its own values: every round of it from the trail, its sheets, its samples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from qcdesk.canonical import Json, Values
from qcdesk.cases import times
from qcdesk.desk import Desk
from qcdesk.kinds import Kind
from qcdesk.services.problems import connecting
from qcdesk.services.samples import custody
from qcdesk.services.samples.sealed import Sample
from qcdesk.services.sheets import signing
from qcdesk.services.trail import history, order
from qcdesk.services.trail.testimony import replay
from qcdesk.store.models import Event
from qcdesk.views import RecordView
from qcdesk.workflow import Step

DISAGREE, APPEAL = "disagree", "appeal"
"""Steps ahead, and a round all the same; the case itself keeps only what went back."""

SAID: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType({
    "tell_declined": ("婉转答复客户", ("replied_at", "reply")), "reply": ("回复客户", ("replied_at", "reply")),
    "agree": ("客户同意", ("customer_decision", "customer_opinion")), DISAGREE: ("客户不同意", ("customer_opinion",)),
    APPEAL: ("客户申诉", ()), "uphold": ("维持原结案", ()),
})  # fmt: skip
"""Steps by which the customer is answered or answers, and the values that say how."""

WROTE = ("cause", "plan", "disposition", "handled", "recheck_result", "recheck_note", "delivered_qty", "counted_qty",
         "count_difference", "effect", "effect_note")  # fmt: skip
"""What a round overwrites of the one before; the customer's part has a table of its own."""


@dataclass(frozen=True)
class Taken:
    """One step of the case's way, with the values as they stood when it was taken; `clock` says where its time does
    not fit that of other events."""

    step: Step
    at: str
    by: str
    reason: str
    signed: tuple[tuple[int, str], ...]
    values: Values
    clock: str = ""


def told(desk: Desk, case: RecordView) -> Values:
    """Values of the tables in cases/told.py, and the rounds, those that the customer asked for among them."""
    taken = tuple(_taken(desk, case))
    live = {row.id for row in signing.live(desk, case.id)}
    return {
        "answers": [_answer(case.kind, one) for one in taken if one.step.action in SAID],
        "earlier": [row for one in taken for row in _earlier(case.kind, one, live)],
        "signed": [_signed(case.kind, one, live) for one in taken],
        "sheets": [_sheet(view, shared) for view, shared in connecting.sheets(desk, case.id)],
        "kept": [row for sample in custody.of_case(desk, case.id) for row in _kept(desk, sample)],
        "rounds": [_round(one) for one in taken if one.step.goes_back or one.step.action in (DISAGREE, APPEAL)],
    }


def _taken(desk: Desk, case: RecordView) -> Iterator[Taken]:
    """Oldest first; replays the trail."""
    values: Values = {}
    overtaken = order.overtaken(desk.store, case.id)
    for event in desk.store.rows(Event.select().where(Event.record == case.id).order_by(Event.seq)):
        said = signing.said_in(event.detail)
        before = dict(values)
        changes = said.get("changes")
        replay(values, changes)
        step = _step(case.kind, event)
        if step is None:
            continue
        signed = [row for row in signing.signed_in(event) if isinstance(row, dict)]
        slots = tuple((int(str(row["id"])), str(row["slot"])) for row in signed)
        moved = _moved(case.kind, changes) if step.action == history.RECEIVED_ANEW else ""
        reason = "；".join(filter(None, (moved, event.reason)))
        yield Taken(step, _wall(desk, event.at), event.name, reason, slots, before,
                    history.clock_told(desk, event, overtaken))  # fmt: skip


def _step(kind: Kind, event: Event) -> Step | None:
    """A receipt put right is signed as a step is, and none of the way."""
    if event.action == history.RECEIVED_ANEW:
        state, label = str(event.from_state), history.DEEDS[event.action]
        return Step(event.action, label, (state,), state, event.person)
    return next((one for one in kind.workflow.named(event.action) if event.from_state in one.source), None)


def _wall(desk: Desk, at: str) -> str:
    return desk.clock.local(at).replace(" ", "T")


def _moved(kind: Kind, changes: Json) -> str:
    """The receipt as it stood and as it stands."""
    name, _ = times.RECEIVED
    change = changes.get(name) if isinstance(changes, dict) else None
    if not isinstance(change, dict):
        return ""
    return " → ".join(kind.field(name).show(change.get(side)) for side in ("from", "to"))


def _answer(kind: Kind, one: Taken) -> Json:
    what, names = SAID[one.step.action]
    said = "；".join(filter(None, (_worded(kind, one.values, names), one.reason)))
    return {"at": one.at, "what": what, "said": said, "by": one.by}


def _earlier(kind: Kind, one: Taken, live: set[int]) -> Iterator[Json]:
    """What somebody signed in a round that came to nothing."""
    for id_, slot in one.signed:
        if id_ in live:
            continue
        names = tuple(name for name in WROTE if kind.block_of(name).name in kind.slot(slot).covers)
        words = _worded(kind, one.values, names) if one.step.completes else ""
        if words:
            yield {"at": one.at, "what": one.step.label, "said": words, "by": one.by}


def _worded(kind: Kind, values: Mapping[str, Json], names: tuple[str, ...]) -> str:
    """Each value behind its label; one that stands alone without."""
    there = [(kind.field(name), values[name]) for name in names if values.get(name) is not None]
    if len(there) == 1:
        return there[0][0].show(there[0][1])
    return "；".join(f"{field.label.rstrip('：')}：{field.show(value)}" for field, value in there)


def _signed(kind: Kind, one: Taken, live: set[int]) -> Json:
    slots = [kind.slot(slot).label + ("" if id_ in live else "（后来失效）") for id_, slot in one.signed]
    return {"at": one.at, "step": one.step.label, "by": one.by, "slot": "、".join(slots),
            "reason": "；".join(filter(None, (one.reason, one.clock)))}  # fmt: skip


def _sheet(view: RecordView, shared: bool) -> Json:
    signed = "；".join(f"{item.label} {item.signer} {item.dated[:10]}" for item in view.signatures)
    title = f"{view.kind.title}{'（共用）' if shared else ''}"
    return {"number": view.number or f"草稿 {view.id}", "title": title, "state": view.state_label, "signed": signed}


def _kept(desk: Desk, sample: Sample) -> Iterator[Json]:
    """The sealing of a label, then everything that was done with its pieces; where they are now in the first line."""
    parts = f"，拆解件 {sample.dismantled}" if sample.dismantled else ""
    lent = f"，借出 {sample.lent}（{sample.lent_to}）" if sample.lent else ""
    now = f"现在在柜 {sample.in_cabinet}{parts}{lent}"
    note = "；".join(filter(None, (sample.place, sample.why, now, f"保存到 {sample.keep_until}")))
    sealed = sample.sealed_on or sample.sealed_at.replace(" ", "T")
    yield {"number": sample.number, "at": sealed, "what": "封存", "pieces": str(sample.pieces), "note": note}
    for move in custody.life(desk, sample.id):
        said = (move.place, move.reason, f"在场 {move.witness}" if move.witness else "",
                f"应还 {move.due}" if move.due else "", f"登记 {move.by}")  # fmt: skip
        yield {"number": sample.number, "at": move.at.replace(" ", "T"), "what": move.label,
               "pieces": str(move.pieces), "holder": move.holder, "note": "；".join(filter(None, said))}  # fmt: skip


def _round(one: Taken) -> Json:
    return {"step": one.step.label, "at": one.at, "reason": one.reason, "by": one.by}
