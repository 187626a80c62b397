"""verify reports what is left of a desk, whatever other hands have taken out of it, and never calls that right."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import postgres
import psycopg
import pytest
from terminal import Answer, Terminal

from qcdesk import paths
from qcdesk.desk import Desk
from qcdesk.services.trail import row_names
from qcdesk.store.dialects import SQLITE
from qcdesk.store.kept_models import KEPT_MODELS
from qcdesk.store.models import MODELS

TABLES = sorted({model._meta.table_name for model in (*MODELS, *KEPT_MODELS)} | {"attachment_bytes"})
RIGHT = "都相符"


def reported(answer: Answer, table: str) -> None:
    assert answer.status == 1, (table, answer)
    told = json.loads(answer.out)
    assert told["ok"] is False, table
    found = [(one["where"], one["what"]) for one in told["findings"]]
    assert (row_names.table(table), "不见了，请从备份恢复") in found, table
    assert "Traceback" not in answer.error
    assert f"核对发现 {len(told['findings'])} 处不符" in answer.error


def test_each_table_dropped_from_a_file_is_reported(terminal: Terminal) -> None:
    file = terminal.home / paths.DATABASE
    whole = file.read_bytes()
    for table in TABLES:
        with sqlite3.connect(file) as connection:
            connection.execute(f"DROP TABLE {table}")
        connection.close()
        reported(terminal("verify", "--json"), table)
        file.write_bytes(whole)
    assert RIGHT in terminal.done("verify").out


def test_each_table_dropped_from_a_server_is_reported(
    postgres_cluster: postgres.Cluster, server_template: str, tmp_path: Path, in_process: Callable[..., Answer],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Put out of sight and back again, which spares making the database anew."""
    with postgres_cluster.database(server_template) as url, psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA away")
        monkeypatch.setenv("QCDESK_DATABASE", url)
        for table in [*TABLES, "schema_version"]:
            connection.execute(f"ALTER TABLE {table} SET SCHEMA away")
            reported(Terminal(tmp_path / "home", in_process)("verify", "--json"), table)
            connection.execute(f"ALTER TABLE away.{table} SET SCHEMA public")
        assert RIGHT in Terminal(tmp_path / "home", in_process).done("verify").out


@pytest.mark.parametrize("table", ["person", "event", "head", "setting"])
def test_who_had_it_verified_reads_the_report_where_nothing_can_be_noted(
    both: Terminal, desk: Desk, table: str
) -> None:
    lite = desk.store.dialect is SQLITE
    if lite:
        desk.store.sql("PRAGMA foreign_keys = 0")
    desk.store.sql(f"DROP TABLE {table}{'' if lite else ' CASCADE'}")
    answer = both("verify", by="admin")
    assert answer.status == 1
    assert f"{row_names.table(table)}：不见了，请从备份恢复" in answer.out
    assert table == "setting" or "这次核对没有记进经过：" in answer.error


@pytest.mark.parametrize("mark", ["PRAGMA user_version = 0", "PRAGMA application_id = 0", "PRAGMA user_version = 2"])
def test_a_stamp_that_was_wiped_off_a_file_is_reported(terminal: Terminal, mark: str) -> None:
    with sqlite3.connect(terminal.home / paths.DATABASE) as connection:
        connection.execute(mark)
    connection.close()
    answer = terminal("verify")
    assert (answer.status, "数据库：结构版本的标记被程序以外的手改过" in answer.out) == (1, True)


def test_another_program_s_database_is_not_reported_on(terminal: Terminal) -> None:
    file = terminal.home / paths.DATABASE
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE event (id INTEGER)")
    connection.close()
    answer = terminal("verify")
    assert (answer.status, "别的程序的" in answer.sentence) == (3, True)
