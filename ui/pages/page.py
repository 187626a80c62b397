"""What every page is: a widget that knows when it has grown stale, and where it wants to lead."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qcdesk.change import Change
from qcdesk.errors import DeskError
from qcdesk.services.trail import events
from ui.dialogs.message import tell
from ui.session import Session
from ui.style import tokens
from ui.style.parts import Reading

RECORDS = "records"
"""The kind of Change that touches sheets and cases, which everybody in the office writes."""


class Page(QWidget):
    """Its signals ask the window to show something else. `refresh` runs when what the seen page shows has changed: by
    this window at once, by others, where it follows them, when the page, or the window, comes into sight again."""

    record_wanted = Signal(int)
    sheet_wanted = Signal(str)
    page_wanted = Signal(str)
    view_wanted = Signal(str, object)
    """A page by its name, and the content of a view that its list is to be narrowed to."""
    intake_wanted = Signal()

    LISTENS: frozenset[str] = frozenset({RECORDS})
    """The kinds of Change after which the page is stale."""

    def __init__(self, session: Session, name: str) -> None:
        super().__init__()
        self.setObjectName(f"page_{name}")
        self.session = session
        self._stale = True
        self._read_at = 0
        session.changed.connect(self._hear)
        session.person_changed.connect(self._grow_stale)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(tokens.MARGIN, 20, tokens.MARGIN, tokens.MARGIN)
        self.column.setSpacing(tokens.GAP)

    def refresh(self) -> None:
        """Reads again what the page shows."""

    def arrive(self) -> None:
        """Puts the cursor where the work on the page begins."""
        self.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._renew()
        else:
            self.look()

    def look(self) -> None:
        """Reads again where others have written since; a database that does not answer is told by what needs it."""
        if self.follows() and self.session.person.login:
            with suppress(DeskError):
                if events.latest(self.session.desk) != self._read_at or self._stale:
                    self._grow_stale()

    def follows(self) -> bool:
        """Whether it shows what everybody writes, and holds nothing half typed that others could change."""
        return RECORDS in self.LISTENS

    def _hear(self, change: Change) -> None:
        if change.kinds & self.LISTENS:
            self._grow_stale()

    def _grow_stale(self) -> None:
        self._stale = True
        if self.isVisible() and self.session.person.login:
            self._renew()

    def _renew(self) -> None:
        """What cannot be read is told once the page stands there, and read again when it is next shown."""
        self._stale = False
        for reading in self.findChildren(Reading):
            reading.begin()
        try:
            self._read_at = events.latest(self.session.desk)
            self.refresh()
        except DeskError as error:
            QTimer.singleShot(0, self, partial(self.fail, error))

    def fail(self, error: DeskError) -> None:
        """It could not be read: told now, read again the next time."""
        self._stale = True
        for reading in self.findChildren(Reading):
            reading.give_up()
        tell(self, error)


def open_record(part: QWidget, record: int) -> None:
    """From any part of a page."""
    above = part.parentWidget()
    while above is not None and not isinstance(above, Page):
        above = above.parentWidget()
    if above is not None:
        above.record_wanted.emit(record)
