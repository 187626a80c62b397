"""Beside a case that is taken in: what the customer complained about before, and the cases that are like this one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from qcdesk.canonical import Values
from qcdesk.rules.repeats import Similar
from qcdesk.services.cases.proposing import Known
from ui.pages.cases.alike import AlikeList
from ui.session import Session
from ui.style import tokens
from ui.style.parts import button, clear, words

WIDTH = 300
FORMER = 4
"""Goods that are offered again, each by Alt and its number."""

KEYS = "Enter 或 Tab 到下一格；数字键选第几项；Ctrl+Enter 受理。"


class IntakeSide(QWidget):
    """`taken` carries goods of an earlier case, `opened` the record of a case alike."""

    taken = Signal(object)
    opened = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._about = words(KEYS, "small", wrap=True)
        self._goods = QVBoxLayout()
        self._alike_title = words("相似的案件", "heading")
        self._alike_title.hide()
        self.alike = AlikeList(session, acting=False)
        self.alike.opened.connect(self.opened)
        self.alike.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, tokens.SPACE, 0)
        column.addWidget(self._about)
        column.addLayout(self._goods)
        column.addWidget(self._alike_title)
        column.addWidget(self.alike)
        column.addStretch(1)

    def show_customer(self, customer: str, known: Known) -> None:
        if known.cases:
            said = f"{customer} 以前有 {known.cases} 件，联系人和所在地照最近一件填好了，请核对。以前投诉过的产品："
            self._about.setText(said)
        clear(self._goods)
        for at, goods in enumerate(known.goods[:FORMER], start=1):
            self._goods.addWidget(self._former(at, goods))

    def show_alike(self, found: Sequence[Similar]) -> None:
        self._alike_title.setVisible(bool(found))
        self.alike.show_found(found)

    def _former(self, at: int, goods: Values) -> QPushButton:
        """What is too long for the button is its tool tip."""
        said = [str(goods[name]) for name in ("product_name", "lot_no") if goods.get(name)]
        made = button("", f"goods_{at}", partial(self.taken.emit, goods), "quiet")
        room, metrics = WIDTH - 2 * tokens.MARGIN, made.fontMetrics()
        lines = [f"Alt+{at}　{said[0]}" if said else f"Alt+{at}", *said[1:]]
        made.setText("\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines))
        made.setStyleSheet("text-align: left;")
        made.setToolTip("　".join(said))
        return made
