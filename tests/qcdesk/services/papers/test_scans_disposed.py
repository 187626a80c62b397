"""The paper of a sheet that was disposed of comes back: it is told, and nothing goes into what was destroyed."""

from collections.abc import Callable
from dataclasses import replace

import cases
import factory
import papers
import pytest
from papers import flag
from refusals import refusal
from trail import findings, sentences

from qcdesk.desk import Desk
from qcdesk.services.basics.pins import Proof
from qcdesk.services.keeping import disposal
from qcdesk.services.papers import checking, copies, copy_list, placing, probable, scan_list, scans, waiting_ink
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.papers.placing import Seen
from qcdesk.services.papers.verdicts import DISPOSED
from qcdesk.services.sheets import records

MADE, LATER = "2023-03-05 10:00", "2028-01-04 09:00"
TOLD = (
    "{}的单子已按保存年限处置（王样六提出，何例八在 2028-01-04 09:00 核准：到期，碎纸机粉碎），不再归入。"
    "本厂留的纸应当已经销毁：请收回，照销毁清单销毁，这一页放在一边"
)


@pytest.fixture
def later(desk: Desk) -> Desk:
    return cases.at(desk, LATER)


@pytest.fixture
def copies_out(desk: Desk, later: Desk) -> tuple[CopyView, CopyView]:
    """Of a sheet approved in 2023 and disposed of in 2028: one is archived, one has never come back."""
    then = cases.at(desk, MADE)
    record = factory.walk(then, factory.draft(then), *factory.ANOMALY_WAY)
    filed, out = (papers.printed(then, record, "approved") for _ in range(2))
    copies.move(factory.seat(then, "qc"), [filed.id], "archive", {"place": "品管部 A-03 盒"})
    disposal.propose(factory.seat(later, "qcmgr"), [record], Proof("qcmgr"), "到期，碎纸机粉碎")
    disposal.dispose(factory.seat(later, "gm"), [record], Proof("gm"))
    return copy_list.get(later, filed.id), copy_list.get(later, out.id)


@pytest.mark.parametrize("read", [
    lambda copy: Seen(1, (copy.code.text(1, 1),)),
    lambda copy: Seen(1, (copy.code.text(1, 1), copy.code.compact(1))),
    lambda copy: Seen(1, (copy.code.compact(1),)),
    lambda copy: Seen(1, (copy.code.text(1, 1),), untouched=True),
], ids=["main", "both", "short", "untouched"])  # fmt: skip
def test_it_is_flagged_whatever_is_read_of_it_and_changes_nothing(
    later: Desk, copies_out: tuple[CopyView, CopyView], read: Callable[[CopyView], Seen]
) -> None:
    before = sentences(later, copies_out[0].record)
    for copy in copies_out:
        seen = read(copy)
        taken = papers.scanned(later, seen, content=f"%PDF {copy.id}".encode())
        assert flag(taken) == (placing.DISPOSED, TOLD.format(copy.named))
        assert copy_list.get(later, copy.id) == copy
        assert checking.read(later, seen.codes).verdict == DISPOSED
    assert sentences(later, copies_out[0].record) == before
    assert (waiting_ink.waiting(later), waiting_ink.unjudged(later)) == ({}, {})
    assert findings(later) == []


def test_it_is_filed_to_nothing_by_hand_and_put_aside(later: Desk, copies_out: tuple[CopyView, CopyView]) -> None:
    clerk, (_, copy) = factory.seat(later, "qc"), copies_out
    page = papers.scanned(later, papers.seen(later, copy, approved="signed")).pages[0]
    over = f"{copy.named}的单子已处置，不能再归入：纸请收回销毁，这一页放在一边"
    assert [(one.copy.id, one.against) for one in probable.likely(later, page)] == [(copy.id, over)]
    assert probable.proposed(page, probable.likely(later, page)) is None
    assert refusal(lambda: scans.file(clerk, page.id, copy.id, 1, "看过原件")) == over
    scans.dismiss(clerk, page.id, "照销毁清单销毁了")
    assert scan_list.counted(later)[scan_list.FLAGGED] == 0
    assert findings(later) == []


def test_page_whose_code_cannot_be_read_is_offered_no_copy_of_what_was_disposed_of(
    later: Desk, copies_out: tuple[CopyView, CopyView]
) -> None:
    """Neither the one that never came back nor the one of its file, nor what a number on it points to."""
    other = papers.printed(later, factory.walk(later, factory.draft(later), "submit"))
    number = records.get(later, copies_out[1].record).number or ""
    for at, codes in enumerate([(), (number,), (replace(copies_out[1].code, digest="0" * 64).text(1, 1),)]):
        page = papers.scanned(later, Seen(1, codes), content=f"%PDF-1.4 {at}".encode()).pages[0]
        assert [one.copy.id for one in probable.likely(later, page) if not one.against] == [other.id]
    copies.move(factory.seat(later, "qc"), [other.id], "spoil", {"reason": "印歪了"})
    page = papers.scanned(later, Seen(1), content=b"%PDF-1.4 none").pages[0]
    assert probable.likely(later, page) == []


def test_many_papers_of_what_was_disposed_of_do_not_keep_out_one_that_is_waited_for(
    later: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probable, "MOST", 1)
    then = cases.at(later, MADE)
    waited = papers.printed(then, factory.walk(then, factory.draft(then), "submit"))
    record = factory.walk(then, factory.draft(then), *factory.ANOMALY_WAY)
    for _ in range(3):
        papers.printed(then, record, "approved")
    disposal.propose(factory.seat(later, "qcmgr"), [record], Proof("qcmgr"), "到期，碎纸机粉碎")
    disposal.dispose(factory.seat(later, "gm"), [record], Proof("gm"))
    page = papers.scanned(later, Seen(1)).pages[0]
    assert [one.copy.id for one in probable.likely(later, page)] == [waited.id]


def test_what_comes_in_the_same_file_goes_where_it_belongs(later: Desk, copies_out: tuple[CopyView, CopyView]) -> None:
    other = papers.printed(later, factory.walk(later, factory.draft(later), "submit"))
    old, fresh = papers.seen(later, copies_out[0]), replace(papers.seen(later, other), page=2)
    pages = papers.scanned(later, old, fresh).pages
    assert [(one.flag, one.copy and one.copy.id) for one in pages] == [(placing.DISPOSED, None), ("", other.id)]
    assert sentences(later, other.record)[-1].startswith("第 1 份 签回")
