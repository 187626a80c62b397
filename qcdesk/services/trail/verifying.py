"""Recomputes chain, payloads, signatures and attachments, and names everything that does not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from qcdesk import canonical
from qcdesk.canonical import Json
from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import NotFound, Refused
from qcdesk.kinds import plain_name
from qcdesk.services.basics import people
from qcdesk.services.keeping import gone
from qcdesk.services.sheets import records, signing
from qcdesk.services.trail import events, ledgers, loose
from qcdesk.services.trail.testimony import VERIFIED, Moment, Testimony, ToldRecord
from qcdesk.store import chain, projection
from qcdesk.store.dialects import REFUSAL, SQLITE
from qcdesk.store.migrations import guarded
from qcdesk.store.models import (
    Attachment,
    Event,
    Head,
    Person,
    Record,
    Sequence,
    Signature,
    SignatureEnd,
)

START = "0" * 64
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
    """Everything found wrong, as of one moment; an empty list is a clean desk."""
    with desk.store.snapshot():
        return _verified(desk, progress)


def _verified(desk: Desk, progress: Progress | None) -> list[Finding]:
    told = Testimony(desk.clock)
    findings = [*_chain(desk, told), *_guards(desk), *_people(desk, told), *_sequences(desk, told)]
    findings += [Finding(*found) for found in ledgers.wrong(desk, told)]
    findings += [Finding(*found) for found in loose.wrong(desk)]
    stored = desk.store.rows(Record.select().order_by(Record.id))
    for done, row in enumerate(stored, start=1):
        of_record = told.records.pop(row.id, ToldRecord())
        findings += [replace(found, since=of_record.proved) for found in _record(desk, row, of_record)]
        if progress is not None and done % 50 == 0 and not progress(done, len(stored)):
            break
    else:
        findings += [Finding(f"记录 {number}", "整条记录不见了", told.records[number].proved)
                     for number in sorted(told.records)]  # fmt: skip
    return [replace(found, since=_later(found.since, told.clean)) for found in (*findings, *_attachments(desk))]


def _later(one: Moment | None, other: Moment | None) -> Moment | None:
    return max(filter(None, (one, other)), default=None)


def note(desk: Desk, findings: list[Finding]) -> Change:
    """Leaves in the trail that somebody has had everything verified: what is found later happened after it."""
    desk.require_person()
    with desk.store.write():
        return touched("verified", event=events.note(desk, VERIFIED, detail={"findings": len(findings)}))


def _chain(desk: Desk, told: Testimony) -> Iterator[Finding]:
    prev, expected = START, 1
    for event in desk.store.rows(Event.select().order_by(Event.seq)):
        since = told.now if told.now.seq else None
        if event.seq != expected:
            yield Finding(_events(expected, event.seq - 1), "从记录里被删掉了", since)
        elif event.prev != prev:
            yield Finding(f"事件 {event.seq}", "接不上前一条，前一条被改过", since)
        if event.hash != chain.hash_of(chain.as_said(event)):
            yield Finding(f"事件 {event.seq}（{desk.clock.local(event.at)} {event.name}）", "内容被改过", since)
        prev, expected = event.hash, event.seq + 1
        yield from (Finding(f"事件 {event.seq}", sentence, since) for sentence in told.hear(event))
    since = told.now if told.now.seq else None
    yield from (replace(found, since=since) for found in _tail(desk, prev, expected - 1))


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


def _record(desk: Desk, row: Record, told: ToldRecord) -> Iterator[Finding]:
    name = f"记录 {row.id}" + (f"（{row.number}）" if row.number else "")
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
    yield from _signatures(desk, row, name, told)
    yield from _index(desk, row, name, told)


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
        known = desk.store.first(Attachment.select().where(Attachment.sha256 == photo))
        if known is None or not (desk.attachments.holds(photo) or gone.accounted(desk, row.id, photo)):
            yield Finding(name, f"照片 {photo[:12]} 不见了，请从备份恢复")


def _photos(values: Mapping[str, Json]) -> list[str]:
    lists = [value for name, value in values.items() if plain_name(name).endswith("_photos")]
    return [str(item["sha256"]) for value in lists if isinstance(value, list)
            for item in value if isinstance(item, dict) and "sha256" in item]  # fmt: skip


def _signatures(desk: Desk, row: Record, name: str, told: ToldRecord) -> Iterator[Finding]:
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
            yield from _still_attests(desk, row, item, where)


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


def _guards(desk: Desk) -> Iterator[Finding]:
    """The triggers that refuse changes must still be there, as they were made."""
    if desk.store.dialect is SQLITE:
        there = {row[0] for row in desk.store.sql("SELECT sql FROM sqlite_master WHERE type = 'trigger'")}
    else:
        there = {row[0] for row in desk.store.sql("SELECT tgname FROM pg_trigger "
                                                  "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')")}  # fmt: skip
    for table, made in guarded(desk.store.dialect).items():
        if not there.issuperset(made if desk.store.dialect is SQLITE else [name.split()[2] for name in made]):
            yield Finding(f"数据表 {table}", "防改的触发器被拿掉了")
    if desk.store.dialect is not SQLITE and not _still_refuses(desk):
        yield Finding("数据库", "防改的触发器被换成了不起作用的")


def _still_refuses(desk: Desk) -> bool:
    body = desk.store.sql("SELECT prosrc FROM pg_proc WHERE proname = 'refuse_change'")
    return [row[0].strip() for row in body] == [REFUSAL]


def _people(desk: Desk, told: Testimony) -> Iterator[Finding]:
    """Names, departments, roles and PINs are those the trail gave; signatures rest on them."""
    pins = {row.login: canonical.digest(row.pin_hash) for row in desk.store.rows(Person.select())}
    there = {person.login: person for person in people.listed(desk)}
    for login, person in there.items():
        said = told.people.pop(login, None)
        if said is None or said.said is None:
            yield Finding(f"人员 {login}", "没有任何事件说起他，不是程序加的")
        elif said.said != people.said(person):
            yield Finding(f"人员 {login}", "姓名、部门、角色或停用状态被程序以外的手改过", said.last)
        elif said.pin and said.pin != pins[login]:
            yield Finding(f"人员 {login}", "PIN 被程序以外的手换过", said.last)
    for login, said in told.people.items():
        if said.said is not None:
            yield Finding(f"人员 {login}", "不见了", said.last)
    roles = "SELECT DISTINCT login FROM person_role WHERE login NOT IN (SELECT login FROM person) ORDER BY login"
    for (login,) in desk.store.sql(roles):
        if login not in told.people:
            yield Finding(f"人员 {login}", "有角色，却没有这个人，不是程序写下的")


def _sequences(desk: Desk, told: Testimony) -> Iterator[Finding]:
    there = {(row.prefix, row.period): row.last for row in desk.store.rows(Sequence.select())}
    for prefix, period in sorted(there.keys() | told.drawn.keys()):
        now, then = there.get((prefix, period)), told.drawn.get((prefix, period))
        if now != then:
            since = told.moments.get(("sequence", (prefix, period)))
            yield Finding(f"编号表 {prefix}-{period}", f"应到 {then or 0} 号，现在是 {now or 0} 号", since)


def _attachments(desk: Desk) -> Iterator[Finding]:
    for row in desk.store.rows(Attachment.select().order_by(Attachment.added_at)):
        try:
            size = len(desk.attachments.get(row.sha256))
            if size != row.size:
                yield Finding(f"附件“{row.name}”", f"登记的大小被改过：应为 {size} 字节，现在是 {row.size}")
        except NotFound as error:
            if desk.attachments.holds(row.sha256) or not gone.removed(desk, row.sha256):
                yield Finding(f"附件“{row.name}”", error.sentence)
    lost = "SELECT file, MIN(page), MAX(page) FROM scan WHERE file NOT IN (SELECT sha256 FROM attachment) GROUP BY file"
    for file, first, last in desk.store.sql(lost):
        yield Finding(f"扫描件 {file[:12]}（第 {first}–{last} 页）", "原件不见了，请从备份恢复")
