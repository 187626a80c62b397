"""A record as it stood: at any saved version, and as each edition that a 改版 has replaced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from qcdesk import canonical
from qcdesk.calculations import whole
from qcdesk.canonical import Json
from qcdesk.desk import Desk
from qcdesk.errors import VERIFY, Damaged, NotFound
from qcdesk.kinds import Kind
from qcdesk.services.sheets import records, signing
from qcdesk.services.trail import chain_marks
from qcdesk.services.trail.testimony import Testimony, ToldRecord
from qcdesk.store import chain
from qcdesk.store.models import Event, Record, Signature
from qcdesk.views import RecordView, SignatureView
from qcdesk.workflow import APPROVED, REVISE

EVENTS = """SELECT * FROM event WHERE record_id = ? AND from_state IS NOT NULL
AND (action = ? OR (to_state = ? AND from_state <> to_state)) ORDER BY seq"""


SEEN = ("slot", "person", "name", "at", "meaning", "mode", "digest")


@dataclass(frozen=True)
class Edition:
    """One that a later edition has replaced: `version` is its last, times are local. `by` approved it, `replaced_by`
    began the next one and wrote the `reason`."""

    edition: int
    version: int
    approved_at: str
    approved_by: str
    replaced_at: str
    replaced_by: str
    reason: str

    @property
    def label(self) -> str:
        return labelled(self.edition)


def labelled(edition: int) -> str:
    """As people call it."""
    return f"改版 {edition}" if edition else "原单"


@dataclass
class _Past:
    """What the events up to some version tell, and those of them that are no longer what was chained."""

    told: ToldRecord
    made: str = ""
    changed: set[int] = field(default_factory=set)


def at_version(desk: Desk, record: int | str, version: int) -> RecordView:
    """The record as it was saved in that version, with the signatures that stood then.

    Raises NotFound for a version that never was, Damaged where the trail no longer gives what was written.
    """
    with desk.store.snapshot():
        return _view(desk, records.row_of(desk, record), version)


def listed(desk: Desk, record: int | str) -> tuple[Edition, ...]:
    """The editions that were replaced, oldest first; none of a sheet that was never amended."""
    row = records.row_of(desk, record)
    found: list[Edition] = []
    approved: tuple[str, str] = ("", "")
    for event in desk.store.found(Event, EVENTS, row.id, REVISE, APPROVED):
        if event.action != REVISE:
            approved = _approved(desk, records.kind_of(desk, row), event)
            continue
        version = (whole(signing.said_in(event.detail).get("version")) or 0) - 1
        at = desk.clock.local(event.at)
        found.append(Edition(len(found), version, *approved, at, event.name, event.reason or ""))
    return tuple(found)


def _approved(desk: Desk, kind: Kind, event: Event) -> tuple[str, str]:
    """When and by whom as the signature says: of one in ink the person at the desk has only seen it."""
    for said in signing.signed_in(event):
        if isinstance(said, dict):
            view = _signature(desk, kind, {}, said, sound=True)
            view = signing.in_ink(desk, view, said, event.seq) if view.mode == signing.INK else view
            return view.at_local, view.signer
    return desk.clock.local(event.at), event.name


def view(desk: Desk, record: int | str, edition: int) -> RecordView:
    """An edition of the record: one that was replaced as it stood then, the latest as it stands now.

    Raises NotFound for one that never was, Damaged as `at_version` does.
    """
    with desk.store.snapshot():
        row = records.row_of(desk, record)
        if edition == row.amended:
            return records.view(desk, row)
        for old in listed(desk, row.id):
            if old.edition == edition:
                return replace(_view(desk, row, old.version), superseded=True)
    raise NotFound(f"{row.number or row.id} 没有改版 {edition}，{_there(row.amended)}")


def _there(amended: int) -> str:
    return f"有的是 0（原单）到 {amended}" if amended else "它没有改过版，只有 0（原单）"


def _view(desk: Desk, row: Record, version: int) -> RecordView:
    past = _past(desk, row, version)
    told = past.told
    if told.version != version:
        raise NotFound(f"{row.number or row.id} 没有第 {version} 版的内容")
    if canonical.digest(canonical.dump(told.values)) != told.payload:
        raise Damaged(f"{row.number or row.id} 第 {version} 版的经过被程序以外的手改过，放不出当时的内容，{VERIFY}")
    kind = desk.catalogue.edition(told.edition)
    return RecordView(
        row.id, told.number or None, kind, told.state, kind.workflow.label(told.state), version, told.values,
        _signatures(desk, row, kind, past), told.created[0], told.created[1], told.updated[1], told.amended,
        anchor=chain_marks.printed(desk, kind, told.state, told.written),
    )  # fmt: skip


def _past(desk: Desk, row: Record, version: int) -> _Past:
    """Every event of the record until the version was written; what was told later is not read."""
    told = Testimony(desk.clock)
    past = _Past(told.records.setdefault(row.id, ToldRecord()))
    for event in desk.store.rows(Event.select().where(Event.record == row.id).order_by(Event.seq)):
        if event.hash != chain.hash_of(chain.as_said(event)):
            past.changed.add(event.seq)
        list(told.hear(event))
        if past.told.version >= version:
            break
    return past


def _signatures(desk: Desk, row: Record, kind: Kind, past: _Past) -> tuple[SignatureView, ...]:
    """In the order of the sheet's slots, each with whether its row and its event still say what was signed."""
    told = past.told
    order = {name: at for at, (name, _) in enumerate(kind.named_slots(told.values))}
    stood = [(seq, said) for (seq, _), said in told.signed.items() if whole(said.get("id")) not in told.ended]
    rows = {item.id: item for item in desk.store.rows(Signature.select().where(Signature.record == row.id))}
    views = []
    for seq, said in sorted(stood, key=lambda one: order.get(str(one[1].get("slot")), 99)):
        slot = str(said.get("slot"))
        kept = rows.get(whole(said.get("id")) or 0)
        sound = kept is not None and signing.sealed(kept) == said and seq not in past.changed
        sound = sound and said.get("digest") == signing.digest(row.id, kind, slot, told.values)
        view = _signature(desk, kind, told.values, said, sound)
        views.append(signing.in_ink(desk, view, said, seq) if view.mode == signing.INK else view)
    return tuple(views)


def _signature(desk: Desk, kind: Kind, values: Mapping[str, Json], said: Mapping[str, Json],
               sound: bool) -> SignatureView:  # fmt: skip
    slot, person, name, at, meaning, mode, digest, principal, picture = (
        str(said.get(key) or "") for key in (*SEEN, "deputy_for", "picture")
    )
    return SignatureView(
        slot, kind.slot_label(slot, values), person, name, at, desk.clock.local(at), meaning, mode, digest, sound,
        principal, signing.names_of(desk, [principal]).get(principal, principal), picture,
    )  # fmt: skip
