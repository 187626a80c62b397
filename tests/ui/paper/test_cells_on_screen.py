"""Locked cells, faults, departments, photos, zoom, signatures: each as a person meets it on the sheet."""

import factory
import hands
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QToolButton

import resources
from qcdesk.errors import Unavailable
from qcdesk.services.basics import office
from qcdesk.services.sheets import records
from ui.paper.entries import Spot

Key = Qt.Key


def test_every_value_has_its_editor_by_name_and_label(show, session) -> None:
    for form in ("qc_anomaly", "rework_record", "seal_label", "seal_ledger"):
        page = show(factory.draft(session.desk, form, {}))
        kind = page.keeper.record.kind
        for name in session.shelf.newest(form).placed():
            assert hands.cell(page, name).accessibleName() == kind.field(name).label


def test_signed_cells_are_closed_with_the_sentence(show, session) -> None:
    record = factory.walk(session.desk, factory.draft(session.desk), "submit")
    page = show(record)
    customer = hands.cell(page, "customer")
    assert customer.isReadOnly()
    assert "签名" in customer.toolTip()
    assert customer.accessibleDescription() == customer.toolTip()
    page.view.go_to(Spot("customer"))
    hands.commit("别的")
    assert page.keeper.entries.changed() == {}
    bubble = page.view.findChild(type(page.view._bubble), "cell_sentence")
    assert not bubble.isVisible()
    page.view.cells["product_name"].setFocus(Qt.FocusReason.TabFocusReason)
    assert bubble.isVisible()
    assert "要改请先退回" in bubble.text()


def test_nothing_lies_over_a_closed_sheet_until_somebody_goes_to_a_cell(show, session) -> None:
    page = show(factory.signed_label(session.desk))
    bubble = page.view.findChild(type(page.view._bubble), "cell_sentence")
    assert page.view.holds(hands.focused())
    assert not bubble.isVisible()
    page.view.cells["item_name"].setFocus(Qt.FocusReason.MouseFocusReason)
    assert bubble.isVisible()


def test_a_role_writes_its_own_block_only(show, session) -> None:
    record = factory.walk(session.desk, factory.draft(session.desk), "submit", "found_check")
    session.desk = factory.seat(session.desk, "qc")
    page = show(record)
    assert hands.focused().objectName() == "sample_qty"
    assert hands.cell(page, "cause").isReadOnly()
    hands.focused().selectAll()
    hands.commit("90")
    assert page.save()
    assert records.get(session.desk, record).values["sample_qty"] == 90


def test_signatures_stand_in_their_boxes(show, session) -> None:
    record = factory.walk(session.desk, factory.draft(session.desk), "submit")
    page = show(record)
    assert records.get(session.desk, record).signature("prepared").name in hands.cell(page, "prepared").toolTip()
    assert "还没有签名" in hands.cell(page, "approved").toolTip()


def test_a_text_that_does_not_fit_stays_with_its_sentence(show, session) -> None:
    page = show(factory.draft(session.desk))
    page.view.go_to(Spot("lot_qty"))
    hands.focused().selectAll()
    hands.commit("一千二")
    editor = hands.cell(page, "lot_qty")
    assert "不是数字" in editor.toolTip()
    hands.press(Key.Key_Tab)
    assert editor.text() == "一千二"
    assert "1 格还不能保存　批量/出货数" in page.faults.words.text()
    hands.press(Key.Key_F8)
    assert hands.focused() is editor
    editor.selectAll()
    hands.commit("1200")
    assert not page.faults.isVisible()
    assert editor.toolTip() == ""


def test_values_that_contradict_each_other_are_told(show, session) -> None:
    page = show(factory.draft(session.desk))
    page.view.go_to(Spot("defect_qty"))
    hands.focused().selectAll()
    hands.commit("99")
    assert "大于抽检数" in page.faults.words.text()


def test_each_responsible_department_can_have_its_own_block(show, session, qtbot) -> None:
    page = show(factory.draft(session.desk, values=factory.anomaly(duty_dept=["加工", "采购部"])))
    link = page.findChild(QToolButton, "own_blocks")
    assert link.isVisible()
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    page.view.go_to(Spot("cause@采购部"))
    hands.commit("来料硬度偏高")
    assert page.findChild(QToolButton, "one_block_采购部") is None
    assert page.save()
    saved = records.get(session.desk, page.record_id).values
    assert saved["own_blocks"] == ["加工", "采购部"]
    assert saved["cause@采购部"] == "来料硬度偏高"


def test_a_blank_department_block_can_be_taken_away(show, session, qtbot) -> None:
    page = show(factory.draft(session.desk, values=factory.anomaly(duty_dept=["加工", "采购部", "装配"])))
    page.findChild(QToolButton, "own_blocks").click()
    assert page.view.sheet.cell("cause@采购部") is not None
    page.findChild(QToolButton, "one_block_采购部").click()
    assert page.view.sheet.cell("cause@采购部") is None
    assert page.keeper.entries.values()["own_blocks"] == ["装配", "加工"]


def test_departments_that_are_ticked_have_their_own_blocks_until_somebody_joins_them(show, session, qtbot) -> None:
    page = show(factory.draft(session.desk, values={}))
    box = hands.cell(page, "duty_dept")
    for name in ("装配", "加工", "采购部"):
        box.toggle(name)
    QApplication.processEvents()
    assert page.keeper.entries.values()["own_blocks"] == ["装配", "加工", "采购部"]
    assert page.view.sheet.cell("cause@采购部") is not None
    box.toggle("采购部")
    QApplication.processEvents()
    assert page.keeper.entries.values()["own_blocks"] == ["装配", "加工"]
    link = page.findChild(QToolButton, "own_blocks")
    assert link.text() == "各部门合为一栏"
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert page.view.sheet.cell("cause@加工") is None
    assert "own_blocks" not in page.keeper.entries.values()
    assert page.findChild(QToolButton, "own_blocks").text() == "按部门各占一栏"


def test_ticks_and_the_blocks_they_part_are_undone_together(show, session) -> None:
    page = show(factory.draft(session.desk, values={}))
    for name in ("装配", "加工"):
        hands.cell(page, "duty_dept").toggle(name)
    while page.filling.undo_list.can_back:
        page.filling.undo()
    assert not {"own_blocks", "duty_dept"} & page.keeper.entries.values().keys()
    while page.filling.undo_list.can_forward:
        page.filling.redo()
    assert page.keeper.entries.values()["own_blocks"] == ["装配", "加工"]


def test_a_block_that_is_written_in_stays_when_another_department_is_ticked(show, session) -> None:
    page = show(factory.draft(session.desk, values=factory.anomaly(duty_dept=["加工"])))
    hands.cell(page, "duty_dept").toggle("采购部")
    QApplication.processEvents()
    assert "own_blocks" not in page.keeper.entries.values()
    page.findChild(QToolButton, "own_blocks").click()
    hands.cell(page, "duty_dept").toggle("装配")
    assert page.keeper.entries.values()["own_blocks"] == ["加工", "采购部", "装配"]


def test_qc_parts_the_departments_after_the_sheet_was_submitted(show, session) -> None:
    values = factory.anomaly(cause=None, cause_class=None, perm_action=None, perm_due=None, perm_done=None,
                             perm_track=None, duty_dept=None)  # fmt: skip
    record = factory.walk(session.desk, factory.draft(session.desk, values=values), "submit", "found_check")
    session.desk = factory.seat(session.desk, "qc")
    page = show(record)
    for name in ("装配", "加工"):
        hands.cell(page, "duty_dept").toggle(name)
    assert page.save()
    assert records.get(session.desk, record).values["own_blocks"] == ["装配", "加工"]


def test_an_option_is_clicked_where_it_is_printed(show, session, qtbot) -> None:
    page = show(factory.draft(session.desk, values={}))
    box = hands.cell(page, "severity")
    rect = next(rect for rect, zh in box._ticks if zh == "批量")
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    assert page.keeper.entries.value("severity") == "批量"
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    assert page.keeper.entries.value("severity") is None


def test_a_note_grows_its_row_and_keeps_the_caret(show, session) -> None:
    page = show(factory.draft(session.desk, values={}))
    page.view.go_to(Spot("description"))
    before = page.view.sheet.cell("description").h
    hands.commit("\n".join(f"第 {number} 行" for number in range(40)))
    QApplication.processEvents()
    assert page.view.sheet.cell("description").h > before
    note = hands.focused()
    assert note.objectName() == "description"
    assert note.textCursor().atEnd()
    assert note.verticalScrollBar().value() == 0
    assert note.height() >= note.document().size().height() - 2


def test_a_customer_is_proposed_by_pinyin(show, session, qtbot) -> None:
    from qcdesk.services.basics import masters

    admin = factory.seat(session.desk, "admin")
    masters.save(admin, "customer", None, {"code": "HL", "name": "环岭自行车（样例）有限公司"})
    page = show(factory.draft(session.desk, values={}))
    editor = hands.cell(page, "customer")
    qtbot.keyClicks(editor, "hl")
    qtbot.waitUntil(lambda: editor.proposals.is_open)
    popup = editor.proposals._completer.popup()
    qtbot.keyClick(popup, Key.Key_Down)
    qtbot.keyClick(popup, Key.Key_Return)
    assert editor.text() == "环岭自行车（样例）有限公司"
    assert page.keeper.entries.value("customer") == "环岭自行车（样例）有限公司"


def test_f4_opens_the_calendar(show, session, qtbot) -> None:
    page = show(factory.draft(session.desk, values={"report_date": "2026-11-03"}))
    page.view.go_to(Spot("report_date"))
    hands.press(Key.Key_F4)
    popup = hands.cell(page, "report_date")._popup
    assert popup.isVisible()
    popup.calendar.activated.emit(popup.calendar.selectedDate().addDays(2))
    assert page.keeper.entries.value("report_date") == "2026-11-05"
    assert not popup.isVisible()


def test_photos_are_added_pasted_and_removed(show, session, qtbot, monkeypatch) -> None:
    page = show(factory.draft(session.desk, values={}))
    photo = resources.path("sample/photos/spindle-broken.jpg")
    monkeypatch.setattr("ui.paper.record_page.chosen_files", lambda *_: [photo])
    qtbot.mouseClick(page.findChild(QToolButton, "description_photos_add"), Qt.MouseButton.LeftButton)
    page.view.go_to(Spot("description"))
    QApplication.clipboard().setImage(QImage(40, 30, QImage.Format.Format_RGB32))
    hands.focused().paste()
    strip = hands.cell(page, "description_photos")
    assert strip.count == 2
    assert strip.isVisible()
    strip.setFocus()
    hands.press(Key.Key_Delete)
    assert strip.count == 1
    assert page.save()
    assert len(records.get(session.desk, page.record_id).values["description_photos"]) == 1


def test_a_file_that_is_no_picture_is_refused_with_a_sentence(show, session, tmp_path) -> None:
    page = show(factory.draft(session.desk, values={}))
    wrong = tmp_path / "报告.jpg"
    wrong.write_text("no picture")
    page._add_photos(hands.cell(page, "description_photos"), [wrong])
    assert "不是图片" in page.refused.words.text()


@pytest.mark.parametrize(("keys", "percent"), [(Key.Key_Plus, 110), (Key.Key_Minus, 90)])
def test_zoom_by_keys(show, session, keys, percent) -> None:
    page = show(factory.draft(session.desk))
    before = hands.cell(page, "customer").width()
    hands.press(keys, Qt.KeyboardModifier.ControlModifier)
    assert page.area.percent == percent
    assert hands.cell(page, "customer").width() == pytest.approx(before * percent / 100, abs=2)
    hands.press(Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert page.area.percent == 100


def test_zoom_by_wheel_and_box_within_limits(show, session) -> None:
    page = show(factory.draft(session.desk))
    wheel = QWheelEvent(
        QPointF(50, 50), QPointF(50, 50), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(page.area.viewport(), wheel)
    assert page.area.percent == 110
    page.tools.zoomed.emit(200)
    assert page.area.percent == 200
    page.area.zoom_to(900)
    assert page.area.percent == 200
    page.area.fit_width()
    assert page.view.sheet_size().width() <= page.area.viewport().width()


def test_an_open_history_tells_of_a_file_once_it_is_written(show, session, qtbot, monkeypatch, tmp_path) -> None:
    page = show(factory.signed_label(session.desk))
    page.findChild(QToolButton, "tool_panel").click()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "标签.pdf"), ""))
    page._use("pdf")

    def told() -> str:
        return " ".join(label.text() for label in page.panel.findChildren(type(page.refused.words)))

    qtbot.waitUntil(lambda: "导出 PDF" in told(), timeout=10_000)
    page.findChild(QDialog, "saved").accept()


def test_the_panel_tells_history_and_signatures(show, session) -> None:
    record = factory.walk(session.desk, factory.draft(session.desk), "submit")
    page = show(record)
    assert not page.panel.isVisible()
    page.findChild(QToolButton, "tool_panel").click()
    told = " ".join(label.text() for label in page.panel.findChildren(type(page.refused.words)))
    assert "新建草稿" in told
    assert "签名有效" in told


def test_copy_opens_a_new_draft(show, session, qtbot) -> None:
    page = show(factory.draft(session.desk))
    with qtbot.waitSignal(page.open_record) as opened:
        page.tools.actions_by_name["copy"].trigger()
    copy, copied = (records.get(session.desk, record).values for record in (opened.args[0], page.record_id))
    assert opened.args[0] != page.record_id
    assert (copy["customer"], copy["product_name"]) == (copied["customer"], copied["product_name"])


def test_printing_saves_first(show, session, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr("ui.printing.actions.print_record", lambda parent, session, record, what: asked.append(what))
    page = show(factory.draft(session.desk, values={}))
    hands.commit("环岭")
    for name in ("preview", "print", "pdf", "excel"):
        page.tools.actions_by_name[name].trigger()
    assert asked == ["preview", "printer", "pdf", "excel"]
    assert records.get(session.desk, page.record_id).values == {"customer": "环岭"}


def test_a_changed_signature_reads_so_in_red(show, session, monkeypatch) -> None:
    record = factory.walk(session.desk, factory.draft(session.desk), "submit")
    monkeypatch.setattr("qcdesk.services.sheets.signing.is_sound", lambda *given: False)
    page = show(record)
    assert "签后有改动" in "".join(words.text for words in page.view.sheet.cell("prepared").words)
    assert "签后有改动" in hands.cell(page, "prepared").toolTip()
    picture = page.view.grab(hands.cell(page, "prepared").geometry()).toImage()
    colours = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
    assert any(colour.red() > colour.green() + 60 for colour in colours)


def test_a_full_disk_is_told_and_nothing_typed_is_lost(show, session, monkeypatch) -> None:
    def full(*given: object) -> None:
        raise Unavailable("磁盘满了，请腾出空间后再试")

    page = show(factory.draft(session.desk, values={}))
    monkeypatch.setattr("qcdesk.services.sheets.records.save", full)
    hands.commit("环岭")
    assert not page.save()
    assert page.refused.words.text() == "磁盘满了，请腾出空间后再试"
    assert hands.cell(page, "customer").text() == "环岭"
    assert records.working(session.desk, page.record_id).typed == {"customer": "环岭"}


def test_the_zoom_box_takes_any_size(show, session) -> None:
    page = show(factory.draft(session.desk))
    page.tools._chosen("133")
    assert page.area.percent == 133
    page.tools._chosen("适合宽度")
    assert page.view.sheet_size().width() <= page.area.viewport().width()
    page.resize(900, 700)
    QApplication.processEvents()
    assert page.view.sheet_size().width() <= page.area.viewport().width()


def test_the_head_follows_the_office(show, session) -> None:
    page = show(factory.draft(session.desk))
    session.tell(office.change_company(factory.seat(session.desk, "admin"), "环岭样例制造厂", ""))
    assert page.view.sheet.head[0].text == "环岭样例制造厂"


def test_a_blank_behind_an_option_is_filled_where_it_is_printed(show, session) -> None:
    page = show(factory.draft(session.desk, values={"found_where": "客户端"}))
    page.view.go_to(Spot("found_where"))
    hands.press(Key.Key_Tab)
    blank = hands.focused()
    assert blank.objectName() == "found_where.detail"
    before = blank.geometry()
    hands.commit("整车路试")
    QApplication.processEvents()
    assert blank.geometry() == before
    hands.press(Key.Key_Tab)
    assert page.keeper.entries.value("found_where") == {"choice": "客户端", "detail": "整车路试"}
    assert "客户端：整车路试" in "".join(words.text for words in page.view.sheet.cell("found_where").words)


@pytest.mark.parametrize("name", ["customer", "description"])
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("半个\ud83d字", ""),
        ("\u202e反着的", "看不见的控制符"),
        ("长" * 30_000, "最多"),
        ("零\0字", "看不见的控制符"),
    ],
)
def test_unlucky_text_is_kept_and_told(show, session, qtbot, name, text, told) -> None:
    page = show(factory.draft(session.desk, values={}))
    page.view.go_to(Spot(name))
    editor = hands.cell(page, name)
    editor.setPlainText(text) if name == "description" else editor.setText(text)
    QApplication.processEvents()
    assert told in page.faults.words.text()
    page.keeper.keep()
    assert records.working(session.desk, page.record_id) is not None
    page.grab()


def test_keys_go_on_from_the_box_that_was_ticked(show, session) -> None:
    page = show(factory.draft(session.desk, values={}))
    choice = hands.cell(page, "duty_dept")
    choice.setFocus()
    for _ in range(2):
        hands.press(Qt.Key.Key_Right)
        hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Right)
    hands.press(Qt.Key.Key_Space)
    assert page.keeper.entries.value("duty_dept") == ["装配", "加工", "采购部"]


def test_the_head_follows_the_day_as_it_is_typed(show, session, monkeypatch) -> None:
    page = show(factory.draft(session.desk))
    renewed = []
    monkeypatch.setattr(page.view, "update", lambda *boxes: renewed.extend(boxes))
    page.filling.change("report_date", "2026-10-30")
    head = page.view.scale.rect(0, 0, 1, page.view.sheet.frame[1]).toAlignedRect()
    assert any(isinstance(box, QRect) and box.intersects(head.adjusted(0, 0, 0, -8)) for box in renewed)


def caption_of(page, name: str) -> QPoint:
    """A point of the line that a block's caption stands on, above its editor."""
    cell = next(cell for cell in page.view.sheet.cells() if cell.name == name)
    box = page.view.scale.inside(cell.x, cell.y, cell.w, cell.h)
    editor = hands.cell(page, name)
    assert editor.y() - box.top() >= 4
    return QPoint(box.left() + 20, (box.top() + editor.y()) // 2)


@pytest.mark.parametrize("name", ["description", "cause"])
def test_a_press_on_the_caption_of_a_block_puts_the_cursor_into_it(show, session, qtbot, name) -> None:
    """What is closed tells why, as where one presses on it."""
    page = show(factory.draft(session.desk, values={}))
    hands.cell(page, "customer").setFocus()
    qtbot.mouseClick(page.view, hands.LEFT, pos=caption_of(page, name))
    assert hands.focused().objectName() == name
    qtbot.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert hands.focused().objectName() == name
