"""The photos that hang in a big cell: added, looked at, marked, taken away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)  # fmt: skip
from PySide6.QtWidgets import QMenu, QToolButton, QToolTip, QWidget

from forms.sheet import LaidCell
from qcdesk.canonical import Json
from qcdesk.fields import Photos
from ui.drops import Drops, photographed, pictured
from ui.paper.cells.looks import describe, draw_fault, draw_focus, name_cell, place_link
from ui.paper.scale import Scale
from ui.style import icons, tokens

CROSS = 18


class PhotoStrip(QWidget):
    """`typed` carries the entries after one was taken away; `wanted` asks for more, `looked_at` for a large view of
    one, `marking` for the defect spot to be marked on it."""

    typed = Signal(object)
    wanted = Signal()
    dropped = Signal(object)
    looked_at = Signal(int)
    marking = Signal(int)

    def __init__(self, field: Photos, name: str, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        name_cell(self, name, label)
        self.field = field
        self.closed, self.fault = "", ""
        self._entries: list[Json] = []
        self._boxes: Sequence[QRectF] = ()
        self._at, self._over = 0, -1
        self.setMouseTracking(True)
        Drops(self, lambda mime: photographed(mime) if self.closed else pictured(mime), self.dropped.emit)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.add_button = self._button(parent)

    def _button(self, parent: QWidget) -> QToolButton:
        button = QToolButton(parent)
        button.setObjectName(f"{self.objectName()}_add")
        button.setAccessibleName(f"添加{self.field.label}")
        button.setIcon(icons.icon("photo"))
        button.setText("加照片")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        button.clicked.connect(self.wanted)
        return button

    @property
    def count(self) -> int:
        return len(self._entries)

    def put(self, raw: Json) -> None:
        self._entries = list(raw) if isinstance(raw, list) else []
        self._at = max(0, min(self._at, len(self._entries) - 1))
        self.setVisible(bool(self._entries))
        self._offer()

    def _offer(self) -> None:
        left = self.field.most - len(self._entries)
        self.add_button.setVisible(not self.closed and left > 0)
        self.add_button.setToolTip(f"添加、拖放或粘贴照片（Ctrl+Insert），还可加 {left} 张")

    def place(self, cell: LaidCell, scale: Scale) -> None:
        place_link(self.add_button, tokens.INK_FAINT, cell, scale)
        if not cell.pictures:
            self._boxes = ()
            self.setVisible(False)
            return
        top = min(picture.y for picture in cell.pictures)
        self.setGeometry(scale.inside(cell.x, top, cell.w, cell.y + cell.h - top).adjusted(0, -2, 0, 0))
        origin = QPointF(self.pos())
        self._boxes = [scale.rect(one.x, one.y, one.w, one.h).translated(-origin) for one in cell.pictures]
        self.setVisible(True)

    def close_with(self, sentence: str) -> None:
        self.closed = sentence
        describe(self, sentence, self.fault)
        self._offer()

    def mark(self, sentence: str, keeps_out: bool = True) -> None:
        self.fault = sentence
        describe(self, self.closed, sentence)
        self.update()

    def remove(self, at: int) -> None:
        if not self.closed and 0 <= at < len(self._entries):
            self.typed.emit(self._entries[:at] + self._entries[at + 1 :] or None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._entries:
            self._at = (self._at + (1 if key == Qt.Key.Key_Right else -1)) % len(self._entries)
            self.update()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove(self._at)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.looked_at.emit(self._at)
        elif key == Qt.Key.Key_Insert and not self.closed:
            self.wanted.emit()
        elif key == Qt.Key.Key_M and not self.closed and self._entries:
            self.marking.emit(self._at)
        else:
            super().keyPressEvent(event)

    def _photo_at(self, place: QPointF) -> int:
        return next((at for at, box in enumerate(self._boxes) if box.contains(place)), -1)

    def _cross(self, at: int) -> QRect:
        box = self._boxes[at].toAlignedRect()
        return QRect(box.right() - CROSS - 2, box.top() + 3, CROSS, CROSS)

    def _pen(self, at: int) -> QRect:
        return self._cross(at).translated(-CROSS - 4, 0)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Of the photo under the mouse; by key, of the one in use."""
        at = self._at if event.reason() == QContextMenuEvent.Reason.Keyboard else self._photo_at(QPointF(event.pos()))
        if 0 <= at < len(self._entries):
            self._at = at
            menu = self.menu(at)
            menu.exec(event.globalPos())
            menu.deleteLater()

    def menu(self, at: int) -> QMenu:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for label, keys, act, changes in (
            ("打开看", "Enter", partial(self.looked_at.emit, at), False),
            ("标出不良处…", "M", partial(self.marking.emit, at), True),
            ("拿掉", "Delete", partial(self.remove, at), True),
        ):
            made = menu.addAction(f"{label}\t{keys}")
            made.setEnabled(not (changes and self.closed))
            made.setToolTip(self.closed if changes else "")
            made.triggered.connect(lambda _=False, act=act: act())
        return menu

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._photo_at(event.position())
        if at >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._at = at
            if not self.closed and self._cross(at).contains(event.position().toPoint()):
                self.remove(at)
            elif not self.closed and self._pen(at).contains(event.position().toPoint()):
                self.marking.emit(at)
            else:
                self.looked_at.emit(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._photo_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over >= 0 else Qt.CursorShape.ArrowCursor)
        if over != self._over:
            self._over = over
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over = -1
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() and self._at < len(self._boxes):
            draw_focus(painter, self._boxes[self._at].toAlignedRect(), bool(self.closed))
        if not self.closed and 0 <= self._over < len(self._boxes):
            self._draw_tool(painter, self._cross(self._over), "close")
            self._draw_tool(painter, self._pen(self._over), "sign")
        if self.fault:
            draw_fault(painter, self.rect())
        painter.end()

    def _draw_tool(self, painter: QPainter, place: QRect, picture: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.INK))
        painter.drawEllipse(place)
        painter.drawPixmap(place.adjusted(4, 4, -4, -4), icons.pixmap(picture, 16, tokens.PANEL))

    def event(self, event: QEvent) -> bool:
        """What the two small pictures on a photo do, in the words of a tool tip."""
        if isinstance(event, QHelpEvent) and not (self.closed or self.fault) and 0 <= self._over < len(self._boxes):
            over = [said for place, said in ((self._cross(self._over), "拿掉（Delete）"),
                                             (self._pen(self._over), "标出不良处（M），原照片另外保留"))
                    if place.contains(event.pos())]  # fmt: skip
            QToolTip.showText(event.globalPos(), over[0] if over else "点开看大图；右键有更多")
            return True
        return super().event(event)
