"""The copies of one record as cards: where each is, and what may be done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qcdesk.services.papers import copies
from qcdesk.services.papers.copy_list import ACTS, OUT, SENT, Act, CopyView
from qcdesk.workflow import APPROVED
from ui.pages.flow import Flow
from ui.pages.papers.held import HeldCopy, of_record, remark, told, where, which
from ui.session import Session
from ui.style import tokens
from ui.style.named import named
from ui.style.parts import button, words

MOST_TOLD = 3

Do = Callable[[Act, CopyView], object]


def cards(session: Session, record: int, do: Do) -> list[QWidget]:
    """The newest first."""
    return [_card(held, do) for held in reversed(of_record(session.desk, record))]


def in_brief(session: Session, record: int) -> str:
    """What is out or about to go, in a line: 第 1 份　送签中 · 王样六 · 2 天; else nothing. A print of an approved
    sheet waits for nobody."""
    found = [held for held in of_record(session.desk, record) if _is_out(held)]
    due = [held for held in found if held.copy.state == SENT or held.copy.why_done
           or held.copy.record_state != APPROVED]  # fmt: skip
    due.sort(key=lambda held: (held.copy.state != SENT, -held.copy.position))
    more = f"；等 {len(due)} 份" if len(due) > MOST_TOLD else ""
    return "；".join(told(held) for held in due[:MOST_TOLD]) + more


def _is_out(held: HeldCopy) -> bool:
    return held.copy.state in OUT


def _card(held: HeldCopy, do: Do) -> QWidget:
    card = named(QWidget(), f"copy_{held.copy.position}")
    column = QVBoxLayout(card)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(words(f"{which(held)}　{held.since}", "small"))
    days = f"　{held.days} 天" if _is_out(held) else ""
    state = words(f"{held.copy.state_label}　{where(held)}{days}".rstrip(), wrap=True)
    if held.late:
        state.setStyleSheet(f"color: {tokens.BAD};")
    column.addWidget(state)
    if said := remark(held):
        column.addWidget(words(said, "fault" if held.copy.why_done else "soft", wrap=True))
    ways = [act for act in ACTS if not copies.why_not(held.copy, act)]
    if ways:
        holder = QWidget()
        holder.setLayout(Flow(*(_way(act, held.copy, do) for act in ways)))
        column.addWidget(holder)
    return card


def _way(act: Act, copy: CopyView, do: Do) -> QWidget:
    made = button(act.label, f"copy_{copy.position}_{act.name}", partial(do, act, copy), "quiet")
    made.setStyleSheet("min-height: 24px; padding: 0 6px;")
    return made
