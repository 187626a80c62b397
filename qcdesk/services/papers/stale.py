"""Whether a paper still says what its record does: the one place where lists, scans and signatures in ink ask it."""

from __future__ import annotations

from dataclasses import dataclass

from qcdesk import canonical
from qcdesk.desk import Desk
from qcdesk.services.sheets.revisions import labelled
from qcdesk.workflow import VOID

VOIDED, AMENDED, CHANGED, RETURNED = "voided", "amended", "changed", "returned"

ENDED_SINCE = """EXISTS (SELECT 1 FROM signature_end JOIN signature ON signature.id = signature_end.signature_id
WHERE signature.record_id = copy.record_id AND signature_end.event_seq > copy.event_seq)"""
"""Of a copy in a query: whether signatures of its record have lapsed since it was printed."""


@dataclass(frozen=True)
class Paper:
    """What the copy says; what its record says of one filled `by_hand` was written from it."""

    id: int
    by_hand: bool
    amended: int
    digest: str


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
        return f"请收回，{self.signing.removeprefix('请')}" if self.kind else ""

    @property
    def signing(self) -> str:
        """What becomes of the signatures that it was printed for."""
        return "不用再签" if self.kind == VOIDED or self.settled else "请重新打印再签"


def judged(desk: Desk, paper: Paper, now: Now) -> Stale:
    """The weightiest first: what is void needs no signature, an old edition none on this paper."""
    if now.state == VOID:
        return Stale(VOIDED, "单子已作废")
    if paper.amended != now.amended:
        said = f"印出以后改版了：纸上是{labelled(paper.amended)}，现在是{labelled(now.amended)}"
        return Stale(AMENDED, said, now.settled)
    if not _says_the_same(desk, paper, now):
        return Stale(CHANGED, "印出以后内容改过，纸上的不是现在的内容", now.settled)
    return Stale(RETURNED, "印出以后，单子退回过，签名都失效了", now.settled) if now.lapsed else Stale()


def _says_the_same(desk: Desk, paper: Paper, now: Now) -> bool:
    """What was written from the paper itself fits it."""
    if paper.by_hand or paper.digest == canonical.digest(now.payload):
        return True
    told = desk.store.sql("SELECT detail FROM event WHERE seq = ?", (now.written,)) if now.written is not None else []
    return bool(told) and canonical.load(told[0][0]).get("copy") == paper.id
