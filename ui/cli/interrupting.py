"""Ctrl+C in the middle of long work: it stops where nothing is left half done."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

INTERRUPTED = 130
"""The exit status, as shells know it."""


@dataclass
class Stop:
    """`asked` from the first Ctrl+C on."""

    asked: bool = False


@contextmanager
def asked_first() -> Iterator[Stop]:
    """Within, the first Ctrl+C only asks; the second ends the call as ever. Who had it ignored goes on ignoring it."""
    stop, before = Stop(), signal.getsignal(signal.SIGINT)

    def heard(_: int, __: FrameType | None) -> None:
        stop.asked = True
        signal.signal(signal.SIGINT, before)

    if before is signal.SIG_IGN:
        yield stop
        return
    signal.signal(signal.SIGINT, heard)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
