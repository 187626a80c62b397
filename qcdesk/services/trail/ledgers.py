"""The tables beside the records, held against the trail: sample custody, the office's rules, its own days,
its settings and basic data, and every table that is only ever added to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from qcdesk import canonical
from qcdesk.desk import Desk
from qcdesk.services.rules import rulebook
from qcdesk.services.trail import kept_rows, registered_files, standing
from qcdesk.services.trail.guarding import UNREADABLE, Guard
from qcdesk.services.trail.testimony import Moment, Testimony
from qcdesk.store.models import Attachment, CalendarDay, Custody, Rule, Setting

NOT_OURS = "没有任何事件说起它，不是程序写下的"
CHANGED = "被改过"
GONE = "被删掉了"


Found = tuple[str, str, Moment | None]
"""Where, what, and the latest moment at which it was still right."""


Labels = tuple[tuple[str, str], ...]
FILE_LABELS: Labels = (
    ("name", "名称"),
    ("media", "类型"),
    ("size", "大小"),
    ("added_by", "添加人"),
    ("added_at", "添加时间"),
)
ROW_LABELS: Mapping[str, Labels] = MappingProxyType({
    "deputy": (("principal", "被代理人"), ("deputy", "代理人"), ("first_day", "第一天"), ("last_day", "最后一天"),
               ("scope", "表单范围")),
    "deputy_end": (("deputy", "哪一次代理"), ("at", "时间")),
})  # fmt: skip
"""Of tables that are only ever added to."""


@dataclass(frozen=True)
class _Ledger:
    """A table whose rows the trail tells of one by one."""

    name: str
    order: Any
    told: Callable[[Testimony], Mapping[Any, Any]]
    attested: Callable[[Any], tuple[Any, Any]]
    """The key by which the trail tells of a row, and what it says of it."""
    where: Callable[[Any], str]
    gone: Callable[[Any, Any], str]
    """How a row is called of which the trail's key and words are all there is."""
    labels: Labels = ()
    """What people call the columns that somebody may gain by changing."""


CUSTODY = _Ledger(
    name="custody",
    order=Custody.id,
    told=lambda told: told.custody,
    attested=lambda row: (row.event_seq, _columns(row, "id", "event_seq")),
    where=lambda row: f"样品保管记录 {row.id}（{row.name}）",
    gone=lambda seq, said: f"样品保管记录（事件 {seq}，{said.get('name')}）",
)
RULES = _Ledger(
    name="rule",
    order=Rule.id,
    told=lambda told: told.rules,
    attested=lambda row: rulebook.attested(_columns(row, "id")),
    where=lambda row: f"规则 {row.code} 第 {row.version} 版",
    gone=lambda name, _: _rule_called(name),
)
FILES = _Ledger(
    name="attachment",
    order=Attachment.sha256,
    told=lambda told: told.files,
    attested=lambda row: (row.sha256, registered_files.said(row)),
    where=lambda row: f"附件“{row.name}”",
    gone=lambda _, said: f"附件“{said.get('name')}”",
    labels=FILE_LABELS,
)
DAYS = _Ledger(
    name="calendar_day",
    order=CalendarDay.day,
    told=lambda told: told.days,
    attested=lambda row: (row.day, (row.kind, row.name, row.source)),
    where=lambda row: f"工作日历 {row.day}",
    gone=lambda day, _: f"工作日历 {day}",
)


def wrong(desk: Desk, told: Testimony, guard: Guard) -> Iterator[Found]:
    """Where, what and since when, for every row changed, removed or added by other hands."""
    rules = told.rules or guard.each(lambda: _rule_changes(desk), 0)
    ledgers = [CUSTODY, *([RULES] if rules else []), DAYS, *([FILES] if told.files else [])]
    for ledger in (*ledgers, *map(_added_to, kept_rows.TABLES)):
        broken: Found = (f"数据表 {ledger.name}", UNREADABLE, None)
        yield from guard.each(partial(_compared, desk, told, ledger, guard), broken)
    for table in standing.TABLES:
        damaged: Found = (f"数据表 {table}", UNREADABLE, None)
        yield from guard.each(partial(_standing, desk, told, table), damaged)


def _added_to(table: str) -> _Ledger:
    model, called = kept_rows.TABLES[table]
    return _Ledger(
        name=table,
        order=model.id,
        told=lambda told: told.kept.get(table, {}),
        attested=lambda row: (row.id, _columns(row)),
        where=lambda row: f"{called} {row.id}（{row.name}）",
        gone=lambda number, said: f"{called} {number}（事件 {said['event_seq']}，{said.get('name')}）",
        labels=ROW_LABELS.get(table, ()),
    )


def _compared(desk: Desk, told: Testimony, ledger: _Ledger, guard: Guard) -> Iterator[Found]:
    missing = dict(ledger.told(told))
    for row in desk.store.rows(ledger.order.model.select().order_by(ledger.order)):
        broken: Found = (ledger.where(row), UNREADABLE, None)
        yield from guard.each(partial(_row, told, ledger, row, missing), broken)
    yield from ((ledger.gone(key, said), GONE, told.moments.get((ledger.name, key))) for key, said in missing.items())


def _row(told: Testimony, ledger: _Ledger, row: Any, missing: dict[Any, Any]) -> Iterator[Found]:
    key, stored = ledger.attested(row)
    said = missing.pop(key, None)
    if said is None:
        yield ledger.where(row), NOT_OURS, None
    elif said != stored:
        yield ledger.where(row), _changed(ledger, said, stored), told.moments.get((ledger.name, key))


def _changed(ledger: _Ledger, said: Any, stored: Any) -> str:
    parts = [f"{label}应为“{said.get(name)}”，现在是“{stored.get(name)}”" for name, label in ledger.labels
             if said.get(name) != stored.get(name)]  # fmt: skip
    return f"{CHANGED}：{'；'.join(parts)}" if parts else CHANGED


def _rule_called(name: str) -> str:
    """By the trail's name for it: kind, code, version."""
    code, _, version = name.partition(" ")[2].rpartition(" ")
    return f"规则 {code} 第 {version} 版"


def _rule_changes(desk: Desk) -> list[int]:
    """None on a desk from before the trail told of rules."""
    return [row[0] for row in desk.store.sql("SELECT 1 FROM event WHERE action = 'rule_changed' LIMIT 1")]


def _standing(desk: Desk, told: Testimony, table: str) -> Iterator[Found]:
    missing = {name: digest for name, digest in told.standing.items()
               if digest is not None and name.partition(" ")[0] == table}  # fmt: skip
    for name, row, digest in standing.rows(desk, table):
        said, shown = missing.pop(name, None), getattr(row, "name", None) or getattr(row, "item", "")
        where = standing.wording(name) + (f"（{shown}）" if shown and not name.endswith(f" {shown}") else "")
        if isinstance(row, Setting) and not _readable(row.value):
            yield where, "内容已损坏", told.moments.get(("standing", name))
        elif said is None and told.all_told:
            yield where, NOT_OURS, told.moments.get(("standing", name))
        elif said not in (None, digest):
            yield where, CHANGED, told.moments.get(("standing", name))
    yield from ((standing.wording(name), GONE, told.moments.get(("standing", name))) for name in missing)


def _readable(text: str) -> bool:
    try:
        canonical.load(text)
    except ValueError:
        return False
    return True


def _columns(row: Any, *without: str) -> dict[str, Any]:
    return {name: value for name, value in row.__data__.items() if name not in without}
