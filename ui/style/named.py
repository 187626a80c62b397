"""Names for tests, screen readers and automation."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str, label: str = "") -> W:
    """The widget with its objectName, and its accessible name where it has one of its own."""
    widget.setObjectName(name)
    if label:
        widget.setAccessibleName(label)
    return widget
