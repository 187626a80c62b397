"""The receipt of a case that was just taken in, and the cases like it with what to do about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qcdesk.canonical import Json
from qcdesk.rules.repeats import Similar
from qcdesk.services.cases import proposing
from ui.pages.cases import alike
from ui.pages.cases.alike import AlikeList
from ui.session import Session
from ui.style import tokens
from ui.style.parts import button, row, scrolling, words
from ui.tasks import start


class ReceiptPage(QWidget):
    """`opened` carries a case that is to be shown in place of this one."""

    opened = Signal(int)

    def __init__(self, session: Session, case: int, copied: str) -> None:
        super().__init__()
        self.setObjectName("receipt")
        self._session, self._case, self._copied = session, case, copied
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.GAP)
        self._alike_title = words("相似的案件", "heading")
        self._alike_title.hide()
        self.alike = AlikeList(session, acting=True)
        self.alike.hide()
        self._found: list[Similar] = []
        self._linked: list[str] = []
        self.alike.related.connect(self._relate)
        self.alike.merged.connect(self._merge)
        self.alike.opened.connect(self.opened)

    def show_case(self, title: str, table: QWidget, reminders: Sequence[str]) -> None:
        number = words(title, "title")
        number.setObjectName("receipt_number")
        number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy_button = button("复制回执", "copy_receipt", self._copy, "", "copy")
        self._column.addLayout(row(number, self.copy_button, None, spacing=tokens.GAP))
        for reminder in reminders:
            self._column.addWidget(words(reminder, "banner", wrap=True))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(tokens.GAP)
        for widget in (table, self._alike_title, self.alike):
            column.addWidget(widget)
        column.addStretch(1)
        self._column.addWidget(scrolling(inside), 1)

    def look_for_alike(self, values: Mapping[str, Json]) -> None:
        desk, case = self._session.desk, self._case
        start(self, lambda task: proposing.alike(desk, values, case), self._show, lambda error: None, desk=desk)

    def _show(self, found: list[Similar]) -> None:
        self._found = found
        self._alike_title.setVisible(bool(found))
        self.alike.show_found(found, self._linked)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._copied)
        self.copy_button.setText("已复制")

    def _relate(self, one: Similar) -> None:
        if alike.relate(self, self._session, self._case, one):
            self._linked.append(one.case.number)
            self._show(self._found)

    def _merge(self, one: Similar) -> None:
        if alike.merge(self, self._session, self._case, one):
            self.opened.emit(one.case.key)
