"""Taking a sheet through its steps: what is open to whom and why not, and the step itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from qcdesk import canonical
from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import Fault, Refused, Stale
from qcdesk.fields import Note
from qcdesk.guards import GUARDS
from qcdesk.kinds import MISSING, PROGRAM, department_in, of_department, plain_name
from qcdesk.services.basics import people, typing_in
from qcdesk.services.basics.deputyships import Principal, Principals
from qcdesk.services.basics.pins import Proof
from qcdesk.services.cases import joining
from qcdesk.services.sheets import already, answering, effects, numbering, records, revising, signing
from qcdesk.services.sheets.acting import Acting
from qcdesk.services.sheets.records import Held, Move
from qcdesk.services.sheets.surroundings import Surroundings
from qcdesk.store.models import Record, Signature, SignatureEnd
from qcdesk.views import PersonView, RecordView
from qcdesk.workflow import ANYONE, DRAFT, REASON, REVISE, VOID, Step, for_department

INKED = "on_copy"
"""Under which the event of a step on paper keeps the copy's number and the page it was seen on."""

REASON_LIMIT = 500
UNFILLED = "还没有填"
"""Before the cells that the person at the desk may fill in himself."""

OTHERS_TURN = ("要由", "不能审核")
"""How a sentence begins that leaves a step to somebody else."""


@dataclass(frozen=True)
class OpenStep:
    """A step that leads on from where the sheet stands; closed ones carry the sentence that says why."""

    action: str
    label: str
    role: str
    allowed: bool
    reason: str
    step: Step
    department: str = ""
    deputy_for: str = ""
    """The login of the person whose deputy takes it; the label says so."""


def open_steps(desk: Desk, record: RecordView, principals: Principals | None = None) -> list[OpenStep]:
    """One entry an action, for the person at the desk: the way on first, then back, then out. `principals` are those
    whom he stands for, where they are read already."""
    best: dict[str, OpenStep] = {}
    around, own = Surroundings(desk, record), answering.own_departments(record.values)
    acting = Acting(desk, record.kind.code, principals)
    for step, department in _candidates(desk, record):
        sentence, principal = _closed_to_all(desk, around, step, department, acting)
        action = of_department(step.action, department)
        label = for_department(step.label, department or (own[0] if own and step.each else ""))
        if principal:
            label = f"{label}（代{principal.name}）"
        found = OpenStep(action, label, step.role, not sentence, sentence, step, department,
                         principal.login if principal else "")  # fmt: skip
        if _better(found, best.get(action), acting):
            best[action] = found
    return sorted(best.values(), key=_place)


def _closed_to_all(desk: Desk, around: Surroundings, step: Step, department: str,
                   acting: Acting) -> tuple[str, Principal | None]:  # fmt: skip
    """As the person himself, else as deputy of one whose role it is: the first way that is open, or the sentence that
    is nearest to him."""
    own = _closed(desk, around, step, department)
    if not own or step.role == ANYONE or not desk.person.login:
        return own, None
    tried = [(_closed(desk, around, step, department, one), one) for one in acting.with_role(step.role)]
    free = next((found for found in tried if not found[0]), None)
    if free or step.role in desk.person.roles:
        return free or (own, None)
    return tried[0] if tried else (own, None)


def faults(record: RecordView) -> list[Fault]:
    """What is wrong or still missing for the way on: of the first step forward that completes anything."""
    ahead = [step for step in record.kind.workflow.from_state(record.state) if step.completes and not step.reason]
    return record.kind.stands_complete(ahead[0], record.values) if ahead else record.kind.unsound(record.values)


def _candidates(desk: Desk, record: RecordView) -> Iterator[tuple[Step, str]]:
    for step in record.kind.workflow.from_state(record.state):
        for department in _departments(record, step):
            yield step, department
    yield from ((step, "") for step in revising.ways(record))
    if _is_own_draft(record, desk.person) and (_is_empty(record) or not _may_void(record, desk.person)):
        yield discard(not _is_empty(record)), ""


def discard(with_reason: bool) -> Step:
    """Whoever began a draft may throw it away: an empty one as it is, where he may not make it void any."""
    return Step("discard", "放弃草稿", (DRAFT,), VOID, ANYONE, reason=with_reason)


def _is_own_draft(record: RecordView, person: PersonView) -> bool:
    """Of a sheet that was never submitted."""
    begun = record.kind.sheet and record.state == DRAFT and record.number is None
    return begun and bool(person.login) and record.created_by == person.login


def _is_empty(record: RecordView) -> bool:
    begun = {item.name for item in record.kind.plain_fields if item.starts or item.filled_by_program}
    return record.values.keys() <= begun


def _may_void(record: RecordView, person: PersonView) -> bool:
    return any(step.target == VOID and step.role in person.roles for step in record.kind.workflow.from_state(DRAFT))


def _departments(record: RecordView, step: Step) -> tuple[str, ...]:
    """The departments that still have to take the step; one plain entry for most."""
    if not step.each:
        return ("",)
    slots = [name for name, slot in record.kind.named_slots(record.values) if slot.name in step.signs]
    return tuple(department_in(name) for name in slots if record.signature(name) is None)


def _better(new: OpenStep, old: OpenStep | None, acting: Acting) -> bool:
    if old is None or old.allowed:
        return old is None
    return new.allowed or (acting.may_be(new.role) and not acting.may_be(old.role))


def _place(item: OpenStep) -> tuple[bool, bool]:
    return item.step.target == VOID, item.step.goes_back


def _closed(desk: Desk, around: Surroundings, step: Step, department: str, whose: Principal | None = None) -> str:
    """The first reason why the person cannot take the step, himself or for another `whose` role it is; or an empty
    text."""
    person, record = desk.person, around.record
    if not person.login:
        return "请先登录"
    if whose is None and step.role not in (ANYONE, *person.roles):
        return f"要由{people.role_label(desk, step.role)}操作"
    foreign = answering.elsewhere(whose or person, step.role, record.values, department) if step.each else ""
    if foreign:
        return foreign
    own = _signed_by(record, step, department, {person.login, *([whose.login] if whose else ())})
    if own:
        return f"不能审核或核准自己签过的单（{own}）"
    if step.action == REVISE:
        return revising.why_not(desk, record)
    if step.reason:
        kept = around.kept_from(step) or revising.kept_from_void(desk, record, step)
        return _guarded(desk, record, step) or kept
    missing = (
        _unfinished(desk, record, step, department), around.unlinked(step), _guarded(desk, record, step),
        _not_named(record, step, person), around.kept_from(step),
    )  # fmt: skip
    return _unsound(record) or "；".join(sentence for sentence in missing if sentence)


def _signed_by(record: RecordView, step: Step, department: str, logins: Collection[str]) -> str:
    """What one of them has signed, or had a deputy sign for him: who may not approve it himself has nobody do it."""
    for slot in step.apart:
        signature = record.signature(of_department(slot, department)) or record.signature(slot)
        if signature and {signature.person, signature.deputy_for} & set(logins):
            return f"{signature.label}：{signature.signer}"
    return ""


def _unsound(record: RecordView) -> str:
    names = [f"{item.label} {item.name}" for item in record.signatures if not item.sound]
    return f"签后有改动：{'、'.join(names)}的签名已不符，请退回重签并运行核对" if names else ""


def _unfinished(desk: Desk, record: RecordView, step: Step, department: str) -> str:
    """What this person has still to fill in, then whose turn it is to fill in the rest."""
    faults = record.kind.stands_complete(step, record.values, department)
    missing: dict[str, list[str]] = {}
    for fault in faults:
        if fault.sentence == MISSING:
            missing.setdefault(_filled_by(desk, record, fault), []).append(fault.place)
    wrong = [str(fault) for fault in faults if fault.sentence != MISSING]
    wrong += [str(fault) for fault in record.kind.ahead_of(desk.clock.wall(), step, record.values)]
    told = [f"{UNFILLED}：{_listed(missing.pop(ANYONE))}"] if ANYONE in missing else []
    told += [f"轮到{people.role_label(desk, role)}填：{_listed(places)}" for role, places in missing.items()]
    return "；".join([*told, *wrong])


def _listed(places: list[str]) -> str:
    return "、".join(dict.fromkeys(places))


def _filled_by(desk: Desk, record: RecordView, fault: Fault) -> str:
    """The role whose turn it is; ANYONE where the person at the desk may fill the cell."""
    block = record.kind.block_of(fault.field.partition(".")[0])
    theirs = {block.role, *block.also}
    if record.state == DRAFT or theirs & {PROGRAM, *desk.person.roles} or Acting(desk, record.kind.code).roles & theirs:
        return ANYONE
    return block.role


def _guarded(desk: Desk, record: RecordView, step: Step) -> str:
    if not step.guard:
        return ""
    prepared = record.signature("prepared")
    finder = people.get(desk, prepared.person).department if prepared else ""
    return GUARDS[step.guard](record.values, finder)


def _not_named(record: RecordView, step: Step, person: PersonView) -> str:
    """The name that is printed and the signature below it are one person's."""
    written = "".join(str(record.values.get(step.named) or "").split()) if step.named else ""
    if not written or written == "".join(person.name.split()):
        return ""
    label = record.kind.field(step.named).label
    return f"“{label}”写的是“{written}”，签认的是{person.name}：请由{written}签认，或退回更正“{label}”"


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
            _refuse_stale(desk, row, version)
        record = records.view(desk, row)
        chosen = _chosen(desk, record, action)
        if proof is None and (chosen.step.signs or chosen.step.reason):
            raise Refused(f"“{chosen.label}”要用 PIN 签名")
        if chosen.step.reason and not why:
            raise Refused(f"{chosen.label}要写明{chosen.step.asks}")
        seq = _write(desk, held, record, chosen, (why, beside))
        joined = joining.after_step(desk, row, chosen.step)
    return touched("records", *(("cases",) if joined else ()), record=row.id, event=seq)


@dataclass(frozen=True)
class Ink:
    """A signature on paper that the person at the desk has seen: whose, and what its event says of the paper."""

    by: signing.Signer
    said: Mapping[str, object]


def take_inked(desk: Desk, which: int | str, action: str, ink: Ink) -> Change:
    """The step as its signer took it in ink, everything checked as of him; the person at the desk, who has seen it,
    stands for that in the trail. Raises Refused as `take` does."""
    desk.require_person()
    with records.changing(desk, which) as held:
        record = records.view(desk, held.row)
        chosen = _chosen(desk.seating(people.in_office(desk, ink.by.login)), record, action)
        if chosen.step.reason:
            raise Refused(f"“{chosen.label}”要写明{chosen.step.asks}，不能用纸上的签名来做")
        seq = _write(desk, held, record, chosen, ("", ""), ink)
        joined = joining.after_step(desk, held.row, chosen.step)
    return touched("records", *(("cases",) if joined else ()), record=held.row.id, event=seq)


def _refuse_stale(desk: Desk, row: Record, version: int) -> None:
    """Of a step nothing typed is at stake, but it would sign what its taker has not seen."""
    try:
        records.refuse_stale(desk, row, version)
    except Stale as stale:
        said = f"{stale.by}在 {stale.at} 先改了这张单，这一步没有做。请看过改了什么，再做这一步。"
        raise Stale(said, stale.by, stale.at) from None


def _reason(reason: str) -> str:
    return typing_in.taken(Note("reason", REASON, limit=REASON_LIMIT), reason)


def _chosen(desk: Desk, record: RecordView, action: str) -> OpenStep:
    found = next((item for item in open_steps(desk, record) if item.action == action), None)
    if found is None:
        raise Refused(_not_from_here(desk, record, action))
    if not found.allowed:
        raise Refused(f"{record.title}现在不能做“{found.label}”：{found.reason}")
    return found


def _not_from_here(desk: Desk, record: RecordView, action: str) -> str:
    if action == REVISE:
        return revising.not_from_here(record)
    steps = record.kind.workflow.named(plain_name(action))
    if not steps:
        known = "、".join(dict.fromkeys(step.action for step in record.kind.workflow.steps))
        return f"《{record.kind.title}》没有“{action}”这一步，可用的有：{known}"
    ways, done = _ways_on(desk, record), already.taken(desk, record, action)
    if done:
        return f"{record.title}{done}，现在是“{record.state_label}”" + (f"：接着{ways}" if ways else "")
    end = f"：先要{ways}" if ways else ""
    return f"{record.title}现在是“{record.state_label}”，不能做“{steps[0].label}”{end}"


def _ways_on(desk: Desk, record: RecordView) -> str:
    """Every step that leads on, those of one role together; where several departments take one, all of them must."""
    labels: dict[str, dict[str, list[str]]] = {}
    for item in open_steps(desk, record):
        if item.step.leads_on:
            labels.setdefault(item.role, {}).setdefault(item.step.action, []).append(f"“{item.label}”")
    return "，或".join(
        f"由{people.role_label(desk, role)}做{'或'.join(map(_all, said.values()))}" for role, said in labels.items()
    )


def _all(labels: list[str]) -> str:
    return "和".join(part for part in ("、".join(labels[:-1]), labels[-1]) if part)


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
    if chosen.deputy_for:
        detail["deputy_for"] = chosen.deputy_for
    changes = canonical.differences(record.values, values)
    if changes:
        detail["changes"] = changes
    number = None
    if _draws_number(row, step):
        drawn = numbering.draw(desk, kind, values)
        number, detail["drawn"] = drawn.number, list(drawn.said)
    target = step.target if _is_last(record, step) else record.state
    move = Move(step.action, detail, target, number, reason or None, amends=step.action == REVISE)
    seq = records.write_version(desk, held, kind, values, move)
    for entry in signed:
        desk.store.run(Signature.insert(record=row.id, event_seq=seq, **entry))
    for item in ended:
        desk.store.run(SignatureEnd.insert(signature=item.id, event_seq=seq))
    return seq


def _draws_number(row: Record, step: Step) -> bool:
    return row.number is None and bool(step.signs or step.numbers)


def _is_last(record: RecordView, step: Step) -> bool:
    """A step taken once for each department moves the sheet on with the last of them."""
    return not step.each or len(_departments(record, step)) <= 1


def _ended(desk: Desk, record: int, step: Step) -> list[Signature]:
    if not step.clears:
        return []
    rows = signing.live(desk, record)
    return [row for row in rows if "*" in step.clears or plain_name(row.slot) in step.clears]
