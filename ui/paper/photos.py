"""The photos of a sheet as the screen draws them: read one by one after the sheet stands there, each only once."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPixmap

from forms.photos import Gallery
from forms.sheet import Picture
from qcdesk.errors import DeskError
from ui.session import Session

SHARPER = 2.0
"""Of the printed size: for zoomed and dense screens alike."""

Key = tuple[str, float, float]


class SheetPhotos(QObject):
    """`gallery` is what laying the sheet needs to know of them; `arrived` follows a photo that was read."""

    arrived = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.gallery = Gallery(self._bytes)
        self._read: dict[Key, QPixmap | None] = {}
        self._waiting: list[Key] = []
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._read_next)

    def _bytes(self, sha256: str) -> bytes:
        try:
            return self._session.desk.attachments.get(sha256)
        except DeskError as error:
            raise FileNotFoundError(sha256) from error

    def pixels(self, picture: Picture) -> QPixmap | None:
        """An empty one while it is being read; None where the file is gone or is no picture."""
        key = (picture.sha256, round(picture.w, 1), round(picture.h, 1))
        if key in self._read:
            return self._read[key]
        if key not in self._waiting:
            self._waiting.append(key)
            self._next.start()
        return QPixmap()

    def _read_next(self) -> None:
        if self._waiting:
            key = self._waiting.pop(0)
            self._read[key] = self._pixels(key[0], key[1] * SHARPER, key[2] * SHARPER)
            self.arrived.emit()
        if self._waiting:
            self._next.start()

    def large(self, sha256: str) -> QPixmap | None:
        return self._pixels(sha256, 200.0, 150.0)

    def _pixels(self, sha256: str, width: float, height: float) -> QPixmap | None:
        content = self.gallery.jpeg(sha256, width, height)
        pixels = QPixmap()
        if content is None or not pixels.loadFromData(content):
            return None
        return pixels
