"""What a service says it touched; the window tells its views, the command line prints it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """`record` is the id the change is about, if one; `kinds` say what lists may look different now."""

    record: int | None = None
    kinds: frozenset[str] = frozenset()
    event: int | None = None


def touched(*kinds: str, record: int | None = None, event: int | None = None) -> Change:
    return Change(record, frozenset(kinds), event)
