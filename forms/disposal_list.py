"""到期样品清单: sealed samples past their day, as a sheet to be signed with a pen or as rows of a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from forms.listing import Column, Line, Listing
from forms.printing import Print
from qcdesk.desk import Desk
from qcdesk.fields import Count, Day, Text
from qcdesk.kinds import Slot
from qcdesk.services.samples.custody import Sample

Overdue = Sequence[tuple[Sample, str]]
"""Each sample with why it may not go yet; nothing where it may."""

TITLE = "到期样品清单"

LISTING = Listing(
    "disposal_list", "DQ", TITLE, "Samples Past Their Keeping Time", ("样品", "Samples"),
    columns=(
        Column(Text("number", "样品编号", "Sample no."), 2.6, 18),
        Column(Text("customer", "客户", "Customer"), 2.6, 24), Column(Text("item", "名称", "Item"), 2.6, 22),
        Column(Text("defect", "不良现象", "Defect"), 2.4, 20),
        Column(Count("pieces", "件数", "Pcs"), 1, 7), Column(Count("parts", "其中拆解件", "Taken apart"), 1.2, 12),
        Column(Text("place", "存放位置", "Location"), 2.2, 16), Column(Day("sealed", "封存日期", "Sealed"), 1.8, 12),
        Column(Day("until", "保存至", "Keep until"), 1.8, 12),
        Column(Text("why", "现在不能销毁，因为", "Not yet, because"), 4.8, 44),
    ),
    slots=(
        Slot("prepared", "经手人", "Disposed by", "qc"), Slot("reviewed", "审核", "Reviewed", "qcmgr"),
        Slot("approved", "核准", "Approved", "pmgr"),
    ),
    notes=(("注：到了保存期、案件已结案、借出的已收齐，才可以销毁。",
            "Disposed of only past the keeping time, with the case closed and every lent piece back."),),
)  # fmt: skip
FORM = LISTING.form


def printed(desk: Desk, overdue: Overdue, lang: str = "zh") -> Print:
    return LISTING.printed(desk, _lines(overdue), lang)


def save(desk: Desk, overdue: Overdue, path: Path) -> int:
    """As `Listing.save`."""
    return LISTING.save(desk, _lines(overdue), path)


def _lines(overdue: Overdue) -> list[Line]:
    return [
        {
            "number": sample.number, "customer": sample.customer, "item": sample.item, "defect": sample.defect,
            "pieces": sample.there, "parts": sample.dismantled or "", "place": sample.place,
            "sealed": sample.sealed_on, "until": sample.keep_until, "why": why,
        }
        for sample, why in overdue
    ]  # fmt: skip
