"""A line of words that ends in … where there is no room for all of it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

LEAST = 60
SLACK = 2
"""Pixels by which two lines are higher than the height of one, twice."""


class Elided(QLabel):
    """The whole words stand in the tooltip, and in `text()`."""

    def __init__(self, name: str, look: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("look", look)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def say(self, text: str) -> None:
        self.setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        self.style().drawItemText(
            painter, self.rect(), int(self.alignment()), self.palette(), self.isEnabled(), shown, self.foregroundRole()
        )
        painter.end()


class TwoLines(Elided):
    """Two lines of room, whether there is much to say, little or nothing: it moves nothing around it."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 2 * self.fontMetrics().lineSpacing() + SLACK)

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.style().drawItemText(
            painter, self.rect(), int(self.alignment() | Qt.TextFlag.TextWordWrap), self.palette(), self.isEnabled(),
            self._shown(), self.foregroundRole(),
        )  # fmt: skip
        painter.end()

    def _shown(self) -> str:
        """As many letters as there is room for."""
        text, metrics, room = self.text(), self.fontMetrics(), QRect(0, 0, self.width(), 0)
        shown, left = text, len(text)
        while left and metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, shown).height() > self.height():
            left -= 1
            shown = text[:left] + "…"
        return shown
