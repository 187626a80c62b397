"""A case as the terminal shows it: where it stands, what runs, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from qcdesk.canonical import Json, Values
from qcdesk.cases import forks
from qcdesk.cases.states import ENDS, STAGES, stage_of
from qcdesk.desk import Desk
from qcdesk.services.cases import advising, case_facts, casework, judging
from qcdesk.services.cases.amending import rows_of
from qcdesk.services.samples import custody
from qcdesk.services.samples.custody import Sample
from qcdesk.services.sheets import ways_on, withheld
from qcdesk.services.sheets.ways_on import OpenStep
from qcdesk.services.times import clocks as running
from qcdesk.services.times import escalation
from qcdesk.views import RecordView
from ui.cli import sheets


def as_json(desk: Desk, case: RecordView) -> dict[str, Any]:
    said = sheets.as_json(case, _steps(desk, case), withheld.faults(case))
    told = late(desk, case)
    return {
        **said,
        "stage": STAGES[stage_of(case.state)].label,
        "clocks": [
            {**row, "overdue": rule in told, "tell": told.get(rule, "")}
            for row in rows_of(dict(case.values), "clocks")
            for rule in [_which(row)]
        ],
        "sheets": [
            {"id": sheet.id, "form": sheet.form, "title": sheet.title, "state": sheet.state, "over": sheet.over}
            for sheet in case_facts.sheets(desk, case.id)
        ],
        "samples": [dict(vars(sample)) for sample in custody.of_case(desk, case.id)],
        "lacks": [{"step": lack.step, "sentence": lack.sentence} for lack in casework.lacks(desk, case)],
        "till_closing": list(casework.till_closing(desk, case)),
        "advice": list(advising.advice(desk, case)),
    }


def worded(desk: Desk, case: RecordView) -> str:
    parts = (
        ("阶段", [" → ".join(_stage(label, label == STAGES[stage_of(case.state)].label) for label in _stages())]),
        ("时限", clocks(case, late(desk, case))),
        ("单", [sheet.title for sheet in case_facts.sheets(desk, case.id)]),
        ("样品", [_sample(sample) for sample in custody.of_case(desk, case.id)]),
        ("提示", list(advising.advice(desk, case))),
        ("下一步还缺", [f"{lack.step}：{lack.sentence}" for lack in casework.lacks(desk, case)]),
        ("结案还缺", list(casework.till_closing(desk, case))),
    )  # fmt: skip
    lines = [sheets.worded(desk, case, _steps(desk, case))]
    for title, said in parts:
        lines += [f"  {title}：", *(f"    {line}" for line in said)] if said else []
    return "\n".join(lines)


def _steps(desk: Desk, case: RecordView) -> list[OpenStep]:
    """Without those that many states have and this case does not need."""
    return [
        step for step in ways_on.open_steps(desk, case)
        if step.action not in forks.ONLY_IF or judging.applies(desk, case, step.action)
    ]  # fmt: skip


def _sample(sample: Sample) -> str:
    parts = f"，拆解件 {sample.dismantled}" if sample.dismantled else ""
    lent = f"，借出 {sample.lent_to}" if sample.lent else ""
    return f"{sample.number} 封存 {sample.pieces}，样品柜 {sample.in_cabinet}{parts}{lent}"


def _stages() -> list[str]:
    return [stage.label for stage in STAGES]


def _stage(label: str, here: bool) -> str:
    return f"【{label}】" if here else label


def late(desk: Desk, case: RecordView) -> dict[tuple[str, str], str]:
    """The clocks that ran out, each with whom to tell; 严重 cases go a rung higher."""
    if case.state in ENDS:
        return {}
    now, severity = running.now(desk), str(case.values.get("severity") or "")
    rows = [row for row in rows_of(dict(case.values), "clocks") if row.get("due_at") and not row.get("stopped_at")]
    held = escalation.of(desk) if rows else None
    return {_which(row): held.level(str(row["due_at"]), now, severity)
            for row in rows if held and str(row["due_at"]) < now}  # fmt: skip


def _which(row: Values) -> tuple[str, str]:
    return str(row.get("rule")), str(row.get("started_at"))


def clocks(case: RecordView, told: Mapping[tuple[str, str], str] = MappingProxyType({})) -> list[str]:
    """What is due when, by which rule, and how it was counted; `told` are those that ran out."""
    return [
        f"{row.get('label')}：{_moment(row.get('due_at'))} 到期（{row.get('rule')}，{row.get('source')}；"
        f"{row.get('steps')}）" + (f"，{_moment(row['stopped_at'])} 了结" if row.get("stopped_at") else "")
        + (f"【逾期】报告到 {told[_which(row)]}" if _which(row) in told else "")
        for row in rows_of(dict(case.values), "clocks")
    ]  # fmt: skip


def _moment(value: Json) -> str:
    return str(value or "").replace("T", " ")
