"""Which ways a case can still go: a value that stands for good closes the ways that another value would have opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from qcdesk.cases.choices import SERIOUS
from qcdesk.cases.facts import CaseFacts
from qcdesk.cases.gates import GATES
from qcdesk.cases.lists import MONTHS_REPEAT
from qcdesk.cases.top_gates import TAKEN_ON
from qcdesk.views import RecordView
from qcdesk.workflow import Step

DECIDED_BY: Mapping[str, str] = MappingProxyType({
    "is_feedback": "case_kind", "has_a_customer": "case_kind", "in_house_only": "case_kind",
    "a_customer_appeals": "case_kind", "found_in_house": "case_kind",
    "branch_assembly": "branch", "branch_structure": "branch", "branch_material": "branch", "branch_misuse": "branch",
    "minor_only": "severity", "for_the_top": "severity", "not_for_the_top": "severity",
    "merged_into_another": "merged_into",
    "goods_were_worked_on": "disposition", "no_goods_worked_on": "disposition",
    "goods_are_sent": "disposition", "no_goods_sent": "disposition", "stayed_at_the_customer": "disposition",
})  # fmt: skip
"""The value that each gate between two ways looks at."""

FORKS = frozenset({
    "branch_assembly", "branch_structure", "branch_material", "branch_misuse", "minor_only", "is_feedback",
    "merged_into_another", "goods_were_worked_on", "no_goods_worked_on", "goods_are_sent", "no_goods_sent",
    "has_a_customer", "in_house_only", "stayed_at_the_customer", "for_the_top", "not_for_the_top",
})  # fmt: skip
"""Gates that tell which of several ways a case goes; shut, they mean another way and nothing that is missing."""

SHORT_WAY, REPLAN = "simplified", "replan"
NO_PLAN = "简易处理的案件分析和对策是一次签的，没有单独的对策可退，请用“原因不对，退回分析”（判定程度标准：一般程度）"


def applies(record: RecordView, action: str) -> bool:
    """Whether the step may open to this case as it stands, without going back and deciding anew."""
    only_if = ONLY_IF.get(action)
    if only_if is not None and not only_if(record):
        return False
    rows = [step for step in record.kind.workflow.from_state(record.state) if step.action == action]
    return any(not _shut_for_good(record, step) for step in rows)


def may_be_judged_too_low(record: RecordView) -> bool:
    """The month has others of its problem, one of which may have been entered late."""
    links = record.values.get("links")
    others = [row for row in links if isinstance(row, dict)] if isinstance(links, list) else []
    return record.values.get("severity") != SERIOUS and any(row.get("how") == MONTHS_REPEAT for row in others)


def went_the_short_way(record: RecordView) -> bool:
    """One signature stands for analysis and plan together: there is no plan alone to go back to."""
    return record.signature(SHORT_WAY) is not None


def no_plan_alone(record: RecordView, action: str) -> str:
    """Why a case that went the short way cannot go back to its plan; empty for every other case and step."""
    return NO_PLAN if action == REPLAN and went_the_short_way(record) else ""


def _made_a_plan(record: RecordView) -> bool:
    return not went_the_short_way(record)


def _not_taken_on(record: RecordView) -> bool:
    return record.signature(TAKEN_ON) is None


ONLY_IF: Mapping[str, Callable[[RecordView], bool]] = MappingProxyType({
    REPLAN: _made_a_plan, "rejudge": may_be_judged_too_low, "take_on_late": _not_taken_on,
})  # fmt: skip
"""Steps that many states have, and few cases need."""


def _shut_for_good(record: RecordView, step: Step) -> bool:
    decided = [gate for gate in step.gates if gate in DECIDED_BY and _stands(record, DECIDED_BY[gate])]
    facts = CaseFacts(record.values)
    return any(GATES[gate].sentence(facts) for gate in decided)


def _stands(record: RecordView, name: str) -> bool:
    """Settled with the number, or attested by a signature that only a step back ends."""
    if record.kind.block_of(name).settled and record.number:
        return True
    return any(record.kind.covers(signature.slot, name) for signature in record.signatures)
