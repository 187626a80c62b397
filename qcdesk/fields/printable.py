"""Which characters the office's sheets can print: those drawn in the bundled faces, and nothing invisible."""

from __future__ import annotations

import json
import unicodedata
from bisect import bisect_right
from functools import cache

import resources
from qcdesk.fields.base import Unfit


@cache
def covered_ranges() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """First and last code points of the runs that both faces draw."""
    runs = json.loads(resources.text("fonts/serif.json"))["coverage"]
    return tuple(run[0] for run in runs), tuple(run[1] for run in runs)


def is_printable(char: str) -> bool:
    code = ord(char)
    if code < 0x7F:
        return code >= 0x20 or char == "\n"
    if unicodedata.category(char) == "Cf":
        return False
    firsts, lasts = covered_ranges()
    at = bisect_right(firsts, code) - 1
    return at >= 0 and code <= lasts[at]


def refuse_unprintable(text: str) -> None:
    """Raises Unfit naming the first character that could not be printed, and where it stands."""
    if text.isascii() and text.isprintable():
        return
    for at, char in enumerate(text, start=1):
        if not is_printable(char):
            raise Unfit(f"第 {at} 个字{_named(char)}，印不出来，请删去或改写")


def _named(char: str) -> str:
    code = f"U+{ord(char):04X}"
    category = unicodedata.category(char)
    if category in ("Cc", "Cf", "Zl", "Zp"):
        return f"是看不见的控制符（{code}）"
    if category == "Cs":
        return f"是残缺的编码（{code}）"
    return f"“{char}”（{code}）不在打印字库里"
