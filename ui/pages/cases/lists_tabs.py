"""The running lists of a case: contacts, actions with their verification, costs, documents and reading across."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from qcdesk.canonical import Json, Values
from qcdesk.cases import choices, states
from qcdesk.cases.lists import ACTIONS, CONTACTS, COST_LINES, DOCUMENTS, SPREAD
from qcdesk.change import Change
from qcdesk.fields import Field, Lines
from qcdesk.services.cases import action_results, casework
from ui.pages.cases import proposed
from ui.pages.cases.columns import LATE
from ui.pages.cases.line_dialog import ask_line
from ui.pages.cases.offer_strip import OfferStrip
from ui.pages.cases.tab import Tab
from ui.pages.columns import Column, RowsModel
from ui.pages.listing import Listing, fit_height
from ui.paper.cells.proposals import Propose
from ui.paper.keeper import Keeper
from ui.session import Session
from ui.style.parts import button, row, words
from ui.style.tokens import DONE, GOING, Tone

Row = Mapping[str, Json]
Why = Callable[[Row], str]
"""Why something cannot be done with a line; empty where it can."""

MOST = 12


def shown(table: Lines, name: str, title: str = "", width: int = 110, grow: int = 0, spare: int = 0) -> Column:
    """A column of a list as the field words it."""
    field = table.column(name)
    assert field is not None
    return Column(title or field.label, width, lambda item: field.show(item[1].get(name)), grow=grow, spare=spare)


def rows_of(values: Mapping[str, Json], name: str) -> list[tuple[int, Row]]:
    """The lines of a list with their numbers from 1."""
    found = values.get(name)
    listed = found if isinstance(found, list) else []
    return [(at, line) for at, line in enumerate(listed, start=1) if isinstance(line, dict)]


class ListCard(QFrame):
    """One list: its heading with what can be done, its lines; Enter or a double click changes a line."""

    def __init__(self, tab: Tab, table: Lines, columns: Sequence[Column], add: str, empty: str,
                 title: str = "") -> None:  # fmt: skip
        super().__init__()
        self.setProperty("look", "panel")
        self._tab, self.table, self.title = tab, table, title or table.label
        self.propose: Mapping[str, Propose] = {}
        self.listing = Listing(RowsModel(columns), f"list_{table.name}", table.label)
        self.add_button = button(add, f"add_{table.name}", self.add, "main", "add")
        self.change_button = button("改…", f"change_{table.name}", self.change)
        self.deeds: dict[QPushButton, Why] = {self.add_button: _open, self.change_button: _open}
        self._head = row(words(self.title, "heading"), None, self.change_button, self.add_button)
        self._empty = words(empty, "soft", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.addLayout(self._head)
        column.addWidget(self.listing)
        column.addWidget(self._empty)
        self.listing.opened.connect(lambda _: self.change())
        self.listing.picked.connect(lambda _: self._show_deeds())

    def add_deed(self, made: QPushButton, why: Why) -> None:
        self.deeds[made] = why
        self._head.insertWidget(self._head.count() - 1, made)

    def fill(self) -> None:
        record = self._tab.keeper.record
        found = rows_of(record.values, self.table.name)
        chosen = self.listing.currentIndex().row()
        self.listing.rows.put(found)
        fit_height(self.listing, MOST)
        self.listing.setVisible(bool(found))
        self._empty.setVisible(not found)
        if found:
            self.listing.selectRow(chosen if 0 <= chosen < len(found) else len(found) - 1)
        self._show_deeds()

    def _show_deeds(self) -> None:
        """What cannot be done with the line that is chosen is closed, and says why."""
        record, chosen = self._tab.keeper.record, self.current()
        ended = f"案件{record.state_label}，不能再改" if record.state in states.ENDS else ""
        for deed, why in self.deeds.items():
            needs = "" if deed is self.add_button else why(chosen[1]) if chosen else "还没有一行可选"
            deed.setEnabled(not (ended or needs))
            deed.setToolTip(ended or needs)

    def current(self) -> tuple[int, Row] | None:
        found = self.listing.current()
        return found if isinstance(found, tuple) else None

    def add(self) -> None:
        tab, table = self._tab, self.table

        def act(raw: Values) -> Change:
            return casework.add(tab.session.desk, tab.case, table.name, _filled(raw))

        fields = [column for column in table.columns if column.name not in LATER.get(table.name, ())]
        ask_line(tab, tab.session, self.add_button.text(), fields, act, hint=HINTS.get(table.name, ""),
                 propose=self.propose)  # fmt: skip

    def change(self, names: Sequence[str] = (), title: str = "", begin: Values | None = None) -> None:
        found, tab, table = self.current(), self._tab, self.table
        if found is None or not self.change_button.isEnabled():
            return
        line, values = found

        def act(raw: Values) -> Change:
            return casework.change(tab.session.desk, tab.case, table.name, line, raw)

        fields: list[Field] = [
            column for column in table.columns if column.name not in BY_PROGRAM and (not names or column.name in names)
        ]
        hint = HINTS.get(table.name, "")
        ask_line(
            tab, tab.session, title or f"改{self.title}", fields, act, {**(begin or {}), **values}, hint, self.propose
        )


def _open(_line: Row) -> str:
    return ""


BY_PROGRAM = ("sheet",)
"""Columns that no hand fills in."""
LATER = {"actions": ("done", "evidence", "method", "verified", "result", "verifier", *BY_PROGRAM)}
"""Columns that a new line does not ask for."""

HINTS = {"contacts": "“客户意见”在客户答复处理结果时选：选了“同意”才能走“客户同意”；没有问到的空着。"}
DECIDED = {choices.AGREES: DONE, choices.DISAGREES: LATE}


def _filled(raw: Values) -> Values:
    return {name: value for name, value in raw.items() if value is not None}


class ContactsTab(Tab):
    NAME, TITLE = "contacts", "联系记录"

    def __init__(self, session: Session, keeper: Keeper) -> None:
        super().__init__(session, keeper)
        columns = (shown(CONTACTS, "at", width=134), shown(CONTACTS, "way", width=90),
                   shown(CONTACTS, "whom", width=90, spare=2), shown(CONTACTS, "said", width=240, grow=4),
                   replace(shown(CONTACTS, "decision", width=90),
                           tone=lambda item: DECIDED.get(str(item[1].get("decision")))),
                   shown(CONTACTS, "promised", width=140, grow=2, spare=1),
                   shown(CONTACTS, "by", width=80))  # fmt: skip
        empty = "还没有联系过。记下每次电话、邮件和拜访：首次回复、到现场这些时限会随着停下。"
        self.card = ListCard(self, CONTACTS, columns, "记一次联系", empty, self.TITLE)
        self.card.propose = {"at": proposed.now(session), "whom": proposed.persons(session, lambda: keeper.record)}
        self.column.addWidget(self.card)
        self.column.addStretch(1)

    def fill(self) -> None:
        self.card.fill()


class ActionsTab(Tab):
    NAME, TITLE = "actions", "措施"

    def __init__(self, session: Session, keeper: Keeper) -> None:
        super().__init__(session, keeper)
        columns = (shown(ACTIONS, "kind", width=70), shown(ACTIONS, "what", width=240, grow=4),
                   shown(ACTIONS, "owner", width=80),
                   Column("期限", 100, lambda item: str(item[1].get("due") or ""), tone=self._late),
                   Column("现在", 110, lambda item: _stage(item[1]), tone=lambda item: _tone(item[1])),
                   shown(ACTIONS, "evidence", width=140, grow=2, spare=1),
                   shown(ACTIONS, "method", width=140, grow=2, spare=2),
                   shown(ACTIONS, "sheet", width=150, spare=3))  # fmt: skip
        self.offer = OfferStrip(self)
        self.column.addWidget(self.offer)
        empty = "还没有措施。临时、纠正、预防措施都要完成并验证合格才能结案；改善也要完成，不用验证。"
        self.card = ListCard(self, ACTIONS, columns, "加措施", empty)
        self.card.add_deed(button("完成…", "done_actions", self._done), _open)
        self.card.add_deed(button("验证…", "verify_actions", self._verify), self._why_not_verified)
        self.column.addWidget(self.card)
        self.column.addStretch(1)

    def _late(self, item: tuple[int, Row]) -> Tone | None:
        due = str(item[1].get("due") or "")
        late = due and not item[1].get("done") and due < self.session.desk.clock.today().isoformat()
        return LATE if late else None

    def _why_not_verified(self, line: Row) -> str:
        person, owner = self.session.person, str(line.get("owner") or "")
        if not set(person.roles) & set(action_results.VERIFIERS):
            return "措施的结果要由品管验证后填写"
        if line.get("result") == choices.BAD:
            return "验证不合格不能改判；请退回重新分析，另加一行措施"
        if not line.get("done"):
            return "这项措施还没有完成，请先登记完成日期"
        return f"“{owner}”是这项措施的负责人，要由另一人验证" if owner == person.name else ""

    def _done(self) -> None:
        today = self.session.desk.clock.today().isoformat()
        self.card.change(("done", "evidence"), "措施完成", {"done": today})

    def _verify(self) -> None:
        begin: Values = {"verified": self.session.desk.clock.today().isoformat(), "verifier": self.session.person.name}
        self.card.change(("method", "verified", "result", "verifier"), "验证措施的效果", begin)

    def fill(self) -> None:
        self.offer.fill()
        self.card.fill()


def _stage(line: Row) -> str:
    if line.get("result"):
        return f"验证{line['result']}"
    return f"完成 {str(line['done'])[5:]}" if line.get("done") else "进行中"


def _tone(line: Row) -> Tone:
    result = line.get("result")
    return LATE if result == choices.BAD else DONE if result == choices.GOOD else GOING


class CostsTab(Tab):
    NAME, TITLE = "costs", "费用"

    def __init__(self, session: Session, keeper: Keeper) -> None:
        super().__init__(session, keeper)
        columns = (shown(COST_LINES, "on", width=100), shown(COST_LINES, "item", width=110),
                   shown(COST_LINES, "hours", width=90), shown(COST_LINES, "amount", width=110),
                   shown(COST_LINES, "note", width=200, grow=3))  # fmt: skip
        self.card = ListCard(
            self, COST_LINES, columns, "记一笔费用", "还没有费用。运费、返工工时、零件、折让都记在这里。"
        )
        self.total = words("", "heading")
        self.total.setObjectName("cost_total")
        self.column.addWidget(self.card)
        self.column.addWidget(self.total)
        self.column.addStretch(1)

    def fill(self) -> None:
        self.card.fill()
        lines = [line for _, line in rows_of(self.keeper.record.values, "costs")]
        amount = sum((Decimal(str(line["amount"])) for line in lines if line.get("amount")), Decimal())
        hours = sum((Decimal(str(line["hours"])) for line in lines if line.get("hours")), Decimal())
        self.total.setText(f"合计 {amount:,.2f} 元　工时 {hours} h" if lines else "")


class SpreadTab(Tab):
    NAME, TITLE = "spread", "文件·展开"

    def __init__(self, session: Session, keeper: Keeper) -> None:
        super().__init__(session, keeper)
        documents = (shown(DOCUMENTS, "document", width=220, grow=3), shown(DOCUMENTS, "number", width=140),
                     shown(DOCUMENTS, "revision", width=90), shown(DOCUMENTS, "on", width=100))  # fmt: skip
        across = (shown(SPREAD, "where", width=220, grow=2), shown(SPREAD, "found", width=240, grow=3),
                  shown(SPREAD, "by", width=90), shown(SPREAD, "on", width=100))  # fmt: skip
        self.cards = (
            ListCard(
                self, DOCUMENTS, documents, "登记更新的文件", "还没有更新文件：作业指导书、检验规范、图纸、FMEA …"
            ),
            ListCard(self, SPREAD, across, "登记水平展开", "还没有查过同类产品和工序。"),
        )
        for card in self.cards:
            self.column.addWidget(card)
        self.column.addStretch(1)

    def fill(self) -> None:
        for card in self.cards:
            card.fill()
