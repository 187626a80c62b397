"""What E0.8 asks of a serious complaint: the top takes it on and gives it people and means, before it is handled."""

from __future__ import annotations

from qcdesk.cases import choices
from qcdesk.cases.facts import CaseFacts

TAKEN_ON = "taken_on"
"""The signature of the top."""


def is_for_the_top(facts: CaseFacts) -> bool:
    """What is found in house has no complainant; feedback that is serious is the customer's word all the same."""
    return facts.text("severity") == choices.SERIOUS and not facts.in_house


def not_for_the_top(facts: CaseFacts) -> str:
    if not is_for_the_top(facts):
        return ""
    return "判为“严重”的要先由高层受理、指派资源才能处理，请用“对策审核通过，报高层”"


def for_the_top(facts: CaseFacts) -> str:
    if is_for_the_top(facts):
        return ""
    return f"只有判为“{choices.SERIOUS}”的客户投诉、反馈才报高层，请用“对策审核通过”"


def not_taken_on(facts: CaseFacts) -> str:
    return "高层已经受理、指派了资源" if TAKEN_ON in facts.signed else ""


def taken_on(facts: CaseFacts) -> str:
    if TAKEN_ON in facts.signed or not is_for_the_top(facts):
        return ""
    return "判为“严重”，还没有由高层受理，请总经理在案件里做“高层受理，指派资源”"
