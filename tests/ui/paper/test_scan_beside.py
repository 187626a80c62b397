"""The scan of a sheet beside it: by itself where a blank sheet came back, else when it is asked for."""

import io
from typing import Any

import factory
import hands
import papers
import pytest
import scanned_office
from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton

from qcdesk.desk import Desk
from qcdesk.services.papers import blanks, scans
from qcdesk.services.papers.blanks import Laid
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.papers.placing import Seen
from ui.paper.scan_beside import ScanBeside

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier

pytestmark = pytest.mark.usefixtures("at_once")


def sheet(pages: int = 1, colour: str = "white") -> bytes:
    """Pages of A4 at 100 dpi, as a scanner makes a PDF of them."""
    pictures = [Image.new("RGB", (827, 1169), colour) for _ in range(pages)]
    for at, picture in enumerate(pictures):
        ImageDraw.Draw(picture).rectangle((100, 100 + 200 * at, 700, 180 + 200 * at), fill="black")
    made = io.BytesIO()
    pictures[0].save(made, "PDF", save_all=True, append_images=pictures[1:], resolution=100)
    return made.getvalue()


def came(desk: Desk, copy: CopyView, pages: int = 1, colour: str = "white") -> None:
    seen = [papers.seen(desk, copy, page, page) for page in range(1, pages + 1)]
    papers.scanned(desk, *seen, content=sheet(pages, colour), name="车间.pdf")


@pytest.fixture
def blank(session: Any) -> Any:
    """Reserved for the shop floor, nothing keyed in yet."""
    (one,) = blanks.reserve(session.desk, "rework_record", 1, "一车间", Laid(1, papers.boxes("prod_sign"), "zh"))
    return one


@pytest.fixture
def signed(session: Any) -> CopyView:
    """A sheet on its way, two pages of it printed."""
    return papers.printed(session.desk, scanned_office.rework(session.desk), "prod_sign", pages=2)


def beside(page: Any) -> ScanBeside:
    for _ in range(3):
        QApplication.processEvents()
    return page.scans


def switch(page: Any) -> QToolButton:
    return page.findChild(QToolButton, "tool_scan")


def fits(page: Any) -> bool:
    return page.view.sheet_size().width() <= page.area.viewport().width()


def test_scan_of_a_blank_sheet_is_there_when_it_is_opened(show: Any, session: Any, blank: Any) -> None:
    came(session.desk, blank.copy)
    page = show(blank.record.id)
    assert beside(page).isVisible()
    assert switch(page).isChecked()
    assert page.scans.said.text() == "扫描件　第 1 份第 1 页"
    assert page.scans.picture.paper._sheet.picture.width() > 800
    assert not page.scans.before.isVisible()
    assert fits(page)


def test_it_can_be_put_away_and_stays_away(show: Any, session: Any, blank: Any) -> None:
    came(session.desk, blank.copy)
    page = show(blank.record.id)
    assert beside(page).isVisible()
    switch(page).click()
    assert not beside(page).isVisible()
    assert page.area.percent == 100
    page.worked()
    assert not beside(page).isVisible()


def test_scan_that_comes_while_the_sheet_is_open_shows_itself(show: Any, session: Any, blank: Any) -> None:
    page = show(blank.record.id)
    assert not switch(page).isVisible()
    came(session.desk, blank.copy)
    session.changed.emit(scans.touched("scans", "copies", "records"))
    assert beside(page).isVisible()
    assert fits(page)


def test_sheet_is_keyed_in_while_the_picture_stays(show: Any, session: Any, blank: Any) -> None:
    came(session.desk, blank.copy)
    page = show(blank.record.id)
    beside(page)
    hands.into(page, "customer")
    hands.commit("北望角自行车")
    assert page.save()
    assert beside(page).isVisible()


def test_without_a_scan_there_is_nothing_to_switch(show: Any, signed: CopyView) -> None:
    page = show(signed.record)
    assert not switch(page).isVisible()
    hands.press(Qt.Key.Key_B, CTRL_SHIFT)
    assert not beside(page).isVisible()


def test_scan_of_a_sheet_on_its_way_is_shown_when_asked_for_by_key(
    show: Any, session: Any, signed: CopyView, qtbot: Any
) -> None:
    came(session.desk, signed, pages=2)
    page = show(signed.record)
    assert switch(page).isVisible()
    for shown in (False, True, False):
        qtbot.waitUntil(lambda shown=shown: beside(page).isVisible() == shown)
        assert fits(page)
        hands.press(Qt.Key.Key_B, CTRL_SHIFT)


def test_pages_are_turned_to_the_last_and_back(show: Any, session: Any, signed: CopyView) -> None:
    came(session.desk, signed, pages=2)
    page = show(signed.record)
    switch(page).click()
    first = beside(page).picture.paper._sheet.picture.toImage()
    assert (page.scans.before.isEnabled(), page.scans.after.isEnabled()) == (False, True)
    hands.click(page, "scan_after")
    assert page.scans.said.text() == "扫描件　第 1 份第 2 页"
    assert page.scans.picture.paper._sheet.picture.toImage() != first
    assert (page.scans.before.isEnabled(), page.scans.after.isEnabled()) == (True, False)
    hands.click(page, "scan_before")
    assert page.scans.picture.paper._sheet.picture.toImage() == first


def test_scan_put_aside_takes_its_picture_with_it(show: Any, session: Any, signed: CopyView) -> None:
    came(session.desk, signed, pages=2)
    page = show(signed.record)
    switch(page).click()
    hands.click(page, "scan_after")
    session.tell(scans.dismiss(factory.seat(session.desk, "qc"), 2, "扫糊了"))
    assert page.scans.said.text() == "扫描件　第 1 份第 1 页"
    session.tell(scans.dismiss(factory.seat(session.desk, "qc"), 1, "扫糊了"))
    assert not beside(page).isVisible()
    assert not switch(page).isVisible()
    assert page.area.percent == 100


def test_picture_that_cannot_be_read_says_so(show: Any, session: Any, signed: CopyView) -> None:
    seen = papers.seen(session.desk, signed)
    papers.scanned(session.desk, Seen(1, seen.codes, said=seen.said), content=b"%PDF-1.4 broken")
    page = show(signed.record)
    switch(page).click()
    assert "车间" not in page.scans.picture.none.text()
    assert page.scans.picture.none.text()


def test_it_is_named_for_whoever_cannot_see_it(show: Any, session: Any, signed: CopyView) -> None:
    came(session.desk, signed, pages=2)
    page = show(signed.record)
    named = [one.accessibleName() for one in (page.scans.before, page.scans.after, page.scans.picture.paper)]
    assert named == ["上一页扫描", "下一页扫描", "页面"]
    assert "Ctrl+Shift+B" in switch(page).toolTip()


def test_scan_of_an_old_edition_says_which_it_is_beside_the_draft_of_the_new_one(show: Any, session: Any) -> None:
    label = factory.signed_label(session.desk)
    came(session.desk, papers.printed(session.desk, label, "approved"))
    page = show(label)
    switch(page).click()
    assert beside(page).said.text() == "扫描件　第 1 份第 1 页"
    factory.take(session.desk, label, "revise", "pmgr", "封存数量写错")
    page = show(label)
    assert beside(page).said.text() == "扫描件　第 1 份第 1 页　旧版：原单，不是旁边的改版 1"
