"""When a sheet is made void, amended or sent back: which of its papers are about, with whom, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from qcdesk.desk import Desk
from qcdesk.services.papers import copy_list
from qcdesk.services.papers.copy_list import OUT, CopyView
from qcdesk.services.papers.stale import RETURNED, VOIDED, Stale
from qcdesk.workflow import VOID, Step

MOST_NAMED = 5


def warning(desk: Desk, record: int, step: Step) -> str:
    """Before the step, a line of its own; nothing for a way on, and nothing where no paper is about."""
    if not step.goes_back and step.target != VOID:
        return ""
    out = [one for one in copy_list.of_record(desk, record) if one.state in OUT]
    if not out:
        return ""
    todo = Stale(VOIDED if step.target == VOID else RETURNED).todo
    return f"\n还有纸在外面：{_named(desk, out)}。{step.label}以后{todo}。"


def left(desk: Desk, record: int) -> str:
    """After a step: the papers that are about and no longer serve; nothing where there are none."""
    out = [one for one in copy_list.of_record(desk, record) if one.state in OUT and one.stale.kind]
    return f"还有纸在外面：{_named(desk, out)}。{out[0].stale.todo}。" if out else ""


def _named(desk: Desk, out: Sequence[CopyView]) -> str:
    more = f" 等 {len(out)} 份" if len(out) > MOST_NAMED else ""
    return "、".join(_told(desk, one) for one in out[:MOST_NAMED]) + more


def _told(desk: Desk, copy: CopyView) -> str:
    who = copy.holder if copy.state == copy_list.SENT else f"{copy.printed_by}印的"
    days = copy_list.days_out(desk, copy)
    return f"第 {copy.position} 份（{'，'.join(filter(None, (copy.state_label, who, f'{days} 天' if days else '')))}）"
