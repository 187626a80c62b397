"""Recomputes chain, payloads, signatures and attachments, and names everything that does not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from qcdesk import canonical
from qcdesk.calculations import rows, whole
from qcdesk.canonical import Json
from qcdesk.clock import local
from qcdesk.desk import Desk
from qcdesk.errors import NotFound, Refused
from qcdesk.kinds import plain_name
from qcdesk.services import records, signing
from qcdesk.store import chain, projection
from qcdesk.store.dialects import SQLITE
from qcdesk.store.migrations.m0001_first import APPEND_ONLY, NEVER_REMOVED, guards
from qcdesk.store.models import Attachment, Event, Head, Record, Signature, SignatureEnd

START = "0" * 64
Progress = Callable[[int, int], bool]
"""Told (done, of); returns False to stop."""


@dataclass(frozen=True)
class Finding:
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}：{self.what}"


@dataclass
class Told:
    """What the events say a record should be."""

    payload: str = ""
    edition: str = ""
    state: str = ""
    number: str = ""
    version: int = 0
    created: tuple[str, str] = ("", "")
    updated: tuple[str, str] = ("", "")
    """By whom and when, as the trail says."""
    last: str = ""
    signed: dict[tuple[int, str], dict[str, Json]] = field(default_factory=dict)
    ended: dict[int, int] = field(default_factory=dict)
    """Signature ids, each with the event that ended it."""


def verify(desk: Desk, progress: Progress | None = None) -> list[Finding]:
    """Everything found wrong, as of one moment; an empty list is a clean desk."""
    with desk.store.snapshot():
        return _verified(desk, progress)


def _verified(desk: Desk, progress: Progress | None) -> list[Finding]:
    told: dict[int, Told] = {}
    findings = [*_chain(desk, told), *_guards(desk)]
    stored = desk.store.rows(Record.select().order_by(Record.id))
    for done, row in enumerate(stored, start=1):
        findings += _record(desk, row, told.pop(row.id, Told()))
        if progress is not None and done % 50 == 0 and not progress(done, len(stored)):
            break
    else:
        findings += [Finding(f"记录 {number}", "整条记录不见了") for number in sorted(told)]
    return [*findings, *_attachments(desk)]


def _chain(desk: Desk, told: dict[int, Told]) -> Iterator[Finding]:
    prev, expected = START, 1
    for event in desk.store.rows(Event.select().order_by(Event.seq)):
        if event.seq != expected:
            yield Finding(f"事件 {expected}–{event.seq - 1}", "从记录里被删掉了")
        elif event.prev != prev:
            yield Finding(f"事件 {event.seq}", "接不上前一条，前一条被改过")
        if event.hash != chain.hash_of(chain.as_said(event)):
            yield Finding(f"事件 {event.seq}（{local(event.at)} {event.name}）", "内容被改过")
        prev, expected = event.hash, event.seq + 1
        if event.record is not None:
            _follow(told.setdefault(event.record, Told()), event)
    yield from _tail(desk, prev, expected - 1)


def _tail(desk: Desk, last_hash: str, last: int) -> Iterator[Finding]:
    heads = desk.store.rows(Head.select())
    if len(heads) != 1:
        yield Finding("事件链", "末端标记不见了")
    elif heads[0].seq > last:
        yield Finding(f"事件 {last + 1}–{heads[0].seq}", "末尾的事件被删掉了")
    elif (heads[0].seq, heads[0].hash) != (last, last_hash):
        yield Finding("事件链", "末端标记与最后一条事件不符")


def _follow(state: Told, event: Event) -> None:
    try:
        said = canonical.load(event.detail)
    except ValueError:
        return
    state.last = f"{local(event.at)} {event.name}"
    if "payload" in said:
        state.payload, state.version = str(said["payload"]), whole(said.get("version")) or 0
        state.state, state.updated = str(event.to_state), (event.person, event.at)
    if "edition" in said:
        state.edition, state.created = str(said["edition"]), (event.person, event.at)
    state.number = str(said.get("number") or state.number) if event.action != "copied" else state.number
    state.signed.update({(event.seq, str(row.get("slot"))): row for row in rows(said, "signed")})
    ended = said.get("ended")
    state.ended.update({item: event.seq for item in ended if isinstance(item, int)} if isinstance(ended, list) else {})


def _record(desk: Desk, row: Record, told: Told) -> Iterator[Finding]:
    name = f"记录 {row.id}" + (f"（{row.number}）" if row.number else "")
    if not told.payload:
        yield Finding(name, "没有任何事件说起它，不是程序写下的")
        return
    if canonical.digest(row.payload) != told.payload:
        yield Finding(name, f"内容被改过（最后一次由程序保存：{told.last}）")
    for label, now, then in (
        ("状态", row.state, told.state), ("编号", row.number or "", told.number), ("版本", row.version, told.version),
        ("表单和版次", f"{row.form}@{row.revision}", told.edition),
        ("建立人和时间", (row.created_by, row.created_at), told.created),
        ("修改人和时间", (row.updated_by, row.updated_at), told.updated),
    ):  # fmt: skip
        if now != then:
            yield Finding(name, f"{label}被改过：应为“{_worded(then)}”，现在是“{_worded(now)}”")
    yield from _signatures(desk, row, name, told)
    yield from _index(desk, row, name)


def _worded(value: object) -> str:
    return " ".join(str(part) for part in value) if isinstance(value, tuple) else str(value)


def _index(desk: Desk, row: Record, name: str) -> Iterator[Finding]:
    """The columns and line rows that only repeat the payload, and the files it names."""
    try:
        kind, values = records.kind_of(desk, row), records.payload_of(row)
        fresh = projection.index_of(kind, row.number, values)
        fits = projection.lines_fit(desk.store, kind, row.id, values)
    except (NotFound, Refused) as error:
        yield Finding(name, f"索引无法核对：{error}")
        return
    if not fits or any(getattr(row, column) != value for column, value in fresh.items()):
        yield Finding(name, "检索用的索引与内容不符，请运行 qcdesk reindex")
    for photo in _photos(values):
        known = desk.store.first(Attachment.select().where(Attachment.sha256 == photo))
        if known is None or not desk.attachments.holds(photo):
            yield Finding(name, f"照片 {photo[:12]} 不见了，请从备份恢复")


def _photos(values: Mapping[str, Json]) -> list[str]:
    lists = [value for name, value in values.items() if plain_name(name).endswith("_photos")]
    return [str(item["sha256"]) for value in lists if isinstance(value, list)
            for item in value if isinstance(item, dict) and "sha256" in item]  # fmt: skip


def _signatures(desk: Desk, row: Record, name: str, told: Told) -> Iterator[Finding]:
    stored = desk.store.rows(Signature.select().where(Signature.record == row.id).order_by(Signature.id))
    seen = {(item.event_seq, item.slot) for item in stored}
    for key, entry in told.signed.items():
        if key not in seen:
            yield Finding(name, f"{entry.get('name')}的签名（{entry.get('meaning')}）被删掉了")
    ended = _ended(desk, [item.id for item in stored])
    if ended != told.ended:
        yield Finding(name, "签名的失效标记与事件不符")
    for item in stored:
        where = f"{name} {item.name}的签名（{item.meaning}）"
        said = told.signed.get((item.event_seq, item.slot))
        if said is None:
            yield Finding(where, "没有事件说起它，不是程序写下的")
        elif signing.sealed(item) != said:
            yield Finding(where, "被改过")
        if item.id not in ended:
            yield from _still_attests(desk, row, item, where)


def _ended(desk: Desk, signatures: list[int]) -> dict[int, int]:
    if not signatures:
        return {}
    found = desk.store.rows(SignatureEnd.select().where(SignatureEnd.signature.in_(signatures)))
    return {row.signature: row.event_seq for row in found}


def _still_attests(desk: Desk, row: Record, item: Signature, where: str) -> Iterator[Finding]:
    try:
        kind, values = records.kind_of(desk, row), records.payload_of(row)
        fits = item.digest == signing.digest(row.id, kind, item.slot, values)
    except (NotFound, Refused) as error:
        yield Finding(where, f"无法核对：{error}")
        return
    if not fits:
        yield Finding(where, "签后有改动，与所签内容不符")


def _guards(desk: Desk) -> Iterator[Finding]:
    """The triggers that refuse changes must still be there, as they were made."""
    if desk.store.dialect is SQLITE:
        there = {row[0] for row in desk.store.sql("SELECT sql FROM sqlite_master WHERE type = 'trigger'")}
    else:
        there = {row[0] for row in desk.store.sql("SELECT tgname FROM pg_trigger "
                                                  "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')")}  # fmt: skip
    for table in (*APPEND_ONLY, *NEVER_REMOVED):
        made = guards(desk.store.dialect, table)
        if not there.issuperset(made if desk.store.dialect is SQLITE else [name.split()[2] for name in made]):
            yield Finding(f"数据表 {table}", "防改的触发器被拿掉了")


def _attachments(desk: Desk) -> Iterator[Finding]:
    for row in desk.store.rows(Attachment.select().order_by(Attachment.added_at)):
        try:
            desk.attachments.get(row.sha256)
        except NotFound as error:
            yield Finding(f"附件“{row.name}”", error.sentence)
