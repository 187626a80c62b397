"""A month's register that fills itself: which month, and what is to become of the draft there is already."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from qcdesk.errors import DeskError
from qcdesk.services.sheets import registers
from qcdesk.views import RecordView
from ui.dialogs.fault_line import FaultLine
from ui.dialogs.frame import Dialog, sentence
from ui.dialogs.message import tell
from ui.session import Session
from ui.style.named import named
from ui.style.parts import words

OPEN, RENEW, ANOTHER = 2, 3, 4


class MonthDialog(Dialog):
    """Stays open with the sentence while the month has nothing to register; `record` answers."""

    def __init__(self, parent: QWidget | None, session: Session, form: str) -> None:
        title = session.desk.catalogue.newest(form).title
        super().__init__(parent, f"生成《{title}》", "month_dialog", 440)
        self._session, self._form = session, form
        self.record: int | None = None
        self.month = named(QLineEdit(registers.this_month(session.desk), maxLength=10), "month", "月份")
        self.fault = FaultLine()
        self.body.addWidget(sentence("按程序里的登记自动填好每一行，您看过、改过以后再提交。", "soft"))
        self.body.addWidget(words("月份", "field"))
        self.body.addWidget(self.month)
        self.body.addWidget(self.fault)
        self.add_cancel()
        self.add_button("生成", "fill", self._fill, "main")
        self.month.selectAll()
        self.month.setFocus()

    def _fill(self) -> None:
        month = self.month.text().strip()
        self.record = self.fault.attempt(lambda: fill_register(self, self._session, self._form, month))
        if self.record is not None:
            self.accept()


def fill_register(parent: QWidget, session: Session, form: str, month: str = "") -> int | None:
    """The record of the month's register, to be opened; None when it was given up. Raises DeskError."""
    month = month or registers.this_month(session.desk)
    known = registers.of_month(session.desk, form, month)
    answer = ANOTHER if known is None else _ask(parent, known, month)
    if answer == ANOTHER:
        return session.tell(registers.begin(session.desk, form, month)).record
    if known is None or answer not in (OPEN, RENEW):
        return None
    if answer == RENEW:
        session.tell(registers.renew(session.desk, known.id))
    return known.id


def _ask(parent: QWidget, known: RecordView, month: str) -> int:
    dialog = Dialog(parent, f"{month} 已经有一张{'没提交的' if known.number is None else ''}登记表", "register_there")
    if known.number is None:
        dialog.body.addWidget(sentence("打开它接着填，还是按现在的情况重新填写登记行？重新填写会换掉手工改过的行。"))
        other = ("重新填写", "renew", RENEW)
    else:
        dialog.body.addWidget(
            sentence(f"{known.title}，{known.state_label}。打开它，还是另开一张？另开的会把登记过的行再登记一次。")
        )
        other = ("另开一张", "another", ANOTHER)
    dialog.add_cancel()
    dialog.add_button(*other[:2], lambda: dialog.done(other[2]))
    dialog.add_button("打开已有的", "open", lambda: dialog.done(OPEN), "main").setFocus()
    try:
        return dialog.exec()
    finally:
        dialog.deleteLater()


def this_month(parent: QWidget, session: Session, form: str) -> int | None:
    """As `fill_register` for the month there is, trouble told."""
    try:
        return fill_register(parent, session, form)
    except DeskError as error:
        tell(parent, error)
        return None


def ask_month(parent: QWidget, session: Session, form: str) -> int | None:
    dialog = MonthDialog(parent, session, form)
    try:
        return dialog.record if dialog.exec() == Dialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()
