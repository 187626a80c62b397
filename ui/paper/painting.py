"""The paper and everything printed on it, painted where the screen asks for it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter

from forms.draw import contents, grounds, placed_rows, rules, watermark
from forms.sheet import AREA, HEADING, LABEL, VALUE, LaidCell, LaidSheet, Words
from qcdesk.workflow import DRAFT
from ui.paper.brush import Brush
from ui.paper.photos import SheetPhotos
from ui.paper.scale import Scale
from ui.style import tokens

SHADOW = ((0, 1, 40), (1, 2, 26), (2, 4, 16), (3, 6, 9))
"""Spread, drop and strength of the shadow's layers."""

MARK = 0.945
"""Shade of a draft's watermark: on screen it must not be in the way of typing."""


class Shown(Protocol):
    """What is being painted: the view."""

    sheet: LaidSheet | None
    scale: Scale

    def is_locked(self, cell: LaidCell) -> bool: ...
    def sheet_size(self) -> QSize: ...


def paint_sheet(painter: QPainter, view: Shown, dirty: QRect, photos: SheetPhotos) -> None:
    """Paper, tints, watermark, rules, words; only rows that meet `dirty`."""
    sheet, scale = view.sheet, view.scale
    if sheet is None:
        return
    size = view.sheet_size()
    paper = QRectF(scale.left, scale.top, size.width(), size.height())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    _shadow(painter, paper)
    painter.fillRect(paper, QColor(tokens.SHEET))
    rows = list(placed_rows(sheet.rows, sheet.rows[0].y))
    seen = [row for row in rows if scale.rect(0, row[1], sheet.width, row[0].reach).intersects(QRectF(dirty))]
    for row, _, _ in seen:
        for cell in row.cells:
            _tint(painter, cell, view)
    brush = Brush(painter, scale, photos.pixels)
    brush.draw(grounds(seen))
    marks = watermark(sheet.form.paper, sheet.watermark)
    light = sheet.record.state == DRAFT
    brush.draw(mark._replace(shade=MARK) if light and isinstance(mark, Words) else mark for mark in marks)
    right = sheet.frame[0] + sheet.frame[2]
    brush.draw(rules(rows, sheet.frame[0], right))
    brush.draw(contents(seen))
    if dirty.top() < scale.y(sheet.frame[1]):
        brush.draw(sheet.head)
    if dirty.bottom() > scale.y(sheet.frame[1] + sheet.frame[3]):
        brush.draw(sheet.foot)


def _tint(painter: QPainter, cell: LaidCell, view: Shown) -> None:
    box = view.scale.rect(cell.x, cell.y, cell.w, cell.h)
    if cell.kind in (LABEL, HEADING):
        painter.fillRect(box, QColor(tokens.SHEET_LABEL))
    elif cell.kind in (VALUE, AREA) and view.is_locked(cell):
        painter.fillRect(box, QColor(tokens.SHEET_LOCKED))


def _shadow(painter: QPainter, paper: QRectF) -> None:
    colour = QColor(tokens.INK)
    for spread, drop, strength in SHADOW[::-1]:
        colour.setAlpha(strength)
        painter.fillRect(paper.adjusted(-spread, drop - spread, spread, drop + spread), colour)
