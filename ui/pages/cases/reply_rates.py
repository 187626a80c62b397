"""本月回复: the month's rates of reply and contact on one quiet line, for whoever answers for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from qcdesk.desk import Desk
from qcdesk.errors import Damaged
from qcdesk.rules.rates import ALL, ANSWERED, CONTACTED, NOTHING, TIMELY, Rate
from qcdesk.services.overview import rates
from ui.dialogs.message import tell
from ui.pages.cases.rate_detail import RateDetail
from ui.pages.flow import Flow
from ui.session import Session
from ui.style import tokens
from ui.style.named import named
from ui.style.parts import button, row, words

READERS = frozenset({"qcmgr", "merchmgr", "gm", "admin"})
COUNTED: Mapping[str, str] = MappingProxyType({
    TIMELY: "责任部门在时限内（两个工作日，周六算上，按小时）提交原因分析的，占问到责任部门的客户投诉；"
            "还没到期的和免除时限的不算。",
    CONTACTED: "和客户联系过或已回复的，占当月受理的客户投诉；客户自己来抱怨不算联系。",
    ANSWERED: "已把最终处理结果回复客户的，占当月受理的客户投诉。",
})  # fmt: skip
"""How each rate is worked out (E2.4)."""


@dataclass(frozen=True)
class MonthFound:
    """`unread` is why no rate can be told; neither that nor rates are for a person who is not one of READERS."""

    month: str
    rates: tuple[Rate, ...] = ()
    unread: str = ""


class RateButton(QPushButton):
    """One rate: pressed, the complaints behind it are listed; `figure` is the per cent, `whole` of how many."""

    def __init__(self, name: str, number: int) -> None:
        super().__init__()
        named(self, f"rate_{number}", name)
        self.setProperty("look", "rate")
        self.setCheckable(True)
        self.setToolTip("看是哪些投诉")
        self.figure, self.whole = words(NOTHING, "heading"), words("", "small")
        self.figure.setAccessibleName(name)
        line = row(words(name, "soft"), self.figure, self.whole, spacing=6)
        line.setContentsMargins(10, 2, 10, 2)
        self.setLayout(line)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Of the words in it, which a button knows nothing of."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def put(self, rate: Rate) -> None:
        self.figure.setText(rate.words)
        self.whole.setText(f"{len(rate.met)} / {rate.whole} 件" if rate.whole else "")
        self.setAccessibleDescription(f"{rate.words} {self.whole.text()}")
        self.updateGeometry()


class ReplyRates(QFrame):
    """`turned` says that another month is wanted: `back` months before this one; `wanted` carries a case to open."""

    turned = Signal()
    wanted = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("reply_rates")
        self.setProperty("look", "panel")
        self._session = session
        self.back = 0
        self._found: tuple[Rate, ...] = ()
        self.title, self.month = words("本月回复", "field"), words("", "soft")
        self.unread = words("", "fault", wrap=True)
        self.unread.setContentsMargins(0, 2, 0, 8)
        self.pieces = {name: RateButton(name, number) for number, name in enumerate(COUNTED, start=1)}
        self._before = button("", "month_before", lambda: self._turn(1), "quiet", "left")
        self._before.setToolTip("看上一个月")
        self._before.setAccessibleName("看上一个月")
        self._after = button("", "month_after", lambda: self._turn(-1), "quiet", "right")
        self._after.setToolTip("看下一个月")
        self._after.setAccessibleName("看下一个月")
        self.detail = RateDetail()
        self.detail.opened.connect(self.wanted)
        self.detail.failed.connect(lambda error: tell(self, error))
        for name, piece in self.pieces.items():
            piece.clicked.connect(lambda _=False, name=name: self._turn_open(name))
        self._lay()

    @property
    def open(self) -> str:
        """The rate whose complaints are listed; empty for none."""
        return next((name for name, piece in self.pieces.items() if piece.isChecked()), "")

    def put(self, found: MonthFound) -> None:
        """No rates are none of this person's business; a month without any because of what is broken can be left."""
        self._found = found.rates
        self.setVisible(bool(found.rates or found.unread))
        self.title.setText("当月回复" if self.back else "本月回复")
        self.month.setText(found.month)
        self._after.setEnabled(bool(self.back))
        self.unread.setText(found.unread)
        self.unread.setVisible(bool(found.unread))
        for piece in self.pieces.values():
            piece.setVisible(not found.unread)
        for rate in found.rates:
            if rate.of == ALL:
                self.pieces[rate.name].put(rate)
        self._show_detail()

    def _turn_open(self, name: str) -> None:
        """One at a time; pressed again it closes."""
        for other, piece in self.pieces.items():
            piece.setChecked(other == name and piece.isChecked())
        self._show_detail()

    def _show_detail(self) -> None:
        name = self.open if self._found else ""
        if name:
            found = [rate for rate in self._found if rate.name == name]
            self.detail.put(self._session.desk, f"{name}：{COUNTED[name]}", found)
        else:
            self.detail.give_up()
        self.detail.setVisible(bool(name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.open:
            piece = self.pieces[self.open]
            piece.setFocus()
            piece.click()
            return
        super().keyPressEvent(event)

    def _turn(self, by: int) -> None:
        self.back += by
        self.turned.emit()

    def _lay(self) -> None:
        months = _side_by_side(self._before, self.month, self._after)
        line = row(self.title, months)
        line.insertLayout(1, Flow(*self.pieces.values()), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.GAP, 4, 6, 4)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self.unread)
        column.addWidget(self.detail)
        self.unread.hide()
        self.detail.hide()
        self.hide()


def _side_by_side(*widgets: QWidget) -> QWidget:
    held = QWidget()
    line = row(*widgets, spacing=6)
    line.setContentsMargins(0, 0, 0, 0)
    held.setLayout(line)
    return held


def read(desk: Desk, back: int) -> MonthFound:
    """The month so many before this one, with its rates if the person is one of READERS. None where a case of it
    cannot be read, or what it is counted by: a wrong rate is worse."""
    month = month_before(desk.clock.today(), back)
    if not READERS & set(desk.person.roles):
        return MonthFound(month)
    try:
        return MonthFound(month, rates.monthly(desk, month))
    except Damaged as error:
        return MonthFound(month, unread=f"这个月算不出：{error.sentence}")


def month_before(today: date, back: int) -> str:
    year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
    return f"{year}-{month + 1:02d}"
