"""Above the measures of a case: what its 8Ds tell and the list does not, taken over by one click or key."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QVBoxLayout

from qcdesk.errors import DeskError
from qcdesk.services.problems import taking_over
from qcdesk.services.problems.taking_over import Offer
from ui.pages.cases.tab import Tab
from ui.style.parts import button, row, words

KEY = "Ctrl+T"


class OfferStrip(QFrame):
    """Hidden while there is nothing to take over and nothing lacking."""

    def __init__(self, tab: Tab) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self._tab = tab
        self.told = words("", wrap=True)
        self.told.setObjectName("offer_told")
        self.lacking = words("", "soft", wrap=True)
        self.lacking.setObjectName("offer_lacking")
        self.take_button = button(f"取入 8D 的措施（{KEY}）", "take_measures", self._take, "main")
        self.take_button.setShortcut(QKeySequence(KEY))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        line = row(self.told, self.take_button)
        line.setStretch(0, 1)
        column.addLayout(line)
        column.addWidget(self.lacking)

    def fill(self) -> None:
        offer = taking_over.offered(self._tab.session.desk, self._tab.keeper.record)
        self.told.setText(_told(offer))
        self.take_button.setVisible(bool(offer.count))
        self.lacking.setText("\n".join(offer.lacking))
        self.lacking.setVisible(bool(offer.lacking))
        self.setVisible(bool(offer.count or offer.lacking))

    def _take(self) -> None:
        try:
            self._tab.told(taking_over.take(self._tab.session.desk, self._tab.case))
        except DeskError as error:
            self._tab.tell(error)


def _told(offer: Offer) -> str:
    parts = [
        f"{len(offer.new)} 项措施还没有列入" if offer.new else "",
        f"{len(offer.renewed)} 项有新的完成日期或验证方法" if offer.renewed else "",
    ]  # fmt: skip
    said = "，".join(part for part in parts if part)
    return f"本案的 8D 有 {said}。" if said else "本案的 8D 有措施没有写全。"
