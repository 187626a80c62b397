"""One printed page on the desk, at the size it is looked at."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.style import tokens

SCREEN = 96
STEPS = (50, 75, 100, 125, 150, 200)
SHADOW = 3


class PaperView(QScrollArea):
    """`dpi` is what pages are drawn with; Ctrl and the wheel zoom. `zoomed` gives the per cent."""

    zoomed = Signal(int)

    def __init__(self, dpi: int) -> None:
        super().__init__()
        self.setObjectName("paper_view")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("页面")
        self._dpi = dpi
        self.percent = 100
        self._sheet = _Sheet()
        self.setWidget(self._sheet)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_page(self, png: bytes) -> None:
        picture = QPixmap()
        picture.loadFromData(png)
        self._sheet.picture = picture
        self._fit()
        self.verticalScrollBar().setValue(0)

    def zoom_to(self, percent: int) -> None:
        self.percent = percent
        self._fit()
        self.zoomed.emit(percent)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        up = event.angleDelta().y() > 0
        further = [step for step in STEPS if (step > self.percent if up else step < self.percent)]
        if further:
            self.zoom_to(min(further) if up else max(further))

    def _fit(self) -> None:
        picture, scale = self._sheet.picture, self.percent / 100 * SCREEN / self._dpi
        margin = tokens.MARGIN
        self._sheet.page = QRect(margin, margin, round(picture.width() * scale), round(picture.height() * scale))
        self._sheet.resize(self._sheet.page.width() + 2 * margin, self._sheet.page.height() + 2 * margin)
        self._sheet.update()


class _Sheet(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.picture, self.page = QPixmap(), QRect()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.page.translated(SHADOW, SHADOW), QColor(tokens.SHEET_SHADOW))
        painter.drawPixmap(self.page, self.picture)
        painter.setPen(QColor(tokens.LINE_STRONG))
        painter.drawRect(self.page.adjusted(0, 0, -1, -1))
