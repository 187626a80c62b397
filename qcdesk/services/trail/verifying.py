"""Recomputes chain, payloads, signatures and attachments, and names everything that does not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import zip_longest
from typing import Any

from qcdesk import canonical
from qcdesk.canonical import Json
from qcdesk.change import Change, touched
from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.errors import NotFound
from qcdesk.services.basics import people
from qcdesk.services.keeping import gone
from qcdesk.services.trail import (
    captions,
    entitled,
    events,
    ledgers,
    loose,
    records_held,
    storage_classes,
    structure,
)
from qcdesk.services.trail.guarding import UNREADABLE, Guard
from qcdesk.services.trail.names import Names
from qcdesk.services.trail.records_held import SHA256, Progress
from qcdesk.services.trail.testimony import VERIFIED, Moment, Testimony, ToldPerson
from qcdesk.store import chain
from qcdesk.store.database import BROKEN
from qcdesk.store.models import Attachment, Event, Head, Person, PersonRole, Sequence, readable
from qcdesk.views import PersonView

START = "0" * 64
Found = tuple[str, str, Moment | None]
"""Where, what, and the latest moment at which it was still right."""
Reading = tuple[str, Callable[[], Iterable[Any]]]


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
    told = Testimony(desk.clock, role=lambda code: guard.each(lambda: [people.role_label(desk, code)], code)[0])
    names = Names(told, desk.catalogue, desk.clock)
    told.state, told.form, told.signature = names.state, names.form, names.signature
    findings = guard.each(lambda: _chain(desk, told, guard), Finding("事件链", UNREADABLE))
    for where, reading in _beside_the_chain(desk, names, guard, progress):
        broken: tuple[str, str, Moment | None] = (where, UNREADABLE, None)
        findings += [Finding(*found) for found in guard.each(reading, broken)]
    return [replace(found, since=_later(found.since, told.clean)) for found in findings]


def _beside_the_chain(desk: Desk, names: Names, guard: Guard, progress: Progress | None) -> Iterator[Reading]:
    yield "数据库的结构", lambda: structure.wrong(desk, guard)
    yield "数据库", lambda: storage_classes.wrong(desk, guard)
    yield "数据表", lambda: ledgers.wrong(desk, names, guard)
    yield "数据表", lambda: loose.wrong(desk, names, guard)
    yield "人员", lambda: _people(desk, names, guard)
    yield "编号表", lambda: _sequences(desk, names.told)
    yield "记录", lambda: records_held.wrong(desk, names, guard, progress)
    yield "附件", lambda: _attachments(desk, names.told, guard)


def _later(one: Moment | None, other: Moment | None) -> Moment | None:
    return max(filter(None, (one, other)), default=None)


def disposed(desk: Desk) -> tuple[int, int]:
    """As `gone.tally`; nothing where other hands have taken its table away."""
    return Guard(desk.store, careful=True).each(lambda: [gone.tally(desk)], (0, 0))[0]


def strays(desk: Desk) -> list[str]:
    """Kept files that nobody registered. What was stopped between writing and registering leaves one, and no record
    can name it: it is told beside the findings."""

    def unknown() -> list[str]:
        return sorted(desk.attachments.names() - {row.sha256 for row in desk.store.every(Attachment.sha256)})

    return Guard(desk.store, careful=True).each(unknown, "")


def note(desk: Desk, findings: list[Finding]) -> Change:
    """Leaves in the trail that somebody has had everything verified: what is found later happened after it."""
    desk.require_person()
    with desk.store.write():
        return touched("verified", event=events.note(desk, VERIFIED, detail={"findings": len(findings)}))


def _chain(desk: Desk, told: Testimony, guard: Guard) -> Iterator[Finding]:
    stored = desk.store.every(Event.seq)
    end = guard.each(lambda: _end(desk, stored), None)
    prev, expected = START, 1
    for event, after in zip_longest(stored, stored[1:]):
        since, where = told.now if told.now.seq else None, f"事件 {event.seq}"
        broken = Finding(where, UNREADABLE)
        (own,) = guard.each(lambda event=event: [event.hash == chain.hash_of(chain.as_said(event))], False)  # type: ignore[misc]
        found = guard.each(partial(_linked, told, event, own, prev, expected), broken)
        beyond = bool(end and end[0] is not None and isinstance(event.seq, int) and event.seq > end[0])
        if isinstance(event.seq, int):
            prev, expected = event.hash, event.seq + 1
        if own or not beyond:
            sound = own and not beyond and _attested(event, after)
            found += guard.each(partial(_heard, told, event, sound), broken)
        yield from (replace(one, since=since) for one in dict.fromkeys(found))
    since = told.now if told.now.seq else None
    tail = guard.each(partial(_tail, desk, prev, expected - 1), Finding("事件链", f"末端标记{UNREADABLE}"))
    yield from (replace(found, since=since) for found in tail)


def _end(desk: Desk, stored: Iterable[Event]) -> Iterator[int]:
    """The event that the end's mark names, where it is the mark of one: what stands behind it was added."""
    heads = desk.store.every(Head.seq)
    if len(heads) == 1:
        yield from (event.seq for event in stored if (event.seq, event.hash) == (heads[0].seq, heads[0].hash))


def _attested(event: Event, after: Event | None) -> bool:
    """By the one that follows it, which was chained to what it said then."""
    return after is None or after.seq != event.seq + 1 or after.prev == event.hash


def _linked(told: Testimony, event: Event, own: bool, prev: str, expected: int) -> Iterator[Finding]:
    if not isinstance(event.seq, int):
        yield Finding(f"事件 {event.seq}", "序号被改过")
    elif event.seq != expected:
        yield Finding(_events(expected, event.seq - 1), "从记录里被删掉了")
    elif event.prev != prev:
        yield Finding(f"事件 {event.seq}", "接不上前一条，前一条被改过")
    if not own:
        of = f" {told.called(event.record)}" if isinstance(event.record, int) else ""
        yield Finding(f"事件 {event.seq}（{_local(told.clock, event.at)} {event.name}{of}）", "内容被改过")


def _local(clock: Clock, at: object) -> str:
    return clock.local(at) if isinstance(at, str) else str(at)


def _heard(told: Testimony, event: Event, sound: bool) -> Iterator[Finding]:
    if isinstance(event.seq, int):
        heard = (*told.hear(event, sound), *entitled.wrong(told, event))
        yield from (Finding(f"事件 {event.seq}", one) for one in heard)


def _events(first: int, last: int) -> str:
    return f"事件 {first}" if first == last else f"事件 {first}–{last}"


def _tail(desk: Desk, last_hash: str, last: int) -> Iterator[Finding]:
    heads = desk.store.every(Head.seq)
    if len(heads) != 1:
        yield Finding("事件链", "末端标记不见了")
    elif heads[0].seq > last:
        yield Finding(_events(last + 1, heads[0].seq), "末尾的事件被删掉了")
    elif (heads[0].seq, heads[0].hash) != (last, last_hash):
        yield Finding("事件链", "末端标记与最后一条事件不符")


def _people(desk: Desk, names: Names, guard: Guard) -> Iterator[Found]:
    """Names, departments, roles and PINs are those the trail gave; signatures rest on them."""
    held: dict[str, list[str]] = {}
    for role in desk.store.every(PersonRole.login):
        held.setdefault(role.login, []).append(role.role)
    known = names.told.people
    there = set()
    for row in desk.store.every(Person.login):
        there.add(row.login)
        where = f"人员 {names.person(row.login)}"
        reading = partial(_person, names, row, tuple(held.get(row.login, ())), known.get(row.login), where)
        broken: Found = (where, UNREADABLE, None)
        yield from guard.each(reading, broken)
    for login, said in known.items():
        if said.said is not None and login not in there:
            yield f"人员 {names.person(login)}", "不见了", said.last
    roles = "SELECT DISTINCT login FROM person_role WHERE login NOT IN (SELECT login FROM person) ORDER BY login"
    for (login,) in desk.store.sql(roles):
        if login not in known:
            yield f"人员 {login}", "有角色，却没有这个人，不是程序写下的", None


def _person(names: Names, row: Person, roles: tuple[str, ...], said: ToldPerson | None, where: str) -> Iterator[Found]:
    view = PersonView(row.login, row.name, row.department, roles, bool(row.active), row.locked_at is not None)
    if said is None or said.said is None:
        yield where, "没有任何事件说起他，不是程序加的", None
    elif said.said != people.said(view):
        yield where, f"被程序以外的手改过：{_altered(names, said.said, people.said(view))}", said.last
    elif said.pin and said.pin != canonical.digest(row.pin_hash):
        yield where, "PIN 被程序以外的手换过", said.proved
    now = {"failed": row.failed, "locked_at": row.locked_at}
    if said is not None and isinstance(said.lock, dict) and said.lock != now:
        yield where, _counted(names, said.lock, now), said.proved


def _altered(names: Names, then: Json, now: Mapping[str, Json]) -> str:
    sides = (_with_roles(names, side if isinstance(side, dict) else {}) for side in (then, now))
    return captions.altered(names, "person", *sides)


def _with_roles(names: Names, said: Mapping[str, Json]) -> dict[str, object]:
    roles = said.get("roles")
    called = [names.told.role(str(code)) for code in roles] if isinstance(roles, list) else []
    return {**said, "roles": "、".join(called)}


def _counted(names: Names, then: Mapping[str, object], now: Mapping[str, object]) -> str:
    if bool(then.get("locked_at")) != bool(now["locked_at"]):
        return f"被程序以外的手{'锁定' if now['locked_at'] else '解锁'}"
    if then.get("failed") != now["failed"]:
        return f"PIN 连错的次数被程序以外的手改过：应为 {then.get('failed')}，现在是 {now['failed']}"
    old, new = (names.moment(side.get("locked_at")) for side in (then, now))
    return f"锁定的时间被程序以外的手改过：应为 {old}，现在是 {new}"


def _sequences(desk: Desk, told: Testimony) -> Iterator[Found]:
    there = {(row.prefix, row.period): row.last for row in desk.store.every(Sequence.prefix)}
    for prefix, period in sorted(there.keys() | told.drawn.keys(), key=str):
        now, then = there.get((prefix, period)), told.drawn.get((prefix, period))
        if now != then:
            since = told.moments.get(("sequence", (prefix, period)))
            yield f"编号表 {prefix}-{period}", f"应到 {then or 0} 号，现在是 {now or 0} 号", since


def _attachments(desk: Desk, told: Testimony, guard: Guard) -> Iterator[Found]:
    for row in desk.store.every(Attachment.added_at):
        where = f"附件“{row.name}”"
        broken: Found = (where, UNREADABLE, None)
        yield from guard.each(partial(_attachment, desk, told, row, where), broken)
    lost = "SELECT file, MIN(page), MAX(page) FROM scan WHERE file NOT IN (SELECT sha256 FROM attachment) GROUP BY file"
    for file, first, last in desk.store.sql(lost):
        yield f"扫描件 {readable(file)[:12]}（第 {first}–{last} 页）", "原件不见了，请从备份恢复", None


def _attachment(desk: Desk, told: Testimony, row: Attachment, where: str) -> Iterator[Found]:
    if not isinstance(row.sha256, str) or not SHA256.fullmatch(row.sha256):
        yield where, "登记的摘要被改过，不是任何文件的", None
        return
    try:
        size = len(desk.attachments.get(row.sha256))
        if size != row.size and row.sha256 not in told.files:
            yield where, f"登记的大小被改过：应为 {size} 字节，现在是 {row.size}", None
    except NotFound as error:
        if desk.attachments.holds(row.sha256) or not gone.removed(desk, row.sha256):
            yield where, error.sentence, None
