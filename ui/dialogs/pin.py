"""The proof by PIN before a signature: who signs, what is signed, and the reason where one is needed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QRadioButton, QWidget

from qcdesk.services.basics import people, pins, typing_in
from qcdesk.services.basics.pins import Proof
from qcdesk.workflow import REASON
from ui.dialogs.fault_line import FaultLine
from ui.dialogs.frame import Dialog, sentence
from ui.session import Session
from ui.style import tokens
from ui.style.named import named


class PinDialog(Dialog):
    """Stays open with the sentence while the PIN is wrong or the reason missing; `proof` and `reason` answer.

    Where only certain reasons count, one of `reasons` is picked and what is typed is a remark on it.
    """

    LOOK = "main"

    def __init__(self, parent: QWidget | None, session: Session, step_label: str, needs_reason: bool,
                 title: str, reasons: Sequence[str] = (), asks: str = REASON,
                 beside: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(parent, step_label, "pin_dialog")
        self._session = session
        self._needs_reason = needs_reason
        self._asks = asks
        self.picks = [named(QRadioButton(said), f"reason_{at}", said) for at, said in enumerate(reasons, start=1)]
        self.proof: Proof | None = None
        self._reason = named(QPlainTextEdit(), "reason", asks)
        self._pin = named(QLineEdit(echoMode=QLineEdit.EchoMode.Password), "pin", "PIN")
        self._fault = FaultLine()
        self._beside = beside
        self._build(title, step_label)

    @property
    def reason(self) -> str:
        """Nothing while none is picked of those that count."""
        typed = self._reason.toPlainText().strip()
        if not self.picks:
            return typed
        picked = next((pick.text() for pick in self.picks if pick.isChecked()), "")
        return f"{picked}：{typed}" if picked and typed else picked

    @property
    def _first(self) -> QWidget:
        if not self._needs_reason:
            return self._pin
        return self.picks[0] if self.picks else self._reason

    def _build(self, title: str, step_label: str) -> None:
        person = self._session.person
        self.body.addWidget(sentence(title))
        self.body.addWidget(sentence(f"{person.name}{self._whose()}", "soft"))
        if self._needs_reason:
            self._add_picks()
            self._add("补充说明（会留在历史里）" if self.picks else f"{self._asks}（必填，会留在历史里）", self._reason)
            self._reason.setTabChangesFocus(True)
            self._reason.setFixedHeight(84)
        if self._beside is not None:
            self.body.addWidget(self._beside)
        self._add("PIN", self._pin)
        self._pin.setMaxLength(32)
        self.body.addWidget(self._fault)
        self.add_cancel()
        self._done = self.add_button(step_label, "sign", self._try, self.LOOK)
        self._first.setFocus()

    def _whose(self) -> str:
        """The department, else what the person is there for."""
        person, desk = self._session.person, self._session.desk
        said = person.department or "、".join(people.role_label(desk, role) for role in person.roles)
        return f"（{said}）" if said else ""

    def _add_picks(self) -> None:
        if not self.picks:
            return
        label = QLabel("原因（只认下面这几种，选一种）")
        label.setProperty("look", "field")
        line = QHBoxLayout()
        line.setSpacing(tokens.MARGIN)
        for pick in self.picks:
            line.addWidget(pick)
        line.addStretch(1)
        self.body.addWidget(label)
        self.body.addLayout(line)

    def _add(self, words: str, editor: QWidget) -> None:
        label = QLabel(words)
        label.setProperty("look", "field")
        label.setBuddy(editor)
        self.body.addWidget(label)
        self.body.addWidget(editor)

    def _try(self) -> None:
        if self._needs_reason and not typing_in.says(self.reason):
            lacking = typing_in.lacking(self._asks, self.reason, f"请写明{self._asks}")
            self._refuse("请选一种原因" if self.picks else lacking, self._first)
            return
        if not self._pin.text():
            self._refuse("请输入您的 PIN", self._pin)
            return
        desk, login = self._session.desk, self._session.person.login
        self.proof = self._fault.attempt(lambda: pins.prove(desk, login, self._pin.text()))
        if self.proof is None:
            self._pin.clear()
            self._pin.setFocus()
        else:
            self.accept()

    def _refuse(self, words: str, editor: QWidget) -> None:
        self._fault.say(words)
        editor.setFocus()


class GravePinDialog(PinDialog):
    """Enter leads from the PIN to the button, and only there it does it."""

    LOOK = "danger"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self._pin.hasFocus() and self._pin.text():
            self._done.setFocus(Qt.FocusReason.TabFocusReason)
        elif self._done.hasFocus():
            self._try()
        else:
            super().keyPressEvent(event)


def ask_proof(parent: QWidget | None, session: Session, step_label: str, needs_reason: bool,
              title: str, reasons: Sequence[str] = (), asks: str = REASON,
              beside: QWidget | None = None) -> tuple[Proof, str] | None:  # fmt: skip
    """The proof and the reason (empty where none was asked for), which begins with one of `reasons` if there are such;
    None when it was given up. What stands `beside` is asked along with them."""
    return _answered(PinDialog(parent, session, step_label, needs_reason, title, reasons, asks, beside), beside)


def ask_grave_proof(parent: QWidget | None, session: Session, step_label: str, title: str) -> Proof | None:
    """For what cannot be taken back: Enter alone does not do it."""
    given = _answered(GravePinDialog(parent, session, step_label, False, title))
    return given[0] if given else None


def _answered(dialog: PinDialog, beside: QWidget | None = None) -> tuple[Proof, str] | None:
    try:
        if dialog.exec() != Dialog.DialogCode.Accepted or dialog.proof is None:
            return None
        return dialog.proof, dialog.reason
    finally:
        if beside is not None:
            beside.setParent(None)
        dialog.deleteLater()
