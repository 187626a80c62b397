"""How far a call has come that takes minutes: one line renewed on a terminal, a line now and then anywhere else."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from ui.cli import speaking

NOW_AND_THEN = 15.0
"""Seconds between two lines where they stay, as in a log."""

NARROWEST, USUAL = 20, 80
"""Columns; not every terminal tells how many it has."""


@dataclass
class ProgressLine:
    """`width` is 0 where nobody sits at a terminal."""

    width: int
    now: Callable[[], float] = time.monotonic
    _told: float = field(init=False)

    def __post_init__(self) -> None:
        self._told = self.now()

    def say(self, words: str) -> None:
        if self.width:
            speaking.renew(words, self.width)
        elif self.now() - self._told >= NOW_AND_THEN:
            self._told = self.now()
            speaking.tell(words)

    def clear(self) -> None:
        if self.width:
            speaking.renew("", self.width)


@contextmanager
def progress_line() -> Iterator[ProgressLine]:
    """On standard error; the terminal's line is left empty for what is said next."""
    line = ProgressLine(_width())
    try:
        yield line
    finally:
        line.clear()


def _width() -> int:
    if sys.stderr is None or not sys.stderr.isatty():
        return 0
    try:
        columns = os.get_terminal_size(sys.stderr.fileno()).columns
    except (OSError, ValueError):
        columns = 0
    return max(columns or USUAL, NARROWEST)
