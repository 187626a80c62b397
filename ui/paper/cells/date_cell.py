"""A date typed freely, or taken from a small calendar."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, QPoint, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from qcdesk.fields import Field, Unfit
from ui.paper.cells.line_cell import LineCell
from ui.style import icons, tokens

BUTTON = 20


class DateCell(LineCell):
    """F4 or the button opens the calendar; the time of day that was typed stays."""

    def __init__(self, field: Field, name: str, label: str, parent: QWidget) -> None:
        super().__init__(field, name, label, parent)
        self._button: QToolButton | None = None
        self._popup: CalendarPopup | None = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.isReadOnly() and self._has_room():
            self._shown_button().show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._button is not None and event.reason() != Qt.FocusReason.PopupFocusReason:
            self._button.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F4 and not self.isReadOnly():
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._button is not None:
            self._put_button(self._button)
            self._button.setVisible(self.hasFocus() and self._has_room())

    def _has_room(self) -> bool:
        """In a narrow cell the button would stand on the words: there F4 alone opens the calendar."""
        return self.width() >= self.fontMetrics().horizontalAdvance("2026-11-05") + 2 * (BUTTON + 4)

    def _shown_button(self) -> QToolButton:
        if self._button is None:
            self._button = QToolButton(self)
            self._button.setIcon(icons.icon("calendar"))
            self._button.setIconSize(QSize(14, 14))
            self._button.setStyleSheet("QToolButton { padding: 0; border: 0; }")
            self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._button.setCursor(Qt.CursorShape.PointingHandCursor)
            self._button.setToolTip("日历（F4）")
            self._button.setAccessibleName(f"{self.accessibleName()}：日历")
            self._button.clicked.connect(self.open_calendar)
            self._put_button(self._button)
        return self._button

    def _put_button(self, button: QToolButton) -> None:
        side = min(BUTTON, self.height())
        button.setGeometry(self.width() - side - 2, (self.height() - side) // 2, side, side)

    def open_calendar(self) -> None:
        if self._popup is None:
            self._popup = CalendarPopup(self)
            self._popup.calendar.clicked.connect(self._take)
            self._popup.calendar.activated.connect(self._take)
        self._popup.open_at(self.mapToGlobal(QPoint(0, self.height() + 2)), self._day())

    def _day(self) -> QDate:
        try:
            value = self.field.parse(self.text())
        except Unfit:
            value = None
        day = QDate.fromString(str(value or "")[:10], "yyyy-MM-dd")
        return day if day.isValid() else QDate.currentDate()

    def _take(self, day: QDate) -> None:
        words = day.toString("yyyy-MM" if self.field.type == "month" else "yyyy-MM-dd")
        if self.field.type == "datetime":
            words += f" {self._time()}"
        if self._popup is not None:
            self._popup.hide()
        self.setText(words)
        self.setFocus()

    def _time(self) -> str:
        try:
            value = str(self.field.parse(self.text()) or "")
        except Unfit:
            value = ""
        return value.partition("T")[2] or "17:00"


class CalendarPopup(QFrame):
    """A month at a time, weeks beginning on Monday."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("calendar_popup")
        self.setStyleSheet(STYLE)
        self.calendar = QCalendarWidget(self)
        self.calendar.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        for name, arrow in (("prev", "left"), ("next", "right")):
            button = self.calendar.findChild(QToolButton, f"qt_calendar_{name}month")
            if isinstance(button, QToolButton):
                button.setIcon(icons.icon(arrow))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.calendar)
        self.resize(280, 230)

    def open_at(self, place: QPoint, day: QDate) -> None:
        self.calendar.setSelectedDate(day)
        screen = self.screen().availableGeometry()
        self.move(min(place.x(), screen.right() - self.width()), min(place.y(), screen.bottom() - self.height()))
        self.show()
        self.calendar.setFocus()


STYLE = f"""
QFrame#calendar_popup {{ background: {tokens.PANEL}; border: 1px solid {tokens.LINE_STRONG}; }}
QCalendarWidget QToolButton {{ color: {tokens.INK}; padding: 2px 8px; border: 0; min-height: 24px; }}
QCalendarWidget QToolButton::menu-indicator {{ width: 0; }}
QCalendarWidget QSpinBox {{ min-height: 22px; padding: 0 4px; }}
QCalendarWidget QAbstractItemView {{ selection-background-color: {tokens.ACCENT};
  selection-color: {tokens.INK_ON_ACCENT}; font-family: "{tokens.FAMILY}"; font-size: {tokens.TEXT_SMALL}px; }}
QCalendarWidget QAbstractItemView::item {{ padding: 0; border: 0; min-height: 0; }}
QCalendarWidget QWidget {{ background: {tokens.PANEL}; alternate-background-color: {tokens.PANEL}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {tokens.PANEL}; }}
"""
