"""What a flagged page may be of: a copy is offered only where filing would take it, and never left unnamed."""

import factory
import papers
import pytest

from qcdesk.desk import Desk
from qcdesk.services.papers import probable, scans
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.papers.placing import CHANGED
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


def test_stale_copy_that_cannot_be_filed_is_named_instead(desk: Desk, copy: CopyView) -> None:
    papers.scanned(desk, papers.seen(desk, copy))
    page = stale_page(desk, copy)
    assert probable.likely(desk, page) == []
    said = probable.none_why(desk, page)
    assert said == f"它是 {copy.named}，印出以后改过，不能归入；请重新打印再签，或选“不归档”。"
