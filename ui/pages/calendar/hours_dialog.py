"""The office hours of a working day, and whether ordinary Saturdays are worked."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from qcdesk.rules.calendar import WorkingCalendar
from qcdesk.services.times import working_days
from ui.dialogs.fault_line import FaultLine
from ui.dialogs.frame import Dialog, sentence
from ui.session import Session
from ui.style.named import named
from ui.style.parts import words

APART = "、"


def told(calendar: WorkingCalendar) -> str:
    """`08:00-12:00、13:00-17:00`."""
    return APART.join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in calendar.hours)


class HoursDialog(Dialog):
    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent, "办公时间", "hours_dialog", 460)
        self._session = session
        calendar = working_days.calendar(session.desk)
        self.hours = named(QLineEdit(told(calendar), maxLength=100), "hours", "办公时间")
        self.saturdays = named(QCheckBox("平常的星期六都上班"), "saturdays")
        self.saturdays.setChecked(calendar.saturdays)
        self.fault = FaultLine()
        hint = (
            "“工作小时”的时限只数办公时间里的钟点，“工作日”的时限只数上班的日子。改了以后，还没到期的时限不会自己改。"
        )
        self.body.addWidget(sentence(hint, "soft"))
        self.body.addWidget(words("办公时间，从早到晚，用顿号或空格隔开", "field"))
        for widget in (self.hours, self.saturdays, self.fault):
            self.body.addWidget(widget)
        self.add_cancel()
        self.add_button("保存", "save", self._save, "main")
        self.hours.setFocus()

    def _save(self) -> None:
        desk = self._session.desk
        spans = self.hours.text().replace("～", "-").replace("—", "-")
        for mark in (APART, "，", ",", "；"):
            spans = spans.replace(mark, " ")
        zone = getattr(desk.clock.zone, "key", "Asia/Shanghai")
        saturdays = self.saturdays.isChecked()
        change = self.fault.attempt(lambda: working_days.set_hours(desk, spans.split(), saturdays, zone))
        if change is not None:
            self._session.tell(change)
            self.accept()


def set_hours(parent: QWidget, session: Session) -> None:
    dialog = HoursDialog(parent, session)
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()
