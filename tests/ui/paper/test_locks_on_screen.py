"""Cells that are not for the person at the desk, and signatures: closed from the start, each with its sentence."""

import factory
import hands
from drafts import graded
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QToolButton

from qcdesk.services.basics import people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.sheets import approval, records
from ui.paper.entries import Spot
from ui.style import tokens


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


def test_a_long_text_is_read_from_its_beginning_once_it_is_signed(show, session, in_dialog) -> None:
    long = "环岭自行车（样例）有限公司，经香港样例贸易行转口，最终客户为荷兰样例车业，须附中英文对照"
    page = show(factory.draft(session.desk, values=factory.anomaly(customer=long)))
    customer = hands.cell(page, "customer")
    customer.setFocus(Qt.FocusReason.TabFocusReason)
    customer.end(False)
    assert customer.cursorPosition() == len(long)
    in_dialog(signing)
    page.take_step(page.steps.ways[0])
    assert page.keeper.record.state == "submitted"
    assert customer.cursorPosition() == 0
    customer.setFocus(Qt.FocusReason.TabFocusReason)
    assert (customer.cursorPosition(), customer.selectedText()) == (0, "")
    QTest.keyClick(customer, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == long


def test_a_closed_cell_in_use_looks_like_the_sheet_around_it(show, session) -> None:
    """The sheet fits the words into the cell; an editor would cut them off."""
    long = "环岭自行车（样例）有限公司，经香港样例贸易行转口，最终客户为荷兰样例车业"
    page = show(
        factory.walk(session.desk, factory.draft(session.desk, values=factory.anomaly(customer=long)), "submit")
    )
    customer = hands.cell(page, "customer")
    inside = customer.geometry().adjusted(4, 4, -4, -4)
    page.view.cells["product_name"].setFocus(Qt.FocusReason.MouseFocusReason)
    before = page.view.grab(inside).toImage()
    customer.setFocus(Qt.FocusReason.MouseFocusReason)
    page.view._bubble.hide()
    assert page.view.grab(inside).toImage() == before
    customer.selectAll()
    assert page.view.grab(inside).toImage() != before


def signing(dialog) -> None:
    dialog.findChild(QLineEdit, "pin").setText(factory.PIN)
    dialog.findChild(QPushButton, "sign").click()


def test_no_row_is_offered_on_a_table_that_was_signed_while_in_use(show, session, in_dialog) -> None:
    page = show(factory.draft(session.desk, "rework_record", factory.sample("rework_record-reflector")))
    page.view.go_to(Spot("exec_lines", 1, "process"))
    insert = page.findChild(QToolButton, "exec_lines_insert_row")
    assert insert.isVisible()
    in_dialog(signing)
    page.take_step(page.steps.ways[0])
    assert not insert.isVisible()
    page.view.go_to(Spot("exec_lines", 0, "process"))
    assert not insert.isVisible()


def test_whose_cell_it_is_is_said_without_what_is_long_past(show, session) -> None:
    page = show(factory.walk(session.desk, factory.draft(session.desk), "submit"))
    assert page.view.closed["sample_qty"].startswith("由")
    assert "提交以后" not in "".join(page.view.closed.values())


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


def test_a_changed_signature_reads_so_in_red(show, session, monkeypatch) -> None:
    record = factory.walk(session.desk, factory.draft(session.desk), "submit")
    monkeypatch.setattr("qcdesk.services.sheets.signing.is_sound", lambda *given: False)
    page = show(record)
    assert "签后有改动" in "".join(words.text for words in page.view.sheet.cell("prepared").words)
    assert "签后有改动" in hands.cell(page, "prepared").toolTip()
    picture = page.view.grab(hands.cell(page, "prepared").geometry()).toImage()
    colours = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
    assert any(colour.red() > colour.green() + 60 for colour in colours)


def delivered(session, *actions) -> int:
    """A delivery note whose goods nobody has counted yet."""
    values = factory.sample("delivery_note-exchange")
    lines = [{name: value for name, value in row.items() if name not in ("recv", "remark")} for row in values["lines"]]
    values = {name: value for name, value in values.items() if name not in ("received", "recv_date")}
    session.desk = factory.seat(session.desk, "wh")
    draft = factory.draft(session.desk, "delivery_note", {**values, "lines": lines}, by="wh")
    return factory.walk(session.desk, draft, *actions)


def ground(page, row, column) -> str:
    """The colour in a corner of a table's cell, where nothing is printed."""
    QApplication.processEvents()
    table = hands.cell(page, "lines")
    place = table._boxes[(row, column)].bottomRight() - QPoint(2, 2)
    return page.view.grab().toImage().pixelColor(table.mapTo(page.view, place)).name().upper()


def test_goods_that_were_signed_stand_from_the_start_and_their_count_is_open(show, session) -> None:
    page = show(delivered(session, "issue", "dispatch"))
    table = hands.cell(page, "lines")
    assert ground(page, 0, "qty") == ground(page, 0, "seq") == tokens.SHEET_LOCKED
    assert page.view.spot_in_use() == Spot("lines", 0, "recv")
    assert ground(page, 1, "recv") == ground(page, 2, "remark") == tokens.SHEET
    assert ground(page, 3, "recv") == tokens.SHEET_LOCKED
    page.view.go_to(Spot("lines", 0, "qty"))
    assert hands.focused().isReadOnly()
    assert "现在只能填“点收数量、备注”" in hands.focused().toolTip()
    hands.press(Qt.Key.Key_Insert, Qt.KeyboardModifier.ControlModifier)
    hands.press(Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    table.paste("9\t9\t9\t9\tX-1\t541\t换新")
    page.view.go_to(Spot("lines", 1, "recv"))
    hands.commit("38")
    assert page.save()
    saved = records.get(session.desk, page.record_id).values["lines"]
    assert [(row["qty"], row.get("recv")) for row in saved] == [(541, 541), (40, 38), (60, None)]
    assert saved[0]["remark"] == "换新"


def test_tab_goes_from_one_open_cell_of_signed_goods_to_the_next(show, session) -> None:
    page = show(delivered(session, "issue"))
    page.view.go_to(Spot("lines", 0, "recv"))
    reached = []
    for _ in range(4):
        hands.press(Qt.Key.Key_Tab)
        reached.append(page.view.spot_in_use())
    rows = [Spot("lines", row, column) for row in (0, 1, 2) for column in ("recv", "remark")]
    assert reached == rows[1:5]
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Tab)
    assert page.view.spot_in_use().name != "lines"


def test_goods_of_a_draft_are_open(show, session) -> None:
    page = show(delivered(session))
    assert not hands.cell(page, "lines").standing
    assert ground(page, 0, "qty") == ground(page, 0, "recv") == tokens.SHEET


def test_f8_reaches_the_count_of_every_line_before_the_receipt_is_entered(show, session) -> None:
    """The cursor stands at the first when the sheet is opened."""
    page = show(delivered(session, "issue", "dispatch"))
    reached = [page.view.spot_in_use()]
    for _ in range(4):
        page._use("next_fault")
        reached.append(page.view.spot_in_use())
    assert reached == [*(Spot("lines", row, "recv") for row in range(3)), Spot("received"), Spot("recv_date")]


def moved(session, **changes) -> None:
    """The administrator changes who the person at the desk is, in this window."""
    session.tell(people.change(factory.seat(session.desk, "admin"), "duty", **changes))


def test_the_block_of_another_department_is_closed_as_soon_as_the_person_belongs_elsewhere(show, session) -> None:
    record = graded(session.desk, "采购部")
    session.desk = factory.seat(session.desk, "duty")
    page = show(record)
    assert not hands.cell(page, "cause").isReadOnly()
    moved(session, department="加工")
    assert hands.cell(page, "cause").isReadOnly()
    assert hands.cell(page, "cause").toolTip() == "要由责任部门（采购部）的人填写和签名，您在加工"
    assert not page.findChild(QPushButton, "step_analyse").isEnabled()
    moved(session, department="采购部")
    assert not hands.cell(page, "cause").isReadOnly()


def test_parting_the_departments_closes_the_block_that_becomes_anothers(show, session) -> None:
    people.change(factory.seat(session.desk, "admin"), "duty", department="采购部")
    record = graded(session.desk, "加工", "采购部")
    session.desk = factory.seat(session.desk, "duty")
    page = show(record)
    assert not hands.cell(page, "cause").isReadOnly()
    page.findChild(QToolButton, "own_blocks").click()
    assert hands.cell(page, "cause").isReadOnly()
    assert not hands.cell(page, "cause@采购部").isReadOnly()


def test_who_was_retired_meanwhile_saves_nothing_and_loses_nothing(show, session) -> None:
    record = factory.draft(session.desk, values={})
    page = show(record)
    hands.commit("环岭")
    people.change(factory.seat(session.desk, "admin"), "merch", active=False)  # at another PC
    assert not page.save()
    assert "已停用，不能再保存或签名；没有保存的内容都还留着" in page.refused.words.text()
    assert hands.cell(page, "customer").text() == "环岭"
    assert hands.cell(page, "customer").isReadOnly()
    page.leave()
    assert records.get(session.desk, record).values == {}
    assert records.working(session.desk, record).typed == {"customer": "环岭"}
    people.change(factory.seat(session.desk, "admin"), "merch", active=True)
    again = show(record)
    assert again.restored.isVisible()
    assert again.save()
    assert records.get(session.desk, record).values == {"customer": "环岭"}


def test_words_of_a_note_that_is_signed_under_the_cursor_stay_seen(show, session) -> None:
    values = factory.sample("return_application-spindle") | {"complaint_no": "HL-1104"}
    sheet = factory.walk(session.desk, factory.draft(session.desk, "return_application", values, by="sales"), "submit")
    factory.take(session.desk, sheet, "judge")
    session.desk = factory.seat(session.desk, "duty")
    page = show(sheet)
    page.view.go_to(Spot("solution"))
    session.tell(approval.take(session.desk, sheet, "solve", Proof("duty")))
    QApplication.processEvents()
    box = hands.cell(page, "solution").geometry()
    picture = page.view.grab(box.adjusted(6, 6, -6, -6)).toImage()
    shades = {picture.pixelColor(x, y).lightness() for x in range(picture.width()) for y in range(picture.height())}
    assert min(shades) < 100, "ink"
    assert max(shades) > 200, "paper"
