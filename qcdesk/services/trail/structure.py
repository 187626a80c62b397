"""Tables, columns, constraints, indexes and triggers, held against what the migrations make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from qcdesk.desk import Desk
from qcdesk.services.trail import captions, guard_names, row_names, structure_made, structure_server
from qcdesk.services.trail.guarding import UNREADABLE, Guard
from qcdesk.services.trail.structure_made import ALTERED, STRANGE, Column, Schema
from qcdesk.store import schema
from qcdesk.store.dialects import SQLITE
from qcdesk.store.migrations import CURRENT, guarded

Found = tuple[str, str]


def wrong(desk: Desk, guard: Guard) -> Iterator[Found]:
    """One finding for each thing that is not as the program makes it, or that it does not make; the guards first, as
    what they no longer keep is the gravest, and last what is only slower."""
    lite = desk.store.dialect is SQLITE
    made, there = structure_made.made(lite), (structure_made.lite if lite else structure_server.read)(desk)
    yield from guard.each(partial(_stamp, desk), ("数据库", f"结构版本的标记{UNREADABLE}"))
    broken = ("数据库", UNREADABLE)
    if not lite:
        yield from guard.each(partial(structure_server.refusing, desk), broken)
    yield from _triggers(there, guarded(SQLITE) if lite else structure_server.triggers())
    yield from _tables(made, there)
    yield from _constraints(made, there)
    if lite:
        yield from ((row_names.table(table), STRANGE) for table in sorted(there.tables.keys() - made.tables.keys()))
        yield from ((f"视图 {name}", STRANGE) for name in there.views)
    else:
        yield from guard.each(partial(structure_server.strange, desk, made.tables), broken)
    yield from _indexes(made, there)
    yield from _indexes_gone(made, there)


def _stamp(desk: Desk) -> Iterator[Found]:
    if not schema.is_marked(desk.store) or schema.version(desk.store) != CURRENT:
        yield "数据库", f"结构版本的标记被程序以外的手改过，{ALTERED}"


def _tables(made: Schema, there: Schema) -> Iterator[Found]:
    for table in sorted(made.tables):
        if table not in there.tables:
            yield row_names.table(table), "不见了，请从备份恢复"
            continue
        odd = [*_columns(table, made.tables[table], there.tables[table])]
        yield from ((row_names.table(table), sentence) for sentence in odd)
        if not odd and made.words.get(table) != there.words.get(table):
            yield row_names.table(table), f"结构被程序以外的手改过，{ALTERED}"


def _columns(table: str, made: tuple[Column, ...], there: tuple[Column, ...]) -> Iterator[str]:
    wanted, found = {one.name: one for one in made}, {one.name: one for one in there}
    called = partial(captions.column, table)
    yield from (f"少了{called(name)}，{ALTERED}" for name in wanted if name not in found)
    yield from (f"多了{called(name)}，{STRANGE}" for name in found if name not in wanted)
    for name in sorted(wanted.keys() & found.keys()):
        for part, then, now in zip(("类型", "能不能空着", "默认值"), wanted[name][1:], found[name][1:], strict=True):
            if then != now:
                yield f"{called(name)}的{part}被程序以外的手改过，{ALTERED}"


def _constraints(made: Schema, there: Schema) -> Iterator[Found]:
    """On a server; SQLite tells them in the words of the table."""
    for table in sorted(made.constraints.keys() & there.tables.keys()):
        wanted, found = made.constraints[table], there.constraints.get(table, frozenset())
        where, gone, new = row_names.table(table), sorted(wanted - found), sorted(found - wanted)
        instead = {one: other for one in gone for other in new if other.startswith(f"{one} ")}
        yield from ((where, guard_names.limit_altered(table, one)) for one in instead.values())
        yield from ((where, guard_names.limit_gone(table, one)) for one in gone if one not in instead)
        yield from ((where, guard_names.limit_strange(table, one)) for one in new if one not in instead.values())


def _indexes(made: Schema, there: Schema) -> Iterator[Found]:
    for name in sorted(there.indexes):
        table, words = made.indexes.get(name) or there.indexes[name]
        if name not in made.indexes:
            yield row_names.table(table), guard_names.index_strange(name)
        elif made.indexes[name] != there.indexes[name]:
            yield row_names.table(table), guard_names.index_altered(name, table, words)


def _indexes_gone(made: Schema, there: Schema) -> Iterator[Found]:
    for name in sorted(made.indexes.keys() - there.indexes.keys()):
        table, words = made.indexes[name]
        if table in there.tables:
            yield row_names.table(table), guard_names.index_gone(name, table, words)


def _triggers(there: Schema, guards: Mapping[str, list[str]]) -> Iterator[Found]:
    """Those that refuse changes must still be there, as they were made, and no others."""
    words = {said for _, said in there.triggers.values()}
    known: set[str] = set()
    for table, made in guards.items():
        known.update(map(_name, made))
        gone = [_name(one) for one in made if one not in words]
        if gone and table in there.tables:
            yield row_names.table(table), guard_names.guard_gone(table, gone)
    for name in sorted(there.triggers.keys() - known):
        yield row_names.table(there.triggers[name][0]), guard_names.trigger_strange(name)


def _name(trigger: str) -> str:
    """Of CREATE TRIGGER event_no_update …."""
    return trigger.split()[2]
