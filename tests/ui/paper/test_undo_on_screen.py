"""Undo and redo go over the whole sheet, by value, and bring the cell back into use."""

import factory
import hands
from PySide6.QtCore import Qt

from ui.paper.entries import Spot

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_undo_across_cells_and_back(show, session) -> None:
    page = show(factory.draft(session.desk, values={}))
    hands.commit("环岭")
    hands.press(Key.Key_Tab)
    hands.commit("HL-1")
    hands.press(Key.Key_Z, CONTROL)
    assert hands.cell(page, "order_no").text() == ""
    assert hands.focused().objectName() == "order_no"
    hands.press(Key.Key_Z, CONTROL)
    assert hands.cell(page, "customer").text() == ""
    assert hands.focused().objectName() == "customer"
    hands.press(Key.Key_Y, CONTROL, times=2)
    assert hands.cell(page, "customer").text() == "环岭"
    assert hands.cell(page, "order_no").text() == "HL-1"


def test_undo_of_ticks_notes_and_rows(show, session) -> None:
    page = show(factory.draft(session.desk, "rework_record", factory.sample("rework_record-reflector")))
    before = page.keeper.entries.values()
    page.view.go_to(Spot("kind"))
    hands.press(Key.Key_Right)
    hands.press(Key.Key_Space)
    page.view.go_to(Spot("method"))
    hands.commit("另加一句。")
    page.view.go_to(Spot("exec_lines", 0, "process"))
    hands.press(Key.Key_Delete, CONTROL)
    assert page.keeper.entries.values() != before
    hands.press(Key.Key_Z, CONTROL, times=3)
    assert page.keeper.entries.values() == before


def test_two_hundred_steps_are_taken_back(show, session) -> None:
    page = show(factory.draft(session.desk, values={}))
    for number in range(210):
        page.filling.change("order_no", f"HL-{number}")
    for _ in range(200):
        page.filling.undo()
    assert hands.cell(page, "order_no").text() == "HL-9"


def test_typing_on_in_a_cell_is_one_step(show, session) -> None:
    page = show(factory.draft(session.desk, values={}))
    for char in "环岭自行车":
        hands.commit(char)
    page.filling.undo()
    assert hands.cell(page, "customer").text() == ""
