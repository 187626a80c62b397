"""Checks of the anomaly sheet."""

from __future__ import annotations

from collections.abc import Mapping

from qcdesk.calculations import whole
from qcdesk.canonical import Json
from qcdesk.checks.check import Check
from qcdesk.errors import Fault


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


def own_blocks_are_responsible(values: Mapping[str, Json]) -> list[Fault]:
    """Only a responsible department can have a cause block of its own (layout 1, printed note)."""
    own, duty = values.get("own_blocks"), values.get("duty_dept")
    named = duty if isinstance(duty, list) else []
    strangers = [str(name) for name in own if name not in named] if isinstance(own, list) else []
    return [Fault("duty_dept", "责任部门", f"没有勾选“{name}”，却有它的分析栏") for name in strangers]


CHECKS: tuple[Check, ...] = (
    defects_within_inspected,
    found_before_issue,
    done_after_issue,
    own_blocks_are_responsible,
)
