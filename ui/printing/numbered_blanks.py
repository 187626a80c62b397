"""Blank sheets with a number reserved for each, at the moment they go to paper and not before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from forms import printing
from forms.printing import Pages, Print
from qcdesk.desk import Desk
from ui.printing.job import EVERY, Job


@dataclass(frozen=True)
class NumberedBlanks(Job):
    """`to_whom` they are given; the preview shows them without a number."""

    to_whom: str = ""

    def numbered(self, desk: Desk, made: Print, copies: int = 1, wanted: Pages = EVERY) -> list[Print]:
        if self.plain:
            return [made]
        found = printing.numbered_blank_print(desk, self.form, self.count * copies, self.to_whom, self.lang)
        if copies == 1:
            return [found]
        both = zip(found.sheets, found.copies, strict=True)
        return [replace(found, sheets=(sheet,), copies=(copy,)) for sheet, copy in both]

    def becomes(self, desk: Desk, copies: int = 1) -> str:
        return f"打印或存成 PDF 时预留 {self.count * copies} 个编号，{self.to_whom}领用"
