"""在谁手里: a card for each person with copies to sign, the longest first; a click narrows the list to him."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QInputDialog, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from qcdesk.services.basics.people import ADMIN
from qcdesk.services.papers import chasing
from qcdesk.services.papers.chasing import LATE_DAYS, MOST_DAYS, Chased
from qcdesk.services.papers.copy_list import CopyView
from ui.dialogs.message import telling
from ui.session import Session
from ui.style import tokens
from ui.style.named import named
from ui.style.parts import button, clear, row, scrolling, words

NOBODY = "没有纸在别人手里。打印以后选中它，点“送签”，写上交给谁，这里就按人列出，最久的在最前面。"


class ChaseList(QFrame):
    person_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self.setObjectName("chase")
        self._session, self._days = session, LATE_DAYS
        self.heading = words("在谁手里", "heading")
        self._limit = words("", "soft")
        self._change = button("改", "late_days", self._ask_days, "quiet")
        self.sheet = button("催签单", "chase_sheet", lambda: None, "", "print")
        inside = QWidget()
        self._cards = QVBoxLayout()
        self._cards.setSpacing(tokens.SPACE)
        within = QVBoxLayout(inside)
        within.setContentsMargins(0, 0, tokens.SPACE, 0)
        within.addLayout(self._cards)
        within.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, tokens.GAP, 12, 12)
        column.addLayout(row(self.heading, None, self.sheet))
        column.addWidget(scrolling(inside), 1)
        column.addLayout(row(self._limit, self._change, None))

    def put(self, found: Sequence[Chased], days: int) -> None:
        self._days = days
        clear(self._cards)
        for one in found:
            self._cards.addWidget(self._card(one))
        if not found:
            self._cards.addWidget(words(NOBODY, "soft", wrap=True))
        self.sheet.setEnabled(bool(found))
        self._limit.setText(f"超过 {days} 天标红")
        self._change.setVisible(ADMIN in self._session.person.roles)

    def _card(self, one: Chased) -> QPushButton:
        told = re.sub("，(其中|空白单，)", r"，\n\1", f"{one.who}\n{one.said}")
        made = named(_Card(told), "chased", f"{one.who}手里的打印份")
        ink, ground = (tokens.BAD, tokens.BAD_TINT) if one.late else (tokens.INK, tokens.NAV)
        made.setStyleSheet(
            f"QPushButton {{ background: {ground}; border: 1px solid {tokens.LINE}; }} QLabel {{ color: {ink}; }}"
            f" QPushButton:focus {{ border-color: {tokens.FOCUS}; }}"
        )
        made.setToolTip("\n".join(map(_named, one.copies[:20])))
        made.clicked.connect(partial(self.person_wanted.emit, one.who))
        return made

    def _ask_days(self) -> None:
        days, given = QInputDialog.getInt(self, "催签", "送签超过几天标红", self._days, 1, MOST_DAYS)
        if given:
            with telling(self):
                self._session.tell(chasing.change_late_days(self._session.desk, days))


class _Card(QPushButton):
    """A button breaks no line by itself: its words stand on it."""

    def __init__(self, told: str) -> None:
        super().__init__()
        self.told = words(told, wrap=True)
        self.told.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.told)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)


def _named(copy: CopyView) -> str:
    return f"{copy.named}　{copy.todo}".rstrip()
