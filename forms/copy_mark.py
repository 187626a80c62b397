"""The marks of a numbered copy on its pages: only free space is used. Sheets have two; a label without a head has one:
its own QR code says the copy too, or a small mark stands below its frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from forms import code
from forms.faces import POINT
from forms.fit import SERIF
from forms.grid import Paper
from forms.sheet import CODE, CopyMark, Fill, Item, LaidCell, Standing, Words

SIDE = 16.0
TOP = 5.0
"""Of the main mark: printers do not print the outer 4 mm."""

SHORT_SIZE, SHORT_DOWN, SHORT_WIDTH = 6.0, 2.5, 22.0
"""Points; millimetres below the main mark; as wide as the head keeps free beside the title."""

SECOND, SECOND_LEFT, SECOND_UP = 6.6, 4.4, 10.0
"""Of the second mark: its side, and its distance from the left and from the lower edge."""


BELOW, BELOW_LEFT, BELOW_GAP, BELOW_EDGE = 5.3, 20.0, 0.65, 1.8
"""Of the mark below a label's frame: its side, its distance from the left, which is more than a folded corner takes,
from the middle of the frame's line, and from the lower edge at least, where a row has grown."""

WORDS_AWAY = 1.5


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


def places(paper: Paper, rows: Sequence[Standing]) -> dict[str, Square]:
    """Of the marks on a page with these rows, by `main` and `second`; none where rows have grown into their room."""
    if paper.head:
        return {"main": main_place(paper.width, paper.margin), "second": second_place(paper.height)}
    coded = [replace(cell, y=cell.y + down) for row, _, down in rows for cell in row.cells if _is_code(cell)]
    if coded:
        return {"main": _code_place(coded[0])}
    top = rows[-1][1] + rows[-1][0].height + BELOW_GAP
    return {"second": Square(BELOW_LEFT, top, BELOW)} if top + BELOW <= paper.height - BELOW_EDGE else {}


def coded(cell: LaidCell, mark: CopyMark, number: str, page: int) -> LaidCell:
    """A label's code that says its copy behind its number, in the same place; every other cell as it is."""
    if not _is_code(cell):
        return cell
    return replace(cell, drawing=_squares(code.label_matrix(mark.code.label(number, page)), _code_place(cell)))


def _is_code(cell: LaidCell) -> bool:
    return cell.kind == CODE and bool(cell.drawing)


def _code_place(cell: LaidCell) -> Square:
    return Square(*code.middle(code.LEAST, cell.x, cell.y, cell.w, cell.h))


def below(mark: CopyMark, place: Square, page: int) -> tuple[Item, ...]:
    """The mark of a label without a code of its own, and the short code beside it."""
    words = f"{mark.code.short(page)}　{mark.said}" if mark.said else mark.code.short(page)
    x, y = place.x + place.side + WORDS_AWAY, place.y + place.side / 2 + SHORT_SIZE * POINT * 0.35
    return *_squares(code.small_matrix(mark.code.compact(page)), place), Words(x, y, words, SHORT_SIZE)


def marks(mark: CopyMark, paper: Paper, page: int, pages: int) -> tuple[Item, ...]:
    """Both marks and the short code of one page with a head."""
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
