"""Times in an order that cannot be, each sentence with its rule."""

from typing import Any

import pytest
import trying
from trying import COMPLAINT, NOW

from qcdesk.cases import times
from qcdesk.cases.facts import CaseFacts


def at_ten(**values: Any) -> CaseFacts:
    """A case that came in at nine, looked at an hour later."""
    return CaseFacts({**COMPLAINT, "received_at": "2026-11-22T09:00", **values}, now=NOW)


SHUT: trying.Wrong = {
    "intake_times_hold": [
        (CaseFacts({"received_at": "2026-11-22T10:01"}, now=NOW), "“受理时间”2026-11-22 10:01 还没有到"),
        (at_ten(reply_by="2026-11-22T08:59"), "“客户要求回复时间”2026-11-22 08:59 早于受理时间 2026-11-22 09:00"),
        (at_ten(written_on="2026-11-23T08:00"), "“书面资料收到”2026-11-23 08:00 还没有到"),
        (at_ten(channel="电话(须补书面)", written_on="2026-11-21T08:00"), "“书面资料收到”2026-11-21 08:00 早于受理"),
        (at_ten(ship_date="2026-11-23"), "“出货日期”2026-11-23 晚于受理时间"),
    ],
    "reply_times_hold": [
        (at_ten(replied_at="2026-11-22T08:00"), "“回复客户时间”2026-11-22 08:00 早于受理时间 2026-11-22 09:00"),
        (at_ten(replied_at="2026-11-22T10:01"), "“回复客户时间”2026-11-22 10:01 还没有到（现在是 2026-11-22 10:00）"),
    ],
}  # fmt: skip

OPEN: trying.Right = {
    "intake_times_hold": [
        at_ten(reply_by="2026-11-25T17:00", ship_date="2026-11-22", written_on="2026-11-21T08:00"),
        at_ten(channel="电话(须补书面)", written_on="2026-11-22T09:30"), at_ten(),
    ],
    "reply_times_hold": [at_ten(replied_at="2026-11-22T09:00"), at_ten(replied_at=NOW), at_ten()],
}  # fmt: skip


def test_every_gate_is_tried_both_ways() -> None:
    assert trying.gates_of(times) == set(SHUT) == set(OPEN)


@pytest.mark.parametrize(("name", "tried"), trying.each(SHUT))
def test_wrong_way_round_is_told_with_the_rule(name: str, tried: tuple[Any, str]) -> None:
    """E0.1: the sentence names what is wrong and the rule."""
    trying.assert_refused(name, *tried)


@pytest.mark.parametrize(("name", "given"), trying.each(OPEN))
def test_right_way_round_is_open(name: str, given: Any) -> None:
    assert trying.said(name, given) == ""
