"""The ladder changed: one line a rung, the days of a pause, a reason, and the PIN of who keeps the rules."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtWidgets import QFormLayout, QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from qcdesk.change import Change, touched
from qcdesk.errors import DeskError, Fault, Invalid, Refused, Stale
from qcdesk.services.basics import pins
from qcdesk.services.times import escalation
from qcdesk.services.times.escalation import MOST_NAME, MOST_RUNGS, Escalation, Rung
from ui.dialogs.fault_line import FaultLine
from ui.dialogs.frame import Dialog, sentence
from ui.pages.entry_form import mark
from ui.session import Session
from ui.style import tokens
from ui.style.named import named
from ui.style.parts import button, row, words

HINT = "天数从小到大，0 是一超期就报告。保存以后马上生效，已经超期的也按新的报告；旧的留在历史版本里。"
DAYS_WIDE = 84


class RungLine:
    """The two editors of a rung and the button that takes it away."""

    def __init__(self, rung: Rung | None, number: int) -> None:
        self.days = named(QLineEdit(str(rung.days) if rung else "", maxLength=3), f"days_{number}", escalation.DAYS)
        self.tell = named(QLineEdit(rung.tell if rung else "", maxLength=MOST_NAME), f"tell_{number}", escalation.TELL)
        self.drop = named(QPushButton("去掉"), f"drop_{number}", "去掉这一级")
        self.drop.setProperty("look", "quiet")
        self.drop.setAutoDefault(False)
        self.days.setFixedWidth(DAYS_WIDE)
        self.tell.setPlaceholderText("职务，例如 品管主管")

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        return self.days, self.tell, self.drop

    def rung(self, number: int) -> Rung:
        """Raises Invalid where the days are no number; `number` is its place, counted from 1."""
        return Rung(_whole(self.days, "days", escalation.DAYS, number), self.tell.text().strip())


class LadderDialog(Dialog):
    """Stays open with the sentence while something is refused; `lines` are the rungs as typed."""

    def __init__(self, parent: QWidget | None, session: Session, held: Escalation, at: int = 0) -> None:
        super().__init__(parent, "逾期升级", "ladder_dialog", 520)
        self._session, self._held, self._made = session, held, 0
        self.lines: list[RungLine] = []
        self._grid = QGridLayout()
        self.add_rung = button("加一级", "add_rung", self._add_empty, "", "add")
        self.add_rung.setAutoDefault(False)
        self.pause = named(QLineEdit(str(held.pause_days), maxLength=3), "pause_days", escalation.PAUSE)
        self.reason = named(QLineEdit(maxLength=200), "reason", "原因")
        self.pin = named(QLineEdit(echoMode=QLineEdit.EchoMode.Password, maxLength=32), "pin", "PIN")
        self.fault = FaultLine()
        self._lay()
        for rung in held.rungs:
            self._add(rung)
        self.lines[at].tell.setFocus()
        self.lines[at].tell.selectAll()

    def _add_empty(self) -> None:
        self._add(None)
        self.lines[-1].days.setFocus()

    def _add(self, rung: Rung | None) -> None:
        line = RungLine(rung, self._made)
        self._made += 1
        line.drop.clicked.connect(lambda _=False: self._take_away(line))
        self.lines.append(line)
        for column, widget in enumerate(line.widgets):
            self._grid.addWidget(widget, self._made, column)
            widget.show()
        self._order()

    def _take_away(self, line: RungLine) -> None:
        at = self.lines.index(line)
        self.lines.remove(line)
        for widget in line.widgets:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._order()
        self.lines[min(at, len(self.lines) - 1)].tell.setFocus()

    def _order(self) -> None:
        """Tab goes line by line, then on; the last rung cannot be taken away."""
        self.add_rung.setEnabled(len(self.lines) < MOST_RUNGS)
        stops = [widget for line in self.lines for widget in line.widgets]
        for line in self.lines:
            line.drop.setEnabled(len(self.lines) > 1)
        stops += [self.add_rung, self.pause, self.reason, self.pin]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _save(self) -> None:
        self.fault.silence()
        for editor in self._editors:
            mark(editor, False)
        missing = [editor for editor in (self.reason, self.pin) if not editor.text().strip()]
        if missing:
            self._refuse(f"请填{missing[0].accessibleName()}", *missing)
            return
        try:
            change = self._changed()
        except Invalid as error:
            self._refuse(error.sentence, *map(self._editor, error.faults))
        except DeskError as error:
            if isinstance(error, Stale):
                self._session.tell(touched("office"))  # the page behind shows the new ladder already
            self._refuse(error.sentence)
        else:
            self._end(change)

    def _changed(self) -> Change | None:
        """None where the PIN was wrong, which is asked for last: a slip in a number costs no try."""
        rungs = [line.rung(number) for number, line in enumerate(self.lines, start=1)]
        pause = _whole(self.pause, "pause_days", escalation.PAUSE)
        if not self._proves():
            return None
        return escalation.change(self._session.desk, rungs, pause, self.reason.text(), self._held)

    def _proves(self) -> bool:
        try:
            pins.prove(self._session.desk, self._session.person.login, self.pin.text())
        except Refused as error:
            self._refuse(error.sentence, self.pin)
            return False
        return True

    def _end(self, change: Change | None) -> None:
        if change is not None:
            self._session.tell(change)
            self.accept()

    @property
    def _editors(self) -> tuple[QLineEdit, ...]:
        of_rungs = (editor for line in self.lines for editor in (line.days, line.tell))
        return (*of_rungs, self.pause, self.reason, self.pin)

    def _editor(self, fault: Fault) -> QLineEdit:
        """Where the fault was typed."""
        line = self.lines[(fault.row or 1) - 1]
        return {"days": line.days, "tell": line.tell, "pause_days": self.pause}[fault.field]

    def _refuse(self, told: str, *editors: QLineEdit) -> None:
        """The sentence; the editors are marked, and the cursor goes to the first."""
        self.fault.say(told)
        for editor in editors:
            mark(editor, True)
        for editor in editors[:1]:
            editor.setFocus()

    def _lay(self) -> None:
        self._grid.setHorizontalSpacing(tokens.SPACE)
        for at, title in enumerate(("超过几天", "报告到")):
            self._grid.addWidget(words(title, "field"), 0, at)
        self._grid.setColumnStretch(1, 1)
        form = QFormLayout()
        captions = ("品管最多暂停几天 *", "原因 *", f"{self._session.person.name}的 PIN *")
        for label, editor in zip(captions, (self.pause, self.reason, self.pin), strict=True):
            caption = words(label, "field")
            caption.setBuddy(editor)
            form.addRow(caption, editor)
        column = QVBoxLayout()
        column.addLayout(self._grid)
        column.addLayout(row(self.add_rung, None))
        self.body.addWidget(sentence(HINT, "soft"))
        self.body.addLayout(column)
        self.body.addLayout(form)
        self.body.addWidget(self.fault)
        self.add_cancel()
        self.add_button("保存", "save", self._save, "main")


def _whole(editor: QLineEdit, field: str, label: str, row: int | None = None) -> int:
    text = editor.text().strip()
    if not (text.isascii() and text.isdigit()):
        raise Invalid([Fault(field, label, "要填整数，例如 3", row)])
    return int(text)


def ask_ladder(parent: QWidget, session: Session, held: Escalation, at: int) -> None:
    """`at` is the rung on which the cursor stands."""
    dialog = LadderDialog(parent, session, held, at)
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()
