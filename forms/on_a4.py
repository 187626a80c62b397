"""Several small pages on one A4 sheet: labels, four rows of two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

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


def shifted(items: Iterable[Item], right: float, down: float) -> Iterable[Item]:
    for item in items:
        if isinstance(item, Rule):
            yield item._replace(x1=item.x1 + right, x2=item.x2 + right, y1=item.y1 + down, y2=item.y2 + down)
        else:
            yield item._replace(x=item.x + right, y=item.y + down)
