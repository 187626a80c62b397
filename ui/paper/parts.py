"""Labels and buttons with the names that tests and screen readers know them by."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton


def push(words: str, name: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    return button


def tool(name: str, words: str, checkable: bool = False) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setText(words)
    button.setAccessibleName(words)
    button.setCheckable(checkable)
    return button


def plain(words: str, name: str = "") -> QLabel:
    """Words that are never read as markup."""
    label = QLabel(words)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
