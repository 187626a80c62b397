"""Numbered copies: each print for signature, and where it is now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qcdesk import canonical
from qcdesk.canonical import Json, Values
from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import Refused, Stale
from qcdesk.services.basics import typing_in
from qcdesk.services.papers import scan_list
from qcdesk.services.papers.copy_list import (
    ACTS,
    ARCHIVED,
    BACK,
    COUNTS,
    FIND,
    LOST,
    PRINTED,
    SENT,
    SETTLED,
    SIGN,
    SPOILED,
    TAKE_OUT,
    Act,
    CopyView,
    get,
)
from qcdesk.services.papers.office_code import settle
from qcdesk.services.sheets import records, signing
from qcdesk.services.trail import kept_rows
from qcdesk.store.query import askable
from qcdesk.views import RecordView
from qcdesk.workflow import DRAFT, VOID

LABELS: Mapping[str, str] = {"holder": "交给谁", "place": "归档盒和位置", "reason": "原因"}
ASKED: Mapping[str, Mapping[str, str]] = {
    "send": {"holder": "交给谁", "reason": "备注"}, "back": {"reason": "备注"},
    "archive": {"place": "归档盒和位置", "reason": "备注"}, "take_out": {"holder": "借给谁", "reason": "借去做什么"},
    "lose": {"reason": "怎么丢的、找过哪里"}, "find": {"reason": "在哪里找到的"}, "spoil": {"reason": "为什么作废"},
}  # fmt: skip
"""What each act asks for, as it calls it."""

INSTEAD: Mapping[str, str] = {
    PRINTED: "纸还在办公室", SENT: "纸回来了，先点“签回”", BACK: "纸已经回来了",
    ARCHIVED: "要拿出来，点“借出”", LOST: "纸找到了，先点“找回”", SPOILED: "作废了的纸不再用，要签请重新打印",
}  # fmt: skip
"""Of an act that is nothing for a copy in this state."""

LIMIT = 60
"""Characters of a holder and a place."""


def why_none(record: RecordView) -> str:
    """Why a print of the record is no numbered copy; nothing where it is one."""
    if not record.kind.sheet:
        return "案件的履历不编份"
    if record.state == DRAFT:
        return "还是草稿，印出来带“草稿”字样，不编份"
    if record.state == VOID:
        return "已作废，不编份"
    if record.superseded:
        return "这是已被替代的旧版，不编份"
    if record.disposed:
        return "已处置，不编份"
    return ""


def register(desk: Desk, record: RecordView, pages: int, boxes: Values, lang: str, made: str = SIGN) -> CopyView:
    """A copy of the record as it was laid out; raises Stale when it has been changed since, Refused for a draft."""
    return register_many(desk, record, pages, boxes, lang, 1, made)[0]


def register_many(desk: Desk, record: RecordView, pages: int, boxes: Values, lang: str, count: int,
                  made: str = SIGN) -> list[CopyView]:  # fmt: skip
    """As `register`, `count` copies of one print, each with a number of its own."""
    desk.require_person()
    refusal = why_none(record) if made == SIGN else ""
    if refusal:
        raise Refused(f"{record.title}{refusal}")
    with records.changing(desk, record.id) as held:
        records.refuse_tampered(held)
        if held.row.version != record.version:
            raise Stale(f"{record.title}刚刚被改过，请重新打开再打印", "", "")
        settle(desk)
        before = desk.store.sql("SELECT amended, position FROM copy WHERE record_id = ?", (record.id,))
        first = max((position for _, position in before), default=0) + 1
        reprint = any(amended == record.amended for amended, _ in before)
        same: dict[str, Json] = {
            "record": record.id, "version": record.version, "amended": record.amended,
            "digest": canonical.digest(held.row.payload), "made": made, "pages": pages, "lang": lang,
            "boxes": canonical.dump(boxes),
        }  # fmt: skip
        rows = [("copy", {**same, "position": first + at, "reprint": reprint}) for at in range(count)]
        told: list[Json] = [first + at for at in range(count)]
        added = kept_rows.append(desk, "copy_made", rows, record=record.id, detail={"positions": told})
        return [get(desk, one) for one in added.ids]


def coming(desk: Desk, record: RecordView, count: int = 1) -> str:
    """Which copies the next print of the record makes: 第 2 份（重印）, 第 3–5 份; nothing where it makes none."""
    if why_none(record):
        return ""
    before = desk.store.sql("SELECT amended, position FROM copy WHERE record_id = ?", (record.id,))
    first = max((position for _, position in before), default=0) + 1
    which = f"第 {first} 份" if count == 1 else f"第 {first}–{first + count - 1} 份"
    return which + ("（重印）" if any(amended == record.amended for amended, _ in before) else "")


def move(desk: Desk, copies: Sequence[int], act_name: str, said: Mapping[str, str]) -> Change:
    """Writes what was done with copies, all of them or none, each record in its own trail; `said` is
    `{holder, place, reason}`. A lost copy that is found (找回) is 已签回 where it had come back before or all its pages
    have been scanned meanwhile, and else 已打印: it is at hand, whoever had it.

    Raises Refused with the sentence for the first that cannot be moved so.
    """
    desk.require_person()
    act = _act(act_name)
    words = _read(act, said)
    seq = None
    with desk.store.write():
        found = [get(desk, copy) for copy in dict.fromkeys(copies)]
        for copy in found:
            refuse(desk, copy, act)
        numbers = list(dict.fromkeys(copy.record for copy in found))
        for record in numbers:
            mine = [copy for copy in found if copy.record == record]
            seq = _write(desk, record, mine, act.name, words)
            if act.name == FIND and (whole := [copy for copy in mine if _had_come_back(desk, copy)]):
                seq = _write(desk, record, whole, "back", {})
    one = numbers[0] if len(numbers) == 1 else None
    return touched("copies", "records", record=one, event=seq)


def _write(desk: Desk, record: int, moved: Sequence[CopyView], act: str, words: Mapping[str, Json]) -> int:
    empty: dict[str, Json] = dict.fromkeys(LABELS, "")
    rows = [("copy_move", {**empty, **words, "copy": copy.id, "act": act}) for copy in moved]
    told: list[Json] = [copy.position for copy in moved]
    return kept_rows.append(desk, "copy_moved", rows, record=record, detail={"positions": told}).event


def _had_come_back(desk: Desk, copy: CopyView) -> bool:
    """Before it was lost, or since by its scan."""
    asked = (f"SELECT one.act FROM copy_move AS one WHERE one.copy_id = ? AND one.act NOT IN ('lose', ?) AND {COUNTS} "
             "ORDER BY one.id DESC LIMIT 1")  # fmt: skip
    before = desk.store.sql(asked, (copy.id, FIND))
    return any(act in ("back", "archive", "take_out") for (act,) in before) or not scan_list.missing(desk, copy)


def _act(name: str) -> Act:
    found = next((act for act in ACTS if act.name == name), None)
    if found is None:
        raise Refused(f"没有“{askable(name)}”这个动作，可用的有：{'、'.join(act.name for act in ACTS)}")
    return found


def _read(act: Act, said: Mapping[str, str]) -> dict[str, Json]:
    labels = {**LABELS, **ASKED[act.name]}
    words: dict[str, Json] = {name: typing_in.line(label, said.get(name) or "", LIMIT)
                              for name, label in labels.items()}  # fmt: skip
    for name in act.asks:
        if not words[name] or (name == "reason" and not typing_in.says(str(words[name]))):
            label = ASKED[act.name][name]
            raise Refused(typing_in.lacking(f"“{label}”", str(words[name] or ""), f"{act.label}要写明“{label}”"))
    return words


def refuse(desk: Desk, copy: CopyView, act: Act) -> None:
    """Raises Refused where the act is nothing for this copy, whatever is said with it."""
    why = why_not(copy, act)
    if why:
        raise Refused(why)
    if act.target == SPOILED:
        _refuse_with_signatures(desk, copy)


def why_not(copy: CopyView, act: Act) -> str:
    """Why the act is nothing for a copy that stands as it does; empty where it may be tried."""
    if copy.state not in act.source:
        where = f"，在{copy.holder}处" if copy.state == SENT else f"，在{copy.place}" if copy.state == ARCHIVED else ""
        again = "再" if copy.state == act.target and act.name not in (FIND, TAKE_OUT) else ""
        return f"{copy.named}{copy.state_label}{where}，不能{again}{act.label}：{_instead(copy, act)}"
    if act.name == "send" and copy.settled:
        return f"{copy.named}不用送签：{SETTLED}；纸放进盒子点“归档”，有人要借，归档以后点“借出”"
    return ""


def _instead(copy: CopyView, act: Act) -> str:
    """What may be done from where it is."""
    if act.name == FIND:
        return "只有“已遗失”的才要找回"
    if act.name == TAKE_OUT and copy.state in (PRINTED, BACK):
        return "归档以后才能借出"
    return INSTEAD[copy.state]


def _refuse_with_signatures(desk: Desk, copy: CopyView) -> None:
    """The paper is what they rest on."""
    names = dict.fromkeys(item.name for item in signing.live(desk, copy.record) if item.copy == copy.id)
    if names:
        raise Refused(f"{copy.named}上{'、'.join(names)}的签名已经认下，纸是它们的依据，不能作废；"
                      "要重新签，先把单子退回或改版，签名就不再算；纸找不到了请“报遗失”")  # fmt: skip
