"""What Excel takes as text: nothing is read as a code, nothing is longer than a cell holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
"""In the name of a worksheet."""

LONGEST = 32_000
"""Characters: Excel takes 32,767 in a cell."""


def escaped(text: str) -> str:
    """Excel reads _x0041_ in a text as a coded A: the underscore itself is coded, and stands as typed."""
    return CODED.sub("_x005F_", text)


def parts_of(text: str) -> Iterator[str]:
    """As much as a cell takes, in order; an empty text is one."""
    yield text[:LONGEST]
    for start in range(LONGEST, len(text), LONGEST):
        yield text[start : start + LONGEST]
