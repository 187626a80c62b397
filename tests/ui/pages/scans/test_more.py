"""Of more pages than are listed at once every one is counted, and found by what is typed."""

from typing import Any

import hands
import papers
import pytest
import scanned_office

from qcdesk.services.papers.placing import Seen
from ui.pages.scans import work


@pytest.fixture
def page(seated: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Two of the pages wait, one has no code; of the five others only the newest would be listed."""
    window = seated("qc")
    desk = window.session.desk
    copy = papers.printed(desk, scanned_office.rework(desk), "prod_sign")
    papers.scanned(desk, papers.seen(desk, copy, prod_sign="empty"), content=b"%PDF-1.4 old", name="旧单.pdf")
    for at in range(4):
        papers.scanned(desk, Seen(1, blank=True), content=f"%PDF-1.4 {at}".encode(), name=f"背面{at}.pdf")
    monkeypatch.setattr(work, "MOST", 1)
    page = window.shell.go("scans")
    hands.click(page, "scans_every")
    return page


def names(page: Any) -> list[str]:
    rows = page.listing.rows
    return [rows.row(at).scan.name for at in range(rows.rowCount())]


def test_the_chips_count_all_and_the_list_says_how_many_are_not_there(page: Any) -> None:
    assert [page.chips[name].text() for name in ("todo", "confirm", "filed", "aside", "every")] == [
        "待处理 1 页", "待确认签名 2 页", "已归入 3 页", "放一边 4 页", "全部 8 页",
    ]  # fmt: skip
    assert len(names(page)) == 4
    assert page.more.isVisible()
    assert page.more.text() == "另有 4 页更早的没有列出，输入文件名、单号、短码来找"
    hands.click(page, "scans_todo")
    assert not page.more.isVisible()


def test_what_is_typed_is_looked_for_among_all(page: Any, qtbot: Any) -> None:
    page.filter.setText("旧单")
    qtbot.waitUntil(lambda: names(page) == ["旧单.pdf"])
    assert page.more.text() == "只列最近的 1 页，请多输几个字，或改输单号、短码"
    page.filter.clear()
    qtbot.waitUntil(lambda: len(names(page)) == 4)
    assert page.more.text().startswith("另有 4 页")
