"""规则: one line an event, beside it what the documents say; chosen, changed and tried out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QTabBar, QWidget

from qcdesk.change import Change
from qcdesk.rules.rows import CRITERION, DEADLINE
from qcdesk.services.rules import rulebook
from qcdesk.services.times.escalation_history import Ladder
from ui.dialogs.message import telling
from ui.pages.columns import RowsModel
from ui.pages.listing import Listing
from ui.pages.page import Page
from ui.pages.quiet import QuietReading
from ui.pages.rules import ladder_page, rule_card
from ui.pages.rules.change_dialog import ask_change
from ui.pages.rules.detail import Detail
from ui.pages.rules.found import CRITERIA, DEADLINES, AnyRule, Found, Group, read
from ui.pages.rules.ladder_page import LadderPage
from ui.pages.rules.remarks import Remarks
from ui.session import Session
from ui.style import tokens
from ui.style.icons import icon
from ui.style.named import named
from ui.style.parts import Empty, panel, row, words
from ui.tasks import Task, start

PAUSE = 160
LIST_SHARE, DETAIL_SHARE = 9, 10
LEAST, BESIDE = 320, 66
"""Pixels of the list in a narrow window, and of what stands beside the cards in the detail."""
KINDS = ((DEADLINE, "时限"), (CRITERION, "客诉程度判定标准"))
LADDER = len(KINDS)
"""The tab after those of the rows."""
LOOKS_ON = "只能看：规则由品管主管或系统管理员改。"
CHIPS = (("several", "说法不一"), ("blank", "空白"), ("own", "本厂设定"))


class RulesPage(Page):
    LISTENS = frozenset({"rules", "calendar", "masters", "office"})

    def __init__(self, session: Session) -> None:
        super().__init__(session, "rules")
        self._task: Task | None = None
        self.found: Found | None = None
        self.remarks = Remarks()
        self.tabs = named(QTabBar(expanding=False, drawBase=False), "rules_tabs", "规则")
        for _, title in KINDS:
            self.tabs.addTab(title)
        self.tabs.addTab("逾期升级")
        self.ladder = LadderPage(session)
        self.filter = named(QLineEdit(), "filter_rules", "筛选规则")
        self.chips = {name: _chip(label, name) for name, label in CHIPS}
        self.listings = {
            DEADLINE: Listing(RowsModel(DEADLINES), "list_deadlines", "时限"),
            CRITERION: Listing(RowsModel(CRITERIA), "list_criteria", "判定标准"),
        }
        self.detail = Detail(session)
        self.looks_on = words(LOOKS_ON, "soft")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay()
        self._connect()

    @property
    def kind(self) -> str:
        """Of the rows that are listed; beside them stands the ladder, which has none."""
        return KINDS[min(self.tabs.currentIndex(), LADDER - 1)][0]

    def refresh(self) -> None:
        desk = self.session.desk
        if self._task is not None:
            self._task.cancel()
        self.looks_on.setVisible(not set(self.session.person.roles) & set(rulebook.KEEPERS))
        self._task = start(self, lambda task: (read(desk), ladder_page.read(desk)), self._show, self.fail, desk=desk)

    def arrive(self) -> None:
        (self.ladder.listing if self.tabs.currentIndex() == LADDER else self.listings[self.kind]).setFocus()

    def _show(self, read_: tuple[Found, tuple[Ladder, ...]]) -> None:
        self.found, ladders = read_
        found = self.found
        self.ladder.put(ladders)
        self.remarks.put(found.remarks)
        self.remarks.show()
        self._narrow()

    def _narrow(self) -> None:
        if self.found is None:
            return
        chosen = self.detail.group.codes if self.detail.group else ()
        typed = self.filter.text().lower().split()
        shown = [one for one in self.found.groups(self.kind) if all(word in one.text for word in typed)]
        shown = [one for one in shown if self._wanted(one)]
        listing = self.listings[self.kind]
        listing.rows.put(shown)
        self._stack.setCurrentWidget(listing if shown else self._empty)
        at = next((at for at, one in enumerate(shown) if set(one.codes) & set(chosen)), 0)
        if shown:
            listing.selectRow(at)
        self._pick(shown[at] if shown else None)

    def _wanted(self, group: Group) -> bool:
        """By the chips, of deadlines alone."""
        if self.kind != DEADLINE:
            return True
        blank = any(getattr(one, "unit", "") == "unset" for one in group.rows)
        said = {"several": group.contradictory, "blank": blank, "own": group.own}
        return all(said[name] for name, chip in self.chips.items() if chip.isChecked())

    def _pick(self, group: object) -> None:
        with telling(self):
            self.detail.show_group(group if isinstance(group, Group) else None)

    def go_to(self, code: str) -> None:
        """The line that speaks of the row, on its tab."""
        for at, (kind, _) in enumerate(KINDS):
            for group in self.found.groups(kind) if self.found else ():
                if code in group.codes or code in (group.title, group.title.removesuffix("程度")):
                    self.filter.clear()
                    for chip in self.chips.values():
                        chip.setChecked(False)
                    self.tabs.setCurrentIndex(at)
                    self._narrow()
                    rows = self.listings[kind].rows.rows
                    self.listings[kind].selectRow(rows.index(group))
                    return

    def _rule(self, code: str) -> AnyRule | None:
        rows = self.detail.group.rows if self.detail.group else ()
        return next((one for one in rows if one.code == code), None)

    def _change(self, code: str) -> None:
        rule, group, desk, kind = self._rule(code), self.detail.group, self.session.desk, self.kind

        def act(values: Mapping[str, object], starts: date | None, reason: str) -> Change:
            return rulebook.change(desk, kind, code, values, starts, reason)

        if rule is not None and group is not None and self._may():
            blank = getattr(rule, "unit", "") == "unset"
            title = f"{group.title}　{code}"
            ask_change(self, self.session, title, rule, act, on=blank and not group.held,
                       warn=lambda values, starts: [
                           f"{one.code}：{one.sentence}" for one in rulebook.brought(desk, kind, code, values, starts)
                       ])  # fmt: skip

    def _choose(self, code: str) -> None:
        rule, desk = self._rule(code), self.session.desk

        def act(values: Mapping[str, object], starts: date | None, reason: str) -> Change:
            return rulebook.choose(desk, code, starts, reason)

        if rule is not None and self._may():
            ask_change(self, self.session, f"改用 {code}", rule, act, only_choice=True)

    def _may(self) -> bool:
        """Tells who keeps the rules before anything is typed."""
        with telling(self):
            rulebook.require_keeper(self.session.desk)
            return True
        return False

    def _turn(self) -> None:
        on_ladder = self.tabs.currentIndex() == LADDER
        self._below.setCurrentWidget(self.ladder if on_ladder else self._rows)
        self.filter.setVisible(not on_ladder)
        for chip in self.chips.values():
            chip.setVisible(self.kind == DEADLINE and not on_ladder)
        self._narrow()

    def _connect(self) -> None:
        self._pause.timeout.connect(self._narrow)
        self.filter.textChanged.connect(lambda _: self._pause.start())
        self.tabs.currentChanged.connect(lambda _: self._turn())
        self.remarks.wanted.connect(self.go_to)
        for chip in self.chips.values():
            chip.toggled.connect(lambda _: self._narrow())
        for listing in self.listings.values():
            listing.picked.connect(self._pick)
            listing.opened.connect(lambda group: self._change(_first(group).code))
        self.detail.change_wanted.connect(self._change)
        self.detail.choose_wanted.connect(self._choose)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.filter.clear)

    def _lay(self) -> None:
        self.column.setSpacing(12)
        self.filter.setPlaceholderText("事项、代号、原文、出处、拼音首字母")
        self.filter.setClearButtonEnabled(True)
        self.filter.addAction(icon("search", tokens.INK_FAINT), QLineEdit.ActionPosition.LeadingPosition)
        self.filter.setMinimumWidth(200)
        self.filter.setMaximumWidth(320)
        self.column.addWidget(self.remarks)
        line = row(self.tabs, self.filter, *self.chips.values(), None, self.looks_on)
        line.setStretchFactor(self.filter, 3)
        self.column.addLayout(line)
        frame, inside = panel(1)
        self._empty = Empty("search", "没有符合的规则", "少输几个字，或关掉上面的筛选。")
        self._stack = QStackedWidget()
        self._reading = QuietReading()
        for widget in (*self.listings.values(), self._empty, self._reading):
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(self._reading)
        self.remarks.hide()
        self.detail.hide()
        inside.addWidget(self._stack)
        both = QHBoxLayout()
        both.setSpacing(tokens.GAP)
        both.addWidget(frame, LIST_SHARE)
        both.addWidget(self.detail, DETAIL_SHARE)
        frame.setMinimumWidth(LEAST)
        self._stack.setMinimumWidth(LEAST - 2)
        self.detail.setMinimumWidth(rule_card.LEAST + BESIDE)
        self._rows = QWidget()
        both.setContentsMargins(0, 0, 0, 0)
        self._rows.setLayout(both)
        self._below = QStackedWidget()
        for widget in (self._rows, self.ladder):
            self._below.addWidget(widget)
        self.column.addWidget(self._below, 1)


def _first(group: Group) -> AnyRule:
    return (group.held or group.rows)[0]


def _chip(text: str, name: str) -> QPushButton:
    chip = named(QPushButton(text), f"only_{name}")
    chip.setProperty("look", "filter")
    chip.setCheckable(True)
    return chip
