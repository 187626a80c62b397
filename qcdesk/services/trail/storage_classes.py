"""Whether every column holds the kind of value that the program writes: SQLite itself takes any kind anywhere.

Bytes in place of a text read the same and compare otherwise, so that a question of the program's own misses the row.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from peewee import BooleanField, Field, IntegerField

from qcdesk.desk import Desk
from qcdesk.services.trail import captions, row_names
from qcdesk.services.trail.guarding import Guard
from qcdesk.store.dialects import SQLITE
from qcdesk.store.kept_models import KEPT_MODELS
from qcdesk.store.models import MODELS, Role, SavedView, Working

WORDS = {"blob": "一串字节", "text": "文字", "integer": "整数", "real": "小数", "null": "空的"}
UNREAD = (Role, SavedView, Working)
"""Nothing else in verify reads them: that a text of theirs cannot be read is seen here or nowhere."""

Found = tuple[str, str]
"""Where and what."""


def wrong(desk: Desk, guard: Guard) -> Iterator[Found]:
    """On a server the types of the columns see to it; `structure` looks whether they are the program's."""
    if desk.store.dialect is not SQLITE:
        return
    for model in (*MODELS, *KEPT_MODELS):
        yield from guard.each(lambda model=model: _of(desk, model), _unread(model))  # type: ignore[misc]
    for model in (*MODELS, *KEPT_MODELS) if guard.careful else UNREAD:
        yield from guard.each(lambda model=model: _garbled(desk, model), _unread(model))  # type: ignore[misc]


def _unread(model: Any) -> Found:
    return row_names.table(model._meta.table_name), "读不出来，请从备份恢复"


def _of(desk: Desk, model: Any) -> Iterator[Found]:
    fields = list(model._meta.sorted_fields)
    table = model._meta.table_name
    odd = " OR ".join(f"NOT ({_fit(field)})" for field in fields)
    kinds = ", ".join(f"typeof({field.column_name})" for field in fields)
    fit = ", ".join(_fit(field) for field in fields)
    key = [field.column_name for field in model._meta.get_primary_keys()]
    for row in desk.store.sql(f"SELECT {', '.join(key)}, {kinds}, {fit} FROM {table} WHERE {odd}"):
        kind, fits = row[len(key) : len(key) + len(fields)], row[len(key) + len(fields) :]
        for field, stored, good in zip(fields, kind, fits, strict=True):
            if not good:
                yield row_names.of(table, row[: len(key)]), _sentence(table, field, stored)


def _fit(field: Field) -> str:
    name = field.column_name
    nothing = f"{name} IS NULL OR " if field.null else ""
    if isinstance(field, BooleanField):
        return f"{nothing}(typeof({name}) = 'integer' AND {name} IN (0, 1))"
    return f"{nothing}typeof({name}) = '{'integer' if isinstance(field, IntegerField) else 'text'}'"


def _sentence(table: str, field: Field, stored: str) -> str:
    column = captions.column(table, field.column_name)
    if isinstance(field, BooleanField) and stored == "integer":
        return f"{column}被程序以外的手改过：只会是 0 或 1"
    wanted = "整数" if isinstance(field, IntegerField | BooleanField) else "文字"
    return f"{column}被程序以外的手改过：应是{wanted}，现在是{WORDS.get(stored, stored)}"


def _garbled(desk: Desk, model: Any) -> Iterator[Found]:
    """Text whose bytes are no UTF-8: asked of what is read elsewhere only where that has failed."""
    table = model._meta.table_name
    odd = "被程序以外的手改过：字节不成文字"
    columns = [field.column_name for field in model._meta.sorted_fields]
    key = [field.column_name for field in model._meta.get_primary_keys()]
    as_bytes = ", ".join(f"CASE typeof({name}) WHEN 'text' THEN CAST({name} AS BLOB) END" for name in columns)
    for row in desk.store.sql(f"SELECT {', '.join(key)}, {as_bytes} FROM {table}"):
        for name, content in zip(columns, row[len(key) :], strict=True):
            if content is not None and not _is_text(content):
                yield row_names.of(table, row[: len(key)]), captions.column(table, name) + odd


def _is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True
