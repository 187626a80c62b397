"""A new version of a rule: what it is to say, from when, why; proved with the PIN of who keeps the rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QWidget

from qcdesk.change import Change
from qcdesk.errors import DeskError, Invalid, Refused
from qcdesk.rules.criteria import BY_FACTORY, Criterion
from qcdesk.rules.deadlines import DeadlineRule
from qcdesk.rules.rows import LABELS
from qcdesk.rules.units import UNITS
from qcdesk.services.basics import pins
from ui.dialogs.fault_line import FaultLine
from ui.dialogs.frame import Dialog, sentence
from ui.pages.entry_form import mark
from ui.session import Session
from ui.style.choosing import Chooser
from ui.style.named import named
from ui.style.parts import words

Act = Callable[[Mapping[str, object], date | None, str], Change]
Warn = Callable[[Mapping[str, object], date | None], Sequence[str]]
FIGURES = ("unit", "amount", "most", "times", "least")
"""What makes a quoted row the factory's own once it is changed."""
WHOLE = ("amount", "most", "times")
ASKED = {
    DeadlineRule: ("amount", "unit", "most", "times", "active", "valid_to", "note"),
    Criterion: ("least", "sentence", "consequence", "item", "active", "valid_to"),
}
EXTRA = {"valid_from": "生效日", "reason": "原因", "pin": "PIN"}
ONLY_CHOICE = "只是改用另一条：它从生效日起生效，与它矛盾的同时停用，旧的都留着。"
FORWARD = "改动另成一版，从生效日起用；判定标准今天生效的只判保存以后受理的案件。判过的案件不变。"


class ChangeDialog(Dialog):
    """`act` is given the changed values, the day and the reason; sentences of what it refuses stay in sight. `warn`
    says while it is typed what the change would leave in disorder."""

    def __init__(self, parent: QWidget | None, session: Session, title: str, names: Sequence[str],
                 rule: Criterion | DeadlineRule, act: Act, hint: str = FORWARD,
                 warn: Warn | None = None) -> None:  # fmt: skip
        super().__init__(parent, title, "rule_dialog", 520)
        self._session, self._rule, self._act, self._warn = session, rule, act, warn
        self.editors: dict[str, QLineEdit | QComboBox | QCheckBox] = {}
        self._form = QFormLayout()
        self.fault = FaultLine()
        self.body.addWidget(sentence(hint, "soft"))
        self.body.addLayout(self._form)
        for name in names:
            self._add(name, LABELS[name], self._editor(name))
        today = session.desk.clock.today()
        self._add("valid_from", "生效日 *", QLineEdit(today.isoformat(), maxLength=10))
        self._add("reason", "原因 *", QLineEdit(maxLength=200))
        self._add(
            "pin", f"{session.person.name}的 PIN *", QLineEdit(echoMode=QLineEdit.EchoMode.Password, maxLength=32)
        )
        self.warning = named(sentence("", "banner"), "warning")
        self.body.addWidget(self.warning)
        self.warning.hide()
        self.body.addWidget(self.fault)
        self.add_cancel()
        self.add_button("保存为新的一版", "save", self._save, "main")
        next(iter(self.editors.values())).setFocus()

    def changed(self) -> dict[str, object]:
        """What differs from the row as it stands; None takes a value away."""
        given = {name: self._value(name) for name in self.editors if name not in EXTRA}
        return {name: new for name, new in given.items() if (new or None) != _plain(getattr(self._rule, name))}

    def _warned(self, *_: object) -> None:
        try:
            starts = date.fromisoformat(self._text("valid_from"))
        except ValueError:
            return
        told = self._warn(self.changed(), starts) if self._warn else ()
        self.warning.setText("\n".join(f"注意：{one}" for one in told))
        self.warning.setVisible(bool(told))

    def _value(self, name: str) -> object:
        editor = self.editors[name]
        if isinstance(editor, QCheckBox):
            return editor.isChecked()
        if isinstance(editor, QComboBox):
            return editor.currentData()
        text = editor.text().strip()
        if name in WHOLE and text:
            return int(text) if text.isdecimal() else text
        if name == "least" and text:
            return _share(text)
        return text or None

    def _save(self) -> None:
        self._clear()
        missing = next((name for name in ("reason", "pin") if not self._text(name)), None)
        if missing:
            self._refuse({missing: f"请填{EXTRA[missing]}"})
            return
        try:
            starts = date.fromisoformat(self._text("valid_from"))
        except ValueError:
            self._refuse({"valid_from": "要填日期，例如 2026-11-30"})
            return
        if self._is_proved():
            self._write(starts)

    def _is_proved(self) -> bool:
        try:
            pins.prove(self._session.desk, self._session.person.login, self._text("pin"))
        except Refused as error:
            self._refuse({"pin": error.sentence})
        except DeskError as error:
            self._refuse({"": error.sentence})
        else:
            return True
        return False

    def _write(self, starts: date) -> None:
        try:
            change = self._act(self._with_source(self.changed()), starts, self._text("reason"))
        except Invalid as error:
            self._refuse({fault.field: str(fault) for fault in reversed(error.faults)})
        except DeskError as error:
            self._refuse({"": error.sentence})
        else:
            self._session.tell(change)
            self.accept()

    def _with_source(self, changed: dict[str, object]) -> dict[str, object]:
        """A figure that the factory has changed is its own; what it was quoted from stays named."""
        quoted = not self._rule.source.startswith(BY_FACTORY)
        if quoted and any(name in changed for name in FIGURES):
            return {**changed, "source": f"{BY_FACTORY}（原 {self._rule.source}）"}
        return changed

    def _text(self, name: str) -> str:
        editor = self.editors[name]
        return editor.text().strip() if isinstance(editor, QLineEdit) else ""

    def _refuse(self, told: Mapping[str, str]) -> None:
        self.fault.say("；".join(told.values()))
        for name, editor in self.editors.items():
            mark(editor, name in told)
        first = next((editor for name, editor in self.editors.items() if name in told), None)
        if first is not None:
            first.setFocus()

    def _clear(self) -> None:
        self.fault.silence()
        for editor in self.editors.values():
            mark(editor, faulty=False)

    def _add(self, name: str, label: str, editor: QLineEdit | QComboBox | QCheckBox) -> None:
        self.editors[name] = named(editor, name, label.rstrip(" *"))
        if name not in ("reason", "pin"):
            _on_change(editor, self._warned)
        caption = words(label, "field")
        caption.setBuddy(editor)
        self._form.addRow(caption, editor)

    def _editor(self, name: str) -> QLineEdit | QComboBox | QCheckBox:
        value = getattr(self._rule, name)
        if name == "unit":
            return _units(str(value))
        if isinstance(value, bool):
            box = QCheckBox("从生效日起启用")
            box.setChecked(value)
            return box
        said = f"{float(value):g}" if isinstance(value, Fraction) and value else str(value or "")
        line = QLineEdit(said, maxLength=400)
        if name == "least":
            line.setPlaceholderText("例如 30% 或 3")
        return line


def _on_change(editor: QLineEdit | QComboBox | QCheckBox, act: Callable[..., None]) -> None:
    if isinstance(editor, QLineEdit):
        editor.textChanged.connect(act)
    elif isinstance(editor, QComboBox):
        editor.currentIndexChanged.connect(act)
    else:
        editor.toggled.connect(act)


def _units(chosen: str) -> QComboBox:
    box = Chooser()
    if chosen not in UNITS:
        box.addItem({"unset": "（空白）"}.get(chosen, "当月次数"), chosen)
    for name, unit in UNITS.items():
        box.addItem(unit.label, name)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box


def _plain(value: object) -> object:
    """A value of the row as the editors give it."""
    return str(value) if isinstance(value, date | Fraction) and value else value or None


def _share(text: str) -> object:
    """`30%` and `0.30` are one share; what is neither is handed on to be refused by name."""
    try:
        part = Fraction(text.rstrip("%％"))
    except (ValueError, ZeroDivisionError):
        return text
    return str(part / 100 if text[-1] in "%％" else part)


def ask_change(parent: QWidget, session: Session, title: str, rule: Criterion | DeadlineRule, act: Act,
               only_choice: bool = False, on: bool = False, warn: Warn | None = None) -> bool:  # fmt: skip
    """True once the new version is written; `on` proposes that it be switched on."""
    asked, hint = ((), ONLY_CHOICE) if only_choice else (ASKED[type(rule)], FORWARD)
    dialog = ChangeDialog(parent, session, title, asked, rule, act, hint, warn)
    switch = dialog.editors.get("active")
    if on and isinstance(switch, QCheckBox):
        switch.setChecked(True)
    try:
        return dialog.exec() == Dialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()
