"""规则检查: what is wrong or open in the rules, on top of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from qcdesk.rules.soundness import Remark
from ui.pages.columns import Column, RowsModel
from ui.pages.listing import Listing, fit_height
from ui.pages.rules.found import SEVERAL
from ui.style.parts import button, row, words
from ui.style.tokens import GONE

MOST = 5
COLUMNS = (
    Column("", 84, lambda one: "要改正" if one.wrong else "要知道", tone=lambda one: GONE if one.wrong else SEVERAL),
    Column("代号", 150, lambda one: one.code),
    Column("检查结果", 300, lambda one: one.sentence, grow=1),
)


class Remarks(QFrame):
    """`wanted` carries the code of the remark that was opened; the list stands open while something is wrong."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self.said = words("")
        self.listing = Listing(RowsModel(COLUMNS), "list_remarks", "规则检查")
        self.listing.opened.connect(lambda one: self.wanted.emit(one.code))
        self.listing.hide()
        self._toggle = button("展开", "show_remarks", self._turn, "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 4, 4, 4)
        column.addLayout(row(self.said, None, self._toggle))
        column.addWidget(self.listing)

    def put(self, remarks: Sequence[Remark]) -> None:
        wrong = sum(one.wrong for one in remarks)
        rest = len(remarks) - wrong
        parts = [f"{wrong} 处要改正" if wrong else "", f"{rest} 处要知道（说法不一、空白）" if rest else ""]
        self.said.setText("规则检查：" + ("，".join(filter(None, parts)) or "没有矛盾和空白"))
        self.said.setProperty("look", "fault" if wrong else "soft")
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.listing.rows.put(remarks)
        fit_height(self.listing, MOST)
        self._toggle.setVisible(bool(remarks))
        if wrong or not remarks:
            self._open(bool(wrong))

    def _turn(self) -> None:
        self._open(self.listing.isHidden())

    def _open(self, shown: bool) -> None:
        self.listing.setVisible(shown)
        self._toggle.setText("收起" if shown else "展开")
