"""Hands for the screen tests: Chinese committed as an input method does, keys pressed, cells found by name."""

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from ui.paper.entries import Spot

LEFT = Qt.MouseButton.LeftButton


def focused() -> QWidget:
    """Where the keys go."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def commit(text: str, widget: QWidget | None = None) -> None:
    """Text as an input method gives it: composed first, then committed. Lines are parted by the Enter key."""
    target = widget or focused()
    for number, line in enumerate(text.split("\n")):
        if number:
            QTest.keyClick(target, Qt.Key.Key_Return)
        QCoreApplication.sendEvent(target, QInputMethodEvent("pin'yin", []))
        event = QInputMethodEvent()
        event.setCommitString(line)
        QCoreApplication.sendEvent(target, event)
    QCoreApplication.processEvents()


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(focused(), key, modifiers)
        QCoreApplication.processEvents()


def click(widget: QWidget, name: str) -> None:
    """On the button of that name."""
    found = widget.findChild(QPushButton, name)
    assert isinstance(found, QPushButton), f"no button {name}"
    QTest.mouseClick(found, LEFT)


def cell(page: QWidget, name: str) -> Any:
    """The editor of a value."""
    found = page.findChild(QWidget, name)
    assert found is not None, f"no editor {name}"
    return found


def into(page: Any, name: str, row: int = 0, column: str = "") -> Any:
    """To that cell of the sheet, as the keyboard comes there; its editor."""
    page.view.go_to(Spot(name, row, column))
    return cell(page, name)


def words(widget: QWidget) -> str:
    """All that its labels say."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def clipboard(text: str) -> None:
    QApplication.clipboard().setText(text)
    QCoreApplication.processEvents()
