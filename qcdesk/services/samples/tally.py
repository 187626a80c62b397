"""How many pieces of a label are whole, lent and taken apart, counted act by act; what was taken apart is kept too."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from qcdesk.services.samples.acts import Act, act_named
from qcdesk.store.models import Custody


@dataclass
class Loan:
    """What one holder has: since which day, and the first day on which some of it is wanted back."""

    pieces: int = 0
    since: str = ""
    due: str = ""


@dataclass
class Tally:
    """`whole` and `dismantled` are under the label."""

    whole: int
    dismantled: int = 0
    loans: dict[str, Loan] = field(default_factory=dict)

    @property
    def still(self) -> dict[str, Loan]:
        """Loans that are not back yet."""
        return {holder: loan for holder, loan in self.loans.items() if loan.pieces > 0}

    def add(self, move: Custody, day: str) -> None:
        act = act_named(move.act)
        if act.ends or act.of_parts:
            self._gone(act, move.pieces)
        else:
            self.whole += move.pieces * (act.comes_back - act.leaves)
        if act.witnessed:
            self.dismantled += move.pieces
        if act.name == "lend":
            self._lent(move, day)
        elif act.comes_back and move.holder in self.loans:
            self.loans[move.holder].pieces -= move.pieces

    def _gone(self, act: Act, pieces: int) -> None:
        """Whole ones go first: what an older version disposed of were whole pieces."""
        whole = 0 if act.of_parts else min(pieces, self.whole)
        self.whole -= whole
        self.dismantled -= pieces - whole

    def _lent(self, move: Custody, day: str) -> None:
        loan = self.loans.setdefault(move.holder, Loan())
        loan.since = loan.since if loan.pieces > 0 else day
        loan.pieces += move.pieces
        loan.due = min(filter(None, (loan.due, move.due)), default="")


def tallied(pieces: int, moves: Iterable[Custody], local: Callable[[str], str]) -> Tally:
    made = Tally(pieces)
    for move in moves:
        made.add(move, local(move.at)[:10])
    return made
