"""The cover over a window that was left alone: the same person comes back with the PIN, or another sits down."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from qcdesk.services.basics import pins
from ui.dialogs.change_person import change_person
from ui.dialogs.fault_line import FaultLine
from ui.dialogs.message import telling
from ui.session import Session
from ui.style import tokens
from ui.style.icons import pixmap
from ui.style.named import named
from ui.style.parts import button, panel, row, words


class Lock(QDialog):
    """Cannot be closed without a PIN; covers its window and moves with it."""

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window, Qt.WindowType.FramelessWindowHint)
        self.setObjectName("lock")
        self.setWindowTitle("已锁定")
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._window, self._session = window, session
        self.pin = named(QLineEdit(echoMode=QLineEdit.EchoMode.Password), "pin", "PIN")
        self.pin.setMaxLength(32)
        self.fault = FaultLine(keeps_room=True)
        self._lay()
        self._cover()
        window.installEventFilter(self)
        self.pin.setFocus()

    def reject(self) -> None:
        """Escape does not lead past a lock."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._try()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._cover()
        return False

    def _cover(self) -> None:
        corner = self._window.mapToGlobal(self._window.rect().topLeft())
        self.setGeometry(corner.x(), corner.y(), self._window.width(), self._window.height())

    def _try(self) -> None:
        login = self._session.person.login
        if self.fault.attempt(lambda: pins.prove(self._session.desk, login, self.pin.text())) is None:
            self.pin.selectAll()
        else:
            self.accept()

    def _change(self) -> None:
        with telling(self):
            if change_person(self, self._session):
                self.accept()

    def _lay(self) -> None:
        card, column = panel(32)
        card.setFixedWidth(400)
        column.setSpacing(10)
        picture = QLabel()
        picture.setPixmap(pixmap("lock", 40, tokens.ACCENT))
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        name = words(self._session.person.name, "title")
        about = words("已锁定。打的字都还在。", "soft")
        for label in (name, about):
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(tokens.SPACE)
        self.pin.setPlaceholderText("PIN")
        column.addWidget(self.pin)
        column.addWidget(self.fault)
        change = button("换人", "change_person", self._change, "quiet", "switch")
        unlock = button("解锁", "unlock", self._try, "main")
        for one in (change, unlock):
            one.setAutoDefault(False)
        column.addLayout(row(change, None, unlock))
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)


def ask_back(window: QWidget, session: Session) -> None:
    """Waits until somebody has given a PIN."""
    dialog = Lock(window, session)
    try:
        dialog.exec()
    finally:
        window.removeEventFilter(dialog)
        dialog.deleteLater()
