"""The form page: a sheet with its steps above, its tools, and its trail beside it."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from forms.grid import Paper
from forms.sealing import ready
from qcdesk.change import Change
from qcdesk.errors import DeskError, Refused
from qcdesk.guards import lacking
from qcdesk.services.basics import office
from qcdesk.services.basics.pins import Proof
from qcdesk.services.cases import joining
from qcdesk.services.problems import sharing
from qcdesk.services.samples import reprint
from qcdesk.services.sheets import lost, ways_on
from qcdesk.services.sheets.ways_on import OpenStep
from qcdesk.services.trail import history
from qcdesk.workflow import DRAFT
from ui.paper.cells.lines_cell import LinesCell
from ui.paper.cells.note_cell import NoteCell
from ui.paper.cells.photo_strip import PhotoStrip
from ui.paper.copies_out import CopiesOut
from ui.paper.desk_area import DeskArea
from ui.paper.disposed import why_disposed
from ui.paper.editions import Editions
from ui.paper.entries import Spot, spot_of
from ui.paper.filling import Filling
from ui.paper.homing import Homing
from ui.paper.kept_page import KeptPage
from ui.paper.links import Links
from ui.paper.notices import Strip
from ui.paper.own_blocks import OwnBlocks
from ui.paper.photo_actions import PhotoDialog, added, chosen_files
from ui.paper.photos import SheetPhotos
from ui.paper.scan_beside import ScanBeside
from ui.paper.sheet_view import SheetView, photos_of
from ui.paper.side_panel import SidePanel
from ui.paper.step_bar import StepBar
from ui.paper.tool_bar import ToolBar
from ui.paper.voided import why_void
from ui.session import Session
from ui.style import tokens

SMALL_SHEET = 120.0
"""Millimetres: a narrower paper is shown at twice its size."""

PRINTS = {"preview": "preview", "print": "printer", "pdf": "pdf", "sealed": "sealed", "excel": "excel"}


class RecordPage(KeptPage):
    def __init__(self, session: Session, record_id: int, parent: QWidget | None = None) -> None:
        super().__init__(session, record_id, "page_record", parent)
        self._photos = SheetPhotos(session, self)
        self.view = SheetView(session, self._photos)
        self.area = DeskArea(self.view)
        record = self.keeper.record
        form = session.shelf.form(record.kind.edition)
        self.filling = Filling(self.keeper, self.view, form, office.view(session.desk), self._photos)
        self.links = Links(session, self.keeper, self.view, self.filling)
        self._known: frozenset[str] = frozenset()
        self._homing = Homing(self.area, self.view)
        self._own_blocks = OwnBlocks(self.view, self.filling)
        self._build()
        self._wire()
        self._open(form.paper)

    def _build(self) -> None:
        self.steps, self.tools, self.panel = StepBar(), ToolBar(self), SidePanel()
        self.returned = Strip("returned", tokens.WARN, tokens.WARN_TINT)
        self.voided = Strip("voided", tokens.BAD, tokens.BAD_TINT)
        self.reprint = Strip("reprint", tokens.ACCENT_DEEP, tokens.ACCENT_TINT)
        self.shared = Strip("shared", tokens.ACCENT_DEEP, tokens.ACCENT_TINT)
        self.panel.hide()
        self.editions = Editions(self, self._session, self.record_id, self.steps.edition, self.panel)
        self.copies = CopiesOut(self, self._session, self.record_id, self.panel, self._see_copies)
        self.scans = ScanBeside(self._session, self.record_id, self.tools, self.area)
        self._panel_switch = self.tools.add_switch("tool_panel", "历史", "history", self._show_panel)
        desk = QHBoxLayout()
        desk.setSpacing(0)
        desk.addWidget(self.scans, 3)
        desk.addWidget(self.area, 4)
        desk.addWidget(self.panel)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        told = (self.voided, self.returned, self.reprint, self.copies.strip, self.shared, *self.strips)
        for widget in (self.steps, self.tools, *told):
            outer.addWidget(widget)
        outer.addLayout(desk, 1)

    def _wire(self) -> None:
        self.view.made.connect(self._wire_cell)
        self.keeper.refused.connect(self._refused)
        self.filling.changed.connect(self._drawn)
        self.banner.take.connect(lambda name: self.filling.change(name, self.keeper.entries.base.get(name)))
        for signal in (self.banner.take, self.banner.keep, self.banner.read, *(
            strip.used for strip in (self.restored, self.refused, self.faults)
        )):  # fmt: skip
            signal.connect(self._homing.soon)
        self.faults.wanted.connect(self.view.go_to)
        self.steps.wanted.connect(self.take_step)
        self.steps.wanted.connect(self._homing.soon)
        self.steps.back.connect(self.leave)
        self.tools.wanted.connect(self._use)
        self.tools.zoomed.connect(lambda percent: self.area.zoom_to(percent) if percent else self.area.fit_width())
        self.area.zoomed.connect(self.tools.show_percent)
        self.area.zoomed.connect(lambda _: self._own_blocks.show(self.keeper.entries))

    def _open(self, paper: Paper) -> None:
        self._bring_back()
        self._told_of(self.links.look)
        self.filling.draw()
        self._show_record()
        self.area.zoom_to(200 if paper.width < SMALL_SHEET else 100)
        self.area.fit_within = paper.width > paper.height > SMALL_SHEET
        self.area.settle()
        self.tools.show_percent(self.area.percent)

    def _wire_cell(self, cell: QWidget) -> None:
        if isinstance(cell, PhotoStrip):
            cell.wanted.connect(lambda: self._add_photos(cell, chosen_files(self, self._session)))
            cell.dropped.connect(lambda pictures: self._add_photos(cell, pictures))
            cell.looked_at.connect(lambda at: self._look(cell, at))
            cell.marking.connect(lambda at: self._mark(cell, at))
        elif isinstance(cell, NoteCell):
            cell.hangs_photos = self.keeper.record.kind.has(photos_of(cell.objectName()))
            cell.pictures.connect(lambda pictures: self._hang(cell.objectName(), pictures))
            cell.photos_wanted.connect(lambda: self._hang(cell.objectName(), chosen_files(self, self._session)))
        elif isinstance(cell, LinesCell):
            cell.cut_off.connect(self.refused.tell)

    def _hang(self, note: str, pictures: object) -> None:
        strip = self.view.cells.get(photos_of(note))
        if isinstance(strip, PhotoStrip):
            self._add_photos(strip, pictures)
        else:
            self.refused.tell("这一格不能放照片")

    def _add_photos(self, strip: PhotoStrip, pictures: object) -> None:
        name = strip.objectName()
        try:
            entries = added(self._session.desk, self.keeper.entries.typed(name), pictures, strip)
        except DeskError as error:
            self.refused.tell(error)
        else:
            self.filling.change(name, entries)

    def _look(self, strip: PhotoStrip, at: int) -> None:
        held = self.keeper.entries.typed(strip.objectName())
        if isinstance(held, list) and at < len(held):
            PhotoDialog(self, self._photos, held, at).exec()

    def _mark(self, strip: PhotoStrip, at: int) -> None:
        """The marked photo hangs behind the first, which stays as it was."""
        from ui.dialogs.mark_photo import mark_photo

        name = strip.objectName()
        held = self.keeper.entries.typed(name)
        if not isinstance(held, list) or at >= len(held):
            return
        if len(held) >= strip.field.most:
            self.refused.tell(f"标注的照片另存一张，这一格最多 {strip.field.most} 张，已经满了：请先拿掉一张（Delete）")
            return
        entry = mark_photo(self, self._session, held[at], closed=False)
        if entry is not None:
            self.filling.change(name, [*held[: at + 1], entry, *held[at + 1 :]])

    def _seated(self) -> None:
        self.filling.undo_list.forget()
        super()._seated()
        self._told_of(self.links.look)
        self._drawn()

    def _drawn(self) -> None:
        """After every change of what stands on the sheet."""
        if set(self.view.cells) != self._known:
            self._close_cells()
            self.view.mark(self.keeper.entries.misfits())  # what is closed is advised of no more
        self.area.settle()
        self._own_blocks.show(self.keeper.entries)
        self.faults.show_misfits(self.keeper.entries.misfits())
        self.tools.enable("undo", self.filling.undo_list.can_back)
        self.tools.enable("redo", self.filling.undo_list.can_forward)
        self._show_dirty()
        self._calm.start()

    def _show_dirty(self) -> None:
        self.tools.enable("save", self.keeper.is_dirty)

    def _renewed(self) -> None:
        self.view.put_all()
        self._known = frozenset()
        self.filling.draw()
        self._show_record()

    def _close_cells(self) -> None:
        self._known = frozenset(self.view.cells)
        record = self.keeper.record
        self.view.close_cells(self.keeper.closed(), record.state in record.kind.workflow.final)

    def _refused(self, error: DeskError) -> None:
        """What the sheet let him type and the office's rules did not take, it closes now."""
        if isinstance(error, Refused):
            with suppress(DeskError):
                self._look_again()

    def _look_again(self) -> None:
        """Whether the person may still do what he could when he sat down."""
        self.keeper.seat_as_of_now()
        self._close_cells()
        self._show_steps()

    def worked(self) -> None:
        """A print or a file has gone into the trail."""
        self._told_of(self._show_place)
        if self.panel.isVisible():
            self._told_of(self._fill_panel)

    def _show_record(self) -> None:
        self.steps.show_record(self.keeper.record, history.passed(self._session.desk, self.record_id))
        self.editions.show(self.keeper.record)
        self.tools.allow("sealed", ready.why_not(self.keeper.record))
        ends = (why(self._session.desk, self.keeper.record) for why in (why_void, why_disposed))
        self.voided.say("\n".join(filter(None, ends)))
        self.returned.say(history.sent_back(self._session.desk, self.record_id))
        self.shared.say(sharing.told(self._session.desk, self.keeper.record))
        gone = lost.lost(self._session.desk, self.keeper.record)
        self.unsound.show_signatures((*self.keeper.record.signatures, *gone))
        self._show_place()
        self._show_steps()
        if self.panel.isVisible():
            self._fill_panel()

    def _show_place(self) -> None:
        """Whether a label on paper still says where its pieces are, and who has the paper."""
        self.reprint.say(reprint.why(self._session.desk, self.keeper.record))
        self.copies.show()
        self.scans.look(self.keeper.record)

    def _show_steps(self) -> None:
        self._calm.stop()
        steps = ways_on.open_steps(self.keeper.desk, self._as_typed())
        self.steps.show_steps(steps, self.keeper.desk.person.roles)

    def _show_panel(self, shown: bool) -> None:
        self.panel.setVisible(shown)
        if shown:
            self._told_of(self._fill_panel)

    def _fill_panel(self) -> None:
        self.panel.show_history(history.told(self._session.desk, self.record_id))
        self.panel.show_signatures(self.keeper.record.signatures)
        self.editions.fill_panel()
        self.copies.fill_panel()

    def _see_copies(self) -> None:
        self._panel_switch.setChecked(True)
        self.panel.see_copies()

    def _told(self, change: Change) -> None:
        if change.record == self.record_id:
            self._told_of(self.keeper.take_changes)
        if change.kinds & {"samples", "copies", "scans"}:
            self.worked()
        if "people" in change.kinds:
            self._told_of(self._look_again)
        if "office" in change.kinds:
            self._told_of(lambda: self.filling.print_for(office.view(self._session.desk)))

    def _take(self, step: OpenStep, proof: Proof | None, reason: str) -> None:
        super()._take(step, proof, reason)
        self.filling.undo_list.forget()
        self._drawn()

    def _use(self, tool: str) -> None:
        if tool in PRINTS:
            self._print(PRINTS[tool])
            self.worked()  # what was printed from the preview
            return
        {
            "save": self.save, "undo": self.filling.undo, "redo": self.filling.redo, "copy": self._copy,
            "zoom_in": lambda: self.area.zoom_by(1), "zoom_out": lambda: self.area.zoom_by(-1),
            "zoom_whole": lambda: self.area.zoom_to(100), "next_fault": self._next_fault,
        }[tool]()  # fmt: skip

    def _next_fault(self) -> None:
        """What does not fit first; then what the next step still misses and this person may fill in."""
        if self.faults.misfits:
            self.faults.next()
            return
        self.view.go_on_to(self._missed())

    def _missed(self) -> list[Spot]:
        values, kind = self.keeper.entries.values(), self.keeper.record.kind
        ahead = {one.step.action for one in self.steps.ways}
        spots = [
            spot_of(fault) for one in self.steps.steps if one.step.action in ahead
            for fault in (*kind.stands_complete(one.step, values, one.department), *lacking(one.step.guard, values))
        ]  # fmt: skip
        return [spot for spot in spots if not self.view.why_closed(spot)]

    def _copy(self) -> None:
        if not self.save():
            return
        self._told_of(self._copied)

    def _copied(self) -> None:
        change = self._session.tell(joining.copy(self._session.desk, self.record_id))
        if change.record is not None:
            self.open_record.emit(change.record)

    def _settle_anew(self) -> None:
        if self.isVisible():
            self._begin()

    def _settle_focus(self) -> None:
        focused: QWidget | None = self.window().focusWidget()
        if self.isVisible() and not self.view.holds(focused):
            self._begin()

    def _begin(self) -> None:
        """A draft at its first cell; later on what the person is awaited for, if there is any."""
        self.view.go_to_first(self._missed() if self.keeper.record.state != DRAFT else ())
