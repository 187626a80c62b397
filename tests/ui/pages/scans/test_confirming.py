"""Signatures seen on a scanned page beside the names: one click a box, one PIN, and what stands against it is told."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import factory
import hands
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QScrollArea
from scanned_office import Office

from qcdesk.desk import Desk
from qcdesk.services.basics import people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.papers import inked
from qcdesk.services.papers.inked import Mark
from qcdesk.services.sheets import records, sign_history
from qcdesk.views import RecordView
from ui.pages.scans.box_row import HIGH, TALL
from ui.tasks import RUNNER, Task

ONE, TWO = "FG-202611-001 第 1 份", "FG-202611-002 第 1 份"


@pytest.fixture
def gm(seated: Callable[[str], Any]) -> Any:
    """扫描归档 with what waits to be confirmed; at the desk sits who has signed nothing."""
    return confirming(seated("gm"))


def confirming(window: Any) -> Any:
    page = window.shell.go("scans")
    hands.click(page, "scans_confirm")
    return page


def row(page: Any, slot: str) -> Any:
    return next(line for line in page.confirm.rows if line.box.slot == slot)


def tick(page: Any, *slots: str) -> None:
    for slot in slots:
        hands.click(row(page, slot), f"seen_{slot}")


def sign(dialog: Any) -> None:
    dialog._pin.setText(factory.PIN)
    hands.click(dialog, "sign")


def sheet(page: Any, record: int) -> RecordView:
    return records.get(page.session.desk, record)


def signatures(page: Any, record: int) -> list[tuple[str, str, str, str]]:
    found = sheet(page, record).signatures
    return [(one.slot, one.person, one.mode, one.verified_by or "") for one in found if one.mode == "ink"]


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
    assert (gm.current().belongs, gm.chips["confirm"].text()) == (ONE, "待确认签名 1")
    hands.click(gm, "scans_filed")
    gm.listing.selectRow(0)
    assert "纸上签名：" in hands.words(row(gm, "reviewed"))


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
    assert page.confirm.fault.text() == "“生产主管”请选是谁签的"
    assert line.who.hasFocus()
    line.who.setCurrentIndex(line.who.findData("purch"))
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
    assert gm.confirm.fault.text() == f"“{line.box.label}”扫描上空白，请写明为什么说已签"
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
    assert gm.confirm.fault.isVisible()
    qtbot.keyClicks(line.why, "kg")
    assert gm.confirm.fault.isHidden()


def test_box_whose_turn_has_not_come_is_told_before_the_pin_is_asked(gm: Any, office: Office) -> None:
    line = row(gm, "approved")
    tick(gm, "approved")
    line.why.setText("看过原件")
    line.who.setCurrentIndex(line.who.count() - 1)
    hands.click(gm.confirm, "confirm_ink")
    assert gm.confirm.fault.text().endswith("“核准”前面还有没签的格，请先点前面的")
    assert signatures(gm, office.other.record) == []


@pytest.mark.parametrize(("days", "told"), [(-400, "早于打印的时间"), (3, "还没有到，请看清楚")])
def test_wrong_day_is_told_and_all_that_was_entered_stays(
    gm: Any, office: Office, in_dialog: Any, days: int, told: str
) -> None:
    day = gm.session.desk.clock.wall() + timedelta(days=days)
    line = row(gm, "prod_sign")
    line.day.setText(f"{day:%Y-%m-%d}")
    tick(gm, "prod_sign")
    said: list[str] = []
    in_dialog(sign, lambda dialog: (said.append(hands.words(dialog)), dialog.accept()))
    hands.click(gm.confirm, "confirm_ink")
    assert told in said[0]
    assert "没有确认：\n生产主管：" in said[0]
    assert signatures(gm, office.other.record) == []
    assert (gm.said.text(), line.mark.isChecked(), line.day.text()) == ("", True, f"{day:%Y-%m-%d}")


def test_what_is_right_is_taken_beside_what_is_refused(gm: Any, office: Office, in_dialog: Any) -> None:
    row(gm, "reviewed").day.setText("二十日")
    tick(gm, "prod_sign", "reviewed")
    said: list[str] = []
    in_dialog(sign, lambda dialog: (said.append(hands.words(dialog)), dialog.accept()))
    hands.click(gm.confirm, "confirm_ink")
    assert "已确认：生产主管。" in said[0]
    assert "审核：纸上的日期“二十日”要写成 2026-11-20" in said[0]
    assert signatures(gm, office.other.record) == [("prod_sign", "prod", "ink", "gm")]
    assert gm.current().belongs == TWO
    assert [line.box.slot for line in gm.confirm.rows if line.box.proposed] == ["reviewed"]


def test_who_prepared_the_sheet_is_told_that_he_may_not_witness_its_approval(
    seated: Callable[[str], Any], office: Office
) -> None:
    page = confirming(seated("prod"))
    line = row(page, "reviewed")
    assert "您签过这张单" in line.box.why
    assert line.box.why.endswith("请由别人看着纸来确认")
    assert (line.open, line.mark.isHidden()) == (False, True)
    assert signatures(page, office.other.record) == []


def test_sheet_changed_after_printing_says_so_and_takes_nothing(seated: Callable[[str], Any], office: Office) -> None:
    window = seated("gm")
    change(window.session.desk, office.other.record)
    page = window.shell.go("scans")
    assert page.chips["confirm"].text() == "待确认签名 1"
    hands.click(page, "scans_filed")
    assert page.current().belongs == TWO
    assert page.confirm.said.text().endswith("纸上的签名签的不是现在的内容，请重新打印再签")
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
    in_dialog(sign, lambda dialog: (said.append(hands.words(dialog)), dialog.accept()))
    hands.click(gm.confirm, "confirm_ink")
    assert "请重新打印再签" in said[0]
    assert (gm.current().belongs, gm.chips["confirm"].text()) == (ONE, "待确认签名 1")


def test_what_another_window_has_confirmed_meanwhile_is_told(gm: Any, office: Office, in_dialog: Any) -> None:
    desk = gm.session.desk
    people.change(factory.seat(desk, "admin"), "purch", roles=("purch", "prod"))
    tick(gm, "prod_sign")
    inked.confirm(factory.seat(desk, "qc"), office.other.id, [Mark("prod_sign", "purch")], Proof("qc"))
    said: list[str] = []
    in_dialog(sign, lambda dialog: (said.append(hands.words(dialog)), dialog.accept()))
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


def test_sheet_is_opened_from_its_scan(gm: Any, office: Office) -> None:
    gm.listing.setFocus()
    hands.press(Qt.Key.Key_Return)
    assert gm.window().shell.record.record_id == office.other.record
