"""Laid sheets as a workbook, each a worksheet of its own, written whole."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook

from forms import xlsx_style as style
from forms.photos import Gallery
from forms.sheet import LaidSheet, runs
from forms.xlsx_sheet import SheetWriter
from forms.xlsx_text import FORBIDDEN
from qcdesk.store.files import replace_file
from qcdesk.store.trouble import told


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
        SheetWriter(worksheet, sheet, gallery).write()
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
