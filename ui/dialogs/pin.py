"""The proof by PIN before a signature: who signs, what is signed, and the reason where one is needed."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from qcdesk.errors import DeskError
from qcdesk.services.basics import pins
from qcdesk.services.basics.pins import Proof
from ui.dialogs.frame import Dialog, sentence
from ui.session import Session
from ui.style.named import named


class PinDialog(Dialog):
    """Stays open with the sentence while the PIN is wrong or the reason missing; `proof` and `reason` answer."""

    def __init__(self, parent: QWidget | None, session: Session, step_label: str, needs_reason: bool,
                 title: str) -> None:  # fmt: skip
        super().__init__(parent, step_label, "pin_dialog")
        self._session = session
        self._needs_reason = needs_reason
        self.proof: Proof | None = None
        self._reason = named(QPlainTextEdit(), "reason", "原因")
        self._pin = named(QLineEdit(echoMode=QLineEdit.EchoMode.Password), "pin", "PIN")
        self._fault = sentence("", "fault")
        self._build(title, step_label)

    @property
    def reason(self) -> str:
        return self._reason.toPlainText().strip()

    def _build(self, title: str, step_label: str) -> None:
        person = self._session.person
        self.body.addWidget(sentence(title))
        self.body.addWidget(sentence(f"{person.name}（{person.department or person.login}）", "soft"))
        if self._needs_reason:
            self._add("原因（必填，会留在历史里）", self._reason)
            self._reason.setTabChangesFocus(True)
            self._reason.setFixedHeight(84)
        self._add("PIN", self._pin)
        self._pin.setMaxLength(32)
        self._fault.setObjectName("fault")
        self._fault.hide()
        self.body.addWidget(self._fault)
        self.add_cancel()
        self.add_button(step_label, "sign", self._try, "main")
        (self._reason if self._needs_reason else self._pin).setFocus()

    def _add(self, words: str, editor: QWidget) -> None:
        label = QLabel(words)
        label.setProperty("look", "field")
        label.setBuddy(editor)
        self.body.addWidget(label)
        self.body.addWidget(editor)

    def _try(self) -> None:
        if self._needs_reason and not self.reason:
            self._refuse("请写明原因", self._reason)
            return
        if not self._pin.text():
            self._refuse("请输入您的 PIN", self._pin)
            return
        try:
            self.proof = pins.prove(self._session.desk, self._session.person.login, self._pin.text())
        except DeskError as error:
            self._pin.clear()
            self._refuse(error.sentence, self._pin)
            return
        self.accept()

    def _refuse(self, words: str, editor: QWidget) -> None:
        self._fault.setText(words)
        self._fault.show()
        editor.setFocus()


def ask_proof(parent: QWidget | None, session: Session, step_label: str, needs_reason: bool,
              title: str) -> tuple[Proof, str] | None:  # fmt: skip
    """The proof and the reason (empty where none was asked for); None when it was given up."""
    dialog = PinDialog(parent, session, step_label, needs_reason, title)
    try:
        if dialog.exec() != Dialog.DialogCode.Accepted or dialog.proof is None:
            return None
        return dialog.proof, dialog.reason
    finally:
        dialog.deleteLater()
