"""What every tab of a case page is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qcdesk.change import Change
from qcdesk.errors import DeskError
from qcdesk.services.cases import casework
from ui.dialogs.message import tell
from ui.paper.keeper import Keeper
from ui.session import Session
from ui.style import tokens
from ui.style.parts import scrolling


class Tab(QWidget):
    """`fill` runs when it is shown and something of the case has changed; `wanted` asks for another record."""

    wanted = Signal(int)
    NAME, TITLE = "", ""

    def __init__(self, session: Session, keeper: Keeper) -> None:
        super().__init__()
        self.setObjectName(f"tab_{self.NAME}")
        self.session, self.keeper = session, keeper
        self._stale = True
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(tokens.GAP, tokens.GAP, tokens.GAP, tokens.GAP)
        self.column.setSpacing(tokens.GAP)
        self.area = scrolling(inside)
        outer.addWidget(self.area)

    @property
    def case(self) -> int:
        return self.keeper.record.id

    def fill(self) -> None:
        """Shows what the case holds now."""

    def grow_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self._renew()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._renew()

    def _renew(self) -> None:
        self._stale = False
        self.fill()

    def open_new(self, code: str) -> None:
        """A draft of that form for the case, opened at once."""
        try:
            change = casework.open_sheet(self.session.desk, self.case, code)
        except DeskError as error:
            self.tell(error)
            return
        self.told(change)
        if change.record is not None:
            self.wanted.emit(change.record)

    def told(self, change: Change) -> None:
        """Passes on what a service did for this tab."""
        self.session.tell(change)

    def tell(self, error: DeskError) -> None:
        tell(self, error)
