"""The sentence of the cell in use, just below it: why it does not fit, or why it is closed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.style import tokens

Words = Callable[[], tuple[str, bool]]


class Bubble(QLabel):
    """Follows its cell, and is away while there is nothing to say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cell_sentence")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._cell: QWidget | None = None
        self._words: Words | None = None
        self.hide()

    def tell(self, cell: QWidget | None, words: Words | None) -> None:
        self._cell, self._words = cell, words
        self.follow()

    def follow(self) -> None:
        """Under the cell; above it where what is seen of the sheet ends."""
        sentence, wrong = self._words() if self._words else ("", False)
        cell, parent = self._cell, self.parentWidget()
        if not sentence or cell is None or parent is None:
            self.hide()
            return
        ink, ground, line = (tokens.BAD, tokens.BAD_TINT, tokens.BAD_LINE) if wrong else (
            tokens.INK_SOFT, tokens.NAV, tokens.LINE_STRONG)  # fmt: skip
        self.setStyleSheet(
            f"background: {ground}; color: {ink}; border: 1px solid {line}; border-radius: 4px; padding: 4px 8px;"
            f"font-size: {tokens.TEXT_SMALL}px; font-family: '{tokens.FAMILY}';"
        )
        self.setText(sentence)
        self.adjustSize()
        place = cell.mapTo(parent, cell.rect().bottomLeft())
        left = max(4, min(place.x(), parent.width() - self.width() - 4))
        seen = parent.visibleRegion().boundingRect()
        above = cell.mapTo(parent, cell.rect().topLeft()).y() - self.height() - 4
        under = place.y() + 4
        self.move(left, above if under + self.height() > seen.bottom() and above >= seen.top() else under)
        self.show()
        self.raise_()
