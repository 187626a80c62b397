"""What altered data raises when it is read becomes a finding, and nothing else goes unread for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TypeVar

from qcdesk.errors import NotFound, Refused
from qcdesk.store.database import BROKEN, Store

UNREADABLE = "读不出来，被程序以外的手改坏了"
ALTERED = (
    ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError, OSError, NotFound, Refused,
)  # fmt: skip
"""What values raise that are none of those the program writes."""

Found = TypeVar("Found")


@dataclass(frozen=True)
class Guard:
    """Passes on what the database itself raises unless `careful`, when each reading can fail without the next."""

    store: Store
    careful: bool = False

    def each(self, reading: Callable[[], Iterable[Found]], broken: Found) -> list[Found]:
        """What is found, and `broken` in place of what can no longer be read."""
        made: list[Found] = []
        try:
            with self.store.apart() if self.careful else nullcontext():
                for one in reading():
                    made.append(one)  # noqa: PERF402 - what came before an error is kept
        except ALTERED:
            made.append(broken)
        except BROKEN:
            if not self.careful:
                raise
            made.append(broken)
        return made
