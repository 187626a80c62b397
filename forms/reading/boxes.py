"""A signature box cut out of a picture, straight, and whether there is ink in it beyond what was printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot, sqrt
from typing import Any

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageStat

from forms.reading.greys import quantile
from forms.reading.page_read import PageRead
from forms.reading.straight import INCH, cut
from forms.sign_boxes import HUNDREDTHS

DPI = 150
STEP = INCH / DPI
AROUND = 1.5
"""Millimetres that a cut-out shows around its box."""

INSET, BESIDE, BESIDE_PROMPT = 0.9, 0.7, 0.3
"""Millimetres left out along the rules of a box, and around printed words, black and grey."""

CONTRAST, LEAST_CONTRAST = 0.17, 18
"""Ink is darker than the paper beside it by this part of what lies between paper and black, and by so many greys."""

FULL, FAINT = 1.0, 0.5
"""What is darker by half of that, and no dust, is no empty box either."""

WIDEST = 3.0
"""Millimetres: no stroke of a pen or a seal is wider; what is, is a shadow, and the paper within it is darker."""

LIT = 0.4
"""At least this part of a box's free paper lies outside of any shadow, and says how bright it is."""

LEAST_LIGHT = 75
"""Paper that is darker in the picture was hardly lit: its noise looks like ink."""

PROMPT, BLACK, OVER = 0.4, 20, 0.63
"""From this shade on printed words are a prompt; the grey of black ink; how dark a pen is over a prompt, from black (0)
to paper (1)."""

COVERED = 0.1
"""A prompt darkens its place by 0.05 to 0.07 of the paper's white; more says that something is written over it."""

SIGNED, EMPTY, UNCLEAR = "signed", "empty", "unclear"
LEAST_AREA, LEAST_REACH = 1.2, 4.0
"""Square millimetres of ink, and how far it spreads, that make a signature; less than the next is dust."""

STROKE = 2.0
"""Millimetres over which some of the ink hangs together: what nowhere does is specks of dust, however many."""

DUST = 0.2
LEAST_SPREAD = 0.75
"""Millimetres to either side of its own line, in the mean square: what keeps closer to it is a fold or a streak."""

_OVER = [round(BLACK + (paper - BLACK) * OVER) for paper in range(256)]
_LIMITS = {
    share: [max(0, round(paper - share * max(LEAST_CONTRAST, CONTRAST * (paper - BLACK)))) for paper in range(256)]
    for share in (FULL, FAINT)
}
"""What is darker is ink, on paper of each grey."""


@dataclass(frozen=True)
class Inked:
    """`share` of the free part of the box, in hundredths of a per cent; `area` in hundredths of a square millimetre."""

    verdict: str
    share: int
    area: int


def crop(found: PageRead, box: Mapping[str, Any], coloured: Image.Image | None = None) -> Image.Image:
    """The box upright at 150 dpi with a little around it, grey or out of the page `coloured`; raises Refused where the
    page was not straightened."""
    x, y, w, h = _lengths(box)
    around = x - AROUND, y - AROUND, w + 2 * AROUND, h + 2 * AROUND
    return cut(coloured or found.page.grey, found.plane, around, STEP)


def ink(found: PageRead, box: Mapping[str, Any]) -> Inked:
    """What was written into the box; `unclear` too where it is not sure how the page lies, or the light was poor."""
    x, y, w, h = _lengths(box)
    inner = x + INSET, y + INSET, max(1.0, w - 2 * INSET), max(1.0, h - 2 * INSET)
    printed = [_within(rect, x + INSET, y + INSET) for rect in box["printed"]]
    soft = cut(found.page.grey, found.plane, inner, STEP).filter(ImageFilter.BoxBlur(1))
    free, over = _places(soft.size, printed)
    sure = found.sure and quantile(soft.histogram(free), 1 - LIT) >= LEAST_LIGHT
    if sure and _is_clean(soft, free, over):
        return Inked(EMPTY, 0, 0)
    inside = _Inside(soft, _paper_of(soft), free, over)
    spots = _spots(inside)
    area, room = _area(spots), free.histogram()[255]
    share = round(10_000 * area / (room * STEP * STEP)) if room else 0
    return Inked(_verdict(inside, spots) if sure else UNCLEAR, share, round(area * HUNDREDTHS))


@dataclass(frozen=True)
class _Inside:
    """What a box shows, softened; how bright the paper is at each place; what is free to be written on, and what bears
    a prompt, as 255 on 0."""

    soft: Image.Image
    paper: Image.Image
    free: Image.Image
    over: Image.Image


def _is_clean(soft: Image.Image, free: Image.Image, over: Image.Image) -> bool:
    """Whether nothing is as dark as faint ink on the brightest paper of the box: then it is no ink on any other."""
    brightest = quantile(soft.histogram(), 1)
    if quantile(soft.histogram(free), 0) < _LIMITS[FAINT][brightest]:
        return False
    if over.getbbox() is None:
        return True
    counts = soft.histogram(over)
    grey = sum(value * count for value, count in enumerate(counts)) / sum(counts)
    return quantile(counts, 0) >= _OVER[brightest] and brightest - grey <= COVERED * brightest


def _verdict(inside: _Inside, spots: Image.Image) -> str:
    """Asked in the order of what it costs."""
    if _written(spots):
        return SIGNED if _spread(spots) >= LEAST_SPREAD and _has_stroke(spots) else UNCLEAR
    if _area(spots) > DUST or _covered(inside) > COVERED or _has_patch(inside):
        return UNCLEAR
    faint = _darker(inside, FAINT)
    return UNCLEAR if _written(faint) and _spread(faint) >= LEAST_SPREAD else EMPTY


def _spots(inside: _Inside) -> Image.Image:
    """The ink, on 0. Over a prompt's grey a pen is known by being darker than it; over black words nothing is known."""
    spots = _darker(inside, FULL)
    if inside.over.getbbox() is not None:
        spots.paste(ImageChops.subtract(inside.paper.point(_OVER), inside.soft), mask=inside.over)
    return spots


def _written(spots: Image.Image) -> bool:
    left, top, right, low = spots.getbbox() or (0, 0, 0, 0)
    return _area(spots) >= LEAST_AREA and max(right - left, low - top) * STEP >= LEAST_REACH


def _has_stroke(spots: Image.Image) -> bool:
    """Of a pen that paused, or that a coarse scan broke up, the pieces lie within two dots of each other."""
    wide, reach = spots.width, STROKE / STEP
    inked = {at for at, value in enumerate(spots.filter(ImageFilter.MaxFilter(3)).tobytes()) if value}
    beside = (-wide - 1, -wide, -wide + 1, -1, 1, wide - 1, wide, wide + 1)
    while inked:
        stroke = [inked.pop()]
        for at in stroke:  # grows while it is read
            near = inked.intersection(at + step for step in beside)
            stroke += near
            inked -= near
        rows, columns = [at // wide for at in stroke], [at % wide for at in stroke]
        if max(max(rows) - min(rows), max(columns) - min(columns)) - 2 >= reach:
            return True
    return False


def _area(spots: Image.Image) -> float:
    """Square millimetres."""
    return sum(spots.histogram()[1:]) * STEP * STEP


def _spread(spots: Image.Image) -> float:
    """How far from the straight line through them they lie, in millimetres, in the mean square."""
    wide = spots.width
    found = [divmod(at, wide) for at, value in enumerate(spots.tobytes()) if value]
    count = len(found)
    if not count:
        return 0.0
    middle_y, middle_x = sum(y for y, _ in found) / count, sum(x for _, x in found) / count
    down = sum((y - middle_y) ** 2 for y, _ in found) / count
    across = sum((x - middle_x) ** 2 for _, x in found) / count
    both = sum((y - middle_y) * (x - middle_x) for y, x in found) / count
    least = (down + across) / 2 - hypot((down - across) / 2, both)
    return sqrt(max(0.0, least)) * STEP


def _covered(inside: _Inside) -> float:
    """By which part of its white the paper is darkened where prompts stand, in the mean."""
    if inside.over.getbbox() is None:
        return 0.0
    white: float = ImageStat.Stat(inside.paper, inside.over).mean[0]
    dark: float = ImageStat.Stat(ImageChops.subtract(inside.paper, inside.soft), inside.over).mean[0]
    return dark / max(1.0, white)


def _places(size: tuple[int, int], printed: list[tuple[float, ...]]) -> tuple[Image.Image, Image.Image]:
    """What is free to be written on, and what bears a prompt."""
    free, over = Image.new("L", size, 255), Image.new("L", size, 0)
    for x, y, w, h, shade in printed:
        away = BESIDE if shade < PROMPT else BESIDE_PROMPT
        place = (x - away) / STEP, (y - away) / STEP, (x + w + away) / STEP, (y + h + away) / STEP
        ImageDraw.Draw(free).rectangle(place, 0)
        ImageDraw.Draw(over).rectangle(place, 255 if shade >= PROMPT else 0)
    return free, over


def _paper_of(soft: Image.Image) -> Image.Image:
    """How bright the paper is at each place: what is narrower than `WIDEST` is filled with what lies about it."""
    reach = round(WIDEST / STEP / 2)
    return ImageChops.invert(_brightest(ImageChops.invert(_brightest(soft, reach)), reach))


def _brightest(grey: Image.Image, reach: int) -> Image.Image:
    """Of each place the brightest within so many pixels of it, as a square: spans that double, along, then down."""
    wide, high = grey.size
    found = grey.crop((-reach, -reach, wide + reach, high + reach))
    for along, down in ((1, 0), (0, 1)):
        span = 1
        while span <= 2 * reach:
            step = min(span, 2 * reach + 1 - span)
            found = ImageChops.lighter(found, ImageChops.offset(found, -step * along, -step * down))
            span += step
    return found.crop((0, 0, wide, high))


def _has_patch(inside: _Inside) -> bool:
    """Whether a wide dark place lies within the box, touching no side: a shadow comes from beyond it."""
    paper = inside.paper
    limit = _LIMITS[FULL][quantile(paper.histogram(inside.free), 1 - LIT)]
    if quantile(paper.histogram(), 0) >= limit:
        return False
    left, top, right, low = paper.point([255 if value < limit else 0 for value in range(256)]).getbbox() or (0, 0, 0, 0)
    return right > 0 and left > 0 and top > 0 and right < paper.width and low < paper.height


def _darker(inside: _Inside, share: float) -> Image.Image:
    """What is free and darker than its paper by so much, on 0."""
    return ImageChops.darker(ImageChops.subtract(inside.paper.point(_LIMITS[share]), inside.soft), inside.free)


def _lengths(box: Mapping[str, Any]) -> tuple[float, float, float, float]:
    return (
        box["x"] / HUNDREDTHS, box["y"] / HUNDREDTHS, box["w"] / HUNDREDTHS, box["h"] / HUNDREDTHS
    )  # fmt: skip


def _within(rect: list[int], left: float, top: float) -> tuple[float, ...]:
    x, y, w, h, shade = (value / HUNDREDTHS for value in rect)
    return x - left, y - top, w, h, shade
