"""催签: who has had a copy for how long, what is late, and the names and boxes used before."""

from datetime import UTC, datetime

import factory
import pytest
from refusals import refusal

from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.services.papers import chasing, copies
from qcdesk.services.sheets import records
from qcdesk.services.trail import verifying


@pytest.fixture
def three(desk: Desk) -> list[int]:
    """Three copies of a label."""
    label = factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")
    qc = factory.seat(desk, "qc")
    return [copies.register(qc, records.get(qc, label), 1, {"pages": []}, "zh").id for _ in range(3)]


def test_whoever_has_had_a_copy_longest_comes_first_and_is_late_after_some_days(
    desk: Desk, three: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    qc = factory.seat(desk, "qc")
    for day, copy, who in ((1, three[0], "王样六"), (4, three[1], "财务卫样十"), (5, three[2], "王样六")):
        monkeypatch.setattr(Clock, "now", lambda _, day=day: datetime(2026, 12, day, 2, tzinfo=UTC))
        copies.move(qc, [copy], "send", {"holder": who})
    found = [(one.who, len(one.copies), one.days, one.late) for one in chasing.people(desk)]
    assert found == [("王样六", 2, 4, True), ("财务卫样十", 1, 1, False)]
    chasing.change_late_days(factory.seat(desk, "admin"), 5)
    assert not any(one.late for one in chasing.people(desk))
    assert "1 到 365" in refusal(lambda: chasing.change_late_days(factory.seat(desk, "admin"), 0))
    assert "系统管理员" in refusal(lambda: chasing.change_late_days(qc, 4))
    assert verifying.verify(desk) == []


def test_copies_are_counted_by_state(desk: Desk, three: list[int]) -> None:
    qc = factory.seat(desk, "qc")
    copies.move(qc, three[:2], "send", {"holder": "王样六"})
    copies.move(qc, three[:1], "back", {})
    found = {name: count for name, count in chasing.counts(desk).items() if count}
    assert found == {"printed": 1, "sent": 1, "back": 1}


def test_names_of_people_and_boxes_used_before_are_proposed(desk: Desk, three: list[int]) -> None:
    qc = factory.seat(desk, "qc")
    copies.move(qc, three[:1], "send", {"holder": "一车间装配线"})
    copies.move(qc, three[1:], "archive", {"place": "2026 品质盒 03"})
    assert "一车间装配线" in [one.text for one in chasing.propose_holder(desk, "")]
    assert [one.text for one in chasing.propose_holder(desk, "王样")] == ["王样六"]
    assert [one.text for one in chasing.propose_place(desk, "盒")] == ["2026 品质盒 03"]
    assert chasing.propose_place(desk, "乙") == []
