"""The list of scanned pages: where it is too narrow for a column of states, each stands below the name of its page."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent

from ui.pages.columns import RowsModel
from ui.pages.listing import Listing, high
from ui.pages.scans.work import COLUMNS
from ui.style import tokens

STATE, NAME = range(2)
SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)

Index = QModelIndex | QPersistentModelIndex


class _Pages(RowsModel):
    below = False

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        said, item = super().data(index, role), self.row(index.row())
        if item is None or not self.below or index.column() != NAME or role not in SAID:
            return said
        return f"{said}\n{item.said}"


class PageList(Listing):
    def __init__(self) -> None:
        self._pages = _Pages(COLUMNS)
        super().__init__(self._pages, "list_scans", "扫描页")
        self._pages.modelReset.connect(self._fit)
        self.horizontalHeader().sectionResized.connect(lambda *_: self._fit())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Rows of one height, but where the states stand in them."""
        before, self._pages.below = self._pages.below, self.isColumnHidden(STATE)
        if before or self._pages.below:
            for at in range(self._pages.rowCount()):
                self.setRowHeight(at, high(self, at) if self._pages.below else tokens.ROW)
