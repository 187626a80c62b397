"""Lists to choose from and numbers to set that a wheel on its way down a page leaves alone."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSpinBox


class Chooser(QComboBox):
    """The wheel goes to what scrolls around it: nobody chooses a signer by scrolling past him."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Number(QSpinBox):
    """As `Chooser`; set by keys, by its arrows and by typing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
