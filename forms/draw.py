"""One page drawn into items: ground, watermark, rules, words, pictures, in the order they are painted."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from forms.faces import MIDDLE, POINT
from forms.fit import SERIF
from forms.grid import Paper
from forms.sheet import Fill, Item, LaidCell, LaidRow, Rule, Words, moved

OUTER, INNER = 1.5, 0.75
"""Points."""

MARK_SHADE = 0.88
MARK_TURN = 45.0


def placed_rows(rows: Iterable[LaidRow], top: float) -> Iterator[tuple[LaidRow, float, float]]:
    """Each row with its place on the page and how far its items must be moved down to get there."""
    for row in rows:
        yield row, top, top - row.y
        top += row.height


def grounds(rows: Iterable[tuple[LaidRow, float, float]]) -> list[Item]:
    return [
        Fill(cell.x, y, cell.w, row.height, cell.shade) for row, y, _ in rows for cell in row.cells if cell.shade < 1
    ]


def rules(rows: list[tuple[LaidRow, float, float]], left: float, right: float) -> list[Item]:
    """The frame, a line under every row, and upright lines as long as they run on."""
    top = rows[0][1]
    end = rows[-1][1] + rows[-1][0].height
    drawn: list[Item] = [rule for row, y, _ in rows[1:] for rule in _across(row, y, left, right)]
    drawn.extend(_uprights(rows, left))
    half = OUTER * POINT / 2
    drawn.append(Rule(left - half, top, right + half, top, OUTER))
    drawn.append(Rule(left - half, end, right + half, end, OUTER))
    drawn.append(Rule(left, top, left, end, OUTER))
    drawn.append(Rule(right, top, right, end, OUTER))
    return drawn


def _across(row: LaidRow, y: float, left: float, right: float) -> Iterator[Rule]:
    """The line above a row, left out where a cell goes on from the one above."""
    for cell in row.cells:
        if cell.joined:
            if cell.x > left + 0.01:
                yield Rule(left, y, cell.x, y, INNER)
            left = cell.x + cell.w
    if right > left + 0.01:
        yield Rule(left, y, right, y, INNER)


def _uprights(rows: list[tuple[LaidRow, float, float]], left: float) -> list[Item]:
    drawn: list[Item] = []
    begun: dict[float, float] = {}
    for row, y, _ in rows:
        here = {round(cell.x, 3) for cell in row.cells if cell.x > left + 0.01}
        drawn.extend(Rule(x, begun.pop(x), x, y, INNER) for x in [x for x in begun if x not in here])
        for x in here:
            begun.setdefault(x, y)
    end = rows[-1][1] + rows[-1][0].height
    drawn.extend(Rule(x, y, x, end, INNER) for x, y in begun.items())
    return drawn


def contents(rows: Iterable[tuple[LaidRow, float, float]]) -> list[Item]:
    items: list[Item] = []
    for row, _, down in rows:
        for cell in row.cells:
            inside = _inside(cell)
            items.extend(inside if abs(down) < 1e-9 else moved(inside, down))
    return items


def _inside(cell: LaidCell) -> tuple[Item, ...]:
    if cell.label_words or cell.pictures or cell.drawing:
        return (*cell.label_words, *cell.words, *cell.pictures, *cell.drawing)
    return cell.words


def watermark(paper: Paper, text: str) -> list[Item]:
    """Large and light across the middle of the page."""
    if not text:
        return []
    size = min(0.3, 0.9 / len(text)) * min(paper.width, paper.height) / POINT
    wide, high = SERIF.width(text, size) / 2, MIDDLE * size * POINT
    turn = math.radians(MARK_TURN)
    x = paper.width / 2 - wide * math.cos(turn) + high * math.sin(turn)
    y = paper.height / 2 + wide * math.sin(turn) + high * math.cos(turn)
    return [Words(x, y, text, size, shade=MARK_SHADE, turn=MARK_TURN)]
