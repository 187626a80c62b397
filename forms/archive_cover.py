"""The cover of a case's archive package: whose case it is, what is inside and on which page, what is missing; and the
pages that tell its history. Both are laid as sheets are, and are no records themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from forms.grid import A4, Area, Pair, row
from forms.listing import Column, Line, Listing
from forms.sheet import LaidSheet
from qcdesk.canonical import Json, Values
from qcdesk.desk import Desk
from qcdesk.fields import Day, Note, Text
from qcdesk.fields.printable import is_printable
from qcdesk.kinds import Slot
from qcdesk.services.keeping import retention, terms
from qcdesk.services.keeping.package import Package
from qcdesk.services.trail import chain_marks, history
from qcdesk.views import RecordView

WHOLE = "齐全：没有缺的签名、单子和照片"
BUT_DESTROYED = "没有缺的签名和单子"
INTERNAL = "内有共用的 8D（别的客户的），只供内部保存，不要寄给客户。"
ENDED = "SELECT MAX(at) FROM event WHERE record_id = ? AND to_state = ? AND from_state <> to_state"


class Entry(NamedTuple):
    """One line of the contents; `page` counts from the cover."""

    title: str
    number: str
    state: str
    page: int


COVER = Listing(
    "archive_cover", "GD", "案件归档卷宗", "Case Archive", ("目录", "Contents"), counted=True, paper=A4,
    columns=(
        Column(Text("title", "内容", "What"), 11), Column(Text("number", "编号", "Number"), 5),
        Column(Text("state", "状态", "State"), 5), Column(Text("page", "页", "Page"), 2),
    ),
    slots=(
        Slot("prepared", "归档", "Filed", "qc"), Slot("reviewed", "审核", "Reviewed", "qcmgr"),
        Slot("approved", "收存", "Received", "pmgr"),
    ),
    fields=(
        Text("standing", "案件状态", "State"), Text("customer", "客户", "Customer"), Text("product", "产品", "Product"),
        Text("lot", "批号", "Lot"), Text("severity", "客诉程度", "Severity"), Text("duty", "责任部门", "Responsible"),
        Text("received", "受理时间", "Received"), Text("ended", "结束时间", "Ended"), Text("made", "制作", "Made by"),
        Text("kept", "保存", "Kept"), Day("day", "日期", "Date", key="day"), Text("head", "事件链", "Chain of events"),
        Note("missing", "齐全情况：", "Completeness"),
    ),
    head=(
        row(8, Pair("standing", 24)), row(8, Pair("customer", 24)),
        row(8, Pair("product", 14), Pair("lot", 10)), row(8, Pair("severity", 14), Pair("duty", 10)),
        row(8, Pair("received", 14), Pair("ended", 10)), row(8, Pair("made", 24)),
        row(8, Pair("kept", 24)), row(22, Area("missing")),
    ),
    tail=(row(9, Pair("head", 24)),),
    notes=(("注：页数从本封面算起，印在每页下边中间。事件链的链码可以在 QCDesk 的“核对纸张”里输入对照。",
            "Pages are counted from this cover, in the middle below each page."),),
)  # fmt: skip

HISTORY = Listing(
    "archive_history", "GD", "案件经过", "History of the Case", ("经过", "History"), numbered=False, counted=True,
    columns=(
        Column(Text("at", "时间", "Time"), 3.2), Column(Text("sheet", "单子", "Sheet"), 2.8),
        Column(Text("who", "谁", "Who"), 1.6), Column(Note("what", "做了什么", "What"), 15),
        Column(Text("seq", "事件", "Event"), 1.4),
    ),
    fields=(Text("span", "起止", "From – to"), Day("day", "日期", "Date", key="day")),
    head=(row(7, Pair("span", 24)),),
)  # fmt: skip


def cover(desk: Desk, package: Package, entries: Sequence[Entry]) -> LaidSheet:
    case = package.case
    head: Values = {
        **_about(case), "standing": package.standing, "ended": _ended(desk, package),
        "kept": _kept(desk, package), "made": f"{package.made_by} {package.at}", "day": package.at[:10],
        "head": f"链 {chain_marks.of(package.seq, package.hash)}",
        "missing": "\n".join(_completeness(package)),
    }  # fmt: skip
    return COVER.sheet(desk, head, map(_line, entries), number=case.number)


def told(desk: Desk, package: Package) -> LaidSheet:
    """What happened to the case and its sheets in one order, as of the package's moment."""
    found = [
        (line, view) for view in package.records for line in history.told(desk, view.id) if line.seq <= package.seq
    ]
    found.sort(key=lambda one: one[0].seq)
    span = f"{found[0][0].at[:16]} – {found[-1][0].at[:16]}" if found else ""
    head: Values = {"span": span, "day": package.at[:10]}
    return HISTORY.sheet(desk, head, [_happened(line, view) for line, view in found], number=package.case.number)


def printable(text: str) -> str:
    """A stranger's file name may hold what the faces do not draw."""
    return "".join(char if is_printable(char) else "?" for char in text.replace("\n", " "))


def _about(case: RecordView) -> dict[str, Json]:
    def show(*names: str) -> str:
        return "　".join(filter(None, (case.kind.field(name).show(case.values.get(name)) for name in names)))

    return {
        "customer": show("customer"), "product": show("product_name", "model_spec"), "lot": show("lot_no"),
        "severity": show("case_kind", "severity"), "duty": show("duty_dept"), "received": show("received_at"),
    }  # fmt: skip


def _ended(desk: Desk, package: Package) -> str:
    """When it came to its end, by the trail."""
    if package.interim:
        return "未结案"
    ((at,),) = desk.store.sql(ENDED, (package.case.id, package.case.state))
    return desk.clock.local(at) if at else ""


def _kept(desk: Desk, package: Package) -> str:
    """Until when, by which figures; nothing for what has no number yet."""
    return terms.on_paper(retention.of(desk, package.case.id).why) if package.case.number else ""


def _completeness(package: Package) -> Iterator[str]:
    if package.missing:
        yield f"还缺 {len(package.missing)} 项："
        yield from (f"{at}. {printable(sentence)}" for at, sentence in enumerate(package.missing, start=1))
    else:
        yield BUT_DESTROYED if package.gone else WHOLE
    if package.gone:
        yield package.gone
    if package.shared:
        yield INTERNAL


def _line(entry: Entry) -> Line:
    return {"title": entry.title, "number": entry.number, "state": entry.state, "page": str(entry.page)}


def _happened(line: history.Line, view: RecordView) -> Line:
    said = [line.sentence, *line.details]
    if line.reason:
        said.append(f"{line.asks or '原因'}：{line.reason}")
    if line.clock:
        said.append(line.clock)
    return {
        "at": line.at, "sheet": view.number or f"草稿 {view.id}", "who": line.who,
        "what": printable("；".join(filter(None, said))), "seq": str(line.seq),
    }  # fmt: skip
