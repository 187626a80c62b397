"""From a sheet's millimetres to the screen's pixels, and its fonts at that size."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFont

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

    def font(self, size: float, family: str = "serif") -> QFont:
        """For an editor: Qt knows whole pixels only, so the letters' spacing makes up what is missing in width."""
        return spaced_font(max(1, round(self.pixels(size))), round(self.pixels(size), 3), family)

    def drawn_font(self, size: float, family: str = "serif") -> tuple[QFont, float]:
        """For drawing: a font of whole pixels, and how much larger than that the words must be drawn."""
        whole = max(1, round(self.pixels(size)))
        return sheet_font(whole, family), self.pixels(size) / whole


@lru_cache(maxsize=256)
def sheet_font(pixels: int, family: str) -> QFont:
    font = QFont(load_sheet_face() if family == "serif" else tokens.FAMILY)
    font.setPixelSize(pixels)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@lru_cache(maxsize=256)
def spaced_font(pixels: int, wanted: float, family: str) -> QFont:
    font = QFont(sheet_font(pixels, family))
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 * wanted / pixels)
    return font
