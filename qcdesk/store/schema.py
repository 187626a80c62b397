"""Brings a database to this program's schema, one migration a transaction, and refuses a newer one."""

from __future__ import annotations

from qcdesk.errors import Unavailable
from qcdesk.store.database import Store
from qcdesk.store.dialects import SQLITE
from qcdesk.store.migrations import CURRENT, MIGRATIONS
from qcdesk.store.trouble import told

APPLICATION_ID = 0x51434445
"""Marks a SQLite file as QCDesk's own."""


def version(store: Store) -> int:
    """0 for an empty database."""
    if store.dialect is SQLITE:
        return int(store.sql("PRAGMA user_version")[0][0])
    [(known,)] = store.sql("SELECT to_regclass(quote_ident(current_schema()) || '.schema_version') IS NOT NULL")
    stamped = store.sql("SELECT version FROM schema_version") if known else []
    return int(stamped[0][0]) if stamped else 0


def is_marked(store: Store) -> bool:
    """A file says that it is QCDesk's; a server's database has its tables alone."""
    return store.dialect is not SQLITE or store.sql("PRAGMA application_id") == [(APPLICATION_ID,)]


def _has_tables(store: Store) -> bool:
    listed = "sqlite_master WHERE type = 'table'" if store.dialect is SQLITE else (
        "information_schema.tables WHERE table_schema = current_schema()")  # fmt: skip
    return bool(store.sql(f"SELECT 1 FROM {listed} LIMIT 1"))


def usable(store: Store) -> int:
    """The version of a database that this program may use, 0 for an empty one.

    Raises Unavailable for one that holds another program's tables, one whose version was wiped out, and a newer one.
    """
    found = version(store)
    known = is_marked(store) if store.dialect is SQLITE else found > 0
    if not known and _has_tables(store):
        raise Unavailable("这个数据库是别的程序的，不是 QCDesk 的，没有改动它。请检查数据文件夹或连接地址。")
    if found == 0 and _has_tables(store):
        raise Unavailable("数据文件的结构版本被抹掉了，可能已损坏，没有改动它。请从备份恢复。")
    if found > CURRENT:
        raise Unavailable(
            f"这个数据库由更新的 QCDesk 建立（结构版本 {found}，本程序只认识到 {CURRENT}）。请先更新程序，数据没有动。"
        )
    return found


def upgrade(store: Store, found: int | None = None) -> int:
    """Applies what is missing; returns how many migrations ran. `found` is what `usable` said."""
    start = usable(store) if found is None else found
    for number, migration in enumerate(MIGRATIONS[start:], start=start + 1):
        with told(), store.database.atomic(*(("EXCLUSIVE",) if store.dialect is SQLITE else ())):
            if store.dialect is not SQLITE:
                store.sql("SELECT pg_advisory_xact_lock(7204)")
            if version(store) >= number:
                continue
            for statement in migration(store.dialect):
                store.database.execute_sql(statement)
            _stamp(store, number)
    return CURRENT - start


def _stamp(store: Store, number: int) -> None:
    if store.dialect is SQLITE:
        store.database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        store.database.execute_sql(f"PRAGMA user_version = {number}")
    elif number == 1:
        store.sql("CREATE TABLE schema_version (version INTEGER NOT NULL)")
        store.sql("INSERT INTO schema_version (version) VALUES (1)")
    else:
        store.sql("UPDATE schema_version SET version = %s", (number,))
