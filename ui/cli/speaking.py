"""What a call answers on standard output: all of it at once, when the deed is done."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout

from qcdesk.errors import Unavailable

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


def _say(words: str) -> None:
    if not words:
        return
    if sys.stdout is None:
        if os.name != "nt":  # a window's program has none there, and is told nothing by it
            raise _unsaid("标准输出是关着的")
        return
    try:
        sys.stdout.write(words)
        sys.stdout.flush()
    except BrokenPipeError:
        _abandon()
    except OSError as error:
        _abandon()
        raise _unsaid("磁盘已满" if error.errno in FULL else f"系统错误 {error.errno}") from error


def _unsaid(why: str) -> Unavailable:
    return Unavailable(f"结果写不出来：{why}。命令本身已经执行完，请换一个地方输出再看。")


def _abandon() -> None:
    """Or what is left in the buffer fails once more when the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
