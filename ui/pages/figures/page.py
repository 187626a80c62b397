"""统计分析: the cases of a span as 柏拉图, by result, then by cause and further down; the cases behind every bar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from qcdesk.cases import asking
from qcdesk.cases.asking import Query
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.rules import pareto
from qcdesk.services.overview import figures
from qcdesk.services.overview.figures import Pareto
from ui.pages.figures.chart import LEAST_HEIGHT, Chart, Chosen
from ui.pages.figures.choices import THIS_YEAR, Choices, Days
from ui.pages.figures.tables import Tables
from ui.pages.page import Page
from ui.pages.quiet import QuietReading
from ui.session import Session
from ui.style import tokens
from ui.style.parts import Empty, button, panel, row, scrolling, words
from ui.tasks import Task, start

SIDE, NARROW, ANY = 392, 1000, 16_777_215
BAR = 12
"""Pixels of a scroll bar."""
CHART, NOTHING, READING = range(3)
TAUGHT = (
    "柏拉图把一段时间的案件按不良项目从多到少排出来，一看就知道先改哪几项（80/20）。案件登记判定、填了不良项目以后就会在这里；"
    "双击一根柱子，再按原因分一层，再往下按产品、客户、责任部门。"
)
ELSEWHERE = "换一段时间、类别或计量再看。"


class FiguresPage(Page):
    LISTENS = frozenset({"records", "cases"})

    def __init__(self, session: Session) -> None:
        super().__init__(session, "figures")
        self._task: Task | None = None
        self.charts: tuple[Pareto, ...] = ()
        self.choices = Choices(session)
        self.title, self.told = words("", "heading"), words("", "soft", wrap=True)
        self.title.setObjectName("figures_title")
        self.remarks = words("", "small", wrap=True)
        self.chart, self.tables = Chart(), Tables(session)
        self.back = button("返回上一层", "back", self.go_back, "quiet", "left")
        self.print_button = button("打印…", "print", self._print, "", "print")
        self.export_button = button("导出 Excel", "export", self._export, "", "excel")
        for one in (self.print_button, self.export_button):
            one.setEnabled(False)
        self.year = button("看今年的", "this_year", self._this_year, "main")
        self.empty = Empty("statistics", "没有可以画的案件", TAUGHT, self.year)
        self._lay()
        self._connect()

    def arrive(self) -> None:
        self.choices.span.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the chart has the whole width, and the tables stand below it."""
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW
        self._both.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self.tables.stand_below(narrow)
        self.tables.setMinimumWidth(0 if narrow else SIDE)
        self.tables.setMaximumWidth(ANY if narrow else SIDE)

    def refresh(self) -> None:
        desk = self.session.desk
        if self._task is not None:
            self._task.cancel()
        try:
            query, before = self.choices.query(), self.choices.before()
        except Refused:
            return  # the choices say it themselves
        self._task = start(self, lambda task: _read(desk, query, before), self._show, self.fail, desk=desk)

    def deepen(self, chosen: Chosen) -> None:
        """The cases of a bar alone, by what nothing was opened by yet; from the last level, or of one case, to them."""
        into = asking.deeper(self.charts[chosen.side].query, chosen.bar.names)
        if into is None or (into.within and into.within.inside and len(chosen.bar.cases) == 1):
            self.tables.cases.setFocus()
            return
        self.choices.narrow(into.by, into.within)
        self.chart.setFocus()

    def go_back(self) -> None:
        within = self.choices.within
        if within is not None:
            self.choices.narrow(within.by, within.inside)
            self.chart.setFocus()

    def _show(self, charts: tuple[Pareto, ...]) -> None:
        self.charts, before = charts, self.chart.chosen
        drawn = any(chart.bars for chart in charts)
        self.stack.setCurrentIndex(CHART if drawn else NOTHING)
        self.chart.put(charts)
        self.tables.put(charts)
        query = charts[-1].query
        self.title.setText(query.title)
        self.told.setText(_told(charts))
        self.remarks.setText("　".join(charts[0].remarks if len(charts) == 1 else _remarks(charts)))
        self.remarks.setVisible(bool(self.remarks.text()))
        self.back.setVisible(query.within is not None)
        self.print_button.setEnabled(drawn)
        self.export_button.setEnabled(drawn)
        self.empty.say("这段时间没有可以画的案件", f"{TAUGHT}{ELSEWHERE}\n{self.remarks.text()}".strip())
        self.year.setVisible(self.choices.span.currentText() != THIS_YEAR)
        if drawn:
            self._pick(_still_there(charts, before) or _largest(charts))

    def _pick(self, chosen: Chosen) -> None:
        """The bar, its line in the table and its cases belong together."""
        self.chart.choose(chosen)
        self.tables.show_cases(chosen, self.charts)

    def _pick_line(self, name: str) -> None:
        for side in reversed(range(len(self.charts))):
            for bar in self.charts[side].bars:
                if bar.name == name:
                    self._pick(Chosen(side, bar))
                    return

    def _open_line(self, name: str) -> None:
        self._pick_line(name)
        if self.chart.chosen is not None and self.chart.chosen.bar.name == name:
            self.deepen(self.chart.chosen)

    def _this_year(self) -> None:
        self.choices.show_span(THIS_YEAR)

    def _print(self) -> None:
        from ui.pages.figures.out import preview

        preview(self, self.session, self.charts)

    def _export(self) -> None:
        from ui.pages.figures.out import export

        export(self, self.session, self.charts)

    def _connect(self) -> None:
        self.choices.changed.connect(self.refresh)
        self.chart.picked.connect(self._pick)
        self.chart.opened.connect(self.deepen)
        self.tables.line_picked.connect(self._pick_line)
        self.tables.line_opened.connect(self._open_line)
        self.tables.failed.connect(self.fail)
        self.tables.cases.opened.connect(lambda one: self.record_wanted.emit(one.id))
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, act in ((Qt.Key.Key_Escape, self.go_back), (Qt.Key.Key_F2, self.print_button.click)):
            QShortcut(QKeySequence(keys), self, context=within).activated.connect(act)

    def _lay(self) -> None:
        margins = self.column.contentsMargins()
        self.column.setContentsMargins(0, 0, 0, 0)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(margins)
        column.setSpacing(12)
        self.column.addWidget(scrolling(page))
        column.addWidget(self.choices)
        column.addLayout(row(self.back, self.title, None, self.export_button, self.print_button))
        both = QWidget()
        self._both = QHBoxLayout(both)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(tokens.GAP)
        self._both.addWidget(self._drawn(), 1)
        self._both.addWidget(self.tables)
        self.stack = QStackedWidget()
        for widget in (both, _panelled(self.empty), _panelled(QuietReading())):
            self.stack.addWidget(widget)
        self.stack.setCurrentIndex(READING)
        self.back.hide()
        column.addWidget(self.stack, 1)

    def _drawn(self) -> QWidget:
        """The chart between its words; it never scrolls down by itself."""
        frame, inside = panel()
        area = scrolling(self.chart)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(LEAST_HEIGHT + BAR)
        for widget, stretch in ((self.told, 0), (area, 1), (self.remarks, 0)):
            inside.addWidget(widget, stretch)
        return frame


def _read(desk: Desk, query: Query, before: Days | None) -> tuple[Pareto, ...]:
    return (figures.drawn(desk, query),) if before is None else figures.compared(desk, query, before)


def _still_there(charts: tuple[Pareto, ...], before: Chosen | None) -> Chosen | None:
    """The bar of the same name as the one that was chosen."""
    if before is None or before.side >= len(charts):
        return None
    found = (Chosen(before.side, bar) for bar in charts[before.side].bars if bar.name == before.bar.name)
    return next(found, None)


def _largest(charts: tuple[Pareto, ...]) -> Chosen:
    return next(Chosen(side, chart.bars[0]) for side, chart in enumerate(charts) if chart.bars)


def _told(charts: tuple[Pareto, ...]) -> str:
    chart = charts[-1]
    if len(charts) == 1:
        return "　".join(filter(None, (chart.query.span, f"N＝{chart.n}", chart.vital)))
    whole = pareto.all_changes(charts[0].bars, chart.bars)[-1]
    return f"改善前 {charts[0].query.days} 天，改善后 {chart.query.days} 天　合计{whole.fall_words}"


def _remarks(charts: tuple[Pareto, ...]) -> list[str]:
    return [f"{side}：{'；'.join(chart.remarks)}" for side, chart in zip(("改善前", "改善后"), charts, strict=True)
            if chart.remarks]  # fmt: skip


def _panelled(widget: QWidget) -> QWidget:
    frame, inside = panel(1)
    inside.addWidget(widget)
    return frame
