"""What stands in place of the desk when it cannot be opened: the sentence, and the ways out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from qcdesk.errors import Unavailable
from ui.dialogs.fit import resize_within
from ui.dialogs.frame import sentence
from ui.style import tokens
from ui.style.icons import mark, pixmap
from ui.style.parts import button, panel, row, scrolling, words


class Trouble(QWidget):
    """`again` asks for another try, `elsewhere` gives another folder."""

    again = Signal()
    elsewhere = Signal(str)

    def __init__(self, home: Path, error: Unavailable) -> None:
        super().__init__()
        self.setObjectName("page_trouble")
        self.setWindowTitle("QCDesk")
        self.setWindowIcon(mark())
        resize_within(self, 820, 480)
        self._home = home
        card, column = panel(32)
        card.setFixedWidth(560)
        picture = QLabel()
        picture.setPixmap(pixmap("warning", 36, tokens.WARN))
        column.addWidget(picture)
        column.addWidget(words("现在打不开办公室的数据", "title"))
        column.addWidget(sentence(error.sentence))
        column.addWidget(sentence(f"数据文件夹：{home}", "small"))
        column.addSpacing(tokens.GAP)
        leave = button("退出", "quit", self.close)
        choose = button("选择文件夹…", "choose", self._choose)
        again = button("重试", "retry", self.again.emit, "main")
        again.setDefault(True)
        column.addLayout(row(leave, None, choose, again))
        self._lay(card)
        again.setFocus()

    def _lay(self, card: QWidget) -> None:
        """A long sentence makes the card higher, a low screen scrolls."""
        inside = QWidget()
        outer = QVBoxLayout(inside)
        outer.addStretch(2)
        outer.addLayout(row(None, card, None))
        outer.addStretch(3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inside))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "数据放在哪个文件夹？", str(self._home.parent))
        if chosen:
            self.elsewhere.emit(chosen)
