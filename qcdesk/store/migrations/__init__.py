"""The schema's history: one module a version, listed literally so that a frozen program finds them too.

A released module never changes. Each gives `statements(dialect)`; `dialect` says how an engine writes what differs.
`tests/data/old/` keeps a database of every version, and a test upgrades each.
"""

from __future__ import annotations

from collections.abc import Callable

from qcdesk.store.dialects import Dialect
from qcdesk.store.migrations import m0001_first

Migration = Callable[[Dialect], list[str]]

MIGRATIONS: tuple[Migration, ...] = (m0001_first.statements,)

CURRENT = len(MIGRATIONS)
"""The schema version this program writes."""
