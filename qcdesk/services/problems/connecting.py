"""What belongs to a case besides the sheets that were opened in it, named by its number alone, and the way back."""

from __future__ import annotations

from qcdesk.canonical import Values
from qcdesk.cases import lists, states
from qcdesk.cases.kind import CASE
from qcdesk.change import Change
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.fields import Note
from qcdesk.services.basics import people, typing_in
from qcdesk.services.basics.pins import Proof
from qcdesk.services.cases import amending, case_facts, casework
from qcdesk.services.problems import sharing, taking_over
from qcdesk.services.sheets import approval, records
from qcdesk.views import RecordView

UNDOERS = ("qc", "qcmgr")
"""An 8D that is not at its end keeps a case open: who shares it by mistake has QC take it away."""
FILED = "客户投诉处理流程图：处理表归档"


def connect(desk: Desk, which: int | str, other: int | str, why: str) -> Change:
    """A sheet goes into the case; another case is named as one of the same problem; another's 8D is shared (E3.4)."""
    case, found = casework.get(desk, which), records.get(desk, other)
    if found.kind.code == CASE:
        if not typing_in.says(why):
            raise Refused(typing_in.lacking("理由", why, "与另一案件相连要写理由"))
        return casework.relate(desk, case.id, found.id, why)
    if found.kind.code == lists.CAR_8D and records.row_of(desk, found.id).case not in (None, case.id):
        return casework.share_8d(desk, found.id, [case.id], why)
    return casework.link(desk, case.id, found.id)


def disconnect(desk: Desk, which: int | str, sheet: int | str, proof: Proof | None, why: str) -> Change:
    """Another case's 8D serves this one no longer; what was taken over from it and not verified goes with it.

    Raises Refused for any other sheet, without a reason or the PIN, and once the case was filed on its strength.
    """
    login = desk.require_person().login
    if proof is None or proof.login != login:
        raise Refused("“取消共用”要用 PIN 签名，由坐在这里的人输入")
    said = typing_in.taken(Note("why", "取消共用的理由", limit=approval.REASON_LIMIT), why)
    if not typing_in.says(said):
        raise Refused(typing_in.lacking("理由", said, "取消共用要写明理由"))
    with desk.store.write():
        desk = desk.seating(people.in_office(desk, login))
        case, report = casework.get(desk, which), records.get(desk, sheet)
        shut = why_not(desk, case, report)
        if shut:
            raise Refused(shut)
        done = amending.amend(desk, case.id, "links_removed", lambda values: _let_go(values, report), reason=said)
        sharing.tell(desk, report, sharing.UNSHARED, case, said)
    return done


def why_not(desk: Desk, case: RecordView, report: RecordView) -> str:
    """Why the person at the desk cannot end the sharing now, with what must be done first; empty where he can."""
    number = str(report.number)
    if number not in sharing.shared_by(case.values):
        return f"案件 {case.number} 没有共用 {number}，能取消的只是共用的 8D"
    if not set(UNDOERS) & set(desk.person.roles):
        return f"取消共用要由{people.role_label(desk, UNDOERS[0])}或{people.role_label(desk, UNDOERS[1])}操作"
    if case.state in states.ENDS:
        return f"案件 {case.number} {case.state_label}，不能再改；{amending.TO_GO_ON}（{FILED}）"
    return _filed(case, number) or _verified(case, number)


def _filed(case: RecordView, number: str) -> str:
    signed = case.signature("archived")
    if signed is None:
        return ""
    first = "等申诉复审指派重新分析或处理" if case.state == states.APPEALED else "由品管主管“退回归档”"
    told = f"案件 {case.number} 已由{signed.name}在 {signed.at_local} 归档签名，案卷里有 {number}"
    return f"{told}；要取消共用，请先{first}（{FILED}）"


def _verified(case: RecordView, number: str) -> str:
    lines = amending.rows_of(dict(case.values), "actions")
    stand = [str(at) for at, row in enumerate(lines, start=1) if taking_over.is_from(row, number) and row.get("result")]
    if not stand:
        return ""
    told = f"措施第 {'、'.join(stand)} 行取自 {number}，品管已经验证，不能取消共用"
    return f"{told}；它说的不是本案的，请另立措施，由品管说明（{taking_over.CITED}）"


def _let_go(values: Values, report: RecordView) -> None:
    """In place; the history keeps what is taken away."""
    number = str(report.number)
    gone = (lists.SHARED_8D, number)
    kept = {
        "links": [row for row in amending.rows_of(values, "links") if (row.get("how"), row.get("case")) != gone],
        "actions": [row for row in amending.rows_of(values, "actions") if not taking_over.is_from(row, number)],
    }
    for name, rows in kept.items():
        values[name] = list(rows) or None


def sheets(desk: Desk, case: int) -> list[tuple[RecordView, bool]]:
    """The case's sheets, oldest first; True beside an 8D that is another case's and serves this one too."""
    found = [records.get(desk, fact.id) for fact in case_facts.sheets(desk, case)]
    return [(view, records.row_of(desk, view.id).case != case) for view in found]


def shared_because(case: RecordView) -> dict[str, str]:
    """The reason beside the number of each 8D that the case shares."""
    rows = amending.rows_of(dict(case.values), "links")
    return {str(row["case"]): str(row.get("why") or "") for row in rows if row.get("how") == lists.SHARED_8D}
