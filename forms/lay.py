"""Cells placed: each measured, its row grown to the highest, the sheet as long as it needs to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from forms.evened import evened
from forms.fill import filled, running, watermark
from forms.fit import scale_of
from forms.frame import BOTTOM, foot, head, mark_of
from forms.grid import Form, Paper
from forms.measure import Measured, Setting, measure
from forms.photos import Gallery
from forms.place import place
from forms.plan import plan, shape_of
from forms.planned import LETTERHEAD, Planned, PlannedRow
from forms.sheet import AREA, REST, SIGN, LaidCell, LaidRow, LaidSheet, moved
from qcdesk.views import OfficeView, RecordView

YIELDING = 0.35
"""The part of its height that a big cell may give up, where it is blank, to keep a sheet on one page; on a label,
every row may."""

YIELDING_LINE = 0.2
"""Likewise a blank line of a table, which must leave room to write."""

YIELDING_MORE, YIELDING_ROW = 0.5, 0.15
"""Likewise a big cell, and every row but those of signatures, where that does not suffice."""


@dataclass(frozen=True, slots=True)
class _Row:
    plan: PlannedRow
    cells: tuple[Measured, ...]
    height: float
    least: float
    tight: float
    """As `least`, for a sheet that would not be one page otherwise."""


def lay(
    form: Form, record: RecordView, office: OfficeView, lang: str = "zh", gallery: Gallery | None = None
) -> LaidSheet:
    """One sheet, unpaginated. `gallery` gives the photos and must be the one that the renderer gets."""
    gallery = gallery or Gallery()
    says, paper = running(form, record, office, lang), form.paper
    top = head(paper, says, mark_of(office.logo, gallery), False)
    below = foot(paper, says, 1, 1)
    setting = Setting(paper.margin, paper.column, scale_of(paper), lang, gallery, yields=not paper.head,
                      destroyed=record.disposed)  # fmt: skip
    planned = (_headed(row, office) for row in plan(form, shape_of(form, record.values), lang))
    measured = [(row, _cells(row, record, setting)) for row in planned]
    rows = [_row(row, cells, record, setting) for row, cells in evened(measured, setting)]
    laid, y = [], top.extent
    heights = _heights(rows, bottom(paper) - below.extent - top.extent)
    for row, height, under in zip(rows, heights, (*heights[1:], 0.0), strict=True):
        laid.append(_placed(row, y, height, under, setting))
        y += height
    frame = (paper.margin, top.extent, paper.printable, y - top.extent)
    return LaidSheet(
        form, paper.width, y + below.extent, top.items, tuple(laid), moved(below.items, y), frame,
        record, office, lang, watermark(record),
    )  # fmt: skip


def _headed(row: PlannedRow, office: OfficeView) -> PlannedRow:
    """The row with the office's letterhead in it, where it is one."""
    if not any(cell.name == LETTERHEAD for cell in row.cells):
        return row
    return replace(row, cells=tuple(_lettered(cell, office) for cell in row.cells))


def _lettered(cell: Planned, office: OfficeView) -> Planned:
    return replace(cell, zh=office.contact) if cell.name == LETTERHEAD else cell


def bottom(paper: Paper) -> float:
    """Where the lowest line of a page may stand."""
    return paper.height - (BOTTOM if paper.head else paper.margin)


def _cells(row: PlannedRow, record: RecordView, setting: Setting) -> tuple[Measured, ...]:
    return tuple(measure(cell, filled(cell, record, setting.lang), row.height, setting) for cell in row.cells)


def _row(row: PlannedRow, cells: tuple[Measured, ...], record: RecordView, setting: Setting) -> _Row:
    needed = max(cell.needed for cell in cells)
    height = max(row.height, needed)
    yields = setting.yields or any(cell.kind == AREA for cell in row.cells)
    share = YIELDING if yields else YIELDING_LINE if _is_blank_line(row, record) else 0.0
    tight = YIELDING_MORE if yields else max(share, 0.0 if _is_signed(row) else YIELDING_ROW)
    return _Row(row, cells, height, *(max(needed, row.height * (1 - part)) for part in (share, tight)))


def _is_signed(row: PlannedRow) -> bool:
    return any(cell.kind in (SIGN, REST) for cell in row.cells)


def _is_blank_line(row: PlannedRow, record: RecordView) -> bool:
    number, lines = row.cells[0].row, record.values.get(row.table)
    return number is not None and number >= (len(lines) if isinstance(lines, list) else 0)


def _heights(rows: Sequence[_Row], room: float) -> list[float]:
    """Each row's height; a sheet a little too long for one page takes it from the blank of its big cells, failing that
    a little from nearly every row."""
    full = [row.height for row in rows]
    over = sum(full) - room
    for least in ([row.least for row in rows], [row.tight for row in rows]):
        spare = sum(full) - sum(least)
        if 0 < over <= spare:
            return [high - over / spare * (high - low) for high, low in zip(full, least, strict=True)]
    return full


def _placed(row: _Row, y: float, height: float, under: float, setting: Setting) -> LaidRow:
    """`under` is the height of the row below, which a deep heading takes too."""
    cells: list[LaidCell] = []
    for cell in row.cells:
        cells.extend(place(cell, y, height + under if cell.plan.deep else height, setting))
    return LaidRow(y, height, tuple(cells), row.plan.table, row.plan.heading, row.plan.keep)
