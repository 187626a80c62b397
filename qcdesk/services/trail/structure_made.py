"""What a database is made of, as the migrations make it and as SQLite says that it is."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from qcdesk.desk import Desk
from qcdesk.store.dialects import SQLITE
from qcdesk.store.migrations import MIGRATIONS

MADE = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'"
TYPES = {"TEXT": "text", "INTEGER": "integer", "BIGINT": "bigint", "BOOLEAN": "boolean", "BLOB": "bytea"}
STAMP = "schema_version"
"""The one table that only a server has."""

STRANGE = "不是程序建的，请查明是谁建的、做什么用，再请管理员删掉"
ALTERED = "请查明是谁改的，再从备份恢复"
"""What is to be done about a part of the database, in the sentence that says what became of it."""

NUMBERED = "AUTOINCREMENT"
Ask = Callable[[str], Iterable[Any]]


class Column(NamedTuple):
    """`default` is what stands where nothing is given: an expression, or NUMBERED."""

    name: str
    type: str
    empty: bool
    default: str = ""


@dataclass
class Schema:
    """Tables by name; `words` how SQLite says each, `constraints` how a server says those of each; indexes and
    triggers by name, with their table and what they are."""

    tables: dict[str, tuple[Column, ...]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    constraints: dict[str, frozenset[str]] = field(default_factory=dict)
    indexes: dict[str, tuple[str, str]] = field(default_factory=dict)
    triggers: dict[str, tuple[str, str]] = field(default_factory=dict)
    views: list[str] = field(default_factory=list)


@cache
def made(lite: bool) -> Schema:
    """What the migrations make, of SQLite, which says all of it in the words of a server too."""
    connection = sqlite3.connect(":memory:")

    def ask(asked: str) -> Iterable[Any]:
        return connection.execute(asked).fetchall()

    try:
        for migration in MIGRATIONS:
            for statement in migration(SQLITE):
                connection.execute(statement)
        found = _read(ask)
        return found if lite else _for_server(found, ask)
    finally:
        connection.close()


def lite(desk: Desk) -> Schema:
    return _read(desk.store.sql)


def _read(ask: Ask) -> Schema:
    found = Schema()
    for type_, name, table, sql in ask(MADE):
        if type_ == "table":
            found.tables[name] = tuple(Column(row[1], row[2], not (row[3] or row[5]), str(row[4] or ""))
                                       for row in ask(_pragma("table_info", name)))  # fmt: skip
            found.words[name] = " ".join(str(sql).split())
        elif type_ == "view":
            found.views.append(name)
        else:
            (found.indexes if type_ == "index" else found.triggers)[name] = (table, str(sql))
    return found


def _pragma(name: str, of: str) -> str:
    quoted = of.replace('"', '""')
    return f'PRAGMA {name}("{quoted}")'


def _for_server(made: Schema, ask: Ask) -> Schema:
    tables = {table: tuple(_column(made, table, one) for one in columns) for table, columns in made.tables.items()}
    tables[STAMP] = (Column("version", "integer", False),)
    constraints = {table: frozenset(_constraints(made, table, ask)) for table in made.tables}
    indexes = {name: (table, indexed(sql)) for name, (table, sql) in made.indexes.items()}
    return Schema(tables, constraints={**constraints, STAMP: frozenset()}, indexes=indexes)


def _column(made: Schema, table: str, one: Column) -> Column:
    numbered = f"{one.name} {SQLITE.serial}" in made.words[table]
    return one._replace(type=TYPES[one.type], default=NUMBERED if numbered else one.default)


def _constraints(made: Schema, table: str, ask: Ask) -> Iterator[str]:
    """As PostgreSQL words them."""
    keys = sorted((row[5], row[1]) for row in ask(_pragma("table_info", table)) if row[5])
    if keys:
        yield f"PRIMARY KEY ({', '.join(name for _, name in keys)})"
    for _, index, _, origin, _ in ask(_pragma("index_list", table)):
        if origin == "u":
            yield f"UNIQUE ({', '.join(row[2] for row in ask(_pragma('index_info', index)))})"
    for row in ask(_pragma("foreign_key_list", table)):
        yield f"FOREIGN KEY ({row[3]}) REFERENCES {row[2]}({row[4]})"
    yield from (f"CHECK (({one}))" for one in re.findall(r"CHECK \((.*?)\)", made.words[table]))


def indexed(sql: str) -> str:
    """The columns of an index, as both engines word them."""
    found = re.search(r"\((.*)\)", sql)
    return " ".join(found[1].replace('"', "").split()) if found else sql
