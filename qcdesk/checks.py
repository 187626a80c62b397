"""Checks between a sheet's values: named functions that return what is wrong, each in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from qcdesk.calculations import rows, whole
from qcdesk.canonical import Json
from qcdesk.errors import Fault

Check = Callable[[Mapping[str, Json]], list[Fault]]


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


def defects_within_inspected(values: Mapping[str, Json]) -> list[Fault]:
    defective, sampled, lot = (whole(values.get(name)) for name in ("defect_qty", "sample_qty", "lot_qty"))
    if sampled is not None and lot is not None and sampled > lot:
        return [Fault("sample_qty", "抽检数", f"抽检数 {sampled} 大于批量 {lot}")]
    of = sampled or lot
    if defective is not None and of is not None and defective > of:
        return [Fault("defect_qty", "不良数", f"不良数 {defective} 大于{'抽检数' if sampled else '批量'} {of}")]
    return []


def found_before_issue(values: Mapping[str, Json]) -> list[Fault]:
    found, issued = values.get("found_date"), values.get("report_date")
    if found and issued and str(found) > str(issued):
        return [Fault("found_date", "发现日期", f"发现日期 {found} 晚于开单日期 {issued}")]
    return []


def done_after_issue(values: Mapping[str, Json]) -> list[Fault]:
    """Nothing is due, done or answered before the sheet was issued."""
    issued = values.get("report_date")
    later = (("perm_due", "预计完成日"), ("perm_done", "实际完成日"), ("reply_date", "回复客户日期"))
    return [
        Fault(name, label, f"{label} {value} 早于开单日期 {issued}")
        for plain, label in later
        for name, value in sorted(values.items())
        if name.partition("@")[0] == plain and issued and str(value) < str(issued)
    ]


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


def own_blocks_are_responsible(values: Mapping[str, Json]) -> list[Fault]:
    """Only a responsible department can have a cause block of its own (layout 1, printed note)."""
    own, duty = values.get("own_blocks"), values.get("duty_dept")
    named = duty if isinstance(duty, list) else []
    strangers = [str(name) for name in own if name not in named] if isinstance(own, list) else []
    return [Fault("duty_dept", "责任部门", f"没有勾选“{name}”，却有它的分析栏") for name in strangers]


def dismantling_has_a_witness(values: Mapping[str, Json]) -> list[Fault]:
    """拆机 needs one of the three managers present (rules.md E0.3 note 2)."""
    return [
        Fault("lines.witness", "拆机在场人", "拆机须有工程部、品质部或生产工程部经理之一在场，请填在场人", number)
        for number, row in enumerate(rows(values, "lines"), start=1)
        if row.get("status") == "拆机" and not row.get("witness")
    ]


def kept_after_sealing(values: Mapping[str, Json]) -> list[Fault]:
    sealed, until = values.get("seal_date"), values.get("valid_to")
    if sealed and until and str(until) < str(sealed):
        return [Fault("valid_to", "保存至", f"保存至 {until} 早于封存日期 {sealed}")]
    return []


CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        check.__name__: check
        for check in (
            output_balances_input,
            recheck_within_sample,
            only_passed_goods_enter_stock,
            done_after_issue,
            defects_within_inspected,
            found_before_issue,
            own_blocks_are_responsible,
            dismantling_has_a_witness,
            kept_after_sealing,
        )
    }
)
