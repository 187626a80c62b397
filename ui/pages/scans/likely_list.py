"""The copies that a flagged page may be of, each row as high as what speaks for it, which is read whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QResizeEvent

from qcdesk.services.papers.probable import Likely
from ui.pages.columns import Column, RowsModel
from ui.pages.listing import Listing, high
from ui.style import tokens

SHOWN = 5


def _named(one: Likely) -> str:
    page = f" · {one.page}/{one.copy.pages} 页" if one.copy.pages > 1 else ""
    return f"{one.copy.named}{page}"


COLUMNS = (Column("可能是", 150, _named, grow=2), Column("依据", 90, lambda one: one.said, grow=1))


class LikelyList(Listing):
    def __init__(self) -> None:
        super().__init__(RowsModel(COLUMNS), "list_likely", "可能是哪一份")

    def put(self, found: Sequence[Likely]) -> None:
        """Nothing is chosen."""
        self.rows.put(found)
        self.setCurrentIndex(QModelIndex())
        self._fit()

    def chosen(self) -> Likely | None:
        """The row that is marked; one that only has the cursor is not chosen."""
        rows = self.selectionModel().selectedRows()
        found = self.rows.row(rows[0].row()) if rows else None
        return found if isinstance(found, Likely) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _fit(self) -> None:
        """Rows as high as their words, the list as high as its first rows, but leaving room for what is asked below."""
        heights = [high(self, at) for at in range(self.rows.rowCount())]
        for at, height in enumerate(heights):
            self.setRowHeight(at, height)
        first = heights[0] if heights else tokens.ROW
        shown = max(first, min(sum(heights[:SHOWN]), SHOWN * tokens.ROW))
        self.setFixedHeight(self.horizontalHeader().height() + shown + 2)
