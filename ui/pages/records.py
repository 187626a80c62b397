"""记录: every sheet there is, narrowed while one types, sorted by any column."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from qcdesk.canonical import Values
from qcdesk.cases.states import ENDS
from qcdesk.errors import DeskError
from qcdesk.services.sheets import search
from qcdesk.services.sheets.search import Query, Row
from qcdesk.workflow import APPROVED, DRAFT, VOID
from ui.dialogs.message import tell
from ui.pages.columns import of_records
from ui.pages.flow import Flow
from ui.pages.form_chips import form_chips
from ui.pages.list_page import ListPage, ListWords, filter_chip, gap
from ui.pages.paged_model import PagedModel
from ui.session import Session
from ui.style.icons import icon
from ui.style.parts import Empty, button, row, words

COLUMNS = ("number", "title", "customer", "product", "lot", "defect", "day", "state", "updated")

SAID = ListWords("记录", "筛选记录", "编号、客户、产品、批号、不良现象、拼音首字母", "张")
NAMES = {"草稿": "drafts", "流转中": "in_flow", "已核准": "approved", "已结案件": "ended", "已作废": "void"}
NONE_YET = ("还没有单子", "按 Ctrl+N 新建第一张。")
NONE_SO = (
    "没有符合的单子",
    "少输几个字，或关掉上面的筛选。编号、客户、产品、批号、不良现象和拼音首字母都能找。",
)


class RecordsPage(ListPage):
    def __init__(self, session: Session) -> None:
        model = PagedModel(session, of_records(*COLUMNS), search.find, Query())
        super().__init__(session, "records", SAID, model, Empty("search", *NONE_YET))
        self.forms = form_chips(session.shelf.kinds.current)
        self._groups = _state_groups(session)
        self.states = {label: filter_chip(label, NAMES[label]) for label in self._groups}
        self.mine, self.this_month = filter_chip("我的", "mine"), filter_chip("本月改动", "this_month")
        self.mine.setToolTip("我开的单和受理的案件")
        for chip in self.forms:
            chip.chosen.connect(self.refresh)
        for pressed in self.chips():
            pressed.toggled.connect(lambda _: self.refresh())
        self.listing.customContextMenuRequested.connect(self._menu)
        self.listing.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        new = button("新建", "new", self._new, "main", "add")
        copy = button("复制为新单", "copy", self._copy_chosen, "", "copy")
        self.lay((self.export, copy, new), self._flow())

    def asked(self) -> Query:
        codes = tuple(code for chip in self.forms for code in chip.codes)
        states = tuple(
            state for label, chip in self.states.items() if chip.isChecked() for state in self._groups[label]
        )
        return replace(
            self.model.query, text=self.filter.text().strip(), forms=codes, states=states,
            person=self.session.person.login if self.mine.isChecked() else "",
            this_month=self.this_month.isChecked(), offset=0,
        )  # fmt: skip

    def emptiness(self) -> tuple[str, str]:
        query = self.asked()
        narrowed = query.text or query.forms or query.states or query.person or query.this_month
        return NONE_SO if narrowed else NONE_YET

    def chips(self) -> list[QPushButton]:
        return [self.mine, self.this_month, *self.states.values()]

    def put(self, content: Values) -> None:
        """A view names no forms: all of them are meant."""
        for chip in self.forms:
            chip.ask_none()
        super().put(content)

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
        from qcdesk.services.cases import joining

        try:
            change = self.session.tell(joining.copy(self.session.desk, item.id))
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

    def _new(self) -> None:
        from ui.dialogs.new_sheet import choose_form

        code = choose_form(self, self.session)
        if code:
            self.sheet_wanted.emit(code)

    def _flow(self) -> Flow:
        """The states go on together where the window is narrow."""
        states = QWidget()
        line = row(words("状态", "small"), *self.states.values())
        line.setContentsMargins(0, 0, 0, 0)
        states.setLayout(line)
        return Flow(self.mine, self.this_month, gap(), words("表单", "small"), *self.forms, gap(), states)


def _state_groups(session: Session) -> dict[str, tuple[str, ...]]:
    """Groups of states that every workflow shares, and those that only a case ends in."""
    steps = [step for kind in session.shelf.kinds.kinds for step in kind.workflow.steps]
    every = {state for step in steps for state in (*step.source, step.target)}
    going = tuple(sorted(every - set(search.SETTLED)))
    ended = tuple(state for state in ENDS if state != VOID)
    return {"草稿": (DRAFT,), "流转中": going, "已核准": (APPROVED,), "已结案件": ended, "已作废": (VOID,)}
