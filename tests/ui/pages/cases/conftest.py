"""A person at the page of a case: fills in fields, presses steps, signs with the PIN."""

from collections.abc import Callable
from typing import Any

import factory
import hands
import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from qcdesk.desk import Desk
from ui.pages.cases.chips import Chips
from ui.window import MainWindow


class Person:
    """Sits down at a case of the window."""

    def __init__(self, window: MainWindow, qtbot: Any, in_dialog: Callable[..., None]) -> None:
        self.window, self._qtbot, self._in_dialog = window, qtbot, in_dialog

    @property
    def desk(self) -> Desk:
        return self.window.session.desk

    def at(self, login: str, case: int) -> Any:
        self.window.seat(login, factory.PIN)
        page = self.window.shell.open_record(case)
        QApplication.processEvents()
        return page

    def tab(self, page: Any, name: str) -> Any:
        page.go_to(name)
        return next(one for one in page.pages if name == one.NAME)

    def fill(self, page: Any, **values: Any) -> None:
        for name, value in values.items():
            editor = page.next.findChild(QWidget, name)
            assert editor is not None, f"no editor {name}"
            write(self._qtbot, editor, value)

    def step(self, page: Any, action: str, reason: str = "") -> None:
        page._show_steps()
        button = page.head.buttons[action]
        assert button.isEnabled(), button.toolTip()
        self._in_dialog(lambda dialog: self.sign(dialog, reason))
        self._qtbot.mouseClick(button, hands.LEFT)

    def sign(self, dialog: QWidget, reason: str = "") -> None:
        if reason:
            dialog.findChild(QPlainTextEdit, "reason").setPlainText(reason)
        dialog.findChild(QLineEdit, "pin").setText(factory.PIN)
        hands.click(dialog, "sign")

    def line(self, press: QPushButton, **values: Any) -> None:
        """Presses a button, fills the dialog of a line, saves."""

        def answer(dialog: QWidget) -> None:
            for name, value in values.items():
                write(self._qtbot, dialog.findChild(QWidget, name), value)
            hands.click(dialog, "save_line")
            if dialog.isVisible():
                self.refused = dialog.findChild(QLabel, "fault").text()
                dialog.reject()

        self.refused = ""
        self._in_dialog(answer)
        self._qtbot.mouseClick(press, hands.LEFT)


def write(qtbot: Any, editor: QWidget, value: Any) -> None:
    if isinstance(editor, Chips):
        wanted = value if isinstance(value, list) else [value]
        for chip in editor.findChildren(QPushButton):
            if (chip.text() in wanted) != chip.isChecked() and (chip.text() in wanted or isinstance(value, list)):
                qtbot.mouseClick(chip, hands.LEFT)
    elif isinstance(editor, QCheckBox):
        editor.setChecked(bool(value))
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(str(value))
    else:
        assert isinstance(editor, QLineEdit)
        editor.setText(str(value))
        editor.left.emit()


@pytest.fixture
def person(window: MainWindow, qtbot: Any, in_dialog: Callable[..., None]) -> Person:
    return Person(window, qtbot, in_dialog)
