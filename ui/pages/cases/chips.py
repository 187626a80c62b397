"""One of a few words, or several, picked by mouse, arrow or digit: one stop of the Tab key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from qcdesk.canonical import Json
from ui.pages.flow import Flow
from ui.style import tokens
from ui.style.named import named

HERE = f'QPushButton[here="true"] {{ border: 2px solid {tokens.FOCUS}; padding: 0 11px; min-height: 24px; }}'
DIGITS = "1234567890"


class Chips(QWidget):
    """`typed` carries the word (an empty text for none), or the list of words where there may be several."""

    typed = Signal(object)

    def __init__(self, options: Sequence[str], several: bool = False) -> None:
        super().__init__()
        self._options, self._several = tuple(options), several
        self._at = 0
        self.closed = ""
        flow = Flow()
        flow.setSpacing(6)
        self.setLayout(flow)
        self._chips = [self._chip(at, word) for at, word in enumerate(self._options)]
        for chip in self._chips:
            flow.addWidget(chip)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setStyleSheet(HERE)
        self._flow = flow

    def _chip(self, at: int, word: str) -> QPushButton:
        chip = named(QPushButton(word), f"option_{at + 1}")
        chip.setProperty("look", "filter")
        chip.setCheckable(True)
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.setToolTip(f"按 {DIGITS[at]} 选这一项" if at < len(DIGITS) else "")
        chip.clicked.connect(lambda _=False: self._clicked(at))
        return chip

    def put(self, raw: Json) -> None:
        chosen = raw if isinstance(raw, list) else [raw]
        for word, chip in zip(self._options, self._chips, strict=True):
            chip.setChecked(word in chosen)

    def value(self) -> Json:
        chosen: list[Json] = [word for word, chip in zip(self._options, self._chips, strict=True) if chip.isChecked()]
        return chosen if self._several else (chosen[0] if chosen else "")

    def close_with(self, sentence: str) -> None:
        self.closed = sentence
        self.setToolTip(sentence)
        for chip in self._chips:
            chip.setEnabled(not sentence)

    def _clicked(self, at: int) -> None:
        """Qt has already toggled the chip."""
        self.setFocus()
        self._at = at
        if not self._several and self._chips[at].isChecked():
            for other, chip in enumerate(self._chips):
                chip.setChecked(other == at)
        self._show_here()
        self.typed.emit(self.value())

    def _toggle(self, at: int) -> None:
        if not self.closed and at < len(self._chips):
            self._chips[at].setChecked(not self._chips[at].isChecked())
            self._clicked(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self._at = (self._at + (1 if key == Qt.Key.Key_Right else -1)) % len(self._chips)
            self._show_here()
        elif text and text in DIGITS:
            self._toggle(DIGITS.index(text))
        elif key == Qt.Key.Key_Space:
            self._toggle(self._at)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.focusNextPrevChild(True)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        chosen = [at for at, chip in enumerate(self._chips) if chip.isChecked()]
        self._at = chosen[0] if chosen else self._at
        self._show_here()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_here()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many lines as the width asks for; a grid would give it one."""
        super().resizeEvent(event)
        self.setFixedHeight(self._flow.heightForWidth(event.size().width()))

    def _show_here(self) -> None:
        for at, chip in enumerate(self._chips):
            here = self.hasFocus() and at == self._at
            if bool(chip.property("here")) != here:
                chip.setProperty("here", here)
                chip.style().unpolish(chip)
                chip.style().polish(chip)
