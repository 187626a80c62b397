"""Whether a paper still says what its record does: the one place where lists, scans and signatures in ink ask it."""

from __future__ import annotations

from dataclasses import dataclass

from qcdesk import canonical
from qcdesk.desk import Desk
from qcdesk.errors import VERIFY
from qcdesk.services.sheets.revisions import labelled
from qcdesk.workflow import VOID

VOIDED, AMENDED, CHANGED, RETURNED, DAMAGED = "voided", "amended", "changed", "returned", "damaged"

ENDED_SINCE = """EXISTS (SELECT 1 FROM signature_end JOIN signature ON signature.id = signature_end.signature_id
WHERE signature.record_id = copy.record_id AND signature_end.event_seq > copy.event_seq)"""
"""Of a copy in a query: whether signatures of its record have lapsed since it was printed."""


@dataclass(frozen=True)
class Paper:
    """What the copy says; what its record says of one filled `by_hand` was written from it. `spoilt` is one whose
    boxes other hands have made unreadable."""

    id: int
    by_hand: bool
    amended: int
    digest: str
    spoilt: bool = False


@dataclass(frozen=True)
class Now:
    """What the record says; `written` is the event of its last version, `lapsed` the answer of ENDED_SINCE, `settled`
    whether it asks for no signature any more."""

    state: str
    amended: int
    payload: str
    written: int | None
    lapsed: bool
    settled: bool = False


@dataclass(frozen=True)
class Stale:
    """One of the words above and what to say after the copy's name; both empty for a paper that holds good. `settled`
    is its record's."""

    kind: str = ""
    said: str = ""
    settled: bool = False

    @property
    def todo(self) -> str:
        """With the paper, wherever it is."""
        if self.kind == DAMAGED:
            return VERIFY
        return f"请收回，{self.signing.removeprefix('请')}" if self.kind else ""

    @property
    def signing(self) -> str:
        """What becomes of the signatures that it was printed for."""
        if self.kind == DAMAGED:
            return VERIFY
        return "不用再签" if self.kind == VOIDED or self.settled else "请重新打印再签"


def judged(desk: Desk, paper: Paper, now: Now) -> Stale:
    """The weightiest first: what is void needs no signature, of what cannot be read nobody knows, an old edition needs
    none on this paper."""
    if now.state == VOID:
        return Stale(VOIDED, "单子已作废")
    if paper.spoilt:
        return Stale(DAMAGED, "打印时的登记损坏了")
    same = paper.digest == canonical.digest(now.payload)
    if not same and not canonical.readable(now.payload):
        return Stale(DAMAGED, "单子的内容损坏了")
    if paper.amended != now.amended:
        said = f"印出以后改版了：纸上是{labelled(paper.amended)}，现在是{labelled(now.amended)}"
        return Stale(AMENDED, said, now.settled)
    if not (same or paper.by_hand or _written_from(desk, paper, now)):
        return Stale(CHANGED, "印出以后内容改过，纸上的不是现在的内容", now.settled)
    return Stale(RETURNED, "印出以后，单子退回过，签名都失效了", now.settled) if now.lapsed else Stale()


def _written_from(desk: Desk, paper: Paper, now: Now) -> bool:
    told = desk.store.sql("SELECT detail FROM event WHERE seq = ?", (now.written,)) if now.written is not None else []
    return bool(told) and canonical.told(told[0][0]).get("copy") == paper.id
