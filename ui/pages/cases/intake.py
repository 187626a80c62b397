"""新建案件: a case taken in by keyboard alone, in the fewest fields; its receipt follows at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from qcdesk.canonical import Json, Values
from qcdesk.cases import choices
from qcdesk.cases.kind import CASE, TAKEN_IN
from qcdesk.errors import DeskError, Invalid
from qcdesk.kinds import MISSING
from qcdesk.services.basics import masters
from qcdesk.services.basics.masters import Proposal
from qcdesk.services.cases import casework, proposing
from qcdesk.services.cases.proposing import Known
from qcdesk.services.sheets import records
from ui.dialogs.fit import room
from ui.dialogs.frame import Dialog
from ui.dialogs.message import tell
from ui.pages.cases import receipt, unfinished
from ui.pages.cases.fields_form import FieldsForm
from ui.pages.cases.intake_side import FORMER, WIDTH, IntakeSide
from ui.pages.cases.receipt_page import ReceiptPage
from ui.session import Session
from ui.style import tokens
from ui.style.parts import scrolling
from ui.tasks import Task, start

ACROSS = 4
ASKED = {
    "customer": 2, "case_kind": 2, "contact": 1, "phone": 1, "place": 2, "channel": 4,
    "topic": 2, "read_back": 1, "received_at": 1, "description": 4, "product_name": 2, "product_family": 2,
    "lot_no": 1, "lot_qty": 1, "complaint_qty": 1, "samples": 1, "demand": 3, "reply_by": 1,
}  # fmt: skip
"""The fields in the order of a call, each with the quarters of the width that it takes."""

INSTEAD = {"found_dept": "contact"}
"""Found in house: the department stands where a customer's contact would."""

BEGINS: Values = {"case_kind": choices.COMPLAINT, "topic": "产品质量"}
COMPARED_BY = ("customer", "product_name", "product_family", "description")
CALM = 350
MOST = 12


class Intake(Dialog):
    """`opened` is the case to show afterwards, 0 for none."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent, "受理新案件", "intake", 720)
        self._session = session
        self._kind = session.desk.catalogue.newest(CASE)
        self._known = Known({})
        self._own: set[str] = set()
        self._task: Task | None = None
        self.opened = 0
        self.case = 0
        self.stack = QStackedWidget()
        self.body.addWidget(self.stack)
        self.form = self._make_form()
        self.side = IntakeSide(session)
        self.side.opened.connect(self._show_other)
        self.side.taken.connect(self._take)
        self.stack.addWidget(self._asking())
        self.add_cancel()
        self.receive_button = self.add_button("受理（Ctrl+Enter）", "receive", self.receive, "main")
        self.receive_button.setDefault(False)
        self.receive_button.setAutoDefault(False)
        self._calm = QTimer(self, singleShot=True, interval=CALM)
        self._calm.timeout.connect(self._look_for_alike)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.receive)
        for at in range(1, FORMER + 1):
            QShortcut(QKeySequence(f"Alt+{at}"), self).activated.connect(partial(self._take_former, at))
        size = room(self)
        self.resize(min(1180, size.width()), min(790, size.height()))
        self.form.put(BEGINS)
        self._untouched = self.form.values()
        self.form.editors["customer"].setFocus()

    def _make_form(self) -> FieldsForm:
        fields = [self._kind.field(name) for name in (*ASKED, *INSTEAD)]
        own = {"product_name": self._products, "lot_no": self._lots}
        form = FieldsForm(self._session, fields, ACROSS, own, ASKED, self._needed(BEGINS), INSTEAD)
        form.typed.connect(self._typed)
        form.left.connect(self._left)
        received = form.editors["received_at"]
        received.setPlaceholderText("空着就是现在")  # type: ignore[union-attr]
        QWidget.setTabOrder(form.editors["reply_by"], received)  # hardly ever typed: no key is spent on passing it
        return form

    def _needed(self, values: Values) -> set[str]:
        asked = [item for name in TAKEN_IN for item in self._kind.block(name).fields]
        return {item.name for item in asked if item.required and not self._kind.spares(item.name, values)} - {
            "received_at"
        }

    def _asking(self) -> QWidget:
        page = QWidget()
        line = QHBoxLayout(page)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.GAP)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2, 0, 6, 0)
        column.addWidget(self.form)
        column.addStretch(1)
        line.addWidget(scrolling(inside), 1)
        area = scrolling(self.side)
        area.setFixedWidth(WIDTH)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        line.addWidget(area)
        return page

    def _typed(self, name: str, raw: object) -> None:
        self._own.add(name)
        self._mend(name)
        if name == self._kind.spared[0]:
            values = self.form.values()
            self.form.star(self._needed(values))
            self.form.change_places(values.get(name) == choices.IN_HOUSE)
            for spared in {*ASKED, *INSTEAD} - self._needed(values):
                if not values.get(spared):
                    self.form.show_fault(spared, "")
        if name in COMPARED_BY:
            self._calm.start()

    def _mend(self, name: str) -> None:
        """What is told of a cell goes as soon as it holds something; it is looked at again when all is accepted."""
        if self.form.editors[name].value():
            self.form.show_fault(name, "")

    def _left(self, name: str) -> None:
        said = str(self.form.editors[name].value())
        try:
            if name == "customer":
                self._know(said)
            elif name == "contact":
                self._know_contact(said)
            elif name == "product_name":
                self._know_product(said)
        except DeskError as error:
            tell(self, error)

    def _know(self, customer: str) -> None:
        """What the customer's earlier cases say goes into the cells that nobody has typed in."""
        self._known = proposing.of_customer(self._session.desk, customer)
        self._propose(self._known.values)
        self.side.show_customer(customer, self._known)

    def _know_contact(self, contact: str) -> None:
        """Nobody is rung up under another one's number."""
        if contact and self._known.values and "phone" not in self._own:
            self.form.editors["phone"].put(self._known.phones.get(contact, ""))

    def _know_product(self, product: str) -> None:
        earlier = next((goods for goods in self._known.goods if goods.get("product_name") == product), {})
        kept = {name: value for name, value in earlier.items() if name == "product_family"}
        self._propose({**kept, **proposing.of_product(self._session.desk, product)})

    def _take_former(self, at: int) -> None:
        if not self.case and at <= len(self._known.goods):
            self._take(self._known.goods[at - 1])

    def _take(self, goods: Values) -> None:
        """Takes over what the customer complained about before."""
        for name in ("product_name", "product_family", "lot_no", "lot_qty"):
            if name in goods:
                self.form.editors[name].put(goods[name])
                self._mend(name)
        self._go_on()
        self._calm.start()

    def _go_on(self) -> None:
        """To the first cell that still must be filled, which says so; else to how much is complained about."""
        values = self.form.values()
        empty = [name for name in self.form.in_reading_order() if name in self._needed(values) and not values[name]]
        for name in empty[:1]:
            self.form.show_fault(name, MISSING)
        self.form.go_to_first(empty[:1] or ["complaint_qty"])

    def _propose(self, values: Mapping[str, Json]) -> None:
        for name, value in values.items():
            editor = self.form.editors.get(name)
            if editor is not None and not (name in self._own and editor.value()):
                editor.put(value)
                self._mend(name)

    def _products(self, text: str) -> list[Proposal]:
        """What the customer has complained about before stands first."""
        names = dict.fromkeys(str(goods["product_name"]) for goods in self._known.goods)
        rest = masters.propose(self._session.desk, "product", text, MOST)
        found = {one.text for one in rest}
        earlier = [Proposal(name, "以前投诉过") for name in names if text in name or name in found]
        return [*earlier, *(one for one in rest if one.text not in names)][:MOST]

    def _lots(self, text: str) -> list[Proposal]:
        product = self.form.editors["product_name"].value()
        rows = [goods for goods in self._known.goods if goods.get("product_name") == product or not product]
        return [Proposal(str(goods["lot_no"]), str(goods.get("product_name") or "")) for goods in rows
                if goods.get("lot_no") and text in str(goods["lot_no"])]  # fmt: skip

    def _look_for_alike(self) -> None:
        raw, desk = self.form.values(), self._session.desk
        if self._task is not None:
            self._task.cancel()
        self._task = start(self, lambda task: proposing.alike(desk, raw, self.case), self.side.show_alike,
                           lambda error: None, desk=desk)  # fmt: skip

    def _show_other(self, case: int) -> None:
        """The case is there already: it is opened in place of a new one."""
        self.opened = case
        self.accept()

    def receive(self) -> None:
        """Takes it in, or shows beside each cell what is wrong or missing."""
        if self.case:
            return
        raw = self._said()
        try:
            faults = self._faults(raw)
            self.form.show_faults(faults)
            if self.form.go_to_first(list(faults)):
                return
            change = self._session.tell(casework.receive(self._session.desk, raw))
        except DeskError as error:
            tell(self, error)
            return
        self.case = change.record or 0
        self._show_receipt()

    def _said(self) -> Values:
        said = {name: value for name, value in self.form.values().items() if value not in ("", None, [], False)}
        known = {name: value for name, value in self._known.values.items() if name not in ASKED}
        return {**known, **said}

    def reject(self) -> None:
        """Escape and the cross ask first where something was typed."""
        if self.case or self.form.values() == self._untouched:
            super().reject()
            return
        answer = unfinished.ask(self)
        if answer is unfinished.Answer.THROW_AWAY or (answer is unfinished.Answer.KEEP and self._keep()):
            super().reject()

    def _keep(self) -> bool:
        """As a draft of a case, which has no number yet; False where something does not fit."""
        raw, desk = self._said(), self._session.desk
        try:
            self._session.tell(records.create(desk, CASE, {**casework.proposed(desk, raw), **raw}))
        except Invalid as error:
            faults = {fault.field: fault.sentence for fault in error.faults}
            self.form.show_faults(faults)
            self.form.go_to_first(list(faults))
        except DeskError as error:
            tell(self, error)
        else:
            return True
        return False

    def _faults(self, raw: Values) -> dict[str, str]:
        desk = self._session.desk
        try:
            values = self._kind.parse({**casework.proposed(desk, raw), **raw})
        except Invalid as error:
            return {fault.field: fault.sentence for fault in error.faults}
        return {fault.field: fault.sentence for fault in self._kind.missing(values, TAKEN_IN)}

    def _show_receipt(self) -> None:
        desk = self._session.desk
        record = records.get(desk, self.case)
        told = receipt.promises(desk, record)
        page = ReceiptPage(self._session, self.case, receipt.text(record, told))
        page.opened.connect(self._show_other)
        page.show_case(f"{record.number} 已受理", receipt.table(told), receipt.reminders(record))
        self.heading.setText("")
        self.heading.hide()
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.receive_button.hide()
        self.add_button("再受理一件", "another", lambda: self.done(AGAIN))
        self.add_button("打开案件", "open_case", self._open, "main").setFocus()
        cancel = self.findChild(QWidget, "cancel")
        if cancel is not None:
            cancel.setProperty("text", "关闭")
        page.look_for_alike(record.values)

    def _open(self) -> None:
        self.opened = self.case
        self.accept()


AGAIN = 2
"""What the dialog ends with when another case is to be taken in."""


def take_in(parent: QWidget | None, session: Session) -> int:
    """Takes in as many cases as the person wants; the one to be opened, 0 for none."""
    while True:
        dialog = Intake(parent, session)
        try:
            ended = dialog.exec()
            if ended != AGAIN:
                return dialog.opened
        finally:
            dialog.deleteLater()
