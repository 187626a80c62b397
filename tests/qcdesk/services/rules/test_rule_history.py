"""Versions of a rule tell who made them, when and why; what came with the program says so."""

import factory

from qcdesk.desk import Desk
from qcdesk.rules.rows import CRITERION, DEADLINE
from qcdesk.services.rules import rule_history, rulebook


def test_versions_tell_who_changed_the_rule_and_why(desk: Desk) -> None:
    keeper = factory.seat(desk, "qcmgr")
    rulebook.change(keeper, DEADLINE, "CAUSE-1W", {"amount": 2}, reason="春节前人手不足")
    newest, first = rule_history.told(desk, DEADLINE, ("CAUSE-1W",))
    assert (newest.row.version, newest.by, newest.reason) == (2, "王样六", "春节前人手不足")
    assert newest.at
    assert (first.row.version, first.by, first.at) == (1, rule_history.FROM_DOCUMENTS, "")


def test_a_choice_tells_of_both_rows(desk: Desk) -> None:
    rulebook.choose(factory.seat(desk, "admin"), "RESULT-5WD", reason="总经理要求")
    told = rule_history.told(desk, DEADLINE, ("RESULT-7WD", "RESULT-5WD"))
    assert [(one.row.code, one.row.version, one.row.active) for one in told] == [
        ("RESULT-7WD", 2, False), ("RESULT-5WD", 2, True), ("RESULT-7WD", 1, True), ("RESULT-5WD", 1, False),
    ]  # fmt: skip
    assert {one.reason for one in told[:2]} == {"总经理要求"}


def test_a_desk_without_rows_of_its_own_tells_those_of_the_program(desk: Desk) -> None:
    assert [one.by for one in rule_history.told(desk, CRITERION, ("R1",))] == [rule_history.FROM_DOCUMENTS]
