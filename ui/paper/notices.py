"""Narrow strips between the bars and the sheet: what was brought back, what was refused, what does not fit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from forms.fill import UNSOUND
from qcdesk.errors import DeskError, placed
from qcdesk.views import SignatureView
from ui.paper.entries import Misfit, Spot
from ui.paper.parts import plain, push
from ui.style import tokens

RED, ORANGE = (tokens.BAD, tokens.BAD_TINT), (tokens.WARN, tokens.WARN_TINT)


class Strip(QFrame):
    """A sentence and a few buttons on a tinted ground; `used` follows a click on any of them."""

    used = Signal()

    def __init__(self, name: str, ink: str, ground: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.words = plain("", f"{name}_words")
        self.words.setWordWrap(True)
        self.dress(ink, ground)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(tokens.GAP, 5, tokens.GAP, 5)
        self.row.setSpacing(tokens.SPACE)
        self.row.addWidget(self.words, 1)
        self.hide()

    def dress(self, ink: str, ground: str) -> None:
        line = f"border: 0; border-bottom: 1px solid {tokens.LINE};"
        self.setStyleSheet(f"QFrame#{self.objectName()} {{ background: {ground}; {line} }}")
        self.words.setStyleSheet(f"color: {ink};")

    def add(self, words: str, name: str) -> QPushButton:
        button = push(words, name)
        button.setProperty("look", "quiet")
        button.setStyleSheet("min-height: 24px;")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self.used)
        self.row.addWidget(button)
        return button

    def say(self, words: str) -> None:
        self.words.setText(words)
        self.setVisible(bool(words))


class RestoredStrip(Strip):
    """Unsaved typing was brought back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("restored", tokens.ACCENT_DEEP, tokens.ACCENT_TINT, parent)
        self.discard = self.add("放弃", "discard")
        self.add("知道了", "restored_read").clicked.connect(self.hide)


class RefusedStrip(Strip):
    """The last thing asked for was not done, and why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("refused", tokens.BAD, tokens.BAD_TINT, parent)
        self.add("知道了", "refused_read").clicked.connect(self.hide)

    def tell(self, error: DeskError | str) -> None:
        self.say(error.sentence if isinstance(error, DeskError) else error)


class UnsoundBar(Strip):
    """Signatures that no longer fit what stands on the sheet; stays as long as they do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("unsound", tokens.INK_ON_ACCENT, tokens.BAD, parent)

    def show_signatures(self, signatures: Sequence[SignatureView]) -> None:
        names = [f"{item.label} {item.name}" for item in signatures if not item.sound]
        advice = "的签名和单上的内容对不上。请到“系统→核对”查明改了什么，再退回重签。"
        self.say(f"{UNSOUND}：{'、'.join(names)}{advice}" if names else "")


class FaultBar(Strip):
    """How many cells do not fit, orange where all of it can be saved; `wanted` asks for the next one."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("faults", *RED, parent)
        self._red = True
        self._misfits: Sequence[Misfit] = ()
        self._at = -1
        self.add("下一处（F8）", "next_fault").clicked.connect(self.next)

    @property
    def misfits(self) -> Sequence[Misfit]:
        return self._misfits

    def show_misfits(self, misfits: Sequence[Misfit]) -> None:
        if [one.spot for one in misfits] != [one.spot for one in self._misfits]:
            self._at = -1
        self._misfits = misfits
        if not misfits:
            self.say("")
            return
        first = misfits[max(self._at, 0)]
        kept = sum(one.keeps_out for one in misfits)
        if bool(kept) != self._red:
            self._red = bool(kept)
            self.dress(*(RED if kept else ORANGE))
        lead = f"{kept} 格还不能保存" if kept else f"{len(misfits)} 处要核对"
        self.say(f"{lead}　{placed(first.label, first.sentence)}")

    def next(self) -> None:
        """Round and round over all of them."""
        if self._misfits:
            self._at = (self._at + 1) % len(self._misfits)
            self.show_misfits(self._misfits)
            self.wanted.emit(self._misfits[self._at].spot)

    def spots(self) -> list[Spot]:
        return [one.spot for one in self._misfits]
