"""The photos of a sheet as the screen draws them, each read and scaled once."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap

from forms.photos import Gallery
from forms.sheet import Picture
from qcdesk.errors import DeskError
from ui.paper.scale import Scale
from ui.session import Session

SHARPER = 2.0
"""Scaled for zoomed and dense screens alike."""


class SheetPhotos:
    """`gallery` is what laying the sheet needs to know of them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.gallery = Gallery(self._bytes)
        self._drawn: dict[tuple[str, QSize], QPixmap | None] = {}

    def _bytes(self, sha256: str) -> bytes:
        try:
            return self._session.desk.attachments.get(sha256)
        except DeskError as error:
            raise FileNotFoundError(sha256) from error

    def pixels(self, picture: Picture, scale: Scale) -> QPixmap | None:
        """None where the file is gone or is no picture."""
        side = max(picture.w, picture.h) * SHARPER
        size = QSize(round(picture.w), round(picture.h))
        if (picture.sha256, size) not in self._drawn:
            ratio = side / max(picture.w, picture.h, 0.1)
            self._drawn[(picture.sha256, size)] = self._read(picture.sha256, picture.w * ratio, picture.h * ratio)
        return self._drawn[(picture.sha256, size)]

    def large(self, sha256: str) -> QPixmap | None:
        return self._read(sha256, 200.0, 150.0)

    def _read(self, sha256: str, width: float, height: float) -> QPixmap | None:
        content = self.gallery.jpeg(sha256, width, height)
        pixels = QPixmap()
        if content is None or not pixels.loadFromData(content):
            return None
        return pixels
