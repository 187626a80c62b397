"""The main window: the sign-in page or the desk, the keys that work everywhere, and the lock after idle time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from ui.dialogs.fit import resize_within
from ui.dialogs.message import telling
from ui.idle import IdleWatch
from ui.keys import WindowKeys
from ui.pages.sign_in import SignIn
from ui.session import Session
from ui.style.icons import mark

if TYPE_CHECKING:
    from ui.pages.shell import Shell

SMALLEST = (860, 460)
FIRST_SIZE = (1320, 740)
MOST_PAGES = 9
SOON = 120
"""Milliseconds after the first show, when what comes behind the sign-in page is loaded: while the PIN is typed."""


class MainWindow(QMainWindow):
    """Geometry, the last person and the idle time are remembered in the desk's home."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.remembered = QSettings(str(session.desk.home / "window.ini"), QSettings.Format.IniFormat)
        self.setObjectName("main_window")
        self.setWindowTitle("QCDesk")
        self.setWindowIcon(mark())
        self.setMinimumSize(*SMALLEST)
        self.root = QStackedWidget()
        self.setCentralWidget(self.root)
        self.sign_in = SignIn(session, str(self.remembered.value("last_person", "")))
        self.root.addWidget(self.sign_in)
        self.shell: Shell | None = None
        self.sign_in.signed_in.connect(self._seated)
        self.idle = IdleWatch(self.remembered, self.lock, self)
        self._bind_keys()
        self.keys = WindowKeys(self)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._sense)
        self._restore_place()

    def seat(self, login: str, pin: str) -> None:
        """Signs in as the sign-in page does; raises Refused."""
        self.session.sign_in(login, pin)
        self._seated(login)

    def _seated(self, login: str, at: QWidget | None = None) -> None:
        """At the workbench, or at the record that is open."""
        self.remembered.setValue("last_person", login)
        self.sign_in.last = login
        shell = self.desk()
        if at is None:
            shell.go("workbench")
        self.root.setCurrentWidget(shell)
        self.idle.start()

    def desk(self) -> Shell:
        """The desk behind the sign-in page, made when first needed."""
        from ui.pages.shell import Shell

        if self.shell is None:
            self.shell = Shell(self.session)
            self.shell.titled.connect(lambda title: self.setWindowTitle(f"{title} – QCDesk"))
            self.shell.top.asked.connect(lambda name: getattr(self, name)())
            self.root.addWidget(self.shell)
        return self.shell

    def change_person(self) -> None:
        """Another person sits down: at the sheet that is open, to sign it next, else at the workbench. What the one
        before had not saved stays his, as a kept draft."""
        from ui.dialogs.change_person import change_person

        before = self.session.person.login
        with telling(self):
            if self.shell and change_person(self, self.session) and self.session.person.login != before:
                self._seated(self.session.person.login, at=self.shell.record)

    def set_pin(self) -> None:
        from ui.dialogs.set_pin import set_pin

        set_pin(self, self.session, self.session.person)

    def set_hand(self) -> None:
        from ui.pages.system.people_hand import set_hand

        with telling(self):
            set_hand(self, self.session)

    def show_deputies(self) -> None:
        from ui.pages.system.people_deputies import show_deputies

        with telling(self):
            show_deputies(self, self.session)

    def lock(self) -> None:
        """Covers the window until somebody has given a PIN; another person finds the workbench."""
        from ui.dialogs.lock import ask_back

        before = self.session.person.login
        if not before:
            return
        self.idle.stop()
        ask_back(self, self.session)
        if self.session.person.login != before:
            self._seated(self.session.person.login)
        elif self.shell is not None:
            self.shell.look()
        self.idle.start()

    def _sense(self, state: Qt.ApplicationState) -> None:
        """Whoever comes back from another program finds what others did meanwhile."""
        if state == Qt.ApplicationState.ApplicationActive and self.shell is not None:
            self.shell.look()

    def sign_out(self) -> None:
        """Back to the sign-in page."""
        self.idle.stop()
        if self.shell is not None:
            self.root.removeWidget(self.shell)
            self.shell.hide()
            self.shell.deleteLater()
            self.shell = None
        self.setWindowTitle("QCDesk")
        self.session.sign_out()
        self.root.setCurrentWidget(self.sign_in)
        with telling(self):
            self.sign_in.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(SOON, self, self._get_ready)

    def _get_ready(self) -> None:
        import ui.pages.shell  # noqa: F401 - loaded here, made at the sign-in

        _ = self.session.shelf.forms

    def closeEvent(self, event: QCloseEvent) -> None:
        self.remembered.setValue("geometry", self.saveGeometry())
        self.remembered.sync()
        self.idle.stop()
        super().closeEvent(event)

    def _restore_place(self) -> None:
        geometry = self.remembered.value("geometry")
        if geometry is None or not self.restoreGeometry(geometry):
            resize_within(self, *FIRST_SIZE)

    def _bind_keys(self) -> None:
        for number in range(MOST_PAGES):
            self._key(f"Ctrl+{number + 1}", lambda number=number: self._go_to(number))
        for keys, act in (
            ("Ctrl+F", "focus_search"), ("Ctrl+K", "focus_search"), ("Alt+Left", "leave_record"), ("F5", "renew"),
        ):  # fmt: skip
            self._key(keys, lambda act=act: self.shell and getattr(self.shell, act)())
        self._key("Ctrl+N", self._new_sheet)
        self._key("Ctrl+Shift+N", self._take_in)
        self._key("Ctrl+L", self.change_person)
        self._key("Ctrl+Shift+L", self.lock)
        self._key("F1", self._show_keys)

    def _key(self, keys: str, act: object) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _go_to(self, number: int) -> None:
        from ui.pages.places import PLACES

        if self.shell and number < len(PLACES):
            self.shell.go(PLACES[number].name)

    def _new_sheet(self) -> None:
        from ui.dialogs.new_sheet import choose_form

        code = choose_form(self, self.session) if self.shell else None
        if code and self.shell:
            self.shell.new_sheet(code)

    def _take_in(self) -> None:
        if self.shell:
            self.shell.take_in()

    def _show_keys(self) -> None:
        from ui.dialogs.shortcuts import show_keys

        show_keys(self)
