"""What a window says while files hover over it, and the way they are taken: the originals stay where they are."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QDropEvent, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.style import tokens

STAY = "原来的文件留在原处"
VEIL = 228
WIDE, HIGH, ROUND = 380, 104, 12
EDGE = 3


def accept_copy(event: QDropEvent) -> None:
    """Never moved, whatever the file manager proposes: it would delete its own file."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


class DropSign(QWidget):
    """A veil over its parent while files hover; it takes nothing itself."""

    def __init__(self, over: QWidget, says: str) -> None:
        super().__init__(over)
        self.setObjectName("drop_sign")
        self.says = says
        self.setAccessibleName(says)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        over.installEventFilter(self)

    def appear(self) -> None:
        self._cover()
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._cover()
        return False

    def _cover(self) -> None:
        above = self.parentWidget()
        if above is not None:
            self.setGeometry(above.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(tokens.DESK)
        veil.setAlpha(VEIL)
        painter.fillRect(self.rect(), veil)
        box = QRectF(0, 0, min(WIDE, self.width() - 2 * tokens.GAP), HIGH)
        box.moveCenter(QRectF(self.rect()).center())
        painter.setPen(QPen(QColor(tokens.ACCENT_LINE), EDGE - 1))
        painter.setBrush(QColor(tokens.PANEL))
        painter.drawRoundedRect(box, ROUND, ROUND)
        self._say(painter, box.adjusted(0, 18, 0, -HIGH / 2 + 4), self.says, tokens.ACCENT_DEEP, tokens.TEXT_LARGE)
        self._say(painter, box.adjusted(0, HIGH / 2, 0, -18), STAY, tokens.INK_SOFT, tokens.TEXT)

    def _say(self, painter: QPainter, place: QRectF, said: str, ink: str, size: int) -> None:
        font = QFont(self.font())
        font.setPixelSize(size)
        font.setBold(ink == tokens.ACCENT_DEEP)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, said)
