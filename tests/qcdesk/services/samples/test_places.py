"""存放区 is a place that exists: of the QC cabinet, and of the list once the office has one."""

import factory
import pytest
from sealing import qc

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.samples import custody, places
from qcdesk.services.sheets import looking_up, records, ways_on
from qcdesk.services.trail import verifying

LISTED = ("A-01", "A-02", "品管样品柜 B-01")


def draft(desk: Desk, location: str) -> int:
    return factory.draft(desk, "seal_label", factory.label(location=location), by="qc")


def kept_from(desk: Desk, label: int) -> str:
    steps = ways_on.open_steps(qc(desk), records.get(desk, label))
    return next(step.reason for step in steps if step.action == "submit")


def test_nothing_is_sealed_outside_the_cabinet(desk: Desk) -> None:
    """E0.3 note 1: a label is signed for a place of the QC cabinet only."""
    label = draft(desk, "工程部实验室")
    with pytest.raises(Refused, match="存放区：“工程部实验室”不是品管样品柜里的位置"):
        factory.take(desk, label, "submit")
    factory.walk(desk, draft(desk, "A-77"), "submit")


def test_a_place_that_is_not_listed_is_refused_and_the_sentence_says_where_to_add_it(desk: Desk) -> None:
    places.keep(qc(desk), LISTED)
    label = draft(desk, "Z-99")
    assert (
        "没有“Z-99”这个位置，现有 A-01、A-02、品管样品柜 B-01。是新的位置，请先在“样品封存”页按“样品柜位置…”加上"
        in kept_from(desk, label)
    )
    places.keep(qc(desk), [*LISTED, "Z-99"])
    assert kept_from(desk, label) == ""
    factory.walk(desk, label, "submit")
    assert verifying.verify(desk) == []


def test_places_are_the_same_however_they_are_typed(local_desk: Desk) -> None:
    places.keep(qc(local_desk), ["A-02", "ａ－０２", " a - 02 ", "", "A-01"])
    assert places.listed(local_desk) == ("A-01", "A-02")
    assert places.refusal(local_desk, "a-02") == ""


def test_moves_and_returns_keep_to_the_list_too(local_desk: Desk) -> None:
    label = factory.signed_label(local_desk, seal_qty=2, location="C-09")
    places.keep(qc(local_desk), LISTED)
    with pytest.raises(Refused, match="没有“B-07”这个位置"):
        custody.move(qc(local_desk), label, "move", {"pieces": 2, "place": "B-07"})
    custody.move(qc(local_desk), label, "lend", {"pieces": 1, "holder": "褚样八"})
    custody.move(qc(local_desk), label, "give_back", {"pieces": 1, "holder": "褚样八", "place": "C-09"})
    custody.move(qc(local_desk), label, "move", {"pieces": 2, "place": "A-02"})
    assert custody.get(local_desk, label).in_cabinet == 2


def test_a_sample_that_stood_before_the_list_is_not_outside_because_of_it(local_desk: Desk) -> None:
    label = factory.signed_label(local_desk, seal_qty=2, location="C-09")
    places.keep(qc(local_desk), LISTED)
    assert (custody.get(local_desk, label).in_cabinet, custody.get(local_desk, label).why) == (2, "")
    assert kept_from(local_desk, draft(local_desk, "C-09")) != ""


def test_places_are_proposed_from_the_list_and_before_there_is_one_from_use(local_desk: Desk) -> None:
    label = factory.signed_label(local_desk, seal_qty=2, location="C-09")
    custody.move(qc(local_desk), label, "move", {"pieces": 2, "place": "B-07"})
    assert {"B-07", "C-09"} <= {one.text for one in looking_up.propose(local_desk, "sample_place", "")}
    places.keep(qc(local_desk), LISTED)
    assert [one.text for one in looking_up.propose(local_desk, "sample_place", "b")] == ["品管样品柜 B-01"]


def test_only_qc_says_which_places_there_are_and_none_is_outside(local_desk: Desk) -> None:
    with pytest.raises(Refused, match="由品管来定"):
        places.keep(factory.seat(local_desk, "merch"), LISTED)
    with pytest.raises(Refused, match="“返工区 R-2”不是品管样品柜里的位置"):
        places.keep(qc(local_desk), [*LISTED, "返工区 R-2"])
    assert places.listed(local_desk) == ()
