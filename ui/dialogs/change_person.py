"""A quick change of person: pick the name, give the PIN."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.dialogs.frame import Dialog
from ui.pages.person_list import PersonList
from ui.pages.sign_in import PinForm
from ui.session import Session
from ui.style import tokens
from ui.style.parts import row


class ChangePerson(Dialog):
    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent, "换人", "change_person", 660)
        self.people = PersonList()
        self.people.setFixedSize(320, 330)
        self.form = PinForm(session)
        self.body.addLayout(row(self.people, self.form, spacing=tokens.MARGIN))
        self.add_cancel()
        self.people.chosen.connect(self.form.choose)
        self.people.taken.connect(lambda _: self.form.pin.setFocus())
        self.form.signed_in.connect(self.accept)
        self.people.show_people(session.desk)
        self.people.filter.setFocus()


def change_person(parent: QWidget | None, session: Session) -> bool:
    """Whether somebody signed in."""
    dialog = ChangePerson(parent, session)
    try:
        return dialog.exec() == Dialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()
