"""The cover of a case's archive package: whose case it is, what is inside and on which page, what is missing; and the
pages that tell its history. Both are laid as sheets are, and are no records themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from forms.grid import A4_FILE, Area, Form, PageNumber, Pair, Sign, Table, row
from forms.lay import lay
from forms.photos import Gallery
from forms.sheet import LaidSheet
from qcdesk.canonical import Json, Values
from qcdesk.desk import Desk
from qcdesk.fields import Auto, Day, Lines, Note, Text
from qcdesk.fields.printable import is_printable
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.services.basics import office
from qcdesk.services.keeping import retention, terms
from qcdesk.services.keeping.package import Package
from qcdesk.services.trail import history
from qcdesk.views import RecordView
from qcdesk.workflow import APPROVED, chain

WHOLE = "齐全：没有缺的签名、单子和照片"
INTERNAL = "内有共用的 8D（别的客户的），只供内部保存，不要寄给客户。"
MOST = 9_999_999
ENDED = "SELECT MAX(at) FROM event WHERE record_id = ? AND to_state = ? AND from_state <> to_state"

SLOTS = (
    Slot("prepared", "归档", "Filed", "qc"), Slot("reviewed", "审核", "Reviewed", "qcmgr"),
    Slot("approved", "收存", "Received", "pmgr"),
)  # fmt: skip


class Entry(NamedTuple):
    """One line of the contents; `page` counts from the cover."""

    title: str
    number: str
    state: str
    page: int


def _kind(code: str, title: str, en: str, *fields: Text | Note | Day | Lines) -> Kind:
    return Kind(
        code=code, rev="A/0", title=title, en=en, prefix="GD", sheet=False,
        workflow=chain(code, "qc", "qcmgr", "pmgr"), blocks=(Block("archive", title, "qc", fields),), slots=SLOTS,
    )  # fmt: skip


COVER = Form(
    _kind(
        "archive_cover", "案件归档卷宗", "Case Archive",
        Text("standing", "案件状态", "State"), Text("customer", "客户", "Customer"), Text("product", "产品", "Product"),
        Text("lot", "批号", "Lot"), Text("severity", "客诉程度", "Severity"), Text("duty", "责任部门", "Responsible"),
        Text("received", "受理时间", "Received"), Text("ended", "结束时间", "Ended"), Text("made", "制作", "Made by"),
        Text("kept", "保存", "Kept"), Day("day", "日期", "Date", key="day"), Text("head", "事件链", "Chain of events"),
        Note("missing", "齐全情况：", "Completeness"),
        Lines("lines", "目录", "Contents", rows=1, most=MOST, columns=(
            Auto("seq", "序号", "No.", what="row"), Text("title", "内容", "What"), Text("number", "编号", "Number"),
            Text("state", "状态", "State"), Text("page", "页", "Page"),
        )),
    ),
    rows=(
        row(8, Pair("standing", 24)), row(8, Pair("customer", 24)),
        row(8, Pair("product", 14), Pair("lot", 10)), row(8, Pair("severity", 14), Pair("duty", 10)),
        row(8, Pair("received", 14), Pair("ended", 10)), row(8, Pair("made", 24)),
        row(8, Pair("kept", 24)),
        row(22, Area("missing")), row(6.5, Table("lines", (2, 11, 5, 4, 2))),
        row(9, Pair("head", 24)), row(14, Sign("prepared", 8), Sign("reviewed", 8), Sign("approved", 8)),
    ),
    notes=(("注：页数从本封面算起，印在每页右下角。事件链的序号和校验码可以在 QCDesk 里用“核对”对照。",
            "Pages are counted from this cover, at the bottom right of each page."),),
    counted=True,
)  # fmt: skip

HISTORY = Form(
    _kind(
        "archive_history", "案件经过", "History of the Case",
        Text("span", "起止", "From – to"), Day("day", "日期", "Date", key="day"),
        Lines("lines", "经过", "History", rows=1, most=MOST, columns=(
            Text("at", "时间", "Time"), Text("sheet", "单子", "Sheet"), Text("who", "谁", "Who"),
            Text("what", "做了什么", "What"), Text("seq", "事件", "Event"),
        )),
    ),
    paper=A4_FILE,
    rows=(row(7, Pair("span", 16), PageNumber(8)), row(6, Table("lines", (3.2, 2.8, 1.6, 15, 1.4)))),
)  # fmt: skip


def cover(desk: Desk, package: Package, entries: Sequence[Entry]) -> LaidSheet:
    case = package.case
    values: Values = {
        **_about(case), "standing": package.standing, "ended": _ended(desk, package),
        "kept": _kept(desk, package), "made": f"{package.made_by} {package.at}", "day": package.at[:10],
        "head": f"第 {package.seq} 条　{package.hash}",
        "missing": "\n".join(_completeness(package)),
        "lines": [_line(entry) for entry in entries],
    }  # fmt: skip
    return _laid(desk, COVER, case, values)


def told(desk: Desk, package: Package) -> LaidSheet:
    """What happened to the case and its sheets in one order, as of the package's moment."""
    found = [
        (line, view) for view in package.records for line in history.told(desk, view.id) if line.seq <= package.seq
    ]
    found.sort(key=lambda one: one[0].seq)
    span = f"{found[0][0].at[:16]} – {found[-1][0].at[:16]}" if found else ""
    values: Values = {
        "span": span, "day": package.at[:10], "lines": [_happened(line, view) for line, view in found],
    }  # fmt: skip
    return _laid(desk, HISTORY, package.case, values)


def printable(text: str) -> str:
    """A stranger's file name may hold what the faces do not draw."""
    return "".join(char if is_printable(char) else "?" for char in text.replace("\n", " "))


def _laid(desk: Desk, form: Form, case: RecordView, values: Values) -> LaidSheet:
    kept = {name: value for name, value in values.items() if value not in ("", None)}
    record = RecordView(0, case.number, form.kind, APPROVED, "", 0, kept)
    return lay(form, record, office.view(desk), "zh", Gallery())


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
        yield from (f"{at}. {sentence}" for at, sentence in enumerate(package.missing, start=1))
    else:
        yield WHOLE
    if package.shared:
        yield INTERNAL


def _line(entry: Entry) -> dict[str, Json]:
    said = {"title": entry.title, "number": entry.number, "state": entry.state, "page": str(entry.page)}
    return {name: value for name, value in said.items() if value}


def _happened(line: history.Line, view: RecordView) -> dict[str, Json]:
    said = [line.sentence, *line.details]
    if line.reason:
        said.append(f"{line.asks or '原因'}：{line.reason}")
    if line.clock:
        said.append(line.clock)
    return {
        "at": line.at, "sheet": view.number or f"草稿 {view.id}", "who": line.who,
        "what": printable("；".join(filter(None, said))), "seq": str(line.seq),
    }  # fmt: skip
