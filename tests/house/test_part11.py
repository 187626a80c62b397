"""docs/part11.md: every requirement is listed with where it is met and by which test, or says that it is not."""

import ast
from dataclasses import dataclass
from functools import cache

import pytest
import sources
from sources import in_backticks

PAGE = sources.ROOT / "docs" / "part11.md"
ASKED = (
    "11.10(e)", "11.50(a)(1)", "11.50(a)(2)", "11.50(a)(3)", "11.50(b)", "11.70", "11.200(a)(1)", "11.200(a)(1)(i)",
    "11.200(a)(1)(ii)", "11.200(a)(2)", "11.200(a)(3)", "11.200(b)", "11.300(a)", "11.300(b)", "11.300(c)",
    "11.300(d)", "11.300(e)", "电签法 13(一)", "电签法 13(二)", "电签法 13(三)", "电签法 13(四)", "电签法 13 第二款",
)  # fmt: skip
MET, PARTLY, OFFICE, NOT_MET = "做到", "部分", "办公室", "未做"


@dataclass(frozen=True)
class Row:
    code: str
    asks: str
    how: str
    where: tuple[str, ...]
    tests: tuple[str, ...]
    status: str


@cache
def rows() -> tuple[Row, ...]:
    return tuple(
        Row(code, asks, how, in_backticks(where), in_backticks(tests), status)
        for code, asks, how, where, tests, status in sources.table_rows(PAGE, r"\| (11\.|电签法)")
    )


every_row = pytest.mark.parametrize("row", rows(), ids=lambda row: row.code)


def test_every_paragraph_is_listed() -> None:
    codes = [row.code for row in rows()]
    assert len(codes) == len(set(codes))
    assert [asked for asked in ASKED if not any(code == asked or code.startswith(f"{asked} ") for code in codes)] == []


@every_row
def test_row_says_how_where_and_by_which_test(row: Row) -> None:
    assert row.asks
    assert row.how
    assert row.status in (MET, PARTLY, OFFICE, NOT_MET)
    if row.status in (MET, PARTLY):
        assert row.where
        assert row.tests


@every_row
def test_what_the_row_names_is_there(row: Row) -> None:
    assert [named for named in (*row.where, *row.tests) if not is_there(named)] == []


def is_there(named: str) -> bool:
    """A file, or a name at its top."""
    file, _, name = named.partition(":")
    path = sources.ROOT / file
    if not path.is_file() or not name:
        return path.is_file()
    kinds = ast.FunctionDef | ast.ClassDef
    return name in {node.name for node in sources.tree(path).body if isinstance(node, kinds)}
