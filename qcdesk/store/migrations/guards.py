"""The triggers on tables that must not be changed; schema and verification make them alike."""

from __future__ import annotations

from qcdesk.store.dialects import Dialect


def append_only(dialect: Dialect, table: str) -> list[str]:
    return dialect.append_only(table, f"{table} 只能追加")


def never_removed(dialect: Dialect, table: str) -> list[str]:
    return dialect.never_removed(table, f"{table} 不能删除")
