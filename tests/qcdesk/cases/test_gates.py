"""The gates together: each is tried in the test of its module and cites a rule; here those that part the causes."""

from typing import Any

import pytest
import trying
from trying import facts

from qcdesk.cases import answer_gates, closing_gates, delivery, gates, intake_gates, proofs, times, top_gates
from qcdesk.cases.gates import GATES, SHEET_GATES

SHUT: trying.Wrong = {
    "branch_assembly": [(facts(branch="物料问题"), "原因去向是“物料问题”，不由这里分析"), (facts(), "不由这里分析")],
    "branch_structure": [(facts(branch="加工装配不良"), "不由这里分析")],
    "branch_material": [(facts(branch="用户使用不当"), "不由这里分析")],
    "branch_misuse": [(facts(branch="结构工艺不良"), "不由这里分析")],
}  # fmt: skip

OPEN: trying.Right = {
    "branch_assembly": [facts(branch="加工装配不良")],
    "branch_structure": [facts(branch="结构工艺不良")],
    "branch_material": [facts(branch="物料问题")],
    "branch_misuse": [facts(branch="用户使用不当")],
}  # fmt: skip

TRIED = (answer_gates, closing_gates, delivery, gates, intake_gates, proofs, times, top_gates)
"""Each has a test beside this one that tries all of its gates both ways."""


def test_every_gate_is_tried_both_ways() -> None:
    assert trying.gates_of(gates) == set(SHUT) == set(OPEN)
    assert set().union(*map(trying.gates_of, TRIED)) == {*GATES, *SHEET_GATES}


def test_gate_is_of_a_case_or_of_a_sheet() -> None:
    assert not set(GATES) & set(SHEET_GATES)


@pytest.mark.parametrize(("name", "tried"), trying.each(SHUT))
def test_wrong_way_round_is_told_with_the_rule(name: str, tried: tuple[Any, str]) -> None:
    """E0.3: the sentence names what is wrong and the rule."""
    trying.assert_refused(name, *tried)


@pytest.mark.parametrize(("name", "given"), trying.each(OPEN))
def test_right_way_round_is_open(name: str, given: Any) -> None:
    assert trying.said(name, given) == ""


@pytest.mark.parametrize("name", trying.every())
def test_gate_cites_a_rule_by_code_and_by_name(name: str) -> None:
    gate = trying.every()[name]
    assert gate.rule.startswith("E")
    assert gate.cited
