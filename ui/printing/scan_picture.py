"""The picture of a scanned page, upright; it is read off the main thread."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from qcdesk.desk import Desk
from qcdesk.errors import DeskError
from qcdesk.services.papers.scan_list import ScanView
from ui.printing.paper_view import PaperView
from ui.session import Session
from ui.style import tokens
from ui.style.parts import button, row, words
from ui.tasks import Task, start

LONGEST = 2400
"""Pixels of the longer side: more than a person reads on a screen is let go."""
DPI = 205
"""What an A4 of that many has: at 100 % it is as large as the paper."""


class PagePicture(QWidget):
    """`seen` gives the scan whose picture is there to be looked at, 0 while there is none."""

    seen = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._task: Task | None = None
        self._shown = 0
        self.paper = PaperView(DPI)
        self.said = words("", "soft")
        self.none = words("", "soft", wrap=True)
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.none.setMargin(tokens.MARGIN)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.paper)
        self._stack.addWidget(self.none)
        column.addWidget(self._stack, 1)
        self._sizes = (
            button("适合宽度", "scan_fit", self.paper.fit_width, "quiet", "fit"),
            button("100%", "scan_full", partial(self.paper.zoom_to, 100), "quiet", "zoom-in"),
        )
        column.addLayout(row(self.said, None, *self._sizes))

    def show_page(self, scan: ScanView | None) -> None:
        if scan is None or scan.id == self._shown:
            return
        self._shown = scan.id
        if self._task is not None:
            self._task.cancel()
        self.paper.clear()
        self._stand_in("")
        self.seen.emit(0)
        self.said.setText("正在读图…")
        desk = self._session.desk
        self._task = start(self, lambda task: _upright(desk, scan), self._show, self._fail, desk=desk)

    def _show(self, picture: QImage) -> None:
        self.said.clear()
        self.paper.show_page(picture)
        self.seen.emit(self._shown)

    def _fail(self, error: DeskError) -> None:
        self._shown = 0
        self.said.clear()
        self._stand_in(error.sentence)

    def _stand_in(self, why: str) -> None:
        """Where there is no picture its place says why, on as many lines as that takes."""
        self.none.setText(why)
        self._stack.setCurrentWidget(self.none if why else self.paper)
        for one in self._sizes:
            one.setEnabled(not why)


def _upright(desk: Desk, scan: ScanView) -> QImage:
    """Its pixels are handed over as they are: a picture file between would take longer than the reading."""
    from forms import filing

    picture = filing.upright(desk, scan)
    picture.thumbnail((LONGEST, LONGEST))
    wide, high = picture.size
    pixels = QImage(picture.convert("RGBX").tobytes(), wide, high, 4 * wide, QImage.Format.Format_RGBX8888)
    return pixels.convertToFormat(QImage.Format.Format_RGB32)
