"""Photos added to a cell by file, drop or paste, and one of them looked at large."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QStandardPaths, Qt
from PySide6.QtGui import QImage, QImageWriter, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QVBoxLayout, QWidget

from qcdesk.canonical import Json
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.sheets import attaching
from ui.drops import local_files
from ui.paper.cells.photo_strip import PhotoStrip
from ui.paper.photos import SheetPhotos
from ui.session import Session, settings

FOLDER = "photo_folder"
FILTER = "图片 (*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff *.gif)"


def chosen_files(parent: QWidget, session: Session) -> list[Path]:
    """Begins in the folder that photos were taken from last."""
    kept = settings(session)
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    names, _ = QFileDialog.getOpenFileNames(parent, "选择照片", str(kept.value(FOLDER, "") or pictures), FILTER)
    if names:
        kept.setValue(FOLDER, str(Path(names[0]).parent))
    return [Path(name) for name in names]


def stored(desk: Desk, pictures: object) -> list[Json]:
    """Entries of files, of a QImage, or of what was dropped; raises Refused for the first that is no picture."""
    if isinstance(pictures, QMimeData):
        pictures = local_files(pictures) or pictures.imageData()
    if isinstance(pictures, QImage):
        return [dict(attaching.add_bytes(desk, png_of(pictures), "粘贴的照片.png"))]
    if isinstance(pictures, Iterable):
        return [dict(attaching.add_file(desk, Path(str(path)))) for path in pictures]
    return []


def png_of(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def added(desk: Desk, held: Json, pictures: object, strip: PhotoStrip) -> Json:
    """What hangs there afterwards; raises DeskError with the sentence."""
    if strip.closed:
        raise Refused(f"不能加照片：{strip.closed}")
    entries = list(held) if isinstance(held, list) else []
    new = [entry for entry in stored(desk, pictures) if entry not in entries]
    if len(entries) + len(new) > strip.field.most:
        raise Refused(f"这一格最多 {strip.field.most} 张照片，已有 {len(entries)} 张，不能再加 {len(new)} 张")
    return entries + new or None


class PhotoDialog(QDialog):
    """One photo as large as the screen allows; any key or click closes, arrows turn over."""

    def __init__(self, parent: QWidget, photos: SheetPhotos, entries: list[Json], at: int) -> None:
        super().__init__(parent)
        self.setObjectName("photo_dialog")
        self._photos, self._entries, self._at = photos, entries, at
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._picture.setStyleSheet("background: #1F2D36; color: white;")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._picture)
        self.resize(parent.window().size() * 0.85)
        self._show()

    def _show(self) -> None:
        entry = self._entries[self._at]
        name, sha256 = (str(entry["name"]), str(entry["sha256"])) if isinstance(entry, dict) else ("", "")
        self.setWindowTitle(f"{name}（{self._at + 1}/{len(self._entries)}）")
        pixels = self._photos.large(sha256)
        if pixels is None:
            self._picture.setText("照片读不出来，文件可能已损坏")
            return
        mode = Qt.TransformationMode.SmoothTransformation
        self._picture.setPixmap(pixels.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio, mode))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._at = (self._at + (1 if event.key() == Qt.Key.Key_Right else -1)) % len(self._entries)
            self._show()
        else:
            self.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.accept()
