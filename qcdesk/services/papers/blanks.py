"""Blank numbered sheets: numbers reserved for paper that is filled by hand, whose scan comes back to its record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qcdesk.canonical import Json, Values
from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.kinds import Kind
from qcdesk.services.basics import typing_in
from qcdesk.services.papers import copies, copy_list
from qcdesk.services.papers.copy_list import BLANK, OUT, CopyView
from qcdesk.services.sheets import numbering, records
from qcdesk.services.sheets.records import Move
from qcdesk.services.trail import kept_rows
from qcdesk.views import RecordView
from qcdesk.workflow import DRAFT, VOID

MOST = 500
FOR_WHOM = "给谁用"
LIMIT = 60

UNTOUCHED = "copy.made = 'blank' AND record.state = 'draft' AND record.version = copy.version"
"""Of a reserved sheet into which nobody has keyed anything yet."""


@dataclass(frozen=True)
class Laid:
    """The empty sheet as it will be printed: pages, boxes (forms/copy_mark.py), language."""

    pages: int
    boxes: Values
    lang: str


@dataclass(frozen=True)
class Reserved:
    """One number with the paper that carries it."""

    record: RecordView
    copy: CopyView


def refuse_unfit(kind: Kind) -> None:
    """Raises Refused for what cannot be numbered before it is filled in."""
    if not kind.sheet:
        raise Refused(f"《{kind.title}》不预留编号，请先受理")
    if kind.prefixes[0]:
        label = kind.field(kind.prefixes[0]).label.rstrip("：")
        raise Refused(f"《{kind.title}》的编号要看“{label}”，不能先预留，请先在屏幕上开单")


def refuse_count(count: int) -> None:
    if not 1 <= count <= MOST:
        raise Refused(f"空白表一次可以打 1 到 {MOST} 份")


def reserve(desk: Desk, form: str, count: int, to_whom: str, laid: Laid) -> list[Reserved]:
    """`count` empty drafts of the form's newest revision, each with its number and one copy, which is with whom it was
    printed for from then on.

    All or none. Raises Refused for a count outside 1–500, nobody named, a form that cannot be numbered empty.
    """
    desk.require_person()
    kind = desk.catalogue.newest(form)
    refuse_unfit(kind)
    refuse_count(count)
    whom = typing_in.line(FOR_WHOM, to_whom, LIMIT)
    if not whom:
        raise Refused("预留编号要写明给谁用：哪个车间、哪条线、谁领走的")
    with desk.store.write():
        return [_one(desk, kind, whom, laid) for _ in range(count)]


def _one(desk: Desk, kind: Kind, whom: str, laid: Laid) -> Reserved:
    made = records.create(desk, kind.code, {}).record or 0
    with records.changing(desk, made) as held:
        values = records.payload_of(held.row)
        drawn = numbering.draw(desk, kind, values)
        detail: dict[str, object] = {"drawn": list(drawn.said), "to_whom": whom}
        records.write_version(desk, held, kind, values, Move("reserved", detail, number=drawn.number))
    record = records.get(desk, made)
    copy = copies.register(desk, record, laid.pages, laid.boxes, laid.lang, BLANK)
    taken: dict[str, Json] = {"copy": copy.id, "act": "send", "holder": whom, "place": "", "reason": ""}
    kept_rows.append(desk, "copy_moved", [("copy_move", taken)], record=record.id,
                     detail={"positions": [copy.position], "handed": True})  # fmt: skip
    return Reserved(record, copy_list.get(desk, copy.id))


def out(desk: Desk, form: str = "") -> list[CopyView]:
    """Papers that were handed out and of which nothing has come back or been keyed in, the longest out first."""
    found = desk.store.sql(f"SELECT copy.id FROM copy JOIN record ON record.id = copy.record_id WHERE {UNTOUCHED} "
                           "AND (? = '' OR record.form = ?) ORDER BY copy.id", (form, form))  # fmt: skip
    views = [copy_list.get(desk, number) for (number,) in found]
    return [one for one in views if one.state in OUT]


def give_back(desk: Desk, numbers: Sequence[int], reason: str) -> Change:
    """Makes unused sheets void, by their copies: the number stays used and the trail says why. All or none.

    Raises Refused for one that was keyed in, or by somebody who neither reserved it nor may make it void.
    """
    why = typing_in.line("原因", reason, LIMIT)
    if not typing_in.says(why):
        raise Refused(typing_in.lacking("原因", why, "退回空白单要写明“原因”"))
    with desk.store.write():
        for copy in (copy_list.get(desk, number) for number in dict.fromkeys(numbers)):
            _void(desk, copy, why)
    return touched("copies", "records")


def move(desk: Desk, numbers: Sequence[int], act: str, said: Mapping[str, str]) -> Change:
    """As `copies.move`; a blank sheet that nobody filled in takes its record with it when it is made void."""
    unused = {one.id for one in out(desk)} if act == "spoil" else set()
    with desk.store.write():
        if empty := [number for number in numbers if number in unused]:
            give_back(desk, empty, said.get("reason") or "")
        if others := [number for number in numbers if number not in unused]:
            return copies.move(desk, others, act, said)
    return touched("copies", "records")


def _void(desk: Desk, copy: CopyView, why: str) -> None:
    with records.changing(desk, copy.record) as held:
        row, kind = held.row, records.kind_of(desk, held.row)
        if copy.made != BLANK or row.state != DRAFT or row.version != copy.version:
            raise Refused(f"{copy.named}不是没用过的空白单，要作废请打开这张单")
        roles = {step.role for step in kind.workflow.from_state(DRAFT) if step.target == VOID}
        if row.created_by != desk.require_person().login and not roles & set(desk.person.roles):
            raise Refused(f"{copy.named}由预留的人或能作废这张单的人退回")
        move = Move("void", {"blank": copy.position}, state=VOID, reason=f"空白编号单没有用：{why}")
        records.write_version(desk, held, kind, records.payload_of(row), move)
        if copy.state in OUT:
            gone: dict[str, Json] = {"copy": copy.id, "act": "spoil", "holder": "", "place": "", "reason": why}
            kept_rows.append(desk, "copy_moved", [("copy_move", gone)], record=row.id,
                             detail={"positions": [copy.position]})  # fmt: skip
