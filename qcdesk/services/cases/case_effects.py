"""What the steps of a case leave in it: the judgement, the rounds, the clocks, the links to other cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from qcdesk.canonical import Json, Values
from qcdesk.cases import choices, forks, lists
from qcdesk.cases.states import RECEIVED
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.kinds import Block
from qcdesk.services.cases import amending, judging
from qcdesk.services.problems import case_merging
from qcdesk.services.times import clocks
from qcdesk.views import RecordView
from qcdesk.workflow import VOID, Step

Effect = Callable[[Desk, RecordView, Values], None]

ANSWERS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "rechecked": ("recheck_result", "recheck_note"), "delivered": ("delivered_qty", "counted_qty", "count_difference"),
    "replied": ("replied_at",), "confirmed": ("customer_decision", "customer_opinion"),
    "tracked": ("effect", "no_action"), "archived": ("no_sample", "no_photo"),
})  # fmt: skip
"""What each signature was given for: gone with it, so that no gate opens twice by one answer."""

WRONG_ENTRY = ("录入错误", "测试")
"""What a numbered case is made void for, as its reason must begin."""


def work(desk: Desk, record: RecordView, step: Step, reason: str, values: Values) -> None:
    """Changes `values` in place, for `step` taken on the case as `record` shows it."""
    if step.target == VOID and record.number is not None:
        _refuse_unexplained_void(reason)
    if step.goes_back and step.target != record.state:
        _note_round(desk, step, reason, values)
        _forget(values, step.clears)
    effect = EFFECTS.get(step.action)
    if effect is not None:
        effect(desk, record, values)
    clocks.after_step(desk, values, step)


def _note_round(desk: Desk, step: Step, reason: str, values: Values) -> None:
    """Every way back is counted: 审查 N 回, 重检不合格, 跟踪无效."""
    row: Json = {"step": step.label, "at": clocks.now(desk), "reason": reason, "by": desk.person.name}
    values["rounds"] = [*amending.rows_of(values, "rounds"), row]


def _forget(values: Values, slots: tuple[str, ...]) -> None:
    for name in (name for slot in slots for name in ANSWERS.get(slot, ())):
        values.pop(name, None)
    computed_only = values.get("severity") == values.get("grade") and not values.get("override_reason")
    if "registered" in slots and computed_only:
        values.pop("severity", None)


def _later(block: Block) -> bool:
    return bool(block.opens) and RECEIVED not in block.opens


def _receive(desk: Desk, record: RecordView, values: Values) -> None:
    """A draft may be a copy, or filled by anybody: what is answered later in the case is not answered yet."""
    _forget(values, tuple(ANSWERS))
    early = [item.name for block in record.kind.blocks if _later(block) for item in block.fields]
    for name in early:
        values.pop(name, None)


def _judge(desk: Desk, record: RecordView, values: Values) -> None:
    found = judging.judgement(desk, record)
    for name in ("grade", "clauses"):
        values.pop(name, None)
    values.update(judging.kept(found))
    if found.grade:
        values.setdefault("severity", found.grade)
    if any("month_count" in clause.inputs for clause in found.clauses):
        _tell_repeats(desk, record, values)


def _rejudge(desk: Desk, record: RecordView, values: Values) -> None:
    """One that was judged before the month's earlier ones were all entered; its way and its clocks stay as they are."""
    found, graded = judging.judgement(desk, record), str(values.get("severity") or "")
    if said := judging.no_higher(found, graded):
        raise Refused(said)
    for name in ("grade", "clauses", "override_reason"):
        values.pop(name, None)
    values.update({**judging.kept(found), "severity": found.grade})


def _tell_repeats(desk: Desk, record: RecordView, values: Values) -> None:
    """The month's earlier cases of the problem and this one name each other (S4:264)."""
    for other in judging.earlier(desk, record):
        amending.put_link(values, lists.MONTHS_REPEAT, other.number, "同一问题当月发生 3 次以上")
        _tell(desk, other.key, lists.MONTHS_REPEAT, str(record.number), "同一问题当月又发生，该案判为严重")


def _tell(desk: Desk, case: int, how: str, number: str, why: str) -> None:
    amending.amend(desk, case, "links_added", lambda values: amending.put_link(values, how, number, why),
                   even_ended=True)  # fmt: skip


def _promote(desk: Desk, record: RecordView, values: Values) -> None:
    values["case_kind"] = choices.COMPLAINT


def _disagree(desk: Desk, record: RecordView, values: Values) -> None:
    values["customer_decision"] = choices.DISAGREES


def _replan(desk: Desk, record: RecordView, values: Values) -> None:
    if said := forks.no_plan_alone(record, forks.REPLAN):
        raise Refused(said)


def _refuse_unexplained_void(reason: str) -> None:
    if not reason.startswith(WRONG_ENTRY):
        raise Refused(
            "受理了的案件只有录入错误或测试才能作废，原因请写成“录入错误：…”或“测试：…”；"
            "收到的投诉不成立的请“判定不成立”并答复客户，重复受理的请“并入另一案件”（投诉管理制度：不成立委婉答复）"
        )


EFFECTS: Mapping[str, Effect] = MappingProxyType({
    "receive": _receive, "register": _judge, "promote": _promote, "disagree": _disagree,
    forks.REPLAN: _replan, judging.REJUDGE: _rejudge, "merge": case_merging.merge, "unmerge": case_merging.unmerge,
})  # fmt: skip
