"""One act on a sample: how many pieces, who, where, why; taking apart also needs a manager's own PIN."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from qcdesk.canonical import Values
from qcdesk.errors import DeskError, Invalid
from qcdesk.services.basics import people, pins
from qcdesk.services.basics.masters import Proposal
from qcdesk.services.basics.pins import Proof
from qcdesk.services.samples import custody, places
from qcdesk.services.samples.custody import Act, Sample
from ui.dialogs.fault_line import FaultLine
from ui.dialogs.frame import Dialog, sentence
from ui.pages.cases.editors import LineEditor
from ui.pages.cases.fields_form import FieldsForm
from ui.pages.samples.acts import ASKED, begun, fields_of
from ui.pages.samples.held import parts
from ui.paper.cells.proposals import Proposals, Propose
from ui.session import Session
from ui.style import tokens
from ui.style.choosing import Chooser
from ui.style.icons import icon
from ui.style.named import named
from ui.style.parts import bring_into_sight, words

MOST_PLACES = 12


class ActDialog(Dialog):
    """Stays open with the sentence while the rules or the PIN are against it."""

    def __init__(self, parent: QWidget | None, session: Session, act: Act, sample: Sample) -> None:
        super().__init__(parent, f"{act.label}　{sample.number}", "act_dialog", 520)
        self._session, self._act, self._sample = session, act, sample
        lists: dict[str, Propose] = {} if act.leaves else {"place": self._places}
        if act.comes_back:
            lists["holder"] = self._borrowers
        self.form = FieldsForm(session, fields_of(act.name), 2, lists)
        self.witness = named(Chooser(), "witness", "在场人")
        self.pin = named(QLineEdit(echoMode=QLineEdit.EchoMode.Password, maxLength=32), "witness_pin", "在场人的 PIN")
        self.fault = FaultLine()
        self._build()
        self.form.put(begun(act.name, sample, session.person.name))
        self.form.editors["pieces"].setFocus()

    def _build(self) -> None:
        sample, hint = self._sample, ASKED[self._act.name].hint
        at = f"，放在 {sample.place}" if sample.place else ""
        lent = f"，借出 {sample.lent_to}" if sample.lent else ""
        self.body.addWidget(sentence(f"{sample.item}　{sample.defect}"))
        self.body.addWidget(sentence(f"在柜 {sample.in_cabinet} / {sample.pieces} 个{parts(sample)}{at}{lent}", "soft"))
        if hint:
            self.body.addWidget(sentence(hint, "soft"))
        self.body.addWidget(self.form)
        self._add_lists()
        if self._act.witnessed:
            self._add_witness()
        self.body.addWidget(self.fault)
        self.add_cancel()
        save = self.add_button(f"{self._act.label}（Ctrl+Enter）", "do", self._do, "main")
        save.setDefault(False)
        save.setAutoDefault(False)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._do)

    def _borrowers(self, typed: str) -> list[Proposal]:
        every = [Proposal(name, f"借了 {count} 个") for name, count in self._sample.holders]
        return [one for one in every if typed.strip() in one.text] or every

    def _places(self, typed: str) -> list[Proposal]:
        return places.propose(self._session.desk, typed, MOST_PLACES)

    def _add_lists(self) -> None:
        """Names are shown at a press too, not only once somebody begins to type."""
        for editor in self.form.editors.values():
            if isinstance(editor, LineEditor) and editor.proposals is not None:
                opens = editor.addAction(icon("down"), QLineEdit.ActionPosition.TrailingPosition)
                opens.setToolTip("列出（F4）")
                opens.triggered.connect(partial(_list_names, editor, editor.proposals))

    def _add_witness(self) -> None:
        labels = {role.code: str(role.label) for role in people.all_roles(self._session.desk)}
        for person in people.listed(self._session.desk, active_only=True):
            roles = [labels[role] for role in custody.WITNESSES if role in person.roles]
            if roles and person.login != self._session.person.login:
                self.witness.addItem(f"{person.name}（{'、'.join(roles)}）", person.login)
        both = QGridLayout()
        both.setHorizontalSpacing(tokens.GAP)
        both.setVerticalSpacing(4)
        for at, (label, editor) in enumerate((("在场人 *", self.witness), ("在场人的 PIN *", self.pin))):
            caption = words(label, "field")
            caption.setBuddy(editor)
            both.addWidget(caption, 0, at)
            both.addWidget(editor, 1, at)
            both.setColumnStretch(at, 1)
        self.body.addLayout(both)

    def _do(self) -> None:
        raw: Values = {name: value for name, value in self.form.values().items() if value not in ("", None)}
        self.form.show_faults({})
        self.fault.silence()
        try:
            change = custody.move(self._session.desk, self._sample.id, self._act.name, dict(raw), self._proof())
        except Invalid as error:
            told = {fault.field: fault.sentence for fault in error.faults}
            self.form.show_faults(told)
            self.form.go_to_first(list(told))
            return
        except DeskError as error:
            self._refuse(error.sentence)
            return
        self._session.tell(change)
        self.accept()

    def _proof(self) -> Proof | None:
        """Raises Refused for a wrong PIN; without one the service says who has to be there."""
        login = str(self.witness.currentData() or "")
        if not self._act.witnessed or not login or not self.pin.text():
            return None
        try:
            return pins.prove(self._session.desk, login, self.pin.text())
        except DeskError:
            self.pin.clear()
            self.pin.setFocus()
            raise

    def _refuse(self, words_: str) -> None:
        self.fault.say(words_)
        QTimer.singleShot(0, self.fault, lambda: bring_into_sight(self.fault))


def _list_names(editor: LineEditor, proposals: Proposals) -> None:
    editor.setFocus()
    proposals.show_all()


def do_act(parent: QWidget, session: Session, act: Act, sample: Sample) -> bool:
    """True once it is written."""
    dialog = ActDialog(parent, session, act, sample)
    try:
        return dialog.exec() == Dialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()
