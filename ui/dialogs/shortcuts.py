"""The keys that work, on one card (F1)."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.dialogs.fit import room
from ui.dialogs.frame import Dialog
from ui.style import tokens
from ui.style.parts import scrolling, words

Group = tuple[str, tuple[tuple[str, str], ...]]

LEFT: tuple[Group, ...] = (
    ("到处", (
        ("Ctrl+1 … Ctrl+9", "换到左边的第几页"), ("Ctrl+K / Ctrl+F", "查找记录"),
        ("Ctrl+N / Ctrl+Shift+N", "新建一张表单、受理新案件"), ("Ctrl+L / Ctrl+Shift+L", "换人、锁定屏幕"),
        ("Alt+←", "从单子返回列表"), ("F5", "重新读，看别人刚做的"), ("F1", "这张快捷键表"),
    )),
    ("列表里", (("↑ ↓ / Enter / Esc", "选一行、打开、清空筛选"), ("F2", "打印所选样品的标签、柏拉图"),
                ("F6 / F7 / F8", "打印份送签、签回、归档（空格选）"))),
    ("案件里", (("Ctrl+PgDown / Ctrl+PgUp", "下一页、上一页"), ("Ctrl+T", "取入 8D 的措施"))),
)  # fmt: skip
RIGHT: tuple[Group, ...] = (
    ("单子上", (
        ("Tab / Shift+Tab", "下一格、上一格"), ("Ctrl+S", "保存"), ("Ctrl+Z / Ctrl+Y", "撤销、重做"),
        ("F8", "下一处要改的"), ("Ctrl+P / Ctrl+Shift+P", "打印、预览"), ("Ctrl+E / Ctrl+Shift+E", "存成 PDF、Excel"),
        ("Ctrl+D / Ctrl+Shift+B", "复制为新单、旁边看扫描件"), ("Ctrl+加号 / 减号", "放大、缩小"), ("Ctrl+0", "原大"),
    )),
    ("单子上的明细行", (("↑ ↓", "上一行、下一行"), ("Ctrl+Insert", "插行"), ("Ctrl+Delete", "删行"))),
)  # fmt: skip
MARGINS = QSize(2 * tokens.MARGIN, 150)
"""What the dialog needs around its columns."""


def show_keys(parent: QWidget | None) -> None:
    dialog = keys_card(parent)
    dialog.exec()
    dialog.deleteLater()


def keys_card(parent: QWidget | None) -> Dialog:
    """Two columns; a screen that has no room for them scrolls."""
    dialog = Dialog(parent, "快捷键", "shortcuts", 460)
    inside = QWidget()
    columns = QHBoxLayout(inside)
    columns.setContentsMargins(0, 0, 0, 0)
    columns.setSpacing(2 * tokens.MARGIN)
    for groups in (LEFT, RIGHT):
        columns.addLayout(_column(groups))
    dialog.body.addWidget(_in_sight(inside, room(dialog) - MARGINS))
    dialog.add_button("知道了", "ok", dialog.accept, "main").setFocus()
    return dialog


def _in_sight(inside: QWidget, most: QSize) -> QScrollArea:
    """As large as its content, as far as there is room."""
    area = scrolling(inside)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for widget in inside.findChildren(QWidget):
        widget.ensurePolished()
    bar = area.verticalScrollBar().sizeHint().width()
    area.setMinimumSize((inside.sizeHint() + QSize(bar, 2)).boundedTo(most))
    return area


def _column(groups: tuple[Group, ...]) -> QVBoxLayout:
    column, grid = QVBoxLayout(), QGridLayout()
    grid.setHorizontalSpacing(tokens.GAP)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(1, 1)
    for title, lines in groups:
        if grid.count():
            grid.setRowMinimumHeight(grid.rowCount(), 6)
        grid.addWidget(words(title, "small"), grid.rowCount(), 0, 1, 2)
        for keys, what in lines:
            at = grid.rowCount()
            grid.addWidget(words(keys), at, 0)
            grid.addWidget(words(what, "soft"), at, 1)
    column.addLayout(grid)
    column.addStretch(1)
    return column
