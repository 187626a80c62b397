"""Rates of reply and contact: the examples of the standard, and the edges of their rounding."""

from qcdesk.rules import rates
from qcdesk.rules.rates import Asked, Complaint, Rate

NOW = "2026-11-30T17:00"
DUE = "2026-11-23T10:00"


def words(found: tuple[Rate, ...]) -> dict[str, str]:
    return {rate.of: rate.words for rate in found}


def asked(number: int, replied: str, *departments: str) -> Complaint:
    return Complaint(f"TS-202611-{number:03}", "脚踏类", departments or ("装配",), (Asked(DUE, replied),))


def test_five_of_six_answered_in_time_are_83_per_cent() -> None:
    """E8.3 E2.4 S2:64: to the minute, the one that is late by a minute is late."""
    found = rates.timely([*(asked(n, DUE) for n in range(5)), asked(5, "2026-11-23T10:01")], NOW)
    assert words(found) == {"装配": "83%", "合计": "83%"}
    assert found[0].missed == ("TS-202611-005",)
    assert (len(found[0].met), found[0].whole) == (5, 6)


def test_four_of_five_talked_over_with_the_customer_are_80_per_cent() -> None:
    """E8.3 E2.4"""
    found = rates.contacted([Complaint(str(n), "碗件中轴类", contacted=n > 0) for n in range(5)])
    assert words(found) == {"碗件中轴类": "80%", "合计": "80%"}


def test_nothing_to_divide_by_is_a_dash() -> None:
    """E8.3: not 0 %."""
    assert [words(found) for found in (rates.timely([], NOW), rates.contacted([]), rates.answered([]))] == [
        {"合计": "—"}, {"合计": "—"}, {"合计": "—"},
    ]  # fmt: skip
    assert words(rates.answered([Complaint("1", "脚踏类")])) == {"脚踏类": "0%", "合计": "0%"}


def test_what_is_open_and_in_time_counts_nowhere_yet() -> None:
    """E2.4"""
    early = rates.timely([asked(1, "")], "2026-11-23T10:00")
    assert (early[0].words, early[0].open) == ("—", ("TS-202611-001",))
    assert rates.timely([asked(1, "")], "2026-11-23T10:01")[0].words == "0%"


def test_each_department_answers_for_its_own_and_the_total_counts_once() -> None:
    """E2.4: 本责任人责任投诉总单数."""
    found = rates.timely([asked(1, DUE, "装配", "采购部"), asked(2, "2026-11-25T09:00", "采购部")], NOW)
    assert words(found) == {"装配": "100%", "采购部": "50%", "合计": "50%"}


def test_complaint_that_was_asked_twice_counts_twice() -> None:
    """E2.4: 含二次/多次投诉单."""
    twice = Complaint("TS-202611-001", "脚踏类", ("装配",), (Asked(DUE, DUE), Asked(DUE, "2026-11-24T10:00")))
    assert words(rates.timely([twice], NOW)) == {"装配": "50%", "合计": "50%"}


def test_nearly_all_is_not_all() -> None:
    """E2.4"""
    assert Rate("及时回复率", "装配", ("x",) * 399, ("y",)).words == "99%"
    assert Rate("及时回复率", "装配", ("x",) * 2, ("y",)).words == "67%"
    assert Rate("及时回复率", "装配", ("x",), ("y",) * 7).words == "13%"
