"""A line of one of the case's lists, or a deed that needs a few words: typed, checked, each sentence in its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from qcdesk.canonical import Json, Values
from qcdesk.change import Change
from qcdesk.errors import DeskError, Invalid
from qcdesk.fields import Field
from ui.dialogs.fault_line import FaultLine
from ui.dialogs.frame import Dialog, sentence
from ui.pages.cases.fields_form import FieldsForm
from ui.paper.cells.proposals import Propose
from ui.session import Session

Act = Callable[[Values], Change]


class LineDialog(Dialog):
    """Stays open with the sentences while the values do not fit."""

    def __init__(self, parent: QWidget, session: Session, title: str, fields: Sequence[Field],
                 act: Act, values: Mapping[str, Json] | None = None, hint: str = "",
                 propose: Mapping[str, Propose] | None = None) -> None:  # fmt: skip
        super().__init__(parent, title, "line_dialog", 560)
        self._session, self._act = session, act
        if hint:
            self.body.addWidget(sentence(hint, "soft"))
        self.form = FieldsForm(session, fields, 2, propose)
        self.form.put(values or {})
        self.body.addWidget(self.form)
        self._fault = FaultLine()
        self.body.addWidget(self._fault)
        self.add_cancel()
        save = self.add_button("保存（Ctrl+Enter）", "save_line", self.save, "main")
        save.setDefault(False)
        save.setAutoDefault(False)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)
        next(iter(self.form.editors.values())).setFocus()

    def save(self) -> None:
        raw: Values = {name: None if value in ("", False) else value for name, value in self.form.values().items()}
        try:
            change = self._act(raw)
        except Invalid as error:
            self._show(error)
        except DeskError as error:
            self._fault.say(error.sentence)
        else:
            self._session.tell(change)
            self.accept()

    def _show(self, error: Invalid) -> None:
        told = {fault.field.rpartition(".")[2]: fault.sentence for fault in error.faults}
        self.form.show_faults(told)
        self.form.go_to_first(list(told))
        rest = [str(fault) for fault in error.faults if fault.field.rpartition(".")[2] not in self.form.editors]
        self._fault.say("；".join(rest))


def ask_line(parent: QWidget, session: Session, title: str, fields: Sequence[Field], act: Act,
             values: Mapping[str, Json] | None = None, hint: str = "",
             propose: Mapping[str, Propose] | None = None) -> bool:  # fmt: skip
    """True once it is written."""
    dialog = LineDialog(parent, session, title, fields, act, values, hint, propose)
    try:
        return dialog.exec() == Dialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()
