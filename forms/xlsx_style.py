"""How boxes look in Excel: faces, alignment, rules, page setup."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from functools import cache
from typing import Any, NamedTuple

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from forms import sheet, xlsx_height
from forms.fit import SERIF
from forms.sheet import LaidCell
from forms.xlsx_value import is_prompting

FACE = "宋体"
STANDARD = ("Verdana", 8)
GREY, TINT = "808080", "EBEBEB"
PIXELS = 96 / 25.4


class Look(NamedTuple):
    size: float
    across: str = "left"
    down: str = "center"
    bold: bool = False
    grey: bool = False
    tinted: bool = False
    shrink: bool = False


class Edges(NamedTuple):
    """Which sides of the frame the box touches; None where it has no rule, towards a cell it is joined with."""

    left: bool | None
    right: bool | None
    top: bool | None
    bottom: bool | None


COMPANY = Look(16, "center", bold=True)
TITLE = Look(20, "center", bold=True)
ENGLISH = Look(9, "center")
LEFT, RIGHT = Look(10), Look(10, "right")
NOTE = Look(8)
CAPTION = Look(xlsx_height.CAPTION, down="top")
UPRIGHT = Look(8, "center")
EMPTY = 10.0


def width_of(column: float) -> float:
    """Excel's column width for millimetres: digits of the book's standard face, which are 7 pixels wide."""
    return column * PIXELS / 7


def set_standard(book: Any) -> None:
    """Widths are counted in digits of the standard face. Excel's own is often missing elsewhere, and what stands in for
    it is a third wider: the sheet would be shrunk to its page. What stands in for this one is as wide."""
    book._named_styles["Normal"].font = Font(name=STANDARD[0], size=STANDARD[1])


def look_of(cell: LaidCell, height: float) -> Look:
    """In a row of `height` millimetres."""
    size = round(xlsx_height.size_of(cell, height), 1) if cell.words or cell.label_words else EMPTY
    match cell.kind:
        case sheet.AREA:
            return Look(size, down="top")
        case sheet.BAND:
            return Look(size, "center" if cell.words and cell.words[0].bold else "left", tinted=cell.shade < 1)
        case sheet.SIGN:
            down = "top" if cell.label else "bottom" if xlsx_height.above(cell) else "center"
            return Look(size, down=down, grey=not cell.text)
        case sheet.LABEL | sheet.HEADING | sheet.PAGE:
            return Look(size, "center")
        case _:
            centred = cell.row is not None or _stands_centred(cell)
            return Look(
                size, "center" if centred else "left", grey=is_prompting(cell),
                shrink=cell.row is not None and _is_code(cell.text),
            )  # fmt: skip


def _stands_centred(cell: LaidCell) -> bool:
    if len(cell.words) != 1 or cell.ticks:
        return False
    word = cell.words[0]
    after = cell.x + cell.w - word.x - SERIF.width(word.text, word.size)
    return abs(after - (word.x - cell.x)) < 0.2


def _is_code(text: str) -> bool:
    """A number, a date: better small than broken."""
    return len(text) <= 12 and text.isascii() and " " not in text


@cache
def _font(size: float, bold: bool, grey: bool) -> Font:
    return Font(name=FACE, size=size, bold=bold, color=GREY if grey else None)


@cache
def _alignment(across: str, down: str, shrink: bool) -> Alignment:
    return Alignment(horizontal=across, vertical=down, wrap_text=not shrink, shrink_to_fit=shrink)


@cache
def stacked() -> Alignment:
    """One character below the other."""
    return Alignment(horizontal="center", vertical="center", textRotation=255)


@cache
def _border(edges: Edges) -> Border:
    sides = {name: Side("medium" if outer else "thin") for name, outer in edges._asdict().items() if outer is not None}
    return Border(**sides)


@cache
def _tint() -> PatternFill:
    return PatternFill("solid", fgColor=TINT)


class Wardrobe:
    """What boxes of one workbook wear: each look is made once, which costs more than all the rest of a box."""

    def __init__(self) -> None:
        self._made: dict[tuple[Look | None, Edges | None], Any] = {}

    def dress(self, box: Any, look: Look | None, edges: Edges | None) -> None:
        """A fresh box; without a look it gets its rules alone."""
        made = self._made.get((look, edges))
        if made is None:
            _put_on(box, look, edges)
            self._made[look, edges] = copy(box._style)
        else:
            box._style = copy(made)

    def frame(self, boxes: Sequence[Sequence[Any]], look: Look, edges: Edges | None) -> None:
        """Rows of boxes that were merged into one: the first wears it all, those along the sides their rules."""
        bottom, right = len(boxes) - 1, len(boxes[0]) - 1
        self.dress(boxes[0][0], look, edges)
        if edges is None:
            return
        for row, line in enumerate(boxes):
            for col, box in enumerate(line):
                rules = _rules_of(edges, row == 0, row == bottom, col == 0, col == right)
                if (row or col) and any(side is not None for side in rules):
                    self.dress(box, None, rules)


def _rules_of(edges: Edges, top: bool, bottom: bool, left: bool, right: bool) -> Edges:
    """Of the frame's rules those at the box's own sides."""
    return Edges(
        edges.left if left else None, edges.right if right else None,
        edges.top if top else None, edges.bottom if bottom else None,
    )  # fmt: skip


def _put_on(box: Any, look: Look | None, edges: Edges | None) -> None:
    if look is not None:
        box.font = _font(look.size, look.bold, look.grey)
        box.alignment = _alignment(look.across, look.down, look.shrink)
    if edges is not None:
        box.border = _border(edges)
    if look is not None and look.tinted:
        box.fill = _tint()
