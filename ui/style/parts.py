"""Small parts that pages, dialogs and the form page are put together from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.style import tokens
from ui.style.icons import icon, pixmap

WIDE = 460
AROUND = 40
"""Pixels kept in sight around the cursor: a caption above, a sentence below."""


def words(text: str, look: str = "", wrap: bool = False) -> QLabel:
    """Plain text, never read as markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("look", look)
    label.setWordWrap(wrap)
    return label


def panel(margin: int = tokens.GAP) -> tuple[QFrame, QVBoxLayout]:
    """A white card and its column."""
    frame = QFrame()
    frame.setProperty("look", "panel")
    column = QVBoxLayout(frame)
    column.setContentsMargins(margin, margin, margin, margin)
    column.setSpacing(tokens.SPACE)
    return frame, column


def button(text: str, name: str, act: Callable[[], object], look: str = "", picture: str = "") -> QPushButton:
    made = QPushButton(text)
    made.setObjectName(name)
    made.setProperty("look", look)
    if picture:
        made.setIcon(icon(picture, tokens.INK_ON_ACCENT if look == "main" else tokens.INK_SOFT))
        made.setIconSize(QSize(tokens.ICON_SMALL, tokens.ICON_SMALL))
    made.clicked.connect(lambda _=False: act())
    return made


def row(*widgets: QWidget | None, spacing: int = tokens.SPACE) -> QHBoxLayout:
    """Widgets side by side; a None pushes what follows to the right."""
    line = QHBoxLayout()
    line.setSpacing(spacing)
    for widget in widgets:
        if widget is None:
            line.addStretch(1)
        else:
            line.addWidget(widget)
    return line


def clear(layout: QLayout) -> None:
    """Takes everything out of a layout."""
    while layout.count():
        widget: QWidget | None = layout.takeAt(0).widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def focus_in_sight(widget: QWidget) -> None:
    """The cursor goes there, and every area that it stands in is scrolled so that its caption is seen too."""
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    bring_into_sight(widget)
    QTimer.singleShot(0, widget, lambda: bring_into_sight(widget))  # a tab just opened is laid out later


def bring_into_sight(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, AROUND, AROUND)
        above = above.parentWidget()


def scrolling(inside: QWidget) -> QScrollArea:
    """A page that is longer than the window; Tab goes on to what stands in it."""
    area = QScrollArea(widgetResizable=True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFrameShape(QFrame.Shape.NoFrame)
    inside.setObjectName("inside")
    area.setWidget(inside)
    return area


class Reading(QLabel):
    """What stands in place of a list until it was read for the first time."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reading")
        self.setProperty("look", "soft")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setContentsMargins(tokens.GAP, tokens.GAP, tokens.GAP, tokens.GAP)
        self.begin()

    def begin(self) -> None:
        self.setText("正在读…")

    def give_up(self) -> None:
        self.setText("没有读到，再打开这一页时会重读。")


class Empty(QWidget):
    """What an empty list shows: a picture, what would be here, and what to do first."""

    def __init__(self, picture: str, title: str, text: str, *actions: QPushButton) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.MARGIN, 36, tokens.MARGIN, 36)
        column.setSpacing(tokens.SPACE)
        column.addStretch(1)
        drawing = QLabel()
        drawing.setPixmap(pixmap(picture, 44, tokens.ACCENT_LINE))
        self.title, self.text = words("", "heading"), words("", "soft", wrap=True)
        self.text.setFixedWidth(WIDE)
        for label in (drawing, self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        if actions:
            column.addSpacing(tokens.SPACE)
            column.addLayout(row(None, *actions, None))
        column.addStretch(1)
        self.say(title, text)

    def say(self, title: str, text: str) -> None:
        self.title.setText(title)
        self.text.setText(text)
        self.text.ensurePolished()
        self.text.setMinimumHeight(self.text.heightForWidth(WIDE))


def stack_up(page: QWidget, *cards: QWidget) -> None:
    """Cards below each other; the page scrolls where they are higher."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.GAP)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(scrolling(inside))
