"""A strip of white to sign on with the mouse or a pen: smooth strokes, taken back one by one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QBuffer, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QTabletEvent
from PySide6.QtWidgets import QWidget

from ui.style import tokens

SIZE, LOW = QSize(600, 200), 120
"""How large it is, and how high on a low screen."""

INK = QColor("#1B2A5C")
THICK = 3.4
LARGER = 2
"""Drawn larger than seen, so that print is as smooth as the screen."""

LINE_AT = 0.76
PROMPT = "按住鼠标，或用手写笔，在这里签名"
INSTEAD = "样子取自照片，印出来如下；要改成手写的，就在这里签名"


class SignPad(QWidget):
    """`drawn` says that a stroke was ended or taken back."""

    drawn = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sign_pad")
        self.setAccessibleName("在这里签名，用鼠标或手写笔")
        self.setMinimumSize(SIZE.width(), LOW)
        self.setMaximumHeight(SIZE.height())
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.strokes: list[list[QPointF]] = []
        self._under_way = False
        self.prompt = PROMPT

    def sizeHint(self) -> QSize:
        return SIZE

    def give_way(self) -> None:
        """To a picture that was lifted off a photo."""
        self.strokes.clear()
        self.prompt = INSTEAD
        self.update()

    def undo(self) -> None:
        if self.strokes:
            self.strokes.pop()
            self._renew()

    def clear(self) -> None:
        self.prompt = PROMPT
        self.update()
        if self.strokes:
            self.strokes.clear()
            self._renew()

    def png(self) -> bytes:
        """The strokes on clear ground."""
        image = QImage(self.size() * LARGER, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.scale(LARGER, LARGER)
        _draw(painter, self.strokes)
        painter.end()
        buffer = QBuffer()
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        return bytes(buffer.data().data())

    def _renew(self) -> None:
        self.update()
        self.drawn.emit()

    def _begin(self, point: QPointF) -> None:
        self._under_way = True
        self.strokes.append([point])
        self.update()

    def _go_on(self, point: QPointF) -> None:
        if self._under_way and (point - self.strokes[-1][-1]).manhattanLength() >= 2:
            self.strokes[-1].append(point)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go_on(event.position())

    def _end(self) -> None:
        if self._under_way:
            self._under_way = False
            self.drawn.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen's finer places; the mouse events that would follow are spared."""
        kind = event.type()
        if kind == QTabletEvent.Type.TabletPress:
            self._begin(event.position())
        elif kind == QTabletEvent.Type.TabletMove:
            self._go_on(event.position())
        else:
            self._end()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.FOCUS if self.hasFocus() else tokens.LINE_STRONG))
        painter.fillRect(self.rect().adjusted(1, 1, -1, -1), QColor(tokens.SHEET))
        painter.setPen(QPen(QColor(tokens.LINE), 1, Qt.PenStyle.DashLine))
        low = round(self.height() * LINE_AT)
        painter.drawLine(24, low, self.width() - 24, low)
        if not self.strokes:
            painter.setPen(QColor(tokens.INK_FAINT))
            painter.drawText(QRect(0, 0, self.width(), low), Qt.AlignmentFlag.AlignCenter, self.prompt)
        _draw(painter, self.strokes)


def _draw(painter: QPainter, strokes: Sequence[Sequence[QPointF]]) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(INK, THICK, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    for stroke in strokes:
        if len(stroke) == 1:
            painter.drawPoint(stroke[0])
        else:
            painter.drawPath(_smooth(stroke))


def _smooth(points: Sequence[QPointF]) -> QPainterPath:
    """Through the middles between the points, bent by the points themselves."""
    path = QPainterPath(points[0])
    for here, following in pairwise(points[1:]):
        path.quadTo(here, (here + following) * 0.5)
    path.lineTo(points[-1])
    return path
