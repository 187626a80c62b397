"""The head of the event chain as an approved sheet prints it: what no hand in the database can reach."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from qcdesk.desk import Desk
from qcdesk.kinds import Kind
from qcdesk.services.trail import events
from qcdesk.store import chain
from qcdesk.store.models import Event
from qcdesk.store.query import askable
from qcdesk.workflow import VOID

DIGITS = 12
"""Of the hash: who would make another event with the same ones tries for some 10¹⁴ attempts."""

MOST = 2**63 - 1

RESTORED = "或者数据是从那以前的备份恢复的（请系统管理员说明）"
"""The honest way to such a state."""

_MARK = re.compile(rf"(?:链|CHAIN|\s)*([0-9]{{1,19}})[\s·.,:;*•・、。\-‐-―/]*([0-9A-F]{{{DIGITS}}})")


@dataclass(frozen=True)
class ChainMark:
    """An event's sequence and the first digits of its hash, upper case."""

    seq: int
    digits: str

    def __str__(self) -> str:
        return f"{self.seq}·{self.digits}"


def of(seq: int, digest: str) -> ChainMark:
    return ChainMark(seq, digest[:DIGITS].upper())


def parse(text: str) -> ChainMark | None:
    """As typed by a person: with or without its label, lower case, the dot as any sign or none between blanks."""
    plain = unicodedata.normalize("NFKC", askable(text)).upper().translate(str.maketrans("OIL", "011"))
    plain = plain.replace("CHA1N", "CHAIN").strip()
    found = _MARK.fullmatch(plain)
    if found is None:
        return None
    seq, digits = int(found[1]), found[2]
    return ChainMark(seq, digits) if 0 < seq <= MOST else None


def anchored(kind: Kind, state: str) -> bool:
    """Whether a sheet in this state prints its mark."""
    return state in kind.workflow.final and state != VOID


def printed(desk: Desk, kind: Kind, state: str, written: int | None) -> str:
    """What a sheet prints whose last version that event wrote; nothing while it is on its way."""
    if written is None or not anchored(kind, state):
        return ""
    found = desk.store.sql("SELECT hash FROM event WHERE seq = ?", (written,))
    return str(of(written, str(found[0][0]))) if found else ""


def wrong(desk: Desk, mark: ChainMark) -> str:
    """What does not fit between a mark on paper and the trail, in a sentence; nothing where it fits."""
    found = desk.store.found(Event, "SELECT * FROM event WHERE seq = ?", mark.seq)
    if not found:
        last = events.latest(desk)
        return (f"纸上印着事件 {mark.seq}，记录里最后一条是 {last}：事件 {last + 1} 起的经过被删掉了，{RESTORED}"
                if last < mark.seq else f"纸上印着事件 {mark.seq}，记录里没有这一条：它被删掉了")  # fmt: skip
    if found[0].hash != chain.hash_of(chain.as_said(found[0])):
        return f"事件 {mark.seq} 的内容被改过，和它自己的链码对不上"
    if of(found[0].seq, str(found[0].hash)) != mark:
        return f"事件 {mark.seq} 的链码纸上是 {mark.digits}，记录里是 {str(found[0].hash)[:DIGITS].upper()}，两者不同"
    return ""
