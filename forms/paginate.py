"""A laid sheet cut into pages: rows kept whole where they fit, heads repeated, nothing left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from forms.draw import contents, grounds, placed_rows, rules, watermark
from forms.fill import page_words, running
from forms.fit import SERIF
from forms.frame import Placed, foot, head, mark_of
from forms.lay import bottom
from forms.photos import Gallery
from forms.sheet import BAND, PAGE, LaidCell, LaidRow, LaidSheet, Page, Words, moved
from forms.split import split

LEAST_PART = 15.0
"""Millimetres: a smaller rest of a page is left blank rather than given to a part of a row."""

EDGE = 0.001


@dataclass(eq=False)
class _Leaf:
    """The rows of one page, as far as filled; `left` is the room still free."""

    left: float
    rows: list[LaidRow] = field(default_factory=list)

    def put(self, row: LaidRow) -> None:
        self.rows.append(row)
        self.left -= row.height


@dataclass(eq=False)
class _Cutter:
    """Cuts rows into leaves. `title` is what a page without a head begins with: the band on top of a label."""

    first: float
    other: float
    title: LaidRow | None
    headings: dict[str, LaidRow]
    leaves: list[_Leaf] = field(default_factory=list)

    def cut(self, rows: Sequence[LaidRow]) -> list[_Leaf]:
        self.leaves.append(_Leaf(self.first))
        for at, row in enumerate(rows):
            self._place(row, self._with_followers(rows, at))
        return self.leaves

    def _place(self, row: LaidRow, together: float) -> None:
        leaf, fresh = self.leaves[-1], self._fresh_room(row)
        too_high = row.height > fresh + EDGE
        if leaf.rows and min(together, LEAST_PART if too_high else fresh) > leaf.left + EDGE:
            leaf = self._turn(row)
        rest: LaidRow | None = row
        while rest is not None and rest.height > leaf.left + EDGE:
            part, rest = split(rest, leaf.left)
            leaf.put(part)
            if rest is not None:
                leaf = self._turn(rest)
        if rest is not None:
            leaf.put(rest)

    def _with_followers(self, rows: Sequence[LaidRow], at: int) -> float:
        """The height of a row together with those it must not be parted from; of one that has to be cut in any case,
        a part will do."""
        height = rows[at].height
        while rows[at].keep and at + 1 < len(rows):
            at += 1
            follower = rows[at].height
            height += follower if follower <= self._fresh_room(rows[at]) else LEAST_PART
        return height

    def _fresh_room(self, row: LaidRow) -> float:
        return self.other - self._repeated(row)

    def _repeated(self, row: LaidRow) -> float:
        heading = self.headings.get(row.table) if not row.heading else None
        return (heading.height if heading else 0.0) + (self.title.height if self.title else 0.0)

    def _turn(self, row: LaidRow) -> _Leaf:
        leaf = _Leaf(self.other)
        if self.title is not None:
            leaf.put(self.title)
        if row.table and not row.heading:
            leaf.put(self.headings[row.table])
        self.leaves.append(leaf)
        return leaf


def paginate(sheet: LaidSheet, gallery: Gallery | None = None) -> tuple[Page, ...]:
    """The pages of one sheet, at least one."""
    paper = sheet.form.paper
    says = running(sheet.form, sheet.record, sheet.office, sheet.lang)
    mark = mark_of(sheet.office.logo, gallery or Gallery())
    heads = head(paper, says, mark, False), head(paper, says, mark, True)
    least = foot(paper, says, 99, 99).extent
    cutter = _Cutter(
        bottom(paper) - least - heads[0].extent, bottom(paper) - least - heads[1].extent,
        _title(sheet), {row.table: row for row in sheet.rows if row.heading},
    )  # fmt: skip
    leaves = cutter.cut(sheet.rows)
    pages = []
    for number, leaf in enumerate(leaves, start=1):
        top = heads[min(number, 2) - 1]
        below = foot(paper, says, number, len(leaves))
        pages.append(_page(sheet, leaf, top, below, number, len(leaves)))
    return tuple(pages)


def _title(sheet: LaidSheet) -> LaidRow | None:
    first = sheet.rows[0]
    return first if not sheet.form.paper.head and first.cells[0].kind == BAND else None


def _page(sheet: LaidSheet, leaf: _Leaf, top: Placed, below: Placed, number: int, pages: int) -> Page:
    paper = sheet.form.paper
    rows = list(placed_rows((_numbered(row, sheet, number, pages) for row in leaf.rows), top.extent))
    end = rows[-1][1] + rows[-1][0].height
    right = paper.width - paper.margin
    items = (
        *grounds(rows), *watermark(paper, sheet.watermark), *rules(rows, paper.margin, right),
        *top.items, *contents(rows), *moved(below.items, end),
    )  # fmt: skip
    return Page(paper.width, paper.height, items)


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
