"""Cells the complaint sheets brought: options in a big cell, lines with printed words, an outsider's pen, a period."""

import factory
import hands
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from ui.paper.entries import Spot


def opened(show, session, form, by="merch", **values):
    record = factory.draft(session.desk, form, {**factory.sample(f"{form}-spindle"), **values}, by=by)
    return show(record)


def test_options_in_a_big_cell_are_ticked_by_clicking(show, session, qtbot) -> None:
    page = opened(show, session, "car_8d", standard=["图纸"])
    cell = hands.cell(page, "standard")
    box = next(rect for rect, zh in cell._ticks if zh == "培训")
    qtbot.mouseClick(cell, hands.LEFT, pos=box.center().toPoint())
    assert page.keeper.entries.typed("standard") == ["图纸", "培训"]


def test_line_taken_away_leaves_the_others_beside_their_printed_words(show, session) -> None:
    page = opened(show, session, "car_8d")
    page.view.go_to(Spot("containment", 1, "qty"))
    table = hands.cell(page, "containment")
    before = [dict(row) for row in page.keeper.entries.typed("containment")]
    table.insert_row()
    assert page.keeper.entries.typed("containment") == before
    table.remove_row()
    rows = page.keeper.entries.typed("containment")
    assert (rows[0], rows[1], rows[2:]) == (before[0], {}, before[2:])
    assert [column.name for column in table.columns] == ["qty", "action", "owner", "done"]


def test_signature_box_beside_a_table_is_there_once(show, session) -> None:
    page = opened(show, session, "car_8d")
    assert page.view.signs["d3_sign"].isVisible()
    assert page.view.signs["d3_sign"].geometry().left() >= hands.cell(page, "containment").geometry().right()


def test_customers_pen_and_the_journey_are_typed(show, session) -> None:
    page = opened(show, session, "field_rework", customer_sign=None, period=None)
    for name, text in (("period", "2026-11-05 至 2026-11-07"), ("customer_sign", "方工 2026-11-07")):
        page.view.go_to(Spot(name))
        hands.commit(text, hands.cell(page, name))
    page.view.go_to(Spot("site"))
    QApplication.processEvents()
    sheet = page.view.sheet
    assert sheet.cell("period").text == "2026-11-05 ～ 2026-11-07"
    assert sheet.cell("customer_sign").text == "纸上已签：方工 2026-11-07"


def test_every_complaint_sheet_opens(show, session) -> None:
    for form, by in (("complaint_register", "sales"), ("internal_contact", "sales"), ("inspection_report", "sales")):
        page = opened(show, session, form, by)
        assert page.view.sheet.form.kind.code == form


def test_paper_sheet_without_a_status_is_told_before_it_is_submitted(show, session) -> None:
    session.desk = factory.seat(session.desk, "sales")
    page = opened(show, session, "complaint_register", "sales", status=None)
    submit = page.findChild(QPushButton, "step_submit")
    assert (submit.isVisible(), submit.isEnabled()) == (True, False)
    told = page.findChild(QWidget, "step_sentence").text()
    assert told == "提交（编制）：“状态”要勾选“结案”或“关闭”（按 F8 逐格去填）"
    hands.press(Qt.Key.Key_F8)
    assert hands.focused().objectName() == "status"
