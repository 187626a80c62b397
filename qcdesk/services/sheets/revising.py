"""改版: an approved sheet becomes the draft of its next edition, by who approves it, unless that would make a lie."""

from __future__ import annotations

from collections.abc import Iterator

from qcdesk.cases.states import CLOSED
from qcdesk.desk import Desk
from qcdesk.fields import Inked
from qcdesk.services.basics import people
from qcdesk.services.problems import sharing
from qcdesk.services.samples import sealed
from qcdesk.services.sheets import records
from qcdesk.views import RecordView
from qcdesk.workflow import APPROVED, DRAFT, VOID, Step, Workflow, revise

FILED = "客户投诉处理流程图：处理表归档"
TAKEN_OFF = "hold_tag"


def approvers(workflow: Workflow) -> tuple[str, ...]:
    """The roles that take a sheet to its end: theirs is what 改版 undoes."""
    return tuple(dict.fromkeys(step.role for step in workflow.steps if step.target == APPROVED))


def ways(record: RecordView) -> Iterator[Step]:
    """The step for each of the approvers' roles; none for a case, whose way back is 重新打开."""
    if record.kind.sheet and record.state == APPROVED:
        yield from (revise(role) for role in approvers(record.kind.workflow))


def why_not(desk: Desk, record: RecordView) -> str:
    """What rests on the approved sheet and forbids to change it now."""
    return _filed(desk, record) or sharing.undone(desk, record, "改版") or _used_up(desk, record) or _taken_off(record)


def _filed(desk: Desk, record: RecordView) -> str:
    key = records.row_of(desk, record.id).case
    case = records.row_of(desk, key) if key is not None else None
    if case is None or case.state != CLOSED:
        return ""
    return f"案件 {case.number} 已结案，它的单不能改版，要改请先重新打开案件（{FILED}）"


def _used_up(desk: Desk, record: RecordView) -> str:
    """What a label said of pieces that are gone is evidence; what remains may be labelled anew."""
    sample = sealed.signed_label(desk, record.id) if record.kind.code == sealed.LABEL else None
    if sample is None or sample.kept > 0:
        return ""
    return f"样品 {record.number} 已全部退还、销毁或交出，标签上写的是当时的实物，不能再改版"


def _taken_off(record: RecordView) -> str:
    """Its way leads through 隔离中, where goods that were let go do not stand again."""
    if record.kind.code != TAKEN_OFF:
        return ""
    return "标识卡已取下回收，货不再隔离，改版会写成还在隔离；写错的请作废，货还要隔离的请另开一张挂上"


def kept_from_void(desk: Desk, record: RecordView, step: Step) -> str:
    """What was approved once is not made void by whoever may throw away a draft."""
    roles = approvers(record.kind.workflow)
    if step.target != VOID or not record.amended or step.role in roles or not record.kind.sheet:
        return ""
    named = "、".join(people.role_label(desk, role) for role in roles)
    return f"核准过的单不能在改版中直接作废：请改好重新提交，再由{named}作废"


def emptied(record: RecordView) -> frozenset[str]:
    """What the customer signed with a pen was the old edition; lines keep what stands beside each of them."""
    return frozenset(item.name for item in record.kind.plain_fields if isinstance(item, Inked))


def not_from_here(record: RecordView) -> str:
    if not record.kind.sheet:
        return f"{record.title}是案件，不改版：内容随时登记在案件里，结了案的请“重新打开”"
    under_way = f"，正在改版 {record.amended}" if record.state == DRAFT and record.amended else ""
    approved = record.kind.workflow.label(APPROVED)
    return f"{record.title}现在是“{record.state_label}”{under_way}，只有“{approved}”的单要改才用改版"
