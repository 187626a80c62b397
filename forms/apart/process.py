"""The process that draws, as the program sees it: started for one file, asked, and ended whatever happens."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple

from PIL import Image

from forms.apart import DRAW_PAGES, bounds
from forms.apart.ends import End, end_of
from forms.apart.messages import CHANNELS, HEAD, Answer, Order
from qcdesk.errors import Unavailable
from qcdesk.store.trouble import unread

LOOK = 1.0
"""Seconds of waiting after which it is asked whether anybody still wants the page."""

PIPE = 1 << 20
"""Bytes that a pipe holds, where the system lets one say so."""

KEPT = ("LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "PYTHONHOME", "SYSTEMROOT")
"""Of the environment: no password of a database, no PIN."""

ALONE = 0
"""Windows is told: no window of its own, and no Ctrl+C that was meant for the program."""
if sys.platform == "win32":
    ALONE = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP

KEEPS = {"MALLOC_MMAP_THRESHOLD_": "33554432", "MALLOC_TRIM_THRESHOLD_": "134217728"}
"""What glibc is told there: not to give a page's memory back before the next one."""

NOT_STARTED = "看 PDF 要另开一个小程序，开不起来（{}）。请关掉别的程序再试一次；还不行请重新安装 QCDesk"

SHORT = "内存不够，或者开着的程序太多"

Waiting = Callable[[], object]
"""Called while a page is being drawn; whatever it raises ends the drawing."""


class Refusing(Exception):
    """The process refuses the file or page."""

    def __init__(self, answer: Answer, width: int, height: int) -> None:
        super().__init__(answer.name)
        self.answer, self.width, self.height = answer, width, height


class Late(Exception):
    """The process was ended as it did not come to an end."""


class Ended(Exception):
    """The process is gone, or was led astray; how it came to that."""

    def __init__(self, end: End) -> None:
        super().__init__(end.name)
        self.end = end


class _NoAnswer(Exception):
    """What came through the pipe, or did not come, is none."""


class Said(NamedTuple):
    answer: Answer
    one: int
    two: int
    pixels: bytes = b""


class Apart:
    """One PDF. Raises Unavailable where no process can be had, and Refusing, Late, Ended when it is asked; after the
    last two it is closed."""

    def __init__(self, source: Path | bytes, waiting: Waiting | None = None) -> None:
        self._waiting = waiting or _nothing
        self._process = _started()
        self._talking = ThreadPoolExecutor(1, "apart")
        self.closed = False
        try:
            self._greet()
            self.pages, scripts = self._open(source)
        except BaseException:
            self.close()
            raise
        self.script = bool(scripts)

    def __enter__(self) -> Apart:
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Not asked to end, since it may not listen."""
        self.closed = True
        self._process.kill()
        self._process.wait()
        self._talking.shutdown(wait=False)
        for pipe in _pipes(self._process):
            with suppress(OSError):
                pipe.close()

    def draw(self, at: int, grey: bool) -> Image.Image:
        """A page by its place from 0."""
        order = Order.GREY if grey else Order.COLOUR
        said = self._asked(bounds.SECONDS, HEAD.pack(order, at, 0), channels=CHANNELS[order])
        if said.answer != Answer.PICTURE:
            raise Refusing(said.answer, said.one, said.two)
        size = said.one, said.two
        return Image.frombytes("L", size, said.pixels) if grey else _from_bgr(size, said.pixels)

    def _greet(self) -> None:
        try:
            said = self._asked(bounds.START_SECONDS)
        except (Late, Ended) as error:
            raise Unavailable(NOT_STARTED.format("没有回音")) from error
        if said.answer != Answer.READY:
            raise Unavailable(NOT_STARTED.format("答非所问"))

    def _open(self, source: Path | bytes) -> tuple[int, int]:
        if isinstance(source, bytes):
            order, more, size = Order.FILE, source, len(source)
        else:
            order, more, size = Order.PATH, os.fsencode(source.absolute()), source.stat().st_size
        head = HEAD.pack(order, bounds.MEMORY + size, len(more))
        said = self._asked(bounds.SECONDS, head, more)
        if said.answer != Answer.OPENED:
            raise Refusing(said.answer, said.one, said.two)
        return said.one, said.two

    def _asked(self, seconds: float, order: bytes = b"", more: bytes = b"", channels: int = 0) -> Said:
        """The answer. A thread talks to the process meanwhile: pipes know of no time."""
        talk = self._talk(order, more, channels)
        end = time.monotonic() + seconds
        while True:
            try:
                return talk.result(min(LOOK, max(0.0, end - time.monotonic())))
            except TimeoutError:
                if time.monotonic() >= end:
                    self.close()
                    raise Late from None
                self._waiting()
            except _NoAnswer as error:
                how = self._end()
                self.close()
                raise Ended(how) from error

    def _end(self) -> End:
        """One that is still there after a while has said what it cannot say."""
        try:
            return end_of(self._process.wait(LOOK))
        except subprocess.TimeoutExpired:
            return End.ASTRAY

    def _talk(self, order: bytes, more: bytes, channels: int) -> Future[Said]:
        try:
            return self._talking.submit(_talk, *_pipes(self._process), order, more, channels)
        except RuntimeError as error:
            if self.closed:
                raise
            self.close()
            raise Unavailable(NOT_STARTED.format(SHORT)) from error


def command() -> list[str]:
    """The frozen program is that process itself; from source it finds what this one finds, and nothing of a site's."""
    if getattr(sys, "frozen", False):
        return [sys.executable, DRAW_PAGES]
    return [sys.executable, "-S", "-P", "-m", "forms.apart"]


def _started() -> subprocess.Popen[bytes]:
    environment = {**KEEPS, **{name: os.environ[name] for name in KEPT if name in os.environ}}
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    try:
        process = subprocess.Popen(
            command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
            process_group=0, creationflags=ALONE,
        )  # fmt: skip
    except OSError as error:
        why = SHORT if error.errno in (errno.ENOMEM, errno.EAGAIN) else unread(error).rstrip("。")
        raise Unavailable(NOT_STARTED.format(why)) from error
    _widen(process)
    return process


def _widen(process: subprocess.Popen[bytes]) -> None:
    """Less goes through at a time where the system refuses, and nothing else."""
    if sys.platform == "linux":
        import fcntl

        for pipe in _pipes(process):
            with suppress(OSError):
                fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, PIPE)


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    assert process.stdin is not None
    assert process.stdout is not None
    return process.stdin, process.stdout


def _talk(orders: IO[bytes], answers: IO[bytes], order: bytes, more: bytes, channels: int) -> Said:
    """Raises _NoAnswer: nothing is made room for that could not be a page."""
    try:
        orders.write(order)
        orders.write(more)
        orders.flush()
        kind, one, two = HEAD.unpack(_whole(answers, HEAD.size))
        if kind != Answer.PICTURE:
            return Said(Answer(kind), one, two)
        if not channels or not 0 < one * two <= bounds.WORKING_PIXELS:
            raise _NoAnswer
        return Said(Answer.PICTURE, one, two, _whole(answers, one * two * channels))
    except (OSError, ValueError) as error:
        raise _NoAnswer from error


def _whole(answers: IO[bytes], length: int) -> bytes:
    said = answers.read(length)
    if len(said) < length:
        raise _NoAnswer
    return said


def _from_bgr(size: tuple[int, int], pixels: bytes) -> Image.Image:
    return Image.frombytes("RGB", size, pixels, "raw", "BGR")


def _nothing() -> None:
    return
