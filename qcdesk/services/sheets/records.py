"""Records: made, changed, read. What is stored is always a whole, canonical payload."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from qcdesk import canonical
from qcdesk.canonical import Json, Values
from qcdesk.change import Change, touched
from qcdesk.copy_codes import number_of
from qcdesk.desk import Desk
from qcdesk.errors import VERIFY, Damaged, NotFound, Refused, Stale
from qcdesk.kinds import Kind
from qcdesk.services.keeping import gone
from qcdesk.services.sheets import attaching, locks, signing
from qcdesk.services.trail import chain_marks, events
from qcdesk.store import projection
from qcdesk.store.database import Missed, Statement
from qcdesk.store.models import Event, Person, Record, Working, readable
from qcdesk.store.query import askable
from qcdesk.views import RecordView

COLUMNS = tuple((item.name, item.column_name) for item in Record._meta.sorted_fields)
WITH_TRAIL = (
    f"SELECT {', '.join(f'record.{column}' for _, column in COLUMNS)}, "
    "wrote.to_state, wrote.detail, drew.detail, EXISTS (SELECT 1 FROM signature WHERE record_id = record.id), "
    "(SELECT active FROM person WHERE login = ?) FROM record "
    "LEFT JOIN event AS wrote ON wrote.seq = record.written AND wrote.record_id = record.id "
    "LEFT JOIN event AS drew ON drew.seq = record.numbered AND drew.record_id = record.id"
)

NOTHING: Mapping[str, Json] = MappingProxyType({})

FORGET_WORKING = "DELETE FROM working WHERE record_id = ? AND person = ?"


@dataclass(frozen=True)
class Held:
    """A record read inside the open transaction to be written over, held against its trail.

    `fits` is whether it is what its last events say, `signed` whether anybody has ever signed it.
    """

    row: Record
    fits: bool
    signed: bool


@dataclass(frozen=True)
class Move:
    """What the next version of a record is written for; `detail` goes into its event.

    What its writer has typed and not saved is done with, unless the move `keeps_working`.
    """

    action: str
    detail: Mapping[str, object]
    state: str | None = None
    number: str | None = None
    reason: str | None = None
    keeps_working: bool = False
    amends: bool = False
    """Whether it begins the next edition of an approved sheet (改版)."""


def create(desk: Desk, code: str, raw: Mapping[str, object], case: int | None = None) -> Change:
    """A draft of the newest revision, in a `case` if given; raises Invalid naming every value that does not fit."""
    kind = desk.catalogue.newest(code)
    locks.refuse_kept_by_program(kind, raw)
    locks.refuse_too_early(kind, (name for name, value in raw.items() if value is not None))
    return _insert(desk, kind, kind.parse(raw), "created", {}, case)


def put_into_case(desk: Desk, record: int, case: int) -> Change:
    """Raises Refused for a record that belongs to another case."""
    desk.require_person()
    with changing(desk, record) as held:
        refuse_tampered(held)
        row = held.row
        if row.case == case:
            return touched(record=record)
        if row.case is not None:
            raise Refused(f"{row.number or row.id} 已经属于案件 {row_of(desk, row.case).number}")
        update = Statement("UPDATE record SET case_id = ? WHERE id = ? AND case_id IS NULL", (case, record))
        seq = events.note(desk, "put_into_case", record=record, detail={"case": case}, along=(update,))
    return touched("records", "cases", record=record, event=seq)


def untouched_draft(desk: Desk, code: str) -> int | None:
    """This person's newest draft of the form on which nothing was typed yet, to be taken up instead of another one."""
    kind = desk.catalogue.newest(code)
    wanted = (
        "SELECT * FROM record WHERE form = ? AND revision = ? AND state = ? AND version = 1 AND number IS NULL "
        "AND created_by = ? AND id NOT IN (SELECT record_id FROM working) ORDER BY id DESC LIMIT 20"
    )
    asked = (code, kind.rev, kind.workflow.initial, desk.person.login)
    begun = {canonical.dump({}), canonical.dump(kind.parse(kind.starting_values(desk.clock.today())))}
    return next((row.id for row in desk.store.found(Record, wanted, *asked) if row.payload in begun), None)


def copy_as_new(desk: Desk, record: int, case: int | None = None, linked: Mapping[str, Json] = NOTHING) -> Change:
    """A draft that tells of the same thing as another record: its opening words, dated today; in a `case` if given,
    with what is `linked` there."""
    source = get(desk, record)
    kind = desk.catalogue.newest(source.kind.code)
    kept = kind.recurring_values(source.values, desk.clock.today())
    told: dict[str, object] = {"from": record, "number": source.number}
    return _insert(desk, kind, kind.parse({**kept, **linked}), "copied", told, case)


def _insert(desk: Desk, kind: Kind, values: Values, action: str, detail: dict[str, object],
            case: int | None = None) -> Change:  # fmt: skip
    desk.require_person()
    payload = canonical.dump(values)
    with desk.store.write():
        attaching.refuse_unknown(desk, values, tuple(values))
        now = desk.clock.stamp()
        made = desk.store.add(
            Record, form=kind.code, revision=kind.rev, number=None, state=kind.workflow.initial, version=1,
            payload=payload, created_by=desk.person.login, created_at=now, updated_by=desk.person.login,
            updated_at=now, case=case, written=events.coming(desk), search=projection.search_text(kind, None, values),
            **projection.envelope(kind, values),
        )  # fmt: skip
        projection.write_lines(desk.store, kind, made, values, before={})
        if case is not None:
            detail = {**detail, "case": case}
        said = {**detail, "edition": kind.edition, "version": 1, "payload": canonical.digest(payload)}
        said["changes"] = canonical.differences({}, values)
        seq = events.note(desk, action, record=made, states=(None, kind.workflow.initial), detail=said, at=now)
    return touched("records", *(("cases",) if case else ()), record=made, event=seq)


def save(desk: Desk, record: int, version: int, raw: Mapping[str, object]) -> Change:
    """Lays `raw` over the saved values (None takes one away). Raises Invalid, Refused for signed or foreign cells,
    Stale when another change came first; saving nothing new writes nothing."""
    with changing(desk, record) as held:
        row = held.row
        kind, old = kind_of(desk, row), payload_of(row)
        refuse_stale(desk, row, version)
        other = [name for name, value in raw.items() if value != old.get(name)]
        locks.refuse_kept_by_program(kind, other)
        locks.refuse_worked_out(kind, other)
        new = kind.parse(raw, base=old)
        changes = canonical.differences(old, new)
        if not changes:
            return touched(record=record)
        signed = signing.live(desk, record) if held.signed else []
        locks.refuse_locked(desk, row, kind, signed, tuple(changes), new)
        locks.refuse_rewritten_lines(kind, signed, old, new)
        attaching.refuse_unknown(desk, new, tuple(changes))
        seq = write_version(desk, held, kind, new, Move("saved", {"changes": changes}))
    return touched("records", record=record, event=seq)


def write_version(desk: Desk, held: Held, kind: Kind, values: Values, move: Move) -> int:
    """The next version of a record with its index and its event, inside the open transaction; gives the event."""
    refuse_tampered(held)
    row, payload = held.row, canonical.dump(values)
    if row.state in kind.workflow.final:
        gone.refuse(desk, row.id, row.number)
    target = move.state or row.state
    drawn, now = move.number or row.number, desk.clock.stamp()
    new: dict[str, Json] = {
        "payload": payload, "version": row.version + 1, "state": target, "number": drawn,
        "updated_by": desk.person.login, "updated_at": now, "written": events.coming(desk),
        **projection.index_of(kind, drawn, values),
    }  # fmt: skip
    if payload != row.payload:
        projection.write_lines(desk.store, kind, row.id, values, before=payload_of(row))
    said = {**move.detail, "version": row.version + 1, "payload": canonical.digest(payload)}
    if amended := row.amended + move.amends:
        said["amended"] = new["amended"] = amended
    if move.number:
        said["number"] = move.number
        new["numbered"] = new["written"]
    assigned = ", ".join(f"{column} = ?" for column in new)
    forget = Statement(FORGET_WORKING, (row.id, desk.person.login))
    update = Statement(f"UPDATE record SET {assigned} WHERE id = ? AND version = ?",
                       (*new.values(), row.id, row.version))  # fmt: skip
    try:
        return events.note(
            desk, move.action, record=row.id, states=(row.state, target), reason=move.reason, detail=said, at=now,
            along=(update,) if move.keeps_working else (forget, update),
        )  # fmt: skip
    except Missed:
        raise _stale(desk, row_of(desk, row.id)) from None


def refuse_tampered(held: Held) -> None:
    """Nothing is written over a record that is not what its trail says: that would make the change look like ours."""
    if not held.fits:
        name = held.row.number or held.row.id
        raise Damaged(f"记录 {name} 的内容被程序以外的手改过，不能再改或签名。{VERIFY}，并从备份恢复")


def refuse_stale(desk: Desk, row: Record, version: int) -> None:
    if row.version != version:
        raise _stale(desk, row)


def _stale(desk: Desk, row: Record) -> Stale:
    who = person_name(desk, row.updated_by)
    at = desk.clock.local(row.updated_at)
    return Stale(f"{who}在 {at} 先改了这张单，您的改动还没有保存。请先看他改了什么，再保存您的。", who, at)


def get(desk: Desk, which: int | str) -> RecordView:
    """By id or by number; raises NotFound."""
    with desk.store.snapshot():
        return view(desk, row_of(desk, which))


def view(desk: Desk, row: Record) -> RecordView:
    kind, values = kind_of(desk, row), payload_of(row)
    over = gone.is_over(desk, row.id) if row.state in kind.workflow.final else False
    return RecordView(
        row.id, row.number, kind, row.state, gone.labelled(kind.workflow.label(row.state), over), row.version, values,
        signing.views(desk, row, kind, values), row.created_by, row.created_at, row.updated_at, row.amended,
        disposed=over, anchor=chain_marks.printed(desk, kind, row.state, row.written),
    )  # fmt: skip


def payload_of(row: Record) -> Values:
    """Raises Damaged when the stored text is no payload any more, instead of showing half of one."""
    try:
        return canonical.load(row.payload)
    except ValueError:
        raise Damaged(f"记录 {row.number or row.id} 的内容已损坏，{VERIFY}，并从备份恢复") from None


def row_of(desk: Desk, which: int | str) -> Record:
    """Raises NotFound."""
    named, asked = _named(which)
    found: list[Record] = desk.store.found(Record, f"SELECT * FROM record WHERE {named}", *asked)
    if not found:
        raise _unknown(which)
    return found[0]


@contextmanager
def changing(desk: Desk, which: int | str) -> Iterator[Held]:
    """A write that begins by reading, in one trip, all that must be known before a record is written over.

    Raises NotFound, Refused for a person who was retired since he sat down.
    """
    named, asked = _named(which)
    with desk.store.write(Statement(f"{WITH_TRAIL} WHERE {named}", (desk.person.login, *asked))) as found:
        if not found:
            raise _unknown(which)
        *_, in_office = found[0]
        if in_office is not None and not in_office:
            raise Refused(events.retired(desk.person.name))
        yield _held(found[0])


def _held(found: tuple[Any, ...]) -> Held:
    """It fits when it is what the events say that wrote its version and gave its number."""
    row = Record(**{name: readable(value) for (name, _), value in zip(COLUMNS, found, strict=False)})
    state, wrote, drew, signed, _ = found[len(COLUMNS) :]
    said, number = signing.said_in(wrote or ""), signing.said_in(drew or "").get("number")
    written = (state, said.get("version"), said.get("payload"), said.get("amended", 0))
    there = (row.state, row.version, canonical.digest(row.payload), row.amended)
    fits = written == there and number == row.number
    return Held(row, fits, bool(signed))


def _named(which: int | str) -> tuple[str, tuple[int | str, ...]]:
    """The condition that finds a record by its id or number, and what it is asked for."""
    text = number_of(askable(str(which)).strip())
    if text.isdecimal() and len(text) < 10:
        return "record.id = ?", (int(text),)
    return "number IN (?, ?)", (text, text.upper())


def _unknown(which: int | str) -> NotFound:
    return NotFound(f"没有编号或序号为“{askable(str(which)).strip()[:40]}”的记录")


def kind_of(desk: Desk, row: Record) -> Kind:
    return desk.catalogue.edition(f"{row.form}@{row.revision}")


def person_name(desk: Desk, login: str) -> str:
    found = desk.store.first(Person.select().where(Person.login == login))
    return str(found.name) if found else login


def last_change(desk: Desk, record: int, since_version: int) -> dict[str, Json]:
    """The values other people changed since `since_version`: `{field: {"from", "to"}}`, latest last."""
    merged: dict[str, Json] = {}
    for event in desk.store.rows(Event.select().where(Event.record == record).order_by(Event.seq)):
        said = canonical.load(event.detail)
        version, changes = said.get("version"), said.get("changes")
        if isinstance(version, int) and version > since_version and isinstance(changes, dict):
            merged.update(changes)
    return merged


def keep_working(desk: Desk, record: int, version: int, raw: Mapping[str, Json]) -> None:
    """Keeps typing that is not saved yet, so that nothing is lost when the PC goes down."""
    login, now = desk.require_person().login, desk.clock.stamp()
    content = canonical.dump(dict(raw))
    with desk.store.write():
        mine = (Working.record == record) & (Working.person == login)
        kept = desk.store.run(Working.update(base_version=version, content=content, at=now).where(mine))
        if not kept:
            desk.store.run(Working.insert(record=record, person=login, base_version=version, content=content, at=now))


@dataclass(frozen=True)
class Kept:
    """Typing that was not saved: over which version, when (local time), and the raw values."""

    version: int
    at: str
    typed: Values


def working(desk: Desk, record: int) -> Kept | None:
    """None when there is none of this person's."""
    mine = (Working.record == record) & (Working.person == desk.person.login)
    row = desk.store.first(Working.select().where(mine))
    return Kept(row.base_version, desk.clock.local(row.at), canonical.load(row.content)) if row else None


def forget_working(desk: Desk, record: int) -> None:
    desk.store.change(FORGET_WORKING, record, desk.person.login)
