"""催签: who has had a copy for how long, what is late, and the names and boxes used before."""

from datetime import UTC, datetime

import factory
import pytest
from refusals import refusal

from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.services.papers import chasing, copies, copy_list
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


def test_copies_of_a_void_sheet_are_not_late_and_are_told_apart(
    desk: Desk, three: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    qc = factory.seat(desk, "qc")
    other = factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")
    monkeypatch.setattr(Clock, "now", lambda _: datetime(2026, 12, 1, 2, tzinfo=UTC))
    copies.move(qc, three[:2], "send", {"holder": "王样六"})
    monkeypatch.setattr(Clock, "now", lambda _: datetime(2026, 12, 4, 2, tzinfo=UTC))
    fresh = copies.register(qc, records.get(qc, other), 1, {"pages": []}, "zh").id
    copies.move(qc, [fresh], "send", {"holder": "王样六"})
    monkeypatch.setattr(Clock, "now", lambda _: datetime(2026, 12, 6, 2, tzinfo=UTC))
    assert [one.said for one in chasing.people(desk)] == ["3 份，最久 5 天，该催了"]
    factory.take(desk, copy_list.get(desk, three[0]).record, "void", "qc", reason="重复开单")
    (found,) = chasing.people(desk)
    assert (found.said, found.late) == ("3 份，最久 2 天，其中 2 份请收回", False)
    factory.take(desk, other, "void", "qc", reason="重复开单")
    assert [one.said for one in chasing.people(desk)] == ["3 份，最久 5 天，请收回"]


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


def test_who_may_sign_next_is_proposed_first(desk: Desk, three: list[int]) -> None:
    record = copy_list.get(desk, three[0]).record
    copies.move(factory.seat(desk, "qc"), three[:1], "send", {"holder": "一车间装配线"})
    found = [(one.text, one.hint) for one in chasing.propose_holder(desk, "", record)]
    assert found[0][1] == "轮到他签"
    assert ("一车间装配线", "刚交给过") in found
    assert len({text for text, _ in found}) == len(found)
