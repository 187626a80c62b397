"""Typing on the sheet: every change goes into the entries, onto the undo list, and back to the sheet as drawn words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from forms.grid import Form
from forms.lay import lay
from qcdesk.canonical import Json, Values
from qcdesk.fields import Choice
from qcdesk.kinds import Kind
from qcdesk.views import OfficeView
from ui.paper.entries import Spot
from ui.paper.keeper import Keeper
from ui.paper.photos import SheetPhotos
from ui.paper.sheet_view import SheetView
from ui.paper.undo import Typed, Undo

REST = 900
"""Milliseconds without typing after which the next key begins a new step of undo."""


def nothing(name: str) -> Values:
    return {}


class Filling(QObject):
    """`changed` follows every change of what stands on the sheet, once it is drawn."""

    changed = Signal()

    def __init__(self, keeper: Keeper, view: SheetView, form: Form, office: OfficeView, photos: SheetPhotos) -> None:
        super().__init__(view)
        self._keeper, self._view = keeper, view
        self._form, self._office, self._photos = form, office, photos
        self.undo_list = Undo()
        self.follow: Callable[[str], Values] = nothing
        """The other values that change with one that was just typed."""

        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self.undo_list.pause)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.draw)
        view.typed.connect(self._typed)
        view.paused.connect(self._paused)
        view.blank_used.connect(self._soon.start)

    @property
    def kind(self) -> Kind:
        return self._keeper.record.kind

    def _typed(self, spot: Spot, raw: Json) -> None:
        self._note(spot, raw)
        if not isinstance(raw, str):
            self._view.put(spot.name)
        if spot.row is not None:
            self.draw()
        else:
            self._soon.start()

    def _note(self, spot: Spot, raw: Json, along: tuple[Typed, ...] = ()) -> None:
        entries = self._keeper.entries
        before = entries.typed(spot.name)
        if before == raw or (before is None and raw == ""):
            return
        entries.put(spot.name, raw)
        self.undo_list.note(Typed(spot, before, raw, (*along, *self._following(spot.name))))
        self._rest.start()
        self._keeper.touch()

    def _following(self, name: str) -> tuple[Typed, ...]:
        entries = self._keeper.entries
        made = tuple(Typed(Spot(other), entries.typed(other), value) for other, value in self.follow(name).items())
        for one in made:
            entries.put(one.spot.name, one.after)
        return made

    def change(self, name: str, raw: Json) -> None:
        """A change that is made for the person, as one step of undo: a photo added, a department given its block."""
        self.undo_list.pause()
        self._note(Spot(name), raw)
        self.undo_list.pause()
        self._view.put(name)
        self.draw()

    def carry_over(self, values: Values) -> None:
        """Cells that are filled for the person all at once, as one step of undo."""
        entries = self._keeper.entries
        *others, last = values
        along = tuple(Typed(Spot(name), entries.typed(name), values[name]) for name in others)
        for one in along:
            entries.put(one.spot.name, one.after)
        self.undo_list.pause()
        self._note(Spot(last), values[last], along)
        self.undo_list.pause()
        self._view.put_all()
        self.draw()

    def _paused(self, name: str) -> None:
        """A cell was left: what fits is worded as it will be printed."""
        self.undo_list.pause()
        if name in self._view.cells:
            self._keeper.entries.settle(name)
            self._view.put(name)

    def undo(self) -> None:
        step = self.undo_list.back()
        if step is not None:
            for one in (*step.along, step):
                self._keeper.entries.put(one.spot.name, one.before)
            self._show_step(step)

    def redo(self) -> None:
        step = self.undo_list.forward()
        if step is not None:
            for one in (*step.along, step):
                self._keeper.entries.put(one.spot.name, one.after)
            self._show_step(step)

    def _show_step(self, step: Typed) -> None:
        for one in (*step.along, step):
            self._view.put(one.spot.name)
        self.draw()
        self._view.go_to(step.spot)
        self._keeper.touch()

    def print_for(self, office: OfficeView) -> None:
        """The office has changed its head or foot."""
        self._office = office
        self.draw()

    def draw(self) -> None:
        """Lays the sheet anew; some milliseconds."""
        self._soon.stop()
        entries = self._keeper.entries
        values = entries.shown()
        blank = self._view.blank_in_use()
        if blank in values:
            field = self.kind.field(blank)
            values[blank] = field.chosen(values[blank]) if isinstance(field, Choice) else values[blank]
        record = replace(self._keeper.record, values=values)
        self._view.show_sheet(lay(self._form, record, self._office, gallery=self._photos.gallery), entries)
        self._view.mark(entries.misfits())
        self.changed.emit()
