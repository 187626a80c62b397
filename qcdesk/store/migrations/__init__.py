"""The schema's history: one module a version, listed literally so that a frozen program finds them too.

A released module never changes. Each gives `statements(dialect)`; `dialect` says how an engine writes what differs.
`tests/data/old/` keeps a database of every version, and a test upgrades each.
"""

from __future__ import annotations

from collections.abc import Callable

from qcdesk.store.dialects import Dialect
from qcdesk.store.migrations import m0001_first, m0002_casework, m0003_paper
from qcdesk.store.migrations.guards import append_only, never_removed

Migration = Callable[[Dialect], list[str]]

MIGRATIONS: tuple[Migration, ...] = (
    m0001_first.statements,
    m0002_casework.statements,
    m0003_paper.statements,
)

CURRENT = len(MIGRATIONS)
"""The schema version this program writes."""


def guarded(dialect: Dialect) -> dict[str, list[str]]:
    """`{table: its triggers}` for every table that refuses changes."""
    appended = (*m0001_first.APPEND_ONLY, *m0002_casework.APPEND_ONLY, *m0003_paper.APPEND_ONLY)
    made = {table: append_only(dialect, table) for table in appended}
    return {**made, **{table: never_removed(dialect, table) for table in m0001_first.NEVER_REMOVED}}
