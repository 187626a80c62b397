"""Above every page, while this PC's clock stands behind the trail: what it says, what the trail says, the way out."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout

from qcdesk.errors import DeskError
from qcdesk.services.trail import clock_watch
from ui.dialogs.message import tell
from ui.session import Session
from ui.style import tokens
from ui.style.parts import button, words

LOOKS = 60_000
"""Milliseconds between two looks of an idle window."""

RIGHT = "时钟没有错"


class ClockStrip(QFrame):
    """Hidden while time goes on. Each look asks for two rows by their keys."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("clock_strip")
        self.setStyleSheet(
            f"QFrame#clock_strip {{ background: {tokens.WARN_TINT}; border-bottom: 1px solid {tokens.LINE}; }}"
        )
        self._session = session
        self.told = words("", wrap=True)
        self.told.setObjectName("clock_told")
        self.told.setStyleSheet(f"color: {tokens.WARN};")
        self.right = button(f"{RIGHT}…", "clock_is_right", self._confirm)
        line = QHBoxLayout(self)
        line.setContentsMargins(tokens.MARGIN, 6, tokens.MARGIN, 6)
        line.setSpacing(tokens.SPACE)
        line.addWidget(self.told, 1)
        line.addWidget(self.right)
        self._timer = QTimer(self, interval=LOOKS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        session.changed.connect(self.look)
        self.hide()

    def look(self, *_: object) -> None:
        """A database that does not answer is told of by the page that needs it."""
        with suppress(DeskError):
            desk = self._session.desk
            found = clock_watch.behind(desk) if desk.person.login else None
            self.told.setText(found.sentence if found else "")
            self.right.setVisible(found is not None and clock_watch.may_confirm(desk))
            self.setVisible(found is not None)

    def _confirm(self) -> None:
        from ui.dialogs.pin import ask_proof

        title = "错的是前面的记录，这台电脑的时钟是对的：以后不再提醒、不再标记；这次确认写进历史。"
        given = ask_proof(self, self._session, RIGHT, False, title)
        if given is None:
            return
        try:
            self._session.tell(clock_watch.confirm(self._session.desk, given[0]))
        except DeskError as error:
            tell(self, error)
