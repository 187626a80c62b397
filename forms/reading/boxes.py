"""A signature box cut out of a picture, straight, and whether there is ink in it beyond what was printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageDraw, ImageFilter

from forms.reading.page_read import PageRead
from forms.sign_boxes import HUNDREDTHS
from qcdesk.errors import Refused

DPI = 150
STEP = 25.4 / DPI
AROUND = 1.5
"""Millimetres that a cut-out shows around its box."""

INSET, BESIDE, BESIDE_PROMPT = 0.9, 0.7, 0.3
"""Millimetres left out along the rules of a box, and around printed words, black and grey."""

CONTRAST, LEAST_CONTRAST = 0.17, 26
"""Ink is darker than its paper by this part of what lies between paper and black, and by so many greys at least."""

PROMPT, BLACK, OVER = 0.4, 20, 0.63
"""From this shade on printed words are a prompt; the grey of black ink; how dark a pen is over a prompt, from black (0)
to paper (1)."""

COVERED = 0.1
"""A prompt darkens its place by 0.05 to 0.07 of the paper's white; more says that something is written over it."""

SIGNED, EMPTY, UNCLEAR = "signed", "empty", "unclear"
LEAST_AREA, LEAST_REACH = 1.2, 4.0
"""Square millimetres of ink, and how far it spreads, that make a signature; less than the next is dust."""

DUST = 0.2


@dataclass(frozen=True)
class Inked:
    """`share` of the free part of the box, in hundredths of a per cent; `area` in hundredths of a square millimetre."""

    verdict: str
    share: int
    area: int


def crop(found: PageRead, box: Mapping[str, Any], colour: bool = False) -> Image.Image:
    """The box upright at 150 dpi with a little around it; raises Refused where the page was not straightened."""
    x, y, w, h = _lengths(box)
    return _cut(found, x - AROUND, y - AROUND, w + 2 * AROUND, h + 2 * AROUND, colour)


def ink(found: PageRead, box: Mapping[str, Any]) -> Inked:
    """What was written into the box; `unclear` too wherever the page lies is not sure."""
    x, y, w, h = _lengths(box)
    part = _cut(found, x + INSET, y + INSET, max(1.0, w - 2 * INSET), max(1.0, h - 2 * INSET))
    spots, free, covered = _spots(part, [_within(rect, x + INSET, y + INSET) for rect in box["printed"]])
    area = sum(spots.histogram()[1:]) * STEP * STEP
    share = round(10_000 * area / (free * STEP * STEP)) if free else 0
    return Inked(_verdict(area, spots, found.sure, covered), share, round(area * HUNDREDTHS))


def _verdict(area: float, spots: Image.Image, sure: bool, covered: float) -> str:
    if not sure:
        return UNCLEAR
    if area <= DUST:
        return EMPTY if covered <= COVERED else UNCLEAR
    left, top, right, low = spots.getbbox() or (0, 0, 0, 0)
    reach = max(right - left, low - top) * STEP
    return SIGNED if area >= LEAST_AREA and reach >= LEAST_REACH else UNCLEAR


def _spots(part: Image.Image, printed: list[tuple[float, ...]]) -> tuple[Image.Image, int, float]:
    """The ink as 255 on 0, how many pixels were free to be written on, how dark the prompts are in the mean.

    Over the grey of a prompt a pen is known by being darker than the prompt; over black words nothing is known.
    """
    free, over = Image.new("L", part.size, 255), Image.new("L", part.size, 0)
    for x, y, w, h, shade in printed:
        away = BESIDE if shade < PROMPT else BESIDE_PROMPT
        place = (x - away) / STEP, (y - away) / STEP, (x + w + away) / STEP, (y + h + away) / STEP
        ImageDraw.Draw(free).rectangle(place, 0)
        ImageDraw.Draw(over).rectangle(place, 255 if shade >= PROMPT else 0)
    soft = part.filter(ImageFilter.BoxBlur(1))
    counts = soft.histogram(free)
    total = sum(counts)
    paper, reached = 255, 0
    while paper and reached < total * 0.4:
        reached += counts[paper]
        paper -= 1
    spots = Image.new("L", part.size, 0)
    spots.paste(_darker(soft, paper - max(LEAST_CONTRAST, CONTRAST * (paper - BLACK))), mask=free)
    spots.paste(_darker(soft, BLACK + (paper - BLACK) * OVER), mask=over)
    counts = soft.histogram(over)
    dark = sum((paper - value) * count for value, count in enumerate(counts)) / max(1, sum(counts)) / max(1, paper)
    return spots, total, dark


def _darker(soft: Image.Image, limit: float) -> Image.Image:
    return soft.point([255 if value < limit else 0 for value in range(256)])


def _cut(found: PageRead, x: float, y: float, w: float, h: float, colour: bool = False) -> Image.Image:
    if found.plane is None:
        raise Refused("这一页还没有对上是哪一张单，签名格截不出来")
    size = max(1, round(w / STEP)), max(1, round(h / STEP))
    picture = found.page.colour() if colour else found.page.grey
    white = 255 if picture.mode == "L" else (255, 255, 255)
    return picture.transform(
        size, Image.Transform.PERSPECTIVE, found.plane.box(x, y, STEP), Image.Resampling.BILINEAR, fillcolor=white
    )


def _lengths(box: Mapping[str, Any]) -> tuple[float, float, float, float]:
    return (
        box["x"] / HUNDREDTHS, box["y"] / HUNDREDTHS, box["w"] / HUNDREDTHS, box["h"] / HUNDREDTHS
    )  # fmt: skip


def _within(rect: list[int], left: float, top: float) -> tuple[float, ...]:
    x, y, w, h, shade = (value / HUNDREDTHS for value in rect)
    return x - left, y - top, w, h, shade
