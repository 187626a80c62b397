"""Beside the chart: its figures, and the cases behind the bar that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from qcdesk.cases import asking
from qcdesk.rules import pareto
from qcdesk.services.overview import behind
from qcdesk.services.overview.behind import Numbers
from qcdesk.services.overview.figures import Pareto
from ui.pages.columns import Column, RowsModel
from ui.pages.figures.chart import SIDES, Chosen
from ui.pages.listing import Listing
from ui.pages.paged_model import PagedModel
from ui.session import Session
from ui.style import tokens
from ui.style.parts import panel, words

HIGH_BELOW, HIGH_BESIDE = 240, 380


@dataclass(frozen=True)
class Line:
    """One item: how much, and its two shares; compared, how much before, after and the change."""

    name: str
    figures: tuple[str, str, str]


NAME = Column("项目", 96, lambda line: line.name, grow=1, whole=True)
ONE = (
    NAME, Column("数量", 84, lambda line: line.figures[0]), Column("占比", 68, lambda line: line.figures[1]),
    Column("累计", 72, lambda line: line.figures[2]),
)  # fmt: skip
BOTH = (
    NAME, Column("改善前", 78, lambda line: line.figures[0]), Column("改善后", 78, lambda line: line.figures[1]),
    Column("增减", 104, lambda line: line.figures[2]),
)  # fmt: skip
CASES = (
    Column("编号", 122, lambda one: one.number), Column("客户", 110, lambda one: one.customer, grow=1),
    Column("现在", 92, lambda one: one.state_label),
)  # fmt: skip


class Tables(QWidget):
    """`line_picked` and `line_opened` give the item's name; `cases` opens the case itself; they are read page by
    page, since a bar may have any number, and `failed` tells why they could not be."""

    line_picked = Signal(str)
    line_opened = Signal(str)
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.one = Listing(RowsModel(ONE), "list_figures", "统计表")
        self.both = Listing(RowsModel(BOTH), "list_compared", "改善前后统计表")
        self.behind = PagedModel(session, CASES, behind.page, Numbers())
        self.behind.failed.connect(self.failed)
        self.cases = Listing(self.behind, "list_behind", "这一项的案件")
        self.of = words("", "heading")
        self.stack = QStackedWidget()
        for listing in (self.one, self.both):
            self.stack.addWidget(listing)
            listing.picked.connect(self._pick)
            listing.opened.connect(lambda line: self.line_opened.emit(line.name))
        figures_, inside = panel(6)
        inside.addWidget(self.stack)
        cases, below = panel(6)
        self.of.setContentsMargins(10, 6, 10, 0)
        below.addWidget(self.of)
        below.addWidget(self.cases, 1)
        self._both = QVBoxLayout(self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(tokens.GAP)
        self._both.addWidget(figures_, 3)
        self._both.addWidget(cases, 2)

    def stand_below(self, below: bool) -> None:
        """The two tables side by side, below the chart, or one above the other beside it."""
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if below else QBoxLayout.Direction.TopToBottom)
        self.setMinimumHeight(HIGH_BELOW if below else HIGH_BESIDE)

    @property
    def shown(self) -> Listing:
        return self.both if self.stack.currentWidget() is self.both else self.one

    def put(self, charts: Sequence[Pareto]) -> None:
        self.stack.setCurrentWidget(self.both if len(charts) > 1 else self.one)
        self.shown.blockSignals(True)
        self.shown.rows.put(_compared(charts) if len(charts) > 1 else _lines(charts[0]))
        self.shown.blockSignals(False)

    def show_cases(self, chosen: Chosen, charts: Sequence[Pareto]) -> None:
        side = f"{SIDES[chosen.side]}　" if len(charts) > 1 else ""
        self.of.setText(f"{side}{chosen.bar.name}：{len(chosen.bar.cases)} 件案件")
        self.behind.ask(Numbers(chosen.bar.cases))
        names = [line.name for line in self.shown.rows.rows]
        if chosen.bar.name in names:
            self.shown.blockSignals(True)
            self.shown.selectRow(names.index(chosen.bar.name))
            self.shown.blockSignals(False)

    def _pick(self, line: object) -> None:
        if isinstance(line, Line):
            self.line_picked.emit(line.name)


def _lines(chart: Pareto) -> list[Line]:
    of = asking.measure(chart.query.measure)
    return [Line(bar.name, (of.words(bar.amount), pareto.percent(bar.share), pareto.percent(bar.cumulative)))
            for bar in chart.bars]  # fmt: skip


def _compared(charts: Sequence[Pareto]) -> list[Line]:
    before, after = charts
    of = asking.measure(after.query.measure)
    return [Line(one.name, (of.words(one.before), of.words(one.after), one.fall_words))
            for one in pareto.all_changes(before.bars, after.bars)]  # fmt: skip
