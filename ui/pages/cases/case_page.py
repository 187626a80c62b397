"""The page of one case: where it stands on the flow, what is next, its clocks, sheets, samples, lists, history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from qcdesk.cases import states
from qcdesk.change import Change
from qcdesk.errors import DeskError
from qcdesk.services import ahead, approval, clock_moves, records
from qcdesk.services.ahead import Way
from qcdesk.services.pins import Proof
from qcdesk.views import RecordView
from ui.pages.cases.clocks_tab import ClocksTab
from ui.pages.cases.head import CaseHead
from ui.pages.cases.lists_tabs import ActionsTab, ContactsTab, CostsTab, SpreadTab
from ui.pages.cases.next_tab import NextTab
from ui.pages.cases.photos_tab import PhotosTab
from ui.pages.cases.plain_tabs import HistoryTab, OverviewTab
from ui.pages.cases.samples_tab import SamplesTab
from ui.pages.cases.sheets_tab import SheetsTab
from ui.pages.cases.tab import Tab
from ui.paper.keeper import Keeper, Meeting
from ui.paper.notices import FaultBar, RefusedStrip, RestoredStrip, UnsoundBar
from ui.paper.stale_banner import StaleBanner, clashes, only_theirs
from ui.session import Session

CALM = 250
"""Milliseconds after typing before the ways on are looked at again."""
FURTHER = (OverviewTab, ClocksTab, SheetsTab, SamplesTab, ContactsTab, ActionsTab, CostsTab, SpreadTab, PhotosTab,
           HistoryTab)  # fmt: skip
CONCERNED = frozenset({"records", "samples", "cases"})


class CasePage(QWidget):
    """`left` follows saving when the person goes back; `open_record` asks the window for a sheet or another case."""

    left = Signal()
    open_record = Signal(int)

    def __init__(self, session: Session, case: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page_case")
        self._session = session
        self.keeper = Keeper(session, case, self)
        self.head = CaseHead()
        self.next = NextTab(session, self.keeper)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("case_tabs")
        self.tabs.setDocumentMode(True)
        self.pages: tuple[Tab, ...] = (self.next, *(made(session, self.keeper) for made in FURTHER))
        self.ways: tuple[Way, ...] = ()
        self._lay()
        self._wire()
        self._open()

    @property
    def record_id(self) -> int:
        return self.keeper.record.id

    @property
    def tab(self) -> str:
        return self.pages[self.tabs.currentIndex()].NAME

    def go_to(self, tab: str) -> None:
        names = [page.NAME for page in self.pages]
        if tab in names:
            self.tabs.setCurrentIndex(names.index(tab))

    def _lay(self) -> None:
        self.restored, self.refused, self.faults = RestoredStrip(), RefusedStrip(), FaultBar()
        self.unsound, self.banner = UnsoundBar(), StaleBanner()
        for page in self.pages:
            self.tabs.addTab(page, page.TITLE)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        for widget in (self.head, self.unsound, self.banner, self.restored, self.refused, self.faults):
            outer.addWidget(widget)
        outer.addWidget(self.tabs, 1)
        self._calm = QTimer(self, singleShot=True, interval=CALM)
        self._calm.timeout.connect(lambda: self._told_of(self._show_ways))

    def _wire(self) -> None:
        self.head.back.connect(self.leave)
        self.head.saved.connect(self.save)
        self.head.wanted.connect(self.take_step)
        self.head.printing.connect(self._print)
        self.next.typed.connect(self._typed)
        for page in self.pages:
            page.wanted.connect(self._go_off)
            if isinstance(page, PhotosTab):
                page.typed.connect(self._hung)
        self.keeper.renewed.connect(self._renewed)
        self.keeper.refused.connect(self.refused.tell)
        self.keeper.met.connect(self._met)
        self.banner.take.connect(self._take_theirs)
        self.restored.discard.clicked.connect(self._discard)
        self.faults.wanted.connect(lambda spot: self._show_field(spot.name))
        self._session.changed.connect(self._told)
        self._session.person_changed.connect(self._seated)
        for keys, act in (("Ctrl+S", self.save), ("F8", self._next_fault),
                          ("Ctrl+PgDown", lambda: self._turn(1)), ("Ctrl+PgUp", lambda: self._turn(-1))):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _open(self) -> None:
        brought_back = self.keeper.restore()
        self._show_record()
        self.next.put_all()
        if brought_back:
            self.restored.say(f"已恢复您 {brought_back} 打的、还没有保存的内容。")
        if self.keeper.record.state in states.ENDS:
            self.go_to("overview")

    def _typed(self, name: str, raw: object) -> None:
        entries = self.keeper.entries
        if raw == entries.typed(name):
            return
        entries.put(name, raw if raw not in ("", False) else None)  # type: ignore[arg-type]
        self.keeper.touch()
        self._show_typing()
        self._calm.start()

    def _hung(self, name: str, raw: object) -> None:
        """A photo of the photo tab: saved at once, nobody expects to press a button for it."""
        self._typed(name, raw)
        if self.save():
            self.next.put_all()

    def _show_typing(self) -> None:
        misfits = self.keeper.entries.misfits()
        self.next.show_misfits(misfits)
        self.faults.show_misfits(misfits)
        self.head.show_dirty(self.keeper.is_dirty)

    def _as_typed(self) -> RecordView:
        return replace(self.keeper.record, values=self.keeper.entries.values())

    def _show_ways(self) -> None:
        self._calm.stop()
        record = self._as_typed()
        self.ways = ahead.ways(self._session.desk, record)
        self.head.show_ways(self.ways)
        self.next.show_ways(record, self.ways)

    def _show_record(self) -> None:
        record = self.keeper.record
        self.head.show_case(record, bool(clock_moves.running_pause(dict(record.values))))
        self.unsound.show_signatures(record.signatures)
        self._show_ways()
        self.next.close_cells()
        self._show_typing()
        for page in self.pages:
            page.grow_stale()

    def _renewed(self) -> None:
        """The record was read again: editors show what is saved, steps and locks are looked at anew."""
        self._told_of(self._show_record)
        self.next.put_all()

    def _told_of(self, act: Callable[[], object]) -> bool:
        """Does it; what the office's rules or the machine have against it is told on the page. True if it was done."""
        try:
            act()
        except DeskError as error:
            self.refused.tell(error)
            return False
        return True

    def _met(self, meeting: Meeting) -> None:
        entries = self.keeper.entries
        found = clashes(meeting, entries, self.keeper.closed())
        self.banner.show_meeting(meeting, found, only_theirs(meeting, entries))

    def _take_theirs(self, name: str) -> None:
        self.keeper.entries.put(name, self.keeper.entries.base.get(name))
        self.keeper.touch()
        self.next.put_all()
        self._show_typing()

    def _discard(self) -> None:
        self.keeper.discard()
        self.restored.hide()
        self._renewed()

    def _told(self, change: Change) -> None:
        if not self._session.person.login:
            return
        if change.record == self.record_id:
            self._told_of(self._take_changes)
        elif change.kinds & CONCERNED:
            self._told_of(self._show_record)

    def _take_changes(self) -> None:
        """What was done on another tab lies under the typing; only values that both changed are to be decided on."""
        since, entries = self.keeper.record.version, self.keeper.entries
        theirs = records.last_change(self._session.desk, self.record_id, since)
        if set(theirs) & set(entries.overlay()):
            self.keeper.take_changes()
        elif records.row_of(self._session.desk, self.record_id).version != since:
            self.keeper.reload()

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
            self.head.show_dirty(self.keeper.is_dirty)
            return True
        return False

    def leave(self) -> None:
        """Saves what can be saved and goes; what cannot is kept beside the record and comes back."""
        self._keep()
        self.left.emit()

    def _go_off(self, record: int) -> None:
        self._keep()
        self.open_record.emit(record)

    def _keep(self) -> None:
        self.keeper.keep()
        if self.keeper.desk.person.login and not self.banner.undecided and self.keeper.is_dirty:
            self._told_of(self.keeper.save)

    def take_step(self, way: Way) -> None:
        """Saves, asks for the PIN where something is signed or sent back, takes the step over the version seen."""
        from ui.dialogs.pin import ask_proof

        if not self.save():
            return
        if self.keeper.is_dirty:
            self.refused.tell("还有内容不能保存，请先改好标红的格子（F8）")
            return
        step, record = way.step, self.keeper.record
        proof, reason = None, ""
        if step.step.signs or step.step.reason:
            given = ask_proof(self, self._session, step.label, step.step.reason, f"{record.title}：{step.label}")
            if given is None:
                return
            proof, reason = given
        if self._told_of(lambda: self._take(way, proof, reason)):
            self.refused.hide()
            self.go_to("next")
            self._settle_focus()
        else:
            self._told_of(self.keeper.take_changes)

    def _take(self, way: Way, proof: Proof | None, reason: str) -> None:
        record = self.keeper.record
        change = approval.take(
            self._session.desk, record.id, way.step.action, proof, reason=reason, version=record.version
        )
        self.keeper.reload()
        self._session.tell(change)

    def _show_field(self, name: str) -> None:
        self.go_to("next")
        self.next.go_to(name)

    def _next_fault(self) -> None:
        """What does not fit first; then what the way on still misses."""
        if self.faults.misfits:
            self.faults.next()
            return
        self.go_to("next")
        self.next.go_to_first(self._missing())

    def _missing(self) -> list[str]:
        record = self._as_typed()
        straight = [way for way in self.ways if way.straight]
        return [fault.field for way in straight for fault in record.kind.stands_complete(way.step.step, record.values)]

    def _turn(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def _print(self, what: str) -> None:
        """Only what is saved is printed."""
        from ui.printing.actions import print_record

        if self.save():
            print_record(self, self._session, self.record_id, what)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            QTimer.singleShot(0, self, self._settle_focus)

    def _settle_focus(self) -> None:
        if not self.isVisible() or (self.tab == "next" and self.next.go_to_first(self._missing())):
            return
        main = next((way.step.action for way in self.ways if way.straight and way.step.allowed), "")
        (self.head.buttons[main] if main else self.tabs.tabBar()).setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and self.keeper.is_dirty:
            self._keep()
