"""Where everything of a 柏拉图 stands: bars, the curve, the 80 % line, both scales and every word, each whole.

Lengths are whatever the caller measures words in: millimetres on paper, pixels on a screen. y grows downwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from qcdesk.rules import pareto
from qcdesk.rules.pareto import Bar

STEPS = (1, 2, 5)
LEAST_TICKS = 4
BAR = 0.72
"""Of its slot: how wide a bar is."""
WIDEST = 7
"""Lines of words: a bar that stands alone is still a bar."""
EIGHTY = pareto.VITAL
SHARES = (1000, EIGHTY, 0, 400, 600, 200)
"""Of the right scale, what matters most in front."""
LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-")
NOT_FIRST = frozenset("，。、；：）》”％%")


@dataclass(frozen=True)
class Type:
    """The face that words are drawn in: how wide they are, how far lines stand apart."""

    width: Callable[[str], float]
    line: float


class Box(NamedTuple):
    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h


class Placed(NamedTuple):
    """One line of words: its middle from left to right (or, of a scale, the end that is at the scale), its middle
    from top to bottom."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class PlacedBar:
    """`slot` is the room that is the bar's own, label included: a click in it means the bar. `inside` says that its
    value stands on the bar and not above it."""

    bar: Bar
    box: Box
    slot: Box
    value: Placed
    inside: bool
    label: tuple[Placed, ...]


@dataclass(frozen=True)
class Plan:
    """`curve` has a point at the right of every bar; `reached` are the words at its points. `amounts` stand left of the
    plot, `shares` right of it; `eighty` is the height of the 80 % line."""

    plot: Box
    bars: tuple[PlacedBar, ...]
    curve: tuple[tuple[float, float], ...]
    reached: tuple[Placed, ...]
    amounts: tuple[Placed, ...]
    shares: tuple[Placed, ...]
    eighty: float


def plans(charts: Sequence[Sequence[Bar]], rooms: Sequence[Box], type_: Type,
          show: Callable[[Decimal], str]) -> list[Plan]:  # fmt: skip
    """Of charts beside each other: on one scale, standing on one line (E8.10)."""
    top = max(pareto.total(bars) for bars in charts)
    lines = max(_label_lines(bars, room, type_, show, top) for bars, room in zip(charts, rooms, strict=True))
    return [_plan(bars, room, type_, show, top, lines) for bars, room in zip(charts, rooms, strict=True)]


def _plan(bars: Sequence[Bar], room: Box, type_: Type, show: Callable[[Decimal], str], top: Decimal,
          lines: int) -> Plan:  # fmt: skip
    """`top` is the amount at the upper end of the left scale: the chart's own total, or the larger of two charts."""
    plot = _plot(room, type_, show, top, lines)
    slot = plot.w / max(1, len(bars))
    whole = pareto.total(bars)
    high = plot.h * float(whole / top) if top else 0.0
    placed = tuple(_bar(bar, Box(plot.x + at * slot, plot.y, slot, room.bottom - plot.y), plot, type_, show, top)
                   for at, bar in enumerate(bars))  # fmt: skip
    points = [(plot.x + at * slot, plot.bottom - high * bar.cumulative / pareto.WHOLE)
              for at, bar in enumerate(bars, start=1)]  # fmt: skip
    return Plan(
        plot, placed, tuple(points), tuple(_reached(placed, points, type_, room)),
        tuple(Placed(plot.x, plot.bottom - plot.h * float(tick / top), show(tick)) for tick in ticks(top)),
        _shares(plot, high, type_) if bars else (),
        plot.bottom - high * EIGHTY / pareto.WHOLE,
    )  # fmt: skip


def least_width(count: int, type_: Type, show: Callable[[Decimal], str], top: Decimal) -> float:
    """Below this the words at the points of the curve would run into each other."""
    return _beside(type_, show, top) + type_.width("100%") + type_.line + count * (type_.width("100.0%") + 2)


def ticks(top: Decimal) -> tuple[Decimal, ...]:
    """From nothing to the top: even steps of 1, 2 or 5, and the top itself where no step comes near it."""
    if top <= 0:
        return ()
    step = _step(top)
    even = [step * at for at in range(int(top / step) + 1)]
    return (*(tick for tick in even if top - tick >= step * 6 / 10), top)


def _step(top: Decimal) -> Decimal:
    """The largest that gives enough of them, and no part of a piece."""
    power = Decimal(10) ** (top.adjusted())
    for size in (*(power * step for step in reversed(STEPS)), *(power / 10 * step for step in reversed(STEPS))):
        if top / size >= LEAST_TICKS:
            return max(size, Decimal(1)) if top >= 1 else size
    return power / 10


def _shares(plot: Box, high: float, type_: Type) -> tuple[Placed, ...]:
    """The whole, the 80 % line, and of the others those that there is room for."""
    kept: list[Placed] = []
    for share in SHARES:
        placed = Placed(plot.right, plot.bottom - high * share / pareto.WHOLE, f"{share // 10}%")
        if all(abs(placed.y - other.y) >= type_.line * 0.9 for other in kept):
            kept.append(placed)
    return tuple(kept)


def _label_lines(bars: Sequence[Bar], room: Box, type_: Type, show: Callable[[Decimal], str], top: Decimal) -> int:
    wide = _plot(room, type_, show, top, 1).w
    return max((len(wrapped(bar.name, _label_room(wide, len(bars)), type_)) for bar in bars), default=1)


def _plot(room: Box, type_: Type, show: Callable[[Decimal], str], top: Decimal, lines: int) -> Box:
    """What is left between the scales, below the last word of the curve and above so many lines of labels."""
    left = _beside(type_, show, top)
    right = type_.width("100%") + type_.line
    wide = max(0.0, room.w - left - right)
    above, below = 1.7 * type_.line, (lines + 0.6) * type_.line
    return Box(room.x + left, room.y + above, wide, max(0.0, room.h - above - below))


def _beside(type_: Type, show: Callable[[Decimal], str], top: Decimal) -> float:
    return max((type_.width(show(tick)) for tick in ticks(top)), default=0.0) + type_.line * 0.8


def _label_room(wide: float, count: int) -> float:
    return wide / max(1, count) * 0.94


def _bar(bar: Bar, slot: Box, plot: Box, type_: Type, show: Callable[[Decimal], str], top: Decimal) -> PlacedBar:
    high = plot.h * float(bar.amount / top)
    wide = min(slot.w * BAR, WIDEST * type_.line)
    box = Box(slot.x + (slot.w - wide) / 2, plot.bottom - high, wide, high)
    middle = slot.x + slot.w / 2
    words = show(bar.amount)
    inside = high >= 1.5 * type_.line and type_.width(words) <= wide
    value = Placed(middle, box.y + (0.75 if inside else -0.6) * type_.line, words)
    lines = wrapped(bar.name, _label_room(plot.w, round(plot.w / slot.w)), type_)
    label = tuple(Placed(middle, plot.bottom + (at + 0.8) * type_.line, line) for at, line in enumerate(lines))
    return PlacedBar(bar, box, slot, value, inside, label)


def _reached(bars: Sequence[PlacedBar], points: Sequence[tuple[float, float]], type_: Type,
             room: Box) -> Iterator[Placed]:  # fmt: skip
    """Each ends above its point: the curve comes from below on the left and goes on to the right. Where the bar's own
    value is in the way, it stands above that."""
    for bar, (x, y) in zip(bars, points, strict=True):
        words = pareto.percent(bar.bar.cumulative)
        half = type_.width(words) / 2
        middle, height = max(x - half, room.x + half), y - 0.85 * type_.line
        apart = abs(middle - bar.value.x) >= half + type_.width(bar.value.text) / 2
        if not apart and abs(height - bar.value.y) < type_.line:
            height = bar.value.y - type_.line
        yield Placed(middle, height, words)


def wrapped(text: str, room: float, type_: Type) -> list[str]:
    """Lines of at most `room`; words of Latin letters stay whole where a line can hold them, and nothing is lost."""
    lines = [""]
    for piece in _pieces(text):
        if type_.width(lines[-1] + piece) <= room or not lines[-1]:
            lines[-1] += piece
        else:
            lines.append(piece)
        while type_.width(lines[-1]) > room and len(lines[-1]) > 1:
            cut = _fitting(lines[-1], room, type_)
            lines[-1:] = [lines[-1][:cut], lines[-1][cut:]]
    return [line.strip() for line in lines if line.strip()] or [""]


def _fitting(text: str, room: float, type_: Type) -> int:
    """How many characters of a line fit; at least one."""
    return next((cut for cut in range(len(text) - 1, 1, -1) if type_.width(text[:cut]) <= room), 1)


def _pieces(text: str) -> list[str]:
    """What is not broken unless it must: a character, a run of letters, a mark with what stands before it."""
    found: list[str] = []
    for char in text:
        joins = found and ((char in LETTERS and found[-1][-1] in LETTERS) or char in NOT_FIRST)
        if joins:
            found[-1] += char
        else:
            found.append(char)
    return found
