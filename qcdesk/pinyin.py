"""Search text with pinyin initials: 芯轴断裂 is found by xzdl, 单雄信 by dxx and sxx."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, islice
from typing import Any

MOST_READINGS = 16


def _one_by_one(words: str) -> Any:
    return list(words)


@lru_cache(maxsize=2000)
def initials(words: str) -> tuple[str, ...]:
    """The initials of every reading, at most sixteen; Latin letters and digits stand for themselves."""
    from pypinyin import Style, pinyin

    han = [char for char in words if char.strip()]
    if not any("\u4e00" <= char <= "\u9fff" for char in han):
        return ()
    readings = [
        list(dict.fromkeys(letters[:1].lower() for letters in options if letters))
        for options in pinyin(han, style=Style.FIRST_LETTER, heteronym=True, errors=_one_by_one)
    ]
    return tuple(islice(_spoken(readings), MOST_READINGS))


def _spoken(readings: list[list[str]]) -> Iterator[str]:
    """The usual reading first, then those that differ from it in one place, then in two."""
    usual = [letters[0] for letters in readings]
    others = [(at, letter) for at, letters in enumerate(readings) for letter in letters[1:]]
    for count in range(3):
        for chosen in combinations(others, count):
            spoken = usual.copy()
            for at, letter in chosen:
                spoken[at] = letter
            yield "".join(spoken)


def searchable(*parts: str | None) -> str:
    """Lower-case words and their initials, one per line, so that a substring never spans two."""
    words = [part.lower() for part in parts if part]
    made = [short for part in parts if part for short in initials(part[:60])]
    return "\n".join(dict.fromkeys([*words, *made]))
