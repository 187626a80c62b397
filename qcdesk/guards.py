"""What must hold before a step, beyond role and filled cells: named functions that return a sentence or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from qcdesk.canonical import Json

Guard = Callable[[Mapping[str, Json], str], str]
"""From the sheet's values and the department that found the fault to a sentence, empty when the way is free."""


def chosen(values: Mapping[str, Json], name: str) -> str:
    value = values.get(name)
    return str(value["choice"]) if isinstance(value, dict) else str(value or "")


def found_by_the_responsible(values: Mapping[str, Json], finder: str) -> str:
    """发现→责任→品管 is the way only within one department (layout 1, printed note)."""
    duty = values.get("duty_dept")
    if isinstance(duty, list) and finder in duty:
        return ""
    return "发现部门与责任部门不同，先要由品管判定"


def review_passed(values: Mapping[str, Json], finder: str) -> str:
    return "" if chosen(values, "review_result") == "通过" else "“品管审查”要勾选“通过”"


def review_sent_back(values: Mapping[str, Json], finder: str) -> str:
    return "" if chosen(values, "review_result") == "退回重做" else "“品管审查”要勾选“退回重做”"


def customer_accepts(values: Mapping[str, Json], finder: str) -> str:
    return "" if chosen(values, "customer_reply") == "接受" else "“客户接受对策”要勾选“接受”"


def customer_declines(values: Mapping[str, Json], finder: str) -> str:
    return "" if chosen(values, "customer_reply") == "不接受" else "“客户接受对策”要勾选“不接受”"


def sheet_is_closed(values: Mapping[str, Json], finder: str) -> str:
    """A sheet that was carried round on paper must have come to the same end as one signed on screen."""
    answers = (review_passed(values, finder), customer_accepts(values, finder), closed(values, finder))
    return "；".join(answer for answer in answers if answer)


def to_be_reworked_again(values: Mapping[str, Json], finder: str) -> str:
    return "" if chosen(values, "final") == "再次返工" else "“最终处理”要勾选“再次返工”"


def closed(values: Mapping[str, Json], finder: str) -> str:
    return "“结案”勾的是“未结案”，还不能结案" if chosen(values, "close_result") == "未结案" else ""


GUARDS: Mapping[str, Guard] = MappingProxyType(
    {
        guard.__name__: guard
        for guard in (
            found_by_the_responsible,
            review_passed,
            review_sent_back,
            customer_accepts,
            customer_declines,
            closed,
            sheet_is_closed,
            to_be_reworked_again,
        )
    }
)
