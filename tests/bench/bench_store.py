"""Saving and verifying, against the least the same database can be asked to do."""

import hashlib
import itertools
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import factory
import postgres
import psycopg
from harness import Case

from qcdesk import canonical, paths
from qcdesk.desk import Desk
from qcdesk.services.sheets import records
from qcdesk.services.trail import verifying

SAVES_A_ROUND = 10
EVENTS = 10_000


class SafeCluster(postgres.Cluster):
    """Syncs every commit, as an office's server does."""

    def _settings(self) -> dict[str, str]:
        return {**super()._settings(), "fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


def cases(folder: Path) -> Iterator[Case]:
    desk = factory.make("sqlite", folder / "home")
    raw = sqlite3.connect(folder / "raw.db", isolation_level=None)
    for pragma in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
        raw.execute(f"PRAGMA {pragma} = {desk.store.sql(f'PRAGMA {pragma}')[0][0]}")
    yield saving("SQLite", desk, raw_insert(raw.execute, "?"))
    yield verifying_case(desk)
    desk.close()
    with server() as url:
        desk = factory.make(url, folder / "server")
        with psycopg.connect(url, autocommit=True) as connection:
            yield saving("PostgreSQL", desk, raw_insert(connection.execute, "%s"))
        desk.close()


@contextmanager
def server() -> Iterator[str]:
    place = Path(tempfile.mkdtemp(prefix="qcdesk-bench-postgres-"))
    cluster = SafeCluster(place)
    cluster.start()
    try:
        with cluster.database() as url:
            yield url
    finally:
        cluster.stop()
        shutil.rmtree(place, ignore_errors=True)


def saving(engine: str, desk: Desk, peer: Callable[[], None]) -> Case:
    """A draft of the anomaly sheet saved with another description: record, index, event and chain in one commit."""
    record = factory.draft(desk)
    merch = factory.seat(desk, "merch")
    versions = itertools.count(1)

    def save() -> None:
        for _ in range(SAVES_A_ROUND):
            version = next(versions)
            records.save(merch, record, version, {"description": f"第 {version} 次：{'断裂' * 40}"})

    return Case(f"save a draft, {engine}, of one committed insert", save, peer, reach=3)


def raw_insert(execute: Callable[..., object], mark: str) -> Callable[[], None]:
    """One row as heavy as a draft, each in its own transaction."""
    execute("CREATE TABLE raw_draft (id INTEGER PRIMARY KEY, payload TEXT NOT NULL)")
    payload = canonical.dump(factory.anomaly())
    numbers = itertools.count(1)

    def insert() -> None:
        for _ in range(SAVES_A_ROUND):
            execute("BEGIN")
            execute(f"INSERT INTO raw_draft (id, payload) VALUES ({mark}, {mark})", (next(numbers), payload))
            execute("COMMIT")

    return insert


def verifying_case(desk: Desk) -> Case:
    """Chain, payloads, signatures and index of 10,000 events, against reading and hashing the same text."""
    with desk.store.write():
        record = factory.draft(desk, "seal_label", factory.label(), by="qc")
        while desk.store.sql("SELECT seq FROM head")[0][0] < EVENTS:
            for version in range(1, 5):
                place = {"location": f"品管样品柜 B-{version:02d}"}
                records.save(factory.seat(desk, "qc"), record, version, place)
            factory.walk(desk, record, "submit")
            record = factory.draft(desk, "seal_label", factory.label(), by="qc")
    reader = sqlite3.connect(desk.home / paths.DATABASE)

    def read_and_hash() -> None:
        rows = itertools.chain(reader.execute("SELECT * FROM event"), reader.execute("SELECT * FROM record"))
        for row in rows:
            hashlib.sha256("".join(map(str, row)).encode()).hexdigest()

    return Case(f"verify {EVENTS:,} events, of reading and hashing them", lambda: verifying.verify(desk), read_and_hash,
                reach=25, rounds=3)  # fmt: skip
