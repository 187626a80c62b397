"""Copies as the page lists them: read for a filter, in columns, with a chip for each state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qcdesk.desk import Desk
from qcdesk.services.papers import chasing, copy_list
from qcdesk.services.papers.chasing import Chased
from qcdesk.services.papers.copy_list import (
    ARCHIVED,
    BACK,
    BLANK,
    LOST,
    OUT,
    PRINTED,
    SENT,
    SPOILED,
    STATES,
    CopyView,
)
from qcdesk.services.papers.stale import DAMAGED
from ui.pages.columns import Column
from ui.style.tokens import DONE, GOING, GONE, PLAIN, Tone

OPEN, GONE_STATES, EVERY = "open", "gone", "every"
CHIPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (OPEN, "还没归档", (PRINTED, SENT, BACK)), (PRINTED, STATES[PRINTED], (PRINTED,)),
    (SENT, "送签、领用、借出", (SENT,)), (BACK, STATES[BACK], (BACK,)), (ARCHIVED, STATES[ARCHIVED], (ARCHIVED,)),
    (GONE_STATES, "遗失、作废", (LOST, SPOILED)), (EVERY, "全部", tuple(STATES)),
)  # fmt: skip
TONES: Mapping[str, Tone] = {PRINTED: PLAIN, SENT: GOING, BACK: DONE, ARCHIVED: DONE, LOST: GONE, SPOILED: GONE}
MOST = 500


@dataclass(frozen=True)
class Asked:
    """What the list is narrowed to."""

    text: str = ""
    states: tuple[str, ...] = ()
    offset: int = 0
    limit: int = MOST


@dataclass(frozen=True)
class HeldCopy:
    """`since` is local time; `late` says that it is still to be signed and out longer than the office bears."""

    copy: CopyView
    since: str
    days: int
    late: bool


@dataclass(frozen=True)
class Found:
    """What the page shows, read off the main thread."""

    rows: tuple[HeldCopy, ...]
    total: int
    counts: Mapping[str, int]
    chased: tuple[Chased, ...]
    late_days: int


def read(desk: Desk, asked: Asked) -> Found:
    page = find(desk, asked)
    return Found(page.rows, page.total, chasing.counts(desk), chasing.people(desk), chasing.late_days(desk))


@dataclass(frozen=True)
class Page:
    rows: tuple[HeldCopy, ...]
    total: int


def find(desk: Desk, asked: Asked) -> Page:
    """One part of the list, and how many there are; the longest out first."""
    limit = chasing.late_days(desk)
    found = copy_list.listed(desk, states=asked.states, text=asked.text, limit=asked.offset + asked.limit)
    rows = tuple(_held(desk, copy, limit) for copy in found[asked.offset :])
    return Page(rows, copy_list.count(desk, states=asked.states, text=asked.text))


def of_record(desk: Desk, record: int) -> list[HeldCopy]:
    limit = chasing.late_days(desk)
    return [_held(desk, copy, limit) for copy in copy_list.of_record(desk, record)]


def _held(desk: Desk, copy: CopyView, limit: int) -> HeldCopy:
    days = copy_list.days_out(desk, copy)
    late = copy.waited_for and days > limit
    return HeldCopy(copy, desk.clock.local(copy.since), days, late)


def which(held: HeldCopy) -> str:
    return f"第 {held.copy.position} 份" + ("　重印" if held.copy.reprint else "")


def where(held: HeldCopy) -> str:
    """Who has it, or the box it lies in."""
    return {SENT: held.copy.holder, ARCHIVED: held.copy.place}.get(held.copy.state, "")


def remark(held: HeldCopy) -> str:
    """What makes the paper another than it seems; why it is gone, or where it is still about what to do with it, comes
    first."""
    copy = held.copy
    if copy.state in (LOST, SPOILED):
        return "；".join(filter(None, (copy.reason, _broken(held) or copy.why_stale)))
    if broken := _broken(held):
        return broken
    if copy.why_done:
        return f"{copy.todo}：{copy.why_done}" if copy.todo else copy.why_done
    if copy.made == BLANK:
        return "空白编号单" + ("，不催签" if copy.state == SENT and copy.unused else "")
    if copy.lent:
        return f"用途：{copy.reason}"
    first, last = copy.printed.start, copy.printed.stop - 1
    return "" if len(copy.printed) == copy.pages else f"只印了第 {first}–{last} 页"


def is_broken(held: HeldCopy) -> bool:
    """Whether other hands made its record or its print unreadable, wherever the paper is."""
    return held.copy.stale.kind == DAMAGED


def _broken(held: HeldCopy) -> str:
    return f"{held.copy.why_stale}，{held.copy.stale.todo}" if is_broken(held) else ""


def whole(held: HeldCopy) -> str:
    """All that a narrow list cuts: SH-202611-003 第 1 份　送货单 · 王样六 · 请收回，不用再签：单子已作废."""
    said = " · ".join(filter(None, (held.copy.title, where(held), remark(held))))
    return f"{_numbered(held)} {which(held)}　{said}"


def told(held: HeldCopy) -> str:
    """In a line: 第 1 份 送签中 · 王样六 · 2 天."""
    days = f"{held.days} 天" if held.copy.state in OUT else ""
    return " · ".join(filter(None, (f"{which(held)}　{held.copy.state_label}", where(held), days, remark(held))))


def days_told(held: HeldCopy) -> str:
    return f"{held.days} 天" if held.copy.state in OUT else ""


def _numbered(held: HeldCopy) -> str:
    return held.copy.number or f"草稿 {held.copy.record}"


COLUMNS = (
    Column("编号", 118, _numbered, tip=lambda held: held.copy.title),
    Column("表单", 140, lambda held: held.copy.title, grow=2, whole=True, spare=1),
    Column("份", 104, which),
    Column("状态", 88, lambda held: held.copy.state_label, tone=lambda held: TONES[held.copy.state]),
    Column("在哪里", 116, where, grow=1),
    Column("从什么时候", 132, lambda held: held.since, spare=2),
    Column("天数", 76, days_told, tone=lambda held: GONE if held.late else None),
    Column("说明", 112, remark, grow=4, tone=lambda held: GONE if is_broken(held) else None),
)
