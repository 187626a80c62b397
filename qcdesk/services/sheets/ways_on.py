"""The steps that lead on, back or out from where a sheet stands: to whom each is open, and why not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qcdesk.desk import Desk
from qcdesk.kinds import department_in, of_department, plain_name
from qcdesk.services.basics import people
from qcdesk.services.basics.deputyships import Principal, Principals
from qcdesk.services.sheets import already, answering, revising, withheld
from qcdesk.services.sheets.acting import Acting
from qcdesk.services.sheets.surroundings import Surroundings
from qcdesk.views import PersonView, RecordView
from qcdesk.workflow import ANYONE, DRAFT, REVISE, VOID, Step, for_department


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
    deputy_elsewhere: str = ""
    """Which other forms the person signs for one whose step it is, or until when he did; a part of the reason."""


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
        elsewhere = _deputy_elsewhere(step, sentence, principal, acting)
        reason = "；".join(filter(None, (sentence, elsewhere)))
        found = OpenStep(action, label, step.role, not sentence, reason, step, department,
                         principal.login if principal else "", elsewhere)  # fmt: skip
        if _better(found, best.get(action), acting):
            best[action] = found
    return sorted(best.values(), key=_place)


def _closed_to_all(desk: Desk, around: Surroundings, step: Step, department: str,
                   acting: Acting) -> tuple[str, Principal | None]:  # fmt: skip
    """As the person himself, else as deputy of one whose role it is: the first way that is open, or the sentence that
    is nearest to him."""
    own = withheld.sentence(desk, around, step, department)
    if not own or step.role == ANYONE or not desk.person.login:
        return own, None
    tried = [(withheld.sentence(desk, around, step, department, one), one) for one in acting.with_role(step.role)]
    free = next((found for found in tried if not found[0]), None)
    if free or step.role in desk.person.roles:
        return free or (own, None)
    return tried[0] if tried else (own, None)


def _deputy_elsewhere(step: Step, sentence: str, principal: Principal | None, acting: Acting) -> str:
    """Of a step that is left to others: that he stands for one of them, but not on this form, or did until lately."""
    own = principal is not None or step.role in acting.desk.person.roles
    if own or not sentence.startswith(withheld.OTHERS_TURN):
        return ""
    return "；".join(filter(None, (acting.out_of_scope(step.role), acting.over(step.role))))


def _candidates(desk: Desk, record: RecordView) -> Iterator[tuple[Step, str]]:
    for step in record.kind.workflow.from_state(record.state):
        for department in departments(record, step):
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


def departments(record: RecordView, step: Step) -> tuple[str, ...]:
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


def not_from_here(desk: Desk, record: RecordView, action: str) -> str:
    """Why no step of that name leads on from where the sheet stands, and which do."""
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
