"""Measures whose day has come or gone without their being done: as binding as the clocks of a case (E3.9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qcdesk import canonical
from qcdesk.canonical import Json
from qcdesk.cases import states
from qcdesk.cases.kind import CASE
from qcdesk.desk import Desk

UNDONE = '{"due":"'
"""How the canonical line of a measure begins that has no day on which it was done: its keys stand in order."""
ENDS = ", ".join("?" * len(states.ENDS))
OPEN = f"""SELECT line.record_id, line.content FROM record JOIN line ON line.record_id = record.id
WHERE record.form = ? AND record.state NOT IN ({ENDS}) AND line.field = 'actions'
AND substr(line.content, 1, {len(UNDONE)}) = ? AND substr(line.content, {len(UNDONE) + 1}, 10) <= ?"""
SHOWN = 40


@dataclass(frozen=True)
class Late:
    """`due_at` is the end of the day, as a case's clocks keep it; `label` names the measure and who answers for it."""

    case: int
    label: str
    due_at: str


def due_by(desk: Desk, day: str, cases: Sequence[int] | None = None) -> tuple[Late, ...]:
    """Of all open cases, or of these, what was due until the end of `day`, the earliest first."""
    if cases is not None and not cases:
        return ()
    only = f" AND record.id IN ({', '.join('?' * len(cases))})" if cases is not None else ""
    found = desk.store.sql(OPEN + only, (CASE, *states.ENDS, UNDONE, day, *(cases or ())))
    late = (_late(int(case), canonical.load(content)) for case, content in found)
    return tuple(sorted(late, key=lambda one: (one.due_at, one.case, one.label)))


def _late(case: int, row: Mapping[str, Json]) -> Late:
    return Late(case, f"措施：{str(row.get('what') or '')[:SHOWN]}（{row.get('owner')}）", f"{row.get('due')}T23:59")


def told(values: Mapping[str, Json], today: str) -> Iterator[str]:
    """In the case itself, measures of before today."""
    rows = values.get("actions")
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, dict) and not row.get("done") and str(row.get("due") or "9") < today:
            what = f"措施“{str(row.get('what') or '')[:SHOWN]}”的期限 {row['due']} 已过"
            yield f"{what}，{row.get('owner')}还没有完成（投诉管理制度：处理时效管理及逾期反应）"
