"""The same cells as a worksheet: 24 columns, merged boxes, rules, photos in their places. Text is never a formula."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Iterator, Set
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils import get_column_letter

from forms import xlsx_style as style
from forms.faces import POINT
from forms.fill import BLANK, page_words, running
from forms.fit import SERIF
from forms.frame import mark_of, printed_notes
from forms.grid import COLUMNS
from forms.photos import Gallery
from forms.sheet import LaidCell, LaidRow, LaidSheet, Picture, runs
from forms.xlsx_height import LEADING, beneath, heights, strip
from forms.xlsx_value import number_in, text_of
from qcdesk.store.files import replace_file
from qcdesk.store.trouble import told

EMU = 36_000
"""A millimetre in Excel's drawings."""

ROOMY = 1.2
"""How much wider than on paper the notes may run in another face."""

HIGHEST = 400.0
"""Points: Excel takes rows of 409."""

CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
LONGEST = 32_000
"""Characters: Excel takes 32,767 in a cell."""

FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def write(sheets: Iterable[LaidSheet], path: Path, gallery: Gallery | None = None) -> int:
    """Each sheet as a worksheet of one workbook at `path`; their number. Raises Unavailable.

    Copies of one blank sheet are one worksheet: Excel prints as many as are asked for.
    """
    book, buffer = _book(sheets, gallery or Gallery()), io.BytesIO()
    # A workbook that meets a full disk while it zips itself says so again, loudly, when it is thrown away.
    with told():
        book.save(buffer)
    with replace_file(path) as file:
        file.write(buffer.getbuffer())
    return len(book.worksheets)


def to_bytes(sheets: Iterable[LaidSheet], gallery: Gallery | None = None) -> bytes:
    buffer = io.BytesIO()
    _book(sheets, gallery or Gallery()).save(buffer)
    return buffer.getvalue()


def _book(sheets: Iterable[LaidSheet], gallery: Gallery) -> Workbook:
    book = Workbook()
    book.remove(book.active)
    names: set[str] = set()
    style.set_standard(book)
    for sheet, _ in runs(sheets):
        worksheet = book.create_sheet(_sheet_name(sheet, names))
        _Sheet(worksheet, sheet, gallery).write()
        book.properties.title = book.properties.title or f"{sheet.form.kind.title} {sheet.record.number or ''}".strip()
        book.properties.creator = sheet.office.company
    return book


def _sheet_name(sheet: LaidSheet, taken: set[str]) -> str:
    """The title without what Excel forbids; with the number, then counted, where the title is taken."""
    title = FORBIDDEN.sub("", sheet.form.kind.title).strip("' ") or "Sheet"
    numbered = FORBIDDEN.sub("", f"{sheet.record.number or title}")
    counted = (f"{numbered[:26]} {at}" for at in range(2, 10_000))
    name = next(name for name in (title[:31], numbered[:31], *counted) if name.lower() not in taken)
    taken.add(name.lower())
    return name


class _Sheet:
    """Writes one laid sheet from the top down; `at` is the next free row."""

    def __init__(self, worksheet: Any, sheet: LaidSheet, gallery: Gallery) -> None:
        self.worksheet = worksheet
        self.sheet = sheet
        self.gallery = gallery
        self.column = sheet.form.paper.column
        self.zoom = 1 if sheet.form.paper.head else style.LABEL_ZOOM
        self.at = 1

    def write(self) -> None:
        for number in range(1, COLUMNS + 1):
            self.worksheet.column_dimensions[get_column_letter(number)].width = style.width_of(self.column * self.zoom)
        if self.sheet.form.paper.head:
            self._head()
        head, last = self.at - 1, len(self.sheet.rows) - 1
        for number, (row, height) in enumerate(zip(self.sheet.rows, heights(self.sheet), strict=True)):
            below = self.sheet.rows[number + 1].cells if number < last else ()
            self._row(row, height, number == 0, number == last, {cell.col for cell in below if cell.joined})
        if self.sheet.form.paper.head:
            self._foot()
        style.set_page(self.worksheet, self.sheet, head, self.at - 1)

    def _head(self) -> None:
        says = running(self.sheet.form, self.sheet.record, self.sheet.office, self.sheet.lang)
        state = f"（{self.sheet.watermark}）" if self.sheet.watermark else ""
        heading = (
            (says.company, style.COMPANY), (says.company_en, style.ENGLISH), (says.title + state, style.TITLE),
            (says.title_en, style.ENGLISH),
        )  # fmt: skip
        for text, look in heading:
            if text:
                self._line((1, COLUMNS, text, look), height=look.size * LEADING)
        day, number = ("日期 Date：", "编号 No.：") if says.title_en else ("日期：", "编号：")
        half = COLUMNS // 2
        self._line(
            (1, half, day + (says.day or BLANK * 5), style.LEFT),
            (half + 1, half, number + (says.number or BLANK * 5), style.RIGHT), height=16,
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
            self._line((1, COLUMNS, text, style.NOTE), height=size * LEADING * max(1, lines))
        self.worksheet.oddFooter.right.text = page_words(1, 1, "zh").replace("1", "&P", 1).replace(" 1 ", " &N ", 1)

    def _row(self, row: LaidRow, height: float, first: bool, last: bool, joined: Set[int]) -> None:
        """`joined` are the columns of the cells that go on in the row below."""
        under = strip(row)
        points = (height - under) * self.zoom / POINT
        chunks = {id(cell): list(_chunks(escaped(text_of(cell)))) for cell in row.cells}
        parts = max(math.ceil(points / HIGHEST), *(len(chunk) for chunk in chunks.values()))
        tall = [points / parts] * parts + ([under / POINT] if under else [])
        for part, one in enumerate(tall):
            self.worksheet.row_dimensions[self.at + part].height = one
        for cell in row.cells:
            top, bottom = None if cell.joined else first, None if cell.col in joined else last
            edges = style.Edges(cell.col == 0, cell.col + cell.span == COLUMNS, top, bottom)
            if cell.captions:
                self._captions(cell, self.at + parts, edges)
                edges = edges._replace(bottom=None)
            self._cell(cell, height - under, chunks[id(cell)], parts if cell.captions else len(tall), edges)
        self.at += len(tall)

    def _captions(self, cell: LaidCell, row: int, edges: style.Edges) -> None:
        text = escaped(beneath(cell))
        self._box(row, cell.col + 1, 1, cell.span, text, style.CAPTION, edges._replace(top=None))

    def _cell(self, cell: LaidCell, height: float, chunks: list[str], parts: int, edges: style.Edges) -> None:
        look = style.look_of(cell, height)
        look = look._replace(size=look.size * self.zoom)
        number = number_in(self.sheet.form, cell)
        starts = [parts * at // len(chunks) for at in range(len(chunks) + 1)]
        for at, chunk in enumerate(chunks):
            box = self._box(
                self.at + starts[at], cell.col + 1, starts[at + 1] - starts[at], cell.span, chunk, look, edges
            )
            if number is not None:
                box.value, box.number_format = number
        for picture in cell.pictures:
            self._picture(picture, cell.col, cell.x, self.at - 1, cell.y, height / parts)

    def _box(self, row: int, col: int, rows: int, span: int, text: str, look: style.Look,
             edges: style.Edges | None = None) -> Any:  # fmt: skip
        box = self.worksheet.cell(row, col)
        if text:
            box.value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)
            box.data_type = "s"
            box.quotePrefix = text[0] in "=+-@'"
        style.dress(box, look, edges)
        if rows > 1 or span > 1:
            self.worksheet.merge_cells(
                start_row=row, start_column=col, end_row=row + rows - 1, end_column=col + span - 1
            )
        return box

    def _picture(self, picture: Picture, col: int, left: float, row: int, top: float, height: float = 0.0) -> None:
        """Anchored in its cell, counted from the cell's left top corner; rows are `height` millimetres each."""
        jpeg = self.gallery.jpeg(picture.sha256, picture.w, picture.h)
        if jpeg is None:
            return
        across, off = divmod(picture.x - left, self.column)
        down, under = divmod(picture.y - top, height) if height else (0.0, picture.y - top)
        image = Image(io.BytesIO(jpeg))
        marker = AnchorMarker(col + int(across), round(off * EMU), row + int(down), round(under * EMU))
        size = XDRPositiveSize2D(round(picture.w * EMU), round(picture.h * EMU))
        image.anchor = OneCellAnchor(_from=marker, ext=size)
        self.worksheet.add_image(image)


def escaped(text: str) -> str:
    """Excel reads _x0041_ in a text as a coded A: the underscore itself is coded, and stands as typed."""
    return CODED.sub("_x005F_", text)


def _chunks(text: str) -> Iterator[str]:
    yield text[:LONGEST]
    for start in range(LONGEST, len(text), LONGEST):
        yield text[start : start + LONGEST]
