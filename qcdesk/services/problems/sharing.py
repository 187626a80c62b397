"""One 8D for several cases (E3.4): which cases it is about, and what may not be done to it behind their back."""

from __future__ import annotations

from collections.abc import Mapping

from qcdesk.canonical import Json
from qcdesk.cases import choices, lists, same_goods, states
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.fields import Text
from qcdesk.services.basics import typing_in
from qcdesk.services.cases import amending, judging
from qcdesk.services.sheets import records, signing
from qcdesk.services.trail import events
from qcdesk.views import RecordView

RULE = "公司产品投诉管理制度：集中处理、批量解决"
WHY = "那份 8D 的原因和对策为什么也适用于本案"
SHARED, UNSHARED = "shared_8d", "unshared_8d"
"""Told on the 8D itself, so that its own trail names the cases that answer by it."""
SERVED = "SELECT detail FROM event WHERE record_id = ? AND action = ? ORDER BY seq"
NO_REASON = (lists.SAME_PROBLEM, "同一问题，一份 8D")
"""What the program used to fill in says nothing of this case."""
DROPPED = (states.MERGED, states.DECLINED, states.UNFOUNDED, "void")
"""Cases that answer nobody by the 8D any more."""


def another_problem(desk: Desk, case: RecordView, report: RecordView) -> str:
    """Why an 8D proves nothing in a case: no defect item of the case's, or not even its product while that is open."""
    owner = owner_of(desk, report)
    if owner is None:
        return same_goods.of_part(case.values, report.values)
    if judging.items(desk, case) & judging.items(desk, owner):
        return ""
    ours, theirs = case.values.get("product_name"), owner.values.get("product_name")
    if ours and ours == theirs and not _both_judged(case, owner):
        return ""
    mine, others = (_words(one) for one in (case, owner))
    return f"案件 {owner.number} 是{others}，本案是{mine}，不是同一问题"


def _unlike(desk: Desk, case: RecordView, report: RecordView) -> str:
    """The same, where not even the product family is one."""
    owner = owner_of(desk, report)
    family = case.values.get("product_family")
    if owner is not None and family and family == owner.values.get("product_family"):
        return ""
    return another_problem(desk, case, report)


def owner_of(desk: Desk, report: RecordView) -> RecordView | None:
    case = records.row_of(desk, report.id).case
    return None if case is None else records.get(desk, case)


def of_another_customer(desk: Desk, case: RecordView, report: RecordView) -> str:
    """Whose an 8D is that another customer's case must not show to its own: “客户是…，不是本案的…”; else empty."""
    owner = owner_of(desk, report)
    if owner is None or owner.id == case.id:
        return ""
    return same_goods.of_customer(case.values, owner.values) or same_goods.of_customer(case.values, report.values)


def _both_judged(*cases: RecordView) -> bool:
    return all(case.values.get("defect_codes") for case in cases)


def _words(case: RecordView) -> str:
    codes = case.values.get("defect_codes")
    named = "、".join(map(str, codes)) if isinstance(codes, list) else ""
    return f"“{case.values.get('product_name') or case.values.get('topic') or choices.COMPLAINT}{named}”"


def reason(desk: Desk, case: RecordView, report: RecordView, why: str) -> str:
    """What the person at the desk writes for this case; raises Refused where it says nothing."""
    said = typing_in.taken(Text("why", "共用的理由", limit=200), why)
    if said in NO_REASON or not typing_in.says(said):
        unlike = _unlike(desk, case, report)
        told = f"{unlike}；" if unlike else ""
        raise Refused(f"{told}要共用这份 8D 请写明理由：{WHY}（{RULE}）")
    return said


def tell(desk: Desk, report: RecordView, deed: str, case: RecordView, why: str) -> None:
    """In the trail of the 8D, inside the write that puts the link into the case or takes it away."""
    events.note(desk, deed, record=report.id, reason=why, detail={"serves": case.id})


def refuse_undoing(desk: Desk, report: RecordView, *, void: bool) -> None:
    """Raises Refused for an 8D by which another case answers: void at any time, back once that case is closed."""
    if said := undone(desk, report, "退回", void=void):
        raise Refused(said)


def undone(desk: Desk, report: RecordView, deed: str, *, void: bool = False) -> str:
    """Why an 8D by which another case answers is not to be sent back, or whatever the `deed` is."""
    if report.kind.code != lists.CAR_8D or report.number is None:
        return ""
    for case in _served(desk, report):
        answers = case.state not in DROPPED and report.number in shared_by(case.values)
        if answers and (void or case.state == states.CLOSED):
            ways = "不能退回或作废；误共用的请先在该案件里“取消共用”" if void else f"不能{deed}"
            return f"案件 {case.number}（{case.state_label}）共用这份 8D，{ways}（{RULE}）"
    return ""


def serves(desk: Desk, sheet: RecordView) -> tuple[RecordView, ...]:
    """The cases that answer by another case's 8D now, in the order in which they came to share it; none for any other
    sheet."""
    if sheet.kind.code != lists.CAR_8D or sheet.number is None:
        return ()
    served, number = _served(desk, sheet), sheet.number
    return tuple(case for case in served if case.state not in DROPPED and number in shared_by(case.values))


def told(desk: Desk, sheet: RecordView) -> str:
    """On the 8D itself, which cases answer by it beside its own."""
    served = [f"{case.number}（{case.values.get('customer') or '厂内'}）" for case in serves(desk, sheet)]
    return f"{'、'.join(served)}共用这份 8D，也照它答复；退回、作废以前请先看这几件（{RULE}）" if served else ""


def _served(desk: Desk, report: RecordView) -> list[RecordView]:
    """Every case that it was ever shared with; whether it still is, the case says."""
    told = [signing.said_in(detail).get("serves") for (detail,) in desk.store.sql(SERVED, (report.id, SHARED))]
    return [records.get(desk, case) for case in dict.fromkeys(told) if isinstance(case, int)]


def shared_by(values: Mapping[str, Json]) -> list[str]:
    """The numbers of the 8Ds that a case shares."""
    rows = amending.rows_of(dict(values), "links")
    return [str(row.get("case")) for row in rows if row.get("how") == lists.SHARED_8D]
