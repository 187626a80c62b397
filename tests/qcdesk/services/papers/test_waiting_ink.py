"""Signatures on paper that nobody has confirmed are told while they may be, whatever else lies in the office."""

from dataclasses import replace
from unittest import mock

import factory
import papers
import pytest
import scanned_office
from tamper import behind_the_back

from qcdesk.canonical import Json
from qcdesk.desk import Desk
from qcdesk.services.basics.pins import Proof
from qcdesk.services.papers import copies, copy_list, inked, scan_list, scans, waiting_ink
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.papers.inked import Mark
from qcdesk.services.sheets import records


@pytest.fixture
def copy(desk: Desk) -> CopyView:
    """A 返工返修记录表 on the shop floor, whose scan shows the signatures of 生产主管 and 审核."""
    made = papers.printed(desk, scanned_office.rework(desk), "prod_sign", "reviewed", "approved")
    papers.scanned(desk, papers.seen(desk, made, prod_sign="signed", reviewed="signed", approved="empty"))
    return made


def confirm(desk: Desk, copy: CopyView, *marks: Mark) -> None:
    done = inked.confirm(factory.seat(desk, "gm"), copy.id, marks, Proof("gm"))
    assert [one.said for one in done if not one.done] == []


PROD, REVIEWED = Mark("prod_sign", "prod"), Mark("reviewed", "qcmgr")


def test_signatures_wait_until_they_are_confirmed(desk: Desk, copy: CopyView) -> None:
    assert waiting_ink.waiting(desk) == {(copy.id, 1): ("prod_sign", "reviewed")}
    confirm(desk, copy, PROD)
    assert waiting_ink.waiting(desk) == {(copy.id, 1): ("reviewed",)}
    confirm(desk, copy, REVIEWED)
    assert waiting_ink.waiting(desk) == {}


def changed(desk: Desk, copy: CopyView) -> dict[tuple[int, int], tuple[str, ...]]:
    """Somebody writes a quantity anew after the scan came; the boxes with ink that nobody can confirm any more."""
    factory.take(desk, copy.record, "return", reason="数量不对")
    version = records.get(desk, copy.record).version
    records.save(factory.seat(desk, "prod"), copy.record, version, {"rework_qty": 7})
    return in_vain(desk)


def in_vain(desk: Desk) -> dict[tuple[int, int], tuple[str, ...]]:
    return waiting_ink.seen_ink(desk)[1]


def test_ink_on_a_paper_of_what_was_changed_since_is_in_vain_and_still_told(desk: Desk, copy: CopyView) -> None:
    assert in_vain(desk) == {}
    told = changed(desk, copy)
    assert copy_list.get(desk, copy.id).why_stale
    assert (waiting_ink.waiting(desk), told) == ({}, {(copy.id, 1): ("prod_sign", "reviewed")})


def test_ink_on_a_paper_of_what_was_returned_is_in_vain_until_the_new_paper_is_confirmed(
    desk: Desk, copy: CopyView
) -> None:
    factory.take(desk, copy.record, "return", reason="工时没有写")
    factory.take(desk, copy.record, "submit", "prod")
    assert in_vain(desk) == {(copy.id, 1): ("prod_sign", "reviewed")}
    anew = papers.printed(desk, copy.record, "prod_sign", "reviewed", "approved")
    papers.scanned(desk, papers.seen(desk, anew, prod_sign="signed", reviewed="signed"), content=b"%PDF-1.4 anew")
    confirm(desk, anew, PROD)
    assert in_vain(desk) == {(copy.id, 1): ("reviewed",)}
    confirm(desk, anew, REVIEWED)
    assert in_vain(desk) == {}


@pytest.mark.parametrize(
    ("act", "asked"), [("spoil", {"reason": "改过了"}), ("lose", {"reason": "找不到"}), ("archive", {"place": "A-03"})]
)
def test_ink_in_vain_is_told_no_more_once_the_paper_is_given_up(
    desk: Desk, copy: CopyView, act: str, asked: dict[str, Json]
) -> None:
    assert changed(desk, copy)
    copies.move(factory.seat(desk, "qc"), [copy.id], act, asked)
    assert (waiting_ink.waiting(desk), in_vain(desk)) == ({}, {})


def test_ink_in_vain_is_told_no_more_once_its_page_is_put_aside_or_its_sheet_void(desk: Desk, copy: CopyView) -> None:
    told = changed(desk, copy)
    clerk, (page,) = factory.seat(desk, "qc"), scan_list.of_copy(desk, copy.id)
    scans.dismiss(clerk, page.id, "改过了，等重签的")
    assert in_vain(desk) == {}
    scans.undo(clerk, page.id, "还是列着")
    assert in_vain(desk) == told
    factory.take(desk, copy.record, "void", reason="不返工了")
    assert in_vain(desk) == {}


def test_what_was_confirmed_on_a_paper_in_vain_is_found_by_an_index(local_desk: Desk) -> None:
    """It is asked of each at every look at the workbench."""
    plan = str(local_desk.store.sql(f"EXPLAIN QUERY PLAN {waiting_ink.CONFIRMED}", (1, 1)))
    assert ("signature_record" in plan, "SCAN" in plan) == (True, False)


def test_paper_that_is_archived_or_put_aside_asks_for_nothing(desk: Desk, copy: CopyView) -> None:
    clerk = factory.seat(desk, "qc")
    copies.move(clerk, [copy.id], "archive", {"place": "品管部 A-03 盒"})
    assert waiting_ink.waiting(desk) == {}
    copies.move(clerk, [copy.id], "take_out", {"holder": "王样六", "reason": "核对"})
    assert waiting_ink.waiting(desk) != {}
    (page,) = scan_list.of_copy(desk, copy.id)
    scans.dismiss(clerk, page.id, "扫糊了")
    assert waiting_ink.waiting(desk) == {}


def test_sheets_whose_signatures_are_all_there_are_not_even_read(desk: Desk, copy: CopyView) -> None:
    confirm(desk, copy, PROD, REVIEWED)
    with mock.patch.object(records, "get") as read:
        assert waiting_ink.waiting(desk) == {}
    read.assert_not_called()


def test_what_other_hands_made_unreadable_is_left_to_verify(desk: Desk, copy: CopyView) -> None:
    with behind_the_back(desk) as intruder:
        intruder.sql("UPDATE scan SET said = ?", '{"signed" "signed"')
        assert waiting_ink.waiting(desk) == {}


def test_ink_seen_in_the_boxes_of_one_sheet_is_never_that_of_another(desk: Desk, anomaly: int) -> None:
    """The marks of two copies on one page, glued or lying over each other: whose boxes they are nobody knows."""
    clerk = factory.seat(desk, "qc")
    copy, other = papers.printed(desk, anomaly), papers.printed(desk, anomaly)
    torn = papers.seen(desk, copy, reviewed="signed")
    page = papers.scanned(desk, replace(torn, codes=(*torn.codes, other.code.compact(1)))).pages[0]
    for mine in (copy, other):
        scans.file(clerk, page.id, mine.id, 1, "对着纸看过")
        assert {box.verdict for box in inked.proposed(desk, mine.id).boxes} == {"unjudged"}
        assert waiting_ink.waiting(desk) == {}
        assert set(waiting_ink.unjudged(desk)) == {(mine.id, 1)}
        scans.undo(clerk, page.id, "看错了")


def test_ink_is_still_seen_on_a_page_that_was_put_aside_and_filed_again(desk: Desk, anomaly: int) -> None:
    clerk, copy = factory.seat(desk, "qc"), papers.printed(desk, anomaly)
    page = papers.scanned(desk, papers.seen(desk, copy, reviewed="signed")).pages[0]
    scans.dismiss(clerk, page.id, "太模糊")
    assert waiting_ink.waiting(desk) == {}
    scans.file(clerk, page.id, copy.id, 1, "还是它")
    assert waiting_ink.waiting(desk) == {(copy.id, 1): ("reviewed",)}
    assert papers.box(desk, copy, "reviewed").verdict == "signed"
