"""The row of tools above the sheet, each with its shortcut."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from ui.paper.parts import tool
from ui.paper.scale import LEAST, MOST
from ui.style import icons, tokens
from ui.style.choosing import Chooser

SIZES = ("50 %", "75 %", "100 %", "125 %", "150 %", "200 %", "适合宽度")
FIT = SIZES[-1]


class Tool(NamedTuple):
    name: str
    words: str
    icon: str
    keys: str = ""
    more: tuple[str, ...] = ()


TOOLS: tuple[Tool | None, ...] = (
    Tool("save", "保存", "save", "Ctrl+S"), Tool("undo", "撤销", "undo", "Ctrl+Z"),
    Tool("redo", "重做", "redo", "Ctrl+Y", ("Ctrl+Shift+Z",)), None,
    Tool("preview", "预览", "preview", "Ctrl+Shift+P"), Tool("print", "打印", "print", "Ctrl+P"),
    Tool("pdf", "PDF", "pdf", "Ctrl+E"), Tool("sealed", "盖章 PDF", "seal"),
    Tool("excel", "Excel", "excel", "Ctrl+Shift+E"), None,
    Tool("copy", "复制为新单", "copy", "Ctrl+D"),
)  # fmt: skip
LETTERED = ("save", "preview", "print", "pdf", "sealed", "excel", "copy")
UNSEEN = (
    Tool("zoom_in", "放大", "", "Ctrl++", ("Ctrl+=",)), Tool("zoom_out", "缩小", "", "Ctrl+-"),
    Tool("zoom_whole", "原大", "", "Ctrl+0"),
    Tool("next_fault", "下一处", "", "F8"),
)  # fmt: skip


class ToolBar(QFrame):
    """`wanted` carries a tool's name; `zoomed` the per cent chosen, 0 for fitting the width.

    Qt leaves out the shortcuts of pages that are not shown, so that they may hold for the whole window.
    """

    wanted = Signal(str)
    zoomed = Signal(int)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setObjectName("tool_bar")
        self.setStyleSheet(
            f"QFrame#tool_bar {{ background: {tokens.PANEL}; border: 0; border-bottom: 1px solid {tokens.LINE}; }}"
        )
        self.actions_by_name: dict[str, QAction] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(tokens.SPACE, 0, tokens.GAP, 4)
        self._row.setSpacing(2)
        for one in TOOLS:
            if one is None:
                self._row.addSpacing(tokens.SPACE)
            else:
                self._button(self._action(page, one), one.name in LETTERED)
        for one in UNSEEN:
            self._action(page, one)
        self._row.addStretch(1)
        self._typed_zoom = QLineEdit()
        self._zoom = self._zoom_box()
        self._row.addWidget(self._zoom)

    def _action(self, page: QWidget, one: Tool) -> QAction:
        action = QAction(one.words, page)
        action.setObjectName(f"action_{one.name}")
        if one.icon:
            action.setIcon(icons.icon(one.icon))
        action.setShortcuts([QKeySequence(keys) for keys in (one.keys, *one.more) if keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setToolTip(f"{one.words}（{one.keys}）" if one.keys else one.words)
        action.triggered.connect(lambda: self.wanted.emit(one.name))
        page.addAction(action)
        self.actions_by_name[one.name] = action
        return action

    def _button(self, action: QAction, lettered: bool) -> None:
        button = tool(action.objectName().replace("action_", "tool_"), action.text())
        button.setDefaultAction(action)
        button.setIconSize(QSize(tokens.ICON, tokens.ICON))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if lettered:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._row.addWidget(button)

    def add_switch(self, name: str, words: str, icon: str, act: Callable[[bool], object]) -> QToolButton:
        button = tool(name, words, checkable=True)
        button.setIcon(icons.icon(icon))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.toggled.connect(act)
        self._row.addWidget(button)
        return button

    def _zoom_box(self) -> QComboBox:
        box = Chooser()
        box.setObjectName("zoom")
        box.setAccessibleName("缩放")
        box.setLineEdit(self._typed_zoom)
        box.setToolTip("缩放（Ctrl+滚轮，Ctrl++，Ctrl+-，Ctrl+0）")
        box.addItems(SIZES)
        box.setFixedWidth(112)
        box.setStyleSheet("QComboBox { min-height: 26px; } QLineEdit { border: 0; padding: 0 3px; min-height: 0; }")
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        box.activated.connect(lambda: self._chosen(box.currentText()))
        self._typed_zoom.returnPressed.connect(lambda: self._chosen(box.currentText()))
        return box

    def _chosen(self, words: str) -> None:
        digits = "".join(filter(str.isdigit, words))
        if words == FIT:
            self.zoomed.emit(0)
        elif digits:
            self.zoomed.emit(max(LEAST, min(MOST, int(digits[:4]))))

    def show_percent(self, percent: int) -> None:
        self._zoom.setEditText(f"{percent} %")

    def enable(self, name: str, on: bool) -> None:
        self.actions_by_name[name].setEnabled(on)

    def allow(self, name: str, against: str) -> None:
        """Closed with a sentence, open where it is empty."""
        self.enable(name, not against)
        self.actions_by_name[name].setToolTip(against or self.actions_by_name[name].text())
