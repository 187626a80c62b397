"""Who sits here? A list of people, a PIN, and a sentence when it does not fit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from qcdesk.errors import DeskError
from qcdesk.services.basics import office, people
from qcdesk.views import PersonView
from ui.dialogs.fault_line import FaultLine
from ui.pages.person_list import PersonList
from ui.session import Session
from ui.style import tokens
from ui.style.icons import pixmap
from ui.style.named import named
from ui.style.parts import button, panel, words


class PinForm(QWidget):
    """The chosen person and the PIN; `signed_in` follows when it fits."""

    signed_in = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._person: PersonView | None = None
        self._name, self._about = words("", "title"), words("", "soft", wrap=True)
        self.pin = named(QLineEdit(echoMode=QLineEdit.EchoMode.Password), "pin", "PIN")
        self.pin.setMaxLength(32)
        self.pin.setPlaceholderText("6 到 32 位")
        self.fault = FaultLine(keeps_room=True)
        self.enter = button("登录", "sign_in", self.try_pin, "main")
        self._lay()
        self.pin.returnPressed.connect(self.try_pin)
        self.pin.textEdited.connect(self.fault.silence)
        self.choose(None)

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE)
        column.addWidget(self._name)
        column.addWidget(self._about)
        column.addSpacing(tokens.GAP)
        label = words("PIN", "field")
        label.setBuddy(self.pin)
        column.addWidget(label)
        column.addWidget(self.pin)
        column.addWidget(self.fault)
        column.addSpacing(tokens.SPACE)
        column.addWidget(self.enter)
        column.addStretch(1)

    def choose(self, person: PersonView | None) -> None:
        self._person = person
        self._name.setText(person.name if person else "请选择姓名")
        self._about.setText("" if person else "在左边的名单里选，或输入姓名、拼音首字母。")
        self.pin.clear()
        self.pin.setEnabled(person is not None)
        self.enter.setEnabled(person is not None)
        self.fault.silence()
        if person is not None:
            self._tell_duties(person)

    def _tell_duties(self, person: PersonView) -> None:
        desk = self._session.desk
        labels = self.fault.attempt(lambda: [people.role_label(desk, role) for role in person.roles]) or []
        self._about.setText("　".join(part for part in (person.department, "、".join(labels)) if part))

    def try_pin(self) -> None:
        if self._person is None:
            return
        if not self.pin.text():
            self.fault.say("请输入 PIN")
            self.pin.setFocus()
            return
        try:
            self._session.sign_in(self._person.login, self.pin.text())
        except DeskError as error:
            self.fault.say(error.sentence)
            self.pin.selectAll()
            self.pin.setFocus()
            return
        self.pin.clear()
        self.signed_in.emit()


class SignIn(QWidget):
    """The first page of the window; `signed_in` follows with the login."""

    signed_in = Signal(str)

    def __init__(self, session: Session, last: str = "") -> None:
        super().__init__()
        self.setObjectName("page_sign_in")
        self._session = session
        self.last = last
        self.people = PersonList()
        self.form = PinForm(session)
        self._company = words("", "heading")
        self._lay()
        self.people.chosen.connect(self.form.choose)
        self.people.taken.connect(lambda _: self.form.pin.setFocus())
        self.form.signed_in.connect(self._done)
        self.refresh()

    def refresh(self) -> None:
        """People and company as they are now; whoever sat here last is chosen."""
        self._company.setText(office.view(self._session.desk).company)
        self.people.show_people(self._session.desk, self.last)
        self._wait_for_keys()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now does the page stand in its window; a focus set before is lost, and a PIN would be typed in clear."""
        super().showEvent(event)
        if not event.spontaneous():
            self._wait_for_keys()

    def event(self, event: QEvent) -> bool:
        """Whoever comes back to the window may have been added while it lay aside."""
        if event.type() == QEvent.Type.WindowActivate and self.isVisible():
            self.people.renew()
        return super().event(event)

    def _wait_for_keys(self) -> None:
        (self.form.pin if self.people.current() else self.people.filter).setFocus()

    def _done(self) -> None:
        self.signed_in.emit(self._session.person.login)

    def _lay(self) -> None:
        card, column = panel(28)
        card.setFixedWidth(760)
        card.setMinimumHeight(400)
        card.setMaximumHeight(470)
        column.setSpacing(tokens.MARGIN)
        column.addLayout(self._head())
        line = QHBoxLayout()
        line.setSpacing(36)
        self.people.setFixedWidth(340)
        line.addWidget(self.people)
        line.addWidget(self.form, 1)
        column.addLayout(line, 1)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(card, 100, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def _head(self) -> QHBoxLayout:
        mark = QLabel()
        mark.setPixmap(pixmap("qcdesk", 44))
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(self._company)
        text.addWidget(words("QCDesk · 品质办公桌", "small"))
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(mark)
        line.addLayout(text)
        line.addStretch(1)
        return line
