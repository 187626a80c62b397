"""The grey desk that the sheet lies on: scrolled, zoomed, the cell in use kept in sight."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QMoveEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget

from ui.paper.scale import LEAST, MARGIN, MOST, PER_MM
from ui.paper.sheet_view import SheetView
from ui.style import tokens

STEPS = (50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200)

EDGE = 24
"""Pixels kept between the cell in use and the edge of the window."""

SPARE = 64
"""Pixels above a sheet too short to be scrolled, for the strips that come and go above the desk."""


class DeskArea(QScrollArea):
    """`zoomed` carries the per cent the sheet is shown at now. The sheet stays where it is on the screen while strips
    above the desk come and go: a click must not land on another box. `fit_within`: no wider than the desk until
    somebody chooses a size."""

    zoomed = Signal(int)

    def __init__(self, view: SheetView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet_desk")
        self._view = view
        self._percent = 100
        self._fits = False
        self.fit_within = False
        self._follows = True
        self._pushed = 0
        self.setWidget(view)
        self.setWidgetResizable(False)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setStyleSheet(f"QScrollArea#sheet_desk {{ background: {tokens.DESK}; }}")
        self.viewport().setStyleSheet(f"background: {tokens.DESK};")
        self.verticalScrollBar().setSingleStep(32)
        corner = QWidget()
        corner.setStyleSheet(f"background: {tokens.DESK};")
        self.setCornerWidget(corner)
        self.verticalScrollBar().actionTriggered.connect(lambda: self._leave_above(0))
        view.caret_moved.connect(self._follow_caret)

    @contextmanager
    def still(self) -> Iterator[None]:
        """The focus moves, the sheet does not."""
        self._follows = False
        try:
            yield
        finally:
            self._follows = True

    @property
    def percent(self) -> int:
        return self._percent

    def zoom_to(self, percent: int) -> None:
        self._fits = self.fit_within = False
        self._show_at(percent)

    def zoom_by(self, steps: int) -> None:
        """To the next of the usual sizes."""
        ahead = [size for size in STEPS if size > self._percent] if steps > 0 else [
            size for size in reversed(STEPS) if size < self._percent]  # fmt: skip
        if ahead:
            self.zoom_to(ahead[0])

    def fit_width(self) -> None:
        """As wide as the desk, and so again when the window changes."""
        self._fits = True
        self._show_at(self._fitting())

    def _fitting(self) -> int:
        sheet = self._view.sheet
        room = self.viewport().width() - 2 * MARGIN
        return int(room / (sheet.width * PER_MM) * 100) if sheet is not None else self._percent

    def settle(self) -> None:
        """After the sheet has grown or shrunk."""
        if self._view.size() != self._view.minimumSize():
            self._view.resize(self._view.minimumSize())

    def _leave_above(self, pixels: int) -> None:
        margins = self.viewportMargins()
        if margins.top() != pixels:
            self.setViewportMargins(0, pixels, 0, 0)

    def _is_short(self) -> bool:
        return self._view.height() + SPARE <= self.height()

    def _hold_paper(self) -> None:
        """Takes up what the desk was pushed by: in the room above the sheet, then by scrolling."""
        pushed, self._pushed = self._pushed, 0
        bar = self.verticalScrollBar()
        stands = self.viewportMargins().top() - bar.value() - pushed
        if self._is_short():
            stands = min(stands, self.height() - self._view.height())
        self._leave_above(max(0, stands))
        bar.setValue(max(0, -stands))

    def _show_at(self, percent: int) -> None:
        percent = max(LEAST, min(MOST, percent))
        if percent == self._percent and self._view.size() == self._view.minimumSize():
            return
        bar = self.verticalScrollBar()
        middle = (bar.value() + self.viewport().height() / 2) / max(1, self._view.height())
        self._percent = percent
        self._view.set_percent(percent)
        self.settle()
        self._leave_above(SPARE if self._is_short() else 0)
        bar.setValue(round(middle * self._view.height() - self.viewport().height() / 2))
        self.zoomed.emit(percent)

    def _follow_caret(self, box: QRect) -> None:
        if not self._follows:
            return
        _bring(self.verticalScrollBar(), box.top(), box.bottom(), self.viewport().height())
        _bring(self.horizontalScrollBar(), box.left(), box.right(), self.viewport().width())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        if not self._is_short():
            self._leave_above(0)
        super().wheelEvent(event)

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._pushed += event.pos().y() - event.oldPos().y()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._pushed:
            self._hold_paper()
        if self._fits:
            self.fit_width()
        elif self.fit_within:
            self._show_at(min(100, self._fitting()))


def _bring(bar: QScrollBar, first: int, last: int, room: int) -> None:
    """Scrolls no further than needed; of what is larger than the room, the beginning is shown."""
    if last > bar.value() + room - EDGE:
        bar.setValue(min(last - room + EDGE, first - EDGE))
    elif first < bar.value() + EDGE // 2:
        bar.setValue(first - EDGE)
