"""What is let go over a widget: who wants it, what a window says meanwhile. The originals stay where they are."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from qcdesk.neutral import MARK
from ui.style import tokens

STAY = "原来的文件留在原处"
SCANNED = (".pdf", ".tif", ".tiff")
VEIL = 228
WIDE, HIGH, ROUND = 380, 104, 12
EDGE = 3


def local_files(mime: QMimeData) -> list[Path]:
    """What hangs at the mouse and stands on this PC or a drive of it."""
    return [_path(url) for url in mime.urls() if url.isLocalFile()]


def pictured(mime: QMimeData) -> bool:
    """Files, of which it is told later what they are, or a picture out of another window."""
    return mime.hasUrls() or mime.hasImage()


def photographed(mime: QMimeData) -> bool:
    """What may be a photo that is meant for the place below the mouse; what scanners alone write never is."""
    files = local_files(mime)
    return any(path.suffix.lower() not in SCANNED for path in files) if files else mime.hasImage()


def _path(url: QUrl) -> Path:
    """Also of a name that is no UTF-8, of which Qt keeps the bytes in the address alone."""
    local = url.toLocalFile()
    if os.name != "nt" and MARK in local:
        local = os.fsdecode(unquote_to_bytes(url.path(QUrl.ComponentFormattingOption.FullyEncoded)))
    return Path(local)


class Drops(QObject):
    """Takes what is let go over a widget, and leaves to those below it what it does not want. It is always a copy,
    whatever the file manager proposes: after a move it would delete its own file."""

    def __init__(
        self,
        over: QWidget,
        wants: Callable[[QMimeData], object],
        take: Callable[[QMimeData], object],
        sign: DropSign | None = None,
    ) -> None:
        super().__init__(over)
        self._wants, self._take, self._sign = wants, take, sign
        over.setAcceptDrops(True)
        over.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._sign is not None and event.type() in (QEvent.Type.DragLeave, QEvent.Type.Drop):
            self._sign.hide()
        if not isinstance(event, QDropEvent) or not self._wants(event.mimeData()):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            self._take(event.mimeData())
        elif self._sign is not None and event.type() == QEvent.Type.DragEnter:
            self._sign.appear()
        return True


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
