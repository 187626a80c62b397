"""Steps back and forward over the typing of a whole sheet, by value."""

from __future__ import annotations

from typing import NamedTuple

from qcdesk.canonical import Json
from ui.paper.entries import Spot

MOST = 1000


class Typed(NamedTuple):
    """A value as it was typed before and after, and where; `along` are others that changed with it."""

    spot: Spot
    before: Json
    after: Json
    along: tuple[Typed, ...] = ()


class Undo:
    """Typing on in the same cell is one step until `pause` is called."""

    def __init__(self) -> None:
        self._done: list[Typed] = []
        self._undone: list[Typed] = []
        self._open = False

    def note(self, typed: Typed) -> None:
        self._undone.clear()
        if self._open and self._done and self._done[-1].spot == typed.spot:
            last = self._done[-1]
            self._done[-1] = last._replace(after=typed.after, along=_joined(last.along, typed.along))
        else:
            self._done.append(typed)
            del self._done[:-MOST]
        self._open = True

    def pause(self) -> None:
        """The next typing is a step of its own."""
        self._open = False

    def back(self) -> Typed | None:
        self._open = False
        if not self._done:
            return None
        self._undone.append(self._done.pop())
        return self._undone[-1]

    def forward(self) -> Typed | None:
        self._open = False
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1]

    def forget(self) -> None:
        """A signed sheet begins anew."""
        self._done.clear()
        self._undone.clear()
        self._open = False

    @property
    def can_back(self) -> bool:
        return bool(self._done)

    @property
    def can_forward(self) -> bool:
        return bool(self._undone)


def _joined(old: tuple[Typed, ...], new: tuple[Typed, ...]) -> tuple[Typed, ...]:
    """As they stood before the first, and as they stand after the last."""
    first = {one.spot: one.before for one in reversed((*old, *new))}
    last = {one.spot: one.after for one in (*old, *new)}
    return tuple(Typed(spot, first[spot], after) for spot, after in last.items())
