"""A table's columns, each in one size of words: that of its fullest cell, which costs no line more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from forms.fit import Scale
from forms.measure import Measured, Setting, measure
from forms.planned import PlannedRow
from forms.sheet import VALUE

Cells = tuple[Measured, ...]


def evened(rows: Sequence[tuple[PlannedRow, Cells]], setting: Setting) -> list[tuple[PlannedRow, Cells]]:
    least: dict[tuple[str, str], float] = {}
    for _, cells in rows:
        for cell in cells:
            if size := _size(cell):
                place = (cell.plan.name, cell.plan.column)
                least[place] = min(size, least.get(place, size))
    scales = {size: replace(setting, scale=_at_most(setting.scale, size)) for size in set(least.values())}
    return [
        (row, tuple(_at(cell, row, least, scales) for cell in cells) if row.table else cells) for row, cells in rows
    ]


def _at(cell: Measured, row: PlannedRow, least: dict[tuple[str, str], float], scales: dict[float, Setting]) -> Measured:
    size = _size(cell)
    wanted = least[cell.plan.name, cell.plan.column] if size else 0.0
    return cell if size == wanted else measure(cell.plan, cell.filled, row.height, scales[wanted])


def _size(cell: Measured) -> float:
    """0 of what is no words in a line of a table."""
    words = cell.plan.kind == VALUE and cell.plan.row is not None and not cell.filled.units
    return next((run.size for line in cell.block.lines for run in line.runs), 0.0) if words else 0.0


def _at_most(scale: Scale, size: float) -> Scale:
    return replace(scale, value=tuple(one for one in scale.value if one <= size))
