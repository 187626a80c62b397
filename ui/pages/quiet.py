"""A page that is read at once says nothing of it; one that takes its time says that it is being read."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from ui.style.parts import Reading

CALM = 150
"""Milliseconds that nobody takes for a wait."""


class QuietReading(Reading):
    def __init__(self) -> None:
        self._slow = QTimer(singleShot=True, interval=CALM)
        super().__init__()
        self._slow.setParent(self)
        self._slow.timeout.connect(super().begin)

    def begin(self) -> None:
        self.clear()
        self._slow.start()

    def give_up(self) -> None:
        self._slow.stop()
        super().give_up()
