"""What a list of cases shows of each."""

from __future__ import annotations

from qcdesk.cases import choices, states
from qcdesk.services.overview.case_list import CaseRow
from qcdesk.workflow import DRAFT, VOID
from ui.pages.cases.receipt import short_moment
from ui.pages.columns import Column
from ui.style import tokens
from ui.style.tokens import DONE, GOING, GONE, PLAIN, WARN, WARN_TINT, Tone

LATE = Tone(tokens.BAD, tokens.BAD_TINT)
SEVERE = {choices.SERIOUS: LATE, choices.BATCH: Tone(WARN, WARN_TINT), choices.MINOR: PLAIN}


def severity_tone(grade: str) -> Tone | None:
    return SEVERE.get(grade)


def state_tone(state: str) -> Tone:
    if state in (VOID, *states.AT_THE_TOP):
        return GONE
    return DONE if state in states.ENDS else PLAIN if state == DRAFT else GOING


def due_words(row: CaseRow) -> str:
    """The nearest deadline with its name; that the case's own time stands still, and how long."""
    said = (row.due_at and short_moment(row.due_at, row.asked_at), row.paused and f"已暂停 {row.paused}", row.due_label)
    return "　".join(filter(None, said))


LIST = (
    Column("编号", 128, lambda row: row.number, "number"),
    Column("程度", 76, lambda row: row.severity, "severity", lambda row: severity_tone(row.severity)),
    Column("客户", 140, lambda row: row.customer, "customer", grow=4, whole=True),
    Column("产品", 116, lambda row: row.product, "product", grow=3, spare=1, whole=True),
    Column("批号", 96, lambda row: row.lot, grow=2, spare=3),
    Column("不良项目", 116, lambda row: row.defect, grow=2, spare=2),
    Column("受理", 96, lambda row: row.day, "day", spare=5),
    Column("现在", 122, lambda row: row.state_label, "state", lambda row: state_tone(row.state)),
    Column("最近时限", 224, due_words, "due", lambda row: LATE if row.overdue else None, grow=2),
    Column("最近改动", 134, lambda row: row.updated_at, "updated_at", spare=4),
)

DUE = (
    Column("编号", 128, lambda item: item.case.number),
    Column("要做", 168, lambda item: item.label, grow=2),
    Column("到期", 132, lambda item: short_moment(item.due_at, item.case.asked_at),
           tone=lambda item: LATE if item.overdue else None),
    Column("客户", 140, lambda item: item.case.customer, grow=2, spare=1),
    Column("程度", 76, lambda item: item.case.severity, tone=lambda item: severity_tone(item.case.severity), spare=3),
    Column("现在", 122, lambda item: item.case.state_label, tone=lambda item: state_tone(item.case.state), spare=2),
    Column("报告到", 150, lambda item: item.level, spare=4),
)
