"""Several small pages on one A4 sheet: labels, four rows of two."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

from forms.faces import POINT
from forms.sheet import Item, Page, Rule

A4 = (210.0, 297.0)
ACROSS = 2
GAP = 6.0
"""Millimetres between labels, for the knife."""


def on_a4(pages: Sequence[Page], each: int) -> tuple[Page, ...]:
    """`each` pages on a sheet, in reading order, centred; pages must be of one size."""
    return tuple(_sheet(pages[at : at + each], each) for at in range(0, len(pages), each))


def places(wide: float, high: float, each: int) -> Iterator[tuple[float, float]]:
    """The top left corners of `each` small pages on A4, in millimetres."""
    rows = -(-each // ACROSS)
    left = (A4[0] - ACROSS * wide - (ACROSS - 1) * GAP) / 2
    top = (A4[1] - rows * high - (rows - 1) * GAP) / 2
    for number in range(each):
        yield left + number % ACROSS * (wide + GAP), top + number // ACROSS * (high + GAP)


def _sheet(pages: Sequence[Page], each: int) -> Page:
    items: list[Item] = []
    for page, (right, down) in zip(pages, places(pages[0].width, pages[0].height, each), strict=False):
        items.extend(shifted(page.items, right, down))
    return Page(*A4, tuple(items))


def pdf_on_a4(content: bytes, each: int) -> bytes:
    """The same for the pages of a finished PDF, which keeps its words and faces."""
    import pypdfium2

    source, target = pypdfium2.PdfDocument(content), pypdfium2.PdfDocument.new()
    wide, high = (length * POINT for length in source.get_page_size(0))
    for first in range(0, len(source), each):
        sheet = target.new_page(A4[0] / POINT, A4[1] / POINT)
        for number, (right, down) in zip(range(first, len(source)), places(wide, high, each), strict=False):
            label = source.page_as_xobject(number, target).as_pageobject()
            label.set_matrix(pypdfium2.PdfMatrix().translate(right / POINT, (A4[1] - down - high) / POINT))
            sheet.insert_obj(label)
        sheet.gen_content()
    buffer = io.BytesIO()
    target.save(buffer)
    return buffer.getvalue()


def shifted(items: Iterable[Item], right: float, down: float) -> Iterable[Item]:
    for item in items:
        if isinstance(item, Rule):
            yield item._replace(x1=item.x1 + right, x2=item.x2 + right, y1=item.y1 + down, y2=item.y2 + down)
        else:
            yield item._replace(x=item.x + right, y=item.y + down)
