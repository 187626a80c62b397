"""The columns of a worksheet: the 24 of the grid and what a table parts further; of a ledger those of its table, so
that each of its cells is a cell of Excel, to be sorted and filtered."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from forms.grid import COLUMNS
from forms.sheet import LaidCell, LaidSheet


@dataclass(frozen=True)
class Ruling:
    """Where each column begins, in columns of the grid, and where the last one ends."""

    edges: tuple[float, ...]

    @property
    def count(self) -> int:
        return len(self.edges) - 1

    def widths(self) -> tuple[float, ...]:
        """In columns of the grid."""
        return tuple(end - begin for begin, end in zip(self.edges, self.edges[1:], strict=False))

    def at(self, col: float) -> int:
        """The column, from 0, that begins nearest to the place."""
        return min(range(len(self.edges)), key=lambda number: abs(self.edges[number] - col))

    def within(self, col: float) -> tuple[int, float]:
        """The column that the place lies in and how far behind its beginning, in columns of the grid."""
        number = min(self.count - 1, max(0, bisect_right(self.edges, col) - 1))
        return number, col - self.edges[number]

    def span(self, cell: LaidCell) -> tuple[int, int]:
        """The first column of a cell, from 1, and how many it takes."""
        first = self.at(cell.col)
        return first + 1, self.at(cell.col + cell.span) - first


def ruling(sheet: LaidSheet) -> Ruling:
    every = _edges([*sheet.cells()])
    whole = Ruling(tuple(sorted({*map(float, range(COLUMNS + 1)), *every})))
    if not sheet.form.is_ledger:
        return whole
    narrow = Ruling(tuple(sorted(_edges([cell for row in sheet.rows if row.table for cell in row.cells]))))
    return narrow if all(narrow.span(cell)[1] for cell in sheet.cells()) else whole


def _edges(cells: list[LaidCell]) -> set[float]:
    return {round(float(place), 3) for cell in cells for place in (cell.col, cell.col + cell.span)}
