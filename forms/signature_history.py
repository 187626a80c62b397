"""签核历程 as a printed page: behind the sheet, or alone. It is printed from the ledger and is no record itself."""

from __future__ import annotations

from dataclasses import replace

from forms.grid import A4, Area, Form, PageNumber, Pair, Table, row
from forms.lay import lay
from forms.printing import Print
from forms.sheet import LaidSheet
from qcdesk.canonical import Json, Values
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.fields import Auto, Lines, Note, Text
from qcdesk.kinds import Block, Kind
from qcdesk.services.basics import office
from qcdesk.services.sheets import sign_history
from qcdesk.services.sheets.sign_history import Signed
from qcdesk.views import RecordView
from qcdesk.workflow import APPROVED, chain

NONE, WITH, ALONE = "none", "with", "alone"
CHOICES = {NONE: "不印签核历程", WITH: "签核历程随单印", ALONE: "只印签核历程"}

TITLE = "签核历程"
UNSOUND = "签后有改动"
SHOWN = 16
"""Digits of the hash: enough to find the event, with its number."""

KIND = Kind(
    code="signature_history", rev="A/0", title=TITLE, en="Signature History", prefix="QL", sheet=False,
    workflow=chain("signature_history", "qc", "qcmgr", "pmgr"),
    blocks=(
        Block("list", "签核", "qc", (
            Text("sheet", "表单", "Sheet", limit=80),
            Text("number", "编号", "No."),
            Text("state", "现在", "State"),
            Text("as_of", "印于", "Printed", key="day"),
            Lines("lines", "签名", "Signatures", rows=1, most=9_999_999, columns=(
                Auto("seq", "序号", "No.", what="row"),
                Text("slot", "签名格", "Slot"),
                Text("name", "姓名", "Name"),
                Text("at", "时间", "Time"),
                Text("meaning", "含义", "Meaning"),
                Text("mode", "方式", "Mode"),
                Text("seen_by", "看过纸的人", "Seen by"),
                Text("ended", "失效", "Ended"),
                Text("hash", "事件与链值", "Event, hash"),
            )),
            Note("stamp", "归档章：", "Archive stamp:"),
            Note("remarks", "备注：", "Remarks:"),
        )),
    ),
    slots=(),
)  # fmt: skip

FORM = Form(
    KIND,
    paper=A4,
    rows=(
        row(7, Pair("sheet", 14, label=3), Pair("number", 10, label=3)),
        row(7, Pair("state", 9, label=3), Pair("as_of", 9, label=3), PageNumber(6)),
        row(7.5, Table("lines", (1, 2.4, 3.4, 3, 2, 2, 2, 4.6, 3.6))),
        row(30, Area("remarks", 16), Area("stamp", 8)),
    ),
    notes=(("注：退回、改版而失效的签名也列在这里。链值是该事件在防篡改链上的摘要（前 16 位），运行核对可以验证。",
            "Ended signatures are listed too. The hash is that of the event in the chain (first 16 digits)."),),
)  # fmt: skip


def joined(desk: Desk, made: Print, how: str, lang: str = "zh") -> Print:
    """The print of a record with its history behind the sheet, the history `alone`, or as it is."""
    if how not in CHOICES:
        raise Refused(f"签核历程只能是 {'、'.join(CHOICES)}")
    if how == NONE or made.record is None:
        return made
    page = sheet(desk, made.record, lang)
    return replace(made, sheets=(page,) if how == ALONE else (*made.sheets, page))


def sheet(desk: Desk, record: RecordView, lang: str = "zh") -> LaidSheet:
    """As of now, every signature a line."""
    lines: list[Json] = [_line(one) for one in sign_history.of(desk, record.id)]
    values: Values = {
        "sheet": record.kind.title, "number": record.number or f"草稿 {record.id}", "state": record.state_label,
        "as_of": desk.clock.wall().strftime("%Y-%m-%d %H:%M"), "lines": lines,
    }  # fmt: skip
    return lay(FORM, RecordView(0, record.number, KIND, APPROVED, "", 0, values), office.view(desk), lang)


def _line(one: Signed) -> dict[str, Json]:
    said = {
        "slot": one.label, "name": one.signer, "at": one.at, "meaning": one.meaning, "mode": one.mode,
        "seen_by": one.seen_by, "ended": one.ended or ("" if one.sound else UNSOUND),
        "hash": f"{one.event}·{one.hash[:SHOWN].upper()}",
    }  # fmt: skip
    return {name: value for name, value in said.items() if value}
