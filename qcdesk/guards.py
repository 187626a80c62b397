"""What must hold before a step, beyond role and filled cells: named functions that return a sentence or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from qcdesk.calculations import SURVEYED, rows
from qcdesk.canonical import Json
from qcdesk.errors import Fault

Guard = Callable[[Mapping[str, Json], str], str]

ACCEPTS, DECLINES = "接受", "不接受"
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
    return "" if chosen(values, "customer_reply") == ACCEPTS else "“客户接受对策”要勾选“接受”"


def customer_declines(values: Mapping[str, Json], finder: str) -> str:
    return "" if chosen(values, "customer_reply") == DECLINES else "“客户接受对策”要勾选“不接受”"


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
    uncounted = [str(fault.row) for fault in _uncounted(values)]
    return f"第 {'、'.join(uncounted)} 行还没有填“点收数量”" if uncounted else ""


UNCOUNTED = "还没有填"


def _uncounted(values: Mapping[str, Json]) -> list[Fault]:
    lines = enumerate(rows(values, "lines"), start=1)
    return [Fault("lines.recv", "点收数量", UNCOUNTED, at) for at, row in lines if row and row.get("recv") is None]


def _not_at_its_end(values: Mapping[str, Json]) -> list[Fault]:
    asked = (("channel", "投诉方式", written_material_is_there), ("satisfied", "客户满意", customer_is_answered),
             ("status", "状态", complaint_is_closed))  # fmt: skip
    return [Fault(name, label, said) for name, label, guard in asked if (said := guard(values, ""))]


LACKING: Mapping[str, Callable[[Mapping[str, Json]], list[Fault]]] = MappingProxyType(
    {"delivery_is_counted": _uncounted, "complaint_came_to_its_end": _not_at_its_end}
)
"""The cells that a guard asks for, where its sentence is about cells."""


def lacking(guard: str, values: Mapping[str, Json]) -> list[Fault]:
    return LACKING[guard](values) if guard in LACKING else []


def held_goods_are_disposed_of(values: Mapping[str, Json], finder: str) -> str:
    if chosen(values, "status") != "待处理":
        return ""
    return "“状态”还是“待处理”，处置后方可取下，请改选处置方式"


def coordination_satisfied(values: Mapping[str, Json], finder: str) -> str:
    """Only a satisfied customer closes the order (rules.md E3.8)."""
    return (
        "" if chosen(values, "success") == "满意" else "“处理是否成功”要勾选“满意”，不满意的请走“客户不满意，再次处理”"
    )


def coordination_unsatisfied(values: Mapping[str, Json], finder: str) -> str:
    return "" if chosen(values, "success") == "不满意-再次处理" else "“处理是否成功”要勾选“不满意-再次处理”"


def written_material_is_there(values: Mapping[str, Json], finder: str) -> str:
    """客户投诉需提供书面资料方可受理 (rules.md E0.1 note 一); a picture of the letter will do."""
    if "须补书面" not in chosen(values, "channel") or values.get("content_photos"):
        return ""
    channel = values.get("channel")
    if isinstance(channel, dict) and channel.get("detail"):
        return ""
    return "口头投诉须补书面资料方可受理：请在“投诉方式”后填收到日期，或把书面资料的照片附在投诉内容里"


def customer_is_answered(values: Mapping[str, Json], finder: str) -> str:
    unhappy = chosen(values, "satisfied") == "不满意"
    return "客户不满意，不能往下走，请用“客户不满意，重新分析”" if unhappy else ""


def customer_is_dissatisfied(values: Mapping[str, Json], finder: str) -> str:
    return "" if chosen(values, "satisfied") == "不满意" else "“客户满意”要勾选“不满意”"


def complaint_is_closed(values: Mapping[str, Json], finder: str) -> str:
    return "" if chosen(values, "status") in ("结案", "关闭") else "“状态”要勾选“结案”或“关闭”"


def complaint_came_to_its_end(values: Mapping[str, Json], finder: str) -> str:
    """A sheet that was carried round on paper must have come to the same end as one signed on screen."""
    answers = (
        guard(values, finder) for guard in (written_material_is_there, customer_is_answered, complaint_is_closed)
    )
    return "；".join(answer for answer in answers if answer)


def reply_is_needed(values: Mapping[str, Json], finder: str) -> str:
    return "“是否需要回复”勾的是“不需要”" if chosen(values, "need_reply") == "不需要" else ""


def no_reply_is_needed(values: Mapping[str, Json], finder: str) -> str:
    return "" if chosen(values, "need_reply") == "不需要" else "受文部门还没有签复"


def customer_accepts_site_work(values: Mapping[str, Json], finder: str) -> str:
    """最终结果由客户签字确认 (layout 7)."""
    if chosen(values, "customer_opinion") == DECLINES:
        return "客户不接受，请走“客户不接受，安排回收产品”"
    return "" if values.get("customer_sign") else "客户还没有签认：请把签名人填入“客户签名/盖章”"


def customer_refuses_site_work(values: Mapping[str, Json], finder: str) -> str:
    return "" if chosen(values, "customer_opinion") == DECLINES else "“客户意见”要勾选“不接受”，才安排回收产品"


def actions_are_done(values: Mapping[str, Json], finder: str) -> str:
    open_rows = [str(at) for at, row in enumerate(rows(values, "perm"), start=1) if row and not row.get("done")]
    return f"第 {'、'.join(open_rows)} 条长期对策还没有填完成日" if open_rows else ""


def verified_effective(values: Mapping[str, Json], finder: str) -> str:
    return "" if chosen(values, "verify_result") == "有效" else "“验证结果”要勾选“有效”"


def verification_failed(values: Mapping[str, Json], finder: str) -> str:
    return "" if chosen(values, "verify_result") == "无效-重新分析" else "“验证结果”要勾选“无效-重新分析”"


def goods_came_with_the_sheet(values: Mapping[str, Json], finder: str) -> str:
    """客诉单与退货产品同行，缺一不可 (rules.md E0.7)."""
    return "" if values.get("return_qty") else "客诉单与退货产品同行，缺一不可：“随单退货数”不能是 0"


def survey_is_answered(values: Mapping[str, Json], finder: str) -> str:
    """Every item has a score, or a reason why not."""
    bare = [item for item in SURVEYED if values.get(f"{item}_score") is None and not values.get(f"{item}_why")]
    return f"有 {len(bare)} 个项目没有得分，请补得分，或在给分理由写明（如：未用到）" if bare else ""


def unsatisfied_survey_is_acted_on(values: Mapping[str, Json], finder: str) -> str:
    """不满意项发 CAR (layout 11a)."""
    grades = {values.get("grade"), *(chosen(values, f"{item}_grade") for item in SURVEYED)}
    if "不满意" not in grades or chosen(values, "need_car") == "是":
        return ""
    return "有“不满意”的评价，“需改善”要勾选“是”"


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
            written_material_is_there,
            customer_is_answered,
            customer_is_dissatisfied,
            complaint_is_closed,
            complaint_came_to_its_end,
            reply_is_needed,
            no_reply_is_needed,
            customer_accepts_site_work,
            customer_refuses_site_work,
            actions_are_done,
            verified_effective,
            verification_failed,
            goods_came_with_the_sheet,
            return_travels_with_its_complaint,
            delivery_names_its_rework,
            delivery_is_counted,
            held_goods_are_disposed_of,
            coordination_satisfied,
            coordination_unsatisfied,
            survey_is_answered,
            unsatisfied_survey_is_acted_on,
        )
    }
)
