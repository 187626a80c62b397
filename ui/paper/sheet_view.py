"""The sheet on screen: drawn like paper, an editor in every cell that takes one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from forms.fit import scale_of
from forms.sheet import AREA, SIGN, VALUE, LaidCell, LaidSheet
from qcdesk.kinds import column_of, department_in, of_department
from ui.paper.bubble import Bubble
from ui.paper.cells.lines_cell import LinesCell
from ui.paper.cells.looks import CELLS, discard
from ui.paper.cells.note_cell import NoteCell
from ui.paper.cells.photo_strip import PhotoStrip
from ui.paper.cells.shown_cell import ShownCell, SignBox
from ui.paper.cells.standing import Standing
from ui.paper.cells.tick_cell import TickCell
from ui.paper.entries import Entries, Misfit, Spot
from ui.paper.making import Cell, make_cell
from ui.paper.painting import paint_sheet
from ui.paper.photos import SheetPhotos
from ui.paper.scale import MARGIN, Scale
from ui.session import Session

Fault = tuple[str, bool]
NO_FAULT: Fault = ("", True)
GOING = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
"""Ways in which a person goes to a cell."""

STAYING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""Focus that comes back by itself."""


class SheetView(QWidget):
    """`typed` carries where and what; `entered` where the person is now; `paused` that a cell was left."""

    typed = Signal(object, object)
    entered = Signal(object)
    paused = Signal(str)
    caret_moved = Signal(QRect)
    made = Signal(object)
    blank_used = Signal()

    def __init__(self, session: Session, photos: SheetPhotos, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setStyleSheet(CELLS)
        self._session, self._photos = session, photos
        self.sheet: LaidSheet | None = None
        self.entries: Entries | None = None
        self.scale = Scale()
        self.cells: dict[str, Cell] = {}
        self.signs: dict[str, SignBox] = {}
        self.closed: Mapping[str, str] = {}
        self.locked: frozenset[str] = frozenset()
        self._faults: dict[Spot, Fault] = {}
        self._order: list[str] = []
        self._signed: list[str] = []
        self._bubble = Bubble(self)
        photos.arrived.connect(self.update)

    def show_sheet(self, sheet: LaidSheet, entries: Entries) -> None:
        """Draws it; editors that stay keep their caret."""
        before, self.sheet, self.entries = self.sheet, sheet, entries
        order = list(dict.fromkeys(_names(sheet)))
        if order != self._order:
            self._make_cells(order)
        self._sign_boxes(sheet)
        self._place()
        if before is None or [row.y for row in before.rows] != [row.y for row in sheet.rows]:
            self.update()
            return
        for old, new in zip(before.rows, sheet.rows, strict=True):
            if old != new:
                self._renew(new.y, new.height)
        top, high = sheet.frame[1], sheet.frame[3]
        if before.head != sheet.head:
            self._renew(0, top)
        if before.foot != sheet.foot:
            self._renew(top + high, max(0.0, sheet.height - top - high))

    def _renew(self, y: float, high: float) -> None:
        assert self.sheet is not None
        self.update(self.scale.rect(0, y, self.sheet.width, high).toAlignedRect().adjusted(0, -2, 0, 2))

    def set_percent(self, percent: int) -> None:
        self.scale = replace(self.scale, percent=percent)
        if self.sheet is not None:
            self._place()
            self.update()

    def sheet_size(self) -> QSize:
        if self.sheet is None:
            return QSize()
        sheet, paper = self.sheet, self.sheet.form.paper
        high = max(sheet.height + (0 if paper.head else paper.margin), paper.height)
        per_mm = self.scale.per_mm
        return QSize(round(sheet.width * per_mm), round(high * per_mm))

    def _make_cells(self, order: list[str]) -> None:
        for gone in [name for name in self.cells if name not in order]:
            cell = self.cells.pop(gone)
            if isinstance(cell, PhotoStrip):
                discard(cell.add_button)
            if isinstance(cell, LinesCell):
                for button in cell.row_buttons.widgets:
                    discard(button)
            discard(cell)
        for name in order:
            if name not in self.cells:
                self.cells[name] = self._made(name)
        self._order = order
        stops = [stop for name in order for stop in _stops(self.cells[name])]
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def _made(self, name: str) -> Cell:
        assert self.entries is not None
        field = self.entries.kind.field(name)
        department = department_in(name)
        label = field.label or self.entries.kind.block_of(name).title
        cell = make_cell(self._session, field, name, f"{label}（{department}）" if department else label, self)
        cell.put(self.entries.typed(name))
        self._close(cell)
        cell.typed.connect(lambda raw, cell=cell: self._tell(cell, raw))
        cell.installEventFilter(self)
        if isinstance(cell, NoteCell):
            cell.moved.connect(lambda box, cell=cell: self.caret_moved.emit(box.translated(cell.pos())))
        if isinstance(cell, TickCell):
            cell.blank_used.connect(self.blank_used)
        if isinstance(cell, LinesCell):
            cell.at_moved.connect(lambda cell=cell: self._entered(cell))
            cell.left.connect(lambda cell=cell: self._left(cell))
            cell.leaving.connect(lambda forward, cell=cell: self.step_from(cell.objectName(), forward))
        cell.show()
        if isinstance(cell, PhotoStrip):
            cell.add_button.show()
        self.made.emit(cell)
        return cell

    def _sign_boxes(self, sheet: LaidSheet) -> None:
        slots = [cell.name for cell in sheet.cells() if cell.kind == SIGN]
        if slots != self._signed:
            for box in self.signs.values():
                discard(box)
            self.signs = {name: SignBox(name, sheet.form.kind.slot(name).label, self) for name in slots}
            self._signed = slots
            for box in self.signs.values():
                box.show()
                box.lower()
        for name, box in self.signs.items():
            box.tell(sheet.record.signature(name))

    def _place(self) -> None:
        assert self.sheet is not None
        self.scale = replace(self.scale, size=scale_of(self.sheet.form.paper).value[0])
        tables: dict[str, list[LaidCell]] = {}
        for cell in self.sheet.cells():
            if cell.kind == SIGN:
                self.signs[cell.name].place(cell, self.scale)
            elif cell.row is not None and cell.kind == VALUE:
                tables.setdefault(cell.name, []).append(cell)
            elif cell.kind in (VALUE, AREA) and cell.name in self.cells:
                self._place_cell(cell)
        for name, cells in tables.items():
            table = self.cells[name]
            if isinstance(table, LinesCell):
                table.place_all(cells, self.scale)
        size = self.sheet_size()
        self.setMinimumSize(size.width() + 2 * MARGIN, size.height() + 2 * MARGIN)
        self._bubble.follow()

    def _place_cell(self, cell: LaidCell) -> None:
        editor = self.cells[cell.name]
        if not isinstance(editor, LinesCell):
            editor.place(cell, self.scale)
        strip = self.cells.get(photos_of(cell.name))
        if isinstance(strip, PhotoStrip):
            strip.place(cell, self.scale)

    def blank_in_use(self) -> str:
        """The choice whose blank is being filled now, if one is."""
        ticks = (cell for cell in self.cells.values() if isinstance(cell, TickCell))
        return next((cell.objectName() for cell in ticks if cell.fills_blank), "")

    def put(self, name: str) -> None:
        """Shows what the entries hold for a value."""
        if name in self.cells and self.entries is not None:
            self.cells[name].put(self.entries.typed(name))

    def put_all(self) -> None:
        for name in self._order:
            self.put(name)

    def close_cells(self, closed: Mapping[str, str], finished: bool = False) -> None:
        """Closed cells stay readable and have a ground of their own, but on a finished sheet, which is as white as
        paper; Tab passes them by where others are open."""
        self.closed = closed
        shown = {name for name, cell in self.cells.items() if isinstance(cell, ShownCell)}
        some_open = any(name not in closed and name not in shown for name in self.cells)
        self.locked = frozenset() if finished else frozenset(closed) | shown
        for name, cell in self.cells.items():
            if name in shown:
                continue
            self._close(cell)
            skip = name in closed and some_open
            for stop in _stops(cell):
                stop.setFocusPolicy(Qt.FocusPolicy.ClickFocus if skip else Qt.FocusPolicy.StrongFocus)
        self.update()

    def _close(self, cell: Cell) -> None:
        """With the sentence why, a table perhaps in some of its columns only."""
        name = cell.objectName()
        sentence = self.closed.get(name, "")
        if isinstance(cell, LinesCell) and self.entries is not None:
            named = {column.name: self.closed.get(column_of(name, column.name), "") for column in cell.field.columns}
            signed = self.entries.base.get(name)
            cell.close_with(sentence, Standing({column: why for column, why in named.items() if why},
                                               len(signed) if isinstance(signed, list) else 0))  # fmt: skip
        else:
            cell.close_with(sentence)

    def is_locked(self, cell: LaidCell) -> bool:
        """Whether it is not for this person to write now."""
        table = self.cells.get(cell.name)
        if cell.row is None or not isinstance(table, LinesCell):
            return cell.name in self.locked
        return cell.name in self.locked or bool(table.standing.sentence(cell.row, cell.column))

    def mark(self, misfits: Iterable[Misfit]) -> None:
        self._faults = {misfit.spot: (misfit.sentence, misfit.keeps_out) for misfit in misfits}
        for name, cell in self.cells.items():
            if isinstance(cell, LinesCell):
                cell.mark_all({spot: fault for spot, fault in self._faults.items() if spot.name == name})
            else:
                cell.mark(*self._faults.get(Spot(name), NO_FAULT))
        self._bubble.follow()

    def go_to(self, spot: Spot) -> None:
        cell = self.cells.get(spot.name)
        if isinstance(cell, LinesCell):
            at = next((at for at, column in enumerate(cell.columns) if column.name == spot.column), 0)
            cell.move_to(spot.row or 0, at)
        elif cell is not None:
            cell.setFocus(Qt.FocusReason.OtherFocusReason)

    def holds(self, widget: QWidget | None) -> bool:
        """Whether this is one of the cells, or stands in one."""
        return widget is not None and any(cell is widget or cell.isAncestorOf(widget) for cell in self.cells.values())

    def go_to_first(self, spots: Sequence[Spot] = ()) -> None:
        """The first of these cells; of none, the first to write in."""
        if order := self._in_order(spots):
            self.go_to(order[0])
            return
        typed_in = [name for name in self._order if not isinstance(self.cells[name], ShownCell)]
        names = [name for name in typed_in if name not in self.closed] or typed_in
        if names:
            self.go_to(Spot(names[0]))

    def go_on_to(self, spots: Sequence[Spot]) -> None:
        """To the next of these cells after the one in use, round and round."""
        order = self._in_order(spots)
        here = self.spot_in_use()
        ahead = [spot for spot in order if here is None or self._place_of(spot) > self._place_of(here)] or order
        if ahead:
            self.go_to(ahead[0])

    def spot_in_use(self) -> Spot | None:
        focused: QWidget | None = self.focusWidget()
        cells = (cell for cell in self.cells.values() if focused and (cell is focused or cell.isAncestorOf(focused)))
        return self.spot_of(next(cells, None))

    def _in_order(self, spots: Sequence[Spot]) -> list[Spot]:
        return sorted((spot for spot in spots if spot.name in self._order), key=self._place_of)

    def _place_of(self, spot: Spot) -> tuple[int, int, int]:
        """In reading order; a table itself stands before its cells."""
        cell = self.cells[spot.name]
        columns = [column.name for column in cell.columns] if isinstance(cell, LinesCell) else []
        at = columns.index(spot.column) if spot.column in columns else -1
        return self._order.index(spot.name), -1 if spot.row is None else spot.row, at

    def step_from(self, name: str, forward: bool) -> None:
        """On to the neighbour in reading order that Tab would reach."""
        order = self._order if forward else self._order[::-1]
        for other in order[order.index(name) + 1 :]:
            cell = self.cells[other]
            if cell.focusPolicy() & Qt.FocusPolicy.TabFocus.value and cell.isVisible():
                cell.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
                return
        self.focusNextPrevChild(forward)

    def spot_of(self, cell: QObject | None) -> Spot | None:
        if isinstance(cell, LinesCell):
            return cell.spot
        name = cell.objectName() if cell is not None else ""
        return Spot(name) if name in self.cells else None

    def _tell(self, cell: Cell, raw: object) -> None:
        spot = self.spot_of(cell)
        if spot is not None:
            self.typed.emit(spot, raw)

    def _entered(self, cell: QObject, chosen: bool = True) -> None:
        """Why a cell is closed is told to whoever went there, not where the cursor was only put on a closed sheet."""
        spot = self.spot_of(cell)
        if spot is not None:
            target = cell.editor if isinstance(cell, LinesCell) else cell
            self._bubble.tell(target if isinstance(target, QWidget) else None, lambda: self._words(spot, chosen))
            if isinstance(target, QWidget) and not isinstance(target, NoteCell):
                self.caret_moved.emit(QRect(target.mapTo(self, target.rect().topLeft()), target.size()))
            self.entered.emit(spot)

    def _left(self, cell: QObject) -> None:
        self._bubble.tell(None, None)
        self.paused.emit(cell.objectName())

    def _words(self, spot: Spot, chosen: bool) -> Fault:
        sentence, keeps_out = self._faults.get(spot, NO_FAULT)
        return (sentence, keeps_out) if sentence or not chosen else (self.why_closed(spot), False)

    def why_closed(self, spot: Spot) -> str:
        """Why nothing can be written there, or an empty text."""
        cell = self.cells.get(spot.name)
        if isinstance(cell, LinesCell) and spot.row is not None:
            return cell.closed_at(spot.row, spot.column)
        return self.closed.get(spot.name, "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.gotFocus():
            if not isinstance(watched, LinesCell):
                self._entered(watched, event.reason() in GOING)
        elif isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in STAYING:
            self._left(watched)
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the caption of a block is meant for the block."""
        editor = self._area_at(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        if editor is None:
            super().mousePressEvent(event)
        else:
            editor.setFocus(Qt.FocusReason.MouseFocusReason)

    def _area_at(self, point: QPointF) -> NoteCell | None:
        for cell in self.sheet.cells() if self.sheet is not None else ():
            if cell.kind == AREA and self.scale.rect(cell.x, cell.y, cell.w, cell.h).contains(point):
                editor = self.cells.get(cell.name)
                return editor if isinstance(editor, NoteCell) else None
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_sheet(painter, self, event.rect(), self._photos)
        painter.end()


def _stops(cell: Cell) -> list[QWidget]:
    """Where Tab halts in a cell: at the cell, then at the blank behind its options."""
    if isinstance(cell, ShownCell):
        return []
    return [cell, cell.detail] if isinstance(cell, TickCell) and cell.detail is not None else [cell]


def photos_of(name: str) -> str:
    """`cause@采购部` → `cause_photos@采购部`."""
    plain, _, department = name.partition("@")
    return of_department(f"{plain}_photos", department)


def _names(sheet: LaidSheet) -> Iterable[str]:
    """The values that have an editor, in reading order; photos follow the words they hang under."""
    kind = sheet.form.kind
    for cell in sheet.cells():
        if cell.kind not in (VALUE, AREA) or not cell.name:
            continue
        yield cell.name
        if cell.kind == AREA and kind.has(photos_of(cell.name)):
            yield photos_of(cell.name)
