"""Somebody else's change came first: what he wrote, what was typed here, and which of them stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.paper.entries import Entries, Spot, label_of
from ui.paper.keeper import Meeting
from ui.paper.parts import plain, push
from ui.style import tokens

SHOWN = 60


class Clash(NamedTuple):
    """One value that both changed, as words; `closed` is why the typed one cannot stay."""

    name: str
    label: str
    theirs: str
    mine: str
    closed: str = ""


def clashes(meeting: Meeting, entries: Entries, closed: Mapping[str, str]) -> list[Clash]:
    """Values both changed to something different, and typing in cells that are closed now."""
    mine = entries.overlay()
    found = []
    for name, raw in mine.items():
        if name in meeting.theirs or name in closed:
            saved = entries.base.get(name)
            field = entries.kind.field(name)
            words = raw if isinstance(raw, str) else field.show(entries.value(name))
            label = label_of(entries.kind, Spot(name))
            found.append(Clash(name, label, field.show(saved), words, closed.get(name, "")))
    return found


def only_theirs(meeting: Meeting, entries: Entries) -> list[str]:
    """Labels of what he changed and nobody typed over here."""
    mine = entries.overlay()
    names = [name for name in meeting.theirs if name not in mine and entries.kind.has(name)]
    return [label_of(entries.kind, Spot(name)) for name in names]


class StaleBanner(QFrame):
    """`take` asks for the other's value, `keep` leaves the typed one; `read` that all is decided."""

    take = Signal(str)
    keep = Signal(str)
    read = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stale_banner")
        self.setStyleSheet(
            f"QFrame#stale_banner {{ background: {tokens.WARN_TINT}; border: 0; border-bottom: 1px solid #EAD9B0; }}"
        )
        self._open: dict[str, list[QWidget]] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(tokens.GAP, tokens.SPACE, tokens.GAP, tokens.SPACE)
        self._words = _label("")
        self._words.setObjectName("stale_sentence")
        self._done = push("知道了", "stale_read")
        self._done.clicked.connect(self._close)
        top = QHBoxLayout()
        top.addWidget(self._words, 1)
        top.addWidget(self._done, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addLayout(top)
        self._rows: QWidget | None = None
        self.hide()

    @property
    def undecided(self) -> list[str]:
        return list(self._open)

    def show_meeting(self, meeting: Meeting, found: Sequence[Clash], others: Sequence[str]) -> None:
        lines = [meeting.sentence]
        if others:
            lines.append(f"他改了：{'、'.join(others)}（已经显示在单上）。")
        if found:
            lines.append("下面几格你们两个都写了，请逐格选留哪一个：")
        self._words.setText("\n".join(lines))
        self._fill(found)
        self._done.setVisible(not found)
        self.show()

    def _fill(self, found: Sequence[Clash]) -> None:
        if self._rows is not None:
            self._rows.deleteLater()
        self._open = {}
        self._rows = QWidget(self)
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(tokens.GAP)
        for row, clash in enumerate(found):
            self._open[clash.name] = self._row(grid, row, clash)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self._layout.addWidget(self._rows)

    def _row(self, grid: QGridLayout, row: int, clash: Clash) -> list[QWidget]:
        mine = clash.closed or f"您的：{_short(clash.mine)}"
        words: list[QWidget] = [_label(clash.label), _label(f"他的：{_short(clash.theirs)}"), _label(mine)]
        words[2].setToolTip(clash.mine)
        theirs = push("用他的", f"take_{clash.name}")
        theirs.clicked.connect(lambda: self._decide(clash.name, self.take.emit))
        widgets = [*words, theirs]
        if not clash.closed:
            keep = push("留我的", f"keep_{clash.name}")
            keep.clicked.connect(lambda: self._decide(clash.name, self.keep.emit))
            widgets.append(keep)
        for column, widget in enumerate(widgets):
            grid.addWidget(widget, row, column)
        return widgets

    def _decide(self, name: str, how: Callable[[str], object]) -> None:
        for widget in self._open.pop(name):
            widget.setEnabled(False)
        how(name)
        if not self._open:
            self._close()

    def put_away(self) -> None:
        self.hide()
        self._open = {}

    def _close(self) -> None:
        self.put_away()
        self.read.emit()


def _label(words: str) -> QLabel:
    label = plain(words)
    label.setWordWrap(True)
    label.setStyleSheet(f"color: {tokens.INK};")
    return label


def _short(words: str) -> str:
    line = words.replace("\n", " ")
    return (line[:SHOWN] + "…" if len(line) > SHOWN else line) or "（空）"
