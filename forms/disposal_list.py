"""到期样品清单: sealed samples past their day, as a sheet to be signed with a pen or as rows of a workbook. It is
printed from what is stored and is no record itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from forms import printing
from forms.grid import A4_LANDSCAPE, Form, PageNumber, Pair, Sign, Table, row
from forms.lay import lay
from forms.listing_xlsx import Heading, write
from forms.photos import Gallery
from forms.printing import Print
from qcdesk.canonical import Json, Values
from qcdesk.desk import Desk
from qcdesk.fields import Auto, Count, Day, Lines, Text
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.services.basics import office
from qcdesk.services.samples.custody import Sample
from qcdesk.views import RecordView
from qcdesk.workflow import APPROVED, chain

Overdue = Sequence[tuple[Sample, str]]
"""Each sample with why it may not go yet; nothing where it may."""

TITLE = "到期样品清单"
HEADINGS = (
    Heading("样品编号", 18), Heading("客户", 24), Heading("名称", 22), Heading("不良现象", 20), Heading("件数", 7),
    Heading("其中拆解件", 12), Heading("存放位置", 16), Heading("封存日期", 12), Heading("保存至", 12),
    Heading("现在不能销毁，因为", 44),
)  # fmt: skip

KIND = Kind(
    code="disposal_list", rev="A/0", title=TITLE, en="Samples Past Their Keeping Time", prefix="DQ", sheet=False,
    workflow=chain("disposal_list", "qc", "qcmgr", "pmgr"),
    blocks=(
        Block("list", "清单", "qc", (
            Day("as_of", "截至", "As of", key="day"),
            Text("made_by", "制表", "Listed by"),
            Lines("lines", "样品", "Samples", rows=1, most=9_999_999, columns=(
                Auto("seq", "序号", "No.", what="row"),
                Text("number", "样品编号", "Sample no."),
                Text("customer", "客户", "Customer"),
                Text("item", "名称", "Item"),
                Text("defect", "不良现象", "Defect"),
                Count("pieces", "件数", "Pcs"),
                Count("parts", "其中拆解件", "Taken apart"),
                Text("place", "存放位置", "Location"),
                Day("sealed", "封存日期", "Sealed"),
                Day("until", "保存至", "Keep until"),
                Text("why", "现在不能销毁，因为", "Not yet, because"),
            )),
        )),
    ),
    slots=(
        Slot("prepared", "经手人", "Disposed by", "qc"), Slot("reviewed", "审核", "Reviewed", "qcmgr"),
        Slot("approved", "核准", "Approved", "pmgr"),
    ),
)  # fmt: skip

FORM = Form(
    KIND,
    paper=A4_LANDSCAPE,
    rows=(
        row(7, Pair("as_of", 8, label=2), Pair("made_by", 8, label=2), PageNumber(8)),
        row(7.5, Table("lines", (1, 3, 3, 3, 3, 1, 1.2, 2, 2, 2, 2.8))),
        row(12, Sign("prepared", 8), Sign("reviewed", 8), Sign("approved", 8)),
    ),
    notes=(("注：到了保存期、案件已结案、借出的已收齐，才可以销毁。",
            "Disposed of only past the keeping time, with the case closed and every lent piece back."),),
)  # fmt: skip


def printed(desk: Desk, overdue: Overdue, lang: str = "zh") -> Print:
    """The sheet as of today, its signature boxes empty."""
    values: Values = {
        "as_of": desk.clock.today().isoformat(), "made_by": desk.person.name,
        "lines": [_line(sample, why) for sample, why in overdue],
    }  # fmt: skip
    gallery = Gallery()
    record = RecordView(0, None, KIND, APPROVED, "", 0, values)
    return Print((lay(FORM, record, office.view(desk), lang, gallery),), gallery)


def save(desk: Desk, overdue: Overdue, path: Path) -> int:
    """A .pdf to be signed (its pages are given) or a .xlsx to be sorted (its rows). Raises Refused, Unavailable."""
    if path.suffix.lower() == ".xlsx" and path.parent.is_dir():
        return write(path, TITLE, HEADINGS, [_cells(sample, why) for sample, why in overdue])
    return printing.save(printed(desk, overdue), path)


def _line(sample: Sample, why: str) -> dict[str, Json]:
    given: dict[str, Json] = {
        "number": sample.number, "customer": sample.customer, "item": sample.item, "defect": sample.defect,
        "pieces": sample.there, "parts": sample.dismantled or "", "place": sample.place, "sealed": sample.sealed_on,
        "until": sample.keep_until, "why": why,
    }  # fmt: skip
    return {name: value for name, value in given.items() if value != ""}


def _cells(sample: Sample, why: str) -> tuple[str, ...]:
    said = _line(sample, why)
    names = ("number", "customer", "item", "defect", "pieces", "parts", "place", "sealed", "until", "why")
    return tuple(str(said.get(name, "")) for name in names)
