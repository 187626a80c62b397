"""A line of the workbench that tells of work that no list there shows, and leads to it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton

from ui.style import tokens
from ui.style.named import named
from ui.style.parts import panel, row, words


class WaitingStrip:
    """`frame` is hidden while there is nothing to tell."""

    def __init__(self, name: str, leads: QPushButton) -> None:
        self.frame, column = panel()
        named(self.frame, f"{name}_waiting")
        column.setContentsMargins(tokens.GAP, 4, 4, 4)
        self.said: QLabel = named(words(""), f"{name}_said")
        column.addLayout(row(self.said, None, leads))
        self.frame.hide()

    def put(self, said: str) -> None:
        self.said.setText(said)
        self.frame.setVisible(bool(said))
