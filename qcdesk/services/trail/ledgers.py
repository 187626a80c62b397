"""The tables beside the records, held against the trail: sample custody, the office's rules, its own days,
its settings and basic data, and every table that is only ever added to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from qcdesk import canonical
from qcdesk.desk import Desk
from qcdesk.services.rules import rulebook
from qcdesk.services.trail import captions, kept_rows, registered_files, row_names, standing
from qcdesk.services.trail.guarding import UNREADABLE, Guard
from qcdesk.services.trail.names import Names
from qcdesk.services.trail.testimony import Moment, Testimony
from qcdesk.store.models import Attachment, CalendarDay, Custody, Rule, Setting

NOT_OURS = "没有任何事件说起它，不是程序写下的"
CHANGED = "被改过"
GONE = "被删掉了"


Found = tuple[str, str, Moment | None]
"""Where, what, and the latest moment at which it was still right."""


def _as_told(said: Any) -> Mapping[str, Any]:
    return said if isinstance(said, Mapping) else {}


@dataclass(frozen=True)
class _Ledger:
    """A table whose rows the trail tells of one by one."""

    name: str
    order: Any
    told: Callable[[Testimony], Mapping[Any, Any]]
    attested: Callable[[Any], tuple[Any, Any]]
    """The key by which the trail tells of a row, and what it says of it."""
    where: Callable[[Names, Any, Any], str]
    """How a row is called, by its key and its columns: those the trail tells or, of a forged one, its own."""
    columns: Callable[[Any], Mapping[str, Any]] = _as_told
    """Of what the trail says of a row, its columns by name."""


def _moved(names: Names, _: Any, row: Mapping[str, Any]) -> str:
    done = captions.shown(names, "custody", "act", row.get("act"))
    who = f"{row.get('name')} {names.moment(row.get('at'))}"
    return f"样品保管记录 {names.record(row.get('sample'))}（{who}，{done} {row.get('pieces')} 个）"


CUSTODY = _Ledger(
    name="custody",
    order=Custody.id,
    told=lambda told: told.custody,
    attested=lambda row: (row.event_seq, _columns(row, "id", "event_seq")),
    where=_moved,
)
RULES = _Ledger(
    name="rule",
    order=Rule.id,
    told=lambda told: told.rules,
    attested=lambda row: rulebook.attested(_columns(row, "id")),
    where=lambda _, key, __: _rule_called(key),
    columns=lambda _: {},
)
FILES = _Ledger(
    name="attachment",
    order=Attachment.sha256,
    told=lambda told: told.files,
    attested=lambda row: (row.sha256, registered_files.said(row)),
    where=lambda _, __, row: f"附件“{row.get('name')}”",
)
DAYS = _Ledger(
    name="calendar_day",
    order=CalendarDay.day,
    told=lambda told: told.days,
    attested=lambda row: (row.day, (row.kind, row.name, row.source)),
    where=lambda _, day, __: f"工作日历 {day}",
    columns=lambda said: dict(zip(("kind", "name", "source"), said, strict=True)),
)


def wrong(desk: Desk, names: Names, guard: Guard) -> Iterator[Found]:
    """Where, what and since when, for every row changed, removed or added by other hands."""
    told = names.told
    rules = told.rules or guard.each(lambda: _rule_changes(desk), 0)
    ledgers = [CUSTODY, *([RULES] if rules else []), DAYS, *([FILES] if told.files else [])]
    for ledger in (*ledgers, *map(_added_to, kept_rows.TABLES)):
        broken: Found = (row_names.table(ledger.name), UNREADABLE, None)
        yield from guard.each(partial(_compared, desk, names, ledger, guard), broken)
    for table in standing.TABLES:
        damaged: Found = (row_names.table(table), UNREADABLE, None)
        yield from guard.each(partial(_standing, desk, names, table), damaged)


def _added_to(table: str) -> _Ledger:
    model, called = kept_rows.TABLES[table]
    return _Ledger(
        name=table,
        order=model.id,
        told=lambda told: told.kept.get(table, {}),
        attested=lambda row: (row.id, _columns(row)),
        where=lambda names, _, row: f"{called} {names.row(table, row)}（{_written(names, table, row)}）",
    )


def _written(names: Names, table: str, row: Mapping[str, Any]) -> str:
    """By whom, when, and what was done."""
    done = f"，{captions.shown(names, table, 'act', row['act'])}" if row.get("act") else ""
    return f"{row.get('name')} {names.moment(row.get('at'))}{done}"


def _compared(desk: Desk, names: Names, ledger: _Ledger, guard: Guard) -> Iterator[Found]:
    told = names.told
    missing = dict(ledger.told(told))
    for row in desk.store.every(ledger.order):
        broken: Found = (row_names.of(ledger.name, (getattr(row, ledger.order.name),)), UNREADABLE, None)
        yield from guard.each(partial(_row, names, ledger, row, missing), broken)
    for key, said in missing.items():
        yield ledger.where(names, key, ledger.columns(said)), GONE, told.moments.get((ledger.name, key))


def _row(names: Names, ledger: _Ledger, row: Any, missing: dict[Any, Any]) -> Iterator[Found]:
    key, stored = ledger.attested(row)
    said = missing.pop(key, None)
    if said is None:
        yield ledger.where(names, key, ledger.columns(stored)), NOT_OURS, None
    elif said != stored:
        then, now = ledger.columns(said), ledger.columns(stored)
        parts = captions.altered(names, ledger.name, then, now)
        since = names.told.moments.get((ledger.name, key))
        yield ledger.where(names, key, then), f"{CHANGED}：{parts}" if parts else CHANGED, since


def _rule_called(name: str) -> str:
    """By the trail's name for it: kind, code, version."""
    code, _, version = name.partition(" ")[2].rpartition(" ")
    return f"规则 {code} 第 {version} 版"


def _rule_changes(desk: Desk) -> list[int]:
    """None on a desk from before the trail told of rules."""
    return [row[0] for row in desk.store.sql("SELECT 1 FROM event WHERE action = 'rule_changed' LIMIT 1")]


def _standing(desk: Desk, names: Names, table: str) -> Iterator[Found]:
    told = names.told
    missing = {name: digest for name, digest in told.standing.items()
               if digest is not None and name.partition(" ")[0] == table}  # fmt: skip
    for name, row, digest in standing.rows(desk, table):
        said, then = missing.pop(name, None), told.entries.get(name, {})
        if said == digest:
            continue
        since = told.moments.get(("standing", name))
        if isinstance(row, Setting) and not _readable(row.value):
            yield standing.wording(name, then), "内容已损坏", since
            continue
        now = canonical.load(row.value) if isinstance(row, Setting) else dict(row.__data__)
        where = standing.wording(name, {**now, **then})
        if said is not None:
            yield where, CHANGED + _entry(names, table, then, now), since
        elif told.all_told:
            yield where, NOT_OURS, since
    for name in missing:
        yield standing.wording(name, told.entries.get(name, {})), GONE, told.moments.get(("standing", name))


def _entry(names: Names, table: str, then: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """How an entry differs, as far as the trail tells more of it than its digest."""
    known = [name for name in captions.CAPTIONS.get(table, {}) if name in then and then[name] != now.get(name)]
    if known:
        sides = ({name: side.get(name) for name in known} for side in (then, now))
        return f"：{captions.altered(names, table, *sides)}"
    stands = "" if then else captions.standing(names, table, now)
    return f"：经过里只有原来内容的校验码，现在是 {stands}" if stands else ""


def _readable(text: str) -> bool:
    try:
        canonical.load(text)
    except ValueError:
        return False
    return True


def _columns(row: Any, *without: str) -> dict[str, Any]:
    return {name: value for name, value in row.__data__.items() if name not in without}
