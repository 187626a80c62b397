"""Calculated cells: named functions from a sheet's values to one value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from qcdesk.canonical import Json

Calculation = Callable[[Mapping[str, Json]], Json]


def whole(value: Json) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def rows(values: Mapping[str, Json], name: str) -> list[dict[str, Json]]:
    """The filled rows of a line table."""
    table = values.get(name)
    return [row for row in table if isinstance(row, dict)] if isinstance(table, list) else []


def defect_rate(values: Mapping[str, Json]) -> Json:
    """不良率 of the inspected quantity, of the lot where nothing was sampled (layout 1, row 4): `3.75 %`."""
    defective, of = whole(values.get("defect_qty")), whole(values.get("sample_qty")) or whole(values.get("lot_qty"))
    if defective is None or not of:
        return None
    return f"{percent(defective, of):f} %"


def complaint_rate(values: Mapping[str, Json]) -> Json:
    """不良比例: complained of, of the shipped quantity (layout 4)."""
    complained, shipped = whole(values.get("complaint_qty")), whole(values.get("ship_qty"))
    return f"{percent(complained, shipped):f} %" if complained is not None and shipped else None


def total(table: str, column: str) -> Calculation:
    def add(values: Mapping[str, Json]) -> Json:
        figures = [figure for row in rows(values, table) if (figure := whole(row.get(column))) is not None]
        return sum(figures) if figures else None

    return add


def percent(part: int, of: int) -> Decimal:
    """Rounded half up to two places; `of` is not 0."""
    return (Decimal(part) * 100 / Decimal(of)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def return_difference(values: Mapping[str, Json]) -> Json:
    """点收数量 less 申请数量 (layout 10a)."""
    counted, asked = whole(values.get("recv_qty")), whole(total("lines", "qty")(values))
    return None if counted is None or asked is None else counted - asked


def delivery_total(values: Mapping[str, Json]) -> Json:
    """`42 箱 / 4,200`: boxes only where they are counted."""
    sent, boxes = whole(total("lines", "qty")(values)), whole(total("lines", "boxes")(values))
    if sent is None:
        return None
    return f"{boxes:,} 箱 / {sent:,}" if boxes else f"{sent:,}"


SURVEYED = "quality", "packing", "delivery", "price", "service", "speed", "outcome", "support"
"""The items of the satisfaction survey; each has `<item>_weight`, `_grade`, `_score` and `_why`."""

GRADES = (95, "非常满意"), (90, "满意"), (80, "基本满意"), (0, "不满意")
"""Least whole points of each grade (rules.md E2.3)."""

NO_RATIO = "—"


def grade_of(points: Decimal) -> str:
    """The bands are of whole points, so that 94.5 is rounded half up to 95 and 89.49 to 89 first."""
    whole_points = points.quantize(Decimal(1), ROUND_HALF_UP)
    return next(grade for least, grade in GRADES if whole_points >= least)


def survey_mean(values: Mapping[str, Json]) -> Decimal | None:
    """Σ weight × score ÷ Σ weight over the items with a score (layout 11a); without any weight all count the same."""
    scored = [item for item in SURVEYED if whole(values.get(f"{item}_score")) is not None]
    weights = {item: Decimal(str(values.get(f"{item}_weight") or 0)) for item in scored}
    if not any(values.get(f"{item}_weight") for item in SURVEYED):
        weights = dict.fromkeys(scored, Decimal(1))
    if not sum(weights.values()):
        return None
    weighted = sum((weights[item] * int(str(values[f"{item}_score"])) for item in scored), Decimal(0))
    return (weighted / sum(weights.values())).quantize(Decimal("0.01"), ROUND_HALF_UP)


def survey_total(values: Mapping[str, Json]) -> Json:
    mean = survey_mean(values)
    return None if mean is None else f"{mean:f}"


def survey_grade(values: Mapping[str, Json]) -> Json:
    mean = survey_mean(values)
    return None if mean is None else grade_of(mean)


def share(part: str, of: str) -> Calculation:
    """`83.33 %`; a dash where there is nothing to divide by."""

    def ratio(values: Mapping[str, Json]) -> Json:
        some, every = whole(values.get(part)), whole(values.get(of))
        if some is None or every is None:
            return None
        return f"{percent(some, every):f} %" if every else NO_RATIO

    return ratio


def survey_statement(values: Mapping[str, Json]) -> Json:
    """The sentence that the office prints under its figures (rules.md E2.3)."""
    figures = [values.get(name) for name in ("sent_qty", "sent_pct", "back", "back_pct", "cover_pct", "valid")]
    if any(figure is None for figure in figures):
        return None
    sent, sent_share, back, back_share, covered, valid = figures
    return (
        f"本次调查发出 {sent} 份（占客户总数的 {sent_share}），收回 {back} 份（占发出 {back_share}，"
        f"占客户总数 {covered}），调查数据{valid}。"
    )


def survey_totals(values: Mapping[str, Json]) -> list[Decimal]:
    """总分 of every line of the summary that has one."""
    return [Decimal(str(row["total"])) for row in rows(values, "lines") if row.get("total") is not None]


def survey_average(values: Mapping[str, Json]) -> Json:
    totals = survey_totals(values)
    return f"{(sum(totals, Decimal(0)) / len(totals)).quantize(Decimal('0.01'), ROUND_HALF_UP):f}" if totals else None


def survey_satisfied(values: Mapping[str, Json]) -> Json:
    """The share of customers graded 满意 or better."""
    totals = survey_totals(values)
    satisfied = [total for total in totals if grade_of(total) in ("非常满意", "满意")]
    return f"{percent(len(satisfied), len(totals)):f} %" if totals else None


def survey_unsatisfied(values: Mapping[str, Json]) -> Json:
    totals = survey_totals(values)
    return sum(grade_of(total) == "不满意" for total in totals) if totals else None


CALCULATIONS: Mapping[str, Calculation] = MappingProxyType(
    {
        "defect_rate": defect_rate,
        "complaint_rate": complaint_rate,
        "total_in": total("exec_lines", "qty_in"),
        "total_ok": total("exec_lines", "qty_ok"),
        "total_scrap": total("exec_lines", "qty_scrap"),
        "return_difference": return_difference,
        "delivery_total": delivery_total,
        "survey_total": survey_total,
        "survey_grade": survey_grade,
        "survey_sent": share("sent_qty", "customers"),
        "survey_back": share("back", "sent_qty"),
        "survey_cover": share("back", "customers"),
        "survey_statement": survey_statement,
        "survey_average": survey_average,
        "survey_satisfied": survey_satisfied,
        "survey_unsatisfied": survey_unsatisfied,
    }
)
