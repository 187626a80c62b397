"""Several lines of typing in a big cell; the sheet grows with them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)  # fmt: skip
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from forms.fit import OPEN
from forms.sheet import LaidCell
from qcdesk.canonical import Json
from qcdesk.fields import Field
from ui.drops import Drops, local_files, photographed
from ui.paper.cells.composing import Composing
from ui.paper.cells.looks import (
    describe,
    draw_fault,
    draw_focus,
    dress_cell,
    is_undo,
    leaves_to_page,
    lock,
    name_cell,
    whole,
)  # fmt: skip
from ui.paper.scale import Scale


class NoteCell(Composing, QTextEdit):
    """`typed` carries the text; pictures pasted or dropped go to `pictures` (paths, or a QImage);
    Ctrl+Insert asks for files (`photos_wanted`)."""

    typed = Signal(object)
    pictures = Signal(object)
    moved = Signal(QRect)
    photos_wanted = Signal()

    def __init__(self, field: Field, name: str, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        name_cell(self, name, label)
        self.field = field
        self.closed, self.fault, self._keeps_out = "", "", True
        self._text = ""
        self.hangs_photos = False
        self._line, self._face = 0.0, QFont()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        Drops(self.viewport(), self._wants, self.insertFromMimeData)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.textChanged.connect(self._changed)
        self.cursorPositionChanged.connect(lambda: self.moved.emit(self.cursorRect()))

    def put(self, raw: Json) -> None:
        """Replaces only what differs, so that neither caret nor view jump."""
        new, old = raw if isinstance(raw, str) else "", self._text
        if new == old:
            return
        start, end = _common(old, new)
        self._text = new
        cursor = self.textCursor()
        cursor.setPosition(_utf16(old[:start]))
        cursor.setPosition(_utf16(old[: len(old) - end]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(new[start : len(new) - end])
        self.setTextCursor(cursor)
        self._set_lines()

    def _changed(self) -> None:
        text = self.toPlainText()
        if text != self._text:
            self._text = text
            self.typed.emit(whole(text))

    def place(self, cell: LaidCell, scale: Scale) -> None:
        x, y, w, h = cell.content
        if cell.pictures:
            h = min(picture.y for picture in cell.pictures) - y
        elif cell.label and y > cell.y + 0.1:
            h = cell.y + cell.h - y
        self.setGeometry(scale.inside(x, y, w, h).adjusted(0, -1, 0, 0))
        size = next((words.size for words in cell.words), scale.size)
        self._fit(scale, size)
        self.verticalScrollBar().setValue(0)

    def _fit(self, scale: Scale, size: float) -> None:
        pad = scale.per_mm - 1
        self._indent(pad)
        self._face = scale.font(size)
        line = scale.pixels(size) * OPEN
        if self.hasFocus():
            self._dress()
        if abs(line - self._line) > 0.01:
            self._line = line
            self._set_lines()

    def _indent(self, pad: float) -> None:
        frame = self.document().rootFrame()
        shape = frame.frameFormat()
        if shape.leftMargin() != pad:
            shape.setLeftMargin(pad)
            shape.setRightMargin(pad)
            frame.setFrameFormat(shape)

    def _dress(self) -> None:
        if dress_cell(self, self._face):
            self._set_lines()

    def _set_lines(self) -> None:
        if not self.hasFocus():
            return
        every = QTextCursor(self.document())
        every.select(QTextCursor.SelectionType.Document)
        lines = QTextBlockFormat()
        lines.setLineHeight(self._line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        every.mergeBlockFormat(lines)

    def close_with(self, sentence: str) -> None:
        self.closed = sentence
        lock(self, bool(sentence))
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor if sentence else Qt.CursorShape.IBeamCursor)
        describe(self, sentence, self.fault)

    def mark(self, sentence: str, keeps_out: bool = True) -> None:
        if (sentence, keeps_out) != (self.fault, self._keeps_out):
            self.fault, self._keeps_out = sentence, keeps_out
            describe(self, self.closed, sentence)
            self.viewport().update()

    def _wants(self, mime: QMimeData) -> bool:
        """A locked place for photos too: who lets one go there is told, and the photo is taken for no scan."""
        if self.closed:
            return self.hangs_photos and photographed(mime)
        return bool(local_files(mime) or mime.hasImage())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasImage() or source.hasUrls() or source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        files = local_files(source)
        if files:
            self.pictures.emit(files)
        elif source.hasImage():
            self.pictures.emit(source.imageData())
        else:
            self.textCursor().insertText(source.text())

    def event(self, event: QEvent) -> bool:
        if leaves_to_page(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_undo(event):
            event.ignore()
            return
        if event.key() == Qt.Key.Key_Insert and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.photos_wanted.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._dress()
        super().focusInEvent(event)
        self._set_lines()
        self.moved.emit(self.cursorRect())

    def paintEvent(self, event: QPaintEvent) -> None:
        focused = self.hasFocus()
        if focused and (not self.closed or self.textCursor().hasSelection()):
            super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.viewport().rect()
        if focused:
            draw_focus(painter, box, bool(self.closed))
        if self.fault:
            draw_fault(painter, box, self._keeps_out)
        painter.end()


def _common(old: str, new: str) -> tuple[int, int]:
    """How many characters both texts begin and end with."""
    most = min(len(old), len(new))
    start = next((at for at in range(most) if old[at] != new[at]), most)
    rest = most - start
    end = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    return start, end


def _utf16(text: str) -> int:
    """Qt counts the characters beyond the first plane twice."""
    return len(text) + sum(char > "\uffff" for char in text)
