"""Every record, its signatures and its index, held against what the trail tells of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from qcdesk import canonical
from qcdesk.canonical import Json, Values
from qcdesk.desk import Desk
from qcdesk.errors import NotFound, Refused
from qcdesk.kinds import Kind, plain_name
from qcdesk.services.keeping import gone
from qcdesk.services.sheets import records, signing
from qcdesk.services.trail import captions, content_altered
from qcdesk.services.trail.guarding import UNREADABLE, Guard
from qcdesk.services.trail.names import Names
from qcdesk.services.trail.rows_beside import RowsBeside
from qcdesk.services.trail.testimony import Moment, ToldRecord
from qcdesk.store import projection
from qcdesk.store.models import Attachment, Record, Signature

SHA256 = re.compile("[0-9a-f]{64}")
"""Nothing else names a stored file: no other path is read for what stands in the database."""
Progress = Callable[[int, int], bool]
"""Told (done, of); returns False to stop."""
Found = tuple[str, str]
Since = tuple[str, str, Moment | None]
NOT_OURS = "没有任何事件说起它，不是程序写下的"
EVIDENCE = "检索用的索引与内容不符：里面可能还是原来的内容，是证据，查明以前请不要重建"


@dataclass(frozen=True)
class _Held:
    """One stored record beside what is told of it."""

    desk: Desk
    row: Record
    told: ToldRecord
    names: Names
    guard: Guard
    rows: RowsBeside

    @property
    def name(self) -> str:
        return f"记录 {self.names.told.called(self.row.id, self.row.number)}"

    @property
    def intact(self) -> bool:
        """Whether payload and number are the trail's, of which all of the index follows."""
        same = self.row.number == (self.told.number or None)
        return same and canonical.digest(self.row.payload) == self.told.payload


def wrong(desk: Desk, names: Names, guard: Guard, progress: Progress | None) -> Iterator[Since]:
    """Where, what, and the latest moment at which it was still right."""
    stored = desk.store.every(Record.id)
    rows = RowsBeside(desk.store, [row.id for row in stored], together=not guard.careful)
    there = set()
    for done, row in enumerate(stored, start=1):
        there.add(row.id)
        held = _Held(desk, row, names.told.records.get(row.id, ToldRecord()), names, guard, rows)
        yield from ((*found, held.told.proved) for found in _record(held))
        if progress is not None and done % 50 == 0 and not progress(done, len(stored)):
            return
    for number, told in sorted(names.told.records.items(), key=lambda one: str(one[0])):
        if number not in there:
            yield f"记录 {names.record(number)}", "整条记录不见了", told.proved


def _record(held: _Held) -> list[Found]:
    each = held.guard.each
    found = each(partial(_envelope, held), (held.name, UNREADABLE))
    if held.told.payload:
        found += each(partial(_signatures, held), (held.name, f"签名{UNREADABLE}"))
        found += each(partial(_index, held), (held.name, f"内容或索引{UNREADABLE}"))
    return found


def _envelope(held: _Held) -> Iterator[Found]:
    row, told = held.row, held.told
    if not told.payload:
        yield held.name, NOT_OURS
        return
    if canonical.digest(row.payload) != told.payload:
        yield held.name, _content(held)
    for label, now, then, show in _columns(held):
        if now != then:
            old, new = ("空的" if one is None else f"“{show(one)}”" for one in (then, now))
            yield held.name, f"{label}被改过：应为{old}，现在是{new}"


def _columns(held: _Held) -> tuple[tuple[str, object, object, Callable[[Any], str]], ...]:
    """Of each column that the trail tells its label, what stands there, what should, and how it is told."""
    row, told = held.row, held.told
    return (
        ("状态", row.state, told.state, partial(held.names.state, told.edition)),
        ("编号", row.number, told.number or None, _plain), ("版本", row.version, told.version, _plain),
        ("改版次数", row.amended, told.amended, str), ("所属案件", row.case, told.case, held.names.record),
        ("表单和版次", f"{row.form}@{row.revision}", told.edition, partial(_edition, held)),
        ("建立人和时间", (row.created_by, row.created_at), told.created, partial(_by, held)),
        ("修改人和时间", (row.updated_by, row.updated_at), told.updated, partial(_by, held)),
    )  # fmt: skip


def _plain(value: object) -> str:
    return str(value or "")


def _edition(held: _Held, edition: str) -> str:
    kind = held.names.kind(edition)
    return f"{kind.title} {kind.edition.partition('@')[2]}" if kind else edition


def _by(held: _Held, said: tuple[object, object]) -> str:
    return f"{held.names.person(said[0])} {held.names.moment(said[1])}"


def _content(held: _Held) -> str:
    told = held.told
    by = f"，最后一次由程序写下的是{told.wrote}" if told.wrote else ""
    if canonical.digest(canonical.dump(told.values)) != told.payload:
        return f"内容被改过{by}；经过也放不出当时的内容，改了哪些栏说不出来"
    kind = held.names.kind(told.edition)
    return f"内容被改过{by}：{content_altered.told(kind, told.values, held.row.payload)}"


def _index(held: _Held) -> Iterator[Found]:
    """The columns and line rows that only repeat the payload and the trail, and the files it names."""
    desk, row = held.desk, held.row
    try:
        kind, values = records.kind_of(desk, row), records.payload_of(row)
        apart = _apart(held, kind, values)
    except (NotFound, Refused) as error:
        yield held.name, f"索引无法核对：{error}"
        return
    if apart:
        advice = f"检索用的索引与内容不符，请运行 qcdesk reindex（不符的是 {'、'.join(apart)}）"
        yield held.name, advice if held.intact else EVIDENCE
    for photo in _photos(values):
        if not SHA256.fullmatch(photo):
            yield held.name, f"照片 {photo[:12]} 不是程序登记的附件"
            continue
        known = desk.store.first(Attachment.select().where(Attachment.sha256 == photo))
        if known is None or not (desk.attachments.holds(photo) or gone.accounted(desk, row.id, photo)):
            yield held.name, f"照片 {photo[:12]} 不见了，请从备份恢复"


def _apart(held: _Held, kind: Kind, values: Values) -> list[str]:
    """What of the index does not follow from payload and trail."""
    row, beside = held.row, held.rows.of(held.row.id)
    fresh = {**projection.index_of(kind, row.number, values), "written": held.told.written,
             "numbered": held.told.numbered}  # fmt: skip
    found = [captions.label("record", name) for name, value in fresh.items() if getattr(row, name) != value]
    if not projection.lines_fit(beside.lines, kind, values):
        found.append("明细")
    if not projection.case_fits(held.desk.store, kind, row.id, values):
        found.append("时限或不良项目")
    return found


def _photos(values: Mapping[str, Json]) -> list[str]:
    lists = [value for name, value in values.items() if plain_name(name).endswith("_photos")]
    return [str(item["sha256"]) for value in lists if isinstance(value, list)
            for item in value if isinstance(item, dict) and "sha256" in item]  # fmt: skip


def _signatures(held: _Held) -> Iterator[Found]:
    told, (stored, ended, _) = held.told, held.rows.of(held.row.id)
    seen = {(item.event_seq, item.slot) for item in stored}
    for key, entry in told.signed.items():
        if key not in seen:
            yield held.name, f"{_signed(held, entry)}被删掉了"
    if ended != told.ended:
        yield held.name, f"签名的失效标记与事件不符：{_ends(held, ended, stored)}"
    for item in stored:
        said, now = told.signed.get((item.event_seq, item.slot)), signing.sealed(item)
        where = f"{held.name} {_signed(held, said or now)}"
        if said is None:
            yield where, "没有事件说起它，不是程序写下的"
        elif now != said:
            yield where, f"被改过：{captions.altered(held.names, 'signature', said, now)}"
        if item.id not in ended:
            broken = (where, f"无法核对：所签的内容{UNREADABLE}")
            yield from held.guard.each(partial(_still_attests, held, item, where), broken)


def _signed(held: _Held, said: Mapping[str, object]) -> str:
    return held.names.signature(held.told, said)


def _ends(held: _Held, now: Mapping[int, int], stored: list[Signature]) -> str:
    """Of each signature that ended otherwise than the trail says, by which event."""
    called = {item.id: _signed(held, signing.sealed(item)) for item in stored}
    called.update({said.get("id"): _signed(held, said) for said in held.told.signed.values()})  # type: ignore[misc]
    then = held.told.ended
    return "；".join(
        f"{called.get(one, f'签名 {one}')}应{_end(then.get(one))}，现在{_end(now.get(one))}"
        for one in sorted(now.keys() | then.keys(), key=str) if now.get(one) != then.get(one)
    )  # fmt: skip


def _end(seq: int | None) -> str:
    return "有效" if seq is None else f"在事件 {seq} 失效"


def _still_attests(held: _Held, item: Signature, where: str) -> Iterator[Found]:
    try:
        kind, values = records.kind_of(held.desk, held.row), records.payload_of(held.row)
        fits = item.digest == signing.digest(held.row.id, kind, item.slot, values)
    except (NotFound, Refused) as error:
        yield where, f"无法核对：{error}"
        return
    if not fits:
        yield where, "签后有改动，与所签内容不符"
