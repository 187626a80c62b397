"""A signature or a seal lifted off the photo of its paper: the white becomes clear, whatever the light on it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PIL import Image, ImageChops, ImageFilter, ImageMath

from qcdesk.errors import Refused
from qcdesk.services.basics import islands

WORKED = 1400
"""Pixels of the longer side that a photo is worked on at; a signature ends at a fraction of them."""

GRID = (48, 36)
"""Where the light on the paper is sampled."""

SHADOW = 180
"""Pixels of the longer side at which shadows are looked for."""

PAPER = 0.94
"""Of the light around it: what is darker in any colour is rather ink."""

DOUBT = (0.1, 0.03, 0.01, 0.01, 0.003, 0.003, 0.001, 0.001)
"""The weight that a sample darker than paper still has, round by round."""

LEAST_INK, MOST_INK = 0.0004, 0.75
"""Of the picture."""

FAINTEST = 0.09

Surface = tuple[float, ...]


def lifted(photo: Image.Image) -> Image.Image:
    """RGBA, the strokes in their own colour; raises Refused where neither ink nor paper can be made out."""
    picture = photo.convert("RGB")
    picture.thumbnail((WORKED, WORKED))
    clean = _in_even_light(picture)
    dark = _darkness(clean)
    low, high, full = _levels(dark)
    alpha = dark.point([round(255 * min(1.0, max(0.0, (at / 255 - low) / (high - low)))) for at in range(256)])
    alpha = islands.without_dirt(alpha)
    share = sum(alpha.histogram()[128:]) / (alpha.width * alpha.height)
    if share < LEAST_INK:
        raise Refused("照片里没有找到签名或印章：请用深色笔写在白纸上，拍得近一些")
    if share > MOST_INK:
        raise Refused("看不出哪里是纸：请把签名或印章连四周的白纸一起拍进来")
    red, green, blue = (_ink(band, dark, full) for band in clean)
    return Image.merge("RGBA", (red, green, blue, alpha))


def _in_even_light(picture: Image.Image) -> list[Image.Image]:
    """Each colour divided by that of the paper at the place."""
    bands = [_divided(band, light) for band, light in zip(picture.split(), _light(picture), strict=True)]
    shadow = _shadow(bands).resize(picture.size, Image.Resampling.BICUBIC)
    return [_divided(band, shadow) for band in bands]


def _divided(band: Image.Image, light: Image.Image) -> Image.Image:
    def quotient(given: dict[str, Any]) -> Any:
        return given["convert"](given["min"](given["band"] * 255.0 / given["max"](given["light"], 1), 255.0), "L")

    return _computed(quotient, band=band, light=light)


def _computed(rule: Any, **images: Image.Image) -> Image.Image:
    made: Image.Image = ImageMath.lambda_eval(rule, **images)
    return made


def _darkness(bands: Sequence[Image.Image]) -> Image.Image:
    return ImageChops.invert(ImageChops.darker(ImageChops.darker(bands[0], bands[1]), bands[2]))


def _light(picture: Image.Image) -> list[Image.Image]:
    """The paper's own colour all over the picture, as if nothing were written on it: a bowl or slope laid through what
    is brightest, so that a solid seal does not pass for paper."""
    small = picture.resize(GRID, Image.Resampling.BOX)
    terms = [_terms(x, y) for y in range(GRID[1]) for x in range(GRID[0])]
    bands = [[float(max(1, level)) for level in band.tobytes()] for band in small.split()]
    weights = [1.0] * len(terms)
    surfaces = [_fitted(terms, band, weights) for band in bands]
    for doubt in DOUBT:
        weights = [
            1.0 if all(band[at] >= PAPER * _level(surface, term) for band, surface in zip(bands, surfaces, strict=True))
            else doubt for at, term in enumerate(terms)
        ]  # fmt: skip
        surfaces = [_fitted(terms, band, weights) for band in bands]
    return [_drawn(surface, terms, picture.size) for surface in surfaces]


def _terms(x: int, y: int) -> tuple[float, ...]:
    across, down = 2 * x / (GRID[0] - 1) - 1, 2 * y / (GRID[1] - 1) - 1
    return 1.0, across, down, across * across, across * down, down * down


def _level(surface: Surface, terms: tuple[float, ...]) -> float:
    return sum(factor * term for factor, term in zip(surface, terms, strict=True))


def _fitted(terms: Sequence[tuple[float, ...]], band: Sequence[float], weights: Sequence[float]) -> Surface:
    """Least squares by the normal equations, a little stiff where hardly any paper is seen."""
    count = len(terms[0])
    rows = [[1e-3 if line == column and line else 0.0 for column in range(count)] + [0.0] for line in range(count)]
    for term, level, weight in zip(terms, band, weights, strict=True):
        for line in range(count):
            share = weight * term[line]
            for column in range(line, count):
                rows[line][column] += share * term[column]
            rows[line][count] += share * level
    for line in range(count):
        for column in range(line):
            rows[line][column] = rows[column][line]
    return _solved(rows)


def _solved(rows: list[list[float]]) -> Surface:
    """Gauss, on a matrix that is positive: no pivot is nought."""
    count = len(rows)
    for at in range(count):
        for line in range(at + 1, count):
            factor = rows[line][at] / rows[at][at]
            rows[line] = [one - factor * other for one, other in zip(rows[line], rows[at], strict=True)]
    found = [0.0] * count
    for at in reversed(range(count)):
        known = sum(rows[at][column] * found[column] for column in range(at + 1, count))
        found[at] = (rows[at][count] - known) / rows[at][at]
    return tuple(found)


def _drawn(surface: Surface, terms: Sequence[tuple[float, ...]], size: tuple[int, int]) -> Image.Image:
    small = Image.new("L", GRID)
    small.putdata([round(min(255.0, max(24.0, _level(surface, term)))) for term in terms])
    return small.resize(size, Image.Resampling.BICUBIC)


def _shadow(bands: Sequence[Image.Image]) -> Image.Image:
    """What a hand or a lamp leaves on the paper beyond that: grey, wide and not deep."""
    small = Image.merge("RGB", list(bands))
    small.thumbnail((SHADOW, SHADOW), Image.Resampling.BOX)
    wide = small.filter(ImageFilter.MaxFilter(7)).filter(ImageFilter.MinFilter(5))
    shade = Image.new("L", wide.size)
    shade.putdata([_shade(pixel) for pixel in zip(*(band.tobytes() for band in wide.split()), strict=True)])
    return shade.filter(ImageFilter.GaussianBlur(1.5))


def _shade(pixel: tuple[int, ...]) -> int:
    return min(pixel) if min(pixel) > 140 and max(pixel) - min(pixel) < 36 else 255


def _levels(dark: Image.Image) -> tuple[float, float, float]:
    """Where paper ends, where full strokes begin, and how dark those are; of 1."""
    counts = dark.histogram()
    parting = _parting(counts) / 255
    low = max(FAINTEST, min(0.3, parting * 0.55))
    high = max(low + 0.12, parting * 1.15)
    full = _percentile(counts[round(high * 255) :], 0.7)
    return low, high, max(0.5, high + full / 255)


def _parting(counts: Sequence[int]) -> int:
    """Otsu's: the level that parts the picture best into two."""
    total, whole = sum(counts), sum(at * count for at, count in enumerate(counts))
    best, parted, below, under = -1.0, 0, 0, 0
    for at, count in enumerate(counts):
        below, under = below + count, under + at * count
        above = total - below
        if below and above:
            between = below * above * (under / below - (whole - under) / above) ** 2
            if between > best:
                best, parted = between, at
    return parted


def _percentile(counts: Sequence[int], share: float) -> int:
    wanted, seen = share * sum(counts), 0
    for at, count in enumerate(counts):
        seen += count
        if seen >= wanted:
            return at
    return 0


def _ink(band: Image.Image, dark: Image.Image, full: float) -> Image.Image:
    """The stroke's own colour, without the paper that shines through at its edge."""

    def colour(given: dict[str, Any]) -> Any:
        share = (255.0 - given["band"]) / given["max"](given["dark"], 1)
        return given["convert"](given["max"](255.0 - 255.0 * full * given["min"](share, 1.0), 0.0), "L")

    return _computed(colour, band=band, dark=dark)
