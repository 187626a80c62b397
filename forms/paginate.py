"""A laid sheet drawn page by page: head, rows, foot, and the page's number where it belongs."""

from __future__ import annotations

from dataclasses import replace

from forms.copy_mark import below, coded, marks, places
from forms.cutting import Leaf, cut
from forms.draw import contents, grounds, placed_rows, rules, watermark
from forms.fill import Running, page_words, running
from forms.fit import SERIF
from forms.frame import Placed, foot, head, mark_of, upright
from forms.grid import Paper
from forms.photos import Gallery
from forms.sheet import BAND, PAGE, CopyMark, Item, LaidCell, LaidRow, LaidSheet, Page, Standing, Words, moved


def paginate(sheet: LaidSheet, gallery: Gallery | None = None) -> tuple[Page, ...]:
    """The pages of one sheet, at least one."""
    paper = sheet.form.paper
    says = running(sheet.form, sheet.record, sheet.office, sheet.lang)
    heads = _heads(sheet, says, gallery or Gallery())
    leaves = cut(sheet).leaves
    pages = []
    for number, leaf in enumerate(leaves, start=1):
        top = heads[min(number, 2) - 1]
        under = foot(paper, says, number, len(leaves))
        pages.append(_page(sheet, leaf, top, under, number, len(leaves)))
    return tuple(pages)


def standing(sheet: LaidSheet, gallery: Gallery | None = None) -> list[list[Standing]]:
    """The rows of each page where they are printed."""
    heads = _heads(sheet, running(sheet.form, sheet.record, sheet.office, sheet.lang), gallery or Gallery())
    return [list(placed_rows(leaf.rows, heads[min(at, 1)].extent)) for at, leaf in enumerate(cut(sheet).leaves)]


def _heads(sheet: LaidSheet, says: Running, gallery: Gallery) -> tuple[Placed, Placed]:
    """Of the first page and of the others."""
    mark = mark_of(sheet.office.logo, gallery)
    return head(sheet.form.paper, says, mark, False), head(sheet.form.paper, says, mark, True)


def _page(sheet: LaidSheet, leaf: Leaf, top: Placed, under: Placed, number: int, pages: int) -> Page:
    paper = sheet.form.paper
    rows = list(placed_rows((_coded(_numbered(row, sheet, number, pages), sheet, number) for row in leaf.rows),
                            top.extent))  # fmt: skip
    end = rows[-1][1] + rows[-1][0].height
    right = paper.width - paper.margin
    copies = sheet.office.document(sheet.form.kind.code).copies if sheet.form.upright else ""
    items = (
        *grounds(rows), *watermark(paper, sheet.watermark), *rules(rows, paper.margin, right),
        *top.items, *contents(rows), *upright(paper, copies, top.extent, end), *moved(under.items, end),
        *(_marks(sheet.copy, paper, rows, number, pages) if sheet.copy else ()),
    )  # fmt: skip
    return Page(paper.width, paper.height, items)


def _marks(mark: CopyMark, paper: Paper, rows: list[Standing], number: int, pages: int) -> tuple[Item, ...]:
    """What is drawn beside the rows; a label's code stands in them."""
    if paper.head:
        return marks(mark, paper, number, pages)
    place = places(paper, rows).get("second")
    return below(mark, place, number) if place else ()


def _coded(row: LaidRow, sheet: LaidSheet, number: int) -> LaidRow:
    mark, of = sheet.copy, sheet.record.number or ""
    return replace(row, cells=tuple(coded(cell, mark, of, number) for cell in row.cells)) if mark else row


def _numbered(row: LaidRow, sheet: LaidSheet, number: int, pages: int) -> LaidRow:
    """The row with the page's number in its cell; on a label, which has no foot, behind the title."""
    if pages == 1:
        return row
    if any(cell.kind == PAGE for cell in row.cells):
        words = page_words(number, pages, sheet.lang)
        return replace(row, cells=tuple(_worded(cell, words) if cell.kind == PAGE else cell for cell in row.cells))
    if not sheet.form.paper.head and row.cells[0].kind == BAND and row.cells[0].words:
        return replace(row, cells=(_counted(row.cells[0], f"{number}/{pages}"), *row.cells[1:]))
    return row


def _worded(cell: LaidCell, text: str) -> LaidCell:
    first = cell.words[0]
    wider = SERIF.width(text, first.size) - SERIF.width(first.text, first.size)
    return replace(cell, words=(first._replace(x=first.x - wider / 2, text=text),), text=text)


def _counted(cell: LaidCell, text: str) -> LaidCell:
    first = cell.words[0]
    size = first.size * 0.75
    x = cell.x + cell.w - SERIF.width(text, size) - 0.5
    return replace(cell, words=(*cell.words, Words(x, first.y, text, size)))
