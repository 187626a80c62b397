"""The line above the scanned pages that tells what the watched folder could not take in, until somebody has seen it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ui.dialogs.message import tell
from ui.refused_files import RefusedFile
from ui.style import tokens
from ui.style.parts import button, row, words


class RefusedStrip(QFrame):
    """Hidden while there is nothing to tell; `seen` once somebody says so."""

    seen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("refused_files")
        self.setProperty("look", "panel")
        self._found: tuple[RefusedFile, ...] = ()
        self.said = words("", "fault", wrap=True)
        self.every = button("全部…", "every_refused", self._tell_all, "quiet")
        line = row(self.said, self.every, button("知道了", "refused_seen", self.seen.emit, "quiet"))
        line.setStretchFactor(self.said, 1)
        line.setContentsMargins(tokens.GAP, 4, tokens.GAP, 4)
        self.setLayout(line)
        self.hide()

    def put(self, found: Sequence[RefusedFile]) -> None:
        self._found = tuple(found)
        count = len(found)
        self.said.setText(f"监视文件夹有 {count} 个文件没有收进来：{found[-1].sentence}" if found else "")
        self.every.setVisible(count > 1)
        self.setVisible(bool(found))

    def _tell_all(self) -> None:
        tell(self.window(), "\n".join(one.sentence for one in self._found), "没有收进来的文件")
