"""What a sheet stands in: the case it belongs to, looked at once and only when a step asks for it."""

from __future__ import annotations

from functools import cached_property

from qcdesk.cases.facts import CaseFacts
from qcdesk.cases.gates import GATES
from qcdesk.desk import Desk
from qcdesk.services.cases import case_facts
from qcdesk.services.samples import custody
from qcdesk.services.sheets import linking
from qcdesk.views import RecordView
from qcdesk.workflow import VOID, WHOLE_SHEET, Step


class Surroundings:
    """Of one record, as of the moment it was read."""

    def __init__(self, desk: Desk, record: RecordView) -> None:
        self._desk = desk
        self.record = record

    @cached_property
    def facts(self) -> CaseFacts:
        return case_facts.of(self._desk, self.record)

    @cached_property
    def dead_links(self) -> dict[str, str]:
        """`{field: sentence}` for numbers of nothing in cells that nobody has signed."""
        record = self.record
        mine = {
            name: number for name, number in linking.numbers(record.kind, record.values).items()
            if not any(record.kind.covers(item.slot, name) for item in record.signatures)
        }  # fmt: skip
        there = linking.known(self._desk, mine.values())
        return {fault.field: str(fault) for fault in linking.dead(self._desk, record.kind, mine, there)}

    def unlinked(self, step: Step) -> str:
        """What stands against signing the blocks that the step completes."""
        kind, blocks = self.record.kind, step.completes
        if not blocks:
            return ""
        found = self.dead_links.items()
        return "；".join(said for name, said in found if blocks == WHOLE_SHEET or kind.block_of(name).name in blocks)

    def missing(self, step: Step) -> list[str]:
        """A sentence for every gate of the step that is closed."""
        found = (GATES[name].sentence(self.facts) for name in step.gates)
        return [sentence for sentence in found if sentence]

    def kept_from(self, step: Step) -> str:
        return "；".join([*self.missing(step), *filter(None, [self._kept_sample(step)])])

    def _kept_sample(self, step: Step) -> str:
        """A label that is all a case keeps is not made void (E0.3 note 1)."""
        if step.target != VOID or self.record.kind.code != custody.LABEL or self.record.number is None:
            return ""
        return custody.kept_from_voiding(self._desk, self.record.id)
