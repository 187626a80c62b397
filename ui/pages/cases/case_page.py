"""The page of one case: where it stands on the flow, what is next, its clocks, sheets, samples, lists, history."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from qcdesk.cases import states
from qcdesk.cases.facts import CaseFacts
from qcdesk.cases.gates import GATES
from qcdesk.change import Change
from qcdesk.services.basics.pins import Proof
from qcdesk.services.cases import ahead, came_back, judging
from qcdesk.services.cases.ahead import Way
from qcdesk.services.cases.case_effects import WRONG_ENTRY
from qcdesk.services.problems import together
from qcdesk.services.problems.together import Outcome
from qcdesk.services.sheets import records
from qcdesk.services.sheets.ways_on import OpenStep
from qcdesk.services.times import clocks, pausing
from qcdesk.views import RecordView
from qcdesk.workflow import VOID
from ui.pages.cases.clocks_tab import ClocksTab
from ui.pages.cases.head import CaseHead
from ui.pages.cases.lists_tabs import ActionsTab, ContactsTab, CostsTab, SpreadTab
from ui.pages.cases.next_tab import NextTab
from ui.pages.cases.photos_tab import PhotosTab
from ui.pages.cases.plain_tabs import HistoryTab, OverviewTab
from ui.pages.cases.samples_tab import SamplesTab
from ui.pages.cases.sheets_tab import SheetsTab
from ui.pages.cases.tab import Tab
from ui.paper.disposed import why_disposed
from ui.paper.kept_page import KeptPage
from ui.paper.notices import Strip
from ui.paper.step_bar import needs_pin
from ui.session import Session
from ui.style import tokens

FURTHER = (OverviewTab, ClocksTab, SheetsTab, SamplesTab, ContactsTab, ActionsTab, CostsTab, SpreadTab, PhotosTab,
           HistoryTab)  # fmt: skip
CONCERNED = frozenset({"records", "samples", "cases"})


class CasePage(KeptPage):
    def __init__(self, session: Session, case: int, parent: QWidget | None = None) -> None:
        super().__init__(session, case, "page_case", parent)
        self.head = CaseHead()
        self.disposed = Strip("disposed", tokens.BAD, tokens.BAD_TINT)
        self.next = NextTab(session, self.keeper)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("case_tabs")
        self.tabs.setDocumentMode(True)
        self.pages: tuple[Tab, ...] = (self.next, *(made(session, self.keeper) for made in FURTHER))
        self.photos = next(page for page in self.pages if isinstance(page, PhotosTab))
        self.ways: tuple[Way, ...] = ()
        self._along: tuple[int, ...] = ()
        self._lay()
        self._wire()
        self._open()

    @property
    def tab(self) -> str:
        return self.pages[self.tabs.currentIndex()].NAME

    def go_to(self, tab: str) -> None:
        names = [page.NAME for page in self.pages]
        if tab in names:
            self.tabs.setCurrentIndex(names.index(tab))

    def _lay(self) -> None:
        for page in self.pages:
            self.tabs.addTab(page, page.TITLE)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        for widget in (self.head, self.disposed, *self.strips):
            outer.addWidget(widget)
        outer.addWidget(self.tabs, 1)

    def _wire(self) -> None:
        self.head.back.connect(self.leave)
        self.head.saved.connect(self.save)
        self.head.wanted.connect(lambda way: self.take_step(way.step))
        self.head.printing.connect(self._print)
        self.head.printing_all.connect(self._print_all)
        self.next.typed.connect(self._typed)
        self.photos.written.connect(self._typed)
        self.photos.typed.connect(self._hung)
        for page in self.pages:
            page.wanted.connect(self._go_off)
            if isinstance(page, SheetsTab):
                page.printing_all.connect(self._print_all)
        self.banner.take.connect(self._take_theirs)
        self.faults.wanted.connect(lambda spot: self._show_field(spot.name))
        for keys, act in (("Ctrl+S", self.save), ("F8", self._next_fault),
                          ("Ctrl+PgDown", lambda: self._turn(1)), ("Ctrl+PgUp", lambda: self._turn(-1))):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _open(self) -> None:
        self._bring_back()
        self._show_record()
        self.next.put_all()
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
        self.photos.show_misfits(misfits)
        self.faults.show_misfits(misfits)
        self._show_dirty()

    def _show_dirty(self) -> None:
        self.head.show_dirty(self.keeper.is_dirty)

    def _show_steps(self) -> None:
        self._calm.stop()
        record = self._as_typed()
        self.ways = tuple(
            way for way in ahead.ways(self._session.desk, record)
            if judging.applies(self._session.desk, record, way.step.action)
        )  # fmt: skip
        self.head.show_ways(self.ways)
        self.next.show_ways(record, self.ways)

    def _show_record(self) -> None:
        record = self.keeper.record
        desk = self._session.desk
        paused = bool(pausing.running(dict(record.values), clocks.now(desk)))
        self.head.show_case(record, paused, came_back.by_state(desk, record))
        self.disposed.say(why_disposed(desk, record))
        self.unsound.show_signatures(record.signatures)
        self._show_steps()
        self.next.close_cells()
        self._show_typing()
        for page in self.pages:
            page.grow_stale()

    def _renewed(self) -> None:
        self._told_of(self._show_record)
        self.next.put_all()

    def _take_theirs(self, name: str) -> None:
        self.keeper.entries.put(name, self.keeper.entries.base.get(name))
        self.keeper.touch()
        self.next.put_all()
        self.photos.grow_stale()
        self._show_typing()

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

    def _go_off(self, record: int) -> None:
        self._keep()
        self.open_record.emit(record)

    def _reasons(self, step: OpenStep) -> tuple[str, ...]:
        """A case that was taken in is made void only as a slip or a test (E3.9); a draft for whatever reason."""
        return WRONG_ENTRY if step.step.target == VOID and self.keeper.record.number else ()

    def _proof(self, step: OpenStep) -> tuple[Proof | None, str] | None:
        """With the cases of the same problem that the person would take along."""
        from ui.pages.cases.together import TogetherList

        self._along = ()
        found = together.mates_at(self.keeper.desk, self.keeper.record, step.action) if needs_pin(step.step) else ()
        beside = TogetherList(found) if found else None
        given = self._ask(step, beside)
        if given is not None and beside is not None:
            self._along = beside.chosen
        return given

    def _take(self, step: OpenStep, proof: Proof | None, reason: str) -> None:
        along, self._along = self._along, ()
        if not along:
            super()._take(step, proof, reason)
            return
        record, desk = self.keeper.record, self._session.desk
        change, outcomes = together.take(desk, record.id, step.action, along, proof, reason=reason,
                                         version=record.version)  # fmt: skip
        self.keeper.reload()
        for one in (change, *(outcome.change for outcome in outcomes if outcome.change is not None)):
            self._session.tell(one)
        self._tell_of_others(step.label, outcomes)

    def _tell_of_others(self, label: str, outcomes: Sequence[Outcome]) -> None:
        from ui.pages.cases.together import tell_outcomes

        tell_outcomes(self, label, outcomes)

    def _stepped(self) -> None:
        self.go_to("next")
        self._settle_focus()

    def _show_field(self, name: str) -> None:
        if name in self.photos.words.editors:
            self.go_to("photos")
            self.photos.words.go_to_first([name])
            return
        self.go_to("next")
        self.next.go_to(name)

    def _print_all(self, what: str) -> None:
        """Only what is saved is printed."""
        from ui.printing.actions import print_case

        if self.save():
            print_case(self, self._session, self.record_id, what)

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
        faults = [fault for way in straight for fault in record.kind.stands_complete(way.step.step, record.values)]
        return [*(fault.field for fault in faults), *(name for way in straight for name in _unticked(way, record))]

    def _turn(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def _settle_focus(self) -> None:
        if not self.isVisible() or (self.tab == "next" and self.next.go_to_first(self._missing())):
            return
        main = next((way.step.action for way in self.ways if way.straight and way.step.allowed), "")
        (self.head.buttons[main] if main else self.tabs.tabBar()).setFocus()


def _unticked(way: Way, record: RecordView) -> list[str]:
    """The cells that gates of the step are called after, while these are shut: 已复述确认."""
    facts = CaseFacts(record.values)
    return [name for name in way.step.step.gates if record.kind.has(name) and GATES[name].sentence(facts)]
