"""Line tables: rows of the same columns, as many as the work needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from qcdesk.canonical import Json
from qcdesk.errors import Fault
from qcdesk.fields.base import Field, Unfit
from qcdesk.fields.program import Printed


class UnfitRows(Unfit):
    """Rows that cannot be taken, each fault with its row and column."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("；".join(str(fault) for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class Lines(Field):
    """A list of objects; `rows` blank rows are printed, up to `most` are taken."""

    columns: tuple[Field, ...] = ()
    rows: int = 5
    most: int = 200
    later: tuple[str, ...] = ()
    """Columns that are filled in when the sheet comes back; the others stand from its first signature on."""

    type: ClassVar[str] = "lines"

    @property
    def keeps_places(self) -> bool:
        """Whether a line belongs to the word that is printed before it."""
        return any(isinstance(column, Printed) for column in self.columns)

    def column(self, name: str) -> Field | None:
        return next((column for column in self.columns if column.name == name), None)

    def parse(self, raw: object) -> Json:
        if raw is None:
            return None
        if not isinstance(raw, list | tuple):
            raise Unfit("要填一个列表，每行一个对象")
        if len(raw) > self.most:
            raise Unfit(f"最多 {self.most} 行，现在有 {len(raw)} 行")
        faults: list[Fault] = []
        rows: list[Json] = [self._row(item, number, faults) for number, item in enumerate(raw, start=1)]
        if faults:
            raise UnfitRows(faults)
        while rows and not rows[-1]:
            rows.pop()
        return rows or None

    def _row(self, item: object, number: int, faults: list[Fault]) -> dict[str, Json]:
        if not isinstance(item, dict):
            faults.append(Fault(self.name, self.label or "表格", "这一行不是对象", number))
            return {}
        values: dict[str, Json] = {}
        for name, raw in item.items():
            column = self.column(str(name))
            if column is None:
                faults.append(Fault(self.name, self.label or "表格", f"没有“{name}”这一列", number))
            elif not column.filled_by_program:
                self._cell(column, raw, number, values, faults)
        return values

    def _cell(self, column: Field, raw: object, number: int, values: dict[str, Json], faults: list[Fault]) -> None:
        try:
            value = column.parse(raw)
        except Unfit as unfit:
            faults.append(Fault(f"{self.name}.{column.name}", column.label, str(unfit), number))
        else:
            if value is not None:
                values[column.name] = value

    def show(self, value: Json, lang: str = "zh") -> str:
        return f"{len(value)} 行" if isinstance(value, list) else ""

    def longest(self, fill: str = "限") -> Json:
        row = {column.name: column.longest(fill) for column in self.columns if not column.filled_by_program}
        return [dict(row) for _ in range(min(self.rows + 3, self.most))]
