"""A list of records as a worksheet: a heading, a row a record, ready to be sorted and filtered. Text is never a
formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from forms.xlsx_style import FACE, TINT
from forms.xlsx_text import FORBIDDEN, LONGEST, escaped
from qcdesk.store.files import replace_file
from qcdesk.store.trouble import told

SIZE = 10
A4 = 9
"""Excel's number of the paper."""
NAME_LENGTH = 31
"""Characters: Excel takes no longer name of a sheet."""


class Heading(NamedTuple):
    """`width` in Excel's characters."""

    title: str
    width: float


def write(path: Path, title: str, headings: Sequence[Heading], rows: Iterable[Sequence[str]]) -> int:
    """One worksheet at `path`; the number of rows below the heading. Raises Unavailable."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(FORBIDDEN.sub("", title).strip("' ")[:NAME_LENGTH] or "Sheet")
    book.properties.title = title
    buffer = io.BytesIO()
    with told():
        _prepare(sheet, headings)
        try:
            count = _fill(sheet, headings, rows)
        finally:
            sheet.close()
        book.save(buffer)
    with replace_file(path) as file:
        file.write(buffer.getbuffer())
    return count


def _prepare(sheet: Any, headings: Sequence[Heading]) -> None:
    """The heading stands still; printed, it is on every page, one page wide."""
    for at, heading in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = heading.width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0


def _fill(sheet: Any, headings: Sequence[Heading], rows: Iterable[Sequence[str]]) -> int:
    count = 0
    sheet.append([_heading(sheet, heading.title) for heading in headings])
    for row in rows:
        sheet.append([_text(sheet, words) for words in row])
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{count + 1}"
    return count


def _heading(sheet: Any, words: str) -> Any:
    box = _text(sheet, words)
    box.font = Font(name=FACE, size=SIZE, bold=True)
    box.fill = PatternFill("solid", fgColor=TINT)
    return box


def _text(sheet: Any, words: str) -> Any:
    text = escaped(ILLEGAL_CHARACTERS_RE.sub("\ufffd", words))[:LONGEST]
    box = WriteOnlyCell(sheet, text)
    box.data_type = "s"
    box.font = Font(name=FACE, size=SIZE)
    box.alignment = Alignment(vertical="center")
    box.quotePrefix = bool(text) and text[0] in "=+-@'"
    return box
