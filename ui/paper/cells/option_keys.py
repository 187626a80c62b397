"""The number keys that take a printed option: 1 the first, 0 the tenth."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

DIGITS = "1234567890"
PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def picked(options: Sequence[str], event: QKeyEvent) -> str:
    """The option that the key takes, or nothing."""
    typed = event.text() if event.modifiers() in PLAIN else ""
    return next((option for key, option in zip(DIGITS, options, strict=False) if key == typed), "")


def line_keys(options: Sequence[str]) -> dict[str, str]:
    """`{option: key}` where options are typed as words; none where they are written with numbers themselves."""
    if any(char.isdigit() for option in options for char in option):
        return {}
    return {option: key for key, option in zip(DIGITS, options, strict=False)}
