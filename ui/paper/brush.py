"""Draws the neutral sheet's items with a QPainter, as paper draws them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPixmap, QPixmapCache

from forms.faces import POINT
from forms.fill import UNSOUND
from forms.sheet import Fill, Item, Picture, Rule, Words
from ui.paper.scale import Scale
from ui.style import tokens

STROKE = 1 / 30
"""Of the size: how much wider bold letters are drawn."""

Photo = Callable[[Picture], QPixmap | None]


class Brush:
    """One painting; `photo` gives the pixels of a picture."""

    def __init__(self, painter: QPainter, scale: Scale, photo: Photo) -> None:
        self._painter, self._scale, self._photo = painter, scale, photo

    def draw(self, items: Iterable[Item]) -> None:
        for item in items:
            if isinstance(item, Words):
                self._words(item)
            elif isinstance(item, Rule):
                self._rule(item)
            elif isinstance(item, Fill):
                self._painter.fillRect(self._scale.rect(item.x, item.y, item.w, item.h), grey(item.shade))
            else:
                self._picture(item)

    def _words(self, words: Words) -> None:
        painter, scale = self._painter, self._scale
        font, larger = scale.drawn_font(words.size, words.face)
        if words.spacing:
            font = QFont(font)
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, words.spacing * POINT * scale.per_mm / larger)
        painter.save()
        painter.translate(scale.x(words.x), scale.y(words.y))
        painter.scale(larger, larger)
        painter.rotate(-words.turn)
        self._letters(words, font, QColor(tokens.BAD) if UNSOUND in words.text else grey(words.shade))
        painter.restore()

    def _letters(self, words: Words, font: QFont, colour: QColor) -> None:
        if words.bold:
            path = QPainterPath()
            path.addText(0, 0, font, words.text)
            self._painter.strokePath(path, QPen(colour, font.pixelSize() * STROKE))
            self._painter.fillPath(path, colour)
        else:
            self._painter.setFont(font)
            self._painter.setPen(colour)
            self._painter.drawText(QPointF(), words.text)

    def _rule(self, rule: Rule) -> None:
        """On whole pixels, at least one wide: grey hair lines read as dirt."""
        scale = self._scale
        wide = max(1, round(scale.pixels(rule.width)))
        x1, y1 = round(scale.x(rule.x1)), round(scale.y(rule.y1))
        x2, y2 = round(scale.x(rule.x2)), round(scale.y(rule.y2))
        half = wide // 2
        if y1 == y2:
            self._painter.fillRect(x1, y1 - half, x2 - x1, wide, QColor(tokens.SHEET_RULE))
        else:
            self._painter.fillRect(x1 - half, y1, wide, y2 - y1, QColor(tokens.SHEET_RULE))

    def _picture(self, picture: Picture) -> None:
        box = self._scale.rect(picture.x, picture.y, picture.w, picture.h)
        pixels = self._photo(picture)
        if pixels is None:
            self._unreadable(box)
            return
        if pixels.isNull():
            self._painter.fillRect(box, QColor(tokens.SHEET_LABEL))
            return
        fitted = QSizeF(pixels.size()).scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
        pixels = self._shrunk(pixels, fitted)
        drawn = QRectF(0, 0, pixels.width(), pixels.height())
        left = box.x() + (box.width() - fitted.width()) / 2
        top = box.y() + (box.height() - fitted.height()) / 2
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._painter.drawPixmap(QRectF(left, top, fitted.width(), fitted.height()), pixels, drawn)

    def _shrunk(self, pixels: QPixmap, fitted: QSizeF) -> QPixmap:
        """A painter that draws a picture much smaller leaves pixels out."""
        wide = round(fitted.width() * self._painter.device().devicePixelRatio())
        if wide < 1 or pixels.width() <= wide:
            return pixels
        key = f"{pixels.cacheKey()}/{wide}"
        small = QPixmap()
        if not QPixmapCache.find(key, small):
            small = pixels.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
            QPixmapCache.insert(key, small)
        return small

    def _unreadable(self, box: QRectF) -> None:
        self._painter.setPen(QPen(QColor(tokens.INK_FAINT), 1, Qt.PenStyle.DashLine))
        self._painter.drawRect(box)
        self._painter.setFont(self._scale.font(8))
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "照片读不出来")


def grey(shade: float) -> QColor:
    """0 is the sheet's ink, 1 white."""
    if shade <= 0:
        return QColor(tokens.SHEET_INK)
    level = round(255 * min(shade, 1))
    return QColor(level, level, level)
