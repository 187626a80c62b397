"""One laid sheet as a worksheet: 24 columns, merged boxes, rules, photos in their places. Text is never a formula."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Set
from dataclasses import replace
from datetime import date
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from forms import code
from forms import xlsx_style as style
from forms.cutting import cut
from forms.faces import POINT
from forms.fill import BLANK, OFF, ON, anchored, running
from forms.fit import SERIF
from forms.frame import mark_of, printed_notes, whose
from forms.grid import COLUMNS
from forms.photos import Gallery
from forms.sheet import CODE, HEADING, PAGE, LaidCell, LaidRow, LaidSheet, Picture
from forms.xlsx_grid import ruling
from forms.xlsx_height import LEADING, beneath, heights, strip
from forms.xlsx_page import LABEL_ZOOM, anchor_page, break_pages, keep_ledger, number_pages, page_cell, set_page
from forms.xlsx_text import escaped, parts_of
from forms.xlsx_value import datum_in, text_of

EMU = 36_000
"""A millimetre in Excel's drawings."""

ROOMY = 1.2
"""How much wider than on paper the notes may run in another face."""

HIGHEST = 400.0
"""Points: Excel takes rows of 409."""

CLEAR = 0.4
"""Millimetres between a code's picture and the lines of its cell."""

EDGE = 5.0
"""Millimetres of the column beside the frame that says whose each copy is."""


class SheetWriter:
    """Writes one laid sheet from the top down; `at` is the next free row, `tops` the first of each row of the sheet."""

    def __init__(self, worksheet: Any, sheet: LaidSheet, gallery: Gallery) -> None:
        self.worksheet = worksheet
        self.cut = cut(sheet)
        self.sheet = replace(sheet, rows=tuple(map(opened, self.cut.rows)))
        self.gallery = gallery
        self.ruling = ruling(sheet)
        self.column = sheet.form.paper.column
        self.zoom = 1 if sheet.form.paper.head else LABEL_ZOOM
        self.wardrobe = style.Wardrobe()
        self.at = 1
        self.tops: dict[int, int] = {}

    def write(self) -> None:
        paper, pages = self.sheet.form.paper, len(self.cut.leaves)
        for number, width in enumerate(self.ruling.widths(), start=1):
            self._widen(number, width * self.column * self.zoom)
        if paper.head:
            self._head()
        head = self._rows(self.at - 1)
        columns = self.ruling.count + self._upright(self.tops[0], self.at - 1)
        if paper.head:
            self._foot()
            number_pages(self.worksheet, self.sheet.form, pages)
            anchor_page(self.worksheet, anchored(self.sheet.record, self.sheet.lang))
        set_page(self.worksheet, paper, pages, columns, self.at - 1, head)
        if pages > 1 and paper.head:
            wide = 1 + (EDGE / paper.printable if columns > self.ruling.count else 0.0)
            break_pages(self.worksheet, paper, self.cut.leaves, self.tops, head, self.at - 1, wide)

    def _widen(self, column: int, width: float) -> None:
        self.worksheet.column_dimensions[get_column_letter(column)].width = style.width_of(width)

    def _rows(self, head: int) -> int:
        """The last of the worksheet's rows that every page begins with: those of a ledger's headings too."""
        rows, tall = self.sheet.rows, heights(self.sheet)
        for number, row in enumerate(rows):
            self.tops[number] = self.at
            below = rows[number + 1].cells if number + 1 < len(rows) else ()
            under = tall[number + 1] if below else 0.0
            joined = {cell.col for cell in below if cell.joined}
            self._row(row, (tall[number], under), number == 0, not below, joined)
        if not self.sheet.form.is_ledger:
            return head
        lines = [self.tops[number] for number, row in enumerate(rows) if row.table and not row.heading]
        headings = max(self.tops[number] for number, row in enumerate(rows) if row.heading)
        keep_ledger(self.worksheet, headings, max(lines, default=headings), self.ruling.count)
        return headings

    def _upright(self, top: int, bottom: int) -> int:
        """A column beside the frame for whose each copy is; how many columns that is."""
        form = self.sheet.form
        letters = whose(self.sheet.office.document(form.kind.code).copies) if form.upright else ""
        if not letters:
            return 0
        column = self.ruling.count + 1
        self._widen(column, EDGE)
        box = self._box(top, column, bottom - top + 1, 1, letters, style.UPRIGHT)
        box.alignment = style.stacked()
        return 1

    def _head(self) -> None:
        says = running(self.sheet.form, self.sheet.record, self.sheet.office, self.sheet.lang)
        state = f"（{self.sheet.watermark}）" if self.sheet.watermark else ""
        heading = (
            (says.company, style.COMPANY), (says.company_en, style.ENGLISH), (says.title + state, style.TITLE),
            (says.title_en, style.ENGLISH),
        )  # fmt: skip
        for text, look in heading:
            if text:
                self._line((1, self.ruling.count, text, look), height=look.size * LEADING)
        day, number = ("日期 Date：", "编号 No.：") if says.title_en else ("日期：", "编号：")
        half = self.ruling.at(COLUMNS / 2)
        right = "" if says.number is None else number + (says.number or BLANK * 5)
        self._line(
            (1, half, day + (says.day or BLANK * 5), style.LEFT),
            (half + 1, self.ruling.count - half, right, style.RIGHT), height=16,
        )  # fmt: skip
        mark = mark_of(self.sheet.office.logo, self.gallery)
        if mark is not None:
            wide = min(20.0, 13.0 * mark.width / mark.height)
            self._picture(Picture(0, 0, wide, wide * mark.height / mark.width, mark.sha256), 0, 0.0, 0, 0.0)

    def _line(self, *boxes: tuple[int, int, str, style.Look], height: float) -> None:
        self.worksheet.row_dimensions[self.at].height = height
        for col, span, text, look in boxes:
            self._box(self.at, col, 1, span, text, look)
        self.at += 1

    def _foot(self) -> None:
        says = running(self.sheet.form, self.sheet.record, self.sheet.office, self.sheet.lang)
        for text in printed_notes(says):
            size = style.NOTE.size
            lines = math.ceil(ROOMY * SERIF.width(text, size) / self.sheet.form.paper.printable)
            self._line((1, self.ruling.count, text, style.NOTE), height=size * LEADING * max(1, lines))

    def _row(self, row: LaidRow, tall: tuple[float, float], first: bool, last: bool, joined: Set[float]) -> None:
        """As high as the first of `tall`; the second is what a deep heading takes of the row below. `joined` are the
        places of the cells that go on in the row below."""
        under, (height, below) = strip(row), tall
        points = (height - under) * self.zoom / POINT
        cells = [cell for cell in row.cells if not (cell.kind in (HEADING, CODE) and cell.joined)]
        chunks = {id(cell): list(parts_of(escaped(self._text(cell)))) for cell in cells}
        parts = max(math.ceil(points / HIGHEST), *(len(chunk) for chunk in chunks.values()))
        strips = [points / parts] * parts + ([under / POINT] if under else [])
        for part, one in enumerate(strips):
            self.worksheet.row_dimensions[self.at + part].height = one
        for cell in cells:
            top, bottom = None if cell.joined else first, None if cell.col in joined and not cell.deep else last
            edges = style.Edges(cell.col == 0, cell.col + cell.span > COLUMNS - 0.01, top, bottom)
            if cell.captions:
                self._captions(cell, self.at + parts, edges)
                edges = edges._replace(bottom=None)
            room, down = (height + below, len(strips) + 1) if cell.deep else (height - under, len(strips))
            self._cell(cell, room, chunks[id(cell)], parts if cell.captions else down, edges)
        self.at += len(strips)

    def _text(self, cell: LaidCell) -> str:
        text = "" if cell.kind == CODE else text_of(cell)
        return page_cell(text, len(self.cut.leaves), self.sheet.lang) if cell.kind == PAGE else text

    def _captions(self, cell: LaidCell, row: int, edges: style.Edges) -> None:
        text, (col, span) = escaped(beneath(cell)), self.ruling.span(cell)
        self._box(row, col, 1, span, text, style.CAPTION, edges._replace(top=None))

    def _cell(self, cell: LaidCell, height: float, chunks: list[str], parts: int, edges: style.Edges) -> None:
        look, (col, span) = style.look_of(cell, height), self.ruling.span(cell)
        datum = datum_in(self.sheet.form, cell)
        dated = datum is not None and isinstance(datum[0], date)
        look = look._replace(size=look.size * self.zoom, shrink=look.shrink or dated)
        starts = [parts * at // len(chunks) for at in range(len(chunks) + 1)]
        for at, chunk in enumerate(chunks):
            box = self._box(self.at + starts[at], col, starts[at + 1] - starts[at], span, chunk, look, edges)
            if datum is not None:
                box.value, box.number_format = datum
        for picture in cell.pictures:
            self._picture(picture, cell.col, cell.x, self.at - 1, cell.y, height / parts)
        if cell.kind == CODE and cell.text:
            self._code(cell)

    def _box(self, row: int, col: int, rows: int, span: int, text: str, look: style.Look,
             edges: style.Edges | None = None) -> Any:  # fmt: skip
        box = self.worksheet.cell(row, col)
        if rows > 1 or span > 1:
            area = {"min_row": row, "min_col": col, "max_row": row + rows - 1, "max_col": col + span - 1}
            # Before it has rules, which would be dealt out to each of its cells anew.
            self.worksheet.merge_cells(CellRange(**area).coord)
            self.wardrobe.frame(tuple(self.worksheet.iter_rows(**area)), look, edges)
        else:
            self.wardrobe.dress(box, look, edges)
        if text:
            box.value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)
            box.data_type = "s"
            box.quotePrefix = text[0] in "=+-@'"
        return box

    def _picture(self, picture: Picture, col: float, left: float, row: int, top: float, height: float = 0.0) -> None:
        """Anchored in its cell, counted from the cell's left top corner; rows are `height` millimetres each."""
        jpeg = self.gallery.jpeg(picture.sha256, picture.w, picture.h)
        if jpeg is None:
            return
        across, off = self.ruling.within(col + (picture.x - left) / self.column)
        down, under = divmod(picture.y - top, height) if height else (0.0, picture.y - top)
        dots = EMU * self.zoom
        marker = AnchorMarker(across, round(off * self.column * dots), row + int(down), round(under * dots))
        self._hang(jpeg, marker, picture.w * self.zoom, picture.h * self.zoom)

    def _code(self, cell: LaidCell) -> None:
        """In the middle of its box, clear of the lines around it."""
        side = (min(cell.w, cell.h) - 2 * CLEAR) * self.zoom
        across, down = (cell.w * self.zoom - side) / 2, (cell.h * self.zoom - side) / 2
        marker = AnchorMarker(self.ruling.span(cell)[0] - 1, round(across * EMU), self.at - 1, round(down * EMU))
        self._hang(code.picture(cell.text), marker, side, side)

    def _hang(self, content: bytes, marker: AnchorMarker, w: float, h: float) -> None:
        image = Image(io.BytesIO(content))
        image.anchor = OneCellAnchor(_from=marker, ext=XDRPositiveSize2D(round(w * EMU), round(h * EMU)))
        self.worksheet.add_image(image)


def opened(row: LaidRow) -> LaidRow:
    """The row with each column of options a cell of its own."""
    if not any(cell.parted for cell in row.cells):
        return row
    return replace(row, cells=tuple(one for cell in row.cells for one in (_boxes(cell) if cell.parted else (cell,))))


def _boxes(cell: LaidCell) -> Iterator[LaidCell]:
    part, wide = cell.span / len(cell.ticks), cell.w / len(cell.ticks)
    for at, tick in enumerate(cell.ticks):
        yield LaidCell(
            cell.kind, "", cell.col + at * part, part, cell.x + at * wide, cell.y, wide, cell.h,
            text=ON if tick.ticked else OFF, words=cell.words[at : at + 1],
        )  # fmt: skip
