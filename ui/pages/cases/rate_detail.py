"""The complaints behind one of the month's rates: who was answered in time, who not, and what is still in time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qcdesk.desk import Desk
from qcdesk.rules.rates import ALL, Rate
from qcdesk.services.overview.rates import MET, MISSED, OPEN, Counted, behind
from ui.pages.cases.columns import LATE, state_tone
from ui.pages.columns import Column, RowsModel
from ui.pages.listing import Listing, fit_height
from ui.style import tokens
from ui.style.parts import words
from ui.style.tokens import DONE, GOING, Tone
from ui.tasks import Task, start

TONES: Mapping[str, Tone] = MappingProxyType({MISSED: LATE, OPEN: GOING, MET: DONE})
SHOWN = 6
"""Lines in sight."""
READING = "正在读…"
NONE = "这个月还没有算进来的客户投诉：受理以后，这里一件一件列出来，双击打开。"


COLUMNS = (
    Column("结果", 126, lambda one: one.result + (f" × {one.times}" if one.times > 1 else ""),
           tone=lambda one: TONES[one.result]),
    Column("编号", 128, lambda one: one.case.number),
    Column("客户", 150, lambda one: one.case.customer, grow=3, whole=True),
    Column("产品", 120, lambda one: one.case.product, grow=2, spare=2),
    Column("部门或产品族", 130, lambda one: one.of, grow=1, spare=1),
    Column("现在", 122, lambda one: one.case.state_label, tone=lambda one: state_tone(one.case.state), spare=3),
)  # fmt: skip


class RateDetail(QWidget):
    """`opened` carries the record of a case; `failed` tells why the cases could not be read."""

    opened = Signal(int)
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rate_detail")
        self._task: Task | None = None
        self.how, self.groups = words("", "soft", wrap=True), words("", "small", wrap=True)
        self.listing = Listing(RowsModel(COLUMNS), "list_rate", "算进来的客户投诉")
        self.listing.opened.connect(lambda one: self.opened.emit(one.case.id))
        self.none = words(NONE, "soft", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE, 0, tokens.SPACE)
        column.setSpacing(tokens.SPACE)
        for widget in (self.how, self.groups, self.listing, self.none):
            column.addWidget(widget)

    def put(self, desk: Desk, how: str, found: Sequence[Rate]) -> None:
        """Off the main thread; what is read anew stays in sight meanwhile."""
        if how != self.how.text():
            self._show(())
            self.none.setText(READING)
        self.how.setText(how)
        self.groups.setText("　".join(f"{one.of} {one.words}（{len(one.met)} / {one.whole}）" for one in found
                                     if one.of != ALL))  # fmt: skip
        self.groups.setVisible(bool(self.groups.text()))
        self.give_up()
        self._task = start(self, lambda task: behind(desk, found), self._show, self.failed.emit, desk=desk)

    def give_up(self) -> None:
        """Nobody waits for what is being read."""
        if self._task is not None:
            self._task.cancel()

    def _show(self, rows: Sequence[Counted]) -> None:
        self.listing.rows.put(rows)
        fit_height(self.listing, SHOWN)
        self.listing.setVisible(bool(rows))
        self.none.setText(NONE)
        self.none.setVisible(not rows)
        if rows:
            self.listing.selectRow(0)
