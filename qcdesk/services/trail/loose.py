"""Rows that hang on nothing, and files that are named and no longer registered: other hands' doing, all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from qcdesk.desk import Desk
from qcdesk.services.trail.guarding import UNREADABLE, Guard
from qcdesk.services.trail.names import Names
from qcdesk.store.models import Custody, readable

Found = tuple[str, str]
NOWHERE = "挂在没有的{}上，不是程序写下的"
CASES = "SELECT id FROM record WHERE form = 'case'"


@dataclass(frozen=True)
class _Loose:
    """What is asked, and how each row that is found is called and told; `{}` takes its columns."""

    asked: str
    where: str
    what: str


LOOSE = (
    _Loose("SELECT record_id, name FROM signature WHERE record_id NOT IN (SELECT id FROM record)",
           "记录 {} {}的签名", NOWHERE.format("记录")),
    _Loose("SELECT signature_id FROM signature_end WHERE signature_id NOT IN (SELECT id FROM signature)",
           "签名 {} 的失效标记", NOWHERE.format("签名")),
    _Loose("SELECT DISTINCT record_id FROM line WHERE record_id NOT IN (SELECT id FROM record)",
           "记录 {}", "明细的索引" + NOWHERE.format("记录")),
    _Loose(f"SELECT DISTINCT record_id FROM clock WHERE record_id NOT IN ({CASES})",
           "记录 {}", "时限的索引" + NOWHERE.format("案件")),
    _Loose(f"SELECT DISTINCT record_id FROM problem WHERE record_id NOT IN ({CASES})",
           "记录 {}", "不良项目的索引" + NOWHERE.format("案件")),
    _Loose("SELECT id, name FROM hand WHERE picture IS NOT NULL AND picture NOT IN (SELECT sha256 FROM attachment)",
           "签名样式 {}（{}）", "图样不见了，请从备份恢复"),
    _Loose("SELECT record_id, name FROM signature WHERE picture IS NOT NULL "
           "AND picture NOT IN (SELECT sha256 FROM attachment)", "记录 {} {}的签名", "图样不见了，请从备份恢复"),
)  # fmt: skip


def wrong(desk: Desk, names: Names, guard: Guard) -> Iterator[Found]:
    """Where and what, as sentences."""
    for one in LOOSE:
        yield from guard.each(partial(_asked, desk, names, one), ("数据表", UNREADABLE))
    yield from guard.each(partial(_disordered, desk, names), ("样品保管记录", UNREADABLE))


def _asked(desk: Desk, names: Names, one: _Loose) -> Iterator[Found]:
    for row in desk.store.sql(f"{one.asked} ORDER BY 1"):
        words = [readable(part) for part in row]
        if one.where.startswith("记录"):
            words[0] = names.record(words[0])
        yield one.where.format(*words), one.what.format(*words)


def _disordered(desk: Desk, names: Names) -> Iterator[Found]:
    """What happened to pieces is told in the order of its rows: it must be that of the trail."""
    before = 0
    for row in desk.store.every(Custody.id):
        if not isinstance(row.event_seq, int) or row.event_seq <= before:
            yield f"样品保管记录 {names.record(row.sample)}（{row.name} {names.moment(row.at)}）", "前后次序被改过"
        before = row.event_seq if isinstance(row.event_seq, int) else before
