"""The focus goes back to the sheet after a button beside it was used."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ui.paper.desk_area import DeskArea
from ui.paper.entries import Spot
from ui.paper.sheet_view import SheetView


class Homing(QObject):
    """Remembers the cell used last."""

    def __init__(self, area: DeskArea, view: SheetView) -> None:
        super().__init__(view)
        self._area, self._view = area, view
        self._last: Spot | None = None
        view.entered.connect(self._note)

    def _note(self, spot: Spot) -> None:
        self._last = spot

    def soon(self) -> None:
        """Once Qt has moved the focus off the button that goes away."""
        QTimer.singleShot(0, self, self.now)

    def now(self) -> None:
        """To the cell used last where it is still there; the sheet does not scroll for it."""
        focused: QWidget | None = self._view.window().focusWidget()
        if not self._view.isVisible() or (focused is not None and self._view.isAncestorOf(focused)):
            return
        with self._area.still():
            if self._last is not None and self._last.name in self._view.cells:
                self._view.go_to(self._last)
            else:
                self._view.go_to_first()
