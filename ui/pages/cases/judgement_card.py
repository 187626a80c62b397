"""程序判定: the grade that the criteria give, every clause that fired with its sentence and inputs, and what would
change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from qcdesk.canonical import Json
from qcdesk.cases import states
from qcdesk.desk import Desk
from qcdesk.errors import DeskError
from qcdesk.services.cases import judging
from qcdesk.views import RecordView
from qcdesk.workflow import DRAFT
from ui.pages.cases.columns import severity_tone
from ui.style import tokens
from ui.style.parts import clear, row, words
from ui.style.tokens import PLAIN

OPEN = (DRAFT, states.RECEIVED)


class JudgementCard(QFrame):
    """Before the registration what the values as typed would give; afterwards what it was judged by."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("judgement")
        self.setProperty("look", "panel")
        self.sentence = words("", "heading", wrap=True)
        self.sentence.setObjectName("judgement_sentence")
        self._inside = QVBoxLayout()
        self._inside.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.addWidget(words("程序判定", "small"))
        column.addWidget(self.sentence)
        column.addLayout(self._inside)

    def show_case(self, desk: Desk, record: RecordView) -> None:
        if record.state in OPEN:
            self._judge(desk, record)
        else:
            grade = str(record.values.get("grade") or "")
            self.sentence.setText(f"{grade}程度" if grade else "没有一条适用，由品管判定")
            rows = record.values.get("clauses")
            self._show([line for line in rows if isinstance(line, dict)] if isinstance(rows, list) else [], ())
        if said := _by_hand(record.values):
            self._inside.addWidget(words(said, "", wrap=True))

    def _judge(self, desk: Desk, record: RecordView) -> None:
        try:
            found = judging.judgement(desk, record)
        except DeskError as error:
            self.sentence.setText("现在还判不了")
            self._show([], (error.sentence,))
            return
        self.sentence.setText(found.sentence)
        clauses: list[Mapping[str, Json]] = [
            {"code": one.code, "grade": one.grade, "sentence": one.sentence, "source": one.source, "inputs": one.words}
            for one in found.clauses
        ]
        unknown = (f"不良项目表里没有：{'、'.join(found.unknown)}",) if found.unknown else ()
        self._show(clauses, (*found.consequences, *(f"会改变它：{said}" for said in found.changes), *unknown))

    def _show(self, clauses: Sequence[Mapping[str, Json]], further: Sequence[str]) -> None:
        clear(self._inside)
        for one in clauses:
            self._inside.addWidget(_clause(one))
        for said in further:
            self._inside.addWidget(words(said, "small", wrap=True))


def _by_hand(values: Mapping[str, Json]) -> str:
    """What the person who registered it chose against the criteria, or where none of them fired."""
    chosen, computed = str(values.get("severity") or ""), str(values.get("grade") or "")
    if not chosen or chosen == computed:
        return ""
    return f"{'改判' if computed else '品管判'}为“{chosen}”：{values.get('override_reason') or '理由还没有写'}"


def _clause(one: Mapping[str, Json]) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addLayout(
        row(_chip(str(one.get("grade") or "")), words(f"{one.get('code')}　{one.get('source')}", "small"), None)
    )
    column.addWidget(words(f"“{one.get('sentence')}”", "", wrap=True))
    column.addWidget(words(str(one.get("inputs") or ""), "soft", wrap=True))
    return made


def _chip(grade: str) -> QLabel:
    tone = severity_tone(grade) or PLAIN
    chip = words(grade)
    chip.setStyleSheet(f"background: {tone.ground}; color: {tone.ink}; border-radius: 8px; padding: 1px 8px;"
                       f"font-size: {tokens.TEXT_SMALL}px;")  # fmt: skip
    return chip
