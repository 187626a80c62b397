"""Who is at the desk in this window, and the one signal that tells every view what changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, Signal

from forms.registry import Shelf
from qcdesk.change import Change
from qcdesk.desk import Desk
from qcdesk.services.basics import pins
from qcdesk.views import PersonView


class Session(QObject):
    """`changed` carries a Change after every service call; `person_changed` follows a sign-in or a change of person."""

    changed = Signal(object)
    person_changed = Signal()

    def __init__(self, desk: Desk, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.shelf = shelf

    @property
    def person(self) -> PersonView:
        return self.desk.person

    def sign_in(self, login: str, pin: str) -> None:
        """Raises Refused with the sentence to show."""
        self.desk = pins.sign_in(self.desk, login, pin)
        self.person_changed.emit()

    def sign_out(self) -> None:
        self.desk = self.desk.seating(PersonView("", "", "", ()))
        self.person_changed.emit()

    def tell(self, change: Change) -> Change:
        """Passes a service's Change on to every view."""
        self.changed.emit(change)
        return change


def settings(session: Session) -> QSettings:
    """Kept in the desk's home: which printer, which folders, which language this PC used last."""
    return QSettings(str(session.desk.home / "window.ini"), QSettings.Format.IniFormat)
