"""The cell of a column with printed options, written in as a line: a number key takes an option as well."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from qcdesk.fields import Choice
from ui.paper.cells.line_cell import LineCell
from ui.paper.cells.option_keys import line_keys, picked


class ChoiceLine(LineCell):
    """A number is part of the words while others are typed."""

    def __init__(self, field: Choice, name: str, label: str, parent: QWidget) -> None:
        super().__init__(field, name, label, parent)
        self._options = list(line_keys([zh for zh, _ in field.options]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        whole = self.text() in ("", self.selectedText(), *self._options)
        option = picked(self._options, event) if whole and not self.isReadOnly() else ""
        if not option:
            super().keyPressEvent(event)
            return
        if self.proposals is not None:
            self.proposals.close()
        self.setText(option)
        self.selectAll()
