"""Locks the window when nobody has touched it for a while; what was being typed stays as it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSettings, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

DEFAULT_MINUTES = 15
SETTING = "idle_minutes"
SIGNS_OF_LIFE = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}
)


class IdleWatch(QObject):
    """Calls `lock` after the remembered minutes without a key, click or movement; 0 minutes never."""

    def __init__(self, remembered: QSettings, lock: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._remembered = remembered
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lock)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)
            # Composed Chinese never reaches a window as a key.
            app.inputMethod().cursorRectangleChanged.connect(self._alive)

    @property
    def minutes(self) -> int:
        told = str(self._remembered.value(SETTING, DEFAULT_MINUTES))
        return int(told) if told.isdecimal() else DEFAULT_MINUTES

    def set_minutes(self, minutes: int) -> None:
        self._remembered.setValue(SETTING, minutes)
        self.start()

    def start(self) -> None:
        self._timer.stop()
        if self.minutes:
            self._timer.start(self.minutes * 60_000)

    def stop(self) -> None:
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in SIGNS_OF_LIFE:
            self._alive()
        return False

    def _watch(self, window: QWindow | None) -> None:
        """Keys and clicks reach the window that has the focus, dialogs too."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def _alive(self) -> None:
        if self._timer.isActive():
            self._timer.start()
