"""What stands beneath a photo: 图一 and its file name, on two lines or smaller rather than cut."""

from __future__ import annotations

from functools import lru_cache

from forms.faces import POINT
from forms.fill import Photo
from forms.fit import SERIF, TIGHT, Block, fit_words

FIGURES = "图一", "图二", "图三", "图四"
SIZE = 7.5
ON_ONE = (SIZE, 7.0, 6.5)
ON_TWO = (SIZE, 7.0, 6.5, 6.0)
LINE = SIZE * TIGHT * POINT
AIR = 0.4
"""Millimetres between a photo and its caption."""

ONE_HIGH = 3.8
TWO_HIGH = ONE_HIGH + LINE
"""Millimetres taken beneath a photo by captions of one line, of two."""


def caption(number: int, photo: Photo, width: float) -> Block:
    """At most two lines within `width` millimetres."""
    return _fitted(wording(number, photo), width)


def wording(number: int, photo: Photo) -> str:
    figure = FIGURES[number] if number < len(FIGURES) else f"图{number + 1}"
    return f"{figure} {photo.name}"


@lru_cache(maxsize=256)
def _fitted(text: str, width: float) -> Block:
    one = fit_words(text, width, LINE, ON_ONE, False)
    if len(one.lines) == 1:
        return one
    two = fit_words(text, width, 2 * LINE, ON_TWO, False)
    return two if len(two.lines) <= 2 else _by_letters(text, width)


def _by_letters(text: str, width: float) -> Block:
    """Names of files are long words: broken anywhere, and cut with an ellipsis only when longer than two lines."""
    for size in ON_TWO:
        first = _filling(text, size, width)
        rest = text[len(first) :].lstrip()
        if SERIF.width(rest, size) <= width:
            return fit_words(f"{first.rstrip()}\n{rest}", width, 2 * LINE, (size,), False)
    rest = _filling(rest, size, width - SERIF.width("…", size))
    return fit_words(f"{first.rstrip()}\n{rest}…", width, 2 * LINE, (size,), False)


def _filling(text: str, size: float, width: float) -> str:
    """As many letters as one line takes, one at least."""
    while len(text) > 1 and SERIF.width(text, size) > width:
        text = text[:-1]
    return text


def room(blocks: list[Block]) -> float:
    """What the captions of one row of photos take beneath them."""
    return ONE_HIGH + max(0.0, max((block.height for block in blocks), default=0.0) - LINE)
