"""A new PIN, typed twice, behind the PIN of whoever sets it: his own old one, or the administrator's."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from qcdesk.change import Change
from qcdesk.pin import NO_GUESSED
from qcdesk.services.basics import pins
from qcdesk.views import PersonView
from ui.dialogs.fault_line import FaultLine
from ui.dialogs.frame import Dialog
from ui.dialogs.message import tell
from ui.session import Session
from ui.style.named import named
from ui.style.parts import words

OWN_SET = "PIN 已改，从现在起登录和签名都用新的；以前的签名照样有效"


class SetPin(Dialog):
    def __init__(self, parent: QWidget | None, session: Session, person: PersonView) -> None:
        own = person.login == session.person.login
        super().__init__(parent, "修改我的 PIN" if own else f"给{person.name}设新的 PIN", "set_pin")
        self._session, self._person = session, person
        self._done = OWN_SET if own else f"{person.name}的新 PIN 已设好，请当面告诉他，请他登录后自己改一个"
        self.old = self._field("现在的 PIN" if own else f"您自己的 PIN（{session.person.name}）", "old_pin")
        self.new = self._field("新的 PIN（6 到 32 位数字或字母）", "new_pin")
        self.body.addWidget(words(NO_GUESSED, "soft", wrap=True))
        self.again = self._field("再输一次", "again_pin")
        self.fault = FaultLine(keeps_room=True)
        self.body.addWidget(self.fault)
        self.add_cancel()
        self.add_button("设置", "save", self._try, "main")

    def _field(self, label: str, name: str) -> QLineEdit:
        editor = named(QLineEdit(echoMode=QLineEdit.EchoMode.Password), name, label)
        editor.setMaxLength(32)
        self.body.addWidget(words(label, "field"))
        self.body.addWidget(editor)
        return editor

    def _try(self) -> None:
        if self.new.text() != self.again.text():
            self.fault.say("两次输入的 PIN 不一样")
            self.again.selectAll()
            self.again.setFocus()
            return
        desk = self._session.desk
        if self.fault.attempt(lambda: pins.prove(desk, desk.person.login, self.old.text())) is None:
            self.old.selectAll()
            self.old.setFocus()
            return
        if self.fault.attempt(self._set) is not None:
            tell(self, self._done, self.windowTitle())
            self.accept()

    def _set(self) -> Change:
        return self._session.tell(pins.set_pin(self._session.desk, self._person.login, self.new.text()))


def set_pin(parent: QWidget | None, session: Session, person: PersonView) -> bool:
    """Whether the PIN was set."""
    dialog = SetPin(parent, session, person)
    try:
        return dialog.exec() == Dialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()
