"""轮到谁填: cells of a sheet past its draft that somebody fills in before others can take it further."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from qcdesk.cases.kind import CASE
from qcdesk.catalogue import Catalogue
from qcdesk.desk import Desk
from qcdesk.errors import Fault
from qcdesk.fields import Field, Lines
from qcdesk.kinds import PROGRAM, Block, Kind, department_in
from qcdesk.services.basics.deputyships import Principal, Principals
from qcdesk.services.sheets import answering, locks, records, ways_on, withheld
from qcdesk.services.sheets.surroundings import Surroundings
from qcdesk.services.sheets.withheld import Missing
from qcdesk.store.models import Record
from qcdesk.views import PersonView, RecordView
from qcdesk.workflow import ANYONE, DRAFT, WHOLE_SHEET, Step, Workflow

Places = Mapping[str, Mapping[str, frozenset[str]]]
"""By state, then by role, the blocks that the role may have to fill in for steps of others."""

AWAITED = "轮到您填{}：{}"
NO_STEP = "这一张等您填，不是等您签：打开填好{}，保存以后由{}做“{}”"


@dataclass(frozen=True)
class Awaited:
    """What the person at the desk has to fill in on a sheet, for himself or as deputy of a login."""

    label: str
    why: str
    """Why it is not his to sign."""

    deputy_for: str


def turns(desk: Desk, record: RecordView) -> list[tuple[Step, Missing]]:
    """The steps that lead on with what others than their takers have still to fill in for them: of every department
    only those for which nothing is left, if there are any. Who can take a step waits for nobody."""
    around, found = Surroundings(desk, record), dict[str, list[tuple[Step, Missing]]]()
    for step in record.kind.workflow.from_state(record.state):
        takers = around.takers(step) or (step.role,)
        for department in ways_on.departments(record, step) if step.leads_on else ():
            first = withheld.fillers(record, step, takers, department)
            found.setdefault(department, []).append((step, first))
    return [one for each in found.values() for one in ([(step, first) for step, first in each if not first] or each)]


def awaited(desk: Desk, row: Record, principals: Principals) -> Awaited | None:
    """Nothing where it is not the person's turn; of a sheet in one of the `places` of its form."""
    kind, values = records.kind_of(desk, row), records.payload_of(row)
    mine = frozenset({*desk.person.roles, *principals.roles(kind.code)})
    if not kind.missing(values, _blocks(places(desk.catalogue, kind.code), row.state, mine)):
        return None
    record = records.view(desk, row)
    for step, missing in turns(desk, record):
        faults = [fault for roles, each in missing.items() if mine & set(roles) for fault in each]
        closed = locks.reasons(desk, row, kind, {_name(fault) for fault in faults}, values) if faults else {}
        faults = [fault for fault in faults if _name(fault) not in closed]
        if faults:
            return _awaited(desk, record, step, faults, principals)
    return None


def _awaited(desk: Desk, record: RecordView, step: Step, faults: list[Fault], principals: Principals) -> Awaited:
    login, name = _for_whom(desk, record, faults[0], principals)
    takers = Surroundings(desk, record).takers(step) or (step.role,)
    cells = withheld.listed(faults)
    label = AWAITED.format(f"（代{name}）" if name else "", cells)
    return Awaited(label, NO_STEP.format(cells, withheld.labels(desk, takers), step.label), login)


def _for_whom(desk: Desk, record: RecordView, fault: Fault, principals: Principals) -> tuple[str, str]:
    """Login and name of whom he fills in for as a deputy; nothing where it is his own turn."""
    block, department = record.kind.block_of(_name(fault)), department_in(_name(fault))

    def fills(one: PersonView | Principal) -> bool:
        theirs = {block.role, *block.also} & set(one.roles)
        return bool(theirs) and not answering.elsewhere(one, block.role, record.values, department)

    others = [] if fills(desk.person) else [one for one in principals.get(record.kind.code) if fills(one)]
    return next(((one.login, one.name) for one in others), ("", ""))


def _name(fault: Fault) -> str:
    return fault.field.partition(".")[0]


def states(desk: Desk, form: str, roles: frozenset[str]) -> set[str]:
    """In which sheets of a form may wait for somebody of these roles to fill them in."""
    found = places(desk.catalogue, form)
    return {state for state in found if _blocks(found, state, roles)}


def _blocks(found: Places, state: str, roles: frozenset[str]) -> tuple[str, ...]:
    return tuple({name for role in roles for name in found.get(state, {}).get(role, ())})


@cache
def places(catalogue: Catalogue, form: str) -> Places:
    """Worked out once a form, over all its revisions; cases have lists of their own."""
    found: dict[str, dict[str, set[str]]] = {}
    for kind in catalogue.kinds:
        for state, block in _left_open(kind) if kind.code == form != CASE else ():
            for role in (block.role, *block.also):
                found.setdefault(state, {}).setdefault(role, set()).add(block.name)
    return {state: {role: frozenset(names) for role, names in each.items()} for state, each in found.items()}


def _left_open(kind: Kind) -> Iterator[tuple[str, Block]]:
    """Blocks with required cells that another fills in than takes the step; not of a state from which one of the steps
    wants nothing of others."""
    signed = _signed(kind)
    for state in signed.keys() - {DRAFT, *kind.workflow.final}:
        steps = [step for step in kind.workflow.from_state(state) if step.leads_on]
        sealed = {block for _, block in signed[state]}
        wanted = [
            [block for block in _of_others(kind, state, step) if block.name not in sealed] for step in steps
        ]  # fmt: skip
        if all(wanted):
            yield from ((state, block) for each in wanted for block in each)


def _of_others(kind: Kind, state: str, step: Step) -> list[Block]:
    takers = {one.role for one in kind.workflow.from_state(state) if one.action == step.action}
    return [
        block for block in _completed(kind, step)
        if not takers & {block.role, *block.also, ANYONE} and block.role != PROGRAM and any(map(_asks, block.fields))
    ]  # fmt: skip


def _asks(item: Field) -> bool:
    return item.required or (isinstance(item, Lines) and any(column.required for column in item.columns))


def _completed(kind: Kind, step: Step) -> list[Block]:
    return [block for block in kind.blocks if step.completes == WHOLE_SHEET or block.name in step.completes]


def _signed(kind: Kind) -> dict[str, set[tuple[str, str]]]:
    """By state, slots with the blocks that stand complete under them whichever way the sheet has come; a department
    may be given a block of its own after the others have signed."""
    flow, every = kind.workflow, {(slot.name, block.name) for slot in kind.slots for block in kind.blocks}
    found = {state: set() if state == flow.initial else every for state in _states(flow)}
    changed = True
    while changed:
        changed = False
        for step in flow.steps:
            for state in step.source:
                after = found[step.target] & (_kept(found[state], step) | _sealed(kind, step))
                changed |= after != found[step.target]
                found[step.target] = after
    return found


def _states(flow: Workflow) -> set[str]:
    return {flow.initial, *(state for step in flow.steps for state in (step.target, *step.source))}


def _kept(before: set[tuple[str, str]], step: Step) -> set[tuple[str, str]]:
    return {pair for pair in before if step.clears != WHOLE_SHEET and pair[0] not in step.clears}


def _sealed(kind: Kind, step: Step) -> set[tuple[str, str]]:
    slots = [kind.slot(name) for name in step.signs]
    return {
        (slot.name, block.name) for slot in slots for block in _completed(kind, step)
        if (not slot.covers or block.name in slot.covers) and not (block.each and slot.each)
    }  # fmt: skip
