"""工作日历: the year with what each day is; the factory's own days are set here, notices taken in."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from qcdesk.errors import DeskError
from qcdesk.rules.calendar import Day
from qcdesk.services.times import working_days
from ui.dialogs.message import telling
from ui.pages.calendar.day_card import DayCard
from ui.pages.calendar.kinds import BY_KIND, PROVISIONAL, Span, spans
from ui.pages.calendar.year_view import YearView
from ui.pages.columns import Column, RowsModel
from ui.pages.flow import Flow
from ui.pages.listing import Listing
from ui.pages.page import Page
from ui.pages.quiet import CALM
from ui.session import Session
from ui.style import tokens
from ui.style.choosing import Number
from ui.style.named import named
from ui.style.parts import button, panel, row, scrolling, words
from ui.tasks import Task, start

SIDE = 328
SPANS = (
    Column("日期", 122, lambda span: span.days),
    Column("", 108, lambda span: span.kind, tone=lambda span: BY_KIND[span.kind]),
    Column("名称/说明", 80, lambda span: span.note, grow=1),
)


class CalendarPage(Page):
    LISTENS = frozenset({"calendar", "office"})

    def __init__(self, session: Session) -> None:
        super().__init__(session, "calendar")
        today = session.desk.clock.today()
        self._days: tuple[Day, ...] = ()
        self._task: Task | None = None
        self._slow = QTimer(self, singleShot=True, interval=CALM)
        self.year = named(Number(minimum=working_days.YEARS[0], maximum=working_days.YEARS[1], value=today.year),
                          "year", "年份")  # fmt: skip
        self.view, self.card = YearView(), DayCard(session)
        self.banner = words(f"{PROVISIONAL}，先按平日和周末算；公布以后导入通知", "banner", wrap=True)
        self.list = Listing(RowsModel(SPANS), "list_days", "这一年与平日不同的日子")
        self.count = words("", "soft")
        self._slow.timeout.connect(lambda: self.count.setText("正在读…"))
        self._lay()
        self.year.valueChanged.connect(lambda _: self._turn())
        self.view.chosen.connect(self.go_to)
        self.view.taken.connect(self.card.note.setFocus)
        self.list.picked.connect(self._pick)
        self.view.on = today

    def refresh(self) -> None:
        desk, year = self.session.desk, self.year.value()
        if self._task is not None:
            self._task.cancel()
        self._slow.start()
        self._task = start(self, lambda task: working_days.year(desk, year), self._put, self.fail, desk=desk)

    def fail(self, error: DeskError) -> None:
        self._slow.stop()
        super().fail(error)

    def _put(self, days: tuple[Day, ...]) -> None:
        self._slow.stop()
        self._days = days
        self._hours.setText(f"办公时间 {_hours(self.session)}")
        self.view.put(self.year.value(), self._days, self.session.desk.clock.today())
        self.banner.setVisible(any(day.provisional for day in self._days))
        self.list.rows.put(list(spans(self._days)))
        worked = sum(day.works for day in self._days)
        self.count.setText(f"上班 {worked} 天，休息 {len(self._days) - worked} 天")
        self._show(self.view.on or date(self.year.value(), 1, 1))

    def arrive(self) -> None:
        self.view.focus_day()

    def go_to(self, on: date) -> None:
        """Chooses a day, of another year too."""
        if not working_days.YEARS[0] <= on.year <= working_days.YEARS[1]:
            return
        self.view.on = on
        if on.year != self.year.value():
            self.year.setValue(on.year)
        else:
            self._show(on)

    def _turn(self) -> None:
        """Another year keeps the day and month."""
        on = self.view.on
        if on is not None and on.year != self.year.value():
            last = 28 if (on.month, on.day) == (2, 29) else on.day
            self.view.on = on.replace(year=self.year.value(), day=last)
        with telling(self):
            self.refresh()

    def _show(self, on: date) -> None:
        self.view.choose(on)
        day = next((day for day in self._days if day.on == on), None)
        if day is not None:
            self.card.show_day(day)
            month = self.view.months[on.month - 1]
            self._area.ensureWidgetVisible(month, 0, 8)

    def _pick(self, span: object) -> None:
        if isinstance(span, Span) and self.list.hasFocus():
            self._show(span.first)

    def _today(self) -> None:
        self.go_to(self.session.desk.clock.today())
        self.view.focus_day()

    def _set_hours(self) -> None:
        from ui.pages.calendar.hours_dialog import set_hours

        with telling(self):
            set_hours(self, self.session)

    def _take_notice(self) -> None:
        from ui.pages.calendar.notice_dialog import take_notice

        take_notice(self, self.session, self.year.value())

    def _lay(self) -> None:
        self.column.setSpacing(12)
        self.year.setFixedWidth(96)
        today = button("今天", "today", self._today, "quiet")
        self._hours = button("办公时间", "hours", self._set_hours)
        notice = button("导入放假通知…", "notice", self._take_notice, "", "import")
        self.column.addLayout(row(self.year, today, self.count, None, self._hours, notice))
        self.column.addWidget(self.banner)
        self._area = scrolling(self.view)
        frame, inside = panel(tokens.GAP)
        inside.addWidget(self._area, 1)
        inside.addLayout(Flow(*(_legend(kind) for kind in BY_KIND)))
        side = QVBoxLayout()
        side.setSpacing(tokens.GAP)
        self.card.setFixedWidth(SIDE)
        side.addWidget(self.card)
        listed, beside = panel(1)
        listed.setFixedWidth(SIDE)
        beside.addWidget(self.list)
        side.addWidget(listed, 1)
        both = QHBoxLayout()
        both.setSpacing(tokens.GAP)
        both.addWidget(frame, 1)
        both.addLayout(side)
        self.column.addLayout(both, 1)


def _legend(kind: str) -> QLabel:
    label = words(kind, "chip")
    tone = BY_KIND[kind]
    label.setStyleSheet(f"background: {tone.ground}; color: {tone.ink}; border: 1px solid {tokens.LINE};")
    return label


def _hours(session: Session) -> str:
    from ui.pages.calendar.hours_dialog import told

    return told(working_days.calendar(session.desk))
