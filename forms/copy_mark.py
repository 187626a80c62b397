"""The marks of a numbered copy on its pages: only free space is used."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from forms import code
from forms.fit import SERIF
from forms.grid import Paper
from forms.sheet import CopyMark, Fill, Item, Words

SIDE = 16.0
TOP = 5.0
"""Of the main mark: printers do not print the outer 4 mm."""

SHORT_SIZE, SHORT_DOWN, SHORT_WIDTH = 6.0, 2.5, 22.0
"""Points; millimetres below the main mark; as wide as the head keeps free beside the title."""

SECOND, SECOND_LEFT, SECOND_UP = 6.6, 4.4, 10.0
"""Of the second mark: its side, and its distance from the left and from the lower edge."""


@dataclass(frozen=True)
class Square:
    """Where a mark is printed, in millimetres."""

    x: float
    y: float
    side: float

    @property
    def corners(self) -> tuple[tuple[float, float], ...]:
        """From the top left one, clockwise."""
        right, low = self.x + self.side, self.y + self.side
        return (self.x, self.y), (right, self.y), (right, low), (self.x, low)


def main_place(width: float, margin: float = 12.0) -> Square:
    """Right top of the head."""
    return Square(width - margin - SIDE, TOP, SIDE)


def second_place(height: float) -> Square:
    """In the left margin near the bottom, far from the main mark."""
    return Square(SECOND_LEFT, height - SECOND_UP - SECOND, SECOND)


def marks(mark: CopyMark, paper: Paper, page: int, pages: int) -> tuple[Item, ...]:
    """Both marks and the short code of one page."""
    main, second = main_place(paper.width, paper.margin), second_place(paper.height)
    words = f"{mark.said}　{mark.code.short(page)}" if mark.said else mark.code.short(page)
    size = min(SHORT_SIZE, SHORT_SIZE * SHORT_WIDTH / SERIF.width(words, SHORT_SIZE))
    end = main.x + main.side
    return (
        *_squares(code.copy_matrix(mark.code.text(page, pages)), main),
        Words(end - SERIF.width(words, size), main.y + main.side + SHORT_DOWN, words, size),
        *_squares(code.small_matrix(mark.code.compact(page)), second),
    )


@lru_cache(maxsize=64)
def _squares(matrix: tuple[bytes, ...], place: Square) -> tuple[Fill, ...]:
    return code.drawn(matrix, place.x, place.y, place.side)
