"""Labels are counted in pieces: how many there are, and how they come to lie on paper."""

from __future__ import annotations

from forms.grid import Paper
from ui.printing.impose import ACROSS

WORD = "枚"
"""The counter of labels and cards; sheets are counted in 份."""


def offer(paper: Paper) -> str:
    return f"拼在 A4 上，每张 {paper.per_a4} 枚（{ACROSS} × {paper.per_a4 // ACROSS}）"


def offer_briefly(paper: Paper) -> str:
    return f"拼 A4，每张 {paper.per_a4} 枚"


def proposed(paper: Paper, together: bool, count: int) -> int:
    """A whole A4 sheet is filled; a label on paper of its own is wanted once. A number chosen otherwise is kept."""
    usual, other = (paper.per_a4, 1) if together else (1, paper.per_a4)
    return usual if count == other else count


def told(paper: Paper, together: bool, count: int) -> str:
    """What will come out: `共 10 枚，印 2 张 A4，最后一张空 6 格`."""
    if not together:
        return f"共 {count} 枚，每页 1 枚（{paper.width:g} × {paper.height:g} mm）"
    sheets = -(-count // paper.per_a4)
    empty = sheets * paper.per_a4 - count
    left = f"，{'最后一张' if sheets > 1 else ''}空 {empty} 格" if empty else "，印满"
    return f"共 {count} 枚，印 {sheets} 张 A4{left}"
