"""Beside the sheet: what happened to it, and who has signed it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from forms.fill import UNSOUND
from qcdesk.services.sheets.revisions import Edition
from qcdesk.services.trail.history import Line
from qcdesk.views import SignatureView
from ui.paper.parts import plain, push, tool
from ui.style import tokens

WIDTH = 312
BY_PIN = "PIN 签名"
NEVER_AMENDED = (
    "这张单没有改过版。核准以后要改内容，由核准的人在上方“更多”里按“改版”，写明原因：签名全部失效，单回到草稿，"
    "编号不变；原来的单留在这里，随时能看、能印，印出来带“已被替代”。"
)


class SidePanel(QTabWidget):
    """Tabs: 历史 newest first, 签名 in the order of the sheet, 改版 and 打印份 latest first."""

    changes_wanted = Signal(int)
    old_sheet_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side_panel")
        self.setFixedWidth(WIDTH)
        self.setDocumentMode(True)
        self._history, self._signatures, self._editions = _Column("history"), _Column("signatures"), _Column("editions")
        self.addTab(self._history, "历史")
        self.addTab(self._signatures, "签名")
        self.addTab(self._editions, "改版")
        self._copies = _Column("copies")
        self.addTab(self._copies, "打印份")

    def show_history(self, lines: Sequence[Line]) -> None:
        self._history.fill([_line(line) for line in reversed(lines)], "还没有记录。每次保存和签名都会写在这里。")

    def show_copies(self, cards: Sequence[QWidget]) -> None:
        self._copies.fill(cards, "还没有打印份。编制以后打印或存成 PDF 就自动编份，这里看每一份在谁手里。")

    def see_copies(self) -> None:
        self.setCurrentWidget(self._copies)

    def show_signatures(self, signatures: Sequence[SignatureView]) -> None:
        cards = [_signature(item) for item in sorted(signatures, key=lambda item: item.at)]
        self._signatures.fill(cards, "还没有人签名。步骤按钮在上方，签名要输入 PIN。")

    def show_editions(self, editions: Sequence[Edition]) -> None:
        self._editions.fill([self._edition(one) for one in reversed(editions)], NEVER_AMENDED)

    def _edition(self, one: Edition) -> QWidget:
        card, column = _card()
        column.addWidget(words(f"{one.label}　已被替代", tokens.BAD))
        column.addWidget(words(f"{one.approved_at} {one.approved_by}核准", tokens.INK_FAINT, tokens.TEXT_SMALL))
        column.addWidget(words(f"{one.replaced_at} {one.replaced_by}改版", tokens.INK_FAINT, tokens.TEXT_SMALL))
        column.addWidget(words(f"原因：{one.reason}", tokens.WARN))
        ways = QHBoxLayout()
        for name, text, wanted in (
            ("changes", "看改了什么", self.changes_wanted), ("old", "看旧单", self.old_sheet_wanted),
        ):  # fmt: skip
            button = push(text, f"{name}_{one.edition}")
            button.clicked.connect(lambda _=False, wanted=wanted: wanted.emit(one.edition))
            ways.addWidget(button)
        column.addLayout(ways)
        return card


class _Column(QScrollArea):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet(f"QScrollArea#{name}, QWidget#inside {{ background: {tokens.PANEL}; }}")

    def fill(self, cards: Sequence[QWidget], empty: str) -> None:
        inside = QWidget()
        inside.setObjectName("inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(tokens.GAP, tokens.GAP, tokens.GAP, tokens.GAP)
        column.setSpacing(tokens.GAP)
        for card in cards or [words(empty, tokens.INK_FAINT)]:
            column.addWidget(card)
        column.addStretch(1)
        self.setWidget(inside)


def words(text: str, colour: str, size: int = tokens.TEXT) -> QLabel:
    label = plain(text)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    label.setStyleSheet(f"color: {colour}; font-size: {size}px;")
    return label


def _card() -> tuple[QWidget, QVBoxLayout]:
    card = QWidget()
    column = QVBoxLayout(card)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    return card, column


def _line(line: Line) -> QWidget:
    card, column = _card()
    column.addWidget(words(f"{line.at}　{line.who}", tokens.INK_FAINT, tokens.TEXT_SMALL))
    column.addWidget(words(line.sentence, tokens.INK))
    if line.scan:
        column.addWidget(words(line.scan, tokens.INK_SOFT, tokens.TEXT_SMALL))
    if line.clock:
        column.addWidget(words(line.clock, tokens.WARN, tokens.TEXT_SMALL))
    if line.reason:
        column.addWidget(words(f"原因：{line.reason}", tokens.WARN))
    if line.details:
        details = words("\n".join(line.details), tokens.INK_SOFT, tokens.TEXT_SMALL)
        details.hide()
        column.addWidget(_fold(len(line.details), details))
        column.addWidget(details)
    return card


def _fold(count: int, details: QLabel) -> QToolButton:
    button = tool("fold", f"▸ {count} 处内容", checkable=True)
    button.setStyleSheet(f"padding: 0; border: 0; color: {tokens.ACCENT_HOVER}; font-size: {tokens.TEXT_SMALL}px;")
    button.toggled.connect(details.setVisible)
    button.toggled.connect(lambda on: button.setText(f"{'▾' if on else '▸'} {count} 处内容"))
    return button


def _signature(item: SignatureView) -> QWidget:
    card, column = _card()
    column.addWidget(words(f"{item.label}　{item.meaning}", tokens.INK_FAINT, tokens.TEXT_SMALL))
    column.addWidget(words(f"{item.signer}　{item.dated}", tokens.INK))
    column.addWidget(words(item.seen or BY_PIN, tokens.INK_FAINT, tokens.TEXT_SMALL))
    sound = ("签名有效，内容没有改动", tokens.GOOD) if item.sound else (f"{UNSOUND}：内容和签名时不一样", tokens.BAD)
    column.addWidget(words(*sound, tokens.TEXT_SMALL))
    return card
