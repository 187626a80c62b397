"""Cells and rows without their values: what a plan is made of."""

from __future__ import annotations

from dataclasses import dataclass

from forms.sheet import AREA, SIGN
from qcdesk.fields import Field

LETTERHEAD = "letterhead"
"""The name of the band that says where the office is."""


@dataclass(frozen=True, slots=True, eq=False)
class Planned:
    """A cell without its value. `label` counts the grid columns of a boxed label, 0 if it stands inside or is none."""

    kind: str
    name: str
    col: float
    span: float
    zh: str = ""
    en: str = ""
    label: int = 0
    field: Field | None = None
    row: int | None = None
    column: str = ""
    title: bool = False
    photos: str = ""
    joined: bool = False
    part: int | None = None
    """Of a signature set over two lines: 0 who, 1 when; None where all of it stands in one."""

    parted: bool = False
    """Options in columns of their own."""

    deep: bool = False
    """A heading that is as high as two rows, beside the heads of groups; the cell below it is `joined`."""

    @property
    def inside(self) -> bool:
        """Whether its label is printed in the cell itself, above what stands there."""
        return self.kind == AREA or (self.kind == SIGN and bool(self.zh) and not self.label)


@dataclass(frozen=True, slots=True, eq=False)
class PlannedRow:
    height: float
    cells: tuple[Planned, ...]
    table: str = ""
    heading: bool = False
    keep: bool = False
