"""工作台: what waits for me, my drafts, what changed lately."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from qcdesk.canonical import Values
from qcdesk.desk import Desk
from qcdesk.errors import Damaged, NotFound
from qcdesk.services.basics import misuse, people
from qcdesk.services.basics.misuse import Misuse
from qcdesk.services.keeping import disposal
from qcdesk.services.papers import chasing
from qcdesk.services.sheets import search
from qcdesk.services.sheets.search import Query, Row, Waiting
from qcdesk.services.trail import history
from ui.pages import with_others
from ui.pages.cases import reply_rates
from ui.pages.cases.on_bench import CaseSections, CasesFound, record_of
from ui.pages.cases.reply_rates import MonthFound, ReplyRates
from ui.pages.columns import Column, of_records, titled
from ui.pages.flow import Flow
from ui.pages.listing import focus_first
from ui.pages.makers import own
from ui.pages.misuse_strip import MisuseStrip
from ui.pages.page import Page
from ui.pages.scans import strip
from ui.pages.section import Section
from ui.pages.waiting_strip import WaitingStrip
from ui.pages.widths import PAD
from ui.pages.with_others import Handed
from ui.session import Session
from ui.style import tokens
from ui.style.parts import Empty, button, panel, row, scrolling, words
from ui.style.tokens import GOING, GONE, WARN, WARN_TINT, Tone, tone_of
from ui.tasks import Task, start

LATE: Values = {"pressed": ["open_only", "overdue"], "order": "due"}
SOONEST: Values = {"pressed": ["open_only", "due_today"], "order": "due"}
FIGURES: tuple[tuple[str, str, str, Values], ...] = (
    ("waiting", "等我签核", "signing", {}), ("overdue", "已超期的案件", "cases", LATE),
    ("today", "今天到期的案件", "cases", SOONEST), ("drafts", "我的草稿", "records", {"pressed": ["mine", "drafts"]}),
    ("papers", "纸上送签", "papers", {}), ("in_flow", "流转中", "records", {"pressed": ["in_flow"]}),
    ("approved_this_month", "本月核准", "records", {"pressed": ["approved", "this_month"]}),
)  # fmt: skip
"""Where each figure leads, and what the list there is narrowed to."""
KEEPING: Values = {"subject": "keeping"}
RECENT = 8
LOOKS = 60_000
"""Milliseconds between two looks for what others have done."""
UNREAD = "–"
CAME_BACK = Tone(WARN, WARN_TINT)
MOST_BUTTONS = 3

WAITING_COLUMNS = (
    Column("编号", 118, lambda item: titled(item.row)),
    Column("表单", 168, lambda item: item.row.title),
    Column("客户", 150, lambda item: item.row.customer, grow=4, whole=True),
    Column("产品", 130, lambda item: item.row.product, grow=3),
    Column("要做", 150, lambda item: item.label, tone=lambda item: GONE if item.unread else GOING,
           tip=lambda item: item.untickable if item.unread else ""),
    Column("现在", 136, lambda item: item.row.state_label, tone=lambda item: tone_of(item.row.state), spare=3),
    Column("从什么时候", 134, lambda item: item.since, spare=2),
)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """What the workbench shows, read off the main thread."""

    waiting: tuple[Waiting, ...]
    drafts: tuple[Row, ...]
    recent: tuple[Row, ...]
    counts: dict[str, int]
    alone: bool
    returned: dict[int, str]
    cases: CasesFound
    handed: with_others.Found
    misused: tuple[Misuse, ...]
    scans: str
    to_dispose: int
    rates: MonthFound

    @staticmethod
    def read(desk: Desk, back: int) -> Found:
        """`back` months before this one lies the month of the rates."""
        recent = search.find(desk, Query(limit=RECENT)).rows
        alone = people.ADMIN in desk.person.roles and len(people.listed(desk, active_only=True)) == 1
        drafts = search.my_drafts(desk)
        returned = {item.id: _why_returned(desk, item.id) for item in drafts if item.number}
        cases = CasesFound.read(desk)
        waits = search.waiting(desk)
        counts = search.counts(desk, waits) | {"overdue": cases.late, "today": cases.today}
        out = chasing.people(desk)
        counts |= {"papers": sum(len(one.copies) for one in out), "papers_late": sum(one.late for one in out)}
        handed = with_others.read(desk, waits)
        tried = misuse.lately(desk)
        return Found(
            waits, drafts, recent, counts, alone, returned, cases, handed, tried, strip.told(desk),
            disposal.waiting(desk), reply_rates.read(desk, back),
        )  # fmt: skip


class Workbench(Page):
    LISTENS = frozenset({"records", "cases", "samples", "copies", "scans", "keeping"})

    def __init__(self, session: Session) -> None:
        super().__init__(session, "workbench")
        self._task: Task | None = None
        self.looks = _every_while(self, self._look)
        self._awaited = False
        self._read_for = ""
        self.column.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        self._inner = QVBoxLayout(inside)
        self._inner.setContentsMargins(tokens.MARGIN, 20, tokens.MARGIN, tokens.MARGIN)
        self._inner.setSpacing(tokens.GAP)
        self.column.addWidget(scrolling(inside))
        self.figures: dict[str, QLabel] = {}
        self._inner.addLayout(self._head())
        self._alone = self._begin_here()
        self._inner.addWidget(self._alone)
        self.misuse = MisuseStrip(partial(self.page_wanted.emit, "system"))
        self._inner.addWidget(self.misuse)
        self._inner.addLayout(self._cards())
        self.rates = ReplyRates(session)
        self.rates.turned.connect(self.refresh)
        self.rates.wanted.connect(self.record_wanted)
        self._inner.addWidget(self.rates)
        self._add_strips()
        self.waiting = Section("等我签核", WAITING_COLUMNS, "waiting", "等我签核的单", _nothing_waits())
        self.filling = Section("等我填写", WAITING_COLUMNS, "filling", "等我填写的单", None)
        self._returned: dict[int, str] = {}
        self.drafts = Section("我的草稿", self._draft_columns(), "drafts", "我的草稿", None)
        self.recent = Section(
            "最近改动", of_records("number", "title", "customer", "product", "state", "updated"), "recent",
            "最近改动的单", self._first_steps(),
        )  # fmt: skip
        self.cases = CaseSections()
        self.handed = Section(with_others.TITLE, with_others.COLUMNS, "handed", "我交出去、等别人的单", None)
        due, *others = self.cases.sections
        for section in (due, self.waiting, self.filling, self.handed, *others, self.drafts, self.recent):
            self._inner.addWidget(section)
            section.listing.opened.connect(self._open)
        self._inner.addStretch(1)

    def _add_strips(self) -> None:
        to_scans = partial(self.page_wanted.emit, "scans")
        to_keeping = partial(self.view_wanted.emit, "system", KEEPING)
        self.scans = WaitingStrip("scans", button("到“扫描归档”", "to_scans", to_scans, "quiet", "import"))
        self.keeping = WaitingStrip("keeping", button("到“保存与处置”", "to_keeping", to_keeping, "quiet", "review"))
        for waits in (self.scans, self.keeping):
            self._inner.addWidget(waits.frame)

    def refresh(self) -> None:
        desk = self.session.desk
        self._offer_new()
        self._greeting.setText(f"{self.session.person.name}，{_hour_words(desk.clock.wall().hour)}")
        if desk.person.login != self._read_for:
            self._await()
        if self._task is not None:
            self._task.cancel()
        back = self.rates.back
        self._task = start(self, lambda task: Found.read(desk, back), self._show, self.fail, desk=desk)

    def _look(self) -> None:
        """It may stand open all day; what is being asked comes first."""
        if self.isVisible() and QApplication.activeModalWidget() is None:
            self.look()

    def arrive(self) -> None:
        self._awaited = True
        self._focus()
        if people.ADMIN in self.session.person.roles:
            self._grow_stale()  # a PIN mistyped elsewhere is no Change of this window

    def _focus(self) -> None:
        mine = [section for section in (self.waiting, self.filling) if section.listing.isVisible()]
        (mine or [self.recent])[0].listing.setFocus()

    def _await(self) -> None:
        """What the person before saw, or an empty list, says nothing about this one."""
        for section in (self.waiting, self.filling, self.handed, self.drafts, self.recent, *self.cases.sections):
            section.await_rows()
        for figure in self.figures.values():
            figure.setText(UNREAD)
        self.rates.back = 0
        self.rates.hide()
        self.scans.put("")
        self.keeping.put("")

    def _show(self, found: Found) -> None:
        self._read_for = self.session.person.login
        self.waiting.put(tuple(item for item in found.waiting if not (item.anothers or item.to_fill)))
        self.filling.put(tuple(item for item in found.waiting if item.to_fill))
        self.handed.put(found.handed.rows)
        self.handed.title.setText(found.handed.title)
        self._returned.clear()
        self._returned.update(found.returned)
        self.drafts.put(found.drafts)
        self._alone.setVisible(found.alone)
        self.misuse.put(found.misused)
        self.scans.put(found.scans)
        self.keeping.put(f"提出处置的 {found.to_dispose} 件，等您核准" if found.to_dispose else "")
        self.recent.put(found.recent)
        self.cases.put(found.cases)
        self.rates.put(found.rates)
        for name, figure in self.figures.items():
            figure.setText(str(found.counts[name]))
        for name, alarm in (("overdue", "overdue"), ("papers", "papers_late")):
            self.figures[name].setStyleSheet(f"color: {tokens.BAD};" if found.counts[alarm] else "")
        for mine in (self.waiting, self.filling):
            focus_first(mine.listing)
        if self._awaited:
            self._awaited = False
            self._focus()

    def _open(self, item: object) -> None:
        row_ = item.row if isinstance(item, Waiting | Handed) else item
        self.record_wanted.emit(record_of(item) or getattr(row_, "id", 0))

    def _head(self) -> QHBoxLayout:
        self._greeting = words("", "heading")
        self._buttons = {
            kind.code: button(kind.title, f"new_{kind.code}", partial(self.sheet_wanted.emit, kind.code), picture="add")
            for kind in self.session.shelf.kinds.current
        }
        self._others = button("更多…", "new_other", partial(self.page_wanted.emit, "forms"), "quiet")
        self._others.setToolTip("所有表单")
        self._begin = words("新建", "soft")
        self._new = Flow(self._begin, *self._buttons.values(), self._others, right=True)
        take_in = button("受理新案件", "take_in", self.intake_wanted.emit, "main", "add")
        take_in.setToolTip("客诉、反馈、厂内异常（Ctrl+Shift+N）")
        line = row(self._greeting, take_in, spacing=tokens.MARGIN)
        line.addLayout(self._new, 1)
        return line

    def _offer_new(self) -> None:
        """The forms that the person submits, as many as a line has room for; all others are behind 更多."""
        mine = [kind.code for kind in own(self.session.desk, self.session.shelf.kinds.current)][:MOST_BUTTONS]
        for code, one in self._buttons.items():
            one.setVisible(code in mine)
        self._begin.setVisible(bool(mine))
        self._others.setText("更多…" if mine else "新建表单…")
        self._new.put_in_order([*(self._buttons[code] for code in mine), self._others])

    def _cards(self) -> QHBoxLayout:
        return row(*(self._figure(*figure) for figure in FIGURES), spacing=tokens.GAP)

    def _figure(self, name: str, title: str, leads_to: str, view: Values) -> QFrame:
        card = Figure(title)
        column = QVBoxLayout(card)
        column.setContentsMargins(tokens.GAP, tokens.GAP, tokens.GAP, tokens.GAP)
        column.setSpacing(2)
        figure = words(UNREAD, "figure")
        figure.setObjectName(f"count_{name}")
        self.figures[name] = figure
        column.addWidget(figure)
        column.addWidget(words(title, "soft"))
        card.setCursor(Qt.CursorShape.PointingHandCursor)
        go = partial(self.view_wanted.emit, leads_to, view) if view else partial(self.page_wanted.emit, leads_to)
        card.clicked.connect(go)
        return card

    def _draft_columns(self) -> tuple[Column, ...]:
        """What came back says why and from whom, what was cut off while it was typed says so."""
        *first, updated = of_records("number", "title", "customer", "product", "updated")
        why = Column("说明", 220, self._told, grow=4, tone=lambda item: CAME_BACK)
        return (*first, why, updated)

    def _told(self, item: Row) -> str:
        return "；".join(filter(None, [self._returned.get(item.id, ""), "有未保存的内容" if item.unsaved else ""]))

    def _begin_here(self) -> QWidget:
        """For the administrator of an office without anybody else."""
        card, column = panel(tokens.GAP)
        column.addWidget(words("先请同事进来", "heading"))
        text = "现在只有您一个人。先到“系统 → 人员”加同事、定角色；谁能编制、审核、核准，都由角色决定。"
        go = button("去加同事", "add_people", partial(self.page_wanted.emit, "system"), "main", "add")
        line = row(words(text, "soft", wrap=True), go, spacing=tokens.GAP)
        line.setStretch(0, 1)
        column.addLayout(line)
        card.hide()
        return card

    def _first_steps(self) -> QWidget:
        take_in = button("受理第一件", "first_case", self.intake_wanted.emit, picture="add")
        forms = button("看看有哪些表单", "first_forms", partial(self.page_wanted.emit, "forms"), picture="forms")
        text = (
            "客户一开口就先受理：程序给编号、算时限，以后每一步轮到谁、还缺什么，都写在案件页上。"
            "车间发现的异常也从受理开始；返工、封存、联络等单子可以单独开。"
        )
        return Empty("cases", "还没有案件和单子", text, take_in, forms)


class Figure(QFrame):
    """A number on a card that leads somewhere, by a click, Enter or Space."""

    clicked = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.clicked.emit()


def _why_returned(desk: Desk, record: int) -> str:
    """The last reason that somebody gave, and who it was; of a draft that cannot be read, why not."""
    try:
        told = [line for line in history.told(desk, record) if line.reason]
    except (Damaged, NotFound) as error:
        return error.sentence
    return f"退回　{told[-1].who}：{told[-1].reason}" if told else ""


def _every_while(page: Page, look: Callable[[], object]) -> QTimer:
    """For what nobody at this desk has done."""
    made = QTimer(page, interval=LOOKS)
    made.timeout.connect(look)
    made.start()
    return made


def _nothing_waits() -> QWidget:
    label = words("现在没有单等您签核。轮到您的单会自己出现在这里，最久的排在最前面。", "soft", wrap=True)
    label.setContentsMargins(PAD, 6, PAD, 12)
    return label


def _hour_words(hour: int) -> str:
    return "早上好" if hour < 11 else "中午好" if hour < 13 else "下午好" if hour < 18 else "晚上好"
