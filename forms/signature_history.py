"""签核历程 as a printed page: behind the sheet, or alone. It is printed from the ledger."""

from __future__ import annotations

from dataclasses import replace

from forms.english import ENDED, SIGNED, STATES
from forms.grid import Area, Pair, row
from forms.listing import UPRIGHT, Column, Line, Listing
from forms.plan import BILINGUAL
from forms.printing import Print
from forms.sheet import LaidSheet
from qcdesk.canonical import Values
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.fields import Note, Text
from qcdesk.kinds import Kind, plain_name
from qcdesk.services.keeping import gone
from qcdesk.services.sheets import records, sign_history
from qcdesk.services.sheets.revisions import labelled
from qcdesk.services.sheets.sign_history import Signed
from qcdesk.views import UNDATED, RecordView

NONE, WITH, ALONE = "none", "with", "alone"
CHOICES = {NONE: "不印签核历程", WITH: "签核历程随单印", ALONE: "只印签核历程"}

UNSOUND = "签后有改动"
SUPERSEDED = "已被替代"
TOLD = {"纸签": "Ink", UNDATED: "Undated", UNSOUND: "Altered since"}
SHOWED = {"signed": "Ink seen", "empty": "Empty on the scan", "unclear": "Unclear on the scan", "": "Not scanned",
          "unjudged": "Not judged on the scan"}  # fmt: skip
SHORTER = {"Improvement by": "Improved by", "Congratulate team": "Team thanked"}
"""Boxes whose English would be broken in its column."""

PLACES = ("Copy {}", "page {}", "page {} of the scan")
SHOWN = 16
"""Digits of the hash: enough to find the event, with its number."""

LISTING = Listing(
    "signature_history", "QL", "签核历程", "Signature History", ("签名", "Signatures"),
    columns=(
        Column(Text("edition", "版", "Edition"), 1.7), Column(Text("slot", "签名格", "Slot"), 2.45),
        Column(Text("name", "姓名", "Name"), 2.6), Column(Text("at", "时间", "Time"), 2.6),
        Column(Text("meaning", "含义", "Meaning"), 2.75), Column(Text("mode", "方式", "Mode"), 1.1),
        Column(Text("paper", "纸、扫描件、见签", "Copy, scan, witness", limit=400), 4.2),
        Column(Text("ended", "失效", "Ended"), 2.8), Column(Text("hash", "事件与链值", "Event, hash"), 2.8),
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
    english = lang == BILINGUAL
    lines = (_both(one, record.kind) if english else _line(one) for one in sign_history.of(desk, record.id))
    return LISTING.sheet(desk, _head(desk, record, english), lines, lang, record.number)


def _head(desk: Desk, record: RecordView, english: bool) -> Values:
    state = records.get(desk, record.id).state_label
    number, edition = record.number or f"草稿 {record.id}", labelled(record.amended)
    return {
        "sheet": f"{record.kind.title}　{record.kind.en}" if english else record.kind.title,
        "number": f"{number} Draft" if english and not record.number else number,
        "edition": (f"{edition} {_edition(record.amended)}" if english else edition) + _superseded(record, english),
        "state": f"{state} {_state(state)}" if english else state,
        "as_of": desk.clock.wall().strftime("%Y-%m-%d %H:%M"),
    }  # fmt: skip


def _superseded(record: RecordView, english: bool) -> str:
    said = f"\n（{SUPERSEDED} Superseded）" if english else f"（{SUPERSEDED}）"
    return said if record.superseded else ""


def _edition(amended: int) -> str:
    return f"Edition {amended}" if amended else "First"


def _state(label: str) -> str:
    """Of one that was disposed of, what it was before, too: 已核准，已处置."""
    before, over, _ = label.partition(f"，{gone.LABEL}")
    return ", ".join(STATES.get(part, part) for part in (before, *([gone.LABEL] if over else [])))


def _line(one: Signed) -> Line:
    return {
        "edition": labelled(one.edition), "slot": _whole(one.label), "name": _whole(one.signer),
        "at": one.at, "meaning": one.meaning, "mode": one.mode, "paper": "\n".join(filter(None, _paper(one))),
        "ended": one.ended or ("" if one.sound else UNSOUND), "hash": f"{one.event}·{one.hash[:SHOWN].upper()}",
    }  # fmt: skip


def _both(one: Signed, kind: Kind) -> Line:
    """Each with its English below."""
    said = _line(one)
    english = {
        "edition": _edition(one.edition), "slot": _box(kind, one.slot), "name": "by deputy" if one.deputy_for else "",
        "at": TOLD.get(one.at), "meaning": SIGNED.get(one.meaning), "mode": TOLD.get(one.mode),
        "ended": ENDED.get(one.deed) or TOLD.get(str(said["ended"])),
    }  # fmt: skip
    both = {name: "\n".join(filter(None, (str(said[name]), words))) for name, words in english.items()}
    return {**said, **both, "paper": _paper_in_both(one)}


def _box(kind: Kind, slot: str) -> str:
    said = next((box.en for box in kind.slots if box.name == plain_name(slot)), "")
    return SHORTER.get(said, said)


def _paper(one: Signed) -> tuple[str, str, str]:
    """Of one in ink: on which copy and scan it was seen, by whom, and what the scan left in doubt, each on a line."""
    return "，扫描件".join(filter(None, (one.copy, one.scan))), f"{one.seen_by} {one.seen_at}".strip(), one.doubt


def _paper_in_both(one: Signed) -> str:
    where, seen, doubt = _paper(one)
    places = ", ".join(said.format(number) for said, number in zip(PLACES, one.places, strict=False))
    showed = f"{SHOWED.get(one.showed, '')}, confirmed as said" if doubt else ""
    return "\n".join(filter(None, (where, places, f"{seen} 见签 Seen by" if seen else "", doubt, showed)))


def _whole(words: str) -> str:
    """What is in brackets on a line of its own, so that no name is broken: 何例八 and （代秦例五）."""
    return words.replace("（", "\n（")
