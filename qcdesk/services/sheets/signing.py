"""Signatures: what one attests, whether it still does, and how it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from qcdesk import canonical
from qcdesk.canonical import Json, Values
from qcdesk.desk import Desk
from qcdesk.kinds import Kind
from qcdesk.services.basics import hands
from qcdesk.store import chain
from qcdesk.store.models import Event, Person, Record, Signature
from qcdesk.views import SignatureView

SEALED = ("id", "slot", "person", "name", "at", "meaning", "mode", "digest", "version")
"""What the event repeats of a signature, so that a changed row no longer matches it."""

BESIDE = ("copy", "scan", "verified_by", "deputy_for", "picture")
"""Repeated where a signature has it."""

PIN, INK = "pin", "ink"

PAPER = "paper"
"""Under which an event keeps the days written beside signatures in ink: {slot: 2026-11-20 14:30}."""

SCANS = """SELECT signature.event_seq, attachment.name, scan.page FROM signature
JOIN scan ON scan.id = signature.scan_id JOIN attachment ON attachment.sha256 = scan.file
WHERE signature.record_id = ?"""


@dataclass(frozen=True)
class Signer:
    """Who signs, and how: with a PIN at the desk, or in ink on a copy that somebody has seen."""

    login: str
    name: str
    mode: str = PIN
    copy: int | None = None
    scan: int | None = None
    verified_by: str | None = None
    deputy_for: str | None = None
    picture: str | None = None

    def told(self) -> dict[str, object]:
        return {"person": self.login, "name": self.name, "mode": self.mode, **_beside(self)}


def at_desk(desk: Desk, deputy_for: str = "") -> Signer:
    """The person at the desk with his picture of now, for himself or for the login whose deputy he is."""
    who = desk.person
    return Signer(who.login, who.name, deputy_for=deputy_for or None, picture=hands.picture_of(desk, who.login))


def _beside(of: Signer | Signature) -> dict[str, object]:
    found = {name: getattr(of, name) for name in BESIDE}
    return {name: value for name, value in found.items() if value is not None}


def digest(record: int, kind: Kind, slot: str, values: Mapping[str, Json]) -> str:
    """Over the record, its edition, the slot and the covered values: a signature copied elsewhere does not fit."""
    covered = kind.covered(slot, values)
    said = {"record": record, "edition": kind.edition, "slot": slot, "values": covered}
    return canonical.digest(canonical.dump(said))


def write(desk: Desk, record: Record, kind: Kind, slots: tuple[str, ...], meaning: str, at: str,
          values: Mapping[str, Json], by: Signer | None = None) -> list[dict[str, object]]:  # fmt: skip
    """The signatures of the person at the desk, or of another `Signer`, as they will be stored and as the event will
    repeat them.

    Their ids are drawn here, under the write's lock, so that the event can attest them too.
    """
    who = (by or at_desk(desk)).told()
    last = desk.store.sql("SELECT MAX(id) FROM signature")[0][0] or 0
    return [
        {**who, "id": last + place, "slot": slot, "at": at, "meaning": meaning,
         "digest": digest(record.id, kind, slot, values), "version": record.version + 1}
        for place, slot in enumerate(slots, start=1)
    ]  # fmt: skip


def live(desk: Desk, record: int) -> list[Signature]:
    """Signatures that no later step has ended, oldest first."""
    return desk.store.found(
        Signature,
        "SELECT * FROM signature WHERE record_id = ? "
        "AND NOT EXISTS (SELECT 1 FROM signature_end WHERE signature_id = signature.id) ORDER BY id",
        record,
    )


def views(desk: Desk, record: Record, kind: Kind, values: Mapping[str, Json]) -> tuple[SignatureView, ...]:
    """The live signatures in the order of the sheet's slots, each with whether it is still sound."""
    order = {name: at for at, (name, _) in enumerate(kind.named_slots(values))}
    rows = sorted(live(desk, record.id), key=lambda row: order.get(row.slot, 99))
    told = _sealed_by_events(desk, rows)
    names = names_of(desk, [row.deputy_for for row in rows])
    untouched = record.payload == canonical.dump(values)
    return tuple(
        _as_signed(desk, row, SignatureView(
            row.slot, kind.slot_label(row.slot, values), row.person, row.name, row.at,
            desk.clock.local(row.at), row.meaning, row.mode, row.digest,
            sound=untouched and is_sound(row, kind, values, told.get(row.event_seq)),
            deputy_for=row.deputy_for or "", deputy_name=names.get(row.deputy_for, row.deputy_for or ""),
            picture=row.picture or "",
        ))
        for row in rows
    )  # fmt: skip


def _as_signed(desk: Desk, row: Signature, view: SignatureView) -> SignatureView:
    return in_ink(desk, view, _beside(row), row.event_seq) if row.mode == INK else view


def in_ink(desk: Desk, view: SignatureView, said: Mapping[str, object], seq: int) -> SignatureView:
    """With the paper it stands on, the day beside it and who has seen it; `said` is what its event repeats of it."""
    copy, scan, verifier = said.get("copy"), said.get("scan"), str(said.get("verified_by") or "")
    event = desk.store.sql("SELECT detail FROM event WHERE seq = ?", (seq,))
    day = day_on_paper(said_in(event[0][0]), view.slot) if event else ""
    return replace(
        view, at_local=day or view.at_local, undated=not day, copy=copy if isinstance(copy, int) else None,
        scan=scan if isinstance(scan, int) else None, verified_by=verifier,
        verifier=names_of(desk, [verifier]).get(verifier, verifier),
    )  # fmt: skip


def day_on_paper(said: Mapping[str, Json], slot: str) -> str:
    """The day beside a signature in ink, of what its event says; empty where none was written down."""
    days = said.get(PAPER)
    return str(days.get(slot) or "") if isinstance(days, dict) else ""


class ScanPage(NamedTuple):
    name: str
    page: int

    @property
    def told(self) -> str:
        """“车间扫描.pdf”第 1 页."""
        return f"“{self.name}”第 {self.page} 页"


def scans_of(desk: Desk, record: int) -> dict[int, ScanPage]:
    """By the event of a signature in ink the page of a scan that it was seen on."""
    return {int(seq): ScanPage(name, page) for seq, name, page in desk.store.sql(SCANS, (record,))}


def names_of(desk: Desk, logins: Iterable[str | None]) -> dict[str, str]:
    """What the people are called now, by login."""
    asked = sorted({login for login in logins if login})
    found = desk.store.rows(Person.select(Person.login, Person.name).where(Person.login.in_(asked))) if asked else []
    return {str(person.login): str(person.name) for person in found}


def is_sound(row: Signature, kind: Kind, values: Mapping[str, Json], event: Event | None) -> bool:
    """The covered values are those signed, the row is what its event says, and the event is what was chained."""
    if event is None or event.record != row.record or event.hash != chain.hash_of(chain.as_said(event)):
        return False
    return sealed(row) in signed_in(event) and row.digest == digest(row.record, kind, row.slot, values)


def sealed(row: Signature) -> dict[str, object]:
    return {**{name: getattr(row, name) for name in SEALED}, **_beside(row)}


def signed_in(event: Event) -> list[object]:
    said = said_in(event.detail).get("signed")
    return list(said) if isinstance(said, list) else []


def said_in(detail: str) -> Values:
    """What an event's detail says; nothing when other hands have made it no JSON."""
    try:
        return canonical.load(detail)
    except ValueError:
        return {}


def _sealed_by_events(desk: Desk, rows: list[Signature]) -> dict[int, Event]:
    numbers = sorted({row.event_seq for row in rows})
    if not numbers:
        return {}
    asked = f"SELECT * FROM event WHERE seq IN ({', '.join('?' * len(numbers))})"
    return {event.seq: event for event in desk.store.found(Event, asked, *numbers)}
