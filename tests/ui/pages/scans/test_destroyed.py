"""The page of a scan that two people had destroyed: nothing of it is called missing, and nothing is asked about it."""

from collections.abc import Callable
from typing import Any

import cases
import factory
import papers
import pytest

from qcdesk.errors import Refused
from qcdesk.services.basics.pins import Proof
from qcdesk.services.keeping import disposal
from qcdesk.services.papers import scan_list, scans
from ui.pages.scans.work import EVERY

MADE, LATER = "2023-03-05 10:00", "2027-01-04 09:00"
DESTROYED = "扫描件已按处置单销毁"


@pytest.fixture
def record(window: Any, set_clock: Callable[..., None]) -> int:
    """Approved in 2023, its signed copy scanned, both disposed of four years later."""
    then = cases.at(window.session.desk, MADE)
    made = factory.walk(then, factory.draft(then), *factory.ANOMALY_WAY)
    copy = papers.printed(factory.seat(then, "qc"), made, "approved")
    papers.scanned(factory.seat(then, "qc"), papers.seen(then, copy), content=b"%PDF-1.4 27ae")
    later = cases.at(then, LATER)
    disposal.propose(factory.seat(later, "qcmgr"), [made], Proof("qcmgr"), "保存期满，碎纸销毁")
    disposal.dispose(factory.seat(later, "gm"), [made], Proof("gm"))
    set_clock(later.clock.now())
    return made


def test_its_place_says_that_it_was_destroyed_and_nothing_more_is_asked(record: int, seated: Any) -> None:
    window = seated("qc")
    page = window.shell.go("scans")
    page._only(EVERY)
    (scan,) = scan_list.of_record(window.session.desk, record)
    at = next(at for at, item in enumerate(page.listing.rows.rows) if item.scan.id == scan.id)
    page.listing.selectRow(at)
    assert (page.picture.none.text(), page.picture.none.isVisible()) == (DESTROYED, True)
    assert page.picture.none.wordWrap(), "however long the sentence is, it pushes nothing out of the window"
    assert page.confirm.said.text().endswith("已处置，不能再改或签名")
    assert page.confirm.rows
    assert not any(line.picture.isVisible() or line.open for line in page.confirm.rows)
    assert not page.confirm.fault.isVisible()
    assert not page.filed.wrong.isVisible()
    with pytest.raises(Refused, match="已处置，不能再改"):
        scans.dismiss(window.session.desk, scan.id, "不是这张单的")


def test_sheet_says_it_above_and_beside_itself(record: int, seated: Any) -> None:
    page = seated("qc").shell.open_record(record)
    assert DESTROYED in page.voided.words.text()
    assert "照片" not in page.voided.words.text()
    page.scans.switch.click()
    assert page.scans.picture.none.text() == DESTROYED
