"""Opens a desk's database, SQLite or PostgreSQL, and runs every query on it explicitly."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from peewee import (  # type: ignore[attr-defined]
    Database,
    InterfaceError,
    OperationalError,
    PeeweeException,
    PostgresqlDatabase,
    SqliteDatabase,
    __exception_wrapper__,
)

from qcdesk.errors import Unavailable
from qcdesk.store.dialects import POSTGRESQL, SQLITE, Dialect
from qcdesk.store.drivers import equip_for_server
from qcdesk.store.models import readable
from qcdesk.store.trouble import told, told_of_reading

WAL_IS_SAFE_FROM = (3, 51, 3)
"""Older libraries can corrupt a WAL file that two connections write at once."""

BUSY_SECONDS = 10

NETWORK_PATIENCE = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""A server that stops answering is noticed within seconds, not after the many minutes TCP would wait."""

CLOCK_BACK = "clock_back"
"""Under which an event keeps the moment of the latest one before it, where its own lies behind that."""

READ_HEAD = (
    "SELECT seq, hash, (SELECT at FROM event WHERE event.seq = head.seq), "
    f"(SELECT CASE WHEN replace(detail, '\"{CLOCK_BACK}\":', '') <> detail THEN detail END "
    "FROM event WHERE event.seq = head.seq) FROM head WHERE id = 1"
)

BROKEN = (PeeweeException, sqlite3.Error)
"""What a question raises whose table or text other hands have changed."""

Rows = Sequence[tuple[Any, ...]]
Read = TypeVar("Read")
Telling = Callable[[], AbstractContextManager[None]]


class Head(NamedTuple):
    """The last event's sequence and hash, when it was written, and its detail where it bears CLOCK_BACK."""

    seq: int
    hash: str
    at: str | None = None
    odd: str | None = None


class Missed(LookupError):
    """A change that must touch a row found none."""


@dataclass(frozen=True)
class Statement:
    """A change or question written out, with `?` for its parameters."""

    words: str
    parameters: tuple[Any, ...] = ()


@dataclass(frozen=True)
class HeadLocked:
    """How a write begins: the head is locked and read, then what is asked `first`, on a server in one trip."""

    first: Statement | None = None


class _Server(PostgresqlDatabase):
    head: Head | None = None
    answer: Rows = ()

    def begin(self, isolation_level: str | HeadLocked | None = None) -> None:
        """Begins, anew on a new connection where the old one turns out to be lost: nothing has been done yet."""
        try:
            self._begin(isolation_level)
        except (OperationalError, InterfaceError):
            if not self.connection().closed:  # type: ignore[no-untyped-call]
                self.rollback()
                raise
            self.close()
            self._begin(isolation_level)

    def _begin(self, isolation_level: str | HeadLocked | None) -> None:
        if not isinstance(isolation_level, HeadLocked):
            self.execute_sql("BEGIN")  # type: ignore[no-untyped-call]
            return
        connection, first = self.connection(), isolation_level.first  # type: ignore[no-untyped-call]
        with __exception_wrapper__, connection.pipeline():
            connection.execute("BEGIN")
            head = connection.execute(f"{READ_HEAD} FOR UPDATE", prepare=True)
            answer = first and connection.execute(first.words.replace("?", "%s"), first.parameters, prepare=True)
        self.head, self.answer = _head(head), answer.fetchall() if answer else ()


class _Sqlite(SqliteDatabase):
    head: Head | None = None
    answer: Rows = ()

    def begin(self, lock_type: str | HeadLocked | None = None) -> None:
        if not isinstance(lock_type, HeadLocked):
            super().begin(lock_type)
            return
        super().begin("IMMEDIATE")
        first = lock_type.first
        self.head = _head(self.execute_sql(READ_HEAD))  # type: ignore[no-untyped-call]
        self.answer = self.execute_sql(first.words, first.parameters).fetchall() if first else ()  # type: ignore[no-untyped-call]

    def rollback(self) -> None:
        """SQLite has rolled back by itself when the disk was full; doing it again would hide the reason."""
        if self.connection().in_transaction:  # type: ignore[no-untyped-call]
            super().rollback()


@cache
def _worded(model: Any, order: str) -> str:
    """Once: see `Store.found`."""
    return str(model.select().order_by(getattr(model, order)).sql()[0])


def _head(cursor: Any) -> Head | None:
    found = cursor.fetchone()
    return Head(*map(readable, found)) if found else None


class Store:
    """One open database. Every query is run through it; every write stands in `write()`."""

    def __init__(self, database: _Server | _Sqlite, dialect: Dialect) -> None:
        self.database: Database = database
        self.dialect = dialect
        self._begun = database

    @property
    def head(self) -> Head | None:
        """As `write()` found and locked it; only who stands in a write may look, which also keeps threads apart."""
        return self._begun.head

    @head.setter
    def head(self, moved: Head) -> None:
        self._begun.head = moved

    def newest(self) -> Head | None:
        """The head as anybody may read it, outside a write too; of two rows found by their keys."""
        found = self.sql(READ_HEAD)
        return Head(*map(readable, found[0])) if found else None

    def rows(self, query: Any) -> list[Any]:
        return self._reading(lambda: list(query.execute(self.database)))

    def first(self, query: Any) -> Any | None:
        found = self.rows(query.limit(1))
        return found[0] if found else None

    def run(self, query: Any) -> Any:
        """An update or delete → rows touched; an insert of a row without serial → nothing of use."""
        with told():
            return query.execute(self.database)

    def add(self, model: Any, **values: Any) -> int:
        """Inserts one row and gives its serial number."""
        with told():
            made = model.insert(**values).returning(model.id).execute(self.database)
            return int(next(iter(made)).id)

    def sql(self, statement: str, parameters: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """A statement with `?` for its parameters; outside a write one that may be run twice without harm."""
        marked = self._marked(statement)

        def ask() -> list[tuple[Any, ...]]:
            cursor = self.database.execute_sql(marked, parameters)
            return list(cursor.fetchall()) if cursor.description else []

        return self._reading(ask, told if statement.startswith("INSERT") else told_of_reading)

    def found(self, model: Any, statement: str, *parameters: Any) -> list[Any]:
        """Rows of `model` by a statement written out: Peewee takes longer to word one than the database to answer."""
        return self.rows(model.raw(self._marked(statement), *parameters))

    def every(self, order: Any) -> list[Any]:
        """All rows of the table that a field belongs to, in the order of that field."""
        return self.rows(order.model.raw(_worded(order.model, order.name)))

    def change(self, statement: str, *parameters: Any) -> int:
        """Rows touched by a statement written out."""
        with told():
            return int(self.database.execute_sql(self._marked(statement), parameters).rowcount)

    def together(self, *changes: Statement) -> None:
        """Changes of different tables, on a server in one trip; raises Missed when the last touches no row."""
        if not (_one_by_one if self.dialect is SQLITE else _at_once)(self, changes):
            raise Missed(changes[-1].words)

    def _marked(self, statement: str) -> str:
        return statement if self.dialect is SQLITE else statement.replace("?", "%s")

    def _reading(self, ask: Callable[[], Read], telling: Telling = told_of_reading) -> Read:
        """Asks once more on a new connection where the old one turns out to be lost, as after the server's restart.

        Inside a write it is the write that fails.
        """
        within = self.database.in_transaction()
        try:
            with (told if within else telling)():
                return ask()
        except Unavailable:
            if within or not self._lost():
                raise
        with telling():
            self.database.close()
            return ask()

    def _lost(self) -> bool:
        server = self.dialect is POSTGRESQL and not self.database.is_closed()
        return server and not self.database.is_connection_usable()

    @contextmanager
    def write(self, first: Statement | None = None) -> Iterator[Rows]:
        """One transaction, serialised on the head row from its first moment; nests into the one that is open.

        Gives the rows that are asked for `first`.
        """
        if self.database.in_transaction():
            yield self.sql(first.words, first.parameters) if first else ()
            return
        with told(), self.database.atomic(HeadLocked(first)):
            yield self._begun.answer

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Every question inside sees the same moment, however much others write meanwhile."""
        if self.database.in_transaction():
            yield
            return
        with told_of_reading(), self.database.atomic():
            if self.dialect is POSTGRESQL:
                self.database.execute_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Inside a transaction: a question that fails leaves it as it was before."""
        with self.database.atomic():
            yield

    @contextmanager
    def bytes_as_words(self) -> Iterator[None]:
        """Text that is no UTF-8 reads as damaged words inside, instead of failing; slower, so only where it failed."""
        if self.dialect is not SQLITE:
            yield
            return
        connection: Any = self.database.connection()
        connection.text_factory = readable
        try:
            yield
        finally:
            connection.text_factory = str

    def close(self) -> None:
        if not self.database.is_closed():
            self.database.close()


def _one_by_one(store: Store, changes: Sequence[Statement]) -> int:
    return [store.change(one.words, *one.parameters) for one in changes][-1]


def _at_once(store: Store, changes: Sequence[Statement]) -> int:
    *others, last = (one.words for one in changes)
    beside = ", ".join(f"beside_{at} AS ({words})" for at, words in enumerate(others))
    return store.change(f"WITH {beside} {last}", *(value for one in changes for value in one.parameters))


def is_server(url: str) -> bool:
    return url.startswith(("postgresql://", "postgres://"))


def open_sqlite(path: Path, patience: int | None = None) -> Store:
    """`path` may be new; raises Unavailable when it cannot be opened or is damaged."""
    seconds = BUSY_SECONDS if patience is None else patience
    journal = "wal" if sqlite3.sqlite_version_info >= WAL_IS_SAFE_FROM else "truncate"
    database = _Sqlite(
        str(path),
        pragmas={
            "journal_mode": journal,
            "synchronous": "full",
            "foreign_keys": 1,
            "trusted_schema": 0,
            "busy_timeout": seconds * 1000,
        },
        timeout=seconds,
    )
    with told_of_reading():
        database.connect()
    return Store(database, SQLITE)


def quick_check(store: Store) -> None:
    """Raises Unavailable when SQLite finds its own pages damaged."""
    if store.dialect is SQLITE and store.sql("PRAGMA quick_check(1)") != [("ok",)]:
        raise Unavailable("数据文件已损坏。请保留原文件，从备份恢复。")


def open_server(url: str, patience: int | None = None) -> Store:
    """`postgresql://user:password@host:port/name`; raises Unavailable when it does not answer."""
    try:
        parts = urlsplit(url)
        port = parts.port or 5432
    except ValueError:
        raise Unavailable("数据库地址写得不对，应为 postgresql://用户:口令@主机:端口/数据库") from None
    settings: dict[str, Any] = {
        "host": parts.hostname or "127.0.0.1",
        "port": port,
        "user": unquote(parts.username or "") or None,
        "password": unquote(parts.password or "") or None,
        "prefer_psycopg3": True,
        **NETWORK_PATIENCE,
        "options": f"-c lock_timeout={BUSY_SECONDS if patience is None else patience}s",
        **dict(parse_qsl(parts.query)),
    }
    equip_for_server()
    database = _Server(parts.path.lstrip("/") or "qcdesk", **settings)
    with told_of_reading():
        database.connect()
    return Store(database, POSTGRESQL)
