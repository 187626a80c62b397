"""Measures that are late stand beside the clocks that are: on the board, in the list, in the case."""

import cases
import factory
import pytest

from qcdesk import canonical
from qcdesk.cases.lists import ACTIONS
from qcdesk.desk import Desk
from qcdesk.services.cases import advising, casework
from qcdesk.services.overview import board, case_list, late_actions
from qcdesk.services.overview.case_list import CaseQuery
from qcdesk.services.sheets import records

LABEL = "措施：回火炉加独立测温（韩例二）"


@pytest.fixture
def monday(desk: Desk) -> Desk:
    return cases.at(desk, "2026-11-23T09:00")


@pytest.fixture
def case(monday: Desk) -> int:
    """With a measure due on Friday and no clock that would be late by then."""
    made = cases.small(monday, received_at="2026-11-23T08:30")
    row = {**cases.CORRECTION, "due": "2026-11-27"}
    casework.add(factory.seat(monday, "qc"), made, "actions", row)
    return made


def labels(desk: Desk) -> tuple[list[str], list[str]]:
    found = board.board(desk)
    return [item.label for item in found.overdue], [item.label for item in found.today]


def test_measure_is_due_on_its_day_and_overdue_the_day_after(monday: Desk, case: int) -> None:
    """E3.9: 处理时效管理及逾期反应"""
    thursday, friday, saturday = (cases.at(monday, f"2026-11-{day}T08:00") for day in (26, 27, 28))
    assert all(LABEL not in part for part in labels(thursday))
    assert [LABEL in part for part in labels(friday)] == [False, True]
    assert [LABEL in part for part in labels(saturday)] == [True, False]
    late = next(item for item in board.board(saturday).overdue if item.label == LABEL)
    assert (late.case.id, late.due_at, late.overdue) == (case, "2026-11-27T23:59", True)


def test_late_measure_counts_and_its_case_is_found_among_the_overdue(monday: Desk, case: int) -> None:
    """E3.9"""
    later = cases.at(monday, "2026-11-28T08:00")
    before = board.board(later)
    assert before.overdue_count == len(before.overdue)
    assert [row.id for row in case_list.find(later, CaseQuery(overdue=True)).rows] == [case]
    today = cases.at(monday, "2026-11-27T08:00")
    assert case in [row.id for row in case_list.find(today, CaseQuery(due_today=True)).rows]


def test_case_says_which_of_its_measures_is_late(monday: Desk, case: int) -> None:
    """E3.9"""
    later = cases.at(monday, "2026-11-28T08:00")
    told = advising.advice(later, records.get(later, case))
    assert (
        "措施“回火炉加独立测温”的期限 2026-11-27 已过，韩例二还没有完成（投诉管理制度：处理时效管理及逾期反应）" in told
    )


def test_what_is_done_is_not_late(monday: Desk, case: int) -> None:
    """E3.9"""
    casework.change(factory.seat(monday, "qc"), case, "actions", 1, {"done": "2026-11-23"})
    later = cases.at(monday, "2026-11-28T08:00")
    assert all(LABEL not in part for part in labels(later))
    assert not any("措施“" in sentence for sentence in advising.advice(later, records.get(later, case)))


def test_due_day_is_found_at_the_head_of_a_measure_that_nobody_has_done() -> None:
    """What `late_actions` asks the database for: no other column of the list may come before the due day."""
    earlier = [column.name for column in ACTIONS.columns if column.name < "due"]
    assert tuple(earlier) == late_actions.BEFORE_DUE
    undone = {column.name: "x" for column in ACTIONS.columns if column.name not in earlier}
    assert canonical.dump(undone).startswith(late_actions.UNDONE)
    assert not canonical.dump({**undone, "done": "x"}).startswith(late_actions.UNDONE)
