"""Looking after a desk: rebuilding the index from the payloads, and saying how the desk is."""

from __future__ import annotations

import platform
import sqlite3
import sys
from dataclasses import dataclass

import qcdesk
from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import NotFound, Refused
from qcdesk.services.sheets import records
from qcdesk.services.trail import clock_watch, events
from qcdesk.store import projection, schema
from qcdesk.store.dialects import SQLITE
from qcdesk.store.models import Record


@dataclass(frozen=True)
class Reindexed:
    """How many records there are, how many differed, and those whose content is damaged and was left alone."""

    records: int
    differed: int
    damaged: tuple[str, ...]
    change: Change


def reindex(desk: Desk) -> Reindexed:
    """Rebuilds envelope columns, line rows and search text from the payloads."""
    differed, damaged = 0, []
    with desk.store.write():
        rows = desk.store.rows(Record.select())
        for row in rows:
            try:
                differed += _renew(desk, row)
            except (Refused, NotFound):
                damaged.append(row.number or str(row.id))
        detail = {"records": len(rows), "differed": differed, "damaged": damaged}
        seq = events.note(desk, "reindexed", detail=detail)
    return Reindexed(len(rows), differed, tuple(damaged), touched("records", event=seq))


def _renew(desk: Desk, row: Record) -> bool:
    kind, values = records.kind_of(desk, row), records.payload_of(row)
    fresh = {**projection.index_of(kind, row.number, values), **projection.last_events(desk.store, row.id)}
    stored = [line for _, line in projection.stored_lines(desk.store, [row.id])]
    lines_fit = projection.lines_fit(stored, kind, values)
    lines_fit = lines_fit and projection.case_fits(desk.store, kind, row.id, values)
    if lines_fit and all(getattr(row, name) == value for name, value in fresh.items()):
        return False
    projection.write_lines(desk.store, kind, row.id, values)
    desk.store.run(Record.update(**fresh).where(Record.id == row.id))
    return True


def report(desk: Desk) -> list[tuple[str, str]]:
    """Name and value of everything that helps when something is wrong."""
    sqlite = desk.store.dialect is SQLITE
    return [
        ("程序版本", qcdesk.__version__),
        ("Python", platform.python_version()),
        ("系统", f"{platform.system()} {platform.release()}"),
        ("程序形式", "安装版" if getattr(sys, "frozen", False) else "源码"),
        ("数据文件夹", str(desk.home)),
        ("数据库", f"SQLite {sqlite3.sqlite_version}" if sqlite else "PostgreSQL " + server_version(desk)),
        *(_sqlite_settings(desk) if sqlite else []),
        ("结构版本", str(schema.version(desk.store))),
        ("表单", "、".join(kind.edition for kind in desk.catalogue.kinds)),
        ("电脑时钟", _clock(desk)),
        ("记录数", str(desk.store.sql("SELECT COUNT(*) FROM record")[0][0])),
        ("事件数", str(desk.store.sql("SELECT COUNT(*) FROM event")[0][0])),
    ]


def _clock(desk: Desk) -> str:
    found = clock_watch.behind(desk)
    return found.sentence if found else f"{desk.clock.wall():%Y-%m-%d %H:%M}，和记录对得上"


def server_version(desk: Desk) -> str:
    return str(desk.store.sql("SHOW server_version")[0][0])


def _sqlite_settings(desk: Desk) -> list[tuple[str, str]]:
    names = {"0": "OFF", "1": "NORMAL", "2": "FULL", "3": "EXTRA"}
    journal = str(desk.store.sql("PRAGMA journal_mode")[0][0]).upper()
    synchronous = str(desk.store.sql("PRAGMA synchronous")[0][0])
    return [
        ("写入方式", f"{journal} / {names.get(synchronous, synchronous)}"),
        ("外键检查", "开" if desk.store.sql("PRAGMA foreign_keys")[0][0] else "关"),
        ("文件检查", str(desk.store.sql("PRAGMA quick_check(1)")[0][0])),
    ]
