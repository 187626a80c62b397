"""What a call answers: on standard output all at once, when the deed is done; on standard error what was wrong."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout

from qcdesk.errors import Unavailable

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
        sys.stdout.write(words)
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
    if sys.stderr is None:
        return
    try:
        print(words, file=sys.stderr, flush=True)
    except OSError:
        _abandon(TROUBLE)


def _abandon(stream: int) -> None:
    """Or what is left in the buffer fails once more when the interpreter ends, and the status with it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
