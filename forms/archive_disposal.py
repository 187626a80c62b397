"""销毁清单 on paper: records past their keeping time, or disposed of, with who signed; boxes wait for those who destroy
the papers and see it done. It is drawn from what is stored and is no record itself."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from forms import printing
from forms.grid import A4_LANDSCAPE, Form, PageNumber, Pair, Sign, Table, row
from forms.lay import lay
from forms.listing_xlsx import Heading, write
from forms.photos import Gallery
from forms.printing import Print
from qcdesk.canonical import Json, Values
from qcdesk.desk import Desk
from qcdesk.fields import Auto, Day, Lines, Text
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.services.basics import office
from qcdesk.services.keeping import gone, terms
from qcdesk.services.keeping.retention import Keeping
from qcdesk.views import RecordView
from qcdesk.workflow import APPROVED, chain

TITLE = "记录销毁清单"
HEADINGS = (
    Heading("编号", 16), Heading("名称", 24), Heading("客户", 26), Heading("单数", 6), Heading("结束", 12),
    Heading("保存到", 12), Heading("依据", 44), Heading("提出", 22), Heading("核准", 22), Heading("附件", 6),
)  # fmt: skip
NAMES = ("number", "title", "customer", "sheets", "ended", "until", "why", "proposed", "approved", "files")

KIND = Kind(
    code="record_disposal_list", rev="A/0", title=TITLE, en="Records Disposed Of", prefix="XH", sheet=False,
    workflow=chain("record_disposal_list", "qc", "qcmgr", "gm"),
    blocks=(
        Block("list", "清单", "qc", (
            Day("as_of", "截至", "As of", key="day"),
            Text("made_by", "制表", "Listed by"),
            Lines("lines", "记录", "Records", rows=1, most=9_999_999, columns=(
                Auto("seq", "序号", "No.", what="row"),
                Text("number", "编号", "Number"), Text("title", "名称", "Title"), Text("customer", "客户", "Customer"),
                Text("sheets", "单数", "Sheets"), Text("ended", "结束", "Ended"), Text("until", "保存到", "Kept until"),
                Text("why", "依据", "Because"), Text("proposed", "提出", "Proposed"),
                Text("approved", "核准", "Approved"), Text("files", "附件", "Files"),
            )),
        )),
    ),
    slots=(
        Slot("prepared", "销毁人", "Destroyed by", "qc"), Slot("reviewed", "监销人", "Witness", "qcmgr"),
        Slot("approved", "核准", "Approved", "gm"),
    ),
)  # fmt: skip

FORM = Form(
    KIND,
    paper=A4_LANDSCAPE,
    rows=(
        row(7, Pair("as_of", 8, label=2), Pair("made_by", 8, label=2), PageNumber(8)),
        row(7.5, Table("lines", (1, 2.4, 3, 3, 1, 1.8, 1.8, 4.6, 2, 2, 1.4))),
        row(12, Sign("prepared", 8), Sign("reviewed", 8), Sign("approved", 8)),
    ),
    notes=(("注：单数不含案件自己；附件是一起从程序里删掉的照片和扫描件。内容、签名和经过仍在程序里，可以核对。",
            "Sheets do not count the case itself; files are the photos and scans removed with it."),),
)  # fmt: skip


def printed(desk: Desk, units: Iterable[Keeping], lang: str = "zh") -> Print:
    values: Values = {
        "as_of": desk.clock.today().isoformat(), "made_by": desk.person.name or "（未登录）",
        "lines": [_line(one) for one in units],
    }  # fmt: skip
    gallery = Gallery()
    record = RecordView(0, None, KIND, APPROVED, "", 0, values)
    return Print((lay(FORM, record, office.view(desk), lang, gallery),), gallery)


def save(desk: Desk, units: Iterable[Keeping], path: Path) -> int:
    """A .pdf to be signed (its pages are given) or a .xlsx to be sorted (its rows). Raises Refused, Unavailable."""
    if path.suffix.lower() == ".xlsx" and path.parent.is_dir():
        lines = [_line(one) for one in units]
        return write(path, TITLE, HEADINGS, [tuple(str(line.get(name, "")) for name in NAMES) for line in lines])
    return printing.save(printed(desk, units), path)


def _line(one: Keeping) -> dict[str, Json]:
    said = one.disposal.said if one.disposal else {}
    files = said.get(gone.FILES)
    given = {
        "number": one.number or f"草稿 {one.id}", "title": one.title, "customer": one.customer,
        "sheets": str(one.sheets) if one.sheets else "", "ended": one.ended, "until": one.until,
        "why": terms.on_paper(str(said.get("why") or one.why)), "proposed": _proposed(one),
        "approved": f"{one.disposal.name} {one.disposal.at}" if one.disposal else "",
        "files": str(len(files)) if isinstance(files, list) and files else "",
    }  # fmt: skip
    return {name: value for name, value in given.items() if value}


def _proposed(one: Keeping) -> str:
    if one.proposal is not None:
        return f"{one.proposal.name} {one.proposal.at}"
    return str(one.disposal.said.get("proposer") or "") if one.disposal else ""
