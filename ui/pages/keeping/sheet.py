"""保存与处置, a subject of 系统: every case and sheet with the day until which it is kept and the figures behind it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from qcdesk.errors import DeskError
from qcdesk.services.keeping import retention
from qcdesk.services.keeping.retention import DISPOSED, DUE, HELD, KEPT, STATES, Keeping
from ui.dialogs.message import tell
from ui.dialogs.progress import with_progress
from ui.pages.columns import Column, RowsModel
from ui.pages.keeping import acts
from ui.pages.listing import Listing
from ui.pages.page import open_record
from ui.paper.notices import Strip
from ui.session import Session
from ui.style import tokens
from ui.style.choosing import Chooser
from ui.style.named import named
from ui.style.parts import Empty, Reading, button, panel, row, words
from ui.style.tokens import DONE, GOING, GONE, PLAIN, Tone
from ui.tasks import Task, start

TONES: Mapping[str, Tone] = {DUE: GONE, HELD: GOING, KEPT: PLAIN, DISPOSED: DONE}
COLUMNS = (
    Column("编号", 128, lambda one: one.number or f"草稿 {one.id}"),
    Column("名称", 150, lambda one: one.title, grow=1, spare=3),
    Column("客户", 140, lambda one: one.customer, grow=2, spare=2),
    Column("单数", 52, lambda one: str(one.sheets or ""), spare=4),
    Column("保存到", 96, lambda one: one.until),
    Column("状态", 150, lambda one: one.state_label, tone=lambda one: TONES[one.state]),
    Column("提出", 160, lambda one: one.proposal.told if one.proposal else "", grow=4, spare=1,
           tip=lambda one: f"{one.proposed}；等另一人核准" if one.proposed else ""),
    Column("依据", 180, lambda one: one.why, grow=3),
)  # fmt: skip
ROWS, NOTHING, READING = range(3)
EMPTY: Mapping[str, tuple[str, str]] = {
    DUE: ("没有到期的",
          "案件或单子结束（结案、核准、作废）以后，从那一年的年底起算，满了保存年限的第二天到期，列在这里，"
          "由两个人先后签名处置。年限写在“系统 → 表单抬头页脚”每张单的“保存年限”里，例如“3 年”；读不出年限的不到期。"),
    HELD: ("没有保全中的", "打官司、审计要用的，在“保存中”或“到期”里选中，点“保全…”写明原因：保全期间不会到期。"),
    KEPT: ("没有保存中的", "有编号的案件和单子都在这里，连同保存到哪天、为什么。"),
    DISPOSED: ("还没有处置过", "处置过的列在这里：谁提出、谁核准、怎样销毁。"),
}  # fmt: skip
NOT_FOUND = ("没有找到", "换一种状态，或清掉查找的字。")
LOOKING = "正在读记录"
HINT = "保存年限从结束那一年的年底起算，案件按其中最长的一张单；年限写在“表单抬头页脚”。读不出年限的不到期。"


class KeepingSheet(QWidget):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("keeping_sheet")
        self._session = session
        self._task: Task | None = None
        self._all: tuple[Keeping, ...] = ()
        self.shown = named(Chooser(), "shown", "显示哪些")
        for state, label in STATES.items():
            self.shown.addItem(label, state)
        self.text = named(QLineEdit(placeholderText="编号、名称、客户"), "keeping_text", "查找")
        self.shown.setFixedWidth(150)
        self.text.setFixedWidth(220)
        self.listing = Listing(RowsModel(COLUMNS), "list_keeping", "保存与处置")
        self.listing.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.empty = Empty("ok", *EMPTY[DUE])
        self.done = Strip("keeping_done", tokens.GOOD, tokens.GOOD_TINT)
        self.see = self.done.add("", "see_where")
        self.see.clicked.connect(self._see_where)
        self._told = ""
        self._asked: tuple[acts.Act, Sequence[Keeping]] | None = None
        self._acted: tuple[str, frozenset[int]] = ("", frozenset())
        self._went: tuple[str, frozenset[int]] = ("", frozenset())
        self.count, self.detail = words("", "soft"), words("", "soft", wrap=True)
        self.buttons = {act.name: button(act.title, act.name, partial(self._do, act), act.look) for act in acts.ACTS}
        self._lay()
        self.shown.currentIndexChanged.connect(lambda _: self._filter())
        self.text.textChanged.connect(lambda _: self._filter())
        self.listing.opened.connect(lambda one: open_record(self, one.id))
        self.listing.selectionModel().selectionChanged.connect(lambda *_: self._point())

    def refresh(self) -> None:
        if self._task is not None:
            self._task.cancel()
        desk, login = self._session.desk, self._session.person.login
        if login != self._told:
            self.done.hide()  # what another person did
            self._told = login
        self._task = start(self, lambda task: retention.listed(desk), self._show, self._refuse, desk=desk)

    def chosen(self) -> list[Keeping]:
        """In the order of the list."""
        numbers = sorted(index.row() for index in self.listing.selectionModel().selectedRows())
        return [one for one in (self.listing.rows.row(number) for number in numbers) if isinstance(one, Keeping)]

    def _show(self, found: tuple[Keeping, ...]) -> None:
        """What was chosen stays chosen; where it has left the list, the next has come into its row."""
        self._all, stood = found, self.listing.currentIndex().row()
        for at, (state, label) in enumerate(STATES.items()):
            self.shown.setItemText(at, f"{label} {sum(one.state == state for one in found)}")
        self._filter(stood)
        self._say_done()

    def _say_done(self) -> None:
        """What was done just now, and in which list it is to be found from now on."""
        (said, ids), self._acted = self._acted, ("", frozenset())
        if not said:
            return
        here = self.shown.currentData()
        away = [state for state in STATES if state != here and any(one.id in ids for one in self._of(state))]
        where = "、".join(f"“{STATES[state]}”" for state in away)
        self.done.say(said.format(len(ids)) + (f"，可在{where}里看" if where else ""))
        self.see.setVisible(bool(away))
        if away:
            self._went = (away[0], ids)
            self.see.setText(f"看“{STATES[away[0]]}”")

    def _of(self, state: str) -> list[Keeping]:
        return [one for one in self._all if one.state == state]

    def _refuse(self, error: DeskError) -> None:
        tell(self, error)

    def _filter(self, stood: int = 0) -> None:
        state, wanted = self.shown.currentData(), self.text.text().strip().lower()
        found, chosen = [one for one in self._of(state) if wanted in _searched(one)], {one.id for one in self.chosen()}
        self.listing.rows.put(found)
        self.empty.say(*(NOT_FOUND if wanted else EMPTY[state]))
        self.stack.setCurrentIndex(ROWS if found else NOTHING)
        if found and not self._choose(chosen):
            self.listing.selectRow(max(0, min(stood, len(found) - 1)))
        self._point()

    def _choose(self, ids: Container[int]) -> bool:
        """Whether any of them is listed."""
        rows = [at for at, one in enumerate(self.listing.rows.rows) if one.id in ids]
        model, how = self.listing.selectionModel(), QItemSelectionModel.SelectionFlag
        for at in rows[:1]:
            self.listing.selectRow(at)
        for at in rows[1:]:
            model.select(self.listing.rows.index(at, 0), how.Select | how.Rows)
        return bool(rows)

    def _point(self) -> None:
        chosen = self.chosen()
        self.count.setText(f"选了 {len(chosen)} 件" if len(chosen) > 1 else "")
        self.detail.setText("　".join(filter(None, _detail(chosen[0]))) if len(chosen) == 1 else "")
        for act in acts.ACTS:
            why = act.why_not(self._session, chosen)
            self.buttons[act.name].setEnabled(not why)
            self.buttons[act.name].setToolTip(why or "按 Ctrl 或 Shift 可以一次选几件")

    def _do(self, act: acts.Act) -> None:
        """Of two clicks while it is read what there is to say the second one counts."""
        chosen, desk = self.chosen(), self._session.desk
        asked = self._asked = (act, chosen)

        def ask(said: str) -> None:
            if self._asked is asked:
                self._take(act, chosen, said)

        with_progress(self, LOOKING, lambda task: act.told(desk, chosen), ask, desk)

    def _take(self, act: acts.Act, chosen: Sequence[Keeping], said: str) -> None:
        change = act.take(self, self._session, chosen, said)
        if change is not None:
            self._acted = (act.done, frozenset(one.id for one in chosen))
            self._session.tell(change)
            self.refresh()
            self.listing.setFocus()

    def _see_where(self) -> None:
        state, ids = self._went
        self.text.clear()
        self.shown.setCurrentIndex(self.shown.findData(state))
        self._choose(ids)
        self.done.hide()

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        out = (("打印清单…", "print_keeping", "preview", "print"), ("导出 Excel", "export_keeping", "excel", "excel"))
        column.addLayout(row(
            self.shown, self.text, None,
            *(button(title, name, partial(self._put_out, how), "", picture) for title, name, how, picture in out),
        ))  # fmt: skip
        column.addWidget(words(HINT, "soft", wrap=True))
        column.addWidget(self.done)
        frame, inside = panel(1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.listing)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(Reading())
        self.stack.setCurrentIndex(READING)
        inside.addWidget(self.stack)
        column.addWidget(frame, 1)
        column.addWidget(self.detail)
        column.addLayout(row(self.count, None, *self.buttons.values()))
        column.setSpacing(tokens.GAP)

    def _put_out(self, how: str) -> None:
        from ui.pages.keeping.printing import put_out

        put_out(self, self._session, [one for one in self.listing.rows.rows if isinstance(one, Keeping)], how)


def _detail(one: Keeping) -> tuple[str, str, str]:
    return one.named, one.proposed, one.why


def _searched(one: Keeping) -> str:
    return f"{one.number} {one.title} {one.customer} {one.product} {one.why} {one.proposed}".lower()
