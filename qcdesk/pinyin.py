"""Search text with pinyin initials: 芯轴断裂 is found by xzdl, 单雄信 by dxx and sxx."""

from __future__ import annotations

from itertools import islice, product
from typing import Any

MOST_READINGS = 8


def _one_by_one(words: str) -> Any:
    return list(words)


def initials(words: str) -> list[str]:
    """The initials of every reading, at most eight; Latin letters and digits stand for themselves."""
    from pypinyin import Style, pinyin

    han = [char for char in words if char.strip()]
    if not any("\u4e00" <= char <= "\u9fff" for char in han):
        return []
    readings = [
        list(dict.fromkeys(letters[:1].lower() for letters in options if letters))
        for options in pinyin(han, style=Style.FIRST_LETTER, heteronym=True, errors=_one_by_one)
    ]
    return ["".join(letters) for letters in islice(product(*readings), MOST_READINGS)]


def searchable(*parts: str | None) -> str:
    """Lower-case words and their initials, one per line, so that a substring never spans two."""
    words = [part.lower() for part in parts if part]
    made = [short for part in parts if part for short in initials(part[:60])]
    return "\n".join(dict.fromkeys([*words, *made]))
