"""相关案件 on 概况: one line for each case or shared 8D, with whose goods it is about and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout

from qcdesk.services.problems.related import Related
from ui.pages.cases.columns import state_tone
from ui.style import tokens
from ui.style.parts import button, words

ABOVE = Qt.AlignmentFlag.AlignTop


class RelatedCard(QFrame):
    """`wanted` carries the record of a line whose number was pressed."""

    wanted = Signal(int)

    def __init__(self, lines: Sequence[Related]) -> None:
        super().__init__()
        self.setObjectName("related")
        self.setProperty("look", "panel")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(tokens.SPACE)
        column.addWidget(words("相关案件", "heading"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(tokens.GAP)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(3, 1)
        for at, line in enumerate(lines):
            self._add(at, line)
        column.addLayout(self._grid)

    def _add(self, at: int, line: Related) -> None:
        open_it = button(line.number, f"open_{line.number}", partial(self._open, line.id), "quiet")
        open_it.setEnabled(line.id is not None)
        about = words("　".join(filter(None, (line.customer, line.product))))
        said = words("：".join(filter(None, (line.how, line.why))), "soft", wrap=True)
        self._grid.addWidget(open_it, at, 0, ABOVE)
        if line.state_label:
            self._grid.addWidget(_state(line), at, 1, ABOVE | Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(about, at, 2, ABOVE)
        self._grid.addWidget(said, at, 3, ABOVE)
        for label in (about, said):
            label.setContentsMargins(0, 7, 0, 0)

    def _open(self, record: int | None) -> None:
        if record is not None:
            self.wanted.emit(record)


def _state(line: Related) -> QLabel:
    tone = state_tone(line.state)
    chip = words(line.state_label)
    chip.setStyleSheet(f"background: {tone.ground}; color: {tone.ink}; border-radius: 9px; padding: 2px 10px;"
                       f"font-size: {tokens.TEXT_SMALL}px; margin-top: 5px;")  # fmt: skip
    return chip
