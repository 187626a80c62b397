"""The two faces' metrics: how wide words are, and where lines break."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import resources

POINT = 25.4 / 72
"""Millimetres."""

ABOVE, BELOW = 0.88, 0.12
"""Of the size: how far the box of a Han character stands above and below the baseline."""

MIDDLE = 0.375
"""Of the size: the height of a Han character's middle above the baseline."""

FILES = {"serif": "QCDeskSerif", "sans": "QCDeskSans"}

NOT_FIRST = frozenset("/，。；：、）》〉」』】〕〗”’！？％‰℃℉…—～·．,.;:)]}!?%°′″㎡㎝㎜㎏々")
NOT_LAST = frozenset("（《〈「『【〔〖“‘￥¥$([{#№")
HYPHENS = "-/_"
FIRST_HAN = 0x2E80
"""From here on characters stand alone; below it, they are letters of a word unless they are blank."""

EVERY = 0x110000


@dataclass(frozen=True, eq=False)
class Face:
    """Advance widths in thousandths of the size, by code point."""

    name: str
    advances: array[int]

    def thousandths(self, text: str) -> int:
        return sum(map(self.advances.__getitem__, map(ord, text)))

    def width(self, text: str, size: float) -> float:
        """Millimetres."""
        return self.thousandths(text) * size * POINT / 1000

    def lines(self, text: str, size: float, width: float) -> list[str]:
        """`text` broken into lines of at most `width` millimetres; line breaks in it are kept."""
        room = int(width * 1000 / (size * POINT) + 1e-6)
        broken: list[str] = []
        for paragraph in text.split("\n"):
            broken.extend(self._broken(paragraph, room))
        return broken

    def _broken(self, text: str, room: int) -> list[str]:
        ends = list(accumulate(map(self.advances.__getitem__, map(ord, text))))
        if not ends or ends[-1] <= room:
            return [text]
        lines, start, before = [], 0, 0
        while start < len(text):
            fits = bisect_right(ends, before + room, start)
            if fits >= len(text):
                lines.append(text[start:])
                break
            stop = _break_before(text, start, max(fits, start + 1))
            lines.append(text[start:stop].rstrip(" "))
            start = _past_blanks(text, stop)
            before = ends[start - 1]
        return lines


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] == " ":
        at += 1
    return at


def _break_before(text: str, start: int, fits: int) -> int:
    """The last place in `text[start:fits]` where a line may end; failing that behind a hyphen, or `fits` itself."""
    if fits >= len(text):
        return fits
    at = fits
    while at > start and not _may_break(text, at):
        at -= 1
    if at > start:
        return at
    return next((at for at in range(fits, start, -1) if text[at - 1] in HYPHENS), fits)


def _may_break(text: str, at: int) -> bool:
    before, after = text[at - 1], _first_after(text, at)
    if after in NOT_FIRST or before in NOT_LAST:
        return False
    if text[at] == " " or before == " ":
        return True
    return ord(before) >= FIRST_HAN or ord(text[at]) >= FIRST_HAN


def _first_after(text: str, at: int) -> str:
    """What would begin the next line."""
    at = _past_blanks(text, at)
    return text[at] if at < len(text) else ""


@cache
def face(name: str) -> Face:
    """`serif` or `sans`."""
    metrics = json.loads(resources.text(f"fonts/{name}.json"))
    scale = 1000 / metrics["units_per_em"]
    advances = array("H", [round(metrics["default_width"] * scale)]) * EVERY
    for code, width in metrics["widths"].items():
        if int(code) < EVERY:
            advances[int(code)] = round(width * scale)
    return Face(name, advances)
