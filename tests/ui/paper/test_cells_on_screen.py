"""Faults, ticks, notes, dates, photos, strange text: each as a person meets it in a cell."""

import factory
import hands
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QToolButton

import resources
from forms.fit import SERIF
from qcdesk.errors import Unavailable
from qcdesk.services.sheets import records
from ui.paper.entries import Spot

Key = Qt.Key


def test_every_value_has_its_editor_by_name_and_label(show, session) -> None:
    for form in ("qc_anomaly", "rework_record", "seal_label", "seal_ledger"):
        page = show(factory.draft(session.desk, form, {}))
        kind = page.keeper.record.kind
        for name in session.shelf.newest(form).placed():
            assert hands.cell(page, name).accessibleName() == kind.field(name).label


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


@pytest.mark.parametrize(
    ("name", "option"), [("disposition", "返工"), ("found_where", "制程"), ("close_result", "其他")]
)
def test_the_blank_behind_a_choice_covers_neither_options_nor_prompt_while_it_is_typed_in(
    show, session, name, option
) -> None:
    page = show(factory.draft(session.desk, values={name: option}))
    choice = hands.cell(page, name)
    choice.detail.setFocus()
    hands.commit("约 1200 支，其中 40 支待判")
    QApplication.processEvents()
    blank = choice.detail.geometry()
    assert choice.rect().contains(blank)
    assert blank.width() >= 40
    assert not [zh for box, zh in choice._ticks if box.toAlignedRect().adjusted(1, 1, -1, -1).intersects(blank)]
    prompt = next(words for words in page.view.sheet.cell(name).words if words.text.startswith(choice.field.detail))
    begins = SERIF.width(f"{choice.field.detail}：", prompt.size)
    assert choice.mapTo(page.view, blank.topLeft()).x() >= page.view.scale.x(prompt.x + begins) - 2
    assert page.keeper.entries.value(name) == {"choice": option, "detail": "约 1200 支，其中 40 支待判"}


def words_of(page, name) -> str:
    QApplication.processEvents()
    return "".join(words.text for words in page.view.sheet.cell(name).words)


def test_a_blank_gives_way_to_what_is_typed_and_comes_back_when_it_is_cleared(show, session) -> None:
    page = show(factory.draft(session.desk, values={"found_where": "客户端"}))
    ruled = words_of(page, "found_where")
    assert ruled.endswith("工序：＿＿＿＿")
    for typed, shown in (("路试", "客户端：路试"), ("", ruled), ("＿＿＿＿", ruled)):
        page.view.cells["found_where"].detail.setFocus()
        hands.focused().selectAll()
        hands.press(Key.Key_Delete)
        hands.commit(typed)
        hands.press(Key.Key_Tab)
        assert words_of(page, "found_where").endswith(shown)
        value = {"choice": "客户端", "detail": typed} if typed == "路试" else "客户端"
        assert page.keeper.entries.value("found_where") == value


def test_the_prompts_of_a_box_for_the_pen_give_way_to_the_name_and_come_back(show, session) -> None:
    session.desk = factory.seat(session.desk, "wh")
    page = show(factory.draft(session.desk, "delivery_note", {}, by="wh"))
    asked = words_of(page, "received")
    assert asked.startswith("签名：")
    page.view.go_to(Spot("received"))
    hands.commit("何样工")
    hands.press(Key.Key_Tab)
    assert words_of(page, "received") == "纸上已签：何样工"
    page.view.go_to(Spot("received"))
    assert hands.focused().text() == "何样工"
    hands.focused().selectAll()
    hands.press(Key.Key_Delete)
    hands.press(Key.Key_Tab)
    assert words_of(page, "received") == asked
    assert "received" not in page.keeper.entries.values()
