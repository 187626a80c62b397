"""What a sheet stands in: the case it belongs to, looked at once and only when a step asks for it."""

from __future__ import annotations

from functools import cached_property

from qcdesk.cases.facts import CaseFacts, SheetFacts
from qcdesk.cases.forks import FORKS
from qcdesk.cases.gates import GATES, SHEET_GATES
from qcdesk.desk import Desk
from qcdesk.errors import Fault
from qcdesk.services.cases import case_facts
from qcdesk.services.samples import places
from qcdesk.services.sheets import linking
from qcdesk.views import RecordView
from qcdesk.workflow import ANYONE, WHOLE_SHEET, Step


class Surroundings:
    """Of one record, as of the moment it was read."""

    def __init__(self, desk: Desk, record: RecordView) -> None:
        self._desk = desk
        self.record = record

    @cached_property
    def facts(self) -> CaseFacts:
        return case_facts.of(self._desk, self.record)

    def fitting(self, step: Step) -> list[Step]:
        """Of the steps of one name that lead on from here, under several roles, those by which this case goes."""
        same = self._same(step)
        return [one for one in same if not any(GATES[name].sentence(self.facts) for name in one.gates if name in FORKS)]

    def takers(self, step: Step) -> tuple[str, ...]:
        """The roles whose step it is here."""
        found = self.fitting(step) or self._same(step)
        return tuple(dict.fromkeys(one.role for one in found if one.role != ANYONE))

    def _same(self, step: Step) -> list[Step]:
        return [one for one in self.record.kind.workflow.from_state(self.record.state) if one.action == step.action]

    @cached_property
    def sheet_facts(self) -> SheetFacts:
        return case_facts.of_sheet(self._desk, self.record)

    @cached_property
    def dead_links(self) -> tuple[Fault, ...]:
        """Numbers of nothing in cells that nobody has signed."""
        record = self.record
        mine = [
            one for one in linking.named(record.kind, record.values)
            if not any(record.kind.covers(item.slot, one.field) for item in record.signatures)
        ]  # fmt: skip
        there = linking.known(self._desk, (one.number for one in mine))
        values = {one.field: record.values[one.field] for one in mine}
        return tuple(linking.dead(self._desk, record.kind, values, there))

    @cached_property
    def misplaced(self) -> tuple[Fault, ...]:
        """Places that the QC cabinet does not have, in cells that nobody has signed."""
        record = self.record
        signed = [item.slot for item in record.signatures]
        found = places.misplaced(self._desk, record.kind, record.values)
        return tuple(one for one in found if not any(record.kind.covers(slot, one.field) for slot in signed))

    def unlinked(self, step: Step) -> str:
        """What stands against signing the blocks that the step completes: numbers of nothing, places of nowhere."""
        kind, blocks = self.record.kind, step.completes
        if not blocks:
            return ""
        faults = (*self.dead_links, *self.misplaced)
        found = [(kind.block_of(fault.field.partition(".")[0]).name, str(fault)) for fault in faults]
        return "；".join(said for block, said in found if blocks == WHOLE_SHEET or block in blocks)

    def missing(self, step: Step) -> list[str]:
        """A sentence for every gate of the step that is closed."""
        return [sentence for sentence in map(self._said, step.gates) if sentence]

    def _said(self, gate: str) -> str:
        if gate in SHEET_GATES:
            return SHEET_GATES[gate].sentence(self.sheet_facts)
        return GATES[gate].sentence(self.facts)

    def kept_from(self, step: Step) -> str:
        return "；".join(self.missing(step))
