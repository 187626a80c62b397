"""Above an empty block: the words of a case of the same problem, or of the 8D it shares, taken over by one press."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from qcdesk.canonical import Json, Values
from qcdesk.kinds import Block
from qcdesk.services.problems import mates
from qcdesk.services.problems.mates import Source
from ui.paper.keeper import Keeper
from ui.style.parts import button, words

Put = Callable[[str, Json], None]
MOST = 3
"""Sources that are offered for one block."""


class LentWords(QFrame):
    """Hidden while nobody has words to lend or the block has its own; `put` writes as a hand would, and signs nothing.
    What was taken goes again by one press, as long as nobody wrote over it."""

    def __init__(self, keeper: Keeper, block: Block, put: Put) -> None:
        super().__init__()
        self.setObjectName(f"lent_{block.name}")
        self._keeper, self._block, self._put = keeper, block, put
        self._sources: Sequence[Source] = ()
        self._offered: Sequence[Source] = ()
        self._taken: Values = {}
        self._from = ""
        self.offers = [_Offer(f"lend_{at}", partial(self._take, at)) for at in range(MOST)]
        self.undo = _Offer("give_back", self._give_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for line in (*self.offers, self.undo):
            column.addWidget(line)
        self.hide()

    def fill(self) -> None:
        """Anew from the cases as they stand."""
        self._sources = mates.sources(self._keeper.desk, self._keeper.record, self._block.name)
        self.show_whether_wanted()

    def show_whether_wanted(self) -> None:
        """As the cells stand while they are typed in."""
        self._offered = [source for source in self._sources if self._is_wanted(source)][:MOST]
        for at, line in enumerate(self.offers):
            source = self._offered[at] if at < len(self._offered) else None
            line.say(f"照 {source.number} 填{self._block.title}" if source else "",
                     f"{source.told}。只填空着的格子，不签名" if source else "")  # fmt: skip
        may_undo = bool(self._taken) and self._as_taken() == self._taken
        self.undo.say("撤回" if may_undo else "", f"已照 {self._from} 填入，与本案不同的地方请改")
        self.setVisible(bool(self._offered) or may_undo)

    def _is_wanted(self, source: Source) -> bool:
        """While a cell that must be filled is empty and open."""
        open_cells = self._missing(source)
        return any(item.required and item.name in open_cells for item in self._block.fields)

    def _missing(self, source: Source) -> Values:
        closed = self._keeper.closed()
        said = {name: value for name, value in source.values.items() if name not in closed}
        return mates.missing(self._as_typed(), said)

    def _as_typed(self) -> Values:
        entries = self._keeper.entries
        return {item.name: entries.typed(item.name) or None for item in self._block.fields}

    def _as_taken(self) -> Values:
        return {name: self._keeper.entries.value(name) for name in self._taken}

    def _take(self, at: int) -> None:
        source = self._offered[at]
        taken = self._missing(source)
        for name, value in taken.items():
            self._put(name, value)
        self._taken, self._from = taken, source.number
        self.show_whether_wanted()

    def _give_back(self) -> None:
        for name in self._taken:
            self._put(name, None)
        self._taken = {}
        self.show_whether_wanted()


class _Offer(QFrame):
    """A quiet button and why it is there; hidden while it has no words."""

    def __init__(self, name: str, act: Callable[[], object]) -> None:
        super().__init__()
        self.press = button("", name, act, "quiet")
        self.told = words("", "small", wrap=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.press)
        line.addWidget(self.told, 1)

    def say(self, text: str, told: str) -> None:
        self.press.setText(text)
        self.told.setText(told)
        self.setVisible(bool(text))
