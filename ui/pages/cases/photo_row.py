"""Photos of a value as small pictures side by side: added, looked at and marked, taken away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from qcdesk.canonical import Json
from qcdesk.errors import DeskError, Refused
from qcdesk.fields import Photos
from qcdesk.services.keeping.gone import PHOTO
from qcdesk.services.sheets.attaching import destroyed
from ui.dialogs.message import tell
from ui.drops import Drops, photographed, pictured
from ui.pages.flow import Flow
from ui.session import Session
from ui.style.named import named
from ui.style.parts import button, clear

SIDE = QSize(96, 72)


class PhotoRow(QWidget):
    """`typed` carries the entries after one was added, marked or taken away; `marked` a marked copy of one that is
    locked."""

    typed = Signal(object)
    marked = Signal(object)

    def __init__(self, session: Session, field: Photos) -> None:
        super().__init__()
        self._session, self.field = session, field
        self.closed = ""
        self._marks_closed = False
        self._entries: list[Json] = []
        Drops(self, lambda mime: photographed(mime) if self.closed else pictured(mime), self.add)
        self._flow = Flow()
        self.setLayout(self._flow)
        self._draw()

    def put(self, raw: Json) -> None:
        entries = list(raw) if isinstance(raw, list) else []
        if entries != self._entries:
            self._entries = entries
            self._draw()

    def value(self) -> Json:
        return self._entries or None

    def close_with(self, sentence: str) -> None:
        if sentence != self.closed:
            self.closed = sentence
            self.setToolTip(sentence)
            self._draw()

    def mark_when_closed(self, may: bool) -> None:
        """Whether a marked copy of a locked photo is wanted elsewhere."""
        if may != self._marks_closed:
            self._marks_closed = may
            self._draw()

    def hang(self, entries: list[Json]) -> bool:
        """Hangs up what is not there yet; False where there is no room for it."""
        new = [entry for entry in entries if entry not in self._entries]
        if len(self._entries) + len(new) > self.field.most:
            return False
        if new:
            self._change([*self._entries, *new])
        return True

    def add(self, pictures: object) -> None:
        """Files, or a picture that was pasted or dropped; what is no picture is told."""
        from ui.paper.photo_actions import stored

        try:
            if self.closed:
                raise Refused(f"不能加照片：{self.closed}")
            if not self.hang(stored(self._session.desk, pictures)):
                raise Refused(f"这里最多 {self.field.most} 张照片，已有 {len(self._entries)} 张")
        except DeskError as error:
            tell(self, error)

    def _change(self, entries: list[Json]) -> None:
        self._entries = entries
        self._draw()
        self.typed.emit(self.value())

    def _draw(self) -> None:
        clear(self._flow)
        for at, entry in enumerate(self._entries):
            self._put_in(self._small(at, entry))
        if not self.closed and len(self._entries) < self.field.most:
            more = button("加照片…", f"{self.field.name}_add", self._choose, "", "photo")
            more.setToolTip("选文件、拖进来或粘贴（Ctrl+V）")
            more.installEventFilter(self)
            self._put_in(more)
        elif not self._entries:
            self._put_in(QLabel("没有照片"))
        self.setFixedHeight(max(self._flow.heightForWidth(max(self.width(), SIDE.width())), 34))

    def _put_in(self, widget: QWidget) -> None:
        """Shown at once: a hidden one takes no room yet when the height is worked out."""
        self._flow.addWidget(widget)
        widget.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(max(self._flow.heightForWidth(event.size().width()), 34))

    def _small(self, at: int, entry: Json) -> QToolButton:
        name = str(entry.get("name")) if isinstance(entry, dict) else ""
        small = named(QToolButton(), f"{self.field.name}_{at + 1}", name)
        small.setIconSize(SIDE)
        small.setFixedSize(SIDE + QSize(10, 10))
        pixels = self._pixels(entry)
        if pixels.isNull() and destroyed(self._session.desk, {self.field.name: [entry]}):
            small.setText("已销毁")
            small.setToolTip(f"{name}　{PHOTO}")
            return small
        small.setIcon(QIcon(pixels.scaled(SIDE * 2, Qt.AspectRatioMode.KeepAspectRatio)))
        may_mark = not self.closed or self._marks_closed
        act = "打开看、标出不良处" if may_mark else "打开看"
        small.setToolTip(f"{name}　{act}" + ("" if self.closed else "；Delete 拿掉"))
        small.clicked.connect(lambda: self._open(at))
        small.installEventFilter(self)
        return small

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete takes the photo in use away, Ctrl+V hangs up what was copied."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not self.closed:
            if event.key() == Qt.Key.Key_Delete and watched.objectName()[-1].isdigit():
                at = int(watched.objectName().rpartition("_")[2]) - 1
                self._change(self._entries[:at] + self._entries[at + 1 :])
                return True
            if event.key() == Qt.Key.Key_V and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._paste()
                return True
        return super().eventFilter(watched, event)

    def _paste(self) -> None:
        from PySide6.QtGui import QGuiApplication

        self.add(QGuiApplication.clipboard().mimeData())

    def _choose(self) -> None:
        from ui.paper.photo_actions import chosen_files

        files = chosen_files(self, self._session)
        if files:
            self.add(files)

    def _pixels(self, entry: Json) -> QPixmap:
        pixels = QPixmap()
        try:
            pixels.loadFromData(self._session.desk.attachments.get(str(entry["sha256"]) if isinstance(entry, dict)
                                                                   else ""))  # fmt: skip
        except DeskError:
            return QPixmap()
        return pixels

    def _open(self, at: int) -> None:
        from ui.dialogs.mark_photo import mark_photo

        closed = bool(self.closed)
        entry = mark_photo(self, self._session, self._entries[at], closed and not self._marks_closed)
        if entry is not None and closed:
            self.marked.emit(entry)
        elif entry is not None:
            kept = at + 1 if len(self._entries) < self.field.most else at
            self._change([*self._entries[:kept], entry, *self._entries[at + 1 :]])
