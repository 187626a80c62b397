"""The tables beside the records, held against the trail: sample custody, the office's rules, its own days,
its settings and basic data, and every table that is only ever added to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qcdesk import canonical
from qcdesk.desk import Desk
from qcdesk.services.rules import rulebook
from qcdesk.services.trail import kept_rows, standing
from qcdesk.services.trail.testimony import Moment, Testimony
from qcdesk.store.models import CalendarDay, Custody, Rule, Setting

NOT_OURS = "没有任何事件说起它，不是程序写下的"
CHANGED = "被改过"
GONE = "被删掉了"


Found = tuple[str, str, Moment | None]
"""Where, what, and the latest moment at which it was still right."""


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
DAYS = _Ledger(
    name="calendar_day",
    order=CalendarDay.day,
    told=lambda told: told.days,
    attested=lambda row: (row.day, (row.kind, row.name, row.source)),
    where=lambda row: f"工作日历 {row.day}",
    gone=lambda day, _: f"工作日历 {day}",
)


def wrong(desk: Desk, told: Testimony) -> Iterator[Found]:
    """Where, what and since when, for every row changed, removed or added by other hands."""
    yield from _compared(desk, told, CUSTODY)
    if told.rules or _a_rule_was_changed(desk):
        yield from _compared(desk, told, RULES)
    yield from _compared(desk, told, DAYS)
    for table in kept_rows.TABLES:
        yield from _compared(desk, told, _added_to(table))
    yield from _standing(desk, told)


def _added_to(table: str) -> _Ledger:
    model, called = kept_rows.TABLES[table]
    return _Ledger(
        name=table,
        order=model.id,
        told=lambda told: told.kept.get(table, {}),
        attested=lambda row: (row.id, _columns(row)),
        where=lambda row: f"{called} {row.id}（{row.name}）",
        gone=lambda number, said: f"{called} {number}（事件 {said['event_seq']}，{said.get('name')}）",
    )


def _compared(desk: Desk, told: Testimony, ledger: _Ledger) -> Iterator[Found]:
    missing = dict(ledger.told(told))
    for row in desk.store.rows(ledger.order.model.select().order_by(ledger.order)):
        key, stored = ledger.attested(row)
        said = missing.pop(key, None)
        if said is None:
            yield ledger.where(row), NOT_OURS, None
        elif said != stored:
            yield ledger.where(row), CHANGED, told.moments.get((ledger.name, key))
    yield from ((ledger.gone(key, said), GONE, told.moments.get((ledger.name, key))) for key, said in missing.items())


def _rule_called(name: str) -> str:
    """By the trail's name for it: kind, code, version."""
    code, _, version = name.partition(" ")[2].rpartition(" ")
    return f"规则 {code} 第 {version} 版"


def _a_rule_was_changed(desk: Desk) -> bool:
    """Never on a desk from before the trail told of rules."""
    return bool(desk.store.sql("SELECT 1 FROM event WHERE action = 'rule_changed' LIMIT 1"))


def _standing(desk: Desk, told: Testimony) -> Iterator[Found]:
    missing = {name: digest for name, digest in told.standing.items() if digest is not None}
    for table in standing.TABLES:
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
