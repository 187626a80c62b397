"""A page that nobody knows: why, which copies it may be of; filed by choice, by code, by number, put aside, undone."""

from dataclasses import replace
from typing import Any

import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from scanned_office import Office

from qcdesk.services.papers import copies, copy_list, scan_list, scans
from qcdesk.services.papers.placing import Seen
from qcdesk.services.papers.scan_list import ASIDE, FILED, FLAGGED, ScanView


@pytest.fixture
def card(page: Any) -> Any:
    """In front of the page without a code."""
    assert page.current().scan.state == FLAGGED
    return page.flagged


def stranger(page: Any) -> ScanView:
    return scan_list.get(page.session.desk, 3)


def short_code(page: Any, copy: Any) -> str:
    return copy.code.short(1)


def test_it_says_why_and_which_copies_are_waited_for(card: Any, page: Any, office: Office) -> None:
    assert card.why.text().startswith("读不到右上角和左下角的码")
    assert page.heading.text() == "“没有码.jpg”第 1 页：读不到码"
    assert page.current().belongs == "没有码.jpg · 1"
    one, two = office.fresh
    listed = [(likely.copy.id, likely.page, likely.why) for likely in card.listing.rows.rows]
    assert listed == [(two.copy.id, 1, "已打印，等它回来"), (one.copy.id, 1, "已打印，等它回来")]
    assert page.picture.paper._sheet.picture.width() > 400


def test_nothing_is_chosen_beforehand_and_nothing_is_filed_until_somebody_chooses(card: Any, page: Any) -> None:
    assert card.listing.selectionModel().selectedRows() == []
    assert (card.file.isEnabled(), card.file.toolTip()) == (False, "先选一份，或写上短码、单号")
    card.reason.setText("相符")
    card.reason.returnPressed.emit()
    assert card.fault.text() == "先选一份，或写上短码、单号"
    assert stranger(page).state == FLAGGED
    card.listing.selectRow(0)
    assert card.file.isEnabled()
    card.listing.clearSelection()
    card.typed.setText("0012")
    assert card.file.isEnabled()


def test_page_of_another_office_can_only_be_put_aside(page: Any, office: Office) -> None:
    theirs = replace(office.fresh[0].copy.code, office="0" * 6)
    seen = Seen(1, (theirs.text(1, 1),))
    scans.take_in(page.session.desk, b"%PDF-1.4 theirs", "别家.pdf", "application/pdf", [seen])
    page._tell_all()
    page.listing.selectRow(0)
    card = page.flagged
    assert page.heading.text() == "“别家.pdf”第 1 页：别的办公室的单"
    assert (card.listing.isVisible(), card.typed.isVisible(), card.file.isEnabled()) == (False, False, False)
    card.reason.setText("是别家的")
    hands.click(card, "dismiss_page")
    assert scan_list.get(page.session.desk, 4).state == ASIDE


def test_page_that_names_its_sheets_offers_them_alone_and_nothing_is_typed(page: Any, office: Office) -> None:
    one, other = office.fresh
    seen = Seen(1, (one.copy.code.text(1, 1), replace(other.copy.code, office="0" * 6).text(1, 1)))
    scans.take_in(page.session.desk, b"%PDF-1.4 beside", "并排.pdf", "application/pdf", [seen])
    page._tell_all()
    page.listing.selectRow(0)
    card = page.flagged
    assert page.heading.text() == "“并排.pdf”第 1 页：一页有几张单"
    assert [likely.copy.id for likely in card.listing.rows.rows] == [one.copy.id]
    assert (card.typed.isVisible(), card.file.isEnabled(), card.file.toolTip()) == (False, False, "先选一份")
    card.listing.selectRow(0)
    card.reason.setText("对着纸看过")
    hands.click(card, "file_page")
    assert scan_list.get(page.session.desk, 4).copy.id == one.copy.id


def test_page_that_came_before_names_its_copy_and_says_why_it_cannot_go_there(page: Any, office: Office) -> None:
    seen = Seen(1, (office.other.code.text(1, 1),))
    scans.take_in(page.session.desk, b"%PDF-1.4 again", "又.pdf", "application/pdf", [seen])
    page._tell_all()
    page.listing.selectRow(0)
    card = page.flagged
    assert [one.copy.id for one in card.listing.rows.rows] == [office.other.id]
    assert not card.file.isEnabled()
    card.listing.selectRow(0)
    assert not card.file.isEnabled()
    assert "先把原来的放在一边" in card.file.toolTip()


def test_short_code_that_ends_in_figures_is_none_of_a_sheets_numbers(card: Any, page: Any, office: Office) -> None:
    """One in a hundred does: 0003-1-2345."""
    whole, ending = copy_list.get(page.session.desk, office.fresh[0].copy.id).code, ""
    for second in range(2000):
        ending = replace(whole, at=f"2026-11-21T09:00:00.{second:04d}Z").short(1)
        if ending[-4:].isdecimal():
            break
    card.typed.setText(ending)
    card.reason.setText("像是它")
    hands.click(card, "file_page")
    assert card.fault.text().startswith("短码的校验对不上")
    card.typed.setText("FG-202611-999")
    hands.click(card, "file_page")
    assert card.fault.text().startswith("没有编号为 FG-202611-999 的单")


def test_undone_filing_gives_the_paper_back_to_who_has_it(card: Any, page: Any, office: Office) -> None:
    desk, copy = page.session.desk, office.fresh[0].copy
    copies.move(desk, [copy.id], "send", {"holder": "王样六"})
    card.typed.setText(short_code(page, copy))
    card.reason.setText("像是它")
    hands.click(card, "file_page")
    hands.click(page, "scans_filed")
    hands.click(page.filed, "wrong_place")
    page.filed.reason.setText("归错了")
    hands.click(page.filed, "undo_page")
    assert page.said.text() == f"已撤回；{copy.named}不再算签回，回到“送签中 · 王样六”"
    assert copy_list.get(desk, copy.id).state == "sent"


def test_chosen_copy_takes_it_and_the_list_moves_on(card: Any, page: Any, office: Office) -> None:
    card.reason.setText("单号和返工数量都相符")
    card.listing.selectRow(1)
    hands.click(card, "file_page")
    assert stranger(page).copy.id == office.fresh[0].copy.id
    assert page.said.text() == "FG-202611-003 第 1 份 1 页齐了，已转为“已签回”"
    assert (page.listing.rows.rowCount(), page.empty.title.text()) == (0, "没有要处理的")
    hands.click(page, "scans_filed")
    assert page.current().belongs == "FG-202611-003 第 1 份"
    assert "手工归入：单号和返工数量都相符" in page.filed.said.text()


def test_it_is_filed_by_keys_alone(card: Any, page: Any, office: Office) -> None:
    assert page.listing.hasFocus()
    hands.press(Qt.Key.Key_Tab)
    while hands.focused() is not card.listing:
        hands.press(Qt.Key.Key_Tab)
    assert not card.file.isEnabled()
    hands.press(Qt.Key.Key_Down)
    while hands.focused() is not card.reason:
        hands.press(Qt.Key.Key_Tab)
    hands.commit("看得出是它")
    hands.press(Qt.Key.Key_Return)
    assert stranger(page).copy.id == office.fresh[1].copy.id


def test_typed_short_code_counts_before_the_list(card: Any, page: Any, office: Office) -> None:
    card.typed.setText(short_code(page, office.fresh[0].copy).lower())
    card.reason.setText("短码在折角下面")
    hands.click(card, "file_page")
    assert stranger(page).copy.id == office.fresh[0].copy.id


def test_typed_number_is_enough_where_one_page_is_open(card: Any, page: Any, office: Office) -> None:
    card.typed.setText("FG-202611-003")
    card.reason.setText("单号看得清")
    hands.click(card, "file_page")
    said = card.fault.text()
    assert said == "这张单还有几页没回来：第 2 份第 1 页、第 1 份第 1 页。请写短码，说清是哪一页"
    assert stranger(page).state == FLAGGED
    one, two = office.fresh
    seen = Seen(1, (one.copy.code.text(1, 1),))
    scans.take_in(page.session.desk, b"%PDF-1.4 first", "第一份.pdf", "application/pdf", [seen])
    hands.click(card, "file_page")
    assert stranger(page).copy.id == two.copy.id


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("FG-202611-001", "这张单的 1 份都已回来"),
        ("FG-209911-999", "没有编号为 FG-209911-999 的单"),
        ("ZZZZ-1-ZZZZ", "短码的校验对不上"),
        ("看不清", "不是打印份的短码"),
    ],
)
def test_what_names_no_open_page_is_told(card: Any, page: Any, typed: str, told: str) -> None:
    card.typed.setText(typed)
    card.reason.setText("看得出")
    hands.click(card, "file_page")
    assert told in card.fault.text()
    assert stranger(page).state == FLAGGED


def test_without_a_reason_nothing_is_done_and_the_cursor_goes_there(card: Any, page: Any) -> None:
    card.listing.selectRow(0)
    for name in ("file_page", "dismiss_page"):
        hands.click(card, name)
        assert (card.fault.text(), card.reason.hasFocus()) == ("要写明原因", True)
        page.listing.setFocus()
    assert stranger(page).state == FLAGGED


def test_put_aside_is_found_again_and_undone(card: Any, page: Any) -> None:
    card.reason.setText("供应商的单")
    hands.click(card, "dismiss_page")
    assert page.said.text().startswith("已放在一边")
    hands.click(page, "scans_aside")
    assert (page.current().scan.state, page.cards.isVisible()) == (ASIDE, False)
    assert "放在一边：供应商的单" in page.filed.said.text()
    hands.click(page.filed, "wrong_place")
    hands.click(page.filed, "undo_page")
    assert (page.filed.fault.text(), page.filed.reason.hasFocus()) == ("要写明原因", True)
    page.filed.reason.setText("是我们的")
    hands.click(page.filed, "undo_page")
    assert stranger(page).state == FLAGGED
    assert page.chips["todo"].text() == "待处理 1 页"


def test_page_filed_wrongly_is_put_aside_from_where_it_lies(page: Any, office: Office) -> None:
    hands.click(page, "scans_filed")
    assert not page.filed.findChild(QPushButton, "undo_page").isVisible()
    hands.click(page.filed, "wrong_place")
    assert not page.filed.findChild(QPushButton, "undo_page").isVisible()
    page.filed.reason.setText("扫糊了，重新扫")
    hands.click(page.filed, "put_aside")
    assert scan_list.of_copy(page.session.desk, office.other.id) == []
    assert page.chips["aside"].text() == "放一边 1 页"


def test_page_taken_for_a_blank_back_may_still_be_filed(page: Any, office: Office) -> None:
    scans.take_in(page.session.desk, b"%PDF-1.4 blank", "淡.pdf", "application/pdf", [Seen(1, blank=True)])
    page.refresh()
    hands.click(page, "scans_aside")
    assert page.current().scan.name == "淡.pdf"
    assert page.flagged.why.text() == "空白页，已放在一边"
    page.flagged.listing.selectRow(0)
    page.flagged.reason.setText("铅笔写的，太淡")
    hands.click(page.flagged, "file_page")
    assert scan_list.get(page.session.desk, 4).state == FILED


def test_what_is_typed_stays_while_other_pages_come(card: Any, page: Any) -> None:
    card.reason.setText("正在写")
    page._tell_all()
    assert card.reason.text() == "正在写"


def test_what_is_begun_beside_a_page_is_there_again_after_another_list_was_looked_at(card: Any, page: Any) -> None:
    card.listing.selectRow(1)
    card.reason.setText("正在写")
    card.typed.setText("0012-1")
    chosen = card.listing.chosen()
    for elsewhere in ("scans_aside", "scans_filed", "scans_todo"):
        hands.click(page, elsewhere)
    assert (card.reason.text(), card.typed.text()) == ("正在写", "0012-1")
    assert (card.listing.chosen().copy.id, card.listing.chosen().page) == (chosen.copy.id, chosen.page)


def test_what_was_typed_for_a_decision_is_gone_when_the_page_comes_back(card: Any, page: Any) -> None:
    card.reason.setText("供应商的单")
    hands.click(card, "dismiss_page")
    scans.undo(page.session.desk, stranger(page).id, "是我们的")
    page._tell_all()
    hands.click(page, "scans_todo")
    assert (page.current().scan.state, card.reason.text()) == (FLAGGED, "")


def test_what_is_ticked_stays_while_an_empty_list_is_looked_at(page: Any) -> None:
    hands.click(page, "scans_confirm")
    line = page.confirm.rows[0]
    hands.click(line, line.mark.objectName())
    hands.click(page, "scans_aside")
    assert not page.right.isVisible()
    hands.click(page, "scans_confirm")
    assert page.confirm.rows[0].mark.isChecked()


def test_escape_empties_the_filter(page: Any, qtbot: Any) -> None:
    hands.click(page, "scans_every")
    page.filter.setFocus()
    hands.commit("签回-2")
    qtbot.waitUntil(lambda: page.listing.rows.rowCount() == 1)
    hands.press(Qt.Key.Key_Return)
    assert page.listing.hasFocus()
    hands.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.listing.rows.rowCount() == 3)


def test_next_person_finds_nothing_typed(card: Any, page: Any) -> None:
    card.reason.setText("正在写")
    page.filter.setText("签回")
    hands.click(page, "scans_aside")
    page.session.sign_in("qcmgr", "246810")
    hands.click(page, "scans_todo")
    assert (page.filter.text(), page.flagged.reason.text()) == ("", "")
