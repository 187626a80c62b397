"""How boxes look in Excel: faces, alignment, rules, page setup."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties

from forms import sheet
from forms.sheet import LaidCell, LaidSheet

FACE = "宋体"
GREY, TINT = "808080", "EBEBEB"
PIXELS = 96 / 25.4
MARGIN = 0.31
"""Inches above and below the sheet."""


class Look(NamedTuple):
    size: float
    across: str = "left"
    down: str = "center"
    bold: bool = False
    grey: bool = False
    tinted: bool = False
    shrink: bool = False


class Edges(NamedTuple):
    """Which sides of the frame the box touches."""

    left: bool
    right: bool
    top: bool
    bottom: bool


COMPANY = Look(16, "center", bold=True)
TITLE = Look(20, "center", bold=True)
LEFT, RIGHT = Look(10), Look(10, "right")
NOTE = Look(8)


def width_of(column: float) -> float:
    """Excel's column width (characters of its standard face) for millimetres."""
    return (column * PIXELS - 5) / 7


def look_of(cell: LaidCell) -> Look:
    size = cell.words[0].size if cell.words else 10.0
    match cell.kind:
        case sheet.AREA:
            return Look(size, down="top")
        case sheet.BAND:
            return Look(size, "center" if cell.words and cell.words[0].bold else "left", bold=False, tinted=True)
        case sheet.SIGN:
            return Look(size, grey=not cell.text)
        case sheet.LABEL | sheet.HEADING | sheet.PAGE:
            return Look(size, "center")
        case _:
            return Look(size, "center" if cell.row is not None else "left", shrink=cell.row is not None)


@cache
def _font(size: float, bold: bool, grey: bool) -> Font:
    return Font(name=FACE, size=size, bold=bold, color=GREY if grey else None)


@cache
def _alignment(across: str, down: str, shrink: bool) -> Alignment:
    return Alignment(horizontal=across, vertical=down, wrap_text=not shrink, shrink_to_fit=shrink)


@cache
def _border(edges: Edges) -> Border:
    sides = {name: Side("medium" if outer else "thin") for name, outer in edges._asdict().items()}
    return Border(**sides)


@cache
def _tint() -> PatternFill:
    return PatternFill("solid", fgColor=TINT)


def dress(box: Any, look: Look, edges: Edges | None) -> None:
    shrink = look.shrink and len(str(box.value or "")) < 12
    box.font = _font(look.size, look.bold, look.grey)
    box.alignment = _alignment(look.across, look.down, shrink)
    if edges is not None:
        box.border = _border(edges)
    if look.tinted:
        box.fill = _tint()


def set_page(worksheet: Any, laid: LaidSheet, rows: int) -> None:
    """A4, one page wide, the head repeated on every page."""
    paper = laid.form.paper
    worksheet.sheet_view.showGridLines = False
    worksheet.page_setup.paperSize = worksheet.PAPERSIZE_A4
    worksheet.page_setup.orientation = "landscape" if paper.width > paper.height and paper.head else "portrait"
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight = 1, 0
    margin = max(paper.margin, 5.0) / 25.4
    margins = worksheet.page_margins
    margins.left = margins.right = margin
    margins.top = margins.bottom = MARGIN
    margins.header = margins.footer = MARGIN / 2
    worksheet.print_options.horizontalCentered = True
    worksheet.print_area = f"A1:X{rows}"
    if paper.head:
        worksheet.print_title_rows = "1:3"
