"""One 8D for several cases (E3.4): which cases it is about, and what may not be done to it behind their back."""

from __future__ import annotations

from collections.abc import Mapping

from qcdesk.canonical import Json
from qcdesk.cases import choices, same_goods, states
from qcdesk.cases.kind import CASE
from qcdesk.cases.lists import SHARED_8D
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.cases import amending, judging
from qcdesk.services.sheets import records
from qcdesk.views import RecordView

REPORT = "car_8d"
RULE = "公司产品投诉管理制度：集中处理、批量解决"
NAMED = """SELECT record.id FROM line JOIN record ON record.id = line.record_id
WHERE line.field = 'links' AND line.content LIKE ? AND record.form = ? AND record.state NOT IN ({ends})
ORDER BY record.id"""
DROPPED = (states.MERGED, states.DECLINED, states.UNFOUNDED, "void")
"""Cases that answer nobody by the 8D any more."""


def another_problem(desk: Desk, case: RecordView, report: RecordView) -> str:
    """Why an 8D proves nothing in a case: no defect item of the case's, or not even its product while that is open."""
    owner = _owner(desk, report)
    if owner is None:
        return same_goods.of_part(case.values, report.values)
    if judging.items(desk, case) & judging.items(desk, owner):
        return ""
    ours, theirs = case.values.get("product_name"), owner.values.get("product_name")
    if ours and ours == theirs and not _both_judged(case, owner):
        return ""
    mine, others = (_words(one) for one in (case, owner))
    return f"案件 {owner.number} 是{others}，本案是{mine}，不是同一问题"


def unlike(desk: Desk, case: RecordView, report: RecordView) -> str:
    """The same, where not even the product family is one."""
    owner = _owner(desk, report)
    family = case.values.get("product_family")
    if owner is not None and family and family == owner.values.get("product_family"):
        return ""
    return another_problem(desk, case, report)


def _owner(desk: Desk, report: RecordView) -> RecordView | None:
    case = records.row_of(desk, report.id).case
    return None if case is None else records.get(desk, case)


def _both_judged(*cases: RecordView) -> bool:
    return all(case.values.get("defect_codes") for case in cases)


def _words(case: RecordView) -> str:
    codes = case.values.get("defect_codes")
    named = "、".join(map(str, codes)) if isinstance(codes, list) else ""
    return f"“{case.values.get('product_name') or case.values.get('topic') or choices.COMPLAINT}{named}”"


def refuse_undoing(desk: Desk, report: RecordView, *, void: bool) -> None:
    """Raises Refused for an 8D by which another case answers: void at any time, back once that case is closed."""
    if report.kind.code != REPORT or report.number is None:
        return
    asked = NAMED.format(ends=", ".join("?" * len(DROPPED)))
    for (found,) in desk.store.sql(asked, (f"%{report.number}%", CASE, *DROPPED)):
        case = records.get(desk, found)
        if report.number in shared_by(case.values) and (void or case.state == states.CLOSED):
            raise Refused(f"案件 {case.number}（{case.state_label}）共用这份 8D，不能退回或作废（{RULE}）")


def shared_by(values: Mapping[str, Json]) -> list[str]:
    """The numbers of the 8Ds that a case shares."""
    rows = amending.rows_of(dict(values), "links")
    return [str(row.get("case")) for row in rows if row.get("how") == SHARED_8D]
