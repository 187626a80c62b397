"""The frame every dialog stands in: a heading, its content, a row of buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.dialogs.fit import grow, resize_within, room
from ui.style import tokens
from ui.style.parts import focus_in_sight, scrolling

BAR = 14
"""Pixels left free for the scroll bar."""

LEAST = 88
"""Pixels of a button, so that short words make no small one."""


class _Button(QPushButton):
    """Never narrower than its words."""

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(LEAST, 0))


class Dialog(QDialog):
    """`body` takes the content; Escape closes."""

    def __init__(self, parent: QWidget | None, title: str, name: str, width: int = 420) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setObjectName(name)
        self.setMinimumWidth(width)
        self.setModal(True)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self._scrolls = False
        self._main: QPushButton | None = None
        self._outer = outer = QVBoxLayout(self)
        outer.setContentsMargins(tokens.MARGIN, 20, tokens.MARGIN, 20)
        outer.setSpacing(tokens.GAP)
        self.heading = QLabel(title)
        self.heading.setProperty("look", "heading")
        self.heading.setWordWrap(True)
        outer.addWidget(self.heading)
        self.body = QVBoxLayout()
        self.body.setSpacing(tokens.SPACE)
        outer.addLayout(self.body, 1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(tokens.SPACE)
        self.buttons.addStretch(1)
        outer.addLayout(self.buttons)

    def add_button(self, words: str, name: str, act: Callable[[], object], look: str = "") -> QPushButton:
        """From left to right; the one with the look `main` answers Enter, and Ctrl+Enter from where Enter is a line."""
        button = _Button(words)
        button.setObjectName(name)
        button.setProperty("look", look)
        button.setDefault(look == "main")
        button.setAutoDefault(look == "main")
        button.clicked.connect(lambda _=False: act())
        if look == "main":
            self._main = button
        self.buttons.addWidget(button)
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What a box of several lines leaves of Enter; a dialog's own shortcut comes before it."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self._main is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._main.click()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._widen()
            grow(self)
            self._scroll_if_too_high()
        return done

    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():
            self._widen()
            self._scroll_if_too_high()
            resize_within(self, self.width(), self._height())
            grow(self)
        super().showEvent(event)

    def _height(self) -> int:
        """As it was asked for, else what its words take at this width: Qt reckons with the narrowest."""
        if self._scrolls:
            return room(self).height()
        asked = self.testAttribute(Qt.WidgetAttribute.WA_Resized) or not self._outer.hasHeightForWidth()
        return self.height() if asked else self._outer.totalHeightForWidth(self.width())

    def _widen(self) -> None:
        """As wide as what stands in it, within the screen: a width that was asked for is no reason to cut words."""
        least = min(self._outer.totalMinimumSize().width(), room(self).width())
        if least > self.minimumWidth():
            self.setMinimumWidth(least)

    def _scroll_if_too_high(self) -> None:
        """Fields that a low screen would squeeze are scrolled to; the buttons stay in sight."""
        if self._scrolls or self._outer.totalMinimumHeightForWidth(self.width()) <= room(self).height():
            return
        self._scrolls, focused = True, self.focusWidget()
        self._outer.removeItem(self.body)
        self.body.setParent(None)
        inside = QWidget()
        inside.setLayout(self.body)
        self.body.setContentsMargins(2, 0, BAR, 2)
        area = scrolling(inside)
        area.setMinimumWidth(self.body.totalMinimumSize().width())
        self._outer.insertWidget(1, area, 1)
        self._outer.activate()  # or the least height of before still holds
        if focused is not None:
            focus_in_sight(focused)

    def add_cancel(self, words: str = "取消") -> QPushButton:
        return self.add_button(words, "cancel", self.reject)


def sentence(words: str, look: str = "") -> QLabel:
    """Words that wrap, can be selected, and are never read as markup."""
    label = QLabel(words)
    as_sentence(label, look)
    return label


def as_sentence(label: QLabel, look: str = "") -> None:
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("look", look)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
