"""Recomputes chain, payloads, signatures and attachments, and names everything that does not fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from qcdesk import canonical
from qcdesk.canonical import Json
from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import NotFound, Refused
from qcdesk.kinds import plain_name
from qcdesk.services.basics import people
from qcdesk.services.keeping import gone
from qcdesk.services.sheets import records, signing
from qcdesk.services.trail import entitled, events, ledgers, loose, storage_classes, structure
from qcdesk.services.trail.guarding import UNREADABLE, Guard
from qcdesk.services.trail.testimony import VERIFIED, Moment, Testimony, ToldPerson, ToldRecord
from qcdesk.store import chain, projection
from qcdesk.store.database import BROKEN
from qcdesk.store.models import (
    Attachment,
    Event,
    Head,
    Person,
    PersonRole,
    Record,
    Sequence,
    Signature,
    SignatureEnd,
    readable,
)
from qcdesk.views import PersonView

START = "0" * 64
SHA256 = re.compile("[0-9a-f]{64}")
"""Nothing else names a stored file: no other path is read for what stands in the database."""
Reading = tuple[str, Callable[[], Iterable[Any]]]
Progress = Callable[[int, int], bool]
"""Told (done, of); returns False to stop."""


@dataclass(frozen=True)
class Finding:
    """`since` is the latest moment of which the trail proves that it was still right."""

    where: str
    what: str
    since: Moment | None = None

    @property
    def since_words(self) -> str:
        return f"在{self.since}以后" if self.since else "查不出"

    def __str__(self) -> str:
        return f"{self.where}：{self.what}"


def verify(desk: Desk, progress: Progress | None = None) -> list[Finding]:
    """Everything found wrong, as of one moment; an empty list is a clean desk.

    Nothing that stands in the database stops it: where a question fails, all is asked again, each reading apart.
    """
    with desk.store.snapshot():
        try:
            with desk.store.apart():
                return _verified(desk, progress, Guard(desk.store))
        except BROKEN:
            pass
        with desk.store.bytes_as_words():
            return _verified(desk, progress, Guard(desk.store, careful=True))


def _verified(desk: Desk, progress: Progress | None, guard: Guard) -> list[Finding]:
    told = Testimony(desk.clock)
    findings = guard.each(lambda: _chain(desk, told, guard), Finding("事件链", UNREADABLE))
    for where, reading in _beside_the_records(desk, told, guard):
        broken: tuple[str, str, Moment | None] = (where, UNREADABLE, None)
        findings += [Finding(*found) for found in guard.each(reading, broken)]
    findings += guard.each(lambda: _people(desk, told, guard), Finding("人员", UNREADABLE))
    findings += guard.each(lambda: _sequences(desk, told), Finding("编号表", UNREADABLE))
    findings += guard.each(lambda: _records(desk, told, progress, guard), Finding("记录", UNREADABLE))
    findings += guard.each(lambda: _attachments(desk, told, guard), Finding("附件", UNREADABLE))
    return [replace(found, since=_later(found.since, told.clean)) for found in findings]


def _beside_the_records(desk: Desk, told: Testimony, guard: Guard) -> Iterator[Reading]:
    yield "数据库的结构", lambda: structure.wrong(desk, guard)
    yield "数据库", lambda: storage_classes.wrong(desk, guard)
    yield "数据表", lambda: ledgers.wrong(desk, told, guard)
    yield "数据表", lambda: loose.wrong(desk, guard)


def _records(desk: Desk, told: Testimony, progress: Progress | None, guard: Guard) -> Iterator[Finding]:
    stored = desk.store.rows(Record.select().order_by(Record.id))
    for done, row in enumerate(stored, start=1):
        of_record = told.records.pop(row.id, ToldRecord())
        yield from (replace(found, since=of_record.proved) for found in _record(desk, row, of_record, guard))
        if progress is not None and done % 50 == 0 and not progress(done, len(stored)):
            return
    yield from (Finding(f"记录 {number}", "整条记录不见了", told.records[number].proved)
                for number in sorted(told.records, key=str))  # fmt: skip


def _later(one: Moment | None, other: Moment | None) -> Moment | None:
    return max(filter(None, (one, other)), default=None)


def disposed(desk: Desk) -> tuple[int, int]:
    """As `gone.tally`; nothing where other hands have taken its table away."""
    return Guard(desk.store, careful=True).each(lambda: [gone.tally(desk)], (0, 0))[0]


def note(desk: Desk, findings: list[Finding]) -> Change:
    """Leaves in the trail that somebody has had everything verified: what is found later happened after it."""
    desk.require_person()
    with desk.store.write():
        return touched("verified", event=events.note(desk, VERIFIED, detail={"findings": len(findings)}))


def _chain(desk: Desk, told: Testimony, guard: Guard) -> Iterator[Finding]:
    prev, expected = START, 1
    for event in desk.store.rows(Event.select().order_by(Event.seq)):
        since, where = told.now if told.now.seq else None, f"事件 {event.seq}"
        broken = Finding(where, UNREADABLE)
        found = guard.each(partial(_linked, desk, event, prev, expected), broken)
        if isinstance(event.seq, int):
            prev, expected = event.hash, event.seq + 1
        found += guard.each(partial(_heard, told, event), broken)
        yield from (replace(one, since=since) for one in dict.fromkeys(found))
    since = told.now if told.now.seq else None
    tail = guard.each(partial(_tail, desk, prev, expected - 1), Finding("事件链", f"末端标记{UNREADABLE}"))
    yield from (replace(found, since=since) for found in tail)


def _linked(desk: Desk, event: Event, prev: str, expected: int) -> Iterator[Finding]:
    if not isinstance(event.seq, int):
        yield Finding(f"事件 {event.seq}", "序号被改过")
    elif event.seq != expected:
        yield Finding(_events(expected, event.seq - 1), "从记录里被删掉了")
    elif event.prev != prev:
        yield Finding(f"事件 {event.seq}", "接不上前一条，前一条被改过")
    if event.hash != chain.hash_of(chain.as_said(event)):
        yield Finding(f"事件 {event.seq}（{_local(desk, event.at)} {event.name}）", "内容被改过")


def _local(desk: Desk, at: object) -> str:
    return desk.clock.local(at) if isinstance(at, str) else str(at)


def _heard(told: Testimony, event: Event) -> Iterator[Finding]:
    if isinstance(event.seq, int):
        yield from (Finding(f"事件 {event.seq}", one) for one in (*told.hear(event), *entitled.wrong(told, event)))


def _events(first: int, last: int) -> str:
    return f"事件 {first}" if first == last else f"事件 {first}–{last}"


def _tail(desk: Desk, last_hash: str, last: int) -> Iterator[Finding]:
    heads = desk.store.rows(Head.select())
    if len(heads) != 1:
        yield Finding("事件链", "末端标记不见了")
    elif heads[0].seq > last:
        yield Finding(_events(last + 1, heads[0].seq), "末尾的事件被删掉了")
    elif (heads[0].seq, heads[0].hash) != (last, last_hash):
        yield Finding("事件链", "末端标记与最后一条事件不符")


def _record(desk: Desk, row: Record, told: ToldRecord, guard: Guard) -> list[Finding]:
    name = f"记录 {row.id}" + (f"（{row.number}）" if row.number else "")
    found = guard.each(partial(_envelope, row, name, told), Finding(name, UNREADABLE))
    if told.payload:
        said = Finding(name, f"签名{UNREADABLE}")
        found += guard.each(partial(_signatures, desk, row, name, told, guard), said)
        found += guard.each(partial(_index, desk, row, name, told), Finding(name, f"内容或索引{UNREADABLE}"))
    return found


def _envelope(row: Record, name: str, told: ToldRecord) -> Iterator[Finding]:
    if not told.payload:
        yield Finding(name, "没有任何事件说起它，不是程序写下的")
        return
    if canonical.digest(row.payload) != told.payload:
        yield Finding(name, f"内容被改过（最后一次由程序保存：{told.proved.words if told.proved else ''}）")
    for label, now, then in (
        ("状态", row.state, told.state), ("编号", row.number, told.number or None), ("版本", row.version, told.version),
        ("改版次数", str(row.amended), str(told.amended)),
        ("所属案件", row.case, told.case), ("表单和版次", f"{row.form}@{row.revision}", told.edition),
        ("建立人和时间", (row.created_by, row.created_at), told.created),
        ("修改人和时间", (row.updated_by, row.updated_at), told.updated),
    ):  # fmt: skip
        if now != then:
            yield Finding(name, f"{label}被改过：应为“{_worded(then)}”，现在是“{_worded(now)}”")


def _worded(value: object) -> str:
    return " ".join(str(part) for part in value) if isinstance(value, tuple) else str(value or "")


def _index(desk: Desk, row: Record, name: str, told: ToldRecord) -> Iterator[Finding]:
    """The columns and line rows that only repeat the payload and the trail, and the files it names."""
    try:
        kind, values = records.kind_of(desk, row), records.payload_of(row)
        fresh = projection.index_of(kind, row.number, values)
        fits = (row.written, row.numbered) == (told.written, told.numbered)
        fits = fits and projection.lines_fit(desk.store, kind, row.id, values)
        fits = fits and projection.case_fits(desk.store, kind, row.id, values)
    except (NotFound, Refused) as error:
        yield Finding(name, f"索引无法核对：{error}")
        return
    if not fits or any(getattr(row, column) != value for column, value in fresh.items()):
        yield Finding(name, "检索用的索引与内容不符，请运行 qcdesk reindex")
    for photo in _photos(values):
        if not SHA256.fullmatch(photo):
            yield Finding(name, f"照片 {photo[:12]} 不是程序登记的附件")
            continue
        known = desk.store.first(Attachment.select().where(Attachment.sha256 == photo))
        if known is None or not (desk.attachments.holds(photo) or gone.accounted(desk, row.id, photo)):
            yield Finding(name, f"照片 {photo[:12]} 不见了，请从备份恢复")


def _photos(values: Mapping[str, Json]) -> list[str]:
    lists = [value for name, value in values.items() if plain_name(name).endswith("_photos")]
    return [str(item["sha256"]) for value in lists if isinstance(value, list)
            for item in value if isinstance(item, dict) and "sha256" in item]  # fmt: skip


def _signatures(desk: Desk, row: Record, name: str, told: ToldRecord, guard: Guard) -> Iterator[Finding]:
    stored = desk.store.rows(Signature.select().where(Signature.record == row.id).order_by(Signature.id))
    seen = {(item.event_seq, item.slot) for item in stored}
    for key, entry in told.signed.items():
        if key not in seen:
            yield Finding(name, f"{entry.get('name')}的签名（{entry.get('meaning')}）被删掉了")
    ended = _ended(desk, [item.id for item in stored])
    if ended != told.ended:
        yield Finding(name, "签名的失效标记与事件不符")
    for item in stored:
        said = told.signed.get((item.event_seq, item.slot))
        then = said or signing.sealed(item)
        where = f"{name} {then.get('name')}的签名（{then.get('meaning')}）"
        if said is None:
            yield Finding(where, "没有事件说起它，不是程序写下的")
        elif signing.sealed(item) != said:
            yield Finding(where, _altered(signing.sealed(item), said))
        if item.id not in ended:
            broken = Finding(where, f"无法核对：所签的内容{UNREADABLE}")
            yield from guard.each(partial(_still_attests, desk, row, item, where), broken)


def _altered(now: Mapping[str, object], then: Mapping[str, Json]) -> str:
    read = "、".join(str(now.get(key)) for key in ("name", "person", "meaning") if now.get(key) != then.get(key))
    return f"被改过，现在写的是 {read}" if read else "被改过"


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


def _people(desk: Desk, told: Testimony, guard: Guard) -> Iterator[Finding]:
    """Names, departments, roles and PINs are those the trail gave; signatures rest on them."""
    held: dict[str, list[str]] = {}
    for role in desk.store.rows(PersonRole.select()):
        held.setdefault(role.login, []).append(role.role)
    for row in desk.store.rows(Person.select().order_by(Person.login)):
        said, where = told.people.pop(row.login, None), f"人员 {row.login}"
        reading = partial(_person, row, tuple(held.get(row.login, ())), said, where)
        yield from guard.each(reading, Finding(where, UNREADABLE))
    for login, said in told.people.items():
        if said.said is not None:
            yield Finding(f"人员 {login}", "不见了", said.last)
    roles = "SELECT DISTINCT login FROM person_role WHERE login NOT IN (SELECT login FROM person) ORDER BY login"
    for (login,) in desk.store.sql(roles):
        if login not in told.people:
            yield Finding(f"人员 {login}", "有角色，却没有这个人，不是程序写下的")


def _person(row: Person, roles: tuple[str, ...], said: ToldPerson | None, where: str) -> Iterator[Finding]:
    view = PersonView(row.login, row.name, row.department, roles, bool(row.active), row.locked_at is not None)
    if said is None or said.said is None:
        yield Finding(where, "没有任何事件说起他，不是程序加的")
    elif said.said != people.said(view):
        yield Finding(where, "姓名、部门、角色或停用状态被程序以外的手改过", said.last)
    elif said.pin and said.pin != canonical.digest(row.pin_hash):
        yield Finding(where, "PIN 被程序以外的手换过", said.proved)
    now = {"failed": row.failed, "locked_at": row.locked_at}
    if said is not None and isinstance(said.lock, dict) and said.lock != now:
        yield Finding(where, _counted(said.lock, now), said.proved)


def _counted(then: Mapping[str, object], now: Mapping[str, object]) -> str:
    if bool(then.get("locked_at")) != bool(now["locked_at"]):
        return f"被程序以外的手{'锁定' if now['locked_at'] else '解锁'}"
    if then.get("failed") != now["failed"]:
        return f"PIN 连错的次数被程序以外的手改过：应为 {then.get('failed')}，现在是 {now['failed']}"
    return f"锁定的时间被程序以外的手改过：应为 {then.get('locked_at')}，现在是 {now['locked_at']}"


def _sequences(desk: Desk, told: Testimony) -> Iterator[Finding]:
    there = {(row.prefix, row.period): row.last for row in desk.store.rows(Sequence.select())}
    for prefix, period in sorted(there.keys() | told.drawn.keys(), key=str):
        now, then = there.get((prefix, period)), told.drawn.get((prefix, period))
        if now != then:
            since = told.moments.get(("sequence", (prefix, period)))
            yield Finding(f"编号表 {prefix}-{period}", f"应到 {then or 0} 号，现在是 {now or 0} 号", since)


def _attachments(desk: Desk, told: Testimony, guard: Guard) -> Iterator[Finding]:
    for row in desk.store.rows(Attachment.select().order_by(Attachment.added_at)):
        where = f"附件“{row.name}”"
        yield from guard.each(partial(_attachment, desk, told, row, where), Finding(where, UNREADABLE))
    lost = "SELECT file, MIN(page), MAX(page) FROM scan WHERE file NOT IN (SELECT sha256 FROM attachment) GROUP BY file"
    for file, first, last in desk.store.sql(lost):
        yield Finding(f"扫描件 {readable(file)[:12]}（第 {first}–{last} 页）", "原件不见了，请从备份恢复")


def _attachment(desk: Desk, told: Testimony, row: Attachment, where: str) -> Iterator[Finding]:
    if not isinstance(row.sha256, str) or not SHA256.fullmatch(row.sha256):
        yield Finding(where, "登记的摘要被改过，不是任何文件的")
        return
    try:
        size = len(desk.attachments.get(row.sha256))
        if size != row.size and row.sha256 not in told.files:
            yield Finding(where, f"登记的大小被改过：应为 {size} 字节，现在是 {row.size}")
    except NotFound as error:
        if desk.attachments.holds(row.sha256) or not gone.removed(desk, row.sha256):
            yield Finding(where, error.sentence)
