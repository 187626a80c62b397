"""What the card of F1 promises runs while the cursor stands in a cell of a sheet."""

import factory
import hands
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.dialogs.shortcuts import LEFT, RIGHT
from ui.keys import OURS
from ui.paper.entries import Spot

PASSED_ON = ("Ctrl+Z", "Ctrl+Y")
"""By the cells themselves, over the whole sheet."""


def promised() -> list[str]:
    """Every key with Ctrl, Alt or F of the groups that hold on a sheet or in a case."""
    lines = [keys for groups in (LEFT, RIGHT) for title, lines in groups if title in ("到处", "单子上", "案件里")
             for keys, _ in lines]  # fmt: skip
    found: list[str] = []
    for keys in lines:
        for one in keys.replace(" / 减号", " / Ctrl+-").replace("加号", "+").replace("←", "Left").split(" / "):
            found += [f"Ctrl+{digit}" for digit in range(1, 10)] if "…" in one else [one]
    return [keys for keys in found if "Tab" not in keys]


@pytest.fixture
def page(seated, qtbot):
    window = seated("merch")
    made = window.shell.open_record(factory.draft(window.session.desk))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QApplication.processEvents()
    return made


def asks_for_itself(widget: QWidget, keys: str) -> bool:
    """Whether the widget takes the key before a shortcut may run."""
    pressed = QKeySequence(keys)[0]
    event = QKeyEvent(QEvent.Type.ShortcutOverride, pressed.key(), pressed.keyboardModifiers())
    event.ignore()
    QCoreApplication.sendEvent(widget, event)
    return event.isAccepted()


def test_every_promised_key_is_the_windows_own() -> None:
    assert {*promised(), "Ctrl+="} == {*OURS, *PASSED_ON}


@pytest.mark.parametrize("name", ["customer", "description"])
def test_no_cell_takes_a_promised_key_for_itself(page, name) -> None:
    page.view.go_to(Spot(name))
    QApplication.processEvents()
    assert hands.focused().objectName() == name
    assert [keys for keys in promised() if asks_for_itself(hands.focused(), keys)] == []


@pytest.mark.parametrize("name", ["pdf", "excel", "print", "preview", "next_fault", "copy"])
def test_the_tools_of_the_sheet_run_from_a_cell(page, name) -> None:
    page.view.go_to(Spot("customer"))
    QApplication.processEvents()
    asked: list[str] = []
    page.tools.wanted.disconnect()
    page.tools.wanted.connect(asked.append)
    action = page.findChild(QAction, f"action_{name}")
    pressed = action.shortcut()[0]
    QTest.keyClick(hands.focused(), pressed.key(), pressed.keyboardModifiers())
    assert asked == [name]
