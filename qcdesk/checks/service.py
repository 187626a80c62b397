"""Checks of what is promised to customers and of the ledgers that follow it up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from itertools import pairwise

from qcdesk.calculations import percent, rows, whole
from qcdesk.canonical import Json
from qcdesk.checks.check import Check, Dated, shown, to_come
from qcdesk.errors import Fault

COORDINATION = (
    ("received_at", "受理时间"), ("first_contact", "首次联系客户"), ("done", "实际完成"), ("cb1", "第一次追踪"),
    ("cb2", "第二次沟通"),
)  # fmt: skip
"""The moments of a coordination order, in the order they happen."""


def coordination_times_in_order(values: Mapping[str, Json]) -> list[Fault]:
    faults = []
    given = [(name, label, str(values[name])) for name, label in COORDINATION if values.get(name)]
    for (_, before, earlier), (name, label, later) in pairwise(given):
        if later < earlier:
            faults.append(Fault(name, label, f"{shown(later)} 早于{before} {shown(earlier)}，请核对"))
    promise, received = values.get("promise"), values.get("received_at")
    if promise and received and str(promise) < str(received):
        faults.append(Fault("promise", "承诺完成时限", f"早于受理时间 {shown(str(received))}，请核对"))
    return faults


def coordination_times_have_come(values: Mapping[str, Json], now: datetime) -> list[Fault]:
    """Who signs that the customer was called has called him."""
    return to_come(values, now, *COORDINATION)


def service_done_with_result(values: Mapping[str, Json]) -> list[Fault]:
    return [
        Fault("lines.result", "处理结果", "填了完成日期，请写处理结果", number)
        for number, row in numbered(values)
        if row.get("done") and not row.get("result")
    ]


def service_promised_and_done_after_receipt(values: Mapping[str, Json]) -> list[Fault]:
    return [
        Fault(f"lines.{name}", label, f"{label} {shown(str(row[name]))} 早于受理日期 {row['date']}", number)
        for number, row in numbered(values)
        for name, label in (("promised", "承诺时限"), ("done", "完成日期"))
        if row.get(name) and row.get("date") and str(row[name])[:10] < str(row["date"])
    ]


def complaint_is_confirmed_by_customer(values: Mapping[str, Json]) -> list[Fault]:
    """投诉处理完成必须经过客户确认，才能关闭投诉 (rules.md E0.8)."""
    return [
        Fault("lines.cust", "客户确认/意见", "投诉处理完成必须经过客户确认，请填签字人", number)
        for number, row in numbered(values)
        if row.get("kind") == "投诉" and row.get("done") and not row.get("cust")
    ]


def ledger_ratio_fits(values: Mapping[str, Json]) -> list[Fault]:
    """不良比例 is 投诉数 of 出货数 (layout 5)."""
    faults = []
    for number, row in numbered(values):
        shipped, faulty = whole(row.get("ship_qty")), whole(row.get("complaint_qty"))
        if faulty is None or shipped is None:
            continue
        if faulty > shipped:
            faults.append(Fault("lines.complaint_qty", "投诉数", f"{faulty} 大于出货数 {shipped}", number))
        elif shipped and row.get("rate") is not None and Decimal(str(row["rate"])) != percent(faulty, shipped):
            sentence = f"投诉数÷出货数＝{percent(faulty, shipped)} %，现在填的是 {row['rate']} %"
            faults.append(Fault("lines.rate", "不良比例%", sentence, number))
    return faults


def ledger_closed_lines_are_complete(values: Mapping[str, Json]) -> list[Fault]:
    """A closed complaint has its day, its cause and a lasting measure."""
    wanted = (("closed", "结案日期"), ("cause", "原因分析"), ("perm", "长期措施"))
    return [
        Fault(f"lines.{name}", label, f"状态是“结案”，请填{label}", number)
        for number, row in numbered(values)
        for name, label in wanted
        if row.get("status") == "结案" and not row.get(name)
    ]


def ledger_days_in_order(values: Mapping[str, Json]) -> list[Fault]:
    return [
        Fault(f"lines.{name}", label, f"{label} {row[name]} 早于投诉日期 {row['complaint_date']}", number)
        for number, row in numbered(values)
        for name, label in (("due", "应结案日"), ("closed", "结案日期"))
        if row.get(name) and row.get("complaint_date") and str(row[name]) < str(row["complaint_date"])
    ]


def numbered(values: Mapping[str, Json]) -> Iterator[tuple[int, dict[str, Json]]]:
    return enumerate(rows(values, "lines"), start=1)


DATED: tuple[Dated, ...] = (coordination_times_have_come,)

CHECKS: tuple[Check, ...] = (
    coordination_times_in_order,
    service_done_with_result,
    service_promised_and_done_after_receipt,
    complaint_is_confirmed_by_customer,
    ledger_ratio_fits,
    ledger_closed_lines_are_complete,
    ledger_days_in_order,
)
