"""One printed page on the desk, at the size it is looked at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.style import tokens

SCREEN = 96
MM = 25.4
STEPS = (50, 75, 100, 125, 150, 200)
LEAST = 15
SHADOW = 3
FINEST = 450
"""Dots an inch beyond which no page is drawn anew: an A4 of them takes 80 MB."""

SETTLE = 80
"""Milliseconds after the last change of size."""


class PaperView(QScrollArea):
    """`dpi` is what pages are drawn with that say nothing else; Ctrl and the wheel zoom. `zoomed` gives the per cent,
    0 for 适合宽度. `wants` gives the dots an inch that a page would be drawn with to have one for each of the screen's:
    who can draw it anew gives it to `sharpen`."""

    zoomed = Signal(int)
    wants = Signal(float)

    def __init__(self, dpi: float) -> None:
        super().__init__()
        self.setObjectName("paper_view")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("页面")
        self._dpi = dpi
        self.percent = 100
        self._fits = True
        self._sheet = _Sheet()
        self._settling = QTimer(self, singleShot=True, interval=SETTLE)
        self._settling.timeout.connect(lambda: self.wants.emit(self.seen_with()))
        self.setWidget(self._sheet)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_page(self, picture: QImage, dpi: float = 0) -> None:
        self._dpi = dpi or self._dpi
        self._sheet.picture, self._sheet.sharp_at = QPixmap.fromImage(picture), 0
        self._show()
        self.verticalScrollBar().setValue(0)

    def sharpen(self, picture: QImage, dpi: float) -> None:
        """The page that is shown, drawn with `dpi`; let go where it is seen with others by now."""
        if dpi != self.seen_with():
            return
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._sheet.drawn, self._sheet.sharp_at = QPixmap.fromImage(picture), dpi
        self._sheet.update()

    def seen_with(self) -> float:
        """Dots an inch of this screen."""
        return self.percent / 100 * SCREEN * self.devicePixelRatioF()

    def clear(self) -> None:
        self._sheet.picture, self._sheet.sharp_at = QPixmap(), 0
        self._show()

    def zoom_to(self, percent: int) -> None:
        self.percent, self._fits = percent, False
        self._show()
        self.zoomed.emit(percent)

    def fit_width(self) -> None:
        """Nothing of a page lies beside the view, whatever the window's size and the page's."""
        self._fits = True
        self._show()
        self.zoomed.emit(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self._show()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        up = event.angleDelta().y() > 0
        further = [step for step in STEPS if (step > self.percent if up else step < self.percent)]
        if further:
            self.zoom_to(min(further) if up else max(further))

    def _show(self) -> None:
        picture, margin = self._sheet.picture, tokens.MARGIN
        if self._fits and not picture.isNull():
            self.percent = self._fitting()
        scale = self.percent / 100 * SCREEN / self._dpi
        self._sheet.page = QRect(margin, margin, round(picture.width() * scale), round(picture.height() * scale))
        if self._sheet.sharp_at != self.seen_with():
            self._blur()
        self._sheet.resize(self._sheet.page.width() + 2 * margin, self._sheet.page.height() + 2 * margin)
        self._sheet.update()

    def _blur(self) -> None:
        """What there is, in the size that is wanted, till the page has been drawn in it."""
        self._sheet.drawn = _small(self._sheet.picture, self._sheet.page, self.devicePixelRatioF())
        self._sheet.sharp_at = 0
        if not self._sheet.picture.isNull() and self.seen_with() <= FINEST:
            self._settling.start()

    def _fitting(self) -> int:
        """Room is left for the scroll bar even where there is none, or it would come and go with every resize."""
        return _percent(self._room(), self._sheet.picture.width() / self._dpi)

    def _room(self) -> int:
        return self.width() - 2 * tokens.MARGIN - self.verticalScrollBar().sizeHint().width()

    def sharp(self) -> Callable[[float], float]:
        """Gives for a page's width in millimetres the dots an inch that it is seen with here when it fits. It may be
        asked off the main thread."""
        room, ratio = self._room(), self.devicePixelRatioF()
        return lambda width: _percent(room, width / MM) / 100 * SCREEN * ratio


def _percent(room: int, inches: float) -> int:
    return max(LEAST, min(STEPS[-1], int(room / SCREEN / inches * 100)))


def _small(picture: QPixmap, page: QRect, ratio: float) -> QPixmap:
    """The picture brought down to what is drawn of it: painting alone drops lines where that is less than half."""
    wide = round(page.width() * ratio)
    if picture.isNull() or wide * 2 > picture.width():
        return picture
    return picture.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)


class _Sheet(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.picture, self.drawn, self.page = QPixmap(), QPixmap(), QRect()
        self.sharp_at = 0.0
        """The dots an inch that `drawn` was drawn with for this screen; 0 where it is the picture made smaller."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.page.translated(SHADOW, SHADOW), QColor(tokens.SHEET_SHADOW))
        if self.sharp_at:
            painter.drawPixmap(QPointF(self.page.topLeft()) + self._to_dots(), self.drawn)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(self.page, self.drawn)
        painter.setPen(QColor(tokens.LINE_STRONG))
        painter.drawRect(self.page.adjusted(0, 0, -1, -1))

    def _to_dots(self) -> QPointF:
        """From where the page begins to the screen's next dot: at 150 % it may begin between two."""
        ratio, at = self.devicePixelRatioF(), self.mapTo(self.window(), QPoint(self.page.topLeft()))
        return QPointF(round(at.x() * ratio) / ratio - at.x(), round(at.y() * ratio) / ratio - at.y())
