"""The complaints behind one of the month's rates: who was answered in time, who not, and what is still in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qcdesk.cases import states
from qcdesk.cases.kind import CASE
from qcdesk.desk import Desk
from qcdesk.rules.rates import ALL, Rate
from ui.pages.cases.columns import LATE, state_tone
from ui.pages.columns import Column, RowsModel
from ui.pages.listing import Listing, fit_height
from ui.pages.parts import words
from ui.style import tokens
from ui.style.tokens import DONE, GOING, Tone

MISSED, OPEN, MET = "没有做到", "还没到期", "做到了"
LABELS: Mapping[str, str] = MappingProxyType(dict(states.LABELS))
TONES: Mapping[str, Tone] = MappingProxyType({MISSED: LATE, OPEN: GOING, MET: DONE})
SHOWN, AT_ONCE = 6, 500
"""Lines in sight; numbers asked for in one query."""
NONE = "这个月还没有算进来的客户投诉：受理以后，这里一件一件列出来，双击打开。"
FOUND = "SELECT number, id, customer, product, state FROM record WHERE form = ? AND number IN ({})"


@dataclass(frozen=True)
class Behind:
    """A complaint that counts, once for each result; `times` is how often it counts so."""

    id: int
    number: str
    customer: str
    product: str
    state: str
    result: str
    times: int
    of: str


COLUMNS = (
    Column("结果", 126, lambda one: one.result + (f" × {one.times}" if one.times > 1 else ""),
           tone=lambda one: TONES[one.result]),
    Column("编号", 128, lambda one: one.number),
    Column("客户", 150, lambda one: one.customer, grow=3, whole=True),
    Column("产品", 120, lambda one: one.product, grow=2, spare=2),
    Column("部门或产品族", 130, lambda one: one.of, grow=1, spare=1),
    Column("现在", 122, lambda one: LABELS.get(one.state, ""), tone=lambda one: state_tone(one.state), spare=3),
)  # fmt: skip


class RateDetail(QWidget):
    """`opened` carries the record of a case."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rate_detail")
        self.how, self.groups = words("", "soft", wrap=True), words("", "small", wrap=True)
        self.listing = Listing(RowsModel(COLUMNS), "list_rate", "算进来的客户投诉")
        self.listing.opened.connect(lambda one: self.opened.emit(one.id))
        self._none = words(NONE, "soft", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE, 0, tokens.SPACE)
        column.setSpacing(tokens.SPACE)
        for widget in (self.how, self.groups, self.listing, self._none):
            column.addWidget(widget)

    def put(self, desk: Desk, how: str, found: Sequence[Rate]) -> None:
        rows = behind(desk, found)
        self.how.setText(how)
        self.groups.setText("　".join(f"{one.of} {one.words}（{len(one.met)} / {one.whole}）" for one in found
                                     if one.of != ALL))  # fmt: skip
        self.groups.setVisible(bool(self.groups.text()))
        self.listing.rows.put(rows)
        fit_height(self.listing, SHOWN)
        self.listing.setVisible(bool(rows))
        self._none.setVisible(not rows)
        if rows:
            self.listing.selectRow(0)


def behind(desk: Desk, found: Sequence[Rate]) -> tuple[Behind, ...]:
    """Of one rate: those that missed it first, then those still in time, then those that met it."""
    total = next((one for one in found if one.of == ALL), None)
    if total is None:
        return ()
    counted = {MISSED: Counter(total.missed), OPEN: Counter(total.open), MET: Counter(total.met)}
    told = _told(desk, sorted({number for numbers in counted.values() for number in numbers}))
    groups = _groups(found)
    return tuple(
        Behind(*told[number], result, times, groups.get(number, ""))
        for result, numbers in counted.items()
        for number, times in numbers.items()
        if number in told
    )


def _groups(found: Sequence[Rate]) -> dict[str, str]:
    """The departments or product lines a complaint counts for."""
    named: dict[str, list[str]] = {}
    for rate in found:
        for number in dict.fromkeys((*rate.met, *rate.missed, *rate.open)) if rate.of != ALL else ():
            named.setdefault(number, []).append(rate.of)
    return {number: "、".join(names) for number, names in named.items()}


def _told(desk: Desk, numbers: Sequence[str]) -> dict[str, tuple[int, str, str, str, str]]:
    rows: list[tuple[Any, ...]] = []
    for begin in range(0, len(numbers), AT_ONCE):
        asked = numbers[begin : begin + AT_ONCE]
        rows += desk.store.sql(FOUND.format(", ".join("?" * len(asked))), (CASE, *asked))
    return {row[0]: (row[1], row[0], row[2] or "", row[3] or "", row[4]) for row in rows}
