"""What leads on from where a case stands: which steps are this case's way, what each still lacks, whose turn it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qcdesk.cases import turns
from qcdesk.cases.forks import FORKS
from qcdesk.cases.gates import GATES
from qcdesk.desk import Desk
from qcdesk.kinds import Block
from qcdesk.services.basics import people
from qcdesk.services.sheets import ways_on
from qcdesk.services.sheets.surroundings import Surroundings
from qcdesk.services.sheets.ways_on import OpenStep
from qcdesk.services.sheets.withheld import LEFT_TO
from qcdesk.views import RecordView
from qcdesk.workflow import VOID, Step

DUTY = "duty"

ASIDE = ("merge", "decline", "promote", "disagree", "ask_supplier")
"""Ways out of the straight one: open to choice, not what is missing."""


@dataclass(frozen=True)
class Way:
    """One step from here. `whose` are the roles that may take it, in words; `lacks` what it waits for beside them;
    `straight` says that it is the way on, not back, out or round."""

    step: OpenStep
    lacks: tuple[str, ...]
    whose: str
    is_mine: bool
    straight: bool

    @property
    def closed(self) -> str:
        """Why the person at the desk cannot take it now, or nothing."""
        if self.step.allowed:
            return ""
        if self.is_mine or not self.whose:
            return self.step.reason
        return "；".join(filter(None, (LEFT_TO.format(self.whose), self.step.deputy_elsewhere)))

    @property
    def fields_of(self) -> tuple[str, ...]:
        """The blocks that it completes."""
        return self.step.step.completes


def ways(desk: Desk, record: RecordView) -> tuple[Way, ...]:
    """The straight ones first, of them what fits the case best, then back, then out; `record` may carry values that are
    not saved yet."""
    around = Surroundings(desk, record)
    labels = {role.code: str(role.label) for role in people.all_roles(desk)}
    found = [_way(desk, labels, around, step) for step in ways_on.open_steps(desk, record)]
    return tuple(sorted(found, key=_place))


def _place(way: Way) -> tuple[bool, int, bool, bool]:
    """Of two ways on that stand open the one is meant that more forks lead to: 转回复客户 before 送货 where all work
    stayed at the customer's."""
    step = way.step.step
    forks = len(FORKS.intersection(step.gates)) if way.straight else 0
    return not way.straight, -forks, step.target == VOID, step.goes_back


def fillers(record: RecordView, block: Block) -> tuple[str, ...]:
    """The roles that fill a block of this very case: of the analysis those to whom the chosen cause goes (E0.3)."""
    analysts = turns.analysts(record.kind, record.values)
    return analysts if block.role == DUTY and analysts else turns.roles(record.kind, block, record.values)


def _way(desk: Desk, labels: Mapping[str, str], around: Surroundings, step: OpenStep) -> Way:
    fitting = around.fitting(step.step)
    chosen = step.step if step.step in fitting or not fitting else fitting[0]
    roles = around.takers(step.step)
    straight = bool(fitting) and chosen.leads_on and chosen.action not in ASIDE
    mine = not roles or bool(set(roles) & set(desk.person.roles)) or bool(step.deputy_for)
    whose = "、".join(labels.get(role, role) for role in roles)
    return Way(step, _lacks(around, chosen), whose, mine, straight)


def _lacks(around: Surroundings, step: Step) -> tuple[str, ...]:
    if step.reason:
        return ()
    record = around.record
    faults = [str(fault) for fault in record.kind.stands_complete(step, record.values)]
    shut = [GATES[name].sentence(around.facts) for name in step.gates if name not in FORKS]
    return tuple(dict.fromkeys([*faults, *(sentence for sentence in shut if sentence)]))
