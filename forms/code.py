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


@lru_cache(maxsize=256)
def modules(text: str, x: float, y: float, w: float, h: float) -> tuple[Fill, ...]:
    """The dark squares in the middle of the box, those side by side as one."""
    rows = _matrix(text)
    side = min(w, h) / (len(rows) + 2 * QUIET)
    left, top = x + (w - len(rows) * side) / 2, y + (h - len(rows) * side) / 2
    return drawn(rows, left, top, len(rows) * side)


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
def small_matrix(text: str) -> tuple[bytes, ...]:
    """A Data Matrix of 12 or 14 squares: of the codes that fit in 7 mm, scans of 150 dpi are read best."""
    import zxingcpp

    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.DataMatrix)
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
