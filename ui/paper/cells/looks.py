"""What all cells have in common: how they are told apart, and how focus, faults and closed cells look."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit, QTextEdit, QToolButton, QWidget

from forms.sheet import LaidCell
from ui.paper.scale import Scale
from ui.style import tokens
from ui.style.dress import face

LOW = 16
"""Pixels of a cell that has no more than a line of small words."""

LINK = "padding: 0; border: 0; min-height: 0; background: transparent;"

CELLS = f"""
QLineEdit, QTextEdit {{ border: 0; padding: 0; min-height: 0; border-radius: 0; background: transparent;
  color: {tokens.SHEET_INK}; }}
QLineEdit:focus, QTextEdit:focus {{ border: 0; padding: 0; min-height: 0; background: {tokens.SHEET_FOCUS}; }}
QLineEdit:focus[readOnly="true"] {{ background: {tokens.SHEET_LOCKED}; }}
QTextEdit:focus[readOnly="true"] {{ background: transparent; }}
QLineEdit:disabled {{ background: transparent; color: {tokens.SHEET_INK}; }}
"""
"""Takes back what the window's style sheet gives its own fields."""


def name_cell(widget: QWidget, name: str, label: str) -> None:
    widget.setObjectName(name)
    widget.setAccessibleName(label)


def place_link(link: QToolButton, ink: str, cell: LaidCell, scale: Scale, right: int = 0) -> None:
    """A small link at the right of the line that an area's label stands on, `right` pixels from the edge."""
    box = scale.inside(cell.x, cell.y, cell.w, max(cell.content[1] - cell.y, 4.0))
    high = max(9, box.height())
    font = face(max(7, min(12, high - 3)))
    rule = f"QToolButton {{ color: {ink}; {LINK} font-size: {font.pixelSize()}px; }}"
    if rule != link.styleSheet():
        link.setStyleSheet(rule)
        link.setIconSize(QSize(font.pixelSize() + 3, font.pixelSize() + 3))
    picture = 0 if link.icon().isNull() else font.pixelSize() + 8
    wide = QFontMetrics(font).horizontalAdvance(link.text()) + 10 + picture
    link.setGeometry(box.right() - wide - right, box.top(), wide, high)
    link.raise_()


def discard(widget: QWidget) -> None:
    """Gone from the page at once, so that nobody finds it by its name; destroyed when Qt is ready."""
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()


def whole(text: str) -> str:
    """Halves of characters, as broken clipboards give them, made visible: they cannot be stored."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def lock(widget: QLineEdit | QTextEdit, locked: bool) -> None:
    """Qt keeps the rules that it once read for a cell that was in use: they are read anew wherever the keyboard is by
    now, on the button of a step or in a dialog."""
    if widget.isReadOnly() != locked:
        widget.setReadOnly(locked)
        if widget.styleSheet():
            widget.style().unpolish(widget)
            widget.style().polish(widget)


def describe(widget: QWidget, closed: str, fault: str) -> None:
    """The sentence of a closed or misfilled cell, for the eye and for a screen reader."""
    words = fault or closed
    widget.setToolTip(words)
    widget.setAccessibleDescription(words)


def draw_focus(painter: QPainter, box: QRect, closed: bool = False) -> None:
    """A ring inside the cell, thin where it would lie on the words; grey where nothing can be written."""
    wide = 2 if box.height() > LOW else 1
    pen = QPen(QColor(tokens.LINE_STRONG if closed else tokens.ACCENT), wide)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(box).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2))


def draw_fault(painter: QPainter, box: QRect, keeps_out: bool = True) -> None:
    """A wave under the words and a flag in the corner."""
    colour = QColor(tokens.BAD if keeps_out else tokens.WARN)
    painter.setPen(QPen(colour, 1))
    bottom = box.bottom() - 1
    wave = [QPointF(x, bottom - (2 if at % 2 else 0)) for at, x in enumerate(range(box.left() + 3, box.right() - 2, 3))]
    painter.drawPolyline(QPolygonF(wave))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    right, top = box.right() + 1, box.top()
    painter.drawPolygon(QPolygonF([QPointF(right - 7, top), QPointF(right, top), QPointF(right, top + 7)]))


def draw_hover(painter: QPainter, box: QRect) -> None:
    colour = QColor(tokens.FOCUS)
    colour.setAlpha(22)
    painter.fillRect(box, colour)


def leaves_to_page(event: QEvent) -> bool:
    """Whether the page has a shortcut of its own for these keys: undo and redo go over the whole sheet."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return is_undo(event)


def is_undo(event: QKeyEvent) -> bool:
    keys = event.keyCombination().toCombined()
    return any(QKeySequence(keys) == QKeySequence(words) for words in ("Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z"))


def dress_cell(widget: QWidget, face: QFont) -> bool:
    """The sheet's face for the cell in use, by a rule: the window's style sheet overrules fonts. True if it changed."""
    rule = f"font-family: '{face.family()}'; font-size: {face.pixelSize()}px"
    if rule == widget.styleSheet():
        return False
    widget.setFont(face)
    widget.setStyleSheet(rule)
    return True
