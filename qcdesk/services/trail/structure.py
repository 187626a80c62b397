"""Tables, columns, indexes and triggers, held against what the migrations make."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from qcdesk.desk import Desk
from qcdesk.services.trail.guarding import UNREADABLE, Guard
from qcdesk.store.dialects import REFUSAL, SQLITE
from qcdesk.store.migrations import MIGRATIONS, guarded

Found = tuple[str, str]
MADE = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'"
COLUMNS = ("SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns "
           "WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position")  # fmt: skip
INDEXES = ("SELECT indexname, tablename, indexdef FROM pg_indexes WHERE schemaname = current_schema() "
           "AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = indexname)")  # fmt: skip
TRIGGERS = ("SELECT tgname, relname, tgenabled FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "JOIN pg_namespace ON pg_namespace.oid = relnamespace "
            "WHERE NOT tgisinternal AND nspname = current_schema()")  # fmt: skip
TYPES = {"TEXT": "text", "INTEGER": "integer", "BIGINT": "bigint", "BOOLEAN": "boolean", "BLOB": "bytea"}
STAMP = "schema_version"
"""The one table that only a server has."""

Columns = tuple[tuple[str, str, bool], ...]


@dataclass
class Schema:
    """`tables` by name with each column's name, type and whether it may be empty; `indexes` and `triggers` by name
    with their table and what they are."""

    tables: dict[str, Columns] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    indexes: dict[str, tuple[str, str]] = field(default_factory=dict)
    triggers: dict[str, tuple[str, str]] = field(default_factory=dict)
    views: list[str] = field(default_factory=list)


def wrong(desk: Desk, guard: Guard) -> Iterator[Found]:
    """One finding for each table, column, index or trigger that is not as the program makes it."""
    lite = desk.store.dialect is SQLITE
    made, there = _made(lite), (_lite(desk) if lite else _server(desk))
    yield from _tables(made, there, lite)
    yield from _indexes(made, there)
    yield from _triggers(there, guarded(desk.store.dialect), lite)
    if not lite:
        broken = ("数据库", UNREADABLE)
        yield from guard.each(partial(_still_refuses, desk), broken)


def _tables(made: Schema, there: Schema, lite: bool) -> Iterator[Found]:
    for table in sorted(made.tables):
        if table not in there.tables:
            yield f"数据表 {table}", "不见了"
            continue
        odd = [*_columns(made.tables[table], there.tables[table])]
        yield from ((f"数据表 {table}", sentence) for sentence in odd)
        if not odd and made.words.get(table) != there.words.get(table):
            yield f"数据表 {table}", "结构被程序以外的手改过"
    if lite:
        yield from ((f"数据表 {table}", "不是程序建的") for table in sorted(there.tables.keys() - made.tables.keys()))
        yield from ((f"视图 {name}", "不是程序建的") for name in there.views)


def _columns(made: Columns, there: Columns) -> Iterator[str]:
    wanted, found = {one[0]: one for one in made}, {one[0]: one for one in there}
    yield from (f"少了 {name} 列" for name in wanted if name not in found)
    yield from (f"多了 {name} 列，不是程序建的" for name in found if name not in wanted)
    yield from (
        f"{name} 列的类型被程序以外的手改过" for name in wanted if found.get(name, wanted[name]) != wanted[name]
    )


def _indexes(made: Schema, there: Schema) -> Iterator[Found]:
    for name in sorted(made.indexes.keys() | there.indexes.keys()):
        table = (made.indexes.get(name) or there.indexes[name])[0]
        if name not in there.indexes:
            if table in there.tables:
                yield f"数据表 {table}", f"索引 {name} 被拿掉了"
        elif name not in made.indexes:
            yield f"数据表 {table}", f"多了索引 {name}，不是程序建的"
        elif made.indexes[name] != there.indexes[name]:
            yield f"数据表 {table}", f"索引 {name} 被程序以外的手改过"


def _triggers(there: Schema, guards: Mapping[str, list[str]], lite: bool) -> Iterator[Found]:
    """Those that refuse changes must still be there, as they were made, and no others."""
    words = {said for _, said in there.triggers.values()}
    known = set()
    for table, made in guards.items():
        names = [one.split()[2] for one in made]
        known.update(names)
        whole = words.issuperset(made) if lite else there.triggers.keys() >= set(names)
        if not whole and table in there.tables:
            yield f"数据表 {table}", "防改的触发器被拿掉了"
    for name in sorted(there.triggers.keys() - known):
        yield f"数据表 {there.triggers[name][0]}", f"多了触发器 {name}，不是程序建的"


def _still_refuses(desk: Desk) -> Iterator[Found]:
    body = desk.store.sql("SELECT prosrc FROM pg_proc WHERE proname = 'refuse_change'")
    if [row[0].strip() for row in body] != [REFUSAL]:
        yield "数据库", "防改的触发器被换成了不起作用的"


def _made(lite: bool) -> Schema:
    """What the migrations make, of SQLite, which says most of it in the words of a server too."""
    connection = sqlite3.connect(":memory:")
    try:
        for migration in MIGRATIONS:
            for statement in migration(SQLITE):
                connection.execute(statement)
        found = _read(connection.execute(MADE).fetchall(), lambda table: connection.execute(_info(table)).fetchall())
    finally:
        connection.close()
    return found if lite else _for_server(found)


def _lite(desk: Desk) -> Schema:
    return _read(desk.store.sql(MADE), lambda table: desk.store.sql(_info(table)))


def _info(table: str) -> str:
    quoted = table.replace('"', '""')
    return f'PRAGMA table_info("{quoted}")'


def _read(rows: Iterable[Any], info: Callable[[str], Iterable[Any]]) -> Schema:
    found = Schema()
    for type_, name, table, sql in rows:
        if type_ == "table":
            found.tables[name] = tuple((row[1], row[2], not (row[3] or row[5])) for row in info(name))
            found.words[name] = " ".join(str(sql).split())
        elif type_ == "view":
            found.views.append(name)
        else:
            (found.indexes if type_ == "index" else found.triggers)[name] = (table, str(sql))
    return found


def _for_server(made: Schema) -> Schema:
    tables = {table: tuple((name, TYPES[type_], empty) for name, type_, empty in columns)
              for table, columns in made.tables.items()}  # fmt: skip
    indexes = {name: (table, _indexed(sql)) for name, (table, sql) in made.indexes.items()}
    return Schema({**tables, STAMP: (("version", "integer", False),)}, indexes=indexes)


def _server(desk: Desk) -> Schema:
    found = Schema()
    columns: dict[str, list[tuple[str, str, bool]]] = {}
    for table, name, type_, empty in desk.store.sql(COLUMNS):
        columns.setdefault(table, []).append((name, type_, empty == "YES"))
    found.tables.update({table: tuple(rows) for table, rows in columns.items()})
    found.indexes.update({name: (table, _indexed(made)) for name, table, made in desk.store.sql(INDEXES)})
    found.triggers.update({name: (table, name) for name, table, enabled in desk.store.sql(TRIGGERS)
                           if _on(enabled)})  # fmt: skip
    return found


def _on(enabled: object) -> bool:
    return (enabled.decode() if isinstance(enabled, bytes) else enabled) in ("O", "A")


def _indexed(sql: str) -> str:
    """The columns of an index, as both engines word them."""
    found = re.search(r"\((.*)\)", sql)
    return " ".join(found[1].replace('"', "").split()) if found else sql
