"""How a form is laid on paper: rows of cells on a 24-column grid, heights in millimetres. Declarations only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qcdesk.fields import Field, Lines
from qcdesk.kinds import Kind

COLUMNS = 24


@dataclass(frozen=True)
class Paper:
    """Sizes in millimetres. A `head` is the company line, the title and the number line; a `foot` the document line."""

    width: float
    height: float
    margin: float
    head: bool = True
    per_a4: int = 1
    """How many fit on an A4 sheet (labels); 1 for sheets that are a page themselves."""

    read: bool = False
    """Read, never filled in by hand: rows grow before words get small."""

    @property
    def printable(self) -> float:
        return self.width - 2 * self.margin

    @property
    def column(self) -> float:
        return self.printable / COLUMNS


A4 = Paper(210, 297, 12)
A4_LANDSCAPE = Paper(297, 210, 12)
A4_FILE = Paper(297, 210, 12, read=True)
LABEL = Paper(70, 39, 0.6, head=False, per_a4=8)


@dataclass(frozen=True)
class Pair:
    """A boxed label of `label` columns and its value in the rest of the `span`."""

    name: str
    span: int
    label: int = 3


@dataclass(frozen=True)
class Boxes:
    """The options of a choice as columns of equal width, a box each; their words stand in the row of headings above."""

    name: str
    span: int


@dataclass(frozen=True)
class Code:
    """The record's number for a scanner, as high as its row and the one below, which has a `Code` of no `shown`."""

    span: int
    shown: bool = True


@dataclass(frozen=True)
class Letterhead:
    """The office's address, telephone and fax, from its settings."""

    span: int = COLUMNS


@dataclass(frozen=True)
class Area:
    """A big cell with its label printed inside, top left, and words or options below; photos of the field
    `<name>_photos` hang below the words."""

    name: str
    span: int = COLUMNS


@dataclass(frozen=True)
class Sign:
    """A signature box: label, then name, time and meaning. With a label of no columns it is printed inside, top left;
    beside a table it is printed among the table's headings, and the box is as high as the lines."""

    slot: str
    span: int
    label: int = 2


@dataclass(frozen=True)
class Band:
    """A tinted line of printed words across the sheet."""

    zh: str
    en: str = ""
    span: int = COLUMNS
    title: bool = False


@dataclass(frozen=True)
class Group:
    """A heading above those of several columns of a table, from `first` to `last` (their names)."""

    zh: str
    en: str
    first: str
    last: str


@dataclass(frozen=True)
class Table:
    """A line table: column widths in grid columns, in the field's order or in that of the names in `order`; the row's
    height is one line's. Only signatures stand beside it."""

    name: str
    widths: tuple[float, ...]
    span: int = COLUMNS
    groups: tuple[Group, ...] = ()
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class PageNumber:
    """第 n 页 共 m 页 printed in a cell of the grid."""

    span: int


Cell = Pair | Boxes | Area | Sign | Band | Table | PageNumber | Code | Letterhead


@dataclass(frozen=True)
class Row:
    """`height` is the least; a row grows with its content. Rows in a run with the same `each` (a block's name) are
    repeated for every department that has such a block of its own. One that stands for something (`of`, a value's
    name) is left out of a filled sheet that has nothing of it; the sheet then ends with what it has no entry of."""

    height: float
    cells: tuple[Cell, ...]
    each: str = ""
    of: str = ""


def row(height: float, *cells: Cell, each: str = "", of: str = "") -> Row:
    return Row(height, cells, each, of)


@dataclass(frozen=True)
class Form:
    """A kind laid on paper. `notes` are the printed notes under the frame, Chinese and English; `told` are tables that
    no value of the kind fills, but what the trail and other records tell when it is printed. `upright`: whose the
    copies are stands along the right edge too, one character below the other. `counted`: the whole that its pages are
    part of numbers them."""

    kind: Kind
    rows: tuple[Row, ...]
    paper: Paper = A4
    notes: tuple[tuple[str, str], ...] = ()
    told: tuple[Lines, ...] = ()
    upright: bool = False
    counted: bool = False

    @property
    def numbered(self) -> bool:
        """Whether the page's number has a place of its own, so that the foot leaves it out."""
        return self.counted or any(isinstance(cell, PageNumber) for cell in self.cells())

    @property
    def is_ledger(self) -> bool:
        """A sheet across that is one table, kept line by line."""
        tables = [cell for cell in self.cells() if isinstance(cell, Table)]
        areas = any(isinstance(cell, Area) for cell in self.cells())
        return self.paper.width > self.paper.height and len(tables) == 1 and tables[0].span == COLUMNS and not areas

    def field(self, name: str) -> Field:
        """Of the kind or of what is told; raises NotFound."""
        return next((table for table in self.told if table.name == name), None) or self.kind.field(name)

    def cells(self) -> Iterator[Cell]:
        for line in self.rows:
            yield from line.cells

    def placed(self) -> tuple[str, ...]:
        """Names of the fields that have a cell, in reading order."""
        return tuple(cell.name for cell in self.cells() if isinstance(cell, Pair | Boxes | Area | Table))

    def signed(self) -> tuple[str, ...]:
        return tuple(cell.slot for cell in self.cells() if isinstance(cell, Sign))
