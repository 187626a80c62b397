"""How the process that draws came to its end, by what the system tells of it; Windows' numbers are taken from its
documentation and PDFium's source, without one to try them on."""

from __future__ import annotations

import signal
import sys
from enum import Enum

from forms.apart.messages import NO_MEMORY


class End(Enum):
    """HUNGRY: it was refused memory. ENDED: the system or another program ended it, whatever the file. ASTRAY: it fell
    over what is in the file, or said what it cannot say."""

    HUNGRY = 1
    ENDED = 2
    ASTRAY = 3


if sys.platform == "win32":
    HUNGRY = (NO_MEMORY, 0xE0000008, 0xC0000017, 0xC000012D)
    ENDED = (0xC000013A, 0x40010004)
else:
    HUNGRY = (NO_MEMORY, -signal.SIGABRT)
    ENDED = tuple(-one for one in (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT))


def end_of(status: int) -> End:
    """By the exit status of a process, which on POSIX is a signal's number below zero. PDFium and C++ abort where they
    are refused memory; what falls over a file does so by another signal."""
    if status in HUNGRY:
        return End.HUNGRY
    return End.ENDED if status in ENDED else End.ASTRAY
