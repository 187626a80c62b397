"""表单: the sheets of a case, and a new one with everything carried over that it has a cell for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QVBoxLayout

from qcdesk.canonical import Values
from qcdesk.cases import states
from qcdesk.change import Change
from qcdesk.desk import Desk
from qcdesk.errors import DeskError, Fault, Invalid
from qcdesk.fields import Field, Link, Text
from qcdesk.services.problems import connecting, sharing
from qcdesk.services.sheets import records
from qcdesk.views import RecordView
from ui.dialogs.pin import ask_proof
from ui.pages.cases import proposed
from ui.pages.cases.head import offer_all
from ui.pages.cases.line_dialog import ask_line
from ui.pages.cases.tab import Tab
from ui.pages.columns import Column, RowsModel
from ui.pages.listing import Listing, fit_height
from ui.paper.keeper import Keeper
from ui.session import Session
from ui.style.icons import icon
from ui.style.named import named
from ui.style.parts import button, row, words
from ui.style.tokens import tone_of

MOST = 12
FIRST = ("complaint_register", "qc_anomaly", "seal_label", "car_8d", "field_rework", "rework_record",
         "inspection_report", "internal_contact", "return_application", "delivery_note", "hold_tag", "scrap_sheet",
         "service_tracking", "coordination_order", "satisfaction_survey")  # fmt: skip
"""Forms that belong to cases, in the order of a case's life; the others follow behind a line."""

CONNECTED: tuple[Field, ...] = (
    Link("record", "编号", required=True), Text("why", "共用 8D、与另一案件相连的理由", limit=200),
)  # fmt: skip
HINT = (
    "编号可以从列表里选：按 F4 列出相关和相似的案件、它们的 8D。单独开的单放进这个案件，不用写理由。"
    "写另一案件的 8D 编号，两件共用这份 8D：请写明它的原因和对策为什么也适用于本案。"
    "写另一案件的编号，两件按同一问题一起处理。"
)
LET_GO = "取消共用 8D"
GOES_TOO = "这份 8D 不再算本案的单；从它取入、还没有验证的措施一起去掉。经过留在历史里。"


@dataclass(frozen=True)
class SheetRow:
    id: int
    number: str
    title: str
    state: str
    state_label: str
    updated_at: str
    shared: bool = False


class SheetsTab(Tab):
    """`printing_all` carries how all sheets of the case are to come out."""

    printing_all = Signal(str)
    NAME, TITLE = "sheets", "表单"

    def __init__(self, session: Session, keeper: Keeper) -> None:
        super().__init__(session, keeper)
        columns = (
            Column("编号", 140, lambda item: item.number), Column("表单", 240, lambda item: item.title, grow=3),
            Column("现在", 140, lambda item: item.state_label, tone=lambda item: tone_of(item.state)),
            Column("最近改动", 140, lambda item: item.updated_at, spare=1),
        )  # fmt: skip
        self.listing = Listing(RowsModel(columns), "list_sheets", "案件的表单")
        self.listing.opened.connect(lambda item: self.wanted.emit(item.id))
        self.listing.picked.connect(lambda _: self._show_letting_go())
        self.new_button = named(QPushButton("开一张单"), "new_case_sheet", "开一张单")
        self.new_button.setProperty("look", "main")
        self.menu = QMenu(self.new_button)
        self.new_button.setMenu(self.menu)
        self._fill_menu()
        self._empty = words("还没有单。开出来的单会带上客户、产品、批号、不良这些已经填过的内容。", "soft", wrap=True)
        card = QFrame()
        card.setProperty("look", "panel")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 12, 12, 12)
        column.addLayout(row(words("表单", "heading"), None, *self._tools()))
        column.addWidget(self.listing)
        column.addWidget(self._empty)
        self.because = named(words("", "soft", wrap=True), "shared_because", "共用的理由")
        column.addWidget(self.because)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def _tools(self) -> list[QPushButton]:
        self.connect_button = button("放进已有的单…", "connect_sheet", self._connect_another)
        self.open_button = button("打开", "open_sheet", self._open)
        self.let_go_button = button("取消共用…", "let_go_sheet", self._let_go)
        self.print_button = named(QPushButton("打印全部"), "print_all_sheets", "打印全部：履历和这个案件的所有单子")
        self.print_button.setIcon(icon("print"))
        menu = QMenu(self.print_button)
        offer_all(menu, self.printing_all.emit)
        self.print_button.setMenu(menu)
        return [self.open_button, self.let_go_button, self.print_button, self.connect_button, self.new_button]

    def _connect_another(self) -> None:
        desk, case = self.session.desk, self.case

        def act(said: Values) -> Change:
            if not said.get("record"):
                raise Invalid([Fault("record", "编号", "必须填写")])
            return connecting.connect(desk, case, str(said["record"]), str(said.get("why") or ""))

        ask_line(self, self.session, "放进已有的单，或与另一案件相连", CONNECTED, act, hint=HINT,
                 propose={"record": proposed.connected(self.session, lambda: self.keeper.record)})  # fmt: skip

    def _let_go(self) -> None:
        """Another case's 8D that came into this one by mistake goes out again, signed and with its reason."""
        found = self.listing.current()
        given = ask_proof(self, self.session, LET_GO, True, GOES_TOO) if isinstance(found, SheetRow) else None
        if given is None or not isinstance(found, SheetRow):
            return
        proof, reason = given
        try:
            self.told(connecting.disconnect(self.session.desk, self.case, found.id, proof, reason))
        except DeskError as error:
            self.tell(error)

    def _fill_menu(self) -> None:
        kinds = {kind.code: kind for kind in self.session.shelf.kinds.current if kind.sheet}
        first = [code for code in FIRST if code in kinds]
        for code in first:
            self._offer(code, kinds[code].title)
        others = [code for code in kinds if code not in first]
        if others:
            self.menu.addSeparator()
            for code in others:
                self._offer(code, kinds[code].title)

    def _offer(self, code: str, title: str) -> None:
        action = self.menu.addAction(icon("forms"), title, partial(self.open_new, code))
        action.setObjectName(f"new_{code}")

    def _open(self) -> None:
        found = self.listing.current()
        if isinstance(found, SheetRow):
            self.wanted.emit(found.id)

    def fill(self) -> None:
        found = sheets_of(self.session.desk, self.case)
        reasons = connecting.shared_because(self.keeper.record)
        self.because.setText("\n".join(f"共用 {number}：{why}" for number, why in reasons.items()))
        self.because.setVisible(bool(reasons))
        self.let_go_button.setVisible(any(one.shared for one in found))
        self.listing.rows.put(found)
        fit_height(self.listing, MOST)
        self.listing.setVisible(bool(found))
        self._empty.setVisible(not found)
        self.open_button.setEnabled(bool(found))
        self.print_button.setEnabled(bool(found))
        self.listing.selectRow(len(found) - 1)
        record = self.keeper.record
        shut = "案件还没有受理" if record.number is None else "案件已结束" if record.state in states.ENDS else ""
        for opener in (self.new_button, self.connect_button):
            opener.setEnabled(not shut)
            opener.setToolTip(shut)
        self._show_letting_go()

    def _show_letting_go(self) -> None:
        """Closed with its sentence: for other sheets, for who is not of QC, once something rests on it."""
        found, desk = self.listing.current(), self.session.desk
        if not isinstance(found, SheetRow) or self.let_go_button.isHidden():
            return
        shut = connecting.why_not(desk, self.keeper.record, records.get(desk, found.id))
        self.let_go_button.setEnabled(not shut)
        self.let_go_button.setToolTip(shut)


def sheets_of(desk: Desk, case: int) -> list[SheetRow]:
    """Oldest first, with the 8D of another case that serves this one too."""
    return [
        SheetRow(view.id, view.number or f"草稿 {view.id}", f"{view.kind.title}{_with_whom(desk, view, shared)}",
                 view.state, view.state_label, desk.clock.local(view.updated_at), shared)
        for view, shared in connecting.sheets(desk, case)
    ]  # fmt: skip


def _with_whom(desk: Desk, sheet: RecordView, shared: bool) -> str:
    """Of an 8D whose it is, and which cases answer by it too."""
    owner = sharing.owner_of(desk, sheet) if shared else None
    if owner is not None:
        return f"（共用 {owner.number} 的）"
    numbers = "、".join(str(case.number) for case in sharing.serves(desk, sheet))
    return f"（{numbers} 共用）" if numbers else ""
