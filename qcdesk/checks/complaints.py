"""Checks of the complaint register, the internal contact sheet, the 8D and the examination report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from qcdesk.calculations import rows, whole
from qcdesk.canonical import Json
from qcdesk.checks.check import Check, Dated, to_come
from qcdesk.errors import Fault
from qcdesk.guards import chosen

SERIOUS_FROM = 3


def complained_within_shipped(values: Mapping[str, Json]) -> list[Fault]:
    complained, shipped = whole(values.get("complaint_qty")), whole(values.get("ship_qty"))
    if complained is not None and shipped is not None and complained > shipped:
        return [Fault("complaint_qty", "投诉数量", f"投诉数量 {complained} 大于出货数量 {shipped}，请核对")]
    return []


def third_in_a_month_is_serious(values: Mapping[str, Json]) -> list[Fault]:
    """重复性问题在当月发生3次以上 → 严重 (severity.md R2)."""
    repeats, severity = whole(values.get("repeat")), chosen(values, "severity")
    if repeats is None or repeats < SERIOUS_FROM or severity in ("", "严重"):
        return []
    return [Fault("severity", "客诉程度", f"同一问题本月已发生 {repeats} 次，客诉程度要判“严重”")]


def answered_after_receipt(values: Mapping[str, Json]) -> list[Fault]:
    """Nothing is wanted, answered or closed before the complaint came in."""
    received = str(values.get("received_at") or "")[:10]
    later = (("reply_due", "要求回复日"), ("replied_at", "回复客户日期"), ("close_date", "结案日期"))
    return [
        Fault(name, label, f"{label} {values[name]} 早于受理日期 {received}")
        for name, label in later
        if received and name in values and str(values[name])[:10] < received
    ]


def closing_date_goes_with_its_status(values: Mapping[str, Json]) -> list[Fault]:
    status, day = chosen(values, "status"), values.get("close_date")
    if day and status not in ("", "结案", "关闭"):
        return [Fault("status", "状态", f"已填结案日期 {day}，状态要勾“结案”或“关闭”")]
    return []


def wanted_reply_has_its_time(values: Mapping[str, Json]) -> list[Fault]:
    """注明需要回复时间 (rules.md E1.4)."""
    if chosen(values, "need_reply") == "需要" and "subject" in values and not values.get("reply_by"):
        return [Fault("reply_by", "要求回复时间", "需要回复的，要写明要求回复时间")]
    return []


def contact_goes_to_others(values: Mapping[str, Json]) -> list[Fault]:
    sender, addressed = values.get("from_dept"), values.get("to_dept")
    if sender and isinstance(addressed, list) and addressed == [sender]:
        return [Fault("to_dept", "受文部门", f"发文和受文都是“{sender}”，请填别的受文部门")]
    return []


def team_has_a_leader(values: Mapping[str, Json]) -> list[Fault]:
    team = [row for row in rows(values, "team") if row]
    if team and not any(row.get("role") == "组长" for row in team):
        return [Fault("team", "改善小组成员", "小组要有一名组长，请在“职责”里填“组长”")]
    return []


def actions_after_report(values: Mapping[str, Json]) -> list[Fault]:
    """An 8D's due date and the planned and done days of its actions are not before the report."""
    issued = str(values.get("date") or "")
    faults = []
    if issued and str(values.get("due") or issued) < issued:
        faults.append(Fault("due", "截止日期", f"截止日期 {values['due']} 早于报告日期 {issued}"))
    for number, row in enumerate(rows(values, "perm"), start=1):
        for name, label in (("plan", "计划日"), ("done", "完成日")):
            day = str(row.get(name) or "")
            if issued and day and day < issued:
                said = f"{label} {day} 早于报告日期 {issued}"
                faults.append(Fault(f"perm.{name}", f"长期对策{label}", said, number))
    return faults


def contact_days_in_order(values: Mapping[str, Json]) -> list[Fault]:
    """A reply is neither wanted nor given before the sheet was written."""
    written = str(values.get("date") or "")
    later = (("reply_by", "要求回复时间"), ("replied_at", "回复日期"))
    return [
        Fault(name, label, f"{label} {str(values[name])[:10]} 早于联络单日期 {written}")
        for name, label in later
        if written and values.get(name) and str(values[name])[:10] < written
    ]


def taken_apart_after_complaint(values: Mapping[str, Json]) -> list[Fault]:
    """Goods were sold before they were complained of, and are taken apart after they came back with the sheet."""
    day, sold, apart = (str(values.get(name) or "")[:10] for name in ("date", "sold_on", "teardown_at"))
    faults = []
    if day and sold > day:
        faults.append(Fault("sold_on", "出货/购买日期", f"出货/购买日期 {sold} 晚于投诉日期 {day}"))
    if day and apart and apart < day:
        faults.append(Fault("teardown_at", "拆机时间", f"拆机时间 {apart} 早于投诉日期 {day}"))
    return faults


def scrapped_goods_do_not_go_back(values: Mapping[str, Json]) -> list[Fault]:
    if chosen(values, "repair_result") == "报废" and chosen(values, "conclusion") == "维修后退回":
        return [Fault("conclusion", "鉴定结论", "维修结果是“报废”，鉴定结论不能是“维修后退回”")]
    return []


def receipt_has_come(values: Mapping[str, Json], now: datetime) -> list[Fault]:
    """All deadlines of the complaint are counted from it."""
    return to_come(values, now, ("received_at", "受理日期时间"))


def taken_apart_by_now(values: Mapping[str, Json], now: datetime) -> list[Fault]:
    return to_come(values, now, ("teardown_at", "拆机时间"))


DATED: tuple[Dated, ...] = (receipt_has_come, taken_apart_by_now)

CHECKS: tuple[Check, ...] = (
    complained_within_shipped,
    third_in_a_month_is_serious,
    answered_after_receipt,
    closing_date_goes_with_its_status,
    wanted_reply_has_its_time,
    contact_goes_to_others,
    team_has_a_leader,
    actions_after_report,
    contact_days_in_order,
    taken_apart_after_complaint,
    scrapped_goods_do_not_go_back,
)
