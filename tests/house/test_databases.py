"""The tests' own ground: two databases, fresh each time."""

import sqlite3

import psycopg
import pytest


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_gets_an_empty_database(database_url: str, turn: int) -> None:
    assert tables(database_url) == []
    create(database_url)
    assert tables(database_url) == ["mark"]


def create(url: str) -> None:
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        connection.execute("CREATE TABLE mark (id INTEGER)")
        connection.close()
    else:
        with psycopg.connect(url) as server:
            server.execute("CREATE TABLE mark (id INTEGER)")


def tables(url: str) -> list[str]:
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        connection.close()
    else:
        with psycopg.connect(url) as server:
            rows = server.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    return [str(row[0]) for row in rows]
