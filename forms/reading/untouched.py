"""Whether a page is a print as the program drew it, which never was on paper.

Drawn from lines and words, a mark is pure black and white, each of its squares straight to the dot, while the words
beside it have soft edges. A picture of paper has both soft or both hard: what stands in for a scanner's grey, one bit a
dot, makes words hard as well, and drawn at another size marks soft as well. How the sheet lies does not matter. A file
of pictures is never such a print, whatever is grey on its pages of one bit: a photo, a stamp put in later.
"""

from __future__ import annotations

from itertools import pairwise

from PIL import Image

from forms.reading.marks import Mark
from forms.reading.page_read import PageRead

SOFT = 0.002
"""The least part of a page that is neither black nor white, where words are drawn."""

CHANGES = 0.75
"""Of the lines of dots through a mark, the most that differ from the line before: two for each square at most, and a
square has three dots. In pictures of paper nearly every line differs."""


def is_untouched(found: PageRead) -> bool:
    """By any of its marks: somebody may have written over the other one on his screen."""
    if not found.page.drawn:
        return False
    return any(_is_drawn(found.page.grey, mark) for mark in found.marks) and _between(found.page.grey) >= SOFT


def _is_drawn(grey: Image.Image, mark: Mark) -> bool:
    across, down = ([point[at] for point in mark.corners] for at in (0, 1))
    part = grey.crop((round(min(across)), round(min(down)), round(max(across)), round(max(down))))
    return not _between(part) and all(
        _changes(seen) <= CHANGES for seen in (part, part.transpose(Image.Transpose.TRANSPOSE))
    )


def _between(grey: Image.Image) -> float:
    """Which part of it is neither black nor white."""
    counts = grey.histogram()
    return sum(counts[1:255]) / max(1, sum(counts))


def _changes(part: Image.Image) -> float:
    dots, wide = part.tobytes(), part.width
    lines = [dots[at : at + wide] for at in range(0, len(dots), wide)]
    return sum(one != other for one, other in pairwise(lines)) / max(1, len(lines) - 1)
