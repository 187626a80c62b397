"""What a flagged page may be of: a copy is offered only where filing would take it, and never left unnamed."""

from dataclasses import replace

import factory
import papers
import pytest
from refusals import refusal

from qcdesk.desk import Desk
from qcdesk.services.papers import copies, copy_list, probable, scans
from qcdesk.services.papers.copy_list import BACK, CopyView
from qcdesk.services.papers.placing import CHANGED, ENDED, FOREIGN, MADE_UP, SEVERAL, TWICE, UNSURE, Seen
from qcdesk.services.papers.scan_list import ScanView
from qcdesk.services.sheets import records


@pytest.fixture
def copy(desk: Desk) -> CopyView:
    return papers.printed(desk, factory.walk(desk, factory.draft(desk), "submit"))


def stale_page(desk: Desk, copy: CopyView) -> ScanView:
    """The paper comes back after its sheet was changed."""
    factory.take(desk, copy.record, "return", reason="批号写错")
    version = records.get(desk, copy.record).version
    records.save(factory.seat(desk, "merch"), copy.record, version, {"lot_no": "B260901"})
    page = papers.scanned(desk, papers.seen(desk, copy), content=b"%PDF-1.4 later").pages[0]
    assert page.flag == CHANGED
    return page


def test_stale_copy_that_has_not_come_is_likely_and_is_taken_by_hand(desk: Desk, copy: CopyView) -> None:
    page = stale_page(desk, copy)
    assert [(one.copy.id, one.page) for one in probable.likely(desk, page)] == [(copy.id, 1)]
    scans.file(factory.seat(desk, "qc"), page.id, copy.id, 1, "旧的一份，留底")


def test_stale_copy_whose_page_is_there_is_named_with_what_stands_against_it(desk: Desk, copy: CopyView) -> None:
    papers.scanned(desk, papers.seen(desk, copy))
    page = stale_page(desk, copy)
    (one,) = probable.likely(desk, page)
    assert (one.copy.id, one.page) == (copy.id, 1)
    assert one.said == f"码上写的就是它；{copy.named}第 1 页已经有扫描；要换成这一页，先把原来的放在一边"
    assert probable.proposed(page, [one]) is None


def likely(desk: Desk, page: ScanView) -> tuple[list[int], int | None]:
    """The copies offered, and the one chosen beforehand."""
    found = probable.likely(desk, page)
    own = probable.proposed(page, found)
    return [one.copy.id for one in found], own.copy.id if own else None


def later(desk: Desk, *codes: str) -> ScanView:
    return papers.scanned(desk, Seen(1, codes), content=b"%PDF-1.4 " + "".join(codes).encode()).pages[0]


def test_page_of_another_office_is_likely_nothing_and_is_filed_nowhere(desk: Desk, copy: CopyView) -> None:
    page = later(desk, replace(copy.code, office="0" * 6).text(1, 1))
    assert (page.flag, likely(desk, page)) == (FOREIGN, ([], None))
    assert "请把纸交还给他们" in probable.none_why(page)
    said = refusal(lambda: scans.file(factory.seat(desk, "qc"), page.id, copy.id, 1, "看过"))
    assert said.startswith("码上写的是别的办公室的单，不能归到这里的任何一份")
    assert copy_list.get(desk, copy.id).state != BACK


def test_page_that_names_its_copy_is_of_no_other(desk: Desk, copy: CopyView) -> None:
    papers.printed(desk, copy.record)
    papers.scanned(desk, papers.seen(desk, copy))
    twice = later(desk, copy.code.text(1, 1), copy.code.compact(1))
    assert (twice.flag, likely(desk, twice)) == (TWICE, ([copy.id], None))


def test_two_sheets_of_one_picture_are_both_first_and_neither_is_chosen(desk: Desk, copy: CopyView) -> None:
    other = papers.printed(desk, factory.walk(desk, factory.draft(desk), "submit"), pages=2)
    papers.printed(desk, copy.record)
    mains = [copy.code.text(1, 1), other.code.text(2, 2)]
    for codes in (mains, mains[::-1], [mains[0], other.code.compact(2)]):
        page = later(desk, *codes)
        assert (page.flag, likely(desk, page)) == (SEVERAL, ([copy.id, other.id], None))
        assert [(one.page, one.said) for one in probable.likely(desk, page)] == [(at, "图上有它的码") for at in (1, 2)]
    papers.scanned(desk, papers.seen(desk, copy))
    came, _ = probable.likely(desk, page)
    assert (came.copy.id, came.against) == (copy.id, probable.against(desk, copy, 1, {1}))
    assert likely(desk, page)[1] is None, "the other one is not chosen for it"


def test_copy_of_a_void_sheet_is_offered_as_evidence_and_not_chosen(desk: Desk, copy: CopyView) -> None:
    factory.take(desk, copy.record, "void", "merch", reason="重复开单")
    page = later(desk, copy.code.text(1, 1))
    assert (page.flag, likely(desk, page)) == (ENDED, ([copy.id], None))
    assert "要和单子一起留底的，请手工归入并写明原因" in page.why
    scans.file(factory.seat(desk, "qc"), page.id, copy.id, 1, "和作废的单一起留底")


def test_copy_that_was_made_void_itself_is_named_and_takes_nothing(desk: Desk, copy: CopyView) -> None:
    copies.move(factory.seat(desk, "qc"), [copy.id], "spoil", {"reason": "印歪了"})
    page = later(desk, copy.code.text(1, 1))
    assert [one.against for one in probable.likely(desk, page)] == [f"{copy.named}已作废，不能再归入"]
    assert page.why == f"{copy.named}已作废（印歪了），不能归入，请放在一边；还要签，请重新打印"
    assert "不能再归入" in refusal(lambda: scans.file(factory.seat(desk, "qc"), page.id, copy.id, 1, "留底"))


def test_code_of_another_printing_comes_first_and_is_not_chosen(desk: Desk, copy: CopyView) -> None:
    other = papers.printed(desk, copy.record)
    page = later(desk, replace(copy.code, at="2026-01-01T00:00:00Z").text(1, 1))
    found, own = likely(desk, page)
    assert (page.flag, found[0], other.id in found, own) == (MADE_UP, copy.id, True, None)


def test_copy_known_by_its_short_code_alone_is_chosen_beforehand(desk: Desk, copy: CopyView) -> None:
    copies.move(factory.seat(desk, "qc"), [copy.id], "archive", {"place": "盒 3"})
    page = later(desk, copy.code.compact(1))
    assert (page.flag, likely(desk, page)) == (UNSURE, ([copy.id], copy.id))


def test_page_that_says_nothing_of_itself_has_no_copy_chosen(desk: Desk, copy: CopyView) -> None:
    """That a copy is waited for, or that another page of it lies in the same file, is no ground."""
    two = papers.printed(desk, copy.record, pages=2)
    page = papers.scanned(desk, papers.seen(desk, two), Seen(2)).pages[1]
    assert likely(desk, page) == ([two.id, copy.id], None)


def test_page_that_names_its_sheets_is_filed_to_no_other_with_any_reason(desk: Desk, copy: CopyView) -> None:
    clerk, other = factory.seat(desk, "qc"), papers.printed(desk, copy.record, pages=2)
    theirs = replace(copy.code, office="0" * 6).text(1, 1)
    for codes in ([copy.code.text(1, 1), theirs], [theirs, copy.code.text(1, 1)], [copy.code.text(1, 1), "QD1.破"]):
        page = later(desk, *codes)
        assert (page.flag, likely(desk, page)) == (SEVERAL, ([copy.id], None))
        said = refusal(lambda page=page: scans.file(clerk, page.id, other.id, 1, "对着纸看过"))
        assert said.startswith(f"图上的码是{copy.named}第 1 页，没有{other.named}第 1 页的码，不能归到那里。")
    second = later(desk, other.code.text(2, 2), theirs)
    assert "没有" in refusal(lambda: scans.file(clerk, second.id, other.id, 1, "是第 1 页"))
    assert scans.file(clerk, second.id, other.id, 2, "对着纸看过").missing == (1,)


def test_page_that_was_filed_by_its_code_and_put_aside_is_still_of_no_other(desk: Desk, copy: CopyView) -> None:
    clerk, other = factory.seat(desk, "qc"), papers.printed(desk, copy.record)
    page = papers.scanned(desk, papers.seen(desk, copy)).pages[0]
    scans.dismiss(clerk, page.id, "太模糊")
    assert "不能归到那里" in refusal(lambda: scans.file(clerk, page.id, other.id, 1, "像是它"))
    assert scans.file(clerk, page.id, copy.id, 1, "还是它").back


def test_page_whose_only_code_fits_nothing_is_filed_where_a_person_says(desk: Desk, copy: CopyView) -> None:
    clerk = factory.seat(desk, "qc")
    for codes in (["QD1.破"], ["http://example.com"], [replace(copy.code, digest="0" * 64).text(1, 1)], []):
        other = papers.printed(desk, copy.record)
        assert scans.file(clerk, later(desk, *codes).id, other.id, 1, "编号看得清").back


def test_two_sheets_of_another_office_are_theirs(desk: Desk, copy: CopyView) -> None:
    theirs = replace(copy.code, office="0" * 6)
    page = later(desk, theirs.text(1, 1), replace(theirs, record=77).text(1, 1))
    assert (page.flag, likely(desk, page)) == (FOREIGN, ([], None))
