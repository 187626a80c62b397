"""Whether memory was refused while PDFium worked. What it has not the memory to decode it leaves out and goes on, and a
scan without its picture would be taken for a blank page.

Linux tells by errno, which nothing sets back. Elsewhere it is not known.
"""

from __future__ import annotations

import ctypes
import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Short(Exception):
    """Not all memory was given that was asked for."""


@contextmanager
def in_full() -> Iterator[None]:
    """Raises Short behind work that was done with less memory than it wanted."""
    _LAST[0] = 0
    yield
    if met():
        raise Short


def met() -> bool:
    return bool(_LAST[0] == errno.ENOMEM)


def _last() -> Any:
    """The last error number of this thread, as C has it."""
    if not sys.platform.startswith("linux"):
        return [0]
    where = ctypes.CDLL(None).__errno_location
    where.restype = ctypes.POINTER(ctypes.c_int)
    return where()


_LAST = _last()
