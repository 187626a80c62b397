"""Words found by pinyin: 芯轴断裂 by xzdl, 单雄信 by dxx and sxx, and spelled out by danxiong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    if not _is_han(han):
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


def is_spelled(text: str, words: str) -> bool:
    """Whether the letters spell characters of the words that stand together; the last may only be begun: zhongqi."""
    letters, readings = "".join(text.lower().split()), syllables(words)
    return any(_spells(letters, readings[at:]) for at in range(len(readings)))


def _spells(letters: str, readings: tuple[tuple[str, ...], ...]) -> bool:
    if not letters or not readings:
        return not letters
    return any(
        spelled.startswith(letters) or (letters.startswith(spelled) and _spells(letters[len(spelled) :], readings[1:]))
        for spelled in readings[0]
    )


@lru_cache(maxsize=8000)
def syllables(words: str) -> tuple[tuple[str, ...], ...]:
    """Every reading of each character; nothing for words without Chinese."""
    from pypinyin import Style, pinyin

    if not _is_han(words):
        return ()
    return tuple(
        tuple(dict.fromkeys(reading.lower() for reading in options if reading))
        for options in pinyin(words, style=Style.NORMAL, heteronym=True, errors=_one_by_one)
    )


def _is_han(words: Iterable[str]) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in words)


def searchable(*parts: str | None) -> str:
    """Lower-case words and their initials, one per line, so that a substring never spans two."""
    words = [part.lower() for part in parts if part]
    made = [short for part in parts if part for short in initials(part[:60])]
    return "\n".join(dict.fromkeys([*words, *made]))
