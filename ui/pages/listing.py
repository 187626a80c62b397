"""The table every list is shown in: whole rows, calm lines, states as chips."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from ui.pages.columns import TONE, RowsModel
from ui.pages.widths import CHIP, LEAST, PAD, Widths
from ui.style import tokens
from ui.style.dress import face
from ui.style.tokens import Tone

TALLEST = 400
"""Pixels that no row is as high as."""

Index = QModelIndex | QPersistentModelIndex

Key = Callable[[Any], object]
"""What tells a row from every other."""


class Place(NamedTuple):
    """Where somebody is in a list: the chosen row, its number, whether it is in sight, and how far all is scrolled."""

    key: object
    row: int
    seen: bool
    scrolled: int


class Listing(QTableView):
    """`opened` gives the row that was double-clicked or taken with Enter."""

    opened = Signal(object)
    picked = Signal(object)

    def __init__(self, model: RowsModel, name: str, label: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.rows = model
        self.hovered = -1
        self.setModel(model)
        self._dress()
        self.widths = Widths(self, model)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.selectionModel().currentRowChanged.connect(lambda now, _: self.picked.emit(model.row(now.row())))

    def _dress(self) -> None:
        self.setItemDelegate(_Cells(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(tokens.ROW)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(LEAST)
        self.horizontalHeader().setFixedHeight(36)

    def current(self) -> object | None:
        """The row that is chosen."""
        return self.rows.row(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def place(self, key: Key) -> Place | None:
        """Nothing where no row is chosen."""
        chosen, at = self.current(), self.currentIndex().row()
        if chosen is None:
            return None
        seen = 0 <= self.rowViewportPosition(at) < self.viewport().height()
        return Place(key(chosen), at, seen, self.verticalScrollBar().value())

    def go_back_to(self, place: Place, key: Key) -> bool:
        """The row is chosen again, where it stood if rows have come above it. A list that showed its beginning goes on
        showing it, and so does one whose row has gone up and away. False where the row is not, or not yet, there."""
        at = next((at for at, one in self.rows.read() if key(one) == place.key), None)
        if at is None:
            return False
        come = at - place.row if place.seen and place.scrolled else 0
        self._choose(at, place.scrolled + max(0, come) * self.rowHeight(at))
        if place.seen and not place.scrolled:
            self.scrollTo(self.currentIndex())
        return True

    def go_on_from(self, place: Place) -> None:
        """The row has left the list: the next one has come into its place."""
        if self.rows.rowCount():
            self._choose(min(place.row, self.rows.rowCount() - 1), place.scrolled)

    def settle(self, place: Place | None, key: Key) -> None:
        """After other rows were put: where somebody was, or at the first row."""
        if place is None:
            focus_first(self)
        elif not self.go_back_to(place, key):
            self.go_on_from(place)

    def _choose(self, at: int, scrolled: int) -> None:
        """The list scrolls to where it is told, not to what is chosen."""
        self.setAutoScroll(False)
        self.selectRow(at)
        self.setAutoScroll(True)
        self.verticalScrollBar().setValue(scrolled)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(int(event.position().y())))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.widths.share()

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def _open(self, number: int) -> None:
        row = self.rows.row(number)
        if row is not None:
            self.opened.emit(row)


class _Cells(QStyledItemDelegate):
    """Paints a cell: ground by row, a line below, words or a chip."""

    def __init__(self, listing: Listing) -> None:
        super().__init__(listing)
        self._listing = listing
        self._font, self._small = face(tokens.TEXT), face(tokens.TEXT_SMALL)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, tokens.ROW)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: Any, index: Index) -> bool:
        """The whole words, where the cell cuts them, or what there is to say beyond them."""
        text, chip = str(index.data() or ""), isinstance(index.data(TONE), Tone)
        metrics, beside = QFontMetrics(self._small if chip else self._font), 2 * PAD + (CHIP if chip else 0)
        plain = index.data(Qt.ItemDataRole.ToolTipRole) in (None, index.data())
        if plain and "\n" not in text and metrics.horizontalAdvance(text) <= option.rect.width() - beside:
            QToolTip.hideText()
            return True
        return super().helpEvent(event, view, option, index)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        painter.save()
        rect, chosen = option.rect, bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(self._ground(index.row(), chosen)))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tokens.DESK))
        if chosen and index.column() == 0 and self._listing.hasFocus():
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height() - 1), QColor(tokens.ACCENT))
        text = str(index.data() or "")
        tone = index.data(TONE)
        if isinstance(tone, Tone) and text:
            self._chip(painter, rect, text, Tone(tone.ink, tokens.PANEL) if chosen else tone)
        else:
            self._words(painter, rect, text, tokens.INK)
        painter.restore()

    def _ground(self, row: int, chosen: bool) -> str:
        if chosen:
            return tokens.ACCENT_TINT
        return tokens.HOVER if row == self._listing.hovered else tokens.PANEL

    def _words(self, painter: QPainter, rect: QRect, text: str, ink: str) -> None:
        inner = rect.adjusted(PAD, 0, -PAD, -1)
        painter.setFont(self._font)
        painter.setPen(QColor(ink))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if rect.height() > tokens.ROW:  # a list that gives its rows the room for all of their words
            painter.drawText(inner, middle | Qt.TextFlag.TextWordWrap, text)
            return
        shown = QFontMetrics(self._font).elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, middle, shown)

    def _chip(self, painter: QPainter, rect: QRect, text: str, tone: Tone) -> None:
        metrics = QFontMetrics(self._small)
        room = rect.width() - 2 * PAD - CHIP
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        chip = QRect(rect.left() + PAD, rect.center().y() - 11, metrics.horizontalAdvance(shown) + CHIP, 22)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.ground))
        painter.drawRoundedRect(chip, 11, 11)
        painter.setFont(self._small)
        painter.setPen(QColor(tone.ink))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, shown)


def high(listing: Listing, row: int) -> int:
    """Of a row that gives all of its words the room that they need."""
    metrics, wrap = QFontMetrics(face(tokens.TEXT)), Qt.TextFlag.TextWordWrap
    shown = (at for at in range(listing.rows.columnCount()) if not listing.isColumnHidden(at))
    cells = [(listing.columnWidth(at), str(listing.rows.index(row, at).data() or "")) for at in shown]
    most = max(
        metrics.boundingRect(QRect(0, 0, width - 2 * PAD, TALLEST), wrap, text).height() for width, text in cells
    )
    return max(tokens.ROW, most + tokens.ROW - metrics.height())


def fit_height(listing: Listing, most: int) -> None:
    """As high as its rows, up to `most` of them: for a list among other things on a page."""
    rows = min(max(1, listing.rows.rowCount()), most)
    listing.setFixedHeight(36 + rows * tokens.ROW + 2)


def focus_first(listing: QWidget) -> None:
    if isinstance(listing, Listing) and listing.rows.rowCount() and not listing.currentIndex().isValid():
        listing.selectRow(0)
