"""Columns of a list and the model of a short one that is read at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from qcdesk.services.sheets.search import Row
from ui.style.tokens import Tone, tone_of

TONE = Qt.ItemDataRole.UserRole + 1
"""The role under which a cell gives the Tone of its chip."""

UNSAVED = "未保存"
"""Of a record in which the person has typed what is not saved."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Column:
    """`width` is the least in pixels; of what a wide window has left the highest `grow` is served first, after those
    that are to be seen `whole`. A narrow one hides the column of the highest `spare` first, and before it cuts one that
    is to be seen whole. A `firm` one, which has no `grow`, is cut after all others: a number, a day, a count
    (widths.py).
    `order` is what search sorts by."""

    title: str
    width: int
    text: Callable[[Any], str]
    order: str = ""
    tone: Callable[[Any], Tone | None] | None = None
    grow: int = 0
    spare: int = 0
    whole: bool = False
    tip: Callable[[Any], str] | None = None
    """What the mouse is told beyond the words of the cell."""

    @property
    def firm(self) -> bool:
        return not self.grow


def of_records(*names: str) -> tuple[Column, ...]:
    """The usual columns of a list of records, by name."""
    return tuple(RECORD_COLUMNS[name] for name in names)


def titled(row: Row) -> str:
    return row.number or f"草稿 {row.id}"


def stands(row: Row) -> str:
    return f"{row.state_label} · {UNSAVED}" if row.unsaved else row.state_label


RECORD_COLUMNS = {
    "number": Column("编号", 118, titled, "number"),
    "title": Column("表单", 168, lambda row: row.title, "form", grow=1),
    "customer": Column("客户", 140, lambda row: row.customer, "customer", grow=4, spare=1, whole=True),
    "product": Column("产品", 126, lambda row: row.product, "product", grow=3, whole=True),
    "lot": Column("批号", 98, lambda row: row.lot, "lot", grow=2, spare=4),
    "defect": Column("不良现象", 104, lambda row: row.defect, "defect", grow=2, spare=3),
    "day": Column("日期", 96, lambda row: row.day, "day", spare=5),
    "state": Column("状态", 132, stands, "state", lambda row: tone_of(row.state)),
    "updated": Column("最近改动", 134, lambda row: row.updated_at, "updated_at", spare=2),
}


class RowsModel(QAbstractTableModel):
    """Rows that were read at once."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: list[Any] = []

    def put(self, rows: Sequence[Any]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def read(self) -> Iterator[tuple[int, Any]]:
        """The rows that are there already, each with its number."""
        return iter(enumerate(self.rows))

    def row(self, number: int) -> Any | None:
        return self.rows[number] if 0 <= number < len(self.rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        if row is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole and index.column() == 0 else None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and column.tip and (said := column.tip(row)):
            return said
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text(row)
        if role == TONE and column.tone:
            return column.tone(row)
        return None
