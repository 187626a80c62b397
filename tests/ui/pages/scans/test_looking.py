"""A page whose boxes nobody judged stands in 待确认签名 until it is confirmed, or somebody says that he has looked."""

from collections.abc import Callable
from typing import Any

import factory
import hands
import papers
import pytest
from confirming import confirming, row, sign, signatures, tick
from PySide6.QtWidgets import QScrollArea
from scanned_office import Office

from qcdesk.services.papers import scan_list, scans
from ui.pages.scans.box_row import NOT_YET, TIP
from ui.pages.scans.strip import told

STRANGER = 3
"""The page without a code."""


@pytest.fixture
def page(seated: Callable[[str], Any], office: Office) -> Any:
    """The page without a code, filed by hand to a sheet that came back no other way."""
    window = seated("gm")
    clerk = factory.seat(window.session.desk, "qc")
    scans.file(clerk, STRANGER, office.fresh[0].copy.id, 1, "折角，编号和内容都对")
    page = confirming(window)
    choose_stranger(page)
    return page


def choose_stranger(page: Any) -> None:
    rows = page.listing.rows
    page.listing.selectRow(next(at for at in range(rows.rowCount()) if rows.row(at).scan.id == STRANGER))


def test_it_waits_says_why_and_what_to_do(page: Any) -> None:
    desk = page.session.desk
    assert (page.current().said, page.chips["confirm"].text()) == ("签名待看", "待确认签名 3 页")
    assert told(desk) == "扫描件待确认签名 3 页"
    assert page.confirm.looking.hint.text() == (
        "这一页是手工归入的，没有判读笔迹。请对着图逐格看：签了的确认，别的格没签就点“看过了，其余没签”。"
    )
    line = row(page, "reviewed")
    assert "没有判读" in hands.words(line)
    assert line._words.toolTip() == TIP
    assert line.why.placeholderText() == "程序没有判读，凭什么说已签？"


def test_one_click_takes_it_from_the_list_and_another_brings_it_back(page: Any) -> None:
    desk = page.session.desk
    hands.click(page.confirm, "looked_at")
    assert "其余没签，不再列在“待确认签名”" in page.said.text()
    assert (page.chips["confirm"].text(), told(desk)) == ("待确认签名 2 页", "扫描件待确认签名 2 页")
    assert page.current().scan.id != STRANGER
    assert not page.confirm.looking.mark.isVisible()
    hands.click(page, "scans_filed")
    choose_stranger(page)
    assert page.confirm.looking.mark.text() == "重新待看"
    assert page.confirm.looking.hint.text().endswith("看过这一页：其余没签")
    hands.click(page.confirm, "looked_at")
    assert page.chips["confirm"].text() == "待确认签名 3 页"
    assert scan_list.get(desk, STRANGER).looked_by == ""


def test_a_box_seen_unclearly_keeps_its_page_there_until_somebody_has_looked(page: Any, office: Office) -> None:
    desk, paper = page.session.desk, office.fresh[1]
    seen = papers.seen(desk, paper.copy, prod_sign="unclear", reviewed="empty")
    [came] = scans.take_in(factory.seat(desk, "qc"), paper.scan, "签回-3.jpg", "image/jpeg", [seen]).pages
    page._tell_all()
    rows = page.listing.rows
    page.listing.selectRow(next(at for at in range(rows.rowCount()) if rows.row(at).scan.id == came.id))
    assert (page.current().said, page.chips["confirm"].text()) == ("签名待看", "待确认签名 4 页")
    assert page.confirm.looking.hint.text() == (
        "有 1 格看不清。请对着图逐格看：签了的确认，别的格没签就点“看过了，其余没签”。"
    )
    page.confirm.see_page(came.id)
    hands.click(page.confirm, "looked_at")
    assert (page.chips["confirm"].text(), told(desk)) == ("待确认签名 3 页", "扫描件待确认签名 3 页")


def test_what_is_ticked_is_confirmed_before_the_rest_is_said_to_be_unsigned(
    page: Any, office: Office, in_dialog: Any
) -> None:
    tick(page, "prod_sign")
    mark = page.confirm.looking.mark
    assert (mark.isEnabled(), mark.toolTip()) == (False, "先确认勾选的签名，或把勾点掉")
    row(page, "prod_sign").why.setText("图上看得清是他签的")
    in_dialog(sign)
    hands.click(page.confirm, "confirm_ink")
    assert signatures(page, office.fresh[0].copy.record) == [("prod_sign", "prod", "ink", "gm")]
    assert page.chips["confirm"].text() == "待确认签名 3 页"
    hands.click(page.confirm, "looked_at")
    assert page.chips["confirm"].text() == "待确认签名 2 页"


def test_ink_that_was_seen_is_confirmed_before_the_rest_is_said_to_be_unsigned(
    page: Any, office: Office, in_dialog: Any
) -> None:
    desk, paper = page.session.desk, office.fresh[1]
    seen = papers.seen(desk, paper.copy, prod_sign="signed", reviewed="unclear")
    [came] = scans.take_in(factory.seat(desk, "qc"), paper.scan, "签回-3.jpg", "image/jpeg", [seen]).pages
    page._tell_all()
    rows = page.listing.rows
    page.listing.selectRow(next(at for at in range(rows.rowCount()) if rows.row(at).scan.id == came.id))
    page.confirm.see_page(came.id)
    mark, label = page.confirm.looking.mark, row(page, "prod_sign").box.label
    why = f"“{label}”有笔迹，还没有确认：先确认这些签名，再说其余没签"
    assert (mark.isEnabled(), mark.toolTip()) == (False, why)
    tick(page, "prod_sign")
    assert (mark.isEnabled(), mark.toolTip()) == (False, why)
    in_dialog(sign)
    hands.click(page.confirm, "confirm_ink")
    assert (page.current().scan.id, page.current().said) == (came.id, "签名待看")
    page.confirm.see_page(came.id)
    assert mark.isEnabled()


def test_nobody_has_looked_before_there_was_something_to_see(page: Any) -> None:
    page.confirm.see_page(0)
    mark = page.confirm.looking.mark
    assert (mark.isEnabled(), mark.toolTip()) == (False, NOT_YET)


def test_on_a_small_screen_the_hint_scrolls_with_the_boxes_and_no_button_is_cut(page: Any, qapp: Any) -> None:
    page.window().resize(911, 512)
    for _ in range(5):
        qapp.processEvents()
    card = page.confirm
    assert card.findChild(QScrollArea).isAncestorOf(card.looking.hint)
    for button in (card.looking.mark, card.take):
        assert button.isVisible()
        assert button.height() >= button.minimumSizeHint().height()
        assert button.visibleRegion().boundingRect() == button.rect()
