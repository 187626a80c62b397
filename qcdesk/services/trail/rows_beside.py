"""The rows that lie beside records: read for many records in one go, for each by itself where that fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from qcdesk.services.trail.guarding import ALTERED
from qcdesk.store import projection
from qcdesk.store.database import Store
from qcdesk.store.models import Signature, SignatureEnd
from qcdesk.store.projection import StoredLine

BLOCK = 250


class Beside(NamedTuple):
    """What is stored of one record: its signatures, by which event each of them ended, its line rows."""

    signatures: list[Signature]
    ended: dict[int, int]
    lines: list[StoredLine]


@dataclass
class RowsBeside:
    """`records` in the order in which they are asked for. What altered rows raise is raised for their record alone."""

    store: Store
    records: Sequence[int]
    together: bool = True
    _at: int = 0
    _read: dict[int, Beside] = field(default_factory=dict)

    def of(self, record: int) -> Beside:
        if self.together and record not in self._read:
            self._read_block(record)
        found = self._read.get(record)
        return found if found is not None else _beside(self.store, [record])[record]

    def _read_block(self, record: int) -> None:
        at = self.records.index(record, self._at)
        block = self.records[at : at + BLOCK]
        self._at = at
        try:
            self._read = _beside(self.store, block)
        except ALTERED:
            self.together = False


def _beside(store: Store, records: Sequence[int]) -> dict[int, Beside]:
    made = {record: Beside([], {}, []) for record in records}
    held: dict[int, int] = {}
    theirs = Signature.record.in_(records)
    for item in store.rows(Signature.select().where(theirs).order_by(Signature.id)):
        made[item.record].signatures.append(item)
        held[item.id] = item.record
    ends = SignatureEnd.select().where(SignatureEnd.signature.in_(Signature.select(Signature.id).where(theirs)))
    for row in store.rows(ends):
        made[held[row.signature]].ended[row.signature] = row.event_seq
    for record, line in projection.stored_lines(store, records):
        made[record].lines.append(line)
    return made
