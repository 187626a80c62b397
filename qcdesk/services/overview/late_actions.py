"""Measures whose day has come or gone without their being done: as binding as the clocks of a case (E3.9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qcdesk import canonical
from qcdesk.canonical import Json
from qcdesk.cases import states
from qcdesk.cases.kind import CASE
from qcdesk.desk import Desk

BEFORE_DUE = ("done",)
"""The cells that the canonical line of a measure, its keys in order, may have before its due day; a test holds it."""
UNDONE = canonical.dump({"due": ""}).removesuffix('"}')
"""How such a line begins that has none of them: nobody has done the measure yet."""
ENDS = ", ".join("?" * len(states.ENDS))
DUE = f"""line.field = 'actions' AND substr(line.content, 1, {len(UNDONE)}) = ?
AND substr(line.content, {len(UNDONE) + 1}, 10) <= ?"""
OPEN = f"""SELECT line.record_id, line.content FROM record JOIN line ON line.record_id = record.id
WHERE record.form = ? AND record.state NOT IN ({ENDS}) AND {DUE}"""
OF_CASES = f"SELECT line.record_id, line.content FROM line WHERE line.record_id IN ({{cases}}) AND {DUE}"
SHOWN = 40


@dataclass(frozen=True)
class Late:
    """`due_at` is the end of the day, as a case's clocks keep it; `label` names the measure and who answers for it."""

    case: int
    label: str
    due_at: str


def due_by(desk: Desk, day: str) -> tuple[Late, ...]:
    """Of all open cases what was due until the end of `day`, the earliest first."""
    return _sorted(desk.store.sql(OPEN, (CASE, *states.ENDS, UNDONE, day)))


def of_cases(desk: Desk, day: str, cases: Sequence[int]) -> tuple[Late, ...]:
    """The same of these cases, that are known to be open."""
    if not cases:
        return ()
    asked = OF_CASES.format(cases=", ".join("?" * len(cases)))
    return _sorted(desk.store.sql(asked, (*cases, UNDONE, day)))


def _sorted(found: Sequence[tuple[Any, ...]]) -> tuple[Late, ...]:
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
