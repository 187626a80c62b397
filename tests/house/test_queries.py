"""The window and the command line ask services: what is asked of the database is worded nowhere else."""

import re

import sources

STATEMENT = re.compile(r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b[^\"']*\b(FROM|VALUES|SET)\b|\bDELETE FROM\b")
ASKED = re.compile(r"\.store\.(sql|rows|first|found|run|change|add)\(")


def test_the_window_has_no_queries_of_its_own() -> None:
    assert [sources.relative(path) for path in sources.modules("ui") if asks(path.read_text(encoding="utf-8"))] == []


def test_a_query_is_known_when_it_is_seen() -> None:
    assert asks('FOUND = "SELECT id FROM record WHERE form = ?"')
    assert asks("rows = desk.store.sql(FOUND)")
    assert asks('desk.store.run("x")')
    assert not asks("# SELECT what is shown\nevery.select(QTextCursor.SelectionType.Document)")


def asks(code: str) -> bool:
    return bool(STATEMENT.search(code) or ASKED.search(code))
