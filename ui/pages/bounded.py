"""Words below a list: as high as they are, up to a bound, and scrolled from there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea

from ui.style.named import named
from ui.style.parts import words

EDGE = 2
"""Pixels of the border that shows the focus, on both sides together."""


class Bounded(QScrollArea):
    """The keyboard comes to it only where there is something to scroll to."""

    def __init__(self, label: str, most: int) -> None:
        super().__init__(widgetResizable=True)
        named(self, "read_only", label).setFrameShape(QFrame.Shape.NoFrame)
        self._most = most
        self.words = words("", "soft", wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.words.setObjectName("inside")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self.words)
        self._fit()

    def say(self, text: str) -> None:
        self.words.setText(text)
        self.verticalScrollBar().setValue(0)
        self._fit()

    def bound(self, most: int) -> None:
        self._most = most
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _fit(self) -> None:
        """Measured across the whole width: a bar that stands there already must not call for itself."""
        wanted = self.words.heightForWidth(self.width() - EDGE) + EDGE
        self.setFixedHeight(min(wanted, self._most))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if wanted > self._most else Qt.FocusPolicy.NoFocus)
