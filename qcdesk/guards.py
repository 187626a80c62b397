"""What must hold before a step, beyond role and filled cells: named functions that return a sentence or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from qcdesk.calculations import rows
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


def return_travels_with_its_complaint(values: Mapping[str, Json], finder: str) -> str:
    """退货须与客诉单同行，缺一不可 (rules.md E0.7 5.1)."""
    return "" if values.get("complaint_no") else "退货须与客诉单同行，缺一不可，请填“客诉编号”"


def delivery_names_its_rework(values: Mapping[str, Json], finder: str) -> str:
    """Reworked goods are delivered after re-inspection, under the number it is filed by."""
    if chosen(values, "nature") != "返工品" or values.get("complaint_no"):
        return ""
    return "返工品经重检合格方可送货，请填“客诉/返工单号”"


def delivery_is_counted(values: Mapping[str, Json], finder: str) -> str:
    lines = rows(values, "lines")
    uncounted = [str(number) for number, row in enumerate(lines, start=1) if row and row.get("recv") is None]
    return f"第 {'、'.join(uncounted)} 行还没有填“点收数量”" if uncounted else ""


def held_goods_are_disposed_of(values: Mapping[str, Json], finder: str) -> str:
    if chosen(values, "status") != "待处理":
        return ""
    return "“状态”还是“待处理”，处置后方可取下，请改选处置方式"


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
            return_travels_with_its_complaint,
            delivery_names_its_rework,
            delivery_is_counted,
            held_goods_are_disposed_of,
        )
    }
)
