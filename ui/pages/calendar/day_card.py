"""The day that is chosen: what it is, and what the factory makes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from qcdesk.change import Change
from qcdesk.rules.calendar import Day
from qcdesk.services.times import working_days
from ui.dialogs.fault_line import FaultLine
from ui.pages.calendar.kinds import BY_KIND, PROVISIONAL
from ui.session import Session
from ui.style import tokens
from ui.style.named import named
from ui.style.parts import button, row, words


class DayCard(QFrame):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self._session = session
        self.day: Day | None = None
        self.heading, self.kind = words("", "heading"), words("", "chip")
        self.provisional = words(PROVISIONAL, "small", wrap=True)
        self.note = named(QLineEdit(maxLength=working_days.LONGEST_NOTE), "note", "说明")
        self.note.setPlaceholderText("说明，例如 赶货加班、停电检修")
        self.work = button("上班", "set_work", partial(self._set, True))
        self.rest = button("放假", "set_rest", partial(self._set, False))
        self.clear_own = button("取消本厂安排", "clear_day", self._clear, "quiet")
        self.fault = FaultLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, tokens.GAP, 20, tokens.GAP)
        column.addLayout(row(self.heading, None, self.kind))
        for widget in (self.provisional, self.note):
            column.addWidget(widget)
        column.addLayout(row(self.work, self.rest, None, self.clear_own))
        column.addWidget(self.fault)
        self.note.returnPressed.connect(self.work.setFocus)

    def show_day(self, day: Day) -> None:
        self.day = day
        self.heading.setText(f"{day.on.year} 年 {day.on.month} 月 {day.on.day} 日　星期{day.weekday}")
        tone = BY_KIND[day.kind]
        self.kind.setText(f"{day.kind}　{day.note}" if day.note and not day.own else day.kind)
        self.kind.setStyleSheet(f"background: {tone.ground}; color: {tone.ink};")
        self.provisional.setVisible(day.provisional)
        self.note.setText(day.note if day.own else "")
        self.clear_own.setVisible(day.own)
        self.fault.silence()

    def _set(self, works: bool) -> None:
        self._do(lambda on: working_days.set_day(self._session.desk, on, works, self.note.text().strip()))

    def _clear(self) -> None:
        self._do(lambda on: working_days.clear_day(self._session.desk, on))

    def _do(self, act: Callable[[date], Change]) -> None:
        if self.day is None:
            return
        on = self.day.on
        change = self.fault.attempt(lambda: act(on))
        if change is not None:
            self._session.tell(change)
