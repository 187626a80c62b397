"""What a call answers: on standard output when the deed is done; on standard error what was wrong, and how far it is.

Whatever would steer a terminal is written out here. Only the questions for a PIN or a secret go past it: `getpass` asks
them at the terminal itself, and who asks about a person writes his name out by the same `escaped`.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from unicodedata import east_asian_width

from qcdesk.errors import Unavailable
from qcdesk.neutral import escaped

OUTPUT, TROUBLE = 1, 2
"""The descriptors of the standard streams."""
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def at_the_end() -> Iterator[None]:
    """Raises Unavailable when the words cannot be written; a reader who has gone wants no more of them."""
    said = io.StringIO()
    try:
        with redirect_stdout(said):
            yield
    finally:
        _say(said.getvalue())


def say_now(words: str) -> None:
    """Of a call that goes on: what is said at its end may be hours away."""
    with redirect_stdout(sys.__stdout__):
        _say(f"{words}\n")


def _say(words: str) -> None:
    if not words:
        return
    if sys.stdout is None:
        if os.name != "nt":  # a window's program has none there, and is told nothing by it
            raise _unsaid("标准输出是关着的")
        return
    try:
        sys.stdout.write(escaped(words))
        sys.stdout.flush()
    except BrokenPipeError:
        _abandon(OUTPUT)
    except OSError as error:
        _abandon(OUTPUT)
        raise _unsaid("磁盘已满" if error.errno in FULL else f"系统错误 {error.errno}") from error


def _unsaid(why: str) -> Unavailable:
    return Unavailable(f"结果写不出来：{why}。命令本身已经执行完，请换一个地方输出再看。")


def tell(words: str) -> None:
    """What is wrong; with nobody to tell it to, the exit status still says it."""
    _write_trouble(f"{escaped(words)}\n")


def renew(words: str, width: int) -> None:
    """Over the line that stands, of a call that goes on and may yet be stopped; `width` columns are its room."""
    _write_trouble(f"\r{_fitted(escaped(words), width - 1)}\r" if words else f"\r{' ' * (width - 1)}\r")


def _fitted(words: str, columns: int) -> str:
    """Cut or filled up to the columns it takes, of which a Chinese character has two."""
    taken, room = "", columns
    for char in words:
        wide = 2 if east_asian_width(char) in "WF" else 1
        if wide > room:
            break
        taken, room = taken + char, room - wide
    return taken + " " * room


def _write_trouble(words: str) -> None:
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(words)
        sys.stderr.flush()
    except OSError:
        _abandon(TROUBLE)


def _abandon(stream: int) -> None:
    """Or what is left in the buffer fails once more when the interpreter ends, and the status with it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
