"""docs/rules.md: every rule of the office is listed, runs where the table says, and is cited by its tests."""

import ast
import re
from dataclasses import dataclass
from functools import cache

import pytest
import sources
from sources import in_backticks

PAGE = sources.ROOT / "docs" / "rules.md"
CORE = {
    *(f"E0.{number}" for number in (1, 3, 7, 8)), *(f"E1.{number}" for number in (1, 3, 4, 5)),
    *(f"E2.{number}" for number in (1, 3, 4, 5, 7, 8)), *(f"E3.{number}" for number in (4, 8, 9)), "E4.1", "E5",
    *(f"E8.{number}" for number in range(1, 13)),
}  # fmt: skip
"""What must be executed."""
MECHANISMS = {
    "E0.2", "E0.4", "E0.6", "E1.2", "E2.2", "E3.2", "E3.3", "E3.5", "E3.6", "E3.7", "E3.11",
    *(f"E4.{number}" for number in range(3, 9)),
}  # fmt: skip
LATER = {"E2.2", "E8.9"}
"""Rules of work that is still to come: the report of the month, signed paper coming back."""


@dataclass(frozen=True)
class Row:
    code: str
    core: bool
    asks: str
    runs: tuple[str, ...]
    tests: tuple[str, ...]
    later: bool


@cache
def rows() -> tuple[Row, ...]:
    return tuple(
        Row(code, mark == "●", asks, in_backticks(runs), in_backticks(tests), runs.startswith("later"))
        for code, mark, asks, runs, tests in sources.table_rows(PAGE, r"\| E")
    )


every_row = pytest.mark.parametrize("row", rows(), ids=lambda row: row.code)


def test_every_rule_is_listed_once_with_its_rank() -> None:
    codes = [row.code for row in rows()]
    assert len(codes) == len(set(codes))
    assert {row.code for row in rows() if row.core} == CORE
    assert {row.code for row in rows() if not row.core} == MECHANISMS
    assert {row.code for row in rows() if row.later} == LATER


@every_row
def test_rule_runs_where_the_table_says(row: Row) -> None:
    assert row.asks
    assert row.runs or row.later
    absent = [where for where in row.runs if not is_there(where)]
    assert absent == []


@every_row
def test_core_rule_is_tested_and_its_tests_cite_it(row: Row) -> None:
    assert row.tests or row.later or not row.core
    silent = [where for where in row.tests if row.code not in cited(where)]
    assert silent == []


def is_there(where: str) -> bool:
    """A name at the top of a module, or the code of a data row."""
    file, _, name = where.partition(":")
    path = sources.ROOT / file
    if not path.is_file():
        return False
    if path.suffix == ".toml":
        return f'code = "{name}"' in path.read_text(encoding="utf-8")
    return name in top_names(file)


@cache
def top_names(file: str) -> frozenset[str]:
    found: set[str] = set()
    for node in sources.tree(sources.ROOT / file).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found.update(target.id for target in targets if isinstance(target, ast.Name))
    return frozenset(found)


def cited(where: str) -> set[str]:
    """The codes in a test's docstring; raises KeyError for a test that is not there."""
    file, _, name = where.partition(":")
    tests = {node.name: node for node in sources.tree(sources.ROOT / file).body if isinstance(node, ast.FunctionDef)}
    return set(re.findall(r"E\d(?:\.\d+)?", ast.get_docstring(tests[name]) or ""))
