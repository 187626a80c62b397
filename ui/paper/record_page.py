"""The form page: a sheet with its steps above, its tools, and its trail beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from forms.grid import Paper
from qcdesk.change import Change
from qcdesk.errors import DeskError
from qcdesk.services import approval, history, office, records
from qcdesk.services.approval import OpenStep
from qcdesk.services.pins import Proof
from qcdesk.workflow import VOID
from ui.paper.cells.lines_cell import LinesCell
from ui.paper.cells.note_cell import NoteCell
from ui.paper.cells.photo_strip import PhotoStrip
from ui.paper.desk_area import DeskArea
from ui.paper.entries import own_departments
from ui.paper.filling import Filling
from ui.paper.homing import Homing
from ui.paper.keeper import Keeper, Meeting
from ui.paper.notices import FaultBar, RefusedStrip, RestoredStrip, UnsoundBar
from ui.paper.own_blocks import OwnBlocks
from ui.paper.photo_actions import PhotoDialog, added, chosen_files
from ui.paper.photos import SheetPhotos
from ui.paper.sheet_view import SheetView, photos_of
from ui.paper.side_panel import SidePanel
from ui.paper.stale_banner import StaleBanner, clashes, only_theirs
from ui.paper.step_bar import StepBar, told_apart
from ui.paper.tool_bar import ToolBar
from ui.session import Session

SMALL_SHEET = 120.0
"""Millimetres: a narrower paper is shown at twice its size."""

CALM = 250
"""Milliseconds after typing before the steps are looked at again."""

FOR_EVER = "。作废以后不能恢复，编号和历史都留着。"

PRINTS = {"preview": "preview", "print": "printer", "pdf": "pdf", "excel": "excel"}


class RecordPage(QWidget):
    """`left` follows saving when the person goes back; `open_record` asks the window for another sheet."""

    left = Signal()
    open_record = Signal(int)

    def __init__(self, session: Session, record_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page_record")
        self._session = session
        self.keeper = Keeper(session, record_id, self)
        self._photos = SheetPhotos(session, self)
        self.view = SheetView(session, self._photos)
        self.area = DeskArea(self.view)
        record = self.keeper.record
        form = session.shelf.form(record.kind.edition)
        self.filling = Filling(self.keeper, self.view, form, office.view(session.desk), self._photos)
        self._known: frozenset[str] = frozenset()
        self._homing = Homing(self.area, self.view)
        self._own_blocks = OwnBlocks(self.view, self.filling)
        self._build()
        self._wire()
        self._open(form.paper)

    @property
    def record_id(self) -> int:
        return self.keeper.record.id

    def _build(self) -> None:
        self.steps, self.tools = StepBar(), ToolBar(self)
        self.restored, self.refused, self.faults = RestoredStrip(), RefusedStrip(), FaultBar()
        self.unsound, self.banner, self.panel = UnsoundBar(), StaleBanner(), SidePanel()
        self.panel.hide()
        self._panel_switch = self.tools.add_switch("tool_panel", "历史", "history", self._show_panel)
        desk = QHBoxLayout()
        desk.setSpacing(0)
        desk.addWidget(self.area, 1)
        desk.addWidget(self.panel)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        strips = (self.banner, self.restored, self.refused, self.faults)
        for widget in (self.steps, self.tools, self.unsound, *strips):
            outer.addWidget(widget)
        outer.addLayout(desk, 1)
        self._calm = QTimer(self, singleShot=True, interval=CALM)
        self._calm.timeout.connect(lambda: self._told_of(self._show_steps))

    def _wire(self) -> None:
        self.view.made.connect(self._wire_cell)
        self.filling.changed.connect(self._drawn)
        self.keeper.renewed.connect(self._renewed)
        self.keeper.refused.connect(self.refused.tell)
        self.keeper.met.connect(self._met)
        self.banner.take.connect(lambda name: self.filling.change(name, self.keeper.entries.base.get(name)))
        for signal in (self.banner.take, self.banner.keep, self.banner.read, *(
            strip.used for strip in (self.restored, self.refused, self.faults)
        )):  # fmt: skip
            signal.connect(self._homing.soon)
        self.restored.discard.clicked.connect(self._discard)
        self.faults.wanted.connect(self.view.go_to)
        self.steps.wanted.connect(self.take_step)
        self.steps.wanted.connect(self._homing.soon)
        self.steps.back.connect(self.leave)
        self.tools.wanted.connect(self._use)
        self.tools.zoomed.connect(lambda percent: self.area.zoom_to(percent) if percent else self.area.fit_width())
        self.area.zoomed.connect(self.tools.show_percent)
        self.area.zoomed.connect(lambda _: self._own_blocks.show(self.keeper.entries))
        self._session.changed.connect(self._told)
        self._session.person_changed.connect(self._seated)

    def _open(self, paper: Paper) -> None:
        brought_back = self.keeper.restore()
        self.filling.draw()
        self._show_record()
        self.area.zoom_to(200 if paper.width < SMALL_SHEET else 100)
        self.area.fit_within = paper.width > paper.height > SMALL_SHEET
        self.area.settle()
        self.tools.show_percent(self.area.percent)
        if brought_back:
            self.restored.say(f"已恢复您 {brought_back} 打的、还没有保存的内容。")

    def _wire_cell(self, cell: QWidget) -> None:
        if isinstance(cell, PhotoStrip):
            cell.wanted.connect(lambda: self._add_photos(cell, chosen_files(self, self._session)))
            cell.dropped.connect(lambda pictures: self._add_photos(cell, pictures))
            cell.looked_at.connect(lambda at: self._look(cell, at))
        elif isinstance(cell, NoteCell):
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

    def _drawn(self) -> None:
        """After every change of what stands on the sheet."""
        if set(self.view.cells) != self._known:
            self._close_cells()
        self.area.settle()
        self._own_blocks.show(self.keeper.entries)
        self.faults.show_misfits(self.keeper.entries.misfits())
        self.tools.enable("undo", self.filling.undo_list.can_back)
        self.tools.enable("redo", self.filling.undo_list.can_forward)
        self.tools.enable("save", self.keeper.is_dirty)
        self._calm.start()

    def _renewed(self) -> None:
        """The record was read again: cells show what is saved, steps and locks are looked at anew."""
        self.view.put_all()
        self._known = frozenset()
        self.filling.draw()
        self._show_record()

    def _close_cells(self) -> None:
        self._known = frozenset(self.view.cells)
        record = self.keeper.record
        self.view.close_cells(self.keeper.closed(), record.state in record.kind.workflow.final)

    def _show_record(self) -> None:
        self.steps.show_record(self.keeper.record, history.passed(self._session.desk, self.record_id))
        self.unsound.show_signatures(self.keeper.record.signatures)
        self._show_steps()
        if self.panel.isVisible():
            self._fill_panel()

    def _show_steps(self) -> None:
        self._calm.stop()
        record = replace(self.keeper.record, values=self.keeper.entries.values())
        steps = approval.open_steps(self._session.desk, record)
        self.steps.show_steps(told_apart(steps, own_departments(record.values)), self._session.person.roles)

    def _told_of(self, act: Callable[[], object]) -> bool:
        """Does it; what the office's rules or the machine have against it is told on the page. True if it was done."""
        try:
            act()
        except DeskError as error:
            self.refused.tell(error)
            return False
        return True

    def _show_panel(self, shown: bool) -> None:
        self.panel.setVisible(shown)
        if shown:
            self._told_of(self._fill_panel)

    def _fill_panel(self) -> None:
        self.panel.show_history(history.told(self._session.desk, self.record_id))
        self.panel.show_signatures(self.keeper.record.signatures)

    def _met(self, meeting: Meeting) -> None:
        entries = self.keeper.entries
        found = clashes(meeting, entries, self.keeper.closed())
        self.banner.show_meeting(meeting, found, only_theirs(meeting, entries))

    def _discard(self) -> None:
        self.keeper.discard()
        self.restored.hide()
        self._renewed()

    def _told(self, change: Change) -> None:
        if change.record == self.record_id:
            self._told_of(self.keeper.take_changes)
        if "office" in change.kinds:
            self._told_of(lambda: self.filling.print_for(office.view(self._session.desk)))

    def _seated(self) -> None:
        self.keeper.seat(self._session.desk)
        if self.keeper.restore():
            self._renewed()

    def save(self) -> bool:
        """False, with the sentence on the page, when something keeps it from being saved."""
        if self.banner.undecided:
            self.refused.tell("请先在上面逐格选留谁写的内容，再保存")
            return False
        done: list[bool] = []
        if self._told_of(lambda: done.append(self.keeper.save())) and done[0]:
            self.refused.hide()
            self.restored.hide()
            return True
        return False

    def leave(self) -> None:
        """Saves what can be saved and goes; what cannot is kept beside the record and comes back."""
        self.keeper.keep()
        if self.keeper.desk.person.login and not self.banner.undecided:
            self._told_of(self.keeper.save)
        self.left.emit()

    def take_step(self, step: OpenStep) -> None:
        """Saves, asks for the PIN, takes the step over the version that was seen."""
        from ui.dialogs.pin import ask_proof

        if not self.save():
            return
        if self.keeper.is_dirty:
            self.refused.tell("还有内容不能保存，请先改好标红的格子（F8）")
            return
        record = self.keeper.record
        told = f"{record.title}：{step.label}{FOR_EVER if step.step.target == VOID else ''}"
        given = ask_proof(self, self._session, step.label, step.step.reason, told)
        if given is None:
            return
        if self._told_of(lambda: self._take(step, *given)):
            self.refused.hide()
        else:
            self._told_of(self.keeper.take_changes)

    def _take(self, step: OpenStep, proof: Proof, reason: str) -> None:
        record = self.keeper.record
        change = approval.take(self._session.desk, record.id, step.action, proof, reason=reason, version=record.version)
        self.filling.undo_list.forget()
        self.keeper.reload()
        self._session.tell(change)

    def _use(self, tool: str) -> None:
        if tool in PRINTS:
            self._print(PRINTS[tool])
            return
        {
            "save": self.save, "undo": self.filling.undo, "redo": self.filling.redo, "copy": self._copy,
            "zoom_in": lambda: self.area.zoom_by(1), "zoom_out": lambda: self.area.zoom_by(-1),
            "zoom_whole": lambda: self.area.zoom_to(100), "next_fault": self._next_fault,
        }[tool]()  # fmt: skip

    def _next_fault(self) -> None:
        """What does not fit first; then what the next step still misses."""
        if self.faults.misfits:
            self.faults.next()
            return
        values = self.keeper.entries.values()
        main = self.steps.main
        missing = [
            fault.field for one in ([main] if main else [])
            for fault in self.keeper.record.kind.stands_complete(one.step, values, one.department)
        ]  # fmt: skip
        self.view.go_on_to(missing)

    def _print(self, what: str) -> None:
        """Only what is saved is printed."""
        from ui.printing.actions import print_record

        if not self._session.person.login or self.save():
            print_record(self, self._session, self.record_id, what)

    def _copy(self) -> None:
        if not self.save():
            return
        self._told_of(self._copied)

    def _copied(self) -> None:
        change = self._session.tell(records.copy_as_new(self._session.desk, self.record_id))
        if change.record is not None:
            self.open_record.emit(change.record)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            QTimer.singleShot(0, self, self._settle_focus)

    def _settle_focus(self) -> None:
        focused: QWidget | None = self.window().focusWidget()
        if self.isVisible() and not self.view.holds(focused):
            self.view.go_to_first()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and self.keeper.is_dirty:
            self.keeper.keep()
            if not self.banner.undecided:
                self._told_of(self.keeper.save)
