"""Keys of the window that no editor may take for itself: on Linux a line of typing takes Ctrl+E as "to its end"."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

OURS = (
    *(f"Ctrl+{digit}" for digit in range(10)), "Ctrl+K", "Ctrl+F", "Ctrl+N", "Ctrl+Shift+N", "Ctrl+L", "Ctrl+Shift+L",
    "Ctrl+Shift+B", "Alt+Left", "F1", "F5", "F8", "Ctrl+S", "Ctrl+P", "Ctrl+Shift+P", "Ctrl+E", "Ctrl+Shift+E",
    "Ctrl+D", "Ctrl++", "Ctrl+=", "Ctrl+-", "Ctrl+PgDown", "Ctrl+PgUp", "Ctrl+T",
)  # fmt: skip
"""What the card of F1 promises everywhere, on a sheet and in a case, but for undo and redo: the cells pass those on."""


class WindowKeys(QObject):
    """Sees what the widget in use is asked before a shortcut runs, and answers for it; dialogs keep their own keys."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._ours = frozenset(QKeySequence(keys)[0].toCombined() for keys in OURS)  # type: ignore[index]
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now.window() is self._window:
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asked and event.keyCombination().toCombined() in self._ours:  # type: ignore[attr-defined]
            event.ignore()
            return True
        return False
