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
    """What the record says; `written` is the event of its last version, `lapsed` the answer of ENDED_SINCE."""

    state: str
    amended: int
    payload: str
    written: int | None
    lapsed: bool


@dataclass(frozen=True)
class Stale:
    """One of the words above and what to say after the copy's name; both empty for a paper that holds good."""

    kind: str = ""
    said: str = ""

    @property
    def todo(self) -> str:
        """With the paper, wherever it is."""
        return {"": "", VOIDED: "请收回，不用再签"}.get(self.kind, "请收回，重新打印再签")


def judged(desk: Desk, paper: Paper, now: Now) -> Stale:
    """The weightiest first: what is void needs no signature, an old edition none on this paper."""
    if now.state == VOID:
        return Stale(VOIDED, "单子已作废")
    if paper.amended != now.amended:
        return Stale(AMENDED, f"印出以后改版了：纸上是{labelled(paper.amended)}，现在是{labelled(now.amended)}")
    if not _says_the_same(desk, paper, now):
        return Stale(CHANGED, "印出以后内容改过，纸上的不是现在的内容")
    return Stale(RETURNED, "印出以后，单子退回过，签名都失效了") if now.lapsed else Stale()


def _says_the_same(desk: Desk, paper: Paper, now: Now) -> bool:
    """What was written from the paper itself fits it."""
    if paper.by_hand or paper.digest == canonical.digest(now.payload):
        return True
    told = desk.store.sql("SELECT detail FROM event WHERE seq = ?", (now.written,)) if now.written is not None else []
    return bool(told) and canonical.load(told[0][0]).get("copy") == paper.id
