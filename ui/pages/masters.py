"""基础资料: customers, products, defect items, departments; looked up in the sheets, kept here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QTabBar, QVBoxLayout

from qcdesk.errors import DeskError, Invalid
from qcdesk.services.basics import masters
from qcdesk.services.basics.masters import MASTERS, Master
from ui.dialogs.message import tell
from ui.pages.columns import Column, RowsModel
from ui.pages.entry_form import EntryForm
from ui.pages.listing import Listing
from ui.pages.page import Page
from ui.pages.quiet import QuietReading
from ui.session import Session
from ui.style import tokens
from ui.style.icons import icon
from ui.style.named import named
from ui.style.parts import Empty, button, panel, row, scrolling, words
from ui.style.tokens import PLAIN
from ui.tasks import Task, start

SIDE = 300
WIDTHS = {"code": (96, 0), "name": (150, 3), "en": (120, 3), "item": (150, 3), "severity": (84, 0), "family": (104, 0),
          "importance": (88, 0), "unit": (60, 0), "country": (100, 1), "model": (130, 2)}  # fmt: skip
SPARE = {"en": 4, "unit": 3, "country": 2, "family": 1}
WHOLE = ("name", "item")
NOT_LISTED = ("rule", "aliases")
ROWS, NOTHING, READING = range(3)


BESIDE = (("rules", "规则", "ui.pages.rules.page:RulesPage"),
          ("calendar", "工作日历", "ui.pages.calendar.page:CalendarPage"))  # fmt: skip
"""Whole pages behind tabs of their own, made when first shown."""


class MastersPage(Page):
    LISTENS = frozenset({"masters"})

    def __init__(self, session: Session) -> None:
        super().__init__(session, "masters")
        self.tabs = named(QTabBar(expanding=False, drawBase=False), "masters_tabs")
        self._sheets = QStackedWidget()
        self._made: dict[str, Page] = {}
        for about in MASTERS:
            self.tabs.addTab(about.title)
            sheet = MasterSheet(session, about)
            sheet.failed.connect(self.fail)
            self._sheets.addWidget(sheet)
        for _, title, _ in BESIDE:
            self.tabs.addTab(title)
        self.tabs.currentChanged.connect(lambda _: self._renew())
        self.column.addWidget(self.tabs)
        self.column.addWidget(self._sheets, 1)

    def refresh(self) -> None:
        at = self.tabs.currentIndex()
        if at < len(MASTERS):
            self._sheets.setCurrentIndex(at)
            self.sheet().refresh()
        else:
            self._sheets.setCurrentWidget(self.beside(BESIDE[at - len(MASTERS)][0]))

    def arrive(self) -> None:
        front = self._sheets.currentWidget()
        if isinstance(front, Page):
            front.arrive()
        else:
            self.sheet().filter.setFocus()

    def sheet(self) -> MasterSheet:
        """The table in front."""
        found = self._sheets.currentWidget()
        assert isinstance(found, MasterSheet)
        return found

    def beside(self, name: str) -> Page:
        """A page behind a tab, and in front."""
        number = [item[0] for item in BESIDE].index(name)
        if name not in self._made:
            module, _, made = BESIDE[number][2].partition(":")
            page: Page = getattr(import_module(module), made)(self.session)
            page.column.setContentsMargins(0, 0, 0, 0)
            page.record_wanted.connect(self.record_wanted)
            self._made[name] = page
            self._sheets.addWidget(page)
        self.tabs.setCurrentIndex(len(MASTERS) + number)
        self._sheets.setCurrentWidget(self._made[name])
        return self._made[name]


class MasterSheet(QFrame):
    """One table: filter and list on the left, the entry on the right. `failed` carries why it could not be read."""

    failed = Signal(object)

    def __init__(self, session: Session, about: Master) -> None:
        super().__init__()
        self._session, self._about = session, about
        self._all: list[dict[str, Any]] = []
        self._task: Task | None = None
        self._saved: object = None
        self.key: int | str | None = None
        self.filter = named(QLineEdit(), f"filter_{about.table}", f"筛选{about.title}")
        self.filter.setPlaceholderText("名称、代号、拼音首字母")
        self.filter.setClearButtonEnabled(True)
        self.filter.addAction(icon("search", tokens.INK_FAINT), QLineEdit.ActionPosition.LeadingPosition)
        self.listing = Listing(RowsModel(_columns(about)), f"list_{about.table}", about.title)
        self.form = EntryForm(about.columns)
        self.heading = words("", "heading")
        self.count = words("", "soft")
        self.retire = button("停用", "retire", self._retire)
        self._lay()
        self.filter.textChanged.connect(lambda _: self._narrow())
        self.listing.picked.connect(self._pick)
        self.listing.opened.connect(lambda _: self.form.focus_first())
        self.new()

    def refresh(self) -> None:
        desk, table = self._session.desk, self._about.table
        if self._task is not None:
            self._task.cancel()
        self._task = start(self, lambda task: masters.rows(desk, table), self._show, self.failed.emit, desk=desk)

    def _show(self, entries: list[dict[str, Any]]) -> None:
        self._all = entries
        self._narrow()
        if self._saved is not None:
            self._choose(self._saved)
            self._saved = None

    def new(self) -> None:
        """An empty entry to fill in."""
        self.key = None
        self.listing.clearSelection()
        self.listing.setCurrentIndex(self.listing.rows.index(-1, -1))
        self.heading.setText(f"新增{self._about.title}")
        self.form.put({})
        self.retire.hide()

    def _pick(self, entry: object) -> None:
        if not isinstance(entry, dict):
            return
        self.key = entry["key"]
        self.heading.setText(f"修改{self._about.title}")
        self.form.put(entry)
        self.retire.setText("停用" if entry["active"] else "重新启用")
        self.retire.show()

    def _narrow(self) -> None:
        text = self.filter.text().strip().lower()
        shown = [entry for entry in self._all if _matches(entry, self._about, text)]
        self.listing.rows.put(shown)
        self.count.setText(f"{len(shown)} 项")
        self.stack.setCurrentIndex(ROWS if shown else NOTHING)

    def _save(self) -> None:
        try:
            change = masters.save(self._session.desk, self._about.table, self.key, self.form.values())
        except Invalid as error:
            self.form.show_faults(error)
            return
        except DeskError as error:
            tell(self, error)
            return
        self._saved = self.form.values().get(self._about.shown)
        self._session.tell(change)

    def _choose(self, name: object) -> None:
        """The entry just saved stays in sight."""
        for number, entry in enumerate(self.listing.rows.rows):
            if entry[self._about.shown] == name:
                self.listing.selectRow(number)
                return

    def _retire(self) -> None:
        entry = next((item for item in self._all if item["key"] == self.key), None)
        if entry is None or self.key is None:
            return
        try:
            change = masters.set_active(self._session.desk, self._about.table, self.key, not entry["active"])
        except DeskError as error:
            tell(self, error)
            return
        self._saved = self.form.values().get(self._about.shown)
        self._session.tell(change)

    def _lay(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        add = button("新增", "add", self._add, "", "add")
        self.filter.setFixedWidth(280)
        left.addLayout(row(self.filter, self.count, None, add, spacing=12))
        frame, inside = panel(1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.listing)
        text = f"在右边填好，按“保存”。填单子时输入名称或拼音首字母就能选到{self._about.title}。"
        self.stack.addWidget(Empty("masters", f"没有符合的{self._about.title}", text))
        self.stack.addWidget(QuietReading())
        self.stack.setCurrentIndex(READING)
        inside.addWidget(self.stack)
        left.addWidget(frame, 1)
        side, column = panel(20)
        side.setFixedWidth(SIDE)
        column.addWidget(self.heading)
        if self._about.table == "defect":
            column.addWidget(words("改动只判保存以后受理的案件，和判定标准一样。", "small", wrap=True))
        column.addWidget(scrolling(self.form), 1)
        save = button("保存", "save", self._save, "main", "save")
        column.addLayout(row(self.retire, None, save))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.GAP)
        line.addLayout(left, 1)
        line.addWidget(side)

    def _add(self) -> None:
        self.new()
        self.form.focus_first()


def _columns(about: Master) -> Sequence[Column]:
    made = [
        Column(field.label, width, partial(_said, field.name), grow=grow, spare=SPARE.get(field.name, 0),
               whole=field.name in WHOLE)
        for field in about.columns
        if field.name not in NOT_LISTED
        for width, grow in [WIDTHS.get(field.name, (120, 1))]
    ]  # fmt: skip
    state = Column(
        "状态", 84, lambda entry: "在用" if entry["active"] else "停用",
        tone=lambda entry: None if entry["active"] else PLAIN,
    )  # fmt: skip
    return (*made, state)


def _said(name: str, entry: dict[str, Any]) -> str:
    return str(entry[name] or "")


def _matches(entry: dict[str, Any], about: Master, text: str) -> bool:
    """Words of any column; letters match pinyin initials too."""
    if not text:
        return True
    said = [str(entry[field.name] or "").lower() for field in about.columns]
    if any(text in word for word in said):
        return True
    if not text.isascii():
        return False
    from qcdesk.pinyin import initials

    return any(text in short for short in initials(str(entry[about.shown])[:60]))
