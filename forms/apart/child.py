"""The process that opens one PDF and draws its pages, as it is told by its standard input.

Nothing is caught here that is not an answer: a process without memory ends, and who asked sees how it did.
"""

from __future__ import annotations

import os
from mmap import mmap
from pathlib import Path
from typing import BinaryIO

from forms.apart import limits
from forms.apart.document import Document, Refusal, lying_at
from forms.apart.messages import HEAD, NO_MEMORY, Answer, Order

STDIN, STDOUT = 0, 1


def run() -> int:
    """The exit status. The streams by their numbers: a program without a console has no others."""
    limits.leave_the_keyboard()
    try:
        with open(STDIN, "rb", closefd=False) as orders, open(STDOUT, "wb", closefd=False) as answers:
            serve(orders, answers)
    except MemoryError:
        return NO_MEMORY
    return 0


def serve(orders: BinaryIO, answers: BinaryIO) -> None:
    """One file, then pages of it in whatever order, until nobody asks any more."""
    _tell(answers, Answer.READY)
    asked = orders.read(HEAD.size)
    if len(asked) < HEAD.size:
        return
    kind, memory, length = HEAD.unpack(asked)
    limits.keep_to(memory)
    given = orders.read(length)
    limits.end_in_time()
    try:
        document = Document(_whole(kind, given))
        _tell(answers, Answer.OPENED, document.pages, document.has_script())
    except Refusal as refusal:
        _tell(answers, refusal.answer, refusal.width, refusal.height)
        return
    finally:
        limits.wait_for_ever()
    try:
        _draw_all(document, orders, answers)
    finally:
        document.close()


def _whole(kind: int, given: bytes) -> bytes | mmap:
    return given if kind == Order.FILE else lying_at(Path(os.fsdecode(given)))


def _draw_all(document: Document, orders: BinaryIO, answers: BinaryIO) -> None:
    while len(asked := orders.read(HEAD.size)) == HEAD.size:
        kind, at, _ = HEAD.unpack(asked)
        limits.end_in_time()
        try:
            picture = document.draw(at, grey=kind == Order.GREY)
        except Refusal as refusal:
            _tell(answers, refusal.answer, refusal.width, refusal.height)
        else:
            _tell(answers, Answer.PICTURE, picture.width, picture.height, picture.pixels)
        finally:
            limits.wait_for_ever()


def _tell(answers: BinaryIO, answer: Answer, one: int = 0, two: int = 0, more: bytes | memoryview = b"") -> None:
    answers.write(HEAD.pack(answer, one, two))
    answers.write(more)
    answers.flush()
