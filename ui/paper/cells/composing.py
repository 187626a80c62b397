"""Input methods at a cell that nobody may write in: Qt lets them compose even where keys do nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QInputMethodEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    class _Editor(QWidget):
        def isReadOnly(self) -> bool: ...  # noqa: N802 - Qt's own name
else:
    _Editor = object


class Composing(_Editor):
    """Stands before QLineEdit or QTextEdit among a cell's bases."""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if self.isReadOnly():
            event.ignore()
        else:
            super().inputMethodEvent(event)
