"""A list in which several rows are ticked: Space or a click on the box, Ctrl+A for all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent

from ui.pages.columns import Column, RowsModel
from ui.pages.listing import Listing
from ui.pages.papers.held import COLUMNS, HeldCopy

BOX = 40


class TickedListing(Listing):
    """`ticks_changed` follows every tick; what is ticked and no longer listed is forgotten."""

    ticks_changed = Signal()

    def __init__(self, name: str, label: str) -> None:
        self.ticked: set[int] = set()
        super().__init__(RowsModel((Column("选", BOX, self._box), *COLUMNS)), name, label)

    def put(self, rows: Sequence[HeldCopy]) -> None:
        self.ticked &= {held.copy.id for held in rows}
        self.rows.put(rows)
        self.ticks_changed.emit()

    def chosen(self) -> list[HeldCopy]:
        """The ticked rows, else the one under the cursor."""
        found = [held for held in self.rows.rows if held.copy.id in self.ticked]
        current = self.current()
        return found or ([current] if isinstance(current, HeldCopy) else [])

    def tick(self, number: int) -> None:
        held = self.rows.row(number)
        if held is not None:
            self.ticked ^= {held.copy.id}
            self._renewed()

    def tick_all(self) -> None:
        """All, or none where all are ticked."""
        every = {held.copy.id for held in self.rows.rows}
        self.ticked = set() if every <= self.ticked else every
        self._renewed()

    def _renewed(self) -> None:
        self.viewport().update()
        self.ticks_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.tick(self.currentIndex().row())
            return
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.tick_all()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            index = self.indexAt(event.position().toPoint())
            if index.isValid() and index.column() == 0:
                self.tick(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick ticks open nothing."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == 0:
            self.tick(index.row())
            return
        super().mouseDoubleClickEvent(event)

    def event(self, event: QEvent) -> bool:
        """Ctrl+A belongs to the list, not to a shortcut of the window."""
        overrides = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if overrides and event.matches(QKeySequence.StandardKey.SelectAll):  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def _box(self, held: HeldCopy) -> str:
        return "☑" if held.copy.id in self.ticked else "☐"
