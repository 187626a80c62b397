"""签核历程: every signature that a record ever had, those that a way back ended too, each with its event's hash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qcdesk.desk import Desk
from qcdesk.kinds import Kind, department_in, plain_name
from qcdesk.services.sheets import records, signing
from qcdesk.services.trail import scan_told
from qcdesk.store.models import Event, Signature
from qcdesk.workflow import for_department

ALL = "SELECT * FROM signature WHERE record_id = ? ORDER BY id"
ENDS = """SELECT signature.id, event.seq FROM signature JOIN signature_end ON signature_end.signature_id = signature.id
JOIN event ON event.seq = signature_end.event_seq WHERE signature.record_id = ?"""

MODES = {signing.PIN: "PIN", signing.INK: "纸上签名"}


@dataclass(frozen=True)
class Signed:
    """One signature. `at` is local time; `doubt` is what the scan showed where it showed no ink, and why it was
    confirmed all the same; `ended` says by whom, when and why it no longer counts, empty while it does; `hash` is that
    of its event in the chain."""

    slot: str
    label: str
    person: str
    name: str
    deputy_for: str
    deputy_name: str
    at: str
    meaning: str
    mode: str
    seen_by: str
    doubt: str
    ended: str
    event: int
    hash: str
    sound: bool

    @property
    def signer(self) -> str:
        return f"{self.name}（代{self.deputy_name}）" if self.deputy_for else self.name


def of(desk: Desk, which: int | str) -> tuple[Signed, ...]:
    """In the order in which they were given."""
    with desk.store.snapshot():
        record = records.get(desk, which)
        rows = desk.store.found(Signature, ALL, record.id)
        ends = {int(number): int(seq) for number, seq in desk.store.sql(ENDS, (record.id,))}
        wanted = sorted({*(row.event_seq for row in rows), *ends.values()})
        found = desk.store.rows(Event.select().where(Event.seq.in_(wanted))) if wanted else []
        names = signing.names_of(desk, [login for row in rows for login in (row.deputy_for, row.verified_by)])
    events = {event.seq: event for event in found}
    live = {(item.slot, item.at): item.sound for item in record.signatures}
    return tuple(_signed(desk, record.kind, row, (events, names), events.get(ends.get(row.id, 0)),
                         live.get((row.slot, row.at), True)) for row in rows)  # fmt: skip


def _signed(desk: Desk, kind: Kind, row: Signature, known: tuple[Mapping[int, Event], Mapping[str, str]],
            ended: Event | None, sound: bool) -> Signed:  # fmt: skip
    events, names = known
    labels = {slot.name: slot.label for slot in kind.slots}
    label = for_department(labels.get(plain_name(row.slot), row.slot), department_in(row.slot))
    event = events.get(row.event_seq)
    seen_by = names.get(row.verified_by, row.verified_by or "")
    doubt = scan_told.doubted(signing.said_in(event.detail), row.slot) if event and row.mode == signing.INK else ""
    return Signed(
        row.slot, label, row.person, row.name, row.deputy_for or "", names.get(row.deputy_for, row.deputy_for or ""),
        desk.clock.local(row.at), row.meaning, MODES.get(row.mode, row.mode), seen_by, doubt,
        _ended(desk, kind, ended), row.event_seq, event.hash if event else "", sound,
    )  # fmt: skip


def _ended(desk: Desk, kind: Kind, event: Event | None) -> str:
    if event is None:
        return ""
    steps = kind.workflow.named(event.action)
    deed = steps[0].label if steps else "失效"
    return f"{event.name} {desk.clock.local(event.at)} {deed}" + (f"：{event.reason}" if event.reason else "")
