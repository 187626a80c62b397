"""Which form is the new sheet to be? Groups in columns; the person's own forms stand out, one digit a form."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from qcdesk.errors import DeskError
from ui.dialogs.frame import Dialog, sentence
from ui.dialogs.message import tell
from ui.pages.makers import Offer, offers
from ui.session import Session
from ui.style import tokens
from ui.style.icons import icon
from ui.style.named import named
from ui.style.parts import scrolling, words

DIGITS = 9
COLUMNS = 3
WIDTH, HEIGHT = 890, 510
HEADING = 2
"""A group's title takes about as much of a column as this many forms."""


class ChooseForm(Dialog):
    """`code` is the chosen form's."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent, "新建哪一种表单？", "choose_form", WIDTH)
        self.code = ""
        self._digits = iter(range(1, DIGITS + 1))
        found = offers(session.desk, session.shelf.kinds.current)
        own = any(not offer.whose for _, offered in found for offer in offered)
        told = "深色的由您编制，可以按数字键；浅色的由别的岗位编制。" if own else "这些表单都由别的岗位编制。"
        self.body.addWidget(sentence(told, "soft"))
        inside = QWidget()
        line = QHBoxLayout(inside)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.MARGIN)
        for column in columns(found):
            line.addLayout(self._column(column), 1)
        self.body.addWidget(scrolling(inside), 1)
        self.add_cancel()
        mine = (offer.kind.code for _, offered in found for offer in offered if not offer.whose)
        first = self.findChild(QPushButton, f"new_{next(mine, '')}")
        if first is not None:
            first.setFocus()
        self.resize(WIDTH, HEIGHT)

    def _column(self, groups: Iterable[tuple[str, list[Offer]]]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        for title, offered in groups:
            heading = words(title, "small")
            heading.setContentsMargins(12, tokens.SPACE, 0, 2)
            column.addWidget(heading)
            for offer in offered:
                column.addWidget(self._button(offer))
        column.addStretch(1)
        return column

    def _button(self, offer: Offer) -> QPushButton:
        kind = offer.kind
        digit = "" if offer.whose else str(next(self._digits, ""))
        button = named(QPushButton(f"  {kind.title}"), f"new_{kind.code}")
        button.setProperty("look", "entry-aside" if offer.whose else "entry")
        button.setToolTip("\n".join(part for part in (offer.purpose, offer.whose) if part))
        button.setIcon(icon("forms", tokens.INK_FAINT if offer.whose else tokens.ACCENT))
        button.setIconSize(QSize(tokens.ICON, tokens.ICON))
        button.clicked.connect(lambda _=False: self._choose(kind.code))
        if digit:
            beside = QHBoxLayout(button)
            beside.setContentsMargins(0, 0, 10, 0)
            beside.addWidget(words(digit, "small"), 0, Qt.AlignmentFlag.AlignRight)
            QShortcut(QKeySequence(digit), self).activated.connect(button.click)
        return button

    def _choose(self, code: str) -> None:
        self.code = code
        self.accept()


def columns(found: list[tuple[str, list[Offer]]]) -> list[list[tuple[str, list[Offer]]]]:
    """Groups in order, in columns of about the same length."""
    whole = sum(len(offered) + HEADING for _, offered in found)
    made: list[list[tuple[str, list[Offer]]]] = [[] for _ in range(COLUMNS)]
    before = 0
    for group in found:
        size = len(group[1]) + HEADING
        made[min(COLUMNS - 1, (2 * before + size) * COLUMNS // (2 * whole))].append(group)
        before += size
    return made


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
