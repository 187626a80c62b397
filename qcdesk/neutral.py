"""Words that others chose, as a file's name, made fit to be shown: nothing in them steers a terminal, turns the line
round, breaks it or hides, and every database can hold them."""

from __future__ import annotations

import re

MARK = "\ufffd"

LINE = "\n\t"
"""What belongs to words of several lines."""

STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
"""Controls (of C1 too), marks of direction, what is invisible, and halves of surrogate pairs, which stand for the bytes
of a name that is no UTF-8."""


def neutral(text: str) -> str:
    """One line; a replacement mark stands for each sign that only steers."""
    return text if text.isascii() and text.isprintable() else STEERING.sub(MARK, text)


def escaped(text: str) -> str:
    r"""Lines to be shown, such a sign written as \u001b: so it also stands in JSON and means the same."""
    return STEERING.sub(lambda found: found[0] if found[0] in LINE else _written(found[0]), text)


def _written(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
