"""Icons of resources/icons in any colour, drawn for the screen's own pixels so that they are crisp at every scale."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache

import resources
from ui.style import tokens

DRAWN_IN = "#3b4754"
"""The ink every icon file is drawn with."""

SIZES = (16, 18, 20, 24)


def icon(name: str, colour: str = tokens.INK_SOFT, chosen: str = "") -> QIcon:
    """`name` as in resources/icons; `chosen` colours the checked state; disabled is faint."""
    made = QIcon()
    for state, ink in ((QIcon.State.Off, colour), (QIcon.State.On, chosen or colour)):
        _add(made, name, ink, QIcon.Mode.Normal, state)
    _add(made, name, tokens.LINE_STRONG, QIcon.Mode.Disabled, QIcon.State.Off)
    return made


def mark() -> QIcon:
    """The program's own mark, for window frames and task bars."""
    made = QIcon()
    for size in (32, 64):
        made.addPixmap(pixmap("qcdesk", size, ratio=1.0))
    return made


def pixmap(name: str, size: int, colour: str = DRAWN_IN, ratio: float = 0.0) -> QPixmap:
    """One picture of `size` logical pixels for screens of this device pixel ratio (0: the sharpest screen's)."""
    scale = ratio or _sharpest()
    key = f"{name}/{size}/{colour}/{scale}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        picture = _drawn(name, size, colour, scale)
        QPixmapCache.insert(key, picture)
    return picture


def _drawn(name: str, size: int, colour: str, scale: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    picture = QPixmap(QSize(size, size) * scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing = QSvgRenderer(QByteArray(_source(name, colour)))
    drawing.render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture


def _add(made: QIcon, name: str, colour: str, mode: QIcon.Mode, state: QIcon.State) -> None:
    for ratio in _ratios():
        for size in SIZES:
            made.addPixmap(pixmap(name, size, colour, ratio), mode, state)


def _ratios() -> tuple[float, ...]:
    return tuple(dict.fromkeys(screen.devicePixelRatio() for screen in QGuiApplication.screens())) or (1.0,)


def _sharpest() -> float:
    return max(_ratios())


@cache
def _source(name: str, colour: str) -> bytes:
    return resources.text(f"icons/{name}.svg").replace(DRAWN_IN, colour).encode()
