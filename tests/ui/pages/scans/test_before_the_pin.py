"""What stands against a ticked box is told beside it before the PIN is asked, and goes as it is put right."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import factory
import hands
import papers
import pytest
from confirming import confirming, row, sign, signatures, tick
from PySide6.QtCore import QPoint, QRect, Qt
from scanned_office import Office

from qcdesk.services.basics import people
from qcdesk.services.papers import scans
from qcdesk.services.sheets import sign_history


def test_where_several_may_have_signed_somebody_must_be_chosen(
    seated: Callable[[str], Any], office: Office, in_dialog: Any
) -> None:
    window = seated("gm")
    people.change(factory.seat(window.session.desk, "admin"), "purch", roles=("purch", "prod"))
    page = confirming(window)
    line = row(page, "prod_sign")
    assert line.who.currentText() == "谁签的？"
    tick(page, "prod_sign")
    hands.click(page.confirm, "confirm_ink")
    assert line.fault.text() == "请选是谁签的"
    assert line.who.hasFocus()
    line.who.setCurrentIndex(line.who.findData("purch"))
    assert line.fault.isHidden()
    in_dialog(sign)
    hands.click(page.confirm, "confirm_ink")
    assert signatures(page, office.other.record) == [("prod_sign", "purch", "ink", "gm")]


def test_box_seen_empty_is_confirmed_only_with_a_word_beside_it(gm: Any, office: Office, in_dialog: Any) -> None:
    line = row(gm, "qc_sign")
    assert (line.box.verdict, line.why.isHidden()) == ("empty", True)
    tick(gm, "qc_sign", "prod_sign", "reviewed")
    assert [row(gm, slot).why.isVisible() for slot in ("qc_sign", "prod_sign", "reviewed")] == [True, False, False]
    assert "当作没签" not in hands.words(line)
    hands.click(gm.confirm, "confirm_ink")
    assert line.fault.text() == f"“{line.box.label}”扫描上空白，说它已签要写明为什么，例如：看过原件"
    assert line.why.hasFocus()
    line.why.setText("笔没有水，看过原件")
    line.who.setCurrentIndex(line.who.findData("qcmgr"))
    in_dialog(sign)
    hands.click(gm.confirm, "confirm_ink")
    assert ("qc_sign", "qcmgr", "ink", "gm") in signatures(gm, office.other.record)
    told = [one.doubt for one in sign_history.of(gm.session.desk, office.other.record) if one.slot == "qc_sign"]
    assert told == ["扫描上空白，确认的理由：笔没有水，看过原件"]


def test_reason_that_opens_is_in_sight_and_what_was_said_goes_as_it_is_typed(gm: Any, qtbot: Any) -> None:
    gm.confirm._window.setFixedHeight(240)
    line = [line for line in gm.confirm.rows if line.open and line.doubtful][-1]
    tick(gm, line.box.slot)
    view = gm.confirm._window.viewport()
    qtbot.waitUntil(lambda: view.rect().contains(QRect(line.why.mapTo(view, QPoint()), line.why.size())))
    hands.click(gm.confirm, "confirm_ink")
    assert line.fault.isVisible()
    qtbot.waitUntil(lambda: view.rect().contains(QRect(line.fault.mapTo(view, QPoint()), line.fault.size())))
    qtbot.keyClicks(line.why, "kg")
    assert line.fault.isHidden()


def test_box_whose_turn_has_not_come_says_so_until_those_before_it_are_ticked(gm: Any, office: Office) -> None:
    line = row(gm, "approved")
    tick(gm, "approved")
    line.why.setText("看过原件")
    line.who.setCurrentIndex(line.who.count() - 1)
    assert line.fault.text().endswith("先要由品管主管（品质部经理）做“审核”")
    hands.click(gm.confirm, "confirm_ink")
    assert line.mark.hasFocus(), "of the day nothing is wrong"
    assert signatures(gm, office.other.record) == []
    tick(gm, "reviewed")
    assert line.fault.isHidden()


def test_who_is_shut_out_by_what_is_ticked_with_it_is_told_beside_the_box(
    seated: Callable[[str], Any], office: Office, in_dialog: Any
) -> None:
    window = seated("gm")
    admin = factory.seat(window.session.desk, "admin")
    people.change(admin, "qcmgr", roles=("qcmgr", "pmgr"))
    page = confirming(window)
    line = row(page, "approved")
    tick(page, "prod_sign", "reviewed", "approved")
    line.why.setText("看过原件")
    line.who.setCurrentIndex(line.who.findData("qcmgr"))
    name = people.get(window.session.desk, "qcmgr").name
    assert line.fault.text().endswith(f"不能审核或核准自己签过的单（审核：{name}）")
    assert [row(page, slot).fault.text() for slot in ("prod_sign", "reviewed")] == ["", ""]
    hands.click(page.confirm, "confirm_ink")
    line.who.setCurrentIndex(line.who.findData("pmgr"))
    assert line.fault.isHidden()
    in_dialog(sign)
    hands.click(page.confirm, "confirm_ink")
    assert [one[1] for one in signatures(page, office.other.record)] == ["prod", "qcmgr", "pmgr"]


def test_review_and_approval_of_a_sheet_carried_round_on_paper_are_ticked_together_and_take_one_pin(
    seated: Callable[[str], Any], office: Office, in_dialog: Any
) -> None:
    window = seated("gm")
    desk = window.session.desk
    record = factory.walk(desk, factory.draft(desk), "submit")
    copy = papers.printed(desk, record, "filled_check", "reviewed", "approved")
    seen = papers.seen(desk, copy, filled_check="empty", reviewed="signed", approved="signed")
    scans.take_in(factory.seat(desk, "qc"), office.fresh[0].scan, "异常单.jpg", "image/jpeg", [seen])
    page = confirming(window)
    rows = page.listing.rows
    page.listing.selectRow(next(at for at in range(rows.rowCount()) if rows.row(at).copy.id == copy.id))
    assert [row(page, slot).open for slot in ("reviewed", "approved")] == [True, True]
    tick(page, "reviewed", "approved")
    assert [row(page, slot).fault.text() for slot in ("reviewed", "approved")] == ["", ""]
    in_dialog(sign)
    hands.click(page.confirm, "confirm_ink")
    assert signatures(page, record) == [("reviewed", "merchmgr", "ink", "gm"), ("approved", "pmgr", "ink", "gm")]


@pytest.mark.parametrize(("days", "told"), [(-400, "早于打印的时间"), (3, "还没有到，请看清楚")])
def test_wrong_day_is_told_beside_it_when_it_is_written_and_no_pin_is_asked(
    gm: Any, office: Office, qtbot: Any, days: int, told: str
) -> None:
    today = gm.session.desk.clock.wall()
    line = row(gm, "prod_sign")
    tick(gm, "prod_sign")
    line.day.setFocus()
    qtbot.keyClicks(line.day, f"{today + timedelta(days=days):%Y-%m-%d}")
    assert line.fault.isHidden(), "somebody is still writing"
    line.mark.setFocus()
    qtbot.waitUntil(lambda: told in line.fault.text())
    hands.click(gm.confirm, "confirm_ink")
    assert line.day.hasFocus()
    assert (signatures(gm, office.other.record), line.mark.isChecked()) == ([], True)
    line.day.selectAll()
    qtbot.keyClicks(line.day, f"{today:%Y-%m-%d}")
    assert line.fault.isHidden()


def test_field_that_is_left_for_a_button_moves_nothing_under_the_mouse(gm: Any, qtbot: Any) -> None:
    line, below = gm.confirm.rows[:2]
    tick(gm, line.box.slot)
    line.day.setFocus()
    qtbot.keyClicks(line.day, "2019-1-1")
    at = below.mark.rect().center()
    qtbot.mousePress(below.mark, Qt.MouseButton.LeftButton, pos=at)
    gm.confirm._settling.timeout.emit()
    assert line.fault.isHidden()
    qtbot.mouseRelease(below.mark, Qt.MouseButton.LeftButton, pos=at)
    assert below.mark.isChecked()
    assert line.fault.text().startswith("纸上的日期“2019-1-1”要写成 2026-11-20")
