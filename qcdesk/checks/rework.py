"""Checks of rework at home and at the customer: figures that balance, re-inspection before stock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from qcdesk.calculations import rows, whole
from qcdesk.canonical import Json
from qcdesk.checks.check import Check, Dated
from qcdesk.errors import Fault


def output_balances_input(values: Mapping[str, Json]) -> list[Fault]:
    """投入 = 合格 + 不良 + 报废 in every execution line (layout 2, printed rule)."""
    faults = []
    for number, row in enumerate(rows(values, "exec_lines"), start=1):
        put_in = whole(row.get("qty_in"))
        out = [whole(row.get(name)) for name in ("qty_ok", "qty_ng", "qty_scrap")]
        if put_in is None or all(figure is None for figure in out):
            continue
        came_out = sum(figure or 0 for figure in out)
        if put_in != came_out:
            sentence = f"投入数 {put_in} 不等于 合格＋不良＋报废＝{came_out}，请核对"
            faults.append(Fault("exec_lines.qty_in", "返工/返修执行", sentence, number))
    return faults


def recheck_within_sample(values: Mapping[str, Json]) -> list[Fault]:
    faults = []
    for number, row in enumerate(rows(values, "recheck"), start=1):
        sample, defective = whole(row.get("recheck_sample")), whole(row.get("recheck_ng"))
        if sample is not None and defective is not None and defective > sample:
            sentence = f"不良数 {defective} 大于抽检数 {sample}"
            faults.append(Fault("recheck.recheck_ng", "重检不良数", sentence, number))
    return faults


def only_passed_goods_enter_stock(values: Mapping[str, Json]) -> list[Fault]:
    """品管重检合格方可入库 (layout 2, printed note): the last round decides."""
    rounds = rows(values, "recheck")
    if values.get("final") != "合格入库送货" or not rounds or rounds[-1].get("recheck_result") == "合格":
        return []
    return [Fault("final", "最终处理", "最后一次重检没有判定合格，不能“合格入库送货”（品管重检合格方可入库）")]


def site_output_balances(values: Mapping[str, Json]) -> list[Fault]:
    """检查/返工数 = 合格 + 不良 + 带回/报废 in every line written at the customer (layout 7)."""
    faults = []
    for number, row in enumerate(rows(values, "exec_lines"), start=1):
        handled = whole(row.get("qty_in"))
        out = [whole(row.get(name)) for name in ("qty_ok", "qty_ng", "qty_back")]
        came_out = sum(figure or 0 for figure in out)
        if handled is not None and any(figure is not None for figure in out) and handled != came_out:
            sentence = f"检查/返工数 {handled} 不等于 合格＋不良＋带回/报废＝{came_out}，请核对"
            faults.append(Fault("exec_lines.qty_in", "现场返工/返修", sentence, number))
    return faults


def site_work_within_the_journey(values: Mapping[str, Json]) -> list[Fault]:
    """The people are sent after the order, and work at the customer between leaving and coming back."""
    left, _, back = str(values.get("period") or "").partition("/")
    ordered = str(values.get("date") or "")
    faults = []
    if left and ordered and left < ordered:
        faults.append(Fault("period", "出发-返回", f"出发日期 {left} 早于派工日期 {ordered}"))
    for number, row in enumerate(rows(values, "exec_lines"), start=1):
        day = str(row.get("work_date") or "")
        if left and day and not left <= day <= back:
            faults.append(Fault("exec_lines.work_date", "日期", f"{day} 不在出发-返回（{left} ～ {back}）之内", number))
    return faults


def work_is_done_by_today(values: Mapping[str, Json], now: datetime) -> list[Fault]:
    """Work is signed as done once it is done, re-inspection likewise."""
    return [
        Fault(f"{table}.{column}", label, f"{row[column]} 还没有到，做完了再签", number)
        for table, column, label in DONE
        for number, row in enumerate(rows(values, table), start=1)
        if str(row.get(column) or "") > now.date().isoformat()
    ]


DONE = (("exec_lines", "work_date", "日期"), ("recheck", "recheck_date", "重检日期"))
"""Where these sheets say on which day something was done."""

DATED: tuple[Dated, ...] = (work_is_done_by_today,)

CHECKS: tuple[Check, ...] = (
    output_balances_input,
    recheck_within_sample,
    only_passed_goods_enter_stock,
    site_output_balances,
    site_work_within_the_journey,
)
