"""How large words stand in a workbook, and how high its rows: office programs set lines wider and further apart.

Excel sets its 宋体 at 1.3 of the size; where that face is missing another stands in, whose lines take up to 1.45 and
whose Latin letters are a fifth wider. Words in the middle of too low a row would lose their upper edge.
"""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache

from forms.faces import POINT
from forms.sheet import AREA, REST, SIGN, LaidCell, LaidRow, LaidSheet, Picture
from forms.xlsx_value import text_of

LEADING = 1.45
LATIN = 0.6
"""Of the size: how wide a letter or a figure may come out; a Chinese character is as wide as it is high."""

SURE = 0.96
"""Of a column's width: office programs round it to whole dots, some of them down."""

BLANK, SIDES = 0.4, 1.4
"""Millimetres above and below the words of a cell together, left and right of them together."""

LEAST = 6.0
"""Points: smaller words cannot be read on paper, so that the row grows instead. Labels have theirs smaller already."""

NARROWER, CLOSER = 0.75, 0.9
"""Of the size: as far as words shrink to stay on their lines, and then before their row grows."""


CAPTION = 7.5
"""Points: of what stands beneath photos."""

SPARED = 0.7
"""Of the blank of a big cell: the rest stays to write in."""


def size_of(cell: LaidCell, height: float) -> float:
    """In a row of `height` millimetres."""
    size = _fitted(cell)
    least, text = _least(size, CLOSER), text_of(cell)
    while size > least and _high(text, size, across(cell)) > height - above(cell) + 1e-6:
        size = max(least, size - 0.25)
    return size


def heights(sheet: LaidSheet) -> list[float]:
    """Of each row in millimetres; what small cells need beyond paper is taken from the blank of the big ones."""
    wanted = [max(row.height, _needed(row)) for row in sheet.rows]
    spare = [_spare(row) for row in sheet.rows]
    over = sum(wanted) - sum(row.height for row in sheet.rows)
    share = min(1.0, over / sum(spare)) if sum(spare) > 0 else 0.0
    return [height - share * blank for height, blank in zip(wanted, spare, strict=True)]


def strip(row: LaidRow) -> float:
    """Millimetres at the foot of the row for what stands beneath its photos; 0 where there are none."""
    return max((_high(beneath(cell), CAPTION, cell.w) for cell in row.cells if cell.captions), default=0.0)


def beneath(cell: LaidCell) -> str:
    """All captions of a cell: its photos share one row of the workbook."""
    return "　".join(cell.captions)


def hand_of(cell: LaidCell) -> Picture | None:
    """The picture of the signer's own signature in its box."""
    return cell.pictures[0] if cell.pictures and cell.kind in (SIGN, REST) else None


def across(cell: LaidCell) -> float:
    """Millimetres that its words may take: up to a signature's picture at their right."""
    hand = hand_of(cell)
    return cell.w if hand is None or above(cell) else hand.x - cell.x


def above(cell: LaidCell) -> float:
    """Millimetres that a signature's picture takes above the words; 0 where it stands beside them."""
    hand = hand_of(cell)
    stands_left = hand is not None and bool(cell.words) and hand.x < cell.words[0].x + 0.1
    return hand.y + hand.h - cell.y if hand and stands_left else 0.0


def lines_at(text: str, size: float, width: float) -> int:
    """Of `text` at `size` points within `width` millimetres, in whatever face."""
    ems = (SURE * width - SIDES) / (size * POINT)
    return sum(max(1, math.ceil(_ems(line) / ems)) for line in text.split("\n"))


def _ems(line: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else LATIN for char in line)


def _least(size: float, share: float) -> float:
    return min(size, max(LEAST, size * share))


def _fitted(cell: LaidCell) -> float:
    if cell.kind == AREA and not cell.ticks:
        return (cell.words or cell.label_words)[0].size
    above = cell.label_words if cell.kind == AREA else ()
    on_paper = len({word.y for word in (*above, *cell.words)})
    return _fit(text_of(cell), cell.words[0].size, across(cell), on_paper)


@lru_cache(maxsize=4096)
def _fit(text: str, size: float, width: float, on_paper: int) -> float:
    """The largest size at which it stands on no more lines than on paper, or the least."""
    least = _least(size, NARROWER)
    while size > least and lines_at(text, size, width) > on_paper:
        size = max(least, size - 0.5)
    return size


def _needed(row: LaidRow) -> float:
    said = [cell for cell in row.cells if _says(cell) and (hand_of(cell) or not cell.pictures)]
    words = max((_of_words(cell) + above(cell) for cell in said), default=0.0)
    hung = max((picture.y + picture.h - row.y for cell in row.cells for picture in cell.pictures), default=0.0)
    return max(words, hung + strip(row))


def _says(cell: LaidCell) -> bool:
    return bool(cell.words or cell.label_words)


def _of_words(cell: LaidCell) -> float:
    size = _fitted(cell)
    return _high(text_of(cell), _least(size, CLOSER), across(cell)) / (2 if cell.deep else 1)


def _high(text: str, size: float, width: float) -> float:
    return lines_at(text, size, width) * size * LEADING * POINT + BLANK


def _spare(row: LaidRow) -> float:
    """The blank below the words of a row of big cells; none beside photos, which are anchored from its top."""
    if any(cell.kind != AREA or cell.pictures for cell in row.cells):
        return 0.0
    return max(0.0, (row.height - _needed(row)) * SPARED)
