"""Measure and shrink: the largest size at which words fit their box, and the height they take where none does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from forms.faces import POINT, face
from forms.fill import Part, Unit
from forms.grid import LABEL, Paper

TIGHT, OPEN = 1.15, 1.32
"""Line heights in sizes: in boxes, and in areas of running text."""

SHORT = 200
"""Characters: longer texts are not remembered."""

NAME, CODE = 12, 20
"""Characters: so short a text is centred on its lines where a longer one begins at the left; a moment, a number."""

SERIF = face("serif")


def _steps(most: float, least: float) -> tuple[float, ...]:
    return tuple(most - step / 2 for step in range(int((most - least) * 2) + 1))


@dataclass(frozen=True, eq=False)
class Scale:
    """Sizes in points to try, largest first, and the blank (mm) between a box and its words."""

    value: tuple[float, ...]
    tick: tuple[float, ...]
    sign: tuple[float, ...]
    label: tuple[float, ...]
    english: tuple[float, ...]
    growing: float
    """Where running text does not fit even at its smallest, the sheet grows anyway: then it stays readable."""

    pad: float
    pad_y: float


SHEET = Scale(_steps(10, 7.5), _steps(9.5, 6.5), _steps(9, 6.5), _steps(10, 6.5), (7, 6.5), 9.0, pad=1.0, pad_y=0.3)
READ = Scale(_steps(9.5, 8.5), _steps(9, 8), _steps(9, 8), _steps(9.5, 8), (7, 6.5), 9.0, pad=1.0, pad_y=0.6)
TAG = Scale(_steps(7, 5), _steps(7, 5), (6.0,), _steps(6.5, 5), (5.0, 4.5), 5.0, pad=0.5, pad_y=0.12)


def scale_of(paper: Paper) -> Scale:
    if paper.read:
        return READ
    return TAG if paper == LABEL else SHEET


class Run(NamedTuple):
    """`x` counts from the left of the box's inside."""

    x: float
    text: str
    size: float
    shade: float = 0.0
    bold: bool = False


class Line(NamedTuple):
    runs: tuple[Run, ...]
    height: float


class Spot(NamedTuple):
    """Where an option stands: its line, and its stretch of that line."""

    line: int
    x: float
    w: float
    zh: str
    ticked: bool


class Block(NamedTuple):
    lines: tuple[Line, ...]
    height: float
    spots: tuple[Spot, ...] = ()


NOTHING = Block((), 0.0)


def block_of(lines: Sequence[Line], spots: Sequence[Spot] = ()) -> Block:
    return Block(tuple(lines), sum(line.height for line in lines), tuple(spots))


def fit_words(text: str, width: float, height: float, sizes: tuple[float, ...], centred: bool,
              leading: float = TIGHT, growing: float = 0.0) -> Block:  # fmt: skip
    """Running words in a box; higher than the box only if they do not fit at the smallest size."""
    if not text:
        return NOTHING
    fit = _fit_short if len(text) <= SHORT else _fit_words
    return fit(text, width, height, sizes, centred, leading, growing)


def _fit_words(text: str, width: float, height: float, sizes: tuple[float, ...], centred: bool,
               leading: float, growing: float) -> Block:  # fmt: skip
    thousandths, breaks = SERIF.thousandths(text), text.count("\n")
    whole = [size for size in sizes if thousandths * size * POINT / 1000 <= width] if centred and not breaks else []
    if whole:
        return _set([text], whole[0], width, centred, leading)
    for size in sizes:
        room = int(height / (size * leading * POINT) + 1e-6)
        if breaks < room and thousandths * size * POINT / 1000 <= room * width:
            lines = SERIF.lines(text, size, width)
            if len(lines) <= room:
                return _set(lines, size, width, centred and (len(lines) == 1 or _is_short(text)), leading)
    size = growing or sizes[-1]
    lines = SERIF.lines(text, size, width)
    return _set(lines, size, width, centred and _is_short(text), leading)


def _is_short(text: str) -> bool:
    return len(text) <= (CODE if text.isascii() else NAME)


_fit_short = lru_cache(maxsize=4096)(_fit_words)


def _set(lines: Sequence[str], size: float, width: float, centred: bool, leading: float, shade: float = 0.0) -> Block:
    height = size * leading * POINT
    set_lines = tuple(
        Line((Run(_indent(line, size, width) if centred else 0.0, line, size, shade),) if line else (), height)
        for line in lines
    )
    return Block(set_lines, height * len(set_lines))


def _indent(text: str, size: float, width: float) -> float:
    return max(0.0, (width - SERIF.width(text, size)) / 2)


@lru_cache(maxsize=4096)
def fit_label(zh: str, en: str, width: float, height: float, scale: Scale) -> Block:
    """A boxed label, centred, the English beneath; one line before two, two before anything under 8 pt."""
    english = _english(en, width, scale) if en else NOTHING
    room = height - english.height
    one = [size for size in scale.label if SERIF.width(zh, size) <= width and size * TIGHT * POINT <= room + 1e-6]
    if one and (one[0] >= 0.8 * scale.label[0] or len(zh) < 4):
        chosen = _set([zh], one[0], width, centred=True, leading=TIGHT)
    else:
        chosen = _two_lines(zh, width, room, scale, one)
    return block_of(chosen.lines + english.lines)


def _two_lines(zh: str, width: float, room: float, scale: Scale, one: list[float]) -> Block:
    for size in scale.label:
        lines = SERIF.lines(zh, size, width)
        if len(lines) * size * TIGHT * POINT <= room + 1e-6:
            return _set(_balanced(zh, size, width, len(lines)), size, width, centred=True, leading=TIGHT)
    size = one[0] if one else scale.label[-1]
    lines = SERIF.lines(zh, size, width)
    return _set(_balanced(zh, size, width, len(lines)), size, width, centred=True, leading=TIGHT)


def _balanced(text: str, size: float, width: float, count: int) -> list[str]:
    """As many lines as at full width, but of much the same length: 存放 / 位置, not 存放位 / 置."""
    narrower = [width * part / 20 for part in range(10, 20)]
    tried = (SERIF.lines(text, size, narrow) for narrow in narrower)
    return next((lines for lines in tried if len(lines) == count), SERIF.lines(text, size, width))


def _english(en: str, width: float, scale: Scale) -> Block:
    longest = max(en.split(" "), key=len)
    size = next((size for size in scale.english if SERIF.width(en, size) <= width), 0.0) or next(
        (size for size in scale.english if SERIF.width(longest, size) <= width), scale.english[-1]
    )
    return _set(SERIF.lines(en, size, width), size, width, centred=True, leading=1.05)


@lru_cache(maxsize=4096)
def fit_units(units: tuple[Unit, ...], spare: tuple[tuple[Unit, ...], ...], width: float, height: float,
              sizes: tuple[float, ...], gap: float = 1.0, whole: float = 0.0) -> Block:  # fmt: skip
    """Units in a row, broken between them; those in `spare` are tried in turn where `units` do
    not fit the box.

    Up to `whole` points smaller, if that spares a break within one.
    """
    flown, ways = NOTHING, (units, *spare)
    for chosen in ways:
        for at, size in enumerate(sizes):
            flown = _flow(chosen, size, width, gap)
            if flown.height > height + 1e-6:
                continue
            closer = _on_one_line(chosen, size, sizes, width, gap) if len(flown.lines) > 1 else None
            smaller = tuple(one for one in sizes[at:] if one >= size - whole) if whole else ()
            return closer or _less_broken(ways, chosen, smaller, width, height, gap) or flown
    return flown


def fit_parted(units: tuple[Unit, ...], width: float, pad: float, size: float) -> Block:
    """One line, each unit in the middle of its share of a box `width` wide, all of which takes the click."""
    part = width / len(units)
    middles = ((at + 0.5) * part - SERIF.width(unit.text, size) / 2 - pad for at, unit in enumerate(units))
    runs = tuple(Run(x, unit.text, size) for x, unit in zip(middles, units, strict=True))
    spots = tuple(Spot(0, at * part - pad, part, unit.option, unit.ticked) for at, unit in enumerate(units))
    return Block((Line(runs, size * POINT * TIGHT),), size * POINT * TIGHT, spots)


def _on_one_line(
    units: tuple[Unit, ...], size: float, sizes: tuple[float, ...], width: float, gap: float
) -> Block | None:
    """Closer together and up to a point smaller, if that spares a second line."""
    close = (_flow(units, one, width, gap * 0.5) for one in sizes if size - 1 <= one <= size)
    return next((flown for flown in close if len(flown.lines) == 1), None)


def _less_broken(ways: Sequence[tuple[Unit, ...]], chosen: tuple[Unit, ...], sizes: tuple[float, ...],
                 width: float, height: float, gap: float) -> Block | None:  # fmt: skip
    """Smaller or with the spare words, if that spares a break within a unit: 日期： / 2026-10-09."""
    least, best = _broken(chosen, sizes[0], width) if sizes else 0, None
    for units in ways if least else ():
        for size in sizes:
            flown, broken = _flow(units, size, width, gap), _broken(units, size, width)
            if broken < least and flown.height <= height + 1e-6:
                least, best = broken, flown
    return best


def _broken(units: tuple[Unit, ...], size: float, width: float) -> int:
    """How many of them are wider than the box."""
    return sum(SERIF.width(unit.text, size) > width for unit in units)


@lru_cache(maxsize=1024)
def fit_signing(units: tuple[Unit, ...], width: float, height: float, sizes: tuple[float, ...]) -> Block:
    """An unsigned box: both prompts with room to write behind them, side by side or one above the other."""
    for size in sizes:
        prompts = [SERIF.width(unit.text, size) for unit in units]
        if sum(prompts) * 2 <= width and size * TIGHT * POINT <= height:
            runs = tuple(
                Run(width * at / len(units), unit.text, size, unit.parts[0].shade) for at, unit in enumerate(units)
            )
            return block_of([Line(runs, size * TIGHT * POINT)])
        if max(prompts) <= width and len(units) * size * TIGHT * POINT <= height:
            return block_of([Line((Run(0.0, unit.text, size, unit.parts[0].shade),), size * TIGHT * POINT)
                             for unit in units])  # fmt: skip
    return fit_units(units, (), width, height, sizes)


def _flow(units: tuple[Unit, ...], size: float, width: float, gap: float) -> Block:
    lines: list[list[Run]] = [[]]
    spots: list[Spot] = []
    x, blank = 0.0, gap * size * POINT
    for unit in units:
        for number, pieces in enumerate(_pieces(unit, size, width)):
            wide = sum(SERIF.width(part.text, size) for part in pieces)
            if lines[-1] and (number or x + wide > width + 1e-6):
                lines.append([])
                x = 0.0
            if unit.option:
                spots.append(Spot(len(lines) - 1, x, wide, unit.option, unit.ticked))
            for part in pieces:
                lines[-1].append(Run(x, part.text, size, part.shade))
                x += SERIF.width(part.text, size)
        x += blank
    height = size * TIGHT * POINT
    return Block(tuple(Line(tuple(runs), height) for runs in lines), height * len(lines), tuple(spots))


def _pieces(unit: Unit, size: float, width: float) -> Iterator[tuple[Part, ...]]:
    """The unit whole, or broken where it is wider than the box."""
    if SERIF.width(unit.text, size) <= width:
        yield unit.parts
        return
    for part in unit.parts:
        for line in SERIF.lines(part.text, size, width):
            yield (Part(line, part.shade),)
