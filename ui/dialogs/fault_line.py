"""The line below what was typed that says what stands against it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QLabel

from qcdesk.errors import DeskError
from ui.dialogs.frame import as_sentence

T = TypeVar("T")


class FaultLine(QLabel):
    """Hidden while it has nothing to say; one that keeps its room moves nothing around it when it speaks."""

    def __init__(self, keeps_room: bool = False) -> None:
        super().__init__()
        self.setObjectName("fault")
        as_sentence(self, "fault")
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(keeps_room)
        self.setSizePolicy(policy)
        self.hide()

    def say(self, text: str) -> None:
        self.setText(text)
        self.setVisible(bool(text))

    def silence(self) -> None:
        self.say("")

    def attempt(self, act: Callable[[], T]) -> T | None:
        """What the act gives; None where it was refused, and its sentence stands here."""
        try:
            given = act()
        except DeskError as error:
            self.say(error.sentence)
            return None
        self.silence()
        return given
