"""What the caller is told at once: the number, and what the office promises by when, counted out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from qcdesk.canonical import Json
from qcdesk.cases.choices import ORAL
from qcdesk.cases.facts import CaseFacts
from qcdesk.cases.intake_gates import read_back
from qcdesk.desk import Desk
from qcdesk.services.overview import case_list
from qcdesk.services.rules import rulebook
from qcdesk.views import RecordView
from ui.style import tokens
from ui.style.parts import words

READ_BACK_REMINDER = (
    "还没有复述确认：请把记录复述给客户一遍，勾上“已复述确认”，勾上以前不能登记判定（质量投诉处理程序）"
)
ORAL_REMINDER = "口头投诉：请客户补书面资料，收到以前不能提交原因分析（客户投诉处理流程图注（一））"


@dataclass(frozen=True)
class Promise:
    """One running deadline: `due` as people say it, `counting` from the start on, `why` the rule's own sentence."""

    label: str
    due: str
    counting: str
    why: str

    def __str__(self) -> str:
        return f"{self.label} {self.due} 前{f'（{self.why}）' if self.why else ''}"


def promises(desk: Desk, record: RecordView) -> list[Promise]:
    """What runs now, soonest first; when an unresolved complaint is told upwards is no promise to the caller."""
    sentences = {(rule.code, rule.version): rule.sentence for rule in rulebook.deadlines(desk)}
    inward = case_list.unresolved_rules(desk)
    rows = _rows(record.values.get("clocks"))
    running = [row for row in rows if "stopped_at" not in row and row.get("rule") not in inward]
    return [
        Promise(
            str(row.get("label")), short_moment(str(row.get("due_at"))), str(row.get("steps") or ""),
            "，".join(part for part in (_said(sentences, row), str(row.get("source") or "")) if part),
        )
        for row in sorted(running, key=lambda row: str(row.get("due_at")))
    ]  # fmt: skip


def text(record: RecordView, told: Sequence[Promise]) -> str:
    """To be pasted into a message to the customer or a colleague."""
    return "\n".join([f"{record.number} 已受理", *(f"· {promise}" for promise in told)])


def table(told: Sequence[Promise]) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(tokens.GAP)
    grid.setVerticalSpacing(10)
    grid.setColumnStretch(2, 1)
    for at, one in enumerate(told):
        grid.addWidget(words(one.label), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words(f"{one.due} 前", "heading"), at, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words("\n".join(part for part in (one.counting, one.why) if part), "small", wrap=True), at, 2)
    return made


def short_moment(moment: str, now: str = "") -> str:
    """`2026-11-23T10:00` → `11-23 10:00`; the year stands where it is not that of `now`."""
    same = not now or moment[:4] == now[:4]
    return (moment[5:] if same else moment).replace("T", " ")


def reminders(record: RecordView) -> list[str]:
    """What the next steps will ask for, told while the customer is still at hand."""
    facts = CaseFacts(record.values)
    oral = record.values.get("channel") in ORAL and not record.values.get("written_on")
    told = [ORAL_REMINDER] if oral else []
    return [*told, READ_BACK_REMINDER] if read_back(facts) else told


def _said(sentences: dict[tuple[str, int], str], row: dict[str, Json]) -> str:
    return sentences.get((str(row.get("rule")), int(str(row.get("version") or 1))), "")


def _rows(value: Json) -> list[dict[str, Json]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
