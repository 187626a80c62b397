"""A copy that a scan brought back stands as before when the page proves to be none of it; what people did stays."""

from datetime import UTC, datetime

import factory
import papers
import pytest
from trail import findings, sentences

from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.services.papers import chasing, copies, copy_list, scans
from qcdesk.services.papers.copy_list import BACK, OUT, PRINTED, SENT, CopyView
from qcdesk.services.papers.placing import Seen


@pytest.fixture
def copy(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> CopyView:
    """With 王样六 since five days."""
    made = papers.printed(desk, factory.walk(desk, factory.draft(desk), "submit"))
    now = datetime.fromisoformat(made.printed_at).astimezone(UTC)
    monkeypatch.setattr(Clock, "now", lambda _: now)
    copies.move(factory.seat(desk, "qc"), [made.id], "send", {"holder": "王样六"})
    monkeypatch.setattr(Clock, "now", lambda _: now.replace(year=now.year + 1))
    return copy_list.get(desk, made.id)


def stranger(desk: Desk, content: bytes = b"%PDF-1.4 strange") -> int:
    """A page without any code."""
    return papers.scanned(desk, Seen(1), content=content).pages[0].id


def test_undone_filing_gives_the_copy_back_to_who_had_it_since_the_same_day(desk: Desk, copy: CopyView) -> None:
    clerk, page = factory.seat(desk, "qc"), stranger(desk)
    assert scans.file(clerk, page, copy.id, 1, "像是它").back
    said = scans.undo(clerk, page, "归错了").said
    assert said == f"{copy.named}不再算签回，回到“送签中 · 王样六”"
    assert copy_list.get(desk, copy.id) == copy
    assert [(one.who, one.days > 300) for one in chasing.people(desk)] == [("王样六", True)]
    assert chasing.counts(desk)[SENT] == 1
    assert [one.id for one in copy_list.listed(desk, states=[SENT])] == [copy.id]
    assert sentences(desk, copy.record)[-1] == (
        "第 1 份 签回作罢，回到“送签中 · 王样六”：“扫描_20261122.pdf”第 1 页撤回手工的决定：归错了"
    )
    assert findings(desk) == []


def test_scan_put_aside_takes_the_return_with_it_and_brings_it_again_when_that_is_undone(
    desk: Desk, copy: CopyView
) -> None:
    clerk = factory.seat(desk, "qc")
    page = papers.scanned(desk, papers.seen(desk, copy)).pages[0].id
    scans.dismiss(clerk, page, "拿错了")
    assert copy_list.get(desk, copy.id).state == SENT
    assert "已转为“已签回”" in scans.undo(clerk, page, "没有拿错").said
    assert copy_list.get(desk, copy.id).state == BACK
    scans.dismiss(clerk, page, "还是拿错了")
    assert copy_list.get(desk, copy.id) == copy
    assert findings(desk) == []


def test_page_filed_anew_brings_the_copy_back_anew(desk: Desk, copy: CopyView) -> None:
    clerk, page = factory.seat(desk, "qc"), stranger(desk)
    scans.file(clerk, page, copy.id, 1, "像是它")
    scans.undo(clerk, page, "归错了")
    assert papers.scanned(desk, papers.seen(desk, copy)).copies[0].back


def test_what_people_moved_since_stays(desk: Desk, copy: CopyView) -> None:
    clerk, page = factory.seat(desk, "qc"), stranger(desk)
    scans.file(clerk, page, copy.id, 1, "像是它")
    copies.move(clerk, [copy.id], "send", {"holder": "财务卫样十"})
    assert scans.undo(clerk, page, "归错了").said == ""
    assert copy_list.get(desk, copy.id).holder == "财务卫样十"


def test_copy_that_somebody_brought_back_by_hand_stays_back(desk: Desk, copy: CopyView) -> None:
    clerk, page = factory.seat(desk, "qc"), stranger(desk)
    copies.move(clerk, [copy.id], "back", {})
    scans.file(clerk, page, copy.id, 1, "像是它")
    assert scans.undo(clerk, page, "归错了").said == ""
    assert copy_list.get(desk, copy.id).state == BACK


def test_copy_of_which_another_page_is_there_stays_back_until_that_is_gone_too(desk: Desk, copy: CopyView) -> None:
    clerk = factory.seat(desk, "qc")
    two = papers.printed(desk, copy.record, pages=2)
    first, second = (one.id for one in papers.scanned(desk, papers.seen(desk, two), papers.seen(desk, two, 2, 2)).pages)
    assert scans.dismiss(clerk, second, "拿错了").said == f"{two.named}还有别的页在，仍是“已签回”，缺第 2 页"
    assert copy_list.get(desk, two.id).state == BACK
    assert scans.dismiss(clerk, first, "也拿错了").said == f"{two.named}不再算签回，回到“已打印”"
    assert copy_list.get(desk, two.id).state == PRINTED


def test_lost_and_found_after_it_was_retracted_it_is_still_to_be_signed(desk: Desk, copy: CopyView) -> None:
    clerk, page = factory.seat(desk, "qc"), stranger(desk)
    scans.file(clerk, page, copy.id, 1, "像是它")
    scans.undo(clerk, page, "归错了")
    for act in ("lose", "find"):
        copies.move(clerk, [copy.id], act, {"reason": "夹在别的单里"})
    assert copy_list.get(desk, copy.id).state in OUT
