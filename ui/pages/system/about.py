"""关于: which version this is, where its data lies, and whose work it stands on."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

import qcdesk
from qcdesk.services.basics import upkeep
from ui.session import Session
from ui.style import tokens
from ui.style.icons import pixmap
from ui.style.named import named
from ui.style.parts import panel, scrolling, words

SIDE = 400
FORMS = "表单"
"""The report names every edition, which is for a terminal."""


class AboutSheet(QWidget):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("about_sheet")
        self._session = session
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(tokens.GAP)
        self._facts.setVerticalSpacing(tokens.SPACE)
        self._facts.setColumnStretch(1, 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.GAP)
        left, column = panel(20)
        left.setFixedWidth(SIDE)
        inside = QWidget()
        told = QVBoxLayout(inside)
        told.setContentsMargins(0, 0, 0, 0)
        told.addLayout(_mark())
        told.addSpacing(tokens.GAP)
        told.addLayout(self._facts)
        told.addStretch(1)
        column.addWidget(scrolling(inside))
        right, aside = panel(20)
        aside.addWidget(words("所用的开源软件与字体", "heading"))
        shown = named(QPlainTextEdit(notice(), readOnly=True), "notice")
        shown.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        aside.addWidget(shown)
        line.addWidget(left)
        line.addWidget(right, 1)

    def refresh(self) -> None:
        if self._facts.count():
            return
        kinds = f"{len(self._session.shelf.kinds.current)} 种"
        for number, (name, found) in enumerate(upkeep.report(self._session.desk)):
            value = kinds if name == FORMS else found
            self._facts.addWidget(words(name, "soft"), number, 0)
            self._facts.addWidget(words(value, "", wrap=True), number, 1)


def notice() -> str:
    """The third-party notices that come with the program."""
    beside = Path(getattr(sys, "_MEIPASS", Path(__file__).parents[3])) / "NOTICE"
    if beside.is_file():
        return _tidied(beside.read_text(encoding="utf-8"))
    from importlib.metadata import PackageNotFoundError, files

    try:
        found = next((item for item in files("qcdesk") or [] if item.name == "NOTICE"), None)
    except PackageNotFoundError:
        found = None
    return _tidied(found.read_text(encoding="utf-8")) if found else "见随程序的 NOTICE 文件。"


def _tidied(text: str) -> str:
    """Columns made of blanks do not line up in a proportional face."""
    return re.sub(r"(?<=\S) {2,}", "　·　", text)


def _mark() -> QVBoxLayout:
    column = QVBoxLayout()
    picture = QLabel()
    picture.setPixmap(pixmap("qcdesk", 56))
    for widget in (picture, words("QCDesk", "title"), words(f"版本 {qcdesk.__version__}　MIT 许可", "soft")):
        column.addWidget(widget)
    return column
