"""Which form is the new sheet to be? One button a form, one digit a button."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from qcdesk.errors import DeskError
from ui.dialogs.frame import Dialog
from ui.dialogs.message import tell
from ui.pages.makers import own_first
from ui.session import Session
from ui.style import tokens
from ui.style.icons import icon
from ui.style.named import named

DIGITS = 9


class ChooseForm(Dialog):
    """`code` is the chosen form's."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent, "新建哪一种表单？", "choose_form", 440)
        self.code = ""
        for number, (kind, whose) in enumerate(own_first(session.desk, session.shelf.kinds.current), start=1):
            title = f"{kind.title}　（{whose}）" if whose else kind.title
            button = named(QPushButton(f"  {title}"), f"new_{kind.code}")
            button.setProperty("look", "card-aside" if whose else "card")
            button.setIcon(icon("forms", tokens.INK_FAINT if whose else tokens.ACCENT))
            button.setIconSize(QSize(tokens.ICON, tokens.ICON))
            button.clicked.connect(lambda _=False, code=kind.code: self._choose(code))
            if number <= DIGITS:
                button.setText(f"  {number}　{title}")
                QShortcut(QKeySequence(str(number)), self).activated.connect(button.click)
            self.body.addWidget(button)
        self.add_cancel()

    def _choose(self, code: str) -> None:
        self.code = code
        self.accept()


def choose_form(parent: QWidget | None, session: Session) -> str | None:
    """The code of a form, None when it was given up."""
    try:
        dialog = ChooseForm(parent, session)
    except DeskError as error:
        tell(parent, error)
        return None
    try:
        return dialog.code if dialog.exec() == Dialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()
