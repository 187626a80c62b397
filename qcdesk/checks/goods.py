"""Checks of goods that come back, go out or are scrapped."""

from __future__ import annotations

from collections.abc import Mapping

from qcdesk.calculations import rows, whole
from qcdesk.canonical import Json
from qcdesk.checks.check import Check
from qcdesk.errors import Fault


def customer_pays_no_freight_for_quality(values: Mapping[str, Json]) -> list[Fault]:
    """属质量问题无条件更换，运输费用由公司承担 (rules.md E1.1)."""
    if values.get("verdict") != "属质量问题" or values.get("freight") != "客户":
        return []
    return [Fault("freight", "运费承担", "属质量问题的退换运费由公司承担，不能由客户承担，请退回业务改选")]


def returned_count_is_explained(values: Mapping[str, Json]) -> list[Fault]:
    """点收数量 other than 申请数量 is ticked as such and explained (layout 10a)."""
    difference = whole(values.get("diff"))
    if not difference:
        return []
    state = values.get("goods_state")
    faults = []
    if not isinstance(state, list) or "数量不符" not in state:
        faults.append(Fault("goods_state", "到货状况", f"点收数量与申请数量差 {difference}，请勾选“数量不符”"))
    if not values.get("diff_reason"):
        faults.append(Fault("diff_reason", "差异说明", f"点收数量与申请数量差 {difference}，请写明原因"))
    return faults


def received_after_application(values: Mapping[str, Json]) -> list[Fault]:
    return not_before(values, ("recv_date", "点收日期"), ("date", "申请日期"))


def boxes_make_the_quantity(values: Mapping[str, Json]) -> list[Fault]:
    """送货数量 = 箱数 × 每箱 + 零头 in every line that counts boxes (layout 10b)."""
    faults = []
    for number, row in enumerate(rows(values, "lines"), start=1):
        sent, boxes, each = (whole(row.get(name)) for name in ("qty", "boxes", "per_box"))
        if sent is None or boxes is None or each is None:
            continue
        packed = boxes * each + (whole(row.get("rest")) or 0)
        if packed != sent:
            sentence = f"箱数×每箱＋零头＝{packed}，不等于送货数量 {sent}，请核对"
            faults.append(Fault("lines.qty", "送货数量", sentence, number))
    return faults


def delivered_count_is_explained(values: Mapping[str, Json]) -> list[Fault]:
    """What the customer counted is what was sent, or the line says why not."""
    faults = []
    for number, row in enumerate(rows(values, "lines"), start=1):
        sent, counted = whole(row.get("qty")), whole(row.get("recv"))
        if sent is not None and counted is not None and sent != counted and not row.get("remark"):
            sentence = f"点收数量 {counted} 与送货数量 {sent} 不符，请在备注写明原因"
            faults.append(Fault("lines.recv", "点收数量", sentence, number))
    return faults


def received_after_delivery(values: Mapping[str, Json]) -> list[Fault]:
    return not_before(values, ("recv_date", "签收日期"), ("date", "日期"))


def scrap_finished_after_application(values: Mapping[str, Json]) -> list[Fault]:
    return not_before(values, ("finished", "处理完毕日期"), ("date", "日期"))


def not_before(values: Mapping[str, Json], late: tuple[str, str], early: tuple[str, str]) -> list[Fault]:
    """Two days of a sheet in their order, each given as its name and label."""
    later, earlier = values.get(late[0]), values.get(early[0])
    if later and earlier and str(later) < str(earlier):
        return [Fault(late[0], late[1], f"{late[1]} {later} 早于{early[1]} {earlier}")]
    return []


CHECKS: tuple[Check, ...] = (
    customer_pays_no_freight_for_quality,
    returned_count_is_explained,
    received_after_application,
    boxes_make_the_quantity,
    delivered_count_is_explained,
    received_after_delivery,
    scrap_finished_after_application,
)
