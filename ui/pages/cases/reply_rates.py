"""本月回复: the month's rates of reply and contact on one quiet line, for whoever answers for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from qcdesk.desk import Desk
from qcdesk.rules.rates import ALL, ANSWERED, CONTACTED, NOTHING, TIMELY, Rate
from qcdesk.services.cases import rates
from ui.pages.parts import button, row, words
from ui.style import tokens

READERS = frozenset({"qcmgr", "merchmgr", "gm", "admin"})
COUNTED: Mapping[str, str] = MappingProxyType({
    TIMELY: "责任部门在时限内（两个工作日，周六算上，按小时）提交原因分析的，占问到责任部门的客户投诉；"
            "还没到期的和免除时限的不算。",
    CONTACTED: "和客户联系过或已回复的，占当月受理的客户投诉；客户自己来抱怨不算联系。",
    ANSWERED: "已把最终处理结果回复客户的，占当月受理的客户投诉。",
})  # fmt: skip
"""How each rate is worked out (E2.4)."""
NAMED = 4
"""Numbers of complaints told of one group."""


class ReplyRates(QFrame):
    """`turned` says that another month is wanted: `back` months before this one."""

    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reply_rates")
        self.setProperty("look", "panel")
        self.back = 0
        self.title, self.month = words("本月回复", "field"), words("", "soft")
        self.figures = {name: words(NOTHING, "heading") for name in COUNTED}
        self._wholes = {name: words("", "small") for name in COUNTED}
        self._before = button("", "month_before", lambda: self._turn(1), "quiet", "left")
        self._before.setToolTip("看上一个月")
        self._after = button("", "month_after", lambda: self._turn(-1), "quiet", "right")
        self._after.setToolTip("看下一个月")
        self._pieces = {name: self._piece(name) for name in COUNTED}
        months = _side_by_side(self._before, self.month, self._after)
        line = row(self.title, *self._pieces.values(), None, months, spacing=tokens.MARGIN)
        line.setContentsMargins(tokens.GAP, 4, 6, 4)
        self.setLayout(line)
        self.hide()

    def put(self, month: str, found: Sequence[Rate]) -> None:
        """No rates are none of this person's business."""
        self.setVisible(bool(found))
        self.title.setText("当月回复" if self.back else "本月回复")
        self.month.setText(month)
        self._after.setEnabled(bool(self.back))
        for rate in found:
            if rate.of == ALL:
                self.figures[rate.name].setText(rate.words)
                self._wholes[rate.name].setText(f"{len(rate.met)} / {rate.whole} 件" if rate.whole else "")
        for name, piece in self._pieces.items():
            piece.setToolTip(explained(name, [rate for rate in found if rate.name == name]))

    def _piece(self, name: str) -> QWidget:
        self.figures[name].setAccessibleName(name)
        return _side_by_side(words(name, "soft"), self.figures[name], self._wholes[name])

    def _turn(self, by: int) -> None:
        self.back += by
        self.turned.emit()


def _side_by_side(*widgets: QWidget) -> QWidget:
    held = QWidget()
    line = row(*widgets, spacing=6)
    line.setContentsMargins(0, 0, 0, 0)
    held.setLayout(line)
    return held


def read(desk: Desk, back: int) -> tuple[str, tuple[Rate, ...]]:
    """The month so many before this one, with its rates if the person is one of READERS."""
    month = month_before(desk.clock.today(), back)
    return month, rates.monthly(desk, month) if READERS & set(desk.person.roles) else ()


def month_before(today: date, back: int) -> str:
    year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
    return f"{year}-{month + 1:02d}"


def explained(name: str, found: Sequence[Rate]) -> str:
    """How it is counted, then each department or product line with the complaints that missed it."""
    groups = [_group(rate) for rate in found if rate.of != ALL]
    return "\n".join((f"{name}：{COUNTED[name]}", *groups))


def _group(rate: Rate) -> str:
    missed = f"　没有做到：{_numbers(rate.missed)}" if rate.missed else ""
    waiting = f"　未到期：{_numbers(rate.open)}" if rate.open else ""
    return f"{rate.of}　{rate.words}（{len(rate.met)} / {rate.whole}）{missed}{waiting}"


def _numbers(all_: Sequence[str]) -> str:
    more = f" 等 {len(all_)} 件" if len(all_) > NAMED else ""
    return "、".join(all_[:NAMED]) + more
