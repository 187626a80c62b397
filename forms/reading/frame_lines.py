"""The frame of a sheet followed in a picture: four straight dark lines, walked along from the corner nearest to a mark
that is known. Their crossings are the frame's corners, folded or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot
from typing import Any

from PIL import Image

from forms.reading.plane import Plane, Point, crossing

STEP = 4.0
"""Millimetres from one look to the next."""

REACH, LONG_REACH = 1.8, 5.0
"""Millimetres to either side that are looked at: on the way, and at the beginning of a line."""

BESIDE = 1.1
"""Millimetres between the three spots of a look: a line is dark in all of them, a word is not."""

CONTRAST = 40
LOST = 4
"""Looks in vain after which a line has ended."""

LEAST = 5
"""Points that make a line."""

STRAY = 0.45
"""Millimetres: points further off are of something else."""

Line = tuple[Point, Point]
Corner = int
"""0 top left, 1 top right, 2 bottom right, 3 bottom left; edge n runs from corner n to the next one."""


@dataclass(frozen=True)
class Edge:
    """A line with the two ends as far as it was seen, in the order of the corners."""

    line: Line
    ends: tuple[Point, Point]


@dataclass(frozen=True, eq=False)
class Tracer:
    """`guess` is roughly where everything lies, `corners` the frame's in millimetres."""

    grey: Image.Image
    pixels: Any
    guess: Plane
    corners: tuple[Point, ...]
    scale: float

    def edges(self, start: Corner) -> dict[int, Edge]:
        """All edges that could be followed, from the corner where the guess is best."""
        seen: dict[int, Edge] = {}
        waiting: list[tuple[int, Corner, Point, float]] = [
            (start, start, self.guess.at(*self.corners[start]), LONG_REACH),
            ((start - 1) % 4, start, self.guess.at(*self.corners[start]), LONG_REACH),
        ]
        while waiting:
            edge, corner, at, reach = waiting.pop(0)
            if edge in seen:
                continue
            found = self._followed(edge, corner, at, reach)
            if found is None:
                continue
            seen[edge] = found
            first, last = edge, (edge + 1) % 4
            if corner == first:
                waiting.append((last, last, found.ends[1], LONG_REACH))
            else:
                waiting.append(((first - 1) % 4, first, found.ends[0], LONG_REACH))
        return seen

    def _followed(self, edge: int, corner: Corner, start: Point, reach: float) -> Edge | None:
        """The edge walked along from one of its corners."""
        forward = corner == edge
        here, there = (edge, (edge + 1) % 4) if forward else ((edge + 1) % 4, edge)
        (x0, y0), (x1, y1) = self.guess.at(*self.corners[here]), self.guess.at(*self.corners[there])
        length = hypot(x1 - x0, y1 - y0)
        way = (x1 - x0) / length, (y1 - y0) / length
        points = self._walked(start, way, length * 1.15 / self.scale, reach)
        line = _line(points, STRAY * self.scale)
        if line is None:
            return None
        ends = (points[0], points[-1]) if forward else (points[-1], points[0])
        return Edge(line, ends)

    def _walked(self, start: Point, way: Point, most: float, reach: float) -> list[Point]:
        points: list[Point] = []
        step = STEP * self.scale
        (x, y), (dx, dy) = start, way
        lost = 0
        for count in range(1, int(most / STEP) + 1):
            x, y = x + dx * step, y + dy * step
            wide = reach if len(points) < 2 else REACH
            spot = self._looked(x, y, dx, dy, wide * self.scale)
            if spot is None:
                lost += 1
                if lost > LOST and (points or count > 3 * LOST):
                    break
                continue
            lost = 0
            points.append(spot)
            x, y = spot
            if len(points) >= 4:
                dx, dy = _course(points, (dx, dy))
        return points

    def _looked(self, x: float, y: float, dx: float, dy: float, reach: float) -> Point | None:
        """The middle of the dark line across the way, nearest to (x, y) where there are several."""
        profile = self._profile(x, y, dx, dy, int(reach + 0.5))
        paper = sorted(profile)[len(profile) * 3 // 4]
        dark = min(profile)
        if paper - dark < CONTRAST:
            return None
        limit = (paper + dark) / 2
        best, at = None, 0
        middle = len(profile) // 2
        while at < len(profile):
            if profile[at] >= limit:
                at += 1
                continue
            end = at
            while end < len(profile) and profile[end] < limit:
                end += 1
            off = _weighed(profile, at, end, paper) - middle
            if end - at <= 1.5 * self.scale and (best is None or abs(off) < abs(best)):
                best = off
            at = end
        return None if best is None else (x - dy * best, y + dx * best)

    def _profile(self, x: float, y: float, dx: float, dy: float, reach: int) -> list[int]:
        """The lightest of three spots along the way, one for every pixel across it."""
        beside = BESIDE * self.scale
        pixels, (wide, high) = self.pixels, self.grey.size
        profile = []
        for off in range(-reach, reach + 1):
            u, v = x - dy * off, y + dx * off
            lightest = 0
            for along in (-beside, 0.0, beside):
                i, j = int(u + dx * along), int(v + dy * along)
                value = pixels[i, j] if 0 <= i < wide and 0 <= j < high else 255
                lightest = max(lightest, value)
            profile.append(lightest)
        return profile


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


def frame_corners(
    grey: Image.Image, guess: Plane, frame: tuple[float, float, float, float], start: Corner
) -> dict[Corner, Point]:
    """The frame's corners in pixels, as far as its edges were found."""
    x, y, w, h = frame
    corners = (x, y), (x + w, y), (x + w, y + h), (x, y + h)
    tracer = Tracer(grey, grey.load(), guess, corners, guess.scale(*corners[start]))
    edges = tracer.edges(start)
    found: dict[Corner, Point] = {}
    for corner in range(4):
        one, other = edges.get(corner), edges.get((corner - 1) % 4)
        if one is not None and other is not None:
            point = crossing(one.line, other.line)
            if point is not None:
                found[corner] = point
    return found
