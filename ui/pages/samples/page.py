"""样品封存: every sealed sample, narrowed while one types; beside it what happened to it and what may be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from qcdesk.copy_codes import number_of
from qcdesk.services.samples import custody
from qcdesk.services.samples.custody import Act
from qcdesk.services.samples.sealed import VOIDED
from ui.dialogs.message import telling
from ui.pages.columns import RowsModel
from ui.pages.list_page import NOTHING, PAUSE, READING, ROWS, filter_chip, filter_field
from ui.pages.listing import Listing, focus_first
from ui.pages.page import Page
from ui.pages.samples.card import SampleCard
from ui.pages.samples.held import COLUMNS, EVERY, EXPIRED, SHOWS, Held, read
from ui.session import Session
from ui.style import tokens
from ui.style.parts import Empty, Reading, button, panel, row, words
from ui.tasks import Task, start

SIDE, LEAST = 292, 320
LOW = 640
"""Pixels: on a lower page the acts stand above the list, where nobody has to scroll to them."""
REGISTER = "seal_ledger"
NONE_YET = (
    "还没有封存的样品",
    "请客户提供 2 个以上不良样品，填《不良样品封存标签》，签名以后贴在样品上、放进品管样品柜。从那时起，"
    "每一个在哪里、借给了谁、保存到哪天，都在这里看。柜里至少要保留 1 个。",
)
NONE_SO = ("没有符合的样品", "少输几个字，或换上面的筛选。编号、案件、客户、不良现象、位置和拼音首字母都能找。")


class SamplesPage(Page):
    LISTENS = frozenset({"records", "samples", "cases"})

    def __init__(self, session: Session) -> None:
        super().__init__(session, "samples")
        self._task: Task | None = None
        self._all: tuple[Held, ...] | None = None
        self.show_only = EVERY
        self.filter = filter_field("筛选样品", "编号、案件、客户、名称、不良现象、位置、拼音首字母")
        self.chips = {name: filter_chip(label, f"show_{name}") for name, label in SHOWS}
        self.listing = Listing(RowsModel(COLUMNS), "list_samples", "封存的样品")
        self.card = SampleCard(session)
        self.count = words("", "soft")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay()
        self._connect()

    def refresh(self) -> None:
        desk = self.session.desk
        if self._task is not None:
            self._task.cancel()
        self._task = start(self, lambda task: read(desk), self._show, self.fail, desk=desk)

    def arrive(self) -> None:
        self.filter.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = event.size().height() < LOW
        if low and self.column.indexOf(self.card.deeds) < 0:
            self.column.insertWidget(self.column.count() - 1, self.card.deeds)
        elif not low and self.column.indexOf(self.card.deeds) >= 0:
            self.card.take_deeds()

    def _show(self, found: tuple[Held, ...]) -> None:
        self._all = found
        expired = sum(held.among(EXPIRED) for held in found)
        self._due.setText(f"到期清单 {expired}" if expired else "到期清单")
        self._due.setEnabled(bool(expired))
        self._due.setToolTip("" if expired else "没有到期的样品")
        for name, label in SHOWS:
            self.chips[name].setText(f"{label} {sum(held.among(name) for held in found)}")
        self._narrow()

    def _narrow(self) -> None:
        if self._all is None:
            return
        place = self.listing.place(_key)
        typed = number_of(self.filter.text()).lower().split()
        shown = [held for held in self._all if held.among(self.show_only) and held.matches(typed)]
        self.listing.rows.put(shown)
        there, parts = (sum(getattr(held.sample, what) for held in shown) for what in ("in_cabinet", "dismantled"))
        told = f"{len(shown):,} 枚，{there:,} 个在柜" + (f"，拆解件 {parts:,}" if parts else "")
        self.count.setText(told if shown else "")
        any_sealed = any(held.sample.why != VOIDED for held in self._all)
        self.empty.say(*(NONE_SO if any_sealed else NONE_YET))
        self._seal.setVisible(not any_sealed)
        self.stack.setCurrentIndex(ROWS if shown else NOTHING)
        self.listing.settle(place, _key)
        self._pick(self.listing.current())

    def _pick(self, held: object) -> None:
        with telling(self):
            self.card.show_sample(held if isinstance(held, Held) else None)

    def _only(self, name: str) -> None:
        self.show_only = name
        for other, chip in self.chips.items():
            chip.setChecked(other == name)
        self._narrow()

    def _begin_anew(self) -> None:
        """What one person looked for is not what the next one wants to see."""
        self.filter.clear()
        self._only(EVERY)

    def _act(self, act: Act) -> None:
        from ui.pages.samples.act_dialog import do_act

        if self.card.held:
            do_act(self, self.session, act, self.card.held.sample)
            self.listing.setFocus()

    def _print(self, label: int) -> None:
        from ui.printing.actions import print_record

        print_record(self, self.session, label, "preview")
        self.refresh()  # its label may be right on paper now

    def _places(self) -> None:
        from ui.pages.samples.places_dialog import ask_places

        ask_places(self, self.session)

    def _dispose(self) -> None:
        from ui.pages.samples.disposal_dialog import dispose_overdue

        dispose_overdue(self, self.session)

    def _register(self) -> None:
        from ui.dialogs.month_register import this_month

        self._open(this_month(self, self.session, REGISTER))

    def _other_month(self) -> None:
        from ui.dialogs.month_register import ask_month

        self._open(ask_month(self, self.session, REGISTER))

    def _open(self, record: int | None) -> None:
        if record is not None:
            self.record_wanted.emit(record)

    def _connect(self) -> None:
        self.session.person_changed.connect(self._begin_anew)
        self._pause.timeout.connect(self._narrow)
        self.filter.textChanged.connect(lambda _: self._pause.start())
        self.filter.returnPressed.connect(self._to_list)
        for name, chip in self.chips.items():
            chip.clicked.connect(lambda _=False, name=name: self._only(name))
        self.listing.picked.connect(self._pick)
        self.listing.opened.connect(lambda held: self.record_wanted.emit(held.sample.id))
        self.card.act_wanted.connect(self._act)
        self.card.print_wanted.connect(self._print)
        self.card.record_wanted.connect(self.record_wanted)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, act in ((Qt.Key.Key_Escape, self.filter.clear), (Qt.Key.Key_F2, self._print_chosen)):
            QShortcut(QKeySequence(keys), self, context=within).activated.connect(act)

    def _print_chosen(self) -> None:
        if self.card.held:
            self._print(self.card.held.sample.id)

    def _to_list(self) -> None:
        self._pause.stop()
        self._narrow()
        focus_first(self.listing)
        self.listing.setFocus()

    def _lay(self) -> None:
        self.column.setSpacing(12)
        self._due = button("到期清单", "disposal", self._dispose, "", "warning")
        self._due.setEnabled(False)
        register = button("生成本月登记表", "register", self._register, "", "ledger")
        other = button("其他月份…", "register_other", self._other_month, "quiet")
        line = row(self.filter, self.count, None, self._due, other, register, spacing=12)
        line.setStretchFactor(self.filter, 6)
        self.column.addLayout(line)
        places = button("样品柜位置…", "places", self._places, "quiet")
        self.column.addLayout(row(*self.chips.values(), None, places))
        frame, inside = panel(1)
        self._seal = button("填封存标签", "seal", lambda: self.sheet_wanted.emit(custody.LABEL), "main", "add")
        self.empty = Empty("samples", *NONE_YET, self._seal)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.listing)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(Reading())
        self.stack.setCurrentIndex(READING)
        self.stack.setMinimumWidth(LEAST)
        inside.addWidget(self.stack)
        self.card.setFixedWidth(SIDE)
        self.chips[EVERY].setChecked(True)
        both = QHBoxLayout()
        both.setSpacing(tokens.GAP)
        both.addWidget(frame, 1)
        both.addWidget(self.card)
        self.column.addLayout(both, 1)


def _key(held: Held) -> int:
    return held.sample.id
