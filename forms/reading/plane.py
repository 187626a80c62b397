"""Where a point of the printed sheet, in millimetres, lies in a picture, in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

Point = tuple[float, float]


@dataclass(frozen=True)
class Plane:
    """A perspective: eight numbers as Pillow's own, the ninth is 1."""

    numbers: tuple[float, float, float, float, float, float, float, float]

    def at(self, x: float, y: float) -> Point:
        """In pixels."""
        a, b, c, d, e, f, g, h = self.numbers
        under = g * x + h * y + 1
        return (a * x + b * y + c) / under, (d * x + e * y + f) / under

    def box(self, x: float, y: float, step: float) -> tuple[float, ...]:
        """For Image.transform: pixels of a picture that begins at (x, y) with `step` millimetres a pixel."""
        a, b, c, d, e, f, g, h = self.numbers
        under = g * x + h * y + 1
        return tuple(
            value / under for value in (
                a * step, b * step, a * x + b * y + c, d * step, e * step, d * x + e * y + f, g * step, h * step,
            )
        )  # fmt: skip

    def scale(self, x: float, y: float) -> float:
        """Pixels a millimetre about a point."""
        x0, y0 = self.at(x - 1, y - 1)
        x1, y1 = self.at(x + 1, y + 1)
        return hypot(x1 - x0, y1 - y0) / hypot(2, 2)


def flat(sheet: Sequence[Point], picture: Sequence[Point]) -> Plane | None:
    """The parallel one (no perspective) that fits best; None where the points say too little."""
    rows, right = [], []
    for (x, y), (u, v) in zip(sheet, picture, strict=True):
        rows += [[x, y, 1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, x, y, 1.0]]
        right += [u, v]
    found = _solved(rows, right)
    return Plane((*found, 0.0, 0.0)) if found else None  # type: ignore[arg-type]


def perspective(sheet: Sequence[Point], picture: Sequence[Point]) -> Plane | None:
    """The one that fits best, through all of four points; None where the points say too little."""
    rows, right = [], []
    for (x, y), (u, v) in zip(sheet, picture, strict=True):
        rows += [[x, y, 1.0, 0.0, 0.0, 0.0, -u * x, -u * y], [0.0, 0.0, 0.0, x, y, 1.0, -v * x, -v * y]]
        right += [u, v]
    found = _solved(rows, right)
    return Plane(tuple(found)) if found else None  # type: ignore[arg-type]


def _solved(rows: list[list[float]], right: list[float]) -> list[float] | None:
    """Least squares by the normal equations, each column brought to one size first."""
    count = len(rows[0])
    sizes = [max(abs(row[at]) for row in rows) or 1.0 for at in range(count)]
    even = [[value / size for value, size in zip(row, sizes, strict=True)] for row in rows]
    system = [
        [sum(row[i] * row[j] for row in even) for j in range(count)]
        + [sum(row[i] * value for row, value in zip(even, right, strict=True))]
        for i in range(count)
    ]
    found = _eliminated(system)
    return [value / size for value, size in zip(found, sizes, strict=True)] if found else None


def _eliminated(system: list[list[float]]) -> list[float] | None:
    count = len(system)
    for at in range(count):
        best = max(range(at, count), key=lambda line: abs(system[line][at]))
        if abs(system[best][at]) < 1e-12:
            return None
        system[at], system[best] = system[best], system[at]
        head = system[at]
        for line in range(count):
            if line != at and system[line][at]:
                part = system[line][at] / head[at]
                system[line] = [value - part * above for value, above in zip(system[line], head, strict=True)]
    return [system[at][count] / system[at][at] for at in range(count)]


def crossing(first: tuple[Point, Point], second: tuple[Point, Point]) -> Point | None:
    """Where two lines meet, each given by a point and a direction."""
    (x, y), (dx, dy) = first
    (u, v), (du, dv) = second
    cross = dx * dv - dy * du
    if abs(cross) < 1e-6:
        return None
    along = ((u - x) * dv - (v - y) * du) / cross
    return x + along * dx, y + along * dy
