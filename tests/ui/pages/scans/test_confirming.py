"""Signatures seen on a scanned page beside the names: one click a box, one PIN, and what stands against it is told."""

import io
from collections.abc import Callable
from typing import Any

import factory
import hands
import pytest
from confirming import confirming, row, sheet, sign, signatures, tick
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea
from scanned_office import Office

from qcdesk.desk import Desk
from qcdesk.services.basics import people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.papers import inked
from qcdesk.services.papers.inked import Mark
from qcdesk.services.sheets import records
from ui.pages.scans.box_row import HIGH, TALL
from ui.tasks import RUNNER, Task

ONE, TWO = "FG-202611-001 第 1 份", "FG-202611-002 第 1 份"


def test_narrow_box_of_a_label_is_shown_larger_than_a_wide_one(gm: Any) -> None:
    wide, narrow = gm.confirm.rows[:2]
    for line, size in ((wide, (300, 90)), (narrow, (130, 100))):
        buffer = io.BytesIO()
        Image.new("L", size, 255).save(buffer, "PNG")
        line.show_crop(buffer.getvalue())
    assert (wide.picture.height(), narrow.picture.height()) == (HIGH, TALL)
    shown = narrow.picture.pixmap()
    assert shown.height() / shown.devicePixelRatio() == TALL


def test_each_box_shows_its_picture_who_may_have_signed_and_what_was_seen(gm: Any) -> None:
    assert gm.current().belongs == TWO
    told = {line.box.slot: line for line in gm.confirm.rows}
    assert list(told) == ["prod_sign", "reviewed", "issue_sign", "qc_sign", "approved", "prepared"]
    assert not told["prod_sign"].picture.pixmap().isNull()
    assert told["prod_sign"].picture.pixmap().height() <= told["prod_sign"].picture.height()
    assert "有笔迹" in hands.words(told["prod_sign"])
    assert "空白，当作没签" in hands.words(told["approved"])
    assert told["prod_sign"].who.currentData() == "prod"
    assert "屏幕上签名" in hands.words(told["prepared"])
    assert not any(line.mark.isChecked() for line in told.values())


def test_one_click_a_box_one_pin_and_the_sheet_goes_on(gm: Any, office: Office, in_dialog: Any) -> None:
    asked: list[str] = []
    tick(gm, "prod_sign", "reviewed")
    assert gm.confirm.take.text() == "确认 2 个签名…"
    in_dialog(lambda dialog: (asked.append(f"{dialog.windowTitle()}\n{hands.words(dialog)}"), sign(dialog)))
    hands.click(gm.confirm, "confirm_ink")
    assert f"见签：{TWO}" in asked[0]
    assert "我看到纸上已签：生产主管" in asked[0]
    made = office.other.record
    assert sheet(gm, made).state == "reviewed"
    assert signatures(gm, made) == [("prod_sign", "prod", "ink", "gm"), ("reviewed", "qcmgr", "ink", "gm")]
    assert gm.said.text().startswith("已确认：生产主管、审核；《返工/返修记录表》FG-202611-002")
    assert (gm.current().belongs, gm.chips["confirm"].text()) == (ONE, "待确认签名 1 页")
    hands.click(gm, "scans_filed")
    gm.listing.selectRow(0)
    assert "纸上签名：" in hands.words(row(gm, "reviewed"))
    assert not gm.filed.wrong.isVisible(), "what would be refused is not asked for first"
    assert gm.filed.kept.isVisible()
    assert gm.filed.kept.text().endswith("纸上签名的依据，不能挪动；签名有错请在单上“退回”")


def test_the_next_page_is_shown_from_its_first_box(gm: Any, qapp: Any) -> None:
    qapp.processEvents()
    below = gm.confirm.findChild(QScrollArea).verticalScrollBar()
    below.setValue(below.maximum())
    assert below.value() > 0
    gm.listing.selectRow(1)
    assert below.value() == 0


def test_after_the_last_one_the_page_says_that_nothing_is_left(gm: Any, in_dialog: Any) -> None:
    for _ in range(2):
        tick(gm, "prod_sign", "reviewed")
        in_dialog(sign)
        hands.click(gm.confirm, "confirm_ink")
    assert (gm.listing.rows.rowCount(), gm.empty.title.text()) == (0, "没有要处理的")
    assert "这里的都办完了；“待处理”里还有 1 页。" in hands.words(gm.empty)
    assert not gm.right.isVisible()


def test_pin_given_up_changes_nothing_and_keeps_what_was_ticked(gm: Any, office: Office, in_dialog: Any) -> None:
    tick(gm, "prod_sign")
    in_dialog(lambda dialog: dialog.reject())
    hands.click(gm.confirm, "confirm_ink")
    assert signatures(gm, office.other.record) == []
    assert row(gm, "prod_sign").mark.isChecked()


def test_click_again_takes_it_back(gm: Any) -> None:
    tick(gm, "prod_sign")
    tick(gm, "prod_sign")
    assert (gm.confirm.take.text(), gm.confirm.take.isEnabled()) == ("确认签名…", False)
    assert gm.confirm.take.toolTip().startswith("点“纸上已签")


def test_what_is_right_is_taken_beside_what_was_closed_meanwhile(gm: Any, office: Office, in_dialog: Any) -> None:
    desk = gm.session.desk
    people.change(factory.seat(desk, "admin"), "prod", name="朱样九")
    tick(gm, "prod_sign", "reviewed")

    def closed(dialog: Any) -> None:
        people.change(factory.seat(desk, "admin"), "qcmgr", roles=("merch",))
        sign(dialog)

    said: list[str] = []
    in_dialog(closed, lambda dialog: (said.append(hands.words(dialog)), dialog.accept()))
    hands.click(gm.confirm, "confirm_ink")
    assert "已确认：生产主管。" in said[0]
    assert "审核：" in said[0].partition("没有确认：")[2]
    assert signatures(gm, office.other.record) == [("prod_sign", "prod", "ink", "gm")]
    assert gm.current().belongs == TWO
    assert [line.box.slot for line in gm.confirm.rows if line.box.verdict == "signed" and line.open] == ["reviewed"]


def test_who_prepared_the_sheet_is_told_that_he_may_not_witness_its_approval(
    seated: Callable[[str], Any], office: Office
) -> None:
    page = confirming(seated("prod"))
    line = row(page, "reviewed")
    assert "您签过这张单" in line.box.why
    assert line.box.why.endswith("请由别人看着纸来确认")
    assert (line.open, line.mark.isHidden()) == (False, True)
    assert signatures(page, office.other.record) == []


def test_ink_that_he_may_not_confirm_stands_first_all_the_same_and_is_said_above(
    seated: Callable[[str], Any], office: Office
) -> None:
    window = seated("prod")
    witness = factory.seat(window.session.desk, "gm")
    seen = inked.confirm(witness, office.other.id, [Mark("prod_sign", "prod")], Proof("gm"))
    assert [one.done for one in seen] == [True]
    page = confirming(window)
    assert page.current().belongs == TWO
    first = page.confirm.rows[0]
    assert (first.box.slot, first.open) == ("reviewed", False)
    assert "有笔迹" in hands.words(first)
    assert page.confirm.said.text() == "有笔迹的 1 格现在不能由您确认，为什么写在格里。"


def test_the_next_person_sees_the_same_page_from_its_first_box(gm: Any, qtbot: Any) -> None:
    below, scan = gm.confirm.findChild(QScrollArea).verticalScrollBar(), gm.current().scan
    qtbot.waitUntil(lambda: below.maximum() > 0)
    below.setValue(below.maximum())
    gm.confirm.show_page(scan)
    assert below.value() > 0, "where it stood, for the same person"
    gm.window().seat("merch", factory.PIN)
    gm.confirm.show_page(scan)
    assert below.value() == 0


def test_sheet_changed_after_printing_says_so_and_takes_nothing(seated: Callable[[str], Any], office: Office) -> None:
    window = seated("gm")
    change(window.session.desk, office.other.record)
    page = confirming(window)
    assert page.chips["confirm"].text() == "待确认签名 2 页"
    assert (page.current().belongs, page.current().said) == (TWO, "印后改过")
    assert "纸上的签名签的不是现在的内容，请重新打印再签" in page.confirm.said.text()
    assert page.confirm.take.isHidden()
    assert all(line.mark.isHidden() for line in page.confirm.rows)


def change(desk: Desk, record: int) -> None:
    factory.take(desk, record, "return", reason="数量不对")
    seat = factory.seat(desk, "prod")
    records.save(seat, record, records.get(desk, record).version, {"rework_qty": 7})


def test_sheet_changed_while_the_page_was_open_is_told_and_shown_as_it_is(
    gm: Any, office: Office, in_dialog: Any
) -> None:
    tick(gm, "prod_sign")
    change(gm.session.desk, office.other.record)
    said: list[str] = []
    in_dialog(lambda dialog: (said.append(hands.words(dialog)), dialog.accept()))
    hands.click(gm.confirm, "confirm_ink")
    assert "请重新打印再签" in said[0]
    assert (gm.current().belongs, gm.current().said) == (TWO, "印后改过")
    assert gm.chips["confirm"].text() == "待确认签名 2 页"


def test_what_another_window_has_confirmed_meanwhile_is_told(gm: Any, office: Office, in_dialog: Any) -> None:
    desk = gm.session.desk
    people.change(factory.seat(desk, "admin"), "purch", roles=("purch", "prod"))
    tick(gm, "prod_sign")
    inked.confirm(factory.seat(desk, "qc"), office.other.id, [Mark("prod_sign", "purch")], Proof("qc"))
    said: list[str] = []
    in_dialog(lambda dialog: (said.append(hands.words(dialog)), dialog.accept()))
    hands.click(gm.confirm, "confirm_ink")
    assert "在纸上签过" in said[0]
    assert [line.box.slot for line in gm.confirm.rows if line.box.proposed] == ["reviewed"]


def test_what_is_ticked_stays_while_other_pages_come(gm: Any) -> None:
    tick(gm, "prod_sign")
    gm._tell_all()
    assert row(gm, "prod_sign").mark.isChecked()


def test_box_that_is_not_found_on_the_picture_says_where_to_look(gm: Any) -> None:
    gm.confirm._show_crops({})
    assert {line.picture.text() for line in gm.confirm.rows} == {"图上定不出这一格，请看左边整页"}


class Held:
    """A runner that begins nothing before it is told to."""

    def __init__(self) -> None:
        self.waiting: list[Task] = []

    def start(self, task: Task) -> None:
        self.waiting.append(task)

    def run(self, at: int) -> None:
        self.waiting.pop(at).run()


@pytest.mark.parametrize("first", ["the whole page", "the boxes"])
def test_nothing_is_ticked_before_the_page_and_its_boxes_are_in_sight(gm: Any, qapp: Any, first: str) -> None:
    held = Held()
    qapp.setProperty(RUNNER, held)
    gm.listing.selectRow(1)
    assert gm.current().belongs == ONE
    assert gm.picture.paper.widget().picture.isNull(), "the page before is no longer there"
    assert len(held.waiting) == 2
    at = ("the whole page", "the boxes").index(first)
    tick(gm, "prod_sign")
    held.run(at)
    tick(gm, "prod_sign")
    line = row(gm, "prod_sign")
    assert (line.mark.isEnabled(), line.mark.isChecked(), gm.confirm.take.isEnabled()) == (False, False, False)
    assert line.mark.toolTip() == "图还没有出来，看到了才能点"
    held.run(0)
    tick(gm, "prod_sign")
    assert (line.mark.isChecked(), gm.confirm.take.isEnabled(), line.mark.toolTip()) == (True, True, "")


def test_page_whose_picture_cannot_be_read_lets_nothing_be_ticked(gm: Any, office: Office) -> None:
    for file in (gm.session.desk.home / "attachments").rglob("*"):
        if file.is_file():
            file.unlink()
    gm.listing.selectRow(1)
    assert gm.current().belongs == ONE
    tick(gm, "prod_sign")
    assert not row(gm, "prod_sign").mark.isChecked()
    assert gm.picture.paper.widget().picture.isNull()


def test_person_is_told_by_login_only_beside_another_of_the_name(seated: Callable[[str], Any]) -> None:
    window = seated("gm")
    desk = factory.seat(window.session.desk, "admin")
    name = people.get(desk, "prod").name
    people.change(desk, "purch", roles=("purch", "prod"))
    page = confirming(window)
    assert {row(page, "prod_sign").who.itemText(at) for at in (1, 2)} == {name, people.get(desk, "purch").name}
    people.change(desk, "purch", name=name)
    page.confirm.show_page(page.current().scan)
    assert {row(page, "prod_sign").who.itemText(at) for at in (1, 2)} == {f"{name}（prod）", f"{name}（purch）"}


def test_it_goes_by_keys_alone(gm: Any, office: Office, in_dialog: Any) -> None:
    gm.listing.setFocus()
    hands.press(Qt.Key.Key_Down)
    assert gm.current().belongs == ONE
    for slot in ("prod_sign", "reviewed"):
        while hands.focused() is not row(gm, slot).mark:
            hands.press(Qt.Key.Key_Tab)
        hands.press(Qt.Key.Key_Space)
    while hands.focused() is not gm.confirm.take:
        hands.press(Qt.Key.Key_Tab)
    in_dialog(lambda dialog: (hands.commit(factory.PIN, dialog._pin), hands.press(Qt.Key.Key_Return)))
    hands.press(Qt.Key.Key_Return)
    assert sheet(gm, office.rework.record).state == "reviewed"
    assert gm.window().focusWidget() is gm.listing


def test_behind_the_last_box_the_tab_key_comes_to_the_button_that_confirms(gm: Any) -> None:
    last = [line for line in gm.confirm.rows if line.open][-1]
    tick(gm, last.box.slot)
    last.who.setFocus()
    met = []
    while hands.focused() is not gm.confirm.take:
        met.append(hands.focused())
        hands.press(Qt.Key.Key_Tab)
    assert met == [last.who, last.day, last.mark, *([last.why] if last.doubtful else [])]


def test_sheet_is_opened_from_its_scan(gm: Any, office: Office) -> None:
    gm.listing.setFocus()
    hands.press(Qt.Key.Key_Return)
    assert gm.window().shell.record.record_id == office.other.record
