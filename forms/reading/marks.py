"""The codes found on a picture: the main marks of copies, their second ones, and whatever else is a code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot

import zxingcpp
from PIL import Image, ImageFilter

from forms.reading.plane import Plane, Point, flat
from qcdesk import copy_codes
from qcdesk.copy_codes import PageCode, ShortCode

QR, SMALL = zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.DataMatrix
FINE = 6_000_000
"""Pixels of a page of 220 dpi: above, noise hides more than fine squares show, and the picture is made smaller."""

LARGER, NOISY, SOFT = 1.6, 2.0, 1.5
"""Times: small squares of a poor scan are read when they are drawn larger, those of a noisy one larger and softened by
so many pixels."""


@dataclass(frozen=True)
class Mark:
    """`says` is None for a code of somebody else's, a ShortCode with its number on a sample's label; the corners are in
    pixels, from the top left one clockwise."""

    text: str
    says: PageCode | ShortCode | None
    corners: tuple[Point, ...]

    @property
    def is_label(self) -> bool:
        """A sample's label; it may be stuck on another sheet."""
        return isinstance(self.says, ShortCode) and bool(self.says.number)


def quick(grey: Image.Image) -> list[Mark]:
    """The way that costs least and nearly always does: QR codes as they are."""
    return _marks(grey, (QR,), hard=False)


def thorough(grey: Image.Image) -> list[Mark]:
    """All that may help: second marks too, the picture smaller, larger, softer until something of ours is found. Beside
    a label, which may be stuck on a sheet of ours, the sheet is looked for once more."""
    found: list[Mark] = []
    for times, seen in _ways(grey):
        found.extend(_moved(mark, 1 / times, 0, 0) for mark in seen)
        if any(mark.says and not (mark.is_label and times == 1) for mark in found):
            break
    return _distinct(found)


def _ways(grey: Image.Image) -> Iterator[tuple[float, list[Mark]]]:
    """How many times larger, and what was found."""
    yield 1.0, _marks(grey, (QR, SMALL), hard=True)
    if grey.width * grey.height > FINE:
        yield 0.5, _marks(grey.reduce(2), (QR, SMALL), hard=True)
        return
    yield LARGER, _marks(_resized(grey, LARGER), (QR, SMALL), hard=True)
    yield NOISY, _marks(_resized(grey, NOISY).filter(ImageFilter.GaussianBlur(SOFT)), (SMALL,), hard=False)


def _resized(grey: Image.Image, times: float) -> Image.Image:
    if times == 1 / 2:
        return grey.reduce(2)
    return grey.resize((int(grey.width * times), int(grey.height * times)), Image.Resampling.BICUBIC)


def second(grey: Image.Image, centre: Point, reach: float) -> Mark | None:
    """The second mark within `reach` pixels of where it should be; the nearest, if a label bears one of its shape."""
    x, y = centre
    box = (
        max(0, int(x - reach)),
        max(0, int(y - reach)),
        min(grey.width, int(x + reach)),
        min(grey.height, int(y + reach)),
    )
    if box[2] - box[0] < 20 or box[3] - box[1] < 20:
        return None
    part = grey.crop(box)
    fine = grey.width * grey.height > FINE
    for times in (0.5, 1.0) if fine else (1.0, LARGER):
        seen = _marks(part if times == 1 else _resized(part, times), (SMALL,), hard=False)
        found = [_moved(mark, 1 / times, box[0], box[1]) for mark in seen if isinstance(mark.says, ShortCode)]
        if found:
            return min(found, key=lambda mark: _away(mark, centre))
    return None


def _away(mark: Mark, centre: Point) -> float:
    (x0, y0), (x1, y1) = mark.corners[0], mark.corners[2]
    return hypot((x0 + x1) / 2 - centre[0], (y0 + y1) / 2 - centre[1])


def _marks(grey: Image.Image, formats: Sequence[zxingcpp.BarcodeFormat], hard: bool) -> list[Mark]:
    read = zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormats(formats), try_downscale=hard, try_invert=hard)
    return [_mark(one.text, one.position, one.format == SMALL) for one in read if one.valid]


def _mark(text: str, place: zxingcpp.Position, small: bool) -> Mark:
    corners = tuple(
        (float(point.x), float(point.y))
        for point in (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    )
    return Mark(text, _says(text, small), corners)


def _says(text: str, small: bool) -> PageCode | ShortCode | None:
    """A QR code bears no short code but behind a number."""
    short = copy_codes.parse_short(text)
    if short is not None and small == bool(short.number):
        short = None
    return short or (None if small else copy_codes.parse(text))


def _moved(mark: Mark, times: float, right: float, down: float) -> Mark:
    return Mark(mark.text, mark.says, tuple((x * times + right, y * times + down) for x, y in mark.corners))


def _distinct(marks: Sequence[Mark]) -> list[Mark]:
    """One that was found in two ways stands once."""
    kept: list[Mark] = []
    for mark in marks:
        if not any(other.text == mark.text and _near(other, mark) for other in kept):
            kept.append(mark)
    return kept


def _near(one: Mark, other: Mark) -> bool:
    size = abs(one.corners[0][0] - one.corners[2][0]) + abs(one.corners[0][1] - one.corners[2][1])
    return all(abs(x - u) + abs(y - v) < size / 2 for (x, y), (u, v) in zip(one.corners, other.corners, strict=True))


def plane_of(mark: Mark, corners: Sequence[Point]) -> Plane | None:
    """By one mark alone, given where its corners are printed: good near by, off by some millimetres far away."""
    return flat(corners, mark.corners)
