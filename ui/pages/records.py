"""记录: every sheet there is, narrowed while one types, sorted by any column."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from qcdesk.errors import DeskError
from qcdesk.services import records
from qcdesk.services.search import Query, Row
from qcdesk.workflow import APPROVED, DRAFT, VOID
from ui.dialogs.message import tell
from ui.pages.columns import of_records
from ui.pages.flow import Flow
from ui.pages.form_chips import form_chips
from ui.pages.listing import Listing, focus_first
from ui.pages.page import Page
from ui.pages.parts import Empty, button, row, words
from ui.pages.records_model import RecordsModel
from ui.session import Session
from ui.style import tokens
from ui.style.icons import icon
from ui.style.named import named

PAUSE = 160
"""Milliseconds without a key before the list is narrowed."""

COLUMNS = ("number", "title", "customer", "product", "lot", "defect", "day", "state", "updated")


class RecordsPage(Page):
    def __init__(self, session: Session) -> None:
        super().__init__(session, "records")
        self.filter = self._filter()
        self.forms = form_chips(session.shelf.kinds.current)
        self.states = {label: _chip(label, f"state_{number}") for number, label in enumerate(_state_groups(session))}
        self.model = RecordsModel(session, of_records(*COLUMNS))
        self.listing = Listing(self.model, "list_records", "记录")
        self.count = words("", "soft")
        self.empty = self._empty()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._opens_single = False
        self._lay()
        self._connect()

    def refresh(self) -> None:
        self.model.ask(self._query())

    def arrive(self) -> None:
        self.filter.setFocus()

    def narrow(self, text: str) -> None:
        """Takes the words of the search on top and the cursor with them."""
        if text:
            self.filter.setText(text)
        self.filter.setFocus()
        self.filter.setCursorPosition(len(self.filter.text()))

    def _query(self) -> Query:
        codes = tuple(code for chip in self.forms for code in chip.codes)
        groups = _state_groups(self.session)
        states = tuple(state for label, chip in self.states.items() if chip.isChecked() for state in groups[label])
        return replace(self.model.query, text=self.filter.text().strip(), forms=codes, states=states, offset=0)

    def _connect(self) -> None:
        self.session.person_changed.connect(self.filter.clear)
        self._pause.timeout.connect(self.refresh)
        self.filter.textChanged.connect(lambda _: self._pause.start())
        self.filter.returnPressed.connect(self._to_list)
        for chip in self.forms:
            chip.chosen.connect(self.refresh)
        for state in self.states.values():
            state.toggled.connect(lambda _: self.refresh())
        self.model.found.connect(self._found)
        self.model.failed.connect(self.fail)
        self.listing.opened.connect(lambda item: self.record_wanted.emit(item.id))
        self.listing.customContextMenuRequested.connect(self._menu)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.filter.clear)

    def _to_list(self) -> None:
        """Where the words leave a single sheet, Enter opens it."""
        self._pause.stop()
        self._opens_single = bool(self.filter.text().strip())
        self.refresh()
        focus_first(self.listing)
        self.listing.setFocus()

    def _found(self, total: int) -> None:
        self.count.setText(f"{total:,} 张")
        self._export.setEnabled(bool(total))
        single = self.model.row(0) if self._opens_single and total == 1 else None
        self._opens_single = False
        if single is not None:
            self.record_wanted.emit(single.id)
        self.stack.setCurrentIndex(0 if total else 1)
        narrowed = bool(self._query().text or self._query().forms or self._query().states)
        advice = "少输几个字，或关掉上面的筛选。编号、客户、产品、批号、不良现象和拼音首字母都能找。"
        self.empty.say(*(("没有符合的单子", advice) if narrowed else ("还没有单子", "按 Ctrl+N 新建第一张。")))

    def _menu(self, place: QPoint) -> None:
        item = self.listing.current()
        if not isinstance(item, Row):
            return
        menu = QMenu(self)
        menu.addAction(icon("preview"), "打开", lambda: self.record_wanted.emit(item.id))
        menu.addAction(icon("copy"), "复制为新单", lambda: self.copy(item))
        menu.addAction(icon("print"), "打印预览", lambda: self._print(item))
        menu.exec(self.listing.viewport().mapToGlobal(place))

    def copy(self, item: Row) -> None:
        """A new draft with the same values, opened at once; a case is taken in, not copied."""
        if not self.session.shelf.kinds.newest(item.form).sheet:
            tell(self, "案件不复制。有新的客诉或异常，请按 Ctrl+Shift+N 受理。")
            return
        try:
            change = self.session.tell(records.copy_as_new(self.session.desk, item.id))
        except DeskError as error:
            tell(self, error)
            return
        self.record_wanted.emit(change.record or item.id)

    def _print(self, item: Row) -> None:
        from ui.printing.actions import print_record

        print_record(self, self.session, item.id, "preview")

    def _copy_chosen(self) -> None:
        item = self.listing.current()
        if isinstance(item, Row):
            self.copy(item)

    def _save_list(self) -> None:
        """What is typed in the filter counts, even where the list has not followed yet."""
        from ui.pages.listing_export import export

        export(self, self.session, self.model.columns, self._query())

    def _new(self) -> None:
        from ui.dialogs.new_sheet import choose_form

        code = choose_form(self, self.session)
        if code:
            self.sheet_wanted.emit(code)

    def _lay(self) -> None:
        self.column.setSpacing(12)
        new = button("新建", "new", self._new, "main", "add")
        copy = button("复制为新单", "copy", self._copy_chosen, "", "copy")
        self._export = button("导出 Excel", "export", self._save_list, "", "excel")
        self._export.setToolTip("把筛选后的这份清单存成 Excel，先后和屏幕上一样")
        line = row(self.filter, self.count, None, self._export, copy, new, spacing=12)
        line.setStretchFactor(self.filter, 6)
        self.column.addLayout(line)
        self.column.addLayout(self._chips())
        frame = QFrame()
        frame.setProperty("look", "panel")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.listing)
        self.stack.addWidget(self.empty)
        inside.addWidget(self.stack)
        self.column.addWidget(frame, 1)
        self.listing.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.listing.setSortingEnabled(True)
        self.listing.horizontalHeader().setSortIndicator(len(COLUMNS) - 1, Qt.SortOrder.DescendingOrder)

    def _chips(self) -> Flow:
        """The states go on together where the window is narrow."""
        states = QWidget()
        line = row(words("状态", "small"), *self.states.values())
        line.setContentsMargins(tokens.GAP, 0, 0, 0)
        states.setLayout(line)
        return Flow(words("表单", "small"), *self.forms, states)

    @staticmethod
    def _filter() -> QLineEdit:
        made = named(QLineEdit(), "filter", "筛选记录")
        made.setPlaceholderText("编号、客户、产品、批号、不良现象、拼音首字母")
        made.setClearButtonEnabled(True)
        made.addAction(icon("search", tokens.INK_FAINT), QLineEdit.ActionPosition.LeadingPosition)
        made.setMinimumWidth(260)
        made.setMaximumWidth(460)
        return made

    @staticmethod
    def _empty() -> Empty:
        return Empty("search", "还没有单子", "按 Ctrl+N 新建第一张。")


def _state_groups(session: Session) -> dict[str, tuple[str, ...]]:
    """Four groups of states that every workflow shares: 草稿, 流转中, 已核准, 已作废."""
    steps = [step for kind in session.shelf.kinds.kinds for step in kind.workflow.steps]
    every = {state for step in steps for state in (*step.source, step.target)}
    going = tuple(sorted(every - {DRAFT, APPROVED, VOID}))
    return {"草稿": (DRAFT,), "流转中": going, "已核准": (APPROVED,), "已作废": (VOID,)}


def _chip(text: str, name: str) -> QPushButton:
    chip = named(QPushButton(text), name)
    chip.setProperty("look", "filter")
    chip.setCheckable(True)
    return chip
