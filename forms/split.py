"""A row too high for a page, cut between its lines: what stays, and what goes on with its label repeated."""

from __future__ import annotations

from dataclasses import replace

from forms.faces import ABOVE, BELOW, POINT
from forms.fit import SERIF
from forms.measure import CAPTION
from forms.sheet import BAND, HEADING, LABEL, LaidCell, LaidRow, Picture, Words

CONTINUED, CONTINUED_EN = "（续）", "(cont.)"
MARK_SIZE = 6.5
CENTRED = LABEL, BAND, HEADING
"""Cells whose words stand in the middle, whatever part of their row it is."""

PAD = 0.3
EDGE = 0.01


def split(row: LaidRow, height: float, mark: str = CONTINUED) -> tuple[LaidRow, LaidRow | None]:
    """The part of `row` that fits `height`, and the rest (None if all of it fits, with cells then `height` high), whose
    labels have the `mark`."""
    limit = row.y + height
    kept = tuple(_kept(cell, row, limit, height) for cell in row.cells)
    rests = [_rest(cell, limit) for cell in row.cells]
    part = replace(row, height=height, cells=kept)
    if not any(rest.words or rest.pictures for rest in rests if rest.kind not in CENTRED):
        return part, None
    return part, _lifted(row, rests, mark)


def _things(cell: LaidCell) -> list[Words | Picture]:
    return [*cell.words, *cell.pictures]


def _ends(item: Words | Picture) -> float:
    """A picture ends with its caption, so that the two stay together."""
    return item.y + item.h + CAPTION if isinstance(item, Picture) else item.y + BELOW * item.size * POINT


def _starts(item: Words | Picture) -> float:
    return item.y if isinstance(item, Picture) else item.y - ABOVE * item.size * POINT


def _cut(cell: LaidCell, limit: float) -> float:
    """Where the cell is cut: nothing below the first thing that would cross the limit stays."""
    crossing = [_starts(item) for item in _things(cell) if _ends(item) > limit - PAD + EDGE]
    return min(crossing, default=limit) - EDGE


def _kept(cell: LaidCell, row: LaidRow, limit: float, height: float) -> LaidCell:
    if cell.kind in CENTRED:
        return _centred(cell, row.y, height)
    cut = _cut(cell, limit)
    x, y, w, h = cell.content
    return replace(
        cell, h=height,
        words=tuple(item for item in cell.words if _starts(item) < cut),
        pictures=tuple(item for item in cell.pictures if item.y < cut),
        ticks=tuple(item for item in cell.ticks if item.y < cut),
        content=(x, y, w, min(h, limit - y)),
    )  # fmt: skip


def _centred(cell: LaidCell, y: float, height: float) -> LaidCell:
    down = y + height / 2 - (cell.y + cell.h / 2)
    return replace(cell, y=y, h=height, words=tuple(word._replace(y=word.y + down) for word in cell.words))


def _rest(cell: LaidCell, limit: float) -> LaidCell:
    if cell.kind in CENTRED:
        return cell
    cut = _cut(cell, limit)
    return replace(
        cell,
        words=tuple(item for item in cell.words if _starts(item) >= cut),
        pictures=tuple(item for item in cell.pictures if item.y >= cut),
        ticks=tuple(item for item in cell.ticks if item.y >= cut),
    )


def _lifted(row: LaidRow, rests: list[LaidCell], mark: str) -> LaidRow:
    """The rest as a row of its own, at the same y, its words begun anew at the top."""
    cells = [_begun_anew(cell, row.y, mark) for cell in rests]
    ends = [_ends(item) - row.y for cell in cells if cell.kind not in CENTRED for item in _things(cell)]
    height = max((*ends, *(_label_height(cell) for cell in cells if cell.kind in CENTRED)), default=0.0) + 2 * PAD
    return replace(row, height=height, cells=tuple(_stretched(cell, row.y, height) for cell in cells))


def _begun_anew(cell: LaidCell, y: float, mark: str) -> LaidCell:
    if cell.kind == LABEL:
        return _marked_below(cell, mark)
    if cell.kind in (BAND, HEADING):
        return cell
    top = y + PAD
    if cell.label_words:
        cell = _marked_behind(cell, mark)
        top = cell.content[1]
    starts = [_starts(item) for item in _things(cell)]
    up = min(starts) - top if starts else 0.0
    return replace(
        cell,
        words=tuple(item._replace(y=item.y - up) for item in cell.words),
        pictures=tuple(item._replace(y=item.y - up) for item in cell.pictures),
        ticks=tuple(item._replace(y=item.y - up) for item in cell.ticks),
    )


def _marked_behind(cell: LaidCell, mark: str) -> LaidCell:
    last = cell.label_words[-1]
    if last.text == mark:
        return cell
    size = min(last.size, cell.label_words[0].size)
    x = min(last.x + SERIF.width(last.text, last.size), cell.x + cell.w - SERIF.width(mark, size))
    return replace(cell, label_words=(*cell.label_words, Words(x, last.y, mark, size)))


def _marked_below(cell: LaidCell, text: str) -> LaidCell:
    if not cell.words or cell.words[-1].text == text:
        return cell
    size = min(MARK_SIZE, cell.words[0].size)
    lowest = max(word.y for word in cell.words)
    mark = Words(cell.x + (cell.w - SERIF.width(text, size)) / 2, lowest + size * POINT * 1.2, text, size)
    up = size * POINT * 0.6
    return replace(cell, words=tuple(word._replace(y=word.y - up) for word in (*cell.words, mark)))


def _label_height(cell: LaidCell) -> float:
    if not cell.words:
        return 0.0
    return max(map(_ends, cell.words)) - min(map(_starts, cell.words))


def _stretched(cell: LaidCell, y: float, height: float) -> LaidCell:
    if cell.kind in CENTRED:
        return _centred(cell, y, height)
    x, top, w, _ = cell.content
    return replace(cell, h=height, content=(x, top, w, y + height - top))
