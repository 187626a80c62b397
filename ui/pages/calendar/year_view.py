"""Twelve months; the arrow keys walk over all days of the year, and on into the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from qcdesk.rules.calendar import Day
from ui.pages.calendar.month_grid import SMALLEST, MonthGrid
from ui.style import tokens

GAP = 10
FEWEST = 2
"""Months side by side."""


class YearView(QWidget):
    """`chosen` carries the day now chosen, perhaps of another year; `taken` asks to change it."""

    chosen = Signal(object)
    taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.on: date | None = None
        self.months = [MonthGrid(month) for month in range(1, 13)]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSizeConstraint(QGridLayout.SizeConstraint.SetNoConstraint)
        self._grid.setHorizontalSpacing(tokens.GAP)
        self._grid.setVerticalSpacing(GAP)
        self._across = 0
        self._lay(4)
        for month in self.months:
            month.picked.connect(self.go_to)
            month.stepped.connect(self._step)
            month.taken.connect(self.taken)

    def put(self, year: int, days: Sequence[Day], today: date) -> None:
        for month in self.months:
            month.put(year, days, today)

    def choose(self, on: date) -> None:
        """Marks the day without telling of it; its month takes the focus if another month had it."""
        self.on = on
        had = any(month.hasFocus() for month in self.months)
        for month in self.months:
            month.choose(on)
        if had:
            self.focus_day()

    def focus_day(self) -> None:
        if self.on is not None:
            self.months[self.on.month - 1].setFocus()

    def go_to(self, on: date) -> None:
        self.chosen.emit(on)

    def _step(self, days: int) -> None:
        if self.on is not None:
            self.chosen.emit(self.on + timedelta(days=days))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Four months side by side, three or two where there is no room for them."""
        super().resizeEvent(event)
        room = event.size().width() + tokens.GAP
        self._lay(max(FEWEST, min(4, room // (SMALLEST.width() + tokens.GAP))))

    def _lay(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for at, month in enumerate(self.months):
            self._grid.addWidget(month, at // across, at % across)
        self.setMinimumWidth(FEWEST * (SMALLEST.width() + tokens.GAP))
        self.setMinimumHeight(-(-len(self.months) // across) * (SMALLEST.height() + GAP) - GAP)
