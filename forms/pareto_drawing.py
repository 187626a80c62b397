"""A 柏拉图 drawn for paper, in grey: the vital few dark, the trivial many light, the curve, the 80 % line dashed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from forms.faces import MIDDLE, POINT
from forms.fit import SERIF
from forms.pareto_plan import Box, Placed, PlacedBar, Plan, Type, plans
from forms.sheet import Fill, Item, Rule, Words
from qcdesk.cases import asking
from qcdesk.services.overview.figures import Pareto

SIZE = 8.0
AXIS, CURVE = 0.75, 1.1
"""Points."""
DARK, LIGHT = 0.45, 0.82
DOT, DASH, GAP = 1.3, 2.2, 1.4
BETWEEN, HEAD, TICK = 6.0, 8.0, 1.0
"""Millimetres."""
BEFORE_AFTER = ("改善前", "改善后")


def drawing(charts: Sequence[Pareto], room: Box) -> tuple[Item, ...]:
    """One chart, or two beside each other."""
    wide = (room.w - BETWEEN * (len(charts) - 1)) / len(charts)
    rooms = [Box(room.x + at * (wide + BETWEEN), room.y, wide, room.h) for at in range(len(charts))]
    drawn: list[Item] = []
    if len(charts) > 1:
        for name, chart, box in zip(BEFORE_AFTER, charts, rooms, strict=True):
            drawn += _lines(f"{name}　{chart.query.span}　N＝{chart.n}", box)
        rooms = [Box(box.x, box.y + HEAD, box.w, box.h - HEAD) for box in rooms]
    type_ = Type(partial(SERIF.width, size=SIZE), SIZE * POINT * 1.25)
    show = asking.measure(charts[0].query.measure).words
    for made in plans([chart.bars for chart in charts], rooms, type_, show):
        drawn += _chart(made)
    return tuple(drawn)


def _lines(text: str, box: Box) -> Iterator[Words]:
    for at, line in enumerate(SERIF.lines(text, SIZE, box.w)):
        yield Words(box.x, box.y + 3 + at * SIZE * POINT * 1.25, line, SIZE)


def _chart(made: Plan) -> Iterator[Item]:
    plot = made.plot
    yield from (Rule(plot.x - TICK, tick.y, plot.x, tick.y, AXIS) for tick in made.amounts)
    yield from (Rule(plot.right, tick.y, plot.right + TICK, tick.y, AXIS) for tick in made.shares)
    for placed in made.bars:
        yield Fill(*placed.box, DARK if placed.bar.vital else LIGHT)
    yield from _dashes(plot, made.eighty)
    yield Rule(plot.x, plot.y, plot.x, plot.bottom, AXIS)
    yield Rule(plot.right, plot.y, plot.right, plot.bottom, AXIS)
    yield Rule(plot.x, plot.bottom, plot.right, plot.bottom, AXIS)
    for (x1, y1), (x2, y2) in zip(made.curve, made.curve[1:], strict=False):
        yield Rule(x1, y1, x2, y2, CURVE)
    yield from (Fill(x - DOT / 2, y - DOT / 2, DOT, DOT, 0.0) for x, y in made.curve)
    yield from _words(made)


def _dashes(plot: Box, y: float) -> Iterator[Rule]:
    x = plot.x
    while x < plot.right:
        yield Rule(x, y, min(x + DASH, plot.right), y, AXIS)
        x += DASH + GAP


def _words(made: Plan) -> Iterator[Item]:
    gap = SIZE * POINT * 0.5
    for placed in made.amounts:
        yield _word(placed, placed.x - gap - SERIF.width(placed.text, SIZE))
    yield from (_word(placed, placed.x + gap) for placed in made.shares)
    yield from (item for placed in made.reached for item in _on_white(placed))
    for bar in made.bars:
        yield from _value(bar)
        yield from (_centred(line) for line in bar.label)


def _value(bar: PlacedBar) -> Iterable[Item]:
    if not bar.inside:
        return _on_white(bar.value)
    return (_centred(bar.value)._replace(shade=1.0 if bar.bar.vital else 0.0),)


def _on_white(placed: Placed) -> tuple[Item, ...]:
    """Lines that go by do not run through the words."""
    wide, high = SERIF.width(placed.text, SIZE), SIZE * POINT
    return Fill(placed.x - wide / 2, placed.y - high / 2, wide, high, 1.0), _centred(placed)


def _centred(placed: Placed) -> Words:
    return _word(placed, placed.x - SERIF.width(placed.text, SIZE) / 2)


def _word(placed: Placed, x: float) -> Words:
    return Words(x, placed.y + MIDDLE * SIZE * POINT, placed.text, SIZE)
