"""Windows no larger than the screen they appear on."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

EDGE = QSize(16, 40)
"""What a window's own frame takes; it is not known before the window is shown."""


def room(widget: QWidget) -> QSize:
    """The largest content that a window of this widget may have."""
    parent = widget.parentWidget()
    return (parent or widget).screen().availableGeometry().size() - EDGE


def grow(widget: QWidget) -> None:
    """As high as its content has become, within the screen: a sentence that appears must not squeeze the fields."""
    layout = widget.layout()
    if layout is None:
        return
    tall = layout.totalHeightForWidth(widget.width()) if layout.hasHeightForWidth() else layout.minimumSize().height()
    if tall > widget.height():
        resize_within(widget, widget.width(), tall)


def resize_within(widget: QWidget, width: int, height: int) -> None:
    """The wanted size, or as much of it as the screen has."""
    widget.resize(QSize(width, height).boundedTo(room(widget)))
