"""Rows of a line table: put in and taken away by buttons and a menu; what a paste leaves out is said."""

import factory
import hands
import pytest
from drafts import rework
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolButton

from ui.paper.entries import Spot

CONTROL = Qt.KeyboardModifier.ControlModifier


def processes(page) -> list[str]:
    return [row.get("process", "") for row in page.keeper.entries.typed("exec_lines")]


def row_button(page, name):
    return page.findChild(QToolButton, f"exec_lines_{name}")


def menu_of(table) -> QMenu:
    editor = table.editor
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(3, 3), editor.mapToGlobal(QPoint(3, 3)))
    QApplication.sendEvent(editor, event)
    menu = table.findChild(QMenu, "row_menu")
    assert menu is not None
    return menu


def choose(table, name) -> None:
    menu = menu_of(table)
    next(item for item in menu.actions() if item.objectName() == name).trigger()
    menu.close()
    QApplication.processEvents()


def test_buttons_stand_beside_the_row_in_use(show, session, qtbot) -> None:
    page = show(rework(session.desk))
    before = processes(page) if page.keeper.entries.typed("exec_lines") else []
    table = hands.into(page, "exec_lines", 1, "process")
    insert, remove = row_button(page, "insert_row"), row_button(page, "remove_row")
    assert insert.isVisible()
    assert insert.y() == pytest.approx(table.y() + table.editor.geometry().center().y() - 10, abs=2)
    assert insert.x() > table.geometry().right()
    assert "Ctrl+Insert" in insert.toolTip()
    qtbot.mouseClick(insert, hands.LEFT)
    assert processes(page) == [before[0], "", *before[1:]]
    qtbot.mouseClick(remove, hands.LEFT)
    assert processes(page) == before
    assert table.editor.hasFocus()
    page.view.go_to(Spot("cost_bearer"))
    assert not insert.isVisible()


def test_the_menu_under_the_mouse_changes_rows(show, session) -> None:
    page = show(rework(session.desk))
    before = processes(page)
    table = hands.into(page, "exec_lines", 0, "process")
    choose(table, "remove_row")
    assert processes(page) == before[1:]
    choose(table, "insert_row")
    assert processes(page) == ["", *before[1:]]
    hands.clipboard("拆片\t5")
    choose(table, "paste_cells")
    assert page.keeper.entries.typed("exec_lines")[0]["qty_in"] == "5"
    choose(table, "copy_cell")
    assert QApplication.clipboard().text() == "拆片"


def test_closed_tables_offer_no_rows(show, session) -> None:
    page = show(factory.walk(session.desk, rework(session.desk), "issue", "produce"))
    table = hands.into(page, "exec_lines", 0, "process")
    assert not row_button(page, "insert_row").isVisible()
    menu = menu_of(table)
    assert [item.objectName() for item in menu.actions() if item.isEnabled() and item.text()] == ["copy_cell"]
    menu.close()


def test_surplus_columns_of_a_paste_are_said(show, session) -> None:
    page = show(rework(session.desk, exec_lines=[]))
    table = hands.into(page, "exec_lines", 0, table_last(page))
    hands.clipboard("甲班\t多\t余\n乙班\t多\t")
    hands.press(Qt.Key.Key_V, CONTROL)
    assert page.refused.words.text() == "右边多出 2 列没有贴入"
    assert [row[table_last(page)] for row in table.rows] == ["甲班", "乙班"]


def table_last(page) -> str:
    return hands.cell(page, "exec_lines").columns[-1].name


def test_surplus_rows_of_a_paste_are_said(show, session) -> None:
    page = show(rework(session.desk, exec_lines=[{"process": f"工序{n}"} for n in range(3)]))
    table = hands.into(page, "exec_lines", 2, "process")
    most = table.field.most
    table.paste("\n".join(f"新{n}" for n in range(most)))
    assert page.refused.words.text() == f"超过 {most} 行，多出 2 行没有贴入"
    assert len(table.rows) == most
    assert (table.rows[2]["process"], table.rows[-1]["process"]) == ("新0", f"新{most - 3}")


def test_a_paste_that_fits_says_nothing(show, session) -> None:
    page = show(rework(session.desk, exec_lines=[]))
    hands.into(page, "exec_lines", 0, "process").paste("拆片\t5\n打包\t6")
    assert not page.refused.isVisible()
