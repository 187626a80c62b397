"""A print that came back as the PDF itself, never on paper: flagged, kept if somebody wants it, signed by nobody."""

from dataclasses import replace

import factory
import papers
import pytest
from refusals import refusal
from trail import findings, sentences

from qcdesk.desk import Desk
from qcdesk.services.basics.pins import Proof
from qcdesk.services.papers import copies, copy_list, inked, placing, probable, scan_list, scans, waiting_ink
from qcdesk.services.papers.copy_list import BACK, SENT, CopyView
from qcdesk.services.papers.inked import Mark
from qcdesk.services.papers.scan_list import FILED, FLAGGED, ScanView

SAID = (
    "这一页是程序打印出来的 PDF 本身（{}第 1 页），没有在纸上签过；请把它打印出来，签好再扫描。在屏幕上往 PDF 里画的"
    "签名不算纸上签名，要签请用 PIN；要和单子一起留底的，请手工归入并写明原因（不算签回），不留的放在一边"
)


@pytest.fixture
def copy(desk: Desk) -> CopyView:
    """With 王样六."""
    made = papers.printed(desk, factory.walk(desk, factory.draft(desk), "submit"))
    copies.move(factory.seat(desk, "qc"), [made.id], "send", {"holder": "王样六"})
    return copy_list.get(desk, made.id)


def drawn(desk: Desk, copy: CopyView) -> ScanView:
    """Taken in, a name drawn into the box of 审核 on somebody's tablet."""
    seen = replace(papers.seen(desk, copy, reviewed="signed"), untouched=True)
    return papers.scanned(desk, seen, content=b"%PDF-1.4 drawn", name="平板签的.pdf").pages[0]


def reviewer(desk: Desk, copy: CopyView) -> str:
    (box,) = (box for box in inked.proposed(desk, copy.id).boxes if box.slot == "reviewed")
    return box.candidates[0].login


def test_it_is_flagged_with_what_to_do_and_the_copy_stays_with_whoever_has_it(desk: Desk, copy: CopyView) -> None:
    page = drawn(desk, copy)
    assert (page.state, page.flag, page.why) == (FLAGGED, placing.UNTOUCHED, SAID.format(copy.named))
    assert copy_list.get(desk, copy.id) == copy
    assert waiting_ink.waiting(desk) == {}
    assert [(one.copy.id, one.page, one.against) for one in probable.likely(desk, page)] == [(copy.id, 1, "")]
    assert probable.proposed(page, probable.likely(desk, page)) is None
    assert findings(desk) == []


def test_filed_by_hand_it_is_kept_and_brings_nothing_back(desk: Desk, copy: CopyView) -> None:
    clerk, page = factory.seat(desk, "qc"), drawn(desk, copy)
    came = scans.file(clerk, page.id, copy.id, 1, "王样六在平板上签的，先留着")
    assert came.sentence == f"已和{copy.named}一起留底；这不是纸，不算签回，这一份仍是“送签中”"
    assert copy_list.get(desk, copy.id) == copy
    kept = scan_list.get(desk, page.id)
    assert kept.state == FILED
    assert kept.sentence.endswith("先留着）留底，不是纸，不算签回")
    assert waiting_ink.waiting(desk) == {}
    (reviewed,) = (box for box in inked.proposed(desk, copy.id).boxes if box.slot == "reviewed")
    assert (reviewed.verdict, reviewed.why, reviewed.proposed) == (
        "", "归入的是打印出来的 PDF 本身，没有在纸上签过，不能确认", False,
    )  # fmt: skip
    (done,) = inked.confirm(clerk, copy.id, [Mark("reviewed", reviewer(desk, copy), why="看过原件")], Proof("qc"))
    assert (done.done, done.said) == (
        False, f"{copy.named}第 1 页归入的是打印出来的 PDF 本身，没有在纸上签过，不能确认"
    )  # fmt: skip
    assert findings(desk) == []


def test_paper_that_comes_later_is_filed_beside_it_and_signed_by(desk: Desk, copy: CopyView) -> None:
    clerk, page = factory.seat(desk, "qc"), drawn(desk, copy)
    scans.file(clerk, page.id, copy.id, 1, "先留着")
    paper = papers.scanned(desk, papers.seen(desk, copy, reviewed="signed"))
    assert paper.copies[0].back
    assert waiting_ink.waiting(desk) == {(copy.id, 1): ("reviewed",)}
    assert inked.confirm(clerk, copy.id, [Mark("reviewed", reviewer(desk, copy))], Proof("qc"))[0].done
    assert scans.dismiss(clerk, page.id, "不要了").said == ""
    assert copy_list.get(desk, copy.id).state == BACK
    assert refusal(lambda: scans.dismiss(clerk, paper.pages[0].id, "不要了")).endswith("请在单上“退回”")
    assert any("有一页没有归入：第 1 页（不是纸）" in said for said in sentences(desk, copy.record))
    assert findings(desk) == []


@pytest.mark.parametrize("act", ["spoil", "lose"])
def test_it_is_told_before_what_has_become_of_the_paper(desk: Desk, copy: CopyView, act: str) -> None:
    copies.move(factory.seat(desk, "qc"), [copy.id], act, {"reason": "弄湿了"})
    assert drawn(desk, copy).flag == placing.UNTOUCHED


def test_what_leads_to_no_copy_is_told_as_that(desk: Desk, copy: CopyView) -> None:
    other = replace(papers.seen(desk, copy), codes=(copy.code.text(1, 3),), untouched=True)
    assert papers.scanned(desk, other).pages[0].flag in (placing.RANGE, placing.MADE_UP)
    assert copy_list.get(desk, copy.id).state == SENT


def test_two_sheets_printed_side_by_side_into_one_pdf_are_no_paper_either(desk: Desk, copy: CopyView) -> None:
    other = papers.printed(desk, copy.record)
    both = replace(papers.seen(desk, copy), codes=(copy.code.text(1, 1), other.code.text(1, 1)), untouched=True)
    page = papers.scanned(desk, both, name="拼版.pdf").pages[0]
    assert (page.flag, page.why) == (
        placing.UNTOUCHED, SAID.replace("{}第 1 页", f"{copy.named}第 1 页、{other.named}第 1 页")
    )  # fmt: skip
    assert [one.copy.id for one in probable.likely(desk, page)] == [copy.id, other.id]
    assert not scans.file(factory.seat(desk, "qc"), page.id, copy.id, 1, "先留着").back
    assert copy_list.get(desk, copy.id) == copy
