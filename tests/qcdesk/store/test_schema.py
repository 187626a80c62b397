"""The schema of both engines: as the models say, append-only where it must be, refused when it is not ours."""

import sqlite3
from pathlib import Path

import factory
import postgres
import psycopg
import pytest
from peewee import DatabaseError

from qcdesk import paths
from qcdesk.desk import Desk
from qcdesk.errors import DeskError, NotFound, Refused, Unavailable
from qcdesk.services.basics import opening
from qcdesk.store import schema
from qcdesk.store.dialects import SQLITE
from qcdesk.store.kept_models import KEPT_MODELS
from qcdesk.store.migrations import CURRENT
from qcdesk.store.models import MODELS

KINDS = factory.shelf().kinds
EVERY = (*MODELS, *KEPT_MODELS)


def test_models_are_the_tables(desk: Desk) -> None:
    """Every table has a model but two that services reach by SQL alone."""
    listed = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'" if sqlite(desk) else (
        "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")  # fmt: skip
    tables = {row[0] for row in desk.store.sql(listed)} - {"attachment_bytes", "schema_version"}
    assert {model._meta.table_name for model in EVERY} == tables


@pytest.mark.parametrize("model", EVERY, ids=lambda model: model.__name__)
def test_model_names_the_columns_and_what_may_be_empty(desk: Desk, model: type) -> None:
    table = model._meta.table_name
    if sqlite(desk):
        stored = {row[1]: not row[3] and not row[5] for row in desk.store.sql(f"PRAGMA table_info({table})")}
    else:
        columns = "SELECT column_name, is_nullable = 'YES' FROM information_schema.columns WHERE table_name = %s"
        stored = dict(desk.store.sql(columns, (table,)))
    assert {field.column_name: field.null for field in model._meta.sorted_fields} == stored


def sqlite(desk: Desk) -> bool:
    return desk.store.dialect is SQLITE


FORBIDDEN = [
    f"{verb} {table}{rest}"
    for table in ("event", "signature", "signature_end")
    for verb, rest in (("UPDATE", " SET {key} = {key}"), ("DELETE FROM", ""))
] + ["DELETE FROM record", "DELETE FROM person", "DELETE FROM attachment"]
KEYS = {"event": "seq", "signature": "id", "signature_end": "signature_id"}


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_what_was_written_cannot_be_changed_or_removed(desk: Desk, statement: str) -> None:
    record = factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")
    factory.take(desk, record, "return", "qcmgr", reason="数量不对")
    desk.store.sql("INSERT INTO attachment VALUES ('ab', '断口.jpg', 'image/jpeg', 1, 'qc', '2026')")
    table = statement.removeprefix("UPDATE ").removeprefix("DELETE FROM ").split(" ")[0]
    with pytest.raises(DatabaseError, match=f"{table} (只能追加|不能删除)"):
        desk.store.sql(statement.format(key=KEYS.get(table)))


@pytest.mark.parametrize("table", ["event", "signature", "signature_end"])
def test_table_cannot_be_emptied_at_once(server_desk: tuple[Desk, str], table: str) -> None:
    """SQLite has no such statement."""
    with pytest.raises(DatabaseError, match=f"{table} 只能追加"):
        server_desk[0].store.sql(f"TRUNCATE {table} CASCADE")


def test_sqlite_is_set_as_it_must_be(local_desk: Desk) -> None:
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "trusted_schema", "application_id")
    asked = {name: local_desk.store.sql(f"PRAGMA {name}")[0][0] for name in names}
    journal = "wal" if sqlite3.sqlite_version_info >= (3, 51, 3) else "truncate"
    assert asked == {
        "journal_mode": journal, "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000, "trusted_schema": 0,
        "application_id": schema.APPLICATION_ID,
    }  # fmt: skip


def test_version_is_stamped_and_upgrading_twice_does_nothing(desk: Desk) -> None:
    assert schema.version(desk.store) == CURRENT
    assert schema.upgrade(desk.store) == 0


def test_newer_schema_is_refused(database_url: str, desk: Desk) -> None:
    newer = (
        f"PRAGMA user_version = {CURRENT + 1}" if sqlite(desk) else f"UPDATE schema_version SET version = {CURRENT + 1}"
    )
    desk.store.sql(newer)
    with pytest.raises(Unavailable, match=f"由更新的 QCDesk 建立（结构版本 {CURRENT + 1}，本程序只认识到 {CURRENT}）"):
        factory.reopen(desk, database_url)
    with pytest.raises(DeskError):
        opening.make_desk(desk.home, KINDS, factory.server_of(database_url))


def test_desk_is_made_once(database_url: str, desk: Desk) -> None:
    with pytest.raises(Refused, match="里已经有 QCDesk 的数据，没有改动它"):
        opening.make_desk(desk.home, KINDS, factory.server_of(database_url))


def test_empty_server_database_is_no_desk_yet(postgres_cluster: postgres.Cluster, tmp_path: Path) -> None:
    with postgres_cluster.database() as url, pytest.raises(NotFound, match="请先运行 qcdesk init"):
        opening.open_desk(tmp_path, KINDS, url)


def test_database_of_another_program_is_refused_on_the_server(
    postgres_cluster: postgres.Cluster, tmp_path: Path
) -> None:
    with postgres_cluster.database() as url:
        with psycopg.connect(url) as other:
            other.execute("CREATE TABLE event (what TEXT)")
        for deed in (opening.open_desk, opening.make_desk):
            with pytest.raises(Unavailable, match="这个数据库是别的程序的，不是 QCDesk 的，没有改动它"):
                deed(tmp_path, KINDS, url)
        with psycopg.connect(url) as other:
            assert other.execute("SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (1,)


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE event (what TEXT)")
        other.execute("PRAGMA user_version = 1")
    other.close()


def truncated(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def overwritten(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    for page in range(2, len(whole) // 4096, 3):
        whole[page * 4096 : page * 4096 + 512] = b"\xa5" * 512
    path.write_bytes(whole)


BAD_FILES = [
    ("zero bytes", lambda path: path.write_bytes(b""), "是空的，可能被截断了。请从备份恢复"),
    ("cut off", truncated, "数据文件已损坏。请保留原文件，从备份恢复"),
    ("pages overwritten", overwritten, "数据文件已损坏。请保留原文件，从备份恢复"),
    ("no database", lambda path: path.write_bytes("这是一张表\n".encode() * 400), "不是 QCDesk 的数据库，或已损坏"),
    ("of another program", lambda path: (path.unlink(), foreign(path)), "这个数据库是别的程序的，不是 QCDesk 的"),
    ("a folder", lambda path: (path.unlink(), path.mkdir()), "打不开数据文件"),
]


@pytest.mark.parametrize(("spoil", "sentence"), [case[1:] for case in BAD_FILES], ids=[case[0] for case in BAD_FILES])
def test_every_bad_file_has_its_own_sentence(local_desk: Desk, spoil: object, sentence: str) -> None:
    local_desk.close()
    path = local_desk.home / paths.DATABASE
    spoil(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(Unavailable, match=sentence):
        opening.open_desk(local_desk.home, KINDS)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_missing_file_is_told_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="里还没有 QCDesk 的数据，请先运行 qcdesk init"):
        opening.open_desk(tmp_path / "home", KINDS)
    assert not (tmp_path / "home").exists()


def test_address_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="数据库地址要以 postgresql:// 开头"):
        opening.open_desk(tmp_path, KINDS, "mysql://office")
    with pytest.raises(Unavailable, match="数据库地址写得不对"):
        opening.open_desk(tmp_path, KINDS, "postgresql://qc@host:port/desk")


def test_half_made_desk_can_be_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A migration is one transaction: what is cut off leaves nothing behind that looks like a desk."""

    def cut(*_: object) -> None:
        raise RuntimeError("cut")

    monkeypatch.setattr(schema, "_stamp", cut)
    with pytest.raises(RuntimeError):
        opening.make_desk(tmp_path / "home", KINDS)
    monkeypatch.undo()
    opening.make_desk(tmp_path / "home", KINDS).close()
