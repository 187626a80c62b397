"""Where the signer's own signature or seal stands in its box: beside or above the printed name and time, never over
them. Office programs set words wider than paper does, so that they keep more room here than they need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from forms.faces import POINT
from forms.fill import Unit
from forms.fit import SERIF, TIGHT, Block, Scale, fit_units

WIDER, BESIDE = 1.22, 1.6
"""How much wider words may come out in a workbook, and the blank between them and the picture, in millimetres."""

ABOVE = 0.5
"""Millimetres between the picture and the words under it."""

LEAST, LABEL_LEAST, GROWN = 3.6, 2.0, 5.0
"""Millimetres: the least height that a signature can be read at, on a label, and in a box that grows for it."""

MOST = 12.0
ENOUGH = 170.0
"""Square millimetres: a larger picture is no gain that words would be made smaller for."""

GAP = 2.0
SHAPES = (0.4, 5.0)
"""Width by height: what is longer still is shown smaller."""

Ways = Sequence[tuple[Unit, ...]]


class Seat(NamedTuple):
    """The words, and the picture's size; it stands above them where it is `stacked`, else at the right."""

    block: Block
    w: float
    h: float
    stacked: bool

    @property
    def height(self) -> float:
        return self.h + ABOVE + self.block.height if self.stacked else max(self.h, self.block.height)


@lru_cache(maxsize=1024)
def seat(ways: tuple[tuple[Unit, ...], ...], shape: float, width: float, height: float, scale: Scale,
         stacks: bool, grows: bool) -> Seat | None:  # fmt: skip
    """The best place in a box of `width` × `height`; a higher one where it `grows` and none is left; else None."""
    shape = min(SHAPES[1], max(SHAPES[0], shape))
    found = [one for one in _tried(ways, shape, (width, height), scale, stacks) if one.height <= height + 1e-6]
    best = max(found, key=_worth, default=None)
    if best is not None and best.h >= (LEAST if grows else LABEL_LEAST):
        return best
    if not grows:
        return None
    return _above(ways, shape, width, scale) if stacks else _beside(ways, shape, width, scale)


def _worth(one: Seat) -> float:
    size = one.block.lines[0].runs[0].size
    return min(ENOUGH, one.w * one.h) * size


def _tried(ways: Ways, shape: float, box: tuple[float, float], scale: Scale, stacks: bool) -> Iterator[Seat]:
    width, height = box
    for units in ways:
        for size in scale.sign:
            for share in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
                block = fit_units(units, (), width * share, height, (size,), GAP)
                wide = _widest(block) * WIDER + BESIDE
                if _whole(units, size, width * share) and width - wide > 2:
                    yield Seat(block, *_within(shape, width - wide, height), stacked=False)
            if stacks and _whole(units, size, width):
                block = fit_units(units, (), width / WIDER, height, (size,), GAP)
                left = height - block.height - ABOVE
                if left > 1:
                    yield Seat(block, *_within(shape, width, left), stacked=True)


def _beside(ways: Ways, shape: float, width: float, scale: Scale) -> Seat | None:
    """In a box that grows no more than it must."""
    found = (one for one in _tried(ways, shape, (width, MOST), scale, False) if one.h >= LEAST)
    wider = min(found, key=lambda one: (one.block.height, -one.w), default=None)
    return wider._replace(w=wider.w * LEAST / wider.h, h=LEAST) if wider and wider.block.height < LEAST else wider


def _above(ways: Ways, shape: float, width: float, scale: Scale) -> Seat:
    """The words are as in a box without a picture."""
    block = fit_units(ways[0], tuple(ways[1:]), width, 2 * scale.sign[-1] * TIGHT * POINT, scale.sign, GAP)
    return Seat(block, *_within(shape, width, GROWN), stacked=True)


def _within(shape: float, width: float, height: float) -> tuple[float, float]:
    high = min(height, MOST, width / shape)
    return high * shape, high


def _widest(block: Block) -> float:
    return max((line.runs[-1].x + SERIF.width(line.runs[-1].text, line.runs[-1].size) for line in block.lines),
               default=0.0)  # fmt: skip


def _whole(units: tuple[Unit, ...], size: float, width: float) -> bool:
    return all(SERIF.width(unit.text, size) <= width for unit in units)
