"""The tables beside the records, held against the trail: sample custody, the office's rules, its own days,
its settings and basic data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qcdesk import canonical
from qcdesk.desk import Desk
from qcdesk.services.rules import rulebook
from qcdesk.services.trail import standing
from qcdesk.services.trail.testimony import Testimony
from qcdesk.store.models import CalendarDay, Custody, Rule, Setting

NOT_OURS = "没有任何事件说起它，不是程序写下的"


def wrong(desk: Desk, told: Testimony) -> Iterator[tuple[str, str]]:
    """Where and what, for every row changed, removed or added by other hands."""
    yield from _custody(desk, told)
    yield from _rules(desk, told)
    yield from _days(desk, told)
    yield from _standing(desk, told)


def _custody(desk: Desk, told: Testimony) -> Iterator[tuple[str, str]]:
    missing = dict(told.custody)
    for row in desk.store.rows(Custody.select().order_by(Custody.id)):
        where = f"样品保管记录 {row.id}（{row.name}）"
        said = missing.pop(row.event_seq, None)
        if said is None:
            yield where, NOT_OURS
        elif _columns(row, "id", "event_seq") != said:
            yield where, "被改过"
    for seq, said in missing.items():
        yield f"样品保管记录（事件 {seq}，{said.get('name')}）", "被删掉了"


def _rules(desk: Desk, told: Testimony) -> Iterator[tuple[str, str]]:
    if not told.rules and not desk.store.sql("SELECT 1 FROM event WHERE action = 'rule_changed' LIMIT 1"):
        return  # a desk from before the rules were told of
    missing = dict(told.rules)
    for row in desk.store.rows(Rule.select().order_by(Rule.id)):
        name, digest = rulebook.attested(_columns(row, "id"))
        where = f"规则 {row.code} 第 {row.version} 版"
        said = missing.pop(name, None)
        if said is None:
            yield where, NOT_OURS
        elif said != digest:
            yield where, "被改过"
    for name in missing:
        _, _, rest = name.partition(" ")
        code, _, version = rest.rpartition(" ")
        yield f"规则 {code} 第 {version} 版", "被删掉了"


def _days(desk: Desk, told: Testimony) -> Iterator[tuple[str, str]]:
    missing = dict(told.days)
    for row in desk.store.rows(CalendarDay.select().order_by(CalendarDay.day)):
        where = f"工作日历 {row.day}"
        said = missing.pop(row.day, None)
        if said is None:
            yield where, NOT_OURS
        elif said != (row.kind, row.name, row.source):
            yield where, "被改过"
    yield from ((f"工作日历 {day}", "被删掉了") for day in missing)


def _standing(desk: Desk, told: Testimony) -> Iterator[tuple[str, str]]:
    missing = {name: digest for name, digest in told.standing.items() if digest is not None}
    for table in standing.TABLES:
        for name, row, digest in standing.rows(desk, table):
            said, shown = missing.pop(name, None), getattr(row, "name", None) or getattr(row, "item", "")
            where = standing.wording(name) + (f"（{shown}）" if shown and not name.endswith(f" {shown}") else "")
            if isinstance(row, Setting) and not _readable(row.value):
                yield where, "内容已损坏"
            elif said is None and told.all_told:
                yield where, NOT_OURS
            elif said not in (None, digest):
                yield where, "被改过"
    yield from ((standing.wording(name), "被删掉了") for name in missing)


def _readable(text: str) -> bool:
    try:
        canonical.load(text)
    except ValueError:
        return False
    return True


def _columns(row: Any, *without: str) -> dict[str, Any]:
    return {name: value for name, value in row.__data__.items() if name not in without}
