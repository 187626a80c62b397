"""From a sheet's millimetres to the screen's pixels, and its fonts at that size."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFont, QGuiApplication

from forms.faces import POINT
from ui.style import tokens
from ui.style.dress import load_sheet_face

PER_MM = 96 / 25.4
"""Pixels at 100 %."""

LEAST, MOST = 50, 200
MARGIN = tokens.MARGIN


@dataclass(frozen=True)
class Scale:
    """`percent` of natural size; the paper stands `left`, `top` pixels inside the view."""

    percent: int = 100
    left: float = MARGIN
    top: float = MARGIN
    size: float = 10.0
    """Points: what an empty cell begins with."""

    @property
    def per_mm(self) -> float:
        return PER_MM * self.percent / 100

    def x(self, mm: float) -> float:
        return self.left + mm * self.per_mm

    def y(self, mm: float) -> float:
        return self.top + mm * self.per_mm

    def rect(self, x: float, y: float, w: float, h: float) -> QRectF:
        return QRectF(self.x(x), self.y(y), w * self.per_mm, h * self.per_mm)

    def inside(self, x: float, y: float, w: float, h: float) -> QRect:
        """Whole pixels within the lines around a cell."""
        left, top = round(self.x(x)) + 1, round(self.y(y)) + 1
        return QRect(left, top, round(self.x(x + w)) - left - 1, round(self.y(y + h)) - top - 1)

    def pixels(self, size: float) -> float:
        """Of a size in points."""
        return size * POINT * self.per_mm

    def points(self, size: float) -> float:
        """What Qt must be told for a size in points to come out at this scale."""
        return self.pixels(size) * 72 / dots_per_inch()

    def font(self, size: float, family: str = "serif") -> QFont:
        return sheet_font(round(self.points(size), 2), family)


@lru_cache(maxsize=256)
def sheet_font(points: float, family: str) -> QFont:
    font = QFont(load_sheet_face() if family == "serif" else tokens.FAMILY)
    font.setPointSizeF(points)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def dots_per_inch() -> float:
    return float(QGuiApplication.primaryScreen().logicalDotsPerInchY())
