"""What a case is judged by, read from raw values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from qcdesk.rules.reading import Reader

FAMILIES = ("脚踏类", "碗件中轴类", "其他")
LABELS = {
    "family": "产品族", "defects": "不良项目", "lot_qty": "批量", "defect_qty": "不良数", "inspected_qty": "检验数",
    "complaint_qty": "投诉数量", "unusable_lot": "整批无法上线/需全检或调换",
    "affects_function": "影响后续订单/功能性能不满足", "description": "问题描述", "customer": "客户",
    "received_at": "受理时间",
}  # fmt: skip


@dataclass(frozen=True)
class Inputs:
    """Quantities in pieces, None where not known, 0 a number like any; `unusable_lot` and `affects_function` are check
    boxes."""

    family: str = ""
    defects: tuple[str, ...] = ()
    lot_qty: int | None = None
    defect_qty: int | None = None
    inspected_qty: int | None = None
    unusable_lot: bool = False
    affects_function: bool = False
    description: str = ""
    customer: str = ""
    received_at: datetime | date | None = None
    complaint_qty: int | None = None

    @property
    def say_nothing(self) -> bool:
        """Nothing is given that a criterion looks at."""
        quantities = (self.lot_qty, self.defect_qty, self.inspected_qty, self.complaint_qty)
        ticked = self.unusable_lot or self.affects_function
        return not (self.defects or self.description or ticked) and all(one is None for one in quantities)

    @property
    def defective(self) -> tuple[str, int] | None:
        """What was found defective, what the customer complains of only where nobody has counted; with its name."""
        if self.defect_qty is not None:
            return "defect_qty", self.defect_qty
        return ("complaint_qty", self.complaint_qty) if self.complaint_qty is not None else None

    @property
    def denominator(self) -> tuple[str, int] | None:
        """The delivered lot, the inspected quantity only where the lot is not known; with the field's name."""
        if self.lot_qty is not None:
            return "lot_qty", self.lot_qty
        return ("inspected_qty", self.inspected_qty) if self.inspected_qty is not None else None


TOLD = re.compile(
    r"不良(?:率|比例)[为是约有达到高至共:：\s]{0,6}[0-9]+(?:\.[0-9]+)?\s*[%％]"
    r"|[0-9]+(?:\.[0-9]+)?\s*[%％][以之左右上多的都有是\s]{0,5}(?:不良|不能用|破|断|裂)"
    r"|不良(?:率|比例)?[为是约有占达到\s]{0,4}[一二两三四五六七八九]成[多半]?"
    r"|[一二两三四五六七八九]成[多半]?[左右以上的都有是]{0,4}不良"
    r"|[0-9]+\s*[支个件付副只片箱套][产品货里中共有抽检内的，,\s]{1,6}[0-9]+\s*[支个件付副只片箱套]?[是的有]{0,2}不良"
    r"|[0-9]+\s*/\s*[0-9]+\s*不良|不良[数品]?\s*[:：]?\s*[0-9]+\s*/\s*[0-9]+"
)
"""Quantities that stand in a description; never reckoned with, only asked for."""


def told_quantity(description: str) -> str:
    """`不良率35%`, `100支中35支不良`; empty where the description gives no share."""
    found = TOLD.search(description) if "不" in description else None
    return found.group().strip() if found else ""


def read(raw: Mapping[str, object], called: Mapping[str, str] = MappingProxyType({})) -> Inputs:
    """Raises Invalid naming every field that cannot be taken; by `called` where a sheet has other words for it."""
    reader = Reader(raw, {**LABELS, **called})
    made = Inputs(
        family=reader.choice("family", FAMILIES),
        defects=reader.texts("defects"),
        lot_qty=reader.count("lot_qty"),
        defect_qty=reader.count("defect_qty"),
        inspected_qty=reader.count("inspected_qty"),
        complaint_qty=reader.count("complaint_qty"),
        unusable_lot=reader.yes("unusable_lot"),
        affects_function=reader.yes("affects_function"),
        description=reader.text("description"),
        customer=reader.text("customer"),
        received_at=reader.moment("received_at"),
    )
    _sound(reader, made)
    reader.done()
    return made


def _sound(reader: Reader, made: Inputs) -> None:
    units = {unit: name for name, unit in reader.units.items()}
    if len(units) > 1:
        told = "、".join(f"{reader.label(name)}按{unit}" for unit, name in units.items())
        reader.fault(next(reversed(units.values())), f"单位不同（{told}），请换成一样的再填")
        return
    for name, quantity in (("lot_qty", made.lot_qty), ("inspected_qty", made.inspected_qty)):
        if quantity == 0:
            reader.fault(name, "要从 1 起；不知道就留空")
    of = made.denominator
    for name, quantity in (("defect_qty", made.defect_qty), ("complaint_qty", made.complaint_qty)):
        if of and of[1] and quantity is not None and quantity > of[1]:
            reader.fault(name, f"{quantity} 比{reader.label(of[0])} {of[1]} 还多，请核对")
