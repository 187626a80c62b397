"""签核历程: every signature that a record ever had, those that a way back ended too, each with its event's hash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qcdesk.canonical import Json, Values
from qcdesk.desk import Desk
from qcdesk.kinds import Kind
from qcdesk.services.sheets import records, signing
from qcdesk.services.sheets.signing import ScanPage
from qcdesk.services.trail import scan_told
from qcdesk.services.trail.testimony import Testimony, ToldRecord
from qcdesk.store.models import Event, Signature
from qcdesk.views import UNDATED
from qcdesk.workflow import ANYONE, REVISE, revise

ALL = "SELECT * FROM signature WHERE record_id = ? ORDER BY id"
ENDS = """SELECT signature.id, event.seq FROM signature JOIN signature_end ON signature_end.signature_id = signature.id
JOIN event ON event.seq = signature_end.event_seq WHERE signature.record_id = ?"""
MODES = {signing.PIN: "PIN", signing.INK: "纸签"}


@dataclass(frozen=True)
class Signed:
    """One signature, given in that `edition` of the record. `at` is local time, of one in ink the day beside it on the
    paper or that there is none; `seen_at` is when it was seen by `seen_by`, on which page of which `copy` and of which
    `scan`. `doubt` is what the scan showed where it showed no ink, and why it was confirmed all the same; `ended` says
    by whom, when and why it no longer counts, empty while it does; `hash` is that of its event in the chain. To be
    told in other words: `places` are the numbers of the copy, of its page and of the scan's, `showed` is what the scan
    showed, `deed` what ended it."""

    slot: str
    edition: int
    label: str
    person: str
    name: str
    deputy_for: str
    deputy_name: str
    at: str
    meaning: str
    mode: str
    seen_by: str
    seen_at: str
    copy: str
    scan: str
    places: tuple[str, ...]
    doubt: str
    showed: str
    ended: str
    deed: str
    event: int
    hash: str
    sound: bool

    @property
    def signer(self) -> str:
        return f"{self.name}（代{self.deputy_name}）" if self.deputy_for else self.name


@dataclass(frozen=True)
class _Then:
    """The edition and the values that an event left the record with."""

    edition: int
    values: Values


@dataclass(frozen=True)
class _Known:
    """What the signatures of one record are read with."""

    desk: Desk
    kind: Kind
    events: Mapping[int, Event]
    then: Mapping[int, _Then]
    names: Mapping[str, str]
    scans: Mapping[int, ScanPage]

    def named(self, login: str | None) -> str:
        return self.names.get(login or "", login or "")


def of(desk: Desk, which: int | str) -> tuple[Signed, ...]:
    """In the order in which they were given."""
    with desk.store.snapshot():
        record = records.get(desk, which)
        rows = desk.store.found(Signature, ALL, record.id)
        ends = {int(number): int(seq) for number, seq in desk.store.sql(ENDS, (record.id,))}
        events = _events(desk, record.id) if rows else []
        scans = signing.scans_of(desk, record.id)
        names = signing.names_of(desk, [login for row in rows for login in (row.deputy_for, row.verified_by)])
    found = {event.seq: event for event in events}
    known = _Known(desk, record.kind, found, _left(desk, record.id, events), names, scans)
    live = {(item.slot, item.at): item.sound for item in record.signatures}
    return tuple(
        _signed(known, row, found.get(ends.get(row.id, 0)), live.get((row.slot, row.at), True)) for row in rows
    )


def _events(desk: Desk, record: int) -> list[Event]:
    return list(desk.store.rows(Event.select().where(Event.record == record).order_by(Event.seq)))


def _left(desk: Desk, record: int, events: list[Event]) -> dict[int, _Then]:
    """By event. What contradicts the trail is for `verify` to say."""
    told = Testimony(desk.clock)
    now = told.records.setdefault(record, ToldRecord())
    found = {}
    for event in events:
        list(told.hear(event))
        found[event.seq] = _Then(now.amended, dict(now.values))
    return found


def _signed(known: _Known, row: Signature, ended: Event | None, sound: bool) -> Signed:
    event, then = known.events.get(row.event_seq), known.then.get(row.event_seq, _Then(0, {}))
    said = signing.said_in(event.detail) if event and row.mode == signing.INK else {}
    given, scan = known.desk.clock.local(row.at), known.scans.get(row.event_seq)
    return Signed(
        row.slot, then.edition, known.kind.slot_label(row.slot, then.values), row.person, row.name,
        row.deputy_for or "", known.named(row.deputy_for), _dated(row, said, given), row.meaning,
        MODES.get(row.mode, row.mode), known.named(row.verified_by), given if row.verified_by else "",
        scan_told.on_copy(said), scan.told if scan else "",
        (*scan_told.copy_page(said), *([str(scan.page)] if scan else [])), scan_told.doubted(said, row.slot),
        scan_told.doubt(said, row.slot), _ended(known, ended), _deed(known, ended), row.event_seq,
        event.hash if event else "", sound,
    )  # fmt: skip


def _dated(row: Signature, said: Mapping[str, Json], given: str) -> str:
    return signing.day_on_paper(said, row.slot) or UNDATED if row.mode == signing.INK else given


def _ended(known: _Known, event: Event | None) -> str:
    if event is None:
        return ""
    at = known.desk.clock.local(event.at)
    return f"{event.name} {at} {_deed(known, event)}" + (f"：{event.reason}" if event.reason else "")


def _deed(known: _Known, event: Event | None) -> str:
    if event is None:
        return ""
    steps = (revise(ANYONE),) if event.action == REVISE else known.kind.workflow.named(event.action)
    return steps[0].label if steps else "失效"
