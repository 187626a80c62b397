"""What cells of a case propose that no register holds: whom one spoke to at the customer, and the time that it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qcdesk.errors import DeskError
from qcdesk.services.basics.masters import Proposal
from qcdesk.services.cases import proposing
from qcdesk.services.times import clocks
from qcdesk.views import RecordView
from ui.paper.cells.proposals import Propose
from ui.session import Session

NOW = "现在"
MOST = 8


def persons(session: Session, case: Callable[[], RecordView]) -> Propose:
    """By their names, part of them or their initials; all of them where nothing is typed."""

    def found(text: str) -> Sequence[Proposal]:
        from qcdesk.pinyin import searchable

        try:
            known = proposing.persons(session.desk, case())
        except DeskError:
            return ()
        fitting = [one for one in known if text.lower() in searchable(one.name)]
        return [Proposal(one.name, one.hint) for one in fitting[:MOST]]

    return found


def now(session: Session) -> Propose:
    """Where nothing is typed, or the beginning of it."""

    def found(text: str) -> Sequence[Proposal]:
        moment = clocks.now(session.desk).replace("T", " ")
        return [Proposal(moment, NOW)] if moment.startswith(text) and text != moment else []

    return found
