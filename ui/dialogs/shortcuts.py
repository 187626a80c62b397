"""The keys that work, on one card (F1)."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.dialogs.frame import Dialog
from ui.pages.parts import words
from ui.style import tokens

KEYS = (
    ("到处", (
        ("Ctrl+1 … Ctrl+6", "换到左边的第几页"), ("Ctrl+K / Ctrl+F", "查找记录"), ("Ctrl+N", "新建一张表单"),
        ("Ctrl+L", "换人"), ("Ctrl+Shift+L", "锁定屏幕"), ("Alt+←", "从单子返回列表"), ("F1", "这张快捷键表"),
    )),
    ("列表里", (("↑ ↓", "选一行"), ("Enter", "打开"), ("Esc", "清空筛选"))),
    ("单子上", (
        ("Tab / Shift+Tab", "下一格、上一格"), ("Ctrl+S", "保存"), ("Ctrl+Z / Ctrl+Y", "撤销、重做"),
        ("F8", "下一处要改的"), ("Ctrl+P / Ctrl+Shift+P", "打印、预览"), ("Ctrl+E / Ctrl+Shift+E", "存成 PDF、Excel"),
        ("Ctrl+D", "复制为新单"), ("Ctrl+加号 / 减号 / 0", "放大、缩小、原大"),
    )),
)  # fmt: skip


def show_keys(parent: QWidget | None) -> None:
    keys_card(parent).exec()


def keys_card(parent: QWidget | None) -> Dialog:
    dialog = Dialog(parent, "快捷键", "shortcuts", 460)
    grid = QGridLayout()
    grid.setHorizontalSpacing(tokens.MARGIN)
    grid.setVerticalSpacing(tokens.SPACE)
    grid.setColumnStretch(1, 1)
    for title, lines in KEYS:
        if grid.count():
            grid.setRowMinimumHeight(grid.rowCount(), tokens.SPACE)
        grid.addWidget(words(title, "small"), grid.rowCount(), 0, 1, 2)
        for keys, what in lines:
            at = grid.rowCount()
            grid.addWidget(words(keys), at, 0)
            grid.addWidget(words(what, "soft"), at, 1)
    dialog.body.addLayout(grid)
    dialog.add_button("知道了", "ok", dialog.accept, "main")
    return dialog
