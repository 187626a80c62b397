"""Whether a page without a code is the empty back of a sheet. Only what is certain counts: light paper, nothing on it
that stands out of its own grain, nothing as dark as more than the front showing through, nothing lighter than it.

The numbers below were fitted on the 60 backs and 102 written pages of tests/support/backs.py, all drawn by program,
none a plant's own paper. 57 of the backs are known as such; the other three lie in grain of 12 greys. With STROKE,
GRAINS, SHADE or COARSE_GRAIN 15 % lower no more are lost, with PALE and PALE_GRAINS one back in four. The other way
there is less room: with the two of strokes, or of pale print, 15 % higher the palest written pages are put
aside. What the second blur leaves shows on half as many dots, and is blurred and looked at there.
"""

from __future__ import annotations

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from forms.reading.greys import quantile

LONG_SIDE, SHEET = 2800, 297.0
"""Pixels of the longer side that are enough, and its millimetres: 200 dpi of A4."""

LEAST_SIDE = 160
"""Pixels of a picture that may be a sheet's; nor is a strip one, three times as long as wide."""

LIGHT = 160
"""The grey above which the middle of a page may be paper."""

SHARP, SOFT = 0.09, 0.45
"""Millimetres: a pen's edge outlasts the first blur, what shows through from the front is softer than the second."""

TIMES = 4
"""Steps of the fine picture in a grey."""

STROKE, GRAINS = 11.0, 5.6
"""By how many greys a fine stroke is darker than its surroundings, and by how many times the grain's own spread."""

PALE, PALE_GRAINS, PALE_SHARE = 4.5, 2.9, 0.01
"""The same of a whole sheet of pale print: it is less, but on so great a part of the page."""

COARSE_GRAIN = 4.5
"""Greys: in grain that spreads further a stroke could hide."""

SHADE, SHADE_SHARE, LIGHTER, LIGHTER_SHARE = 22, 0.0008, 10, 0.005
"""Greys darker than the paper about it, after the second blur, that the front showing through does not reach; and
lighter, which nothing on paper is."""

CELL, CELL_PART, CLOSE, CELLS = 16, 0.045, 2, 3
"""Strokes are counted in cells of so many pixels; a cell with this part of them is written on; so many of those within
this reach are no dust."""

LOW, WINDOW = 8, 9
"""The paper's own shade is that of a picture so many times smaller, in the middle of such a window."""

EDGE, MARGIN, STEP = 3.0, 24.0, 10
"""Millimetres that are left out all around, and within which the scanner's lid, shadows that fall by more than so many
greys, and punched holes are."""

SOLID = 0.35
"""Of the paper's grey: darker than a square millimetre with a pen's stroke across it."""


def is_blank(grey: Image.Image) -> bool:
    """False too for what cannot be told: dark or strip-like pictures, grain in which a stroke could hide."""
    parts = max(1, -(-max(grey.size) // LONG_SIDE))
    small = grey.reduce(parts) if parts > 1 else grey
    middle = quantile(small.histogram(), 0.5)
    if middle < LIGHT or min(small.size) < max(LEAST_SIDE, max(small.size) / 3):
        return False
    scale = max(small.size) / SHEET
    low = small.reduce(LOW)
    even = low.filter(ImageFilter.MedianFilter(WINDOW))
    inner = _inner(low, even, middle, scale / LOW)
    return _is_even(small.reduce(2), even, inner, scale / 2) and not _is_written(small, even, inner, scale)


def _inner(low: Image.Image, even: Image.Image, middle: int, scale: float) -> Image.Image:
    """Where the page is looked at: not on a hole's or the lid's black near an edge, nor where they begin."""
    solid = low.point([255 if value < middle * SOLID else 0 for value in range(256)])
    steps = ImageChops.subtract(even.filter(ImageFilter.MaxFilter(5)), even.filter(ImageFilter.MinFilter(5)))
    steps = steps.point([255 if value > STEP else 0 for value in range(256)])
    foreign = ImageChops.lighter(solid.filter(ImageFilter.MaxFilter(9)), steps.filter(ImageFilter.MaxFilter(7)))
    wide, high = low.size
    inner = Image.new("L", low.size, 0)
    edge, margin = EDGE * scale, MARGIN * scale
    draw = ImageDraw.Draw(inner)
    draw.rectangle((edge, edge, wide - edge, high - edge), 255)
    inner.paste(0, mask=foreign)
    draw.rectangle((margin, margin, wide - margin, high - margin), 255)
    return inner


def _is_even(half: Image.Image, even: Image.Image, inner: Image.Image, scale: float) -> bool:
    """Without anything broad: a blurred sheet, a table's grain, a stamp."""
    soft = half.filter(ImageFilter.GaussianBlur(SOFT * scale))
    paper, looked_at = _as_large_as(half, even, inner)
    counts = ImageChops.subtract(paper, soft, 1, 128).histogram(looked_at)
    total = sum(counts)
    return (
        sum(counts[128 + SHADE :]) <= total * SHADE_SHARE and sum(counts[: 128 - LIGHTER]) <= total * LIGHTER_SHARE
    )  # fmt: skip


def _as_large_as(picture: Image.Image, even: Image.Image, inner: Image.Image) -> tuple[Image.Image, Image.Image]:
    """The paper's own shade, and where the page is looked at."""
    return (
        even.resize(picture.size, Image.Resampling.BILINEAR),
        inner.resize(picture.size, Image.Resampling.NEAREST),
    )  # fmt: skip


def _is_written(small: Image.Image, even: Image.Image, inner: Image.Image, scale: float) -> bool:
    """Whether fine strokes are on it; or may be, unseen in grain that is too coarse."""
    paper, looked_at = _as_large_as(small, even, inner)
    fine = ImageChops.subtract(paper, small, 1 / TIMES, 128)
    soft = fine.reduce(2).filter(ImageFilter.GaussianBlur(SOFT * scale / 2))
    strokes = ImageChops.subtract(
        fine.filter(ImageFilter.GaussianBlur(SHARP * scale)),
        soft.resize(fine.size, Image.Resampling.BILINEAR),
        1,
        128,
    )
    counts = strokes.histogram(looked_at)
    grain = (quantile(counts, 0.84) - quantile(counts, 0.16)) / 2 / TIMES
    pale = 128 + round(TIMES * max(PALE, PALE_GRAINS * grain))
    if grain > COARSE_GRAIN or sum(counts[pale:]) > sum(counts) * PALE_SHARE:
        return True
    limit = 128 + min(126, round(TIMES * max(STROKE, GRAINS * grain)))
    dark = strokes.point([255 if value > limit else 0 for value in range(256)])
    cells = (
        ImageChops.darker(dark, looked_at).reduce(CELL).point([255 if v > 255 * CELL_PART else 0 for v in range(256)])
    )
    crowd = cells.filter(ImageFilter.BoxBlur(CLOSE)).getextrema()[1]
    return isinstance(crowd, int | float) and crowd >= CELLS * 255 // (2 * CLOSE + 1) ** 2
