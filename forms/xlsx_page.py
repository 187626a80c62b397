"""How a worksheet goes to paper: A4, its pages broken where the PDF's are, heads repeated, the page number below."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties

from forms.cutting import Leaf
from forms.faces import POINT
from forms.fill import page_words
from forms.grid import Form, Paper
from forms.plan import BILINGUAL

LABEL_ZOOM = 2
ANCHOR_SIZE = 7
"""A label is laid out twice its size and printed at half: Excel's cells are too coarse for it."""

MARGIN = 0.31
"""Inches above and below the sheet."""

SAFE, LEAST = 97, 50
"""Percent: office programs round columns and rows up to whole dots; Excel takes no page breaks with "fit to page"."""


def set_page(worksheet: Any, paper: Paper, pages: int, columns: int, rows: int, head: int) -> None:
    """A4, one page wide, one page in all where it is one on paper; the rows of the head are repeated on every page."""
    worksheet.sheet_view.showGridLines = False
    worksheet.page_setup.paperSize = worksheet.PAPERSIZE_A4
    worksheet.page_setup.orientation = "landscape" if paper.width > paper.height and paper.head else "portrait"
    if not paper.head:
        worksheet.page_setup.scale = round(100 / LABEL_ZOOM)
    elif pages == 1:
        worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        worksheet.page_setup.fitToWidth = worksheet.page_setup.fitToHeight = 1
    margins = worksheet.page_margins
    margins.left = margins.right = max(paper.margin, 5.0) / 25.4
    margins.top = margins.bottom = MARGIN
    margins.header = margins.footer = MARGIN / 2
    worksheet.print_options.horizontalCentered = True
    worksheet.print_area = f"A1:{get_column_letter(columns)}{rows}"
    if head:
        worksheet.print_title_rows = f"1:{head}"


def break_pages(worksheet: Any, paper: Paper, leaves: Sequence[Leaf], tops: Mapping[int, int], head: int, last: int,
                wide: float) -> None:  # fmt: skip
    """`tops` are the worksheet's rows by those of the sheet, `wide` the share of the page's width the columns take. A
    page that begins within a row of the sheet breaks where the office program has to."""
    starts = [(number, tops[leaf.start]) for number, leaf in enumerate(leaves) if leaf.start]
    for _, row in starts:
        worksheet.row_breaks.append(Break(id=row - 1))
    room = paper.height - 2 * MARGIN * 25.4
    highest = max(_heights(worksheet, [(0, 1), *starts, (len(leaves), last + 1)], head))
    worksheet.page_setup.scale = max(LEAST, math.floor(min(SAFE, 100 / wide, 100 * room / highest)))


def _heights(worksheet: Any, starts: list[tuple[int, int]], head: int) -> list[float]:
    """Of each page in millimetres, the repeated rows with it."""
    found = []
    for (number, top), (following, end) in pairwise(starts):
        high = sum(worksheet.row_dimensions[row].height for row in range(top, end)) * POINT
        repeated = sum(worksheet.row_dimensions[row].height for row in range(1, head + 1)) * POINT if number else 0.0
        found.append(high / (following - number) + repeated)
    return found


def number_pages(worksheet: Any, form: Form, pages: int) -> None:
    """In the foot, unless a cell of the one page there is says so."""
    if not form.numbered or pages > 1:
        worksheet.oddFooter.right.text = page_words(1, 1, "zh").replace("1", "&P", 1).replace(" 1 ", " &N ", 1)


def anchor_page(worksheet: Any, anchor: str) -> None:
    """In the foot of every page, where it takes no row."""
    if anchor:
        worksheet.oddFooter.left.text = anchor
        worksheet.oddFooter.left.size = ANCHOR_SIZE


def page_cell(text: str, pages: int, lang: str) -> str:
    """A cell cannot count pages: of several, it tells where they are counted."""
    if pages == 1:
        return text
    return "页次见页脚" + ("　Page: see foot" if lang == BILINGUAL else "")


def keep_ledger(worksheet: Any, heading: int, last: int, columns: int) -> None:
    """The headings stay in sight, and the lines below them can be filtered."""
    worksheet.freeze_panes = f"A{heading + 1}"
    worksheet.auto_filter.ref = f"A{heading}:{get_column_letter(columns)}{last}"
