"""Several responsible departments: one block of cause and countermeasure for each, unless somebody joins them."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton

from forms.plan import DUTY
from forms.sheet import AREA, LaidCell
from qcdesk.canonical import Json, Values
from qcdesk.fields import Note
from qcdesk.kinds import OWN_BLOCKS, Kind, department_in
from qcdesk.services.sheets.answering import own_departments
from ui.paper.cells.looks import discard, place_link
from ui.paper.cells.photo_strip import PhotoStrip
from ui.paper.entries import Entries, Spot, is_blank_block
from ui.paper.filling import Filling
from ui.paper.sheet_view import SheetView, photos_of
from ui.style import tokens


class OwnBlocks:
    """Small links in the cause area; they come and go with the ticks of 责任部门."""

    def __init__(self, view: SheetView, filling: Filling) -> None:
        self._view, self._filling = view, filling
        self._links: dict[str, QToolButton] = {}
        kind = filling.kind
        each = [block for block in kind.blocks if block.each]
        notes = [item.name for block in each for item in block.fields if isinstance(item, Note)]
        self._plain = notes[0] if notes and kind.has(OWN_BLOCKS) and kind.has(DUTY) else ""
        filling.follow = self.follow

    def follow(self, name: str) -> Values:
        """The departments apart after 责任部门 was ticked, where they are no longer those of before."""
        entries = self._view.entries
        if name != DUTY or not self._plain or entries is None or OWN_BLOCKS in self._view.closed:
            return {}
        values = entries.values()
        own, wanted = own_departments(values), parted(entries.kind, values)
        return {} if own == wanted else {OWN_BLOCKS: [*wanted] or None}

    def show(self, entries: Entries) -> None:
        """Places the links that make sense now."""
        sheet = self._view.sheet
        if not self._plain or sheet is None:
            return
        wanted = self._wanted(entries)
        for gone in [name for name in self._links if name not in wanted]:
            discard(self._links.pop(gone))
        for cell in sheet.cells():
            if cell.kind == AREA and cell.name in wanted:
                self._place(cell, wanted[cell.name])

    def _wanted(self, entries: Entries) -> dict[str, tuple[str, Json]]:
        """`{cell: (words of its link, the departments apart after it)}`."""
        if OWN_BLOCKS in self._view.closed:
            return {}
        values = entries.values()
        duty, own = _listed(values.get(DUTY)), own_departments(values)
        found: dict[str, tuple[str, Json]] = {}
        rest = [name for name in duty if name not in own]
        if len(duty) > 1 and not own:
            found[self._plain] = ("按部门各占一栏", list(duty))
        elif own and rest:
            found[self._plain] = (f"{'、'.join(rest)}另占一栏", [*own, *rest])
        elif own and not written_in(entries.kind, values):
            found[self._plain] = ("各部门合为一栏", None)
        for department in own[1:]:
            if is_blank_block(entries.kind, values, department):
                left: list[Json] = [name for name in own if name != department]
                found[f"{self._plain}@{department}"] = ("取消这一栏", left if len(left) > 1 else None)
        return found

    def _place(self, cell: LaidCell, wanted: tuple[str, Json]) -> None:
        words, departments = wanted
        link = self._links.get(cell.name)
        if link is None:
            link = QToolButton(self._view)
            department = department_in(cell.name)
            link.setObjectName(f"one_block_{department}" if department else "own_blocks")
            self._links[cell.name] = link
        link.setText(words)
        link.setAccessibleName(words)
        link.setProperty("departments", departments)
        if not link.property("wired"):
            link.setProperty("wired", True)
            link.clicked.connect(lambda: self._part(link.property("departments")))
        strip = self._view.cells.get(photos_of(cell.name))
        beside = strip.add_button.width() + 6 if isinstance(strip, PhotoStrip) and not strip.closed else 0
        place_link(link, tokens.ACCENT_HOVER, cell, self._view.scale, beside)
        link.show()

    def _part(self, departments: Json) -> None:
        """The link may be gone now: the first of the blocks has the focus."""
        self._filling.change(OWN_BLOCKS, departments)
        self._view.go_to(Spot(self._plain))


def parted(kind: Kind, values: Values) -> list[str]:
    """Two departments or more have a block each, as the sheet's printed note wants it; a block that somebody has
    written in stays what it is."""
    duty, own = _listed(values.get(DUTY)), own_departments(values)
    written = written_in(kind, values)
    if not written:
        return duty if len(duty) > 1 else []
    if not own:
        return own
    kept = [name for at, name in enumerate(own) if not at or name in duty or name in written]
    apart = [*kept, *(name for name in duty if name not in kept)]
    return apart if len(apart) > 1 else []


def written_in(kind: Kind, values: Values) -> list[str]:
    """The departments whose block is begun, "" for the block with the plain names."""
    return [name for name in ("", *own_departments(values)[1:]) if not is_blank_block(kind, values, name)]


def _listed(value: Json) -> list[str]:
    return [str(name) for name in value] if isinstance(value, list) else []
