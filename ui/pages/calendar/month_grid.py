"""One month of the year view, painted: days coloured by what they are; one day is chosen."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from qcdesk.rules.calendar import WEEKDAYS, Day
from ui.pages.calendar.kinds import BY_KIND, told
from ui.style import tokens
from ui.style.dress import face
from ui.style.named import named

HEAD, WEEK, ROWS, COLUMNS = 24, 18, 6, 7
SMALLEST = QSize(158, HEAD + WEEK + ROWS * 18)
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


class MonthGrid(QWidget):
    """`picked` carries the day clicked; `stepped` the number of days an arrow key goes on; `taken` Enter."""

    picked = Signal(object)
    stepped = Signal(int)
    taken = Signal()

    def __init__(self, month: int) -> None:
        super().__init__()
        named(self, f"month_{month}", f"{month} 月")
        self.month = month
        self.year = 0
        self.days: Mapping[date, Day] = {}
        self.chosen: date | None = None
        self.today: date | None = None
        self.setMinimumSize(SMALLEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def put(self, year: int, days: Sequence[Day], today: date) -> None:
        self.year, self.today = year, today
        self.days = {day.on: day for day in days if day.on.month == self.month}
        self.update()

    def choose(self, on: date | None) -> None:
        """The month that holds the chosen day is the one that Tab stops at."""
        mine = on if on in self.days else None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if mine else Qt.FocusPolicy.ClickFocus)
        if mine:
            self.setAccessibleDescription(told(self.days[mine]))
        if mine != self.chosen:
            self.chosen = mine
            self.update()

    def rect_of(self, on: date) -> QRect:
        """Where a day stands; weeks begin on Monday."""
        place = on.day - 1 + date(self.year, self.month, 1).weekday()
        row, column = divmod(place, COLUMNS)
        wide, top = self.width() / COLUMNS, HEAD + WEEK
        high = (self.height() - top) / ROWS
        left, upper = round(column * wide), round(top + row * high)
        return QRect(left, upper, round((column + 1) * wide) - left, round(top + (row + 1) * high) - upper)

    def day_at(self, x: float, y: float) -> date | None:
        return next((on for on in self.days if self.rect_of(on).contains(int(x), int(y))), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        on = self.day_at(event.position().x(), event.position().y())
        if on is not None:
            self.setFocus()
            self.picked.emit(on)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.day_at(event.position().x(), event.position().y()) is not None:
            self.taken.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in STEPS:
            self.stepped.emit(STEPS[Qt.Key(key)])
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            length = calendar.monthrange(self.year, self.month)[1]
            self.stepped.emit(length if key == Qt.Key.Key_PageDown else -length)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.taken.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            on = self.day_at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), told(self.days[on]) if on else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(face(tokens.TEXT, QFont.Weight.Bold))
        painter.setPen(QColor(tokens.INK))
        painter.drawText(QRect(4, 0, self.width(), HEAD), Qt.AlignmentFlag.AlignVCenter, f"{self.month} 月")
        painter.setFont(face(tokens.TEXT_SMALL))
        painter.setPen(QColor(tokens.INK_FAINT))
        wide = self.width() / COLUMNS
        for at, name in enumerate(WEEKDAYS):
            where = QRect(round(at * wide), HEAD, round(wide), WEEK)
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, name)
        for day in self.days.values():
            self._paint_day(painter, day)

    def _paint_day(self, painter: QPainter, day: Day) -> None:
        box, tone = self.rect_of(day.on).adjusted(2, 1, -2, -1), BY_KIND[day.kind]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.ground))
        painter.drawRoundedRect(box, 4, 4)
        if day.on == self.chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(tokens.FOCUS if self.hasFocus() else tokens.INK_SOFT))
            painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 4, 4)
            painter.drawRoundedRect(box.adjusted(1, 1, -2, -2), 3, 3)
        painter.setFont(face(tokens.TEXT_SMALL, QFont.Weight.Bold if day.on == self.today else QFont.Weight.Normal))
        painter.setPen(QColor(tone.ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(day.on.day))
