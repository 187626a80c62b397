"""The cases behind a figure: in the order of their numbers, any number of them, one page at a time."""

from dataclasses import replace

import cases
import factory
import pytest

from qcdesk.desk import Desk
from qcdesk.rules.rates import ALL, TIMELY, Rate
from qcdesk.services.overview import behind, rates
from qcdesk.services.overview.behind import Numbers
from qcdesk.services.overview.rates import MET, MISSED


@pytest.fixture
def numbers(desk: Desk) -> tuple[str, ...]:
    """Three cases, the newest first."""
    return tuple(factory.number(desk, cases.received(desk)) for _ in range(3))[::-1]


def test_cases_are_told_in_the_order_asked_for_and_unknown_ones_passed_over(
    desk: Desk, numbers: tuple[str, ...]
) -> None:
    found = behind.told(desk, ("TS-209901-001", *numbers))
    assert tuple(one.number for one in found) == numbers
    assert {(one.customer, one.state_label) for one in found} == {(cases.CUSTOMER, "待登记判定")}
    assert behind.told(desk, ()) == ()


def test_more_numbers_than_a_query_takes_are_asked_for_in_turns(
    desk: Desk, numbers: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(behind, "AT_ONCE", 2)
    assert tuple(one.number for one in behind.told(desk, numbers)) == numbers


def test_page_has_its_rows_and_how_many_there_are_in_all(desk: Desk, numbers: tuple[str, ...]) -> None:
    page = behind.page(desk, Numbers(numbers, offset=1, limit=1))
    assert ([one.number for one in page.rows], page.total) == ([numbers[1]], 3)


def test_a_complaint_that_counts_twice_in_a_rate_is_one_line_that_says_so(desk: Desk, numbers: tuple[str, ...]) -> None:
    """E2.4"""
    number = numbers[0]
    rate = Rate(TIMELY, ALL, missed=(number, number), met=(number,))
    found = rates.behind(desk, [rate, replace(rate, of="装配"), replace(rate, of="采购部", met=())])
    assert [(one.result, one.times, one.of) for one in found] == [(MISSED, 2, "装配、采购部"), (MET, 1, "装配、采购部")]
    assert {one.case.number for one in found} == {number}
    assert rates.behind(desk, []) == ()
