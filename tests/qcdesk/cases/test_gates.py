"""Every gate is tried both ways by the tables in tried/, one file a module of gates, and cites its rule."""

from pathlib import Path
from typing import Any

import pytest
import trying
from trying import Tried

from qcdesk.cases.gates import GATES, SHEET_GATES

TABLES = trying.tables(Path(__file__).parent / "tried")


def test_every_module_of_gates_has_its_tables() -> None:
    assert {table.module for table in TABLES} == {trying.module_of(name) for name in trying.every()}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.module)
def test_every_gate_is_tried_both_ways(table: Tried) -> None:
    held = {name for name in trying.every() if trying.module_of(name) == table.module}
    assert held == set(table.shut) == set(table.open)


def test_gate_is_of_a_case_or_of_a_sheet() -> None:
    assert not set(GATES) & set(SHEET_GATES)


@pytest.mark.parametrize(("name", "tried"), [one for table in TABLES for one in trying.each(table.shut)])
def test_wrong_way_round_is_told_with_the_rule(name: str, tried: tuple[Any, str]) -> None:
    """E0.1 E0.3 E0.8 E1.1 E1.2 E1.3 E3.4 E3.6 E3.9 E4.1: the sentence names what is wrong and the rule."""
    trying.assert_refused(name, *tried)


@pytest.mark.parametrize(("name", "given"), [one for table in TABLES for one in trying.each(table.open)])
def test_right_way_round_is_open(name: str, given: Any) -> None:
    assert trying.said(name, given) == ""


@pytest.mark.parametrize("name", trying.every())
def test_gate_cites_a_rule_by_code_and_by_name(name: str) -> None:
    gate = trying.every()[name]
    assert gate.rule.startswith("E")
    assert gate.cited
