"""The picture of a scanned page, upright; it is read off the main thread."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qcdesk.desk import Desk
from qcdesk.errors import DeskError
from qcdesk.services.papers.scan_list import ScanView
from ui.pages.parts import button, row, words
from ui.printing.paper_view import PaperView
from ui.session import Session
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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.paper, 1)
        fit = button("适合宽度", "scan_fit", self.paper.fit_width, "quiet", "fit")
        full = button("100%", "scan_full", partial(self.paper.zoom_to, 100), "quiet", "zoom-in")
        column.addLayout(row(self.said, None, fit, full))

    def show_page(self, scan: ScanView | None) -> None:
        if scan is None or scan.id == self._shown:
            return
        self._shown = scan.id
        if self._task is not None:
            self._task.cancel()
        self.paper.clear()
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
        self.said.setText(error.sentence)


def _upright(desk: Desk, scan: ScanView) -> QImage:
    """Its pixels are handed over as they are: a picture file between would take longer than the reading."""
    from forms import filing

    picture = filing.upright(desk, scan)
    picture.thumbnail((LONGEST, LONGEST))
    wide, high = picture.size
    pixels = QImage(picture.convert("RGBX").tobytes(), wide, high, 4 * wide, QImage.Format.Format_RGBX8888)
    return pixels.convertToFormat(QImage.Format.Format_RGB32)
