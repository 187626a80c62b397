"""What can be done with a row of a line table: a menu under the mouse, and two quiet buttons beside the row in use."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ui.style import icons, tokens

SIDE = 20
"""Pixels of a button's side."""

QUIET = f"""
QToolButton {{ border: 0; padding: 0; border-radius: 4px; background: transparent; }}
QToolButton:hover {{ background: {tokens.ACCENT_TINT}; }}
"""


class RowActs(Protocol):
    """The table that the rows are of."""

    def insert_row(self) -> None: ...
    def remove_row(self) -> None: ...
    def copy(self) -> None: ...
    def paste_here(self) -> None: ...


class Act(NamedTuple):
    name: str
    words: str
    keys: str
    do: Callable[[RowActs], None]


INSERT = Act("insert_row", "插入一行", "Ctrl+Insert", lambda table: table.insert_row())
REMOVE = Act("remove_row", "删除这一行", "Ctrl+Delete", lambda table: table.remove_row())
COPY = Act("copy_cell", "复制", "Ctrl+C", lambda table: table.copy())
PASTE = Act("paste_cells", "粘贴", "Ctrl+V", lambda table: table.paste_here())


def row_menu(parent: QWidget, table: RowActs, closed: bool) -> QMenu:
    """Not yet shown; destroyed once it is closed."""
    menu = QMenu(parent)
    menu.setObjectName("row_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for act in (INSERT, REMOVE, None, COPY, PASTE):
        if act is None:
            menu.addSeparator()
            continue
        item = menu.addAction(f"{act.words}\t{act.keys}", lambda act=act: act.do(table))
        item.setObjectName(act.name)
        item.setEnabled(act is COPY or not closed)
    if not QGuiApplication.clipboard().text():
        menu.actions()[-1].setEnabled(False)
    return menu


class RowButtons:
    """Stand in the margin at the right of a table; they never take the focus from the cell."""

    def __init__(self, sheet: QWidget, table: RowActs, name: str) -> None:
        self._buttons = [
            self._button(sheet, table, act, icon, name)
            for act, icon in ((INSERT, "table-add"), (REMOVE, "table-remove"))
        ]

    def _button(self, sheet: QWidget, table: RowActs, act: Act, icon: str, name: str) -> QToolButton:
        button = QToolButton(sheet)
        button.setObjectName(f"{name}_{act.name}")
        button.setAccessibleName(act.words)
        button.setToolTip(f"{act.words}（{act.keys}）")
        button.setIcon(icons.icon(icon))
        button.setIconSize(QSize(tokens.ICON_SMALL, tokens.ICON_SMALL))
        button.setStyleSheet(QUIET)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: act.do(table))
        button.hide()
        return button

    @property
    def widgets(self) -> list[QToolButton]:
        return self._buttons

    def stand_by(self, table: QRect, row: QRect) -> None:
        """`row` in the sheet's pixels, within `table`."""
        place = QPoint(table.right() + 4, row.center().y() - SIDE // 2)
        for button in self._buttons:
            button.setGeometry(QRect(place, QSize(SIDE, SIDE)))
            button.show()
            button.raise_()
            place += QPoint(SIDE + 1, 0)

    def hide(self) -> None:
        for button in self._buttons:
            button.hide()
