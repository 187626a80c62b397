"""A PySide6 that loses a reference to None on each void call ends the program after some thousand calls."""

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 20_000
NOISE = 500


def test_void_calls_leave_the_references_to_none_alone(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        label.setEnabled(True)
    assert abs(sys.getrefcount(None) - before) < NOISE
