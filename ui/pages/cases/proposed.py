"""What cells of a case propose that no register holds: whom one spoke to, the time that it is, what it belongs with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from qcdesk.errors import DeskError
from qcdesk.services.basics.masters import Proposal
from qcdesk.services.cases import proposing
from qcdesk.services.problems import likely
from qcdesk.services.problems.likely import Likely
from qcdesk.services.sheets import search
from qcdesk.services.times import clocks
from qcdesk.views import RecordView
from ui.paper.cells.proposals import Propose
from ui.session import Session

NOW = "现在"
MOST = 8
SHOWN = 12


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


def connected(session: Session, case: Callable[[], RecordView]) -> Propose:
    """The 8Ds and the cases of the same problem; what is typed finds any other number behind them."""

    @cache
    def near() -> tuple[Likely, ...]:
        return likely.found(session.desk, case())

    def found(text: str) -> Sequence[Proposal]:
        try:
            fitting = [Proposal(one.number, _about(one)) for one in near() if _fits(text, one)]
            others = _numbered(session, text) if text else []
            own = case().number
        except DeskError:
            return ()
        given = {one.text: one for one in (*others, *fitting) if one.text != own}
        order = dict.fromkeys([*(one.text for one in fitting), *given])
        return [given[number] for number in order if number in given][:SHOWN]

    return found


def _fits(text: str, one: Likely) -> bool:
    from qcdesk.pinyin import searchable

    return text.lower() in searchable(f"{one.number} {one.customer} {one.product}")


def _about(one: Likely) -> str:
    return "　".join(filter(None, ("8D" if one.is_8d else "", one.customer, one.product, one.state_label)))


def _numbered(session: Session, text: str) -> list[Proposal]:
    """Any sheet or case with a number."""
    page = search.find(session.desk, search.Query(text=text, limit=SHOWN))
    return [
        Proposal(row.number, "　".join(filter(None, (row.title, row.customer, row.product))))
        for row in page.rows if row.number
    ]  # fmt: skip
