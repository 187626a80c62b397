"""Fitted blocks turned into placed words."""

from __future__ import annotations

from forms.faces import ABOVE, POINT
from forms.fit import Block, Line
from forms.sheet import Words


def words_of(block: Block, x: float, y: float) -> list[Words]:
    """A block's runs with the block's top left corner at (x, y)."""
    placed: list[Words] = []
    for line in block.lines:
        placed.extend(line_words(line, x, y))
        y += line.height
    return placed


def line_words(line: Line, x: float, y: float) -> list[Words]:
    if not line.runs:
        return []
    em = max(run.size for run in line.runs) * POINT
    baseline = y + (line.height - em) / 2 + ABOVE * em
    return [Words(x + run.x, baseline, run.text, run.size, "serif", run.bold, run.shade) for run in line.runs]
