"""纸上送签: every numbered copy, narrowed while one types; several ticked, one act; who has had one too long."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from qcdesk.services.papers import copies
from qcdesk.services.papers.copy_list import ACTS, SENT, Act
from ui.pages.list_page import NOTHING, PAUSE, READING, ROWS, filter_chip, filter_field
from ui.pages.listing import focus_first
from ui.pages.page import Page
from ui.pages.papers.chase import ChaseList
from ui.pages.papers.held import (
    CHIPS,
    COLUMNS,
    EVERY,
    MOST,
    OPEN,
    Asked,
    Found,
    HeldCopy,
    find,
    is_broken,
    read,
    whole,
)
from ui.pages.papers.ticked import TickedListing
from ui.session import Session
from ui.style import tokens
from ui.style.named import named
from ui.style.parts import Empty, Reading, button, panel, row, words
from ui.tasks import Task, start

SIDE, LEAST = (252, 196), 320
NARROW = 1060
"""The width of a page that leaves less of it to who has what."""
KEYS = {"send": "F6", "back": "F7", "archive": "F8"}
"""What is done every day needs no mouse."""

NONE_YET = (
    "还没有打印份",
    "编制以后的单子，一打印或存成 PDF 就自动编份，右上角带二维码。把纸交给谁签，在这里登记“送签”；签回来扫描，"
    "程序自己认出是哪张单的第几份；归档写清盒号，每张纸在哪里、等了几天，都在这里看。",
)
NONE_SO = ("没有符合的打印份", "少输几个字，或换上面的筛选。编号、客户、产品、在谁手里、归档位置和拼音首字母都能找。")


class PapersPage(Page):
    LISTENS = frozenset({"records", "copies", "office"})

    def __init__(self, session: Session) -> None:
        super().__init__(session, "papers")
        self._task: Task | None = None
        self.only = OPEN
        self.filter = filter_field("筛选打印份", "编号、客户、在谁手里、归档位置、拼音首字母")
        self.chips = {name: filter_chip(label, f"show_{name}") for name, label, _ in CHIPS}
        self.listing = TickedListing("list_papers", "打印份")
        self.acts = {act.name: button(act.label, f"act_{act.name}", partial(self._act, act),
                                      "danger" if act.name in ("lose", "spoil") else "") for act in ACTS}  # fmt: skip
        self.chase = ChaseList(session)
        self.count, self.chosen = words("", "soft"), words("", "soft")
        self.detail = named(words("", "soft", wrap=True), "detail")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay()
        self._connect()

    def asked(self) -> Asked:
        states = next(states for name, _, states in CHIPS if name == self.only)
        return Asked(self.filter.text().strip(), () if self.only == EVERY else states)

    def refresh(self) -> None:
        desk, asked = self.session.desk, self.asked()
        if self._task is not None:
            self._task.cancel()
        self._task = start(self, lambda task: read(desk, asked), self._show, self.fail, desk=desk)

    def arrive(self) -> None:
        self.filter.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.chase.setFixedWidth(SIDE[self.width() < NARROW])

    def _show(self, found: Found) -> None:
        place = self.listing.place(_key)
        self.listing.put(found.rows)
        for name, label, states in CHIPS:
            self.chips[name].setText(f"{label} {sum(found.counts[state] for state in states)}")
            self.chips[name].setChecked(name == self.only)
        self.chase.put(found.chased, found.late_days)
        first = f"最早的 {MOST} 份，共 {found.total:,} 份" if found.total > len(found.rows) else f"{found.total:,} 份"
        self.count.setText(first if found.rows else "")
        self.empty.say(*(NONE_SO if any(found.counts.values()) else NONE_YET))
        self.export.setEnabled(bool(found.rows))
        self.stack.setCurrentIndex(ROWS if found.rows else NOTHING)
        self.listing.settle(place, _key)
        self._offer()

    def _offer(self) -> None:
        """Acts that all chosen copies allow; the others say why not. What the list cuts of the row at the cursor stands
        below it."""
        current = self.listing.current()
        held = current if isinstance(current, HeldCopy) else None
        self.detail.setText(whole(held) if held else "")
        self.detail.setStyleSheet(f"color: {tokens.BAD};" if held and is_broken(held) else "")
        chosen = self.listing.chosen()
        ticked = len(self.listing.ticked)
        self.chosen.setText(f"已选 {ticked} 份" if ticked else "空格选，Ctrl+A 全选")
        for act in ACTS:
            against = next(filter(None, (copies.why_not(held.copy, act) for held in chosen)), "")
            why = against if chosen else "先选一份"
            keys = KEYS.get(act.name, "")
            self.acts[act.name].setEnabled(not why)
            self.acts[act.name].setToolTip(why or (f"{act.label}（{keys}）" if keys else act.label))

    def _act(self, act: Act) -> None:
        from ui.pages.papers.act_dialog import do_act

        chosen = [held.copy for held in self.listing.chosen()]
        if chosen and self.acts[act.name].isEnabled():
            if do_act(self, self.session, act, chosen):
                self.listing.ticked.clear()
                self._offer()
            self.listing.setFocus()

    def _only(self, name: str) -> None:
        self.only = name
        for other, chip in self.chips.items():
            chip.setChecked(other == name)
        self.refresh()

    def _chase(self, who: str) -> None:
        self.filter.setText(who)
        self._pause.stop()
        self._only(SENT)
        self.listing.setFocus()

    def _begin_anew(self) -> None:
        """What one person looked for is not what the next one wants to see."""
        self.listing.ticked.clear()
        self.filter.clear()
        self.only = OPEN

    def _save_list(self) -> None:
        from ui.pages.listing_export import Extract, export

        export(self, self.session, Extract("纸上送签清单", COLUMNS, find, self.asked()))

    def _print_chase(self) -> None:
        from ui.pages.papers.chase_print import preview

        preview(self, self.session)

    def _connect(self) -> None:
        self.session.person_changed.connect(self._begin_anew)
        self._pause.timeout.connect(self.refresh)
        self.filter.textChanged.connect(lambda _: self._pause.start())
        self.filter.returnPressed.connect(self._to_list)
        for name, chip in self.chips.items():
            chip.clicked.connect(lambda _=False, name=name: self._only(name))
        self.listing.ticks_changed.connect(self._offer)
        self.listing.picked.connect(lambda _: self._offer())
        self.listing.opened.connect(lambda held: self.record_wanted.emit(held.copy.record))
        self.chase.person_wanted.connect(self._chase)
        self.chase.sheet.clicked.connect(lambda _=False: self._print_chase())
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, context=within).activated.connect(self.filter.clear)
        for act in ACTS:
            if act.name in KEYS:
                QShortcut(QKeySequence(KEYS[act.name]), self, context=within).activated.connect(partial(self._act, act))

    def _to_list(self) -> None:
        self._pause.stop()
        self.refresh()
        focus_first(self.listing)
        self.listing.setFocus()

    def _lay(self) -> None:
        self.column.setSpacing(12)
        self.export = button("导出 Excel", "export", self._save_list, "", "excel")
        line = row(self.filter, self.count, None, self.export, spacing=12)
        line.setStretchFactor(self.filter, 6)
        self.column.addLayout(line)
        self.column.addLayout(row(*self.chips.values(), None))
        self.column.addLayout(row(*self.acts.values(), self.chosen, None))
        frame, inside = panel(1)
        self.empty = Empty("print", *NONE_YET)
        self.stack = QStackedWidget()
        for widget in (self.listing, self.empty, Reading()):
            self.stack.addWidget(widget)
        self.stack.setCurrentIndex(READING)
        self.stack.setMinimumWidth(LEAST)
        inside.addWidget(self.stack)
        self.chips[OPEN].setChecked(True)
        both = QHBoxLayout()
        both.setSpacing(tokens.GAP)
        both.addWidget(frame, 1)
        both.addWidget(self.chase)
        self.column.addLayout(both, 1)
        self.column.addWidget(self.detail)


def _key(held: HeldCopy) -> int:
    return held.copy.id
