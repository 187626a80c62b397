"""Whether a picture shows more than the sheet that was found on it: another one beside it on a large glass."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PIL import Image, ImageDraw

from forms.reading.greys import quantile
from forms.reading.page_read import PageRead
from forms.sign_boxes import HUNDREDTHS

SIDE = 900
"""Pixels of the longer side of the picture that is looked at."""

TIMES = 1.6
"""A picture that is smaller beside its sheet has no room for another."""

AROUND = 6.0
"""Millimetres about the sheet that are not looked at: its own shadow and edge."""

PAPER, INK = 0.9, 0.65
"""Of the white of the sheet: what is as bright is paper too, what is darker may be print."""

LEAST, MOST = 0.003, 0.4
"""The part of it that print covers; a table or a lid has none, or is dark all over."""


def has_more(found: PageRead, geometry: Mapping[str, Any]) -> bool:
    """Only of a sheet of which it is sure how it lies; a blank sheet beside it is not seen."""
    if found.plane is None or not found.sure:
        return False
    grey, (w, h) = found.page.grey, (geometry[side] / HUNDREDTHS for side in "wh")
    scale = found.plane.scale(w / 2, h / 2)
    if grey.width * grey.height < TIMES * w * h * scale * scale:
        return False
    small = max(1, max(grey.size) // SIDE)
    corners = [(-AROUND, -AROUND), (w + AROUND, -AROUND), (w + AROUND, h + AROUND), (-AROUND, h + AROUND)]
    spots = [(x / small, y / small) for x, y in (found.plane.at(*corner) for corner in corners)]
    return _is_printed_paper(grey.reduce(small), spots)


def _is_printed_paper(seen: Image.Image, sheet: list[tuple[float, float]]) -> bool:
    """What lies outside of the sheet's corners."""
    beside, on_it = Image.new("L", seen.size, 255), Image.new("L", seen.size, 0)
    ImageDraw.Draw(beside).polygon(sheet, 0)
    ImageDraw.Draw(on_it).polygon(sheet, 255)
    white, counts = quantile(seen.histogram(on_it), 0.8), seen.histogram(beside)
    dark = sum(counts[: round(INK * white)]) / max(1, sum(counts))
    return quantile(counts, 0.5) >= PAPER * white and LEAST <= dark <= MOST
