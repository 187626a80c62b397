"""Rows that are only ever added: each written with an event that tells all of it, so that verify needs no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from qcdesk.canonical import Json
from qcdesk.desk import Desk
from qcdesk.services.trail import events
from qcdesk.store.kept_models import Copy, CopyMove, Deputy, DeputyEnd, Filing, Hand, Keeping, KeptRow, Scan

KEPT = "kept"
"""Under which an event's detail tells them: `{table: [row, …]}`."""

TABLES: dict[str, tuple[type[KeptRow], str]] = {
    "copy": (Copy, "打印份"),
    "copy_move": (CopyMove, "打印份的去向"),
    "scan": (Scan, "扫描页"),
    "filing": (Filing, "扫描页的归档"),
    "deputy": (Deputy, "职责代理"),
    "deputy_end": (DeputyEnd, "职责代理的终止"),
    "hand": (Hand, "签名样式"),
    "keeping": (Keeping, "保存与处置"),
}
"""Every table of such rows, and how people call one."""

AT_ONCE = 500
"""Rows that one statement adds: databases count its parameters."""

Row = Mapping[str, Json]


class Added(NamedTuple):
    """The ids of the rows, in their order, and the event that tells of them."""

    ids: tuple[int, ...]
    event: int


def append(desk: Desk, action: str, rows: Sequence[tuple[str, Row]], *, record: int | None = None,
           reason: str | None = None, detail: Mapping[str, Json] | None = None) -> Added:  # fmt: skip
    """Adds rows of any of `TABLES` as the person at the desk, inside the open write; a value left out is NULL."""
    at, last = desk.clock.stamp(), {name: _last(desk, name) for name, _ in rows}
    who = {"person": desk.person.login, "name": desk.person.name, "at": at}
    told: dict[str, list[dict[str, Any]]] = {}
    ids = []
    for name, row in rows:
        last[name] += 1
        ids.append(last[name])
        told.setdefault(name, []).append(whole(name, {**row, **who, "id": last[name]}))
    seq = events.note(desk, action, record=record, reason=reason, detail={**(detail or {}), KEPT: told}, at=at)
    for name, made in told.items():
        for start in range(0, len(made), AT_ONCE):
            part = [{**row, "event_seq": seq} for row in made[start : start + AT_ONCE]]
            desk.store.run(TABLES[name][0].insert_many(part))
    return Added(tuple(ids), seq)


def whole(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """Every column of the table but the event, those left out as None; raises TypeError for a column it lacks."""
    columns = [name for name in TABLES[table][0]._meta.fields if name != "event_seq"]
    if strange := row.keys() - set(columns):
        raise TypeError(f"{table} has no {', '.join(sorted(strange))}")
    return {name: row.get(name) for name in columns}


def _last(desk: Desk, table: str) -> int:
    return int(desk.store.sql(f"SELECT COALESCE(MAX(id), 0) FROM {table}")[0][0])
