"""One line of typing in a cell."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from forms.fill import CENTRED
from forms.sheet import LaidCell
from qcdesk.canonical import Json
from qcdesk.fields import Field, Text
from ui.paper.cells.composing import Composing
from ui.paper.cells.looks import (
    describe,
    draw_fault,
    draw_focus,
    draw_hover,
    dress_cell,
    is_undo,
    leaves_to_page,
    lock,
    name_cell,
    whole,
)  # fmt: skip
from ui.paper.cells.proposals import Proposals
from ui.paper.scale import Scale
from ui.style import tokens

TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
INNER = 2
"""Pixels that a line edit keeps free on either side by itself."""


class LineCell(Composing, QLineEdit):
    """`typed` carries the text as typed. A closed cell leaves its words to the sheet, which shows all of them."""

    typed = Signal(object)

    def __init__(self, field: Field, name: str, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        name_cell(self, name, label)
        self.field = field
        self.closed = ""
        self.fault = ""
        self._keeps_out = True
        self._quiet = False
        self._over = False
        self._face = QFont()
        self.proposals: Proposals | None = None
        self.on_next: Callable[[bool], object] | None = None
        self.setFrame(False)
        self.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, False)
        if isinstance(field, CENTRED):
            self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.textChanged.connect(self._changed)
        self.returnPressed.connect(self._onward)

    def put(self, raw: Json) -> None:
        """Shows typed text as it is, a saved value as the field words it."""
        text = raw if isinstance(raw, str) and not self._is_value(raw) else self.field.typed(raw)
        if text != self.text():
            self._quiet = True
            self.setText(text)
            self._quiet = False

    def _is_value(self, raw: str) -> bool:
        """Dates and times stand as they are printed, not as they are stored."""
        return "T" in raw and self.field.type == "datetime"

    def _changed(self, text: str) -> None:
        if not self._quiet:
            self.typed.emit(whole(text))

    def place(self, cell: LaidCell, scale: Scale) -> None:
        self.setGeometry(scale.inside(cell.x, cell.y, cell.w, cell.h))
        self.fit(scale, cell.words[0].size if cell.words else scale.size)

    def fit(self, scale: Scale, size: float) -> None:
        """Only the cell in use needs its face: the others are drawn by the sheet."""
        self._face = scale.font(size)
        pad = max(0, round(scale.per_mm) - INNER - 1)
        self.setTextMargins(pad, 0, 0 if self.alignment() & Qt.AlignmentFlag.AlignLeft else pad, 0)
        if self.hasFocus():
            self._dress()

    def lift(self, pixels: int) -> None:
        """Twice by as much as the words stand higher in a cell that is too low for their whole line."""
        margins = self.textMargins()
        margins.setBottom(pixels)
        self.setTextMargins(margins)

    def _dress(self) -> None:
        dress_cell(self, self._face)

    def close_with(self, sentence: str) -> None:
        self.closed = sentence
        lock(self, bool(sentence))
        describe(self, self.closed, self.fault)
        if sentence:
            self.home(False)

    def mark(self, sentence: str, keeps_out: bool = True) -> None:
        if (sentence, keeps_out) != (self.fault, self._keeps_out):
            self.fault, self._keeps_out = sentence, keeps_out
            describe(self, self.closed, self.fault)
            self.update()

    def event(self, event: QEvent) -> bool:
        if leaves_to_page(event):
            event.ignore()
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in TABS:
            if self.proposals is not None:
                self.proposals.settle()
            if self.on_next is not None:
                self.on_next(event.key() == Qt.Key.Key_Tab)
                return True
        return super().event(event)

    def _onward(self) -> None:
        """Enter goes on to the next cell; a line table has its own idea of the next."""
        if self.on_next is not None:
            self.on_next(True)
        else:
            self.focusNextPrevChild(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_undo(event) or (self.proposals is not None and self.proposals.wants(event.key())):
            event.ignore()
            return
        if self.closed and event.matches(QKeySequence.StandardKey.Copy) and not self.hasSelectedText():
            QGuiApplication.clipboard().setText(self.text())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._dress()
        super().focusInEvent(event)
        if self.closed:
            self.home(False)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._over = not self.isReadOnly()
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._over = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus() and (not self.closed or self.hasSelectedText()):
            super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            draw_focus(painter, self.rect(), bool(self.closed))
        elif self._over:
            draw_hover(painter, self.rect())
        if self.fault:
            draw_fault(painter, self.rect(), self._keeps_out)
            if not self.hasFocus() and self._keeps_out and not isinstance(self.field, Text):
                self._draw_misfit(painter)
        painter.end()

    def _draw_misfit(self, painter: QPainter) -> None:
        """The sheet has no words for what does not fit: the typed text stays to be seen."""
        painter.setFont(self._face)
        painter.setPen(QColor(tokens.BAD))
        text = QFontMetricsF(self._face).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - 6)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)
