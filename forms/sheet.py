"""The neutral sheet: placed words, rules, fills and pictures, known to no renderer.

Lengths are millimetres from the top left corner of the paper, text sizes and rule widths points, shades 0 (black) to
1 (white). A `LaidSheet` is one sheet as long as it needs to be: the screen and Excel take it. `Page`s are cut from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from forms.grid import Form
from qcdesk.canonical import Json
from qcdesk.copy_codes import CopyCode
from qcdesk.views import OfficeView, RecordView


class Words(NamedTuple):
    """A run of text on one line: `y` is its baseline, `spacing` points between letters, `turn` degrees to the left."""

    x: float
    y: float
    text: str
    size: float
    face: str = "serif"
    bold: bool = False
    shade: float = 0.0
    spacing: float = 0.0
    turn: float = 0.0


class Rule(NamedTuple):
    x1: float
    y1: float
    x2: float
    y2: float
    width: float


class Fill(NamedTuple):
    x: float
    y: float
    w: float
    h: float
    shade: float


class Picture(NamedTuple):
    """A stored photo (or the logo, under its own SHA-256) scaled into the rectangle."""

    x: float
    y: float
    w: float
    h: float
    sha256: str


Item = Words | Rule | Fill | Picture


@dataclass(frozen=True, slots=True)
class Page:
    width: float
    height: float
    items: tuple[Item, ...]


class Tick(NamedTuple):
    """One printed option of a choice: the rectangle that takes the click, the stored word, whether it is ticked."""

    x: float
    y: float
    w: float
    h: float
    zh: str
    ticked: bool


LABEL, VALUE, AREA, SIGN, BAND, HEADING, PAGE, REST, CODE = (
    "label", "value", "area", "sign", "band", "heading", "page", "rest", "code",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LaidCell:
    """One cell of the sheet.

    `kind` is one of the names above. `name` is the value's name (`cause@采购部`) or the slot's; a label cell has the
    name of what it labels. In a line table `name` is the table's, with `row` (from 0) and `column`. Label, band and
    heading cells say `text`; an area has its label in the same cell (`label`, `label_words`). `content` is the free
    rectangle (x, y, w, h), below the label in an area: an editor goes there. `words`, `pictures` and `ticks` are
    placed; `text` is the whole content, unbroken; `value` is the stored value.
    """

    kind: str
    name: str
    col: float
    span: float
    x: float
    y: float
    w: float
    h: float
    label: str = ""
    label_words: tuple[Words, ...] = ()
    text: str = ""
    words: tuple[Words, ...] = ()
    pictures: tuple[Picture, ...] = ()
    ticks: tuple[Tick, ...] = ()
    content: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    row: int | None = None
    column: str = ""
    value: Json = None
    shade: float = 1.0
    """Of the ground on paper; bands are light grey, everything else is white."""

    joined: bool = False
    """Goes on from the cell above, with no rule between."""

    deep: bool = False
    """A heading, or a code, as high as its row and the one below it."""

    parted: bool = False
    """Each of its `ticks` in a column of its own."""

    captions: tuple[str, ...] = ()
    """What `words` say beneath the photos, each whole."""

    drawing: tuple[Item, ...] = ()
    """A chart or a code in the cell; Excel has one of its own."""


@dataclass(frozen=True, slots=True)
class LaidRow:
    """`table` names the line table the row belongs to; its `heading` row is repeated on every page.
    `keep` says that the row must not stand last on a page."""

    y: float
    height: float
    cells: tuple[LaidCell, ...]
    table: str = ""
    heading: bool = False
    keep: bool = False

    @property
    def reach(self) -> float:
        """Its height, with that of the row below where a heading takes both."""
        return max(self.height, *(cell.h for cell in self.cells))


Standing = tuple[LaidRow, float, float]
"""A row, its place on the page, and how far its items are moved down to get there."""


@dataclass(frozen=True)
class CopyMark:
    """What a numbered copy is marked with; `said` is a remark beside the short code: 第2份 重印."""

    code: CopyCode
    said: str = ""


@dataclass(frozen=True, slots=True)
class LaidSheet:
    """`head` and `foot` are placed items; `frame` is the outer box (x, y, w, h) that the rows fill."""

    form: Form
    width: float
    height: float
    head: tuple[Item, ...]
    rows: tuple[LaidRow, ...]
    foot: tuple[Item, ...]
    frame: tuple[float, float, float, float]
    record: RecordView
    office: OfficeView
    lang: str = "zh"
    watermark: str = ""
    copy: CopyMark | None = None
    """Whose marks are drawn where it is a numbered copy; only pages have them, not the screen and Excel."""

    def cells(self) -> Iterator[LaidCell]:
        for row in self.rows:
            yield from row.cells

    def cell(self, name: str, row: int | None = None, column: str = "") -> LaidCell | None:
        """The editable cell (no label, no heading) of a value or a slot."""
        for cell in self.cells():
            if (cell.name, cell.row, cell.column) == (name, row, column) and cell.kind not in (LABEL, HEADING, BAND):
                return cell
        return None


def moved(items: Iterable[Item], down: float) -> tuple[Item, ...]:
    """The same items further down the sheet."""
    return tuple(_moved(item, down) for item in items)


def _moved(item: Item, down: float) -> Item:
    if isinstance(item, Rule):
        return item._replace(y1=item.y1 + down, y2=item.y2 + down)
    return item._replace(y=item.y + down)


def runs(sheets: Iterable[LaidSheet]) -> Iterator[tuple[LaidSheet, int]]:
    """Each sheet with how often it comes in a row."""
    current, count = None, 0
    for sheet in sheets:
        if current is not None and sheet is not current:
            yield current, count
            count = 0
        current, count = sheet, count + 1
    if current is not None:
        yield current, count
