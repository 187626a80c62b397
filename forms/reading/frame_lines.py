"""The frame of a sheet followed in a picture: four straight dark lines, walked along from the corner nearest to a mark
that is known. Their crossings are the frame's corners, folded or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from statistics import median
from typing import NamedTuple

from PIL import Image

from forms.reading.plane import Plane, Point, crossing

STEP = 4.0
"""Millimetres from one look to the next."""

REACH, LONG_REACH, LONGEST_REACH = 1.8, 5.0, 7.5
"""Millimetres to either side that are looked at: on the way, at the beginning of the first line, and of one whose
weight is known."""

BESIDE = 1.1
"""Millimetres between the three spots of a look: a line is dark in all of them, a word is not."""

CONTRAST = 40
LOST = 4
"""Looks in vain after which a line has ended."""

LEAST, LEAST_PART, SKEW = 5, 0.45, 0.98
"""Points that make a line, the part of an edge's length on which it is seen, the cosine between it and its guess."""

STRAY = 0.45
"""Millimetres: points further off are of something else."""

LIGHT, HEAVY = 0.55, 1.9
"""Times the weight of the line so far: rules within the frame are half as wide, words are lighter still."""

GAP, TAIL = 2, 5
"""Fewer looks than the tail, behind a gap, are something else in line with the edge."""

Line = tuple[Point, Point]
Corner = int
"""0 top left, 1 top right, 2 bottom right, 3 bottom left; edge n runs from corner n to the next one."""


class Spot(NamedTuple):
    """The line at one place: at which look, where, and how dark across it, in pixels of full black."""

    look: int
    at: Point
    weight: float


@dataclass(frozen=True)
class Edge:
    """A line with the two ends as far as it was seen, in the order of the corners."""

    line: Line
    ends: tuple[Point, Point]
    weight: float


@dataclass(frozen=True, eq=False)
class Tracer:
    """`greys` are the picture's rows, one byte a pixel; `guess` is roughly where everything lies, `corners` the frame's
    in millimetres, `scale` pixels a millimetre."""

    greys: bytes
    wide: int
    high: int
    guess: Plane
    corners: tuple[Point, ...]
    scale: float

    def edges(self, start: Corner) -> dict[int, Edge]:
        """All edges that could be followed, from the corner where the guess is best; then from the other corners."""
        seen: dict[int, Edge] = {}
        waiting: list[tuple[int, Corner, Point]] = [
            (edge, corner, self.guess.at(*self.corners[corner]))
            for corner in (start, (start + 2) % 4, (start + 1) % 4, (start + 3) % 4)
            for edge in (corner, (corner - 1) % 4)
        ]
        while waiting:
            edge, corner, at = waiting.pop(0)
            found = None if edge in seen else self._followed(edge, corner, at, _weight(seen))
            if found is None:
                continue
            seen[edge] = found
            first, last = edge, (edge + 1) % 4
            ahead = (last, last, found.ends[1]) if corner == first else ((first - 1) % 4, first, found.ends[0])
            waiting.insert(1 if len(seen) == 1 else 0, ahead)
        return seen

    def _followed(self, edge: int, corner: Corner, start: Point, weight: float) -> Edge | None:
        """The edge walked along from one of its corners."""
        here, there = (edge, (edge + 1) % 4) if corner == edge else ((edge + 1) % 4, edge)
        (x0, y0), (x1, y1) = self.guess.at(*self.corners[here]), self.guess.at(*self.corners[there])
        length = hypot(x1 - x0, y1 - y0)
        way = (x1 - x0) / length, (y1 - y0) / length
        spots = _without_tail(self._walked(start, way, length * 1.15 / self.scale, weight))
        points = [spot.at for spot in spots]
        line = _line(points, STRAY * self.scale)
        if line is None or len(spots) * STEP * self.scale < LEAST_PART * length:
            return None
        if abs(line[1][0] * way[0] + line[1][1] * way[1]) < SKEW:
            return None
        ends = (points[0], points[-1]) if corner == edge else (points[-1], points[0])
        return Edge(line, ends, median(spot.weight for spot in spots))

    def _walked(self, start: Point, way: Point, most: float, weight: float) -> list[Spot]:
        spots: list[Spot] = []
        step = STEP * self.scale
        (x, y), (dx, dy) = start, way
        for count in range(1, int(most / STEP) + 1):
            x, y = x + dx * step, y + dy * step
            known = median(spot.weight for spot in spots) if len(spots) > 2 else weight
            reach = REACH if len(spots) > 1 else LONGEST_REACH if weight else LONG_REACH
            spot = self._looked(x, y, dx, dy, reach, known)
            if spot is None:
                if count - (spots[-1].look if spots else -LOST) > 2 * LOST:
                    break
                continue
            spots.append(Spot(count, *spot))
            x, y = spot[0]
            if len(spots) >= 4:
                dx, dy = _course([one.at for one in spots], (dx, dy))
        return spots

    def _looked(
        self, x: float, y: float, dx: float, dy: float, reach: float, weight: float
    ) -> tuple[Point, float] | None:
        """The dark line across the way that is as heavy as it should be: the nearest, or the heaviest where no weight
        is known yet."""
        profile = self._profile(x, y, dx, dy, int(reach * self.scale + 0.5))
        paper, dark = sorted(profile)[len(profile) * 3 // 4], min(profile)
        if paper - dark < CONTRAST:
            return None
        middle, found = len(profile) // 2, []
        for begin, end in _runs(profile, (paper + dark) / 2):
            heavy = sum(1 - profile[at] / paper for at in range(max(0, begin - 1), min(len(profile), end + 1)))
            off = _weighed(profile, begin, end, paper) - middle
            if end - begin <= 1.5 * self.scale and (not weight or LIGHT * weight <= heavy <= HEAVY * weight):
                found.append((abs(off) if weight else -heavy, off, heavy))
        if not found:
            return None
        _, off, heavy = min(found)
        return (x - dy * off, y + dx * off), heavy

    def _profile(self, x: float, y: float, dx: float, dy: float, reach: int) -> list[int]:
        """The lightest of three spots along the way, one for every pixel across it; white beyond the picture."""
        grey, wide, high = self.greys, self.wide, self.high
        right, down = round(dx * BESIDE * self.scale), round(dy * BESIDE * self.scale)
        span, margin = range(-reach, reach + 1), max(abs(right), abs(down))
        if self._holds(x + dy * reach, y - dx * reach, margin) and self._holds(x - dy * reach, y + dx * reach, margin):
            beside = down * wide + right
            places = [int(y + dx * off) * wide + int(x - dy * off) for off in span]
            return [max(grey[at - beside], grey[at], grey[at + beside]) for at in places]
        across = [(int(x - dy * off), int(y + dx * off)) for off in span]
        return [
            max(
                grey[j * wide + i] if 0 <= i < wide and 0 <= j < high else 255
                for i, j in ((u - right, v - down), (u, v), (u + right, v + down))
            )
            for u, v in across
        ]

    def _holds(self, x: float, y: float, margin: int) -> bool:
        """Whether so many pixels about the point lie in the picture."""
        return margin <= x < self.wide - margin and margin <= y < self.high - margin


def _weight(seen: Mapping[int, Edge]) -> float:
    return median(edge.weight for edge in seen.values()) if seen else 0.0


def _without_tail(spots: list[Spot]) -> list[Spot]:
    """A few looks behind a gap are words in line with the edge."""
    for at in range(len(spots) - 1, max(0, len(spots) - TAIL), -1):
        if spots[at].look - spots[at - 1].look > GAP:
            return _without_tail(spots[:at])
    return spots


def _runs(profile: Sequence[int], limit: float) -> Iterator[tuple[int, int]]:
    """From where to where the profile is darker than the limit."""
    begin = None
    for at, value in enumerate(profile):
        if value < limit and begin is None:
            begin = at
        elif value >= limit and begin is not None:
            yield begin, at
            begin = None
    if begin is not None:
        yield begin, len(profile)


def _weighed(profile: Sequence[int], begin: int, end: int, paper: int) -> float:
    total = sum(paper - profile[at] for at in range(begin, end))
    return sum(at * (paper - profile[at]) for at in range(begin, end)) / total if total else (begin + end - 1) / 2


def _course(points: Sequence[Point], before: Point) -> Point:
    """The direction of the last points."""
    (x0, y0), (x1, y1) = points[max(0, len(points) - 8)], points[-1]
    length = hypot(x1 - x0, y1 - y0)
    if not length:
        return before
    dx, dy = (x1 - x0) / length, (y1 - y0) / length
    return (dx, dy) if dx * before[0] + dy * before[1] > 0.97 else before


def _line(points: Sequence[Point], stray: float) -> Line | None:
    """The straight line that most of the points lie on."""
    kept = list(points)
    for _ in range(6):
        if len(kept) < LEAST:
            return None
        line = _fitted(kept)
        away = [_distance(point, line) for point in kept]
        worst = max(away)
        if worst <= stray:
            return line
        limit = max(stray, worst / 2)
        kept = [point for point, off in zip(kept, away, strict=True) if off <= limit]
    return None


def _fitted(points: Sequence[Point]) -> Line:
    """Least squares across the direction in which the points are spread."""
    count = len(points)
    mx, my = sum(x for x, _ in points) / count, sum(y for _, y in points) / count
    xx = sum((x - mx) ** 2 for x, _ in points)
    yy = sum((y - my) ** 2 for _, y in points)
    xy = sum((x - mx) * (y - my) for x, y in points)
    dx, dy = (xx, xy) if xx >= yy else (xy, yy)
    length = hypot(dx, dy) or 1.0
    return (mx, my), (dx / length, dy / length)


def _distance(point: Point, line: Line) -> float:
    (x, y), (dx, dy) = line
    return abs((point[0] - x) * dy - (point[1] - y) * dx)


def frame_corners(grey: Image.Image, guess: Plane, corners: tuple[Point, ...], start: Corner) -> dict[Corner, Point]:
    """The frame's corners in pixels, as far as its edges were found; `start` is where the guess is best."""
    tracer = Tracer(grey.tobytes(), *grey.size, guess, corners, guess.scale(*corners[start]))
    edges = tracer.edges(start)
    found: dict[Corner, Point] = {}
    for corner in range(4):
        one, other = edges.get(corner), edges.get((corner - 1) % 4)
        if one is not None and other is not None:
            point = crossing(one.line, other.line)
            if point is not None:
                found[corner] = point
    return found
