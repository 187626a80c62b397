"""Why a step is not open to somebody: whose it is, who has signed, what is unsound, unfilled or not as it must be."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from qcdesk.cases import turns
from qcdesk.desk import Desk
from qcdesk.errors import Fault
from qcdesk.guards import GUARDS
from qcdesk.kinds import MISSING, PROGRAM, of_department
from qcdesk.services.basics import people
from qcdesk.services.basics.deputyships import Principal
from qcdesk.services.keeping import gone
from qcdesk.services.sheets import answering, revising
from qcdesk.services.sheets.acting import Acting
from qcdesk.services.sheets.surroundings import Surroundings
from qcdesk.views import PersonView, RecordView
from qcdesk.workflow import ANYONE, DRAFT, REVISE, Step

UNFILLED = "还没有填"
"""Before the cells that the person at the desk may fill in himself."""

MOST_NAMED = 5
"""Cells of one kind in a sentence."""

Missing = dict[tuple[str, ...], list[Fault]]
"""Cells by the roles that fill them in."""

OWN: tuple[str, ...] = ()
"""The key of those that the person at the desk may fill in."""

LEFT_TO = "要由{}操作"
OTHERS_TURN = ("要由", "不能审核")
"""How a sentence begins that leaves a step to somebody else."""


def sentence(desk: Desk, around: Surroundings, step: Step, department: str, whose: Principal | None = None) -> str:
    """The first reason why the person cannot take the step, himself or for another `whose` role it is; or an empty
    text."""
    person, record = desk.person, around.record
    if not person.login:
        return "请先登录"
    if record.disposed:
        return gone.NO_MORE.format(record.number or record.id)
    if whose is None and step.role not in (ANYONE, *person.roles):
        return _left_to(desk, around, step, department)
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
        not_named(record, step, person), around.kept_from(step),
    )  # fmt: skip
    return _unsound(record) or "；".join(one for one in missing if one)


def _left_to(desk: Desk, around: Surroundings, step: Step, department: str) -> str:
    """Whose step it is, and whose turn before, which its taker is told too."""
    takers = around.takers(step) or (step.role,)
    first = "；".join(_to_fill(desk, fillers(around.record, step, takers, department)))
    return LEFT_TO.format(labels(desk, takers)) + (f"，先{first}" if first else "")


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
    acting = Acting(desk, record.kind.code)
    missing: Missing = {}
    for fault in faults:
        if fault.sentence == MISSING:
            missing.setdefault(_filled_by(acting, record, fault), []).append(fault)
    wrong = [str(fault) for fault in faults if fault.sentence != MISSING]
    wrong += [str(fault) for fault in record.kind.ahead_of(desk.clock.wall(), step, record.values)]
    told = [f"{UNFILLED}：{listed(missing.pop(OWN))}"] if OWN in missing else []
    told += _to_fill(desk, missing)
    more = [f"还有 {len(wrong) - MOST_NAMED} 处不对"] if len(wrong) > MOST_NAMED else []
    return "；".join([*told, *wrong[:MOST_NAMED], *more])


def fillers(record: RecordView, step: Step, takers: Collection[str], department: str = "") -> Missing:
    """What others than its takers have still to fill in for a step."""
    found: Missing = {}
    for fault in record.kind.stands_complete(step, record.values, department) if record.state != DRAFT else ():
        theirs = _roles(record, fault)
        if fault.sentence == MISSING and not {*takers, PROGRAM} & set(theirs):
            found.setdefault(theirs, []).append(fault)
    return found


def _to_fill(desk: Desk, missing: Missing) -> list[str]:
    return [f"轮到{labels(desk, roles)}填：{listed(faults)}" for roles, faults in missing.items()]


def labels(desk: Desk, roles: Collection[str]) -> str:
    return "、".join(people.role_label(desk, role) for role in roles)


def listed(faults: Iterable[Fault]) -> str:
    """The first few by name: who fills in the sheet goes from one to the next anyway."""
    each = list(dict.fromkeys(fault.place for fault in faults))
    return "、".join(each[:MOST_NAMED]) + (f" 等 {len(each)} 处" if len(each) > MOST_NAMED else "")


def _filled_by(acting: Acting, record: RecordView, fault: Fault) -> tuple[str, ...]:
    """The roles whose turn it is; OWN where the person at the desk may fill the cell."""
    theirs = _roles(record, fault)
    own = record.state == DRAFT or {PROGRAM, *acting.desk.person.roles} & set(theirs) or acting.roles & set(theirs)
    return OWN if own else theirs


def _roles(record: RecordView, fault: Fault) -> tuple[str, ...]:
    """Who fills in the cell, as its lock says too."""
    return turns.roles(record.kind, record.kind.block_of(fault.field.partition(".")[0]), record.values)


def _guarded(desk: Desk, record: RecordView, step: Step) -> str:
    if not step.guard:
        return ""
    prepared = record.signature("prepared")
    finder = people.get(desk, prepared.person).department if prepared else ""
    return GUARDS[step.guard](record.values, finder)


def not_named(record: RecordView, step: Step, person: PersonView) -> str:
    """The name that is printed and the signature below it are one person's."""
    written = "".join(str(record.values.get(step.named) or "").split()) if step.named else ""
    if not written or written == "".join(person.name.split()):
        return ""
    label = record.kind.field(step.named).label
    return f"“{label}”写的是“{written}”，签认的是{person.name}：请由{written}签认，或退回更正“{label}”"


def faults(record: RecordView) -> list[Fault]:
    """What is wrong or still missing for the way on: of the first step forward that completes anything."""
    ahead = [step for step in record.kind.workflow.from_state(record.state) if step.completes and not step.reason]
    return record.kind.stands_complete(ahead[0], record.values) if ahead else record.kind.unsound(record.values)
