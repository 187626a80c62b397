"""A record's number as a QR code: squares on paper, a picture in Excel."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

from forms.sheet import Fill

QUIET = 4
"""Modules of white on every side, which scanners want."""

SEAM = 0.01
"""Millimetres by which the lines of squares overlap, so that no hair of white runs between them."""

PIXELS = 12
"""Of a module in Excel's picture."""


LEAST = 21
"""Squares a side of the smallest QR code, which holds a number."""


@lru_cache(maxsize=256)
def modules(text: str, x: float, y: float, w: float, h: float) -> tuple[Fill, ...]:
    """The dark squares in the middle of the box, those side by side as one."""
    rows = _matrix(text)
    return drawn(rows, *middle(len(rows), x, y, w, h))


def middle(count: int, x: float, y: float, w: float, h: float) -> tuple[float, float, float]:
    """Left, top and size of a code of so many squares in the middle of the box, its white margin beside it."""
    size = min(w, h) * count / (count + 2 * QUIET)
    return x + (w - size) / 2, y + (h - size) / 2, size


def drawn(rows: tuple[bytes, ...], left: float, top: float, size: float) -> tuple[Fill, ...]:
    """The dark squares of a code that fills a square of `size`, without a margin."""
    side = size / len(rows)
    return tuple(
        Fill(left + first * side, top + at * side, count * side, side + SEAM, 0.0)
        for at, row in enumerate(rows) for first, count in _stretches(row)
    )  # fmt: skip


@lru_cache(maxsize=64)
def copy_matrix(text: str) -> tuple[bytes, ...]:
    """The QR code of a copy's page: a quarter of it may be lost under a stain."""
    import segno

    return tuple(bytes(row) for row in segno.make(text, micro=False, error="q", boost_error=False).matrix)


@lru_cache(maxsize=64)
def label_matrix(text: str) -> tuple[bytes, ...]:
    """The QR code of a numbered label: what corrects errors gives way to the short code, so that 25 letters are no more
    squares than the number alone; 25 squares a side for longer ones."""
    import segno

    return tuple(bytes(row) for row in segno.make(text, micro=False, error="l").matrix)


@lru_cache(maxsize=64)
def small_matrix(text: str) -> tuple[bytes, ...]:
    """A Data Matrix of 14 squares a side, 16 for long numbers: of the codes that fit in 7 mm, scans of 150 dpi are read
    best."""
    import zxingcpp

    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.DataMatrix, force_square=True)
    picture: Any = zxingcpp.write_barcode_to_image(made, scale=1, add_quiet_zones=False)
    high, wide = memoryview(picture).shape or (0, 0)
    squares = memoryview(picture).tobytes()
    return tuple(bytes(not value for value in squares[at * wide : (at + 1) * wide]) for at in range(high))


def picture(text: str) -> bytes:
    """PNG, its white margin with it."""
    import segno

    buffer = io.BytesIO()
    segno.make(text, micro=False, error="m").save(buffer, kind="png", scale=PIXELS, border=QUIET)
    return buffer.getvalue()


@lru_cache(maxsize=256)
def _matrix(text: str) -> tuple[bytes, ...]:
    import segno

    return tuple(bytes(row) for row in segno.make(text, micro=False, error="m").matrix)


def _stretches(row: bytes) -> list[tuple[int, int]]:
    """Where dark squares begin and how many stand side by side."""
    found: list[tuple[int, int]] = []
    for at, dark in enumerate(row):
        if dark and found and sum(found[-1]) == at:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((at, 1))
    return found
