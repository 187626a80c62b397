"""销毁清单 on paper: records that were proposed for disposal, or disposed of, with who signed; boxes wait for those who
destroy the papers and see it done. What is merely due, held or kept is listed as such, and nobody signs for it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from pathlib import Path

from forms.listing import Column, Line, Listing
from forms.printing import Print
from qcdesk.canonical import Values
from qcdesk.desk import Desk
from qcdesk.fields import Text
from qcdesk.kinds import Slot
from qcdesk.services.keeping import files, gone, terms
from qcdesk.services.keeping.retention import DISPOSED, DUE, Keeping

LISTING = Listing(
    "record_disposal_list", "XH", "记录销毁清单", "Records Disposed Of", ("记录", "Records"),
    columns=(
        Column(Text("number", "编号", "Number"), 2.4, 16), Column(Text("title", "名称", "Title"), 2.2, 24),
        Column(Text("customer", "客户", "Customer"), 2.2, 26), Column(Text("sheets", "单数", "Sheets"), 1, 6),
        Column(Text("ended", "结束", "Ended"), 1.7, 12), Column(Text("until", "保存到", "Kept until"), 1.7, 12),
        Column(Text("why", "依据", "Because"), 4, 44), Column(Text("how", "方式和原因", "How and why"), 2.6, 30),
        Column(Text("proposed", "提出", "Proposed"), 2, 22), Column(Text("approved", "核准", "Approved"), 2, 22),
        Column(Text("files", "附件", "Files"), 1.2, 10),
    ),
    slots=(
        Slot("prepared", "销毁人", "Destroyed by", "qc"), Slot("reviewed", "监销人", "Witness", "qcmgr"),
        Slot("approved", "核准", "Approved", "gm"),
    ),
    notes=(("注：单数不含案件自己；附件是一起从程序里删掉的照片和扫描件，“留”是打印时别的记录还在用、没有删的。"
            f"内容、签名和经过仍在程序里，可以核对。{gone.ELSEWHERE}。",
            "Sheets do not count the case itself; files are the photos and scans removed with it, 留 those that other "
            "records still use, which stay. Backups and packages that were saved elsewhere still hold what was removed "
            "and are to be destroyed as well."),),
)  # fmt: skip


def _plain(code: str, prefix: str, title: str, en: str) -> Listing:
    return Listing(
        code, prefix, title, en, ("记录", "Records"),
        columns=(
            Column(Text("number", "编号", "Number"), 2.4, 16), Column(Text("title", "名称", "Title"), 2.8, 24),
            Column(Text("customer", "客户", "Customer"), 2.8, 26), Column(Text("sheets", "单数", "Sheets"), 1, 6),
            Column(Text("ended", "结束", "Ended"), 1.7, 12), Column(Text("until", "保存到", "Kept until"), 1.7, 12),
            Column(Text("state", "状态", "State"), 2.2, 16), Column(Text("why", "依据", "Because"), 8.4, 60),
        ),
        notes=(("注：这不是销毁清单，列在这里的不能凭它销毁：要先由两个人提出、核准处置。保全中的不处置。",
                "Nothing is destroyed by this list: disposal is proposed and approved by two people first."),),
    )  # fmt: skip


DUE_LISTING = _plain("record_due_list", "XD", "记录到期清单", "Records Due")
KEPT_LISTING = _plain("record_keeping_list", "XB", "记录保存清单", "Records Kept")


def listing(units: Sequence[Keeping]) -> Listing:
    """The one to be destroyed by only where two people have signed for each of them, or one of the two has."""
    if all(one.state == DISPOSED or (one.state == DUE and one.proposal) for one in units):
        return LISTING
    return DUE_LISTING if all(one.state == DUE for one in units) else KEPT_LISTING


def printed(desk: Desk, units: Sequence[Keeping], lang: str = "zh") -> Print:
    return listing(units).printed(desk, _lines(desk, units), lang)


def save(desk: Desk, units: Sequence[Keeping], path: Path) -> int:
    """As `Listing.save`."""
    return listing(units).save(desk, _lines(desk, units), path)


def _lines(desk: Desk, units: Sequence[Keeping]) -> list[Line]:
    names = {column.field.name for column in listing(units).columns}
    counted = _files(desk, units) if "files" in names else [""] * len(units)
    lines = [_line(one, said) for one, said in zip(units, counted, strict=True)]
    return [{name: said for name, said in line.items() if name in names} for line in lines]


def _files(desk: Desk, units: Sequence[Keeping]) -> list[str]:
    """2，留 1: of each unit what went, and what something else that is kept uses; 将删 2 before it was approved."""
    ids, used = [{one.id, *one.members} for one in units], files.uses(desk)
    going = files.each_with(desk, ids, set().union(*ids), used)
    staying = files.staying_of(ids, set().union(*ids), used)
    return [_counted(*each) for each in zip(units, going, staying, strict=True)]


def _counted(one: Keeping, going: Sequence[Values], staying: Set[str]) -> str:
    said = one.disposal.said.get(gone.FILES) if one.disposal else None
    went = {str(file.get("sha256")) for file in said if isinstance(file, dict)} if isinstance(said, list) else set()
    left = len(staying - went)
    first = str(len(went) or "") if one.disposal else f"将删 {len(going)}" if going else ""
    return "，".join(filter(None, (first, f"留 {left}" if left else "")))


def _line(one: Keeping, counted: str) -> Line:
    said = one.disposal.said if one.disposal else {}
    act = one.proposal or one.disposal
    return {
        "number": one.number or f"草稿 {one.id}", "title": one.title, "customer": one.customer,
        "sheets": str(one.sheets or ""), "ended": one.ended, "until": one.until,
        "why": terms.on_paper(str(said.get("why") or one.why)), "proposed": _proposed(one),
        "approved": f"{one.disposal.name} {one.disposal.at}" if one.disposal else "",
        "how": act.reason if act else "",
        "state": one.state_label, "files": counted,
    }  # fmt: skip


def _proposed(one: Keeping) -> str:
    if one.proposal is not None:
        return f"{one.proposal.name} {one.proposal.at}"
    return str(one.disposal.said.get("proposer") or "") if one.disposal else ""
