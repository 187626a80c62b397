"""签核历程 as a printed page: behind the sheet, or alone. It is printed from the ledger."""

from __future__ import annotations

from dataclasses import replace

from forms.english import MEANT
from forms.grid import Area, Pair, row
from forms.listing import UPRIGHT, Column, Line, Listing
from forms.plan import BILINGUAL
from forms.printing import Print
from forms.sheet import LaidSheet
from qcdesk.canonical import Values
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.fields import Note, Text
from qcdesk.services.sheets import records, sign_history
from qcdesk.services.sheets.revisions import labelled
from qcdesk.services.sheets.sign_history import Signed
from qcdesk.views import UNDATED, RecordView

NONE, WITH, ALONE = "none", "with", "alone"
CHOICES = {NONE: "不印签核历程", WITH: "签核历程随单印", ALONE: "只印签核历程"}

UNSOUND = "签后有改动"
ENGLISH = {**MEANT, "核准": "Approved", "纸签": "Ink", UNDATED: "Undated"}
SHOWN = 16
"""Digits of the hash: enough to find the event, with its number."""

LISTING = Listing(
    "signature_history", "QL", "签核历程", "Signature History", ("签名", "Signatures"),
    columns=(
        Column(Text("edition", "版", "Edition"), 1.3), Column(Text("slot", "签名格", "Slot"), 2.2),
        Column(Text("name", "姓名", "Name"), 2.6), Column(Text("at", "时间", "Time"), 2.6),
        Column(Text("meaning", "含义", "Meaning"), 2.3), Column(Text("mode", "方式", "Mode"), 1.3),
        Column(Text("paper", "纸、扫描件、见签", "Copy, scan, witness", limit=400), 4.7),
        Column(Text("ended", "失效", "Ended"), 3.2), Column(Text("hash", "事件与链值", "Event, hash"), 2.8),
    ),
    notes=(("注：各版的签名都列在这里，退回、改版而失效的也在。纸上签名的时间是纸上写的日期，见签的人后面是他确认的时间。",
            "Signatures of every edition, ended ones too. Of one in ink, the day on the paper and when it was seen."),
           ("　　链值是该事件在防篡改链上的摘要（前 16 位），运行核对可以验证。",
            "The hash is that of the event in the chain (first 16 digits)."),),
    fields=(
        Text("sheet", "表单", "Sheet", limit=80), Text("number", "编号", "No."), Text("edition", "所印的版", "Edition"),
        Text("state", "现在", "State"), Text("as_of", "印于", "Printed", key="day"),
        Note("stamp", "归档章：", "Archive stamp:"), Note("remarks", "备注：", "Remarks:"),
    ),
    head=(row(7, Pair("sheet", 14), Pair("number", 10)),
          row(7, Pair("edition", 8), Pair("state", 8), Pair("as_of", 8))),
    tail=(row(30, Area("remarks", 16), Area("stamp", 8)),),
    paper=UPRIGHT,
)  # fmt: skip


def joined(desk: Desk, made: Print, how: str, lang: str = "zh") -> Print:
    """The print of a record with its history behind the sheet, the history `alone`, or as it is. Behind a sheet that
    nobody ever signed stands none."""
    if how not in CHOICES:
        raise Refused(f"签核历程只能是 {'、'.join(CHOICES)}")
    if how == NONE or made.record is None:
        return made
    if how == WITH and not sign_history.of(desk, made.record.id):
        return made
    page = sheet(desk, made.record, lang)
    return replace(made, sheets=(page,) if how == ALONE else (*made.sheets, page))


def sheet(desk: Desk, record: RecordView, lang: str = "zh") -> LaidSheet:
    """As of now, every signature of every edition a line; `record` is the edition that it is printed with."""
    head: Values = {
        "sheet": record.kind.title, "number": record.number or f"草稿 {record.id}",
        "edition": labelled(record.amended) + ("（已被替代）" if record.superseded else ""),
        "state": records.get(desk, record.id).state_label, "as_of": desk.clock.wall().strftime("%Y-%m-%d %H:%M"),
    }  # fmt: skip
    lines = (_line(one, lang) for one in sign_history.of(desk, record.id))
    return LISTING.sheet(desk, head, lines, lang, record.number)


def _line(one: Signed, lang: str) -> Line:
    return {
        "edition": labelled(one.edition), "slot": _whole(one.label), "name": _whole(one.signer),
        "at": _told(one.at, lang), "meaning": _told(one.meaning, lang), "mode": _told(one.mode, lang),
        "paper": _paper(one),
        "ended": one.ended or ("" if one.sound else UNSOUND), "hash": f"{one.event}·{one.hash[:SHOWN].upper()}",
    }  # fmt: skip


def _told(words: str, lang: str) -> str:
    """With its English below, on sheets in both languages."""
    english = ENGLISH.get(words, "") if lang == BILINGUAL else ""
    return f"{words}\n{english}" if english else words


def _paper(one: Signed) -> str:
    """Of one in ink: on which copy and scan it was seen, by whom, and what the scan left in doubt, each on a line."""
    where = "，扫描件".join(filter(None, (one.copy, one.scan)))
    return "\n".join(filter(None, (where, f"{one.seen_by} {one.seen_at}".strip(), one.doubt)))


def _whole(words: str) -> str:
    """What is in brackets on a line of its own, so that no name is broken: 何例八 and （代秦例五）."""
    return words.replace("（", "\n（")
