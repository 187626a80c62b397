"""Where each record stands in the ledger of keeping: held and why, proposed for disposal, disposed of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qcdesk import canonical
from qcdesk.canonical import Json
from qcdesk.desk import Desk
from qcdesk.services.keeping.gone import DISPOSE, HOLD, PROPOSE, RELEASE, WITHDRAW

ROWS = "SELECT id, record_id, act, reason, said, person, name, at FROM keeping ORDER BY id"

BEFORE = """SELECT act, name, at FROM keeping WHERE event_seq < ? AND (record_id = ?
OR record_id IN (SELECT id FROM record WHERE case_id = ?)) ORDER BY id"""
"""What was done about the keeping of a case and its sheets, or of a sheet that stands alone."""

LAPSES = "{} {} 提出的处置作罢，解除保全以后要重新提出"


@dataclass(frozen=True)
class Act:
    """One row of the ledger; `at` is local time."""

    id: int
    record: int
    act: str
    reason: str
    said: Mapping[str, Json]
    person: str
    name: str
    at: str

    @property
    def told(self) -> str:
        return f"{self.name} {self.at[:10]}：{self.reason}" if self.reason else f"{self.name} {self.at[:10]}"


@dataclass(frozen=True)
class Standing:
    """By record, the act that counts now."""

    holds: Mapping[int, Act]
    last_held: Mapping[int, int]
    """The row that last held each record, released since or not."""
    proposals: Mapping[int, Act]
    disposed: Mapping[int, Act]


def lapsed(desk: Desk, root: int, hold: int) -> str:
    """Which proposal the event of a hold ended; nothing where none waited."""
    waiting = ""
    for act, name, at in desk.store.sql(BEFORE, (hold, root, root)):
        if act == PROPOSE:
            waiting = LAPSES.format(name, desk.clock.local(at)[:10])
        elif act != RELEASE:
            waiting = ""
    return waiting


def of(desk: Desk) -> Standing:
    holds: dict[int, Act] = {}
    last_held: dict[int, int] = {}
    proposals: dict[int, Act] = {}
    disposed: dict[int, Act] = {}
    for id_, record, act, reason, said, person, name, at in desk.store.sql(ROWS):
        row = Act(id_, record, act, reason, canonical.load(said), person, name, desk.clock.local(at))
        if act == HOLD:
            holds[record], last_held[record] = row, id_
        elif act == RELEASE:
            holds.pop(record, None)
        elif act == PROPOSE:
            proposals[record] = row
        elif act == WITHDRAW:
            proposals.pop(record, None)
        elif act == DISPOSE:
            disposed[record] = row
            proposals.pop(record, None)
    return Standing(holds, last_held, proposals, disposed)
