"""What goes through the pipes: an order of fixed size to the process that draws, an answer of fixed size back, the
file behind the one and a page's pixels behind the other. Words never come back: who has taken the process over says
numbers, and those are looked at before anything is believed."""

from __future__ import annotations

from enum import IntEnum
from struct import Struct

HEAD = Struct("<BQQ")
"""The kind, and two numbers whose meaning it gives."""


class Order(IntEnum):
    """FILE (memory, length) is followed by the bytes of a PDF, PATH (memory, length) by where it lies; GREY and COLOUR
    (place of the page, 0)."""

    FILE = 1
    PATH = 2
    GREY = 3
    COLOUR = 4


class Answer(IntEnum):
    """READY (0, 0); OPENED (pages, scripts); PICTURE (width, height), followed by its pixels, of one byte or of blue,
    green and red; the others are refusals, LARGE (width, height) with the size of the picture."""

    READY = 1
    OPENED = 2
    PICTURE = 3
    BROKEN = 4
    LOCKED = 5
    LARGE = 6
    CROWDED = 7
    HUNGRY = 8


CHANNELS = {Order.GREY: 1, Order.COLOUR: 3}

NO_MEMORY = 12
"""The exit status of a process that was refused memory and could say so."""
