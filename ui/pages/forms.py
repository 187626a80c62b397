"""表单: every form the office has, in groups: what it is for, a new sheet of it, blank sheets of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from qcdesk.kinds import Kind
from qcdesk.services.basics import office
from qcdesk.services.sheets.registers import REGISTERS
from qcdesk.views import OfficeView
from ui.pages.makers import Offer, offers
from ui.pages.page import Page
from ui.session import Session
from ui.style import tokens
from ui.style.parts import button, clear, panel, row, scrolling, words

ACROSS = 3


class FormsPage(Page):
    LISTENS = frozenset({"office", "people"})

    def __init__(self, session: Session) -> None:
        super().__init__(session, "forms")
        self.column.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(tokens.MARGIN, 20, tokens.MARGIN, tokens.MARGIN)
        column.setSpacing(tokens.GAP)
        column.addWidget(words("在屏幕上填，或印空白表用笔填。屏幕上看到的就是印出来的那一张。", "soft"))
        self._groups = QVBoxLayout()
        self._groups.setSpacing(tokens.SPACE)
        column.addLayout(self._groups)
        column.addStretch(1)
        self.column.addWidget(scrolling(inside))

    def arrive(self) -> None:
        first = next((one for one in self.findChildren(QPushButton) if one.isEnabled()), None)
        (first or self).setFocus()

    def refresh(self) -> None:
        clear(self._groups)
        feet = office.view(self.session.desk)
        for title, offered in offers(self.session.desk, self.session.shelf.kinds.current):
            self._groups.addWidget(self._group(title, [self._card(offer, feet) for offer in offered]))

    @staticmethod
    def _group(title: str, cards: Sequence[QWidget]) -> QWidget:
        group = QWidget()
        grid = QGridLayout(group)
        grid.setContentsMargins(0, tokens.SPACE, 0, tokens.SPACE)
        grid.setSpacing(tokens.GAP)
        grid.addWidget(words(title, "heading"), 0, 0, 1, ACROSS)
        for at, card in enumerate(cards):
            grid.addWidget(card, 1 + at // ACROSS, at % ACROSS)
        for at in range(ACROSS):
            grid.setColumnStretch(at, 1)
        return group

    def _card(self, offer: Offer, feet: OfficeView) -> QFrame:
        kind, line = offer.kind, feet.document(offer.kind.code)
        card, column = panel(tokens.GAP)
        card.setToolTip(_way(kind))
        about = (line.document_no, f"版次 {line.revision or kind.rev}", offer.whose)
        column.addWidget(words(kind.title, "strong", wrap=True))
        column.addWidget(words("　".join(part for part in about if part), "small", wrap=True))
        purpose = words(offer.purpose, "soft", wrap=True)
        purpose.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        column.addWidget(purpose, 1)
        blank = button("空白表…", f"blank_{kind.code}", lambda: self._blank(kind), "quiet", "blank")
        new = button("新建", f"new_{kind.code}", lambda: self.sheet_wanted.emit(kind.code),
                     "" if offer.whose else "main", "add")  # fmt: skip
        month = button("按月填好…", f"month_{kind.code}", lambda: self._month(kind), "quiet", "calendar")
        month.setToolTip("按程序里的登记自动填好这个月的每一行")
        if kind.code not in REGISTERS:
            month.hide()
        column.addLayout(row(None, blank, month, new))
        return card

    def _month(self, kind: Kind) -> None:
        from ui.dialogs.month_register import ask_month

        record = ask_month(self, self.session, kind.code)
        if record is not None:
            self.record_wanted.emit(record)

    def _blank(self, kind: Kind) -> None:
        from ui.dialogs.blank_sheets import blank_sheets

        blank_sheets(self, self.session, kind)


def _way(kind: Kind) -> str:
    return "签名：" + " → ".join(dict.fromkeys(slot.label for slot in kind.slots))
