"""待签核: every sheet on which the next step is mine, with what to sign."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from qcdesk.services.sheets import search
from qcdesk.services.sheets.search import Waiting
from ui.pages.columns import RowsModel
from ui.pages.listing import Listing, focus_first
from ui.pages.page import Page
from ui.pages.parts import Empty, Reading, button, row, words
from ui.pages.workbench import WAITING_COLUMNS
from ui.session import Session
from ui.tasks import Task, start

ROWS, NOTHING, READING = range(3)


class SigningPage(Page):
    def __init__(self, session: Session) -> None:
        super().__init__(session, "signing")
        self._task: Task | None = None
        self._read_for = ""
        self.listing = Listing(RowsModel(WAITING_COLUMNS), "list_signing", "待签核")
        self.listing.opened.connect(lambda item: self.record_wanted.emit(item.row.id))
        self.count = words("", "soft")
        self._open = button("打开并签核", "open", self._open_chosen, "main", "sign")
        self.column.addLayout(row(self.count, None, self._open))
        frame = QFrame()
        frame.setProperty("look", "panel")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        self.stack = QStackedWidget()
        text = "轮到您的单会自己出现在这里，最久的排在最前面。在单子上看过内容，按下面的签核按钮，输入 PIN 就签好了。"
        self.stack.addWidget(self.listing)
        self.stack.addWidget(Empty("ok", "没有单等您签核", text))
        self.stack.addWidget(Reading())
        inside.addWidget(self.stack)
        self.column.addWidget(frame, 1)

    def refresh(self) -> None:
        desk = self.session.desk
        if desk.person.login != self._read_for:
            self._await()
        if self._task is not None:
            self._task.cancel()
        self._task = start(self, lambda task: search.waiting(desk), self._show, self.fail, desk=desk)

    def _await(self) -> None:
        """Nothing is known yet of what waits for this person."""
        self.count.setText("")
        self.stack.setCurrentIndex(READING)
        self._open.setEnabled(False)

    def _show(self, waits: tuple[Waiting, ...]) -> None:
        self._read_for = self.session.person.login
        self.listing.rows.put(waits)
        self.count.setText(f"{len(waits)} 张单等您，最久的在最前面" if waits else "")
        self.stack.setCurrentIndex(ROWS if waits else NOTHING)
        self._open.setEnabled(bool(waits))
        focus_first(self.listing)

    def arrive(self) -> None:
        self.listing.setFocus()

    def _open_chosen(self) -> None:
        item = self.listing.current()
        if isinstance(item, Waiting):
            self.record_wanted.emit(item.row.id)
