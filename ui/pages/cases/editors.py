"""Which plain editor a value gets outside a sheet; all of them are put, closed and heard the same way."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit

from qcdesk.canonical import Json
from qcdesk.fields import Calc, Check, Choice, Field, Multi, Note, Photos
from ui.pages.cases.chips import Chips
from ui.pages.cases.photo_row import PhotoRow
from ui.paper.cells.proposals import Proposals, Propose
from ui.paper.proposing import proposer
from ui.session import Session
from ui.style import tokens

NOTE_HEIGHT = 76
CHIP_HEIGHT = 28
"""A box to tick stands level with the words of the chips beside it."""
AHEAD = ("reply_by", "due")
"""Days to come: the example in the empty cell is tomorrow's, elsewhere today's."""
OFFERED = ("whom", "replied_at", "written_on", "record")
"""Cells that a person mostly fills with what is proposed."""
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
SHUT = f"background: {tokens.HOVER}; color: {tokens.INK_SOFT};"
COME = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.MouseFocusReason)
TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class LineEditor(QLineEdit):
    """`typed` carries the text as typed; Enter goes on to the next editor, `left` says that this one was left."""

    typed = Signal(object)
    left = Signal()

    def __init__(self, field: Field, propose: Propose | None) -> None:
        super().__init__()
        self.field = field
        self.closed = ""
        self.offers = False
        self.proposals = Proposals(self, propose, listed=isinstance(field, Multi)) if propose else None
        self.setReadOnly(isinstance(field, Calc))
        self.textChanged.connect(self.typed.emit)

    def put(self, raw: Json) -> None:
        """Shows typed text as it is, a saved value as the field words it."""
        stored = isinstance(raw, str) and not ("T" in raw and self.field.type == "datetime")
        text = str(raw) if stored else self.field.typed(raw)
        if text != self.text():
            self.blockSignals(True)
            self.setText(text)
            self.blockSignals(False)

    def value(self) -> Json:
        return self.text()

    def close_with(self, sentence: str) -> None:
        self.closed = sentence
        self.setReadOnly(bool(sentence) or isinstance(self.field, Calc))
        self.setStyleSheet(SHUT if self.isReadOnly() else "")
        self.setToolTip(sentence)

    def event(self, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in TABS
        if pressed and self.proposals is not None:
            self.proposals.settle()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.proposals is not None and self.proposals.wants(event.key()):
            event.ignore()
        elif event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.focusNextPrevChild(True)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is proposed of itself is seen by whoever comes to the empty cell."""
        super().focusInEvent(event)
        if self.offers and self.proposals is not None and not self.text() and event.reason() in COME:
            self.proposals.show_all()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class NoteEditor(QPlainTextEdit):
    """Several lines; Tab leaves."""

    typed = Signal(object)

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field, self.closed = field, ""
        self.setTabChangesFocus(True)
        self.setFixedHeight(NOTE_HEIGHT)
        self.textChanged.connect(lambda: self.typed.emit(self.toPlainText()))

    def put(self, raw: Json) -> None:
        text = "" if raw is None else str(raw)
        if text != self.toPlainText():
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)

    def value(self) -> Json:
        return self.toPlainText()

    def close_with(self, sentence: str) -> None:
        self.closed = sentence
        self.setReadOnly(bool(sentence))
        self.setStyleSheet(SHUT if sentence else "")
        self.setToolTip(sentence)


class Tick(QCheckBox):
    """`typed` carries whether it is ticked; Enter goes on."""

    typed = Signal(object)

    def __init__(self, field: Field) -> None:
        super().__init__(field.label)
        self.setMinimumHeight(CHIP_HEIGHT)
        self.closed = ""
        self.toggled.connect(self.typed.emit)

    def put(self, raw: Json) -> None:
        self.blockSignals(True)
        self.setChecked(bool(raw))
        self.blockSignals(False)

    def value(self) -> Json:
        return self.isChecked()

    def close_with(self, sentence: str) -> None:
        self.closed = sentence
        self.setEnabled(not sentence)
        self.setToolTip(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers():
            self.focusNextPrevChild(True)
        else:
            super().keyPressEvent(event)


Editor = LineEditor | NoteEditor | Tick | Chips | PhotoRow


def make_editor(session: Session, field: Field, propose: Propose | None = None) -> Editor:
    """`propose` takes the place of the names that the field's own type proposes."""
    made = _made(session, field, propose)
    if isinstance(made, LineEditor):
        made.setPlaceholderText(_example(session.desk.clock.today(), field))
        made.offers = propose is not None and field.name in OFFERED
    made.setObjectName(field.name)
    made.setAccessibleName(field.label.rstrip("："))
    return made


def _example(today: date, field: Field) -> str:
    """How a day or a time is typed; empty for what is neither."""
    day = today + timedelta(days=1) if field.name in AHEAD else today
    return {"datetime": f"{day} 17:00", "date": f"{day}"}.get(field.type, "")


def _made(session: Session, field: Field, propose: Propose | None) -> Editor:
    if isinstance(field, Check):
        return Tick(field)
    if isinstance(field, Choice):
        return Chips([zh for zh, _ in field.options])
    if isinstance(field, Multi) and field.options:
        return Chips([zh for zh, _ in field.options], several=True)
    if isinstance(field, Note):
        return NoteEditor(field)
    if isinstance(field, Photos):
        return PhotoRow(session, field)
    return LineEditor(field, propose or proposer(session, field))
