"""Checks of what customers say they think of us."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from qcdesk.calculations import SURVEYED, grade_of, rows, whole
from qcdesk.canonical import Json
from qcdesk.checks.check import Check
from qcdesk.errors import Fault


def score_fits_grade(values: Mapping[str, Json]) -> list[Fault]:
    """95-100 非常满意, 90-94 满意, 80-89 基本满意, 80 以下 不满意 (rules.md E2.3)."""
    faults = []
    for item in SURVEYED:
        score, grade = whole(values.get(f"{item}_score")), values.get(f"{item}_grade")
        if score is not None and grade is None:
            faults.append(Fault(f"{item}_grade", "评价", f"得分 {score}，请勾选“{grade_of(Decimal(score))}”"))
        elif score is not None and grade != grade_of(Decimal(score)):
            sentence = f"{score} 分属于“{grade_of(Decimal(score))}”，勾的是“{grade}”，请核对"
            faults.append(Fault(f"{item}_score", "得分", sentence))
    return faults


def weights_all_or_none(values: Mapping[str, Json]) -> list[Fault]:
    bare = [item for item in SURVEYED if not values.get(f"{item}_weight")]
    if not bare or len(bare) == len(SURVEYED):
        return []
    return [Fault(f"{bare[0]}_weight", "权重", f"还有 {len(bare)} 项没有填权重：要么全填，要么全不填（各项同等）")]


def signed_after_sending(values: Mapping[str, Json]) -> list[Fault]:
    sent = values.get("sent")
    return [
        Fault(name, label, f"{label} {values[name]} 早于发出日期 {sent}")
        for name, label in (("sign_date", "签字日期"), ("returned", "收回日期"))
        if sent and values.get(name) and str(values[name]) < str(sent)
    ]


def no_more_back_than_sent(values: Mapping[str, Json]) -> list[Fault]:
    sent, back = whole(values.get("sent_qty")), whole(values.get("back"))
    if sent is not None and back is not None and back > sent:
        return [Fault("back", "收回份数", f"收回 {back} 份，多于发出 {sent} 份")]
    return []


def summary_grade_fits_total(values: Mapping[str, Json]) -> list[Fault]:
    faults = []
    for number, row in enumerate(rows(values, "lines"), start=1):
        total, grade = row.get("total"), row.get("grade")
        if total is not None and grade is not None and grade != grade_of(Decimal(str(total))):
            sentence = f"总分 {total} 属于“{grade_of(Decimal(str(total)))}”，填的是“{grade}”，请核对"
            faults.append(Fault("lines.grade", "等级", sentence, number))
    return faults


CHECKS: tuple[Check, ...] = (
    score_fits_grade,
    weights_all_or_none,
    signed_after_sending,
    no_more_back_than_sent,
    summary_grade_fits_total,
)
