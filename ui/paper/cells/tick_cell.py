"""Printed options ticked where they are printed, with a blank behind them where the form has one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from forms.fill import ROOM
from forms.fit import SERIF
from forms.sheet import LaidCell
from qcdesk.canonical import Json
from qcdesk.fields import Check, Choice, Multi, Text
from qcdesk.fields.choice import DETAIL_LIMIT
from ui.paper.cells.line_cell import LineCell
from ui.paper.cells.looks import describe, draw_fault, draw_focus, draw_hover, name_cell
from ui.paper.cells.option_keys import picked
from ui.paper.scale import Scale
from ui.style import tokens

BEFORE = (Qt.Key.Key_Left, Qt.Key.Key_Up)
AFTER = (Qt.Key.Key_Right, Qt.Key.Key_Down)


class TickCell(QWidget):
    """Arrow keys move over the options, Space ticks, a number key ticks the option in that place. `typed` carries the
    value; while the blank behind them is filled (`blank_used`), the sheet leaves it where it is printed."""

    typed = Signal(object)
    blank_used = Signal()

    def __init__(self, field: Choice | Multi | Check, name: str, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        name_cell(self, name, label)
        self.field = field
        self.closed, self.fault, self._keeps_out = "", "", True
        self._value: Json = None
        self._ticks: Sequence[tuple[QRectF, str]] = ()
        self._at = 0
        self._over = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.detail: LineCell | None = None
        if isinstance(field, Choice) and field.detail:
            blank = Text("detail", field.detail, limit=DETAIL_LIMIT)
            self.detail = LineCell(blank, f"{name}.detail", f"{label}：{field.detail}", self)
            self.detail.typed.connect(self._detailed)
            self.detail.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.blank_used.emit()
        return False

    @property
    def fills_blank(self) -> bool:
        return self.detail is not None and self.detail.hasFocus()

    @property
    def options(self) -> list[str]:
        return ["是"] if isinstance(self.field, Check) else [zh for zh, _ in self.field.options]

    def put(self, raw: Json) -> None:
        self._value = raw
        if self.detail is not None and isinstance(self.field, Choice):
            self.detail.put(self.field.detail_of(raw))
            self.detail.setVisible(bool(self.field.chosen(raw)))
        if not (isinstance(self.field, Multi) and self.hasFocus()):
            self._at = next((at for at, zh in enumerate(self.options) if self.is_on(zh)), self._at)
        self._spell()
        self.update()

    def _spell(self) -> None:
        ticked = "、".join(zh for zh in self.options if self.is_on(zh)) or "未选"
        self.setAccessibleDescription(self.fault or self.closed or ticked)

    def is_on(self, option: str) -> bool:
        if isinstance(self.field, Choice):
            return self.field.chosen(self._value) == option
        if isinstance(self.field, Check):
            return bool(self._value)
        return isinstance(self._value, list) and option in self._value

    def toggle(self, option: str) -> None:
        """Ticks an option, or takes its tick away."""
        if self.closed:
            return
        self._at = self.options.index(option)
        self._value = self._toggled(option)
        self._spell()
        self.typed.emit(self._value)
        self.put(self._value)

    def _toggled(self, option: str) -> Json:
        if isinstance(self.field, Check):
            return None if self._value else True
        if isinstance(self.field, Multi):
            held = [str(word) for word in self._value] if isinstance(self._value, list) else []
            kept = [zh for zh in self.options if (zh in held) != (zh == option)]
            return list(kept) or None
        if self.is_on(option):
            return None
        detail = self.field.detail_of(self._value)
        return {"choice": option, "detail": detail} if detail else option

    def _detailed(self, text: object) -> None:
        if isinstance(self.field, Choice) and self.field.chosen(self._value):
            chosen = self.field.chosen(self._value)
            self._value = {"choice": chosen, "detail": str(text)} if str(text) else chosen
            self.typed.emit(self._value)

    def place(self, cell: LaidCell, scale: Scale) -> None:
        self.setGeometry(scale.inside(cell.x, cell.y, cell.w, cell.h))
        origin = QPointF(self.pos())
        self._ticks = [(scale.rect(tick.x, tick.y, tick.w, tick.h).translated(-origin), tick.zh) for tick in cell.ticks]
        if self.detail is not None:
            self._place_detail(self.detail, cell, scale)

    def _place_detail(self, detail: LineCell, cell: LaidCell, scale: Scale) -> None:
        """Over the printed blank; where the blank is filled already, behind the chosen option."""
        size = cell.words[0].size if cell.words else scale.size
        box = self._blank(cell, scale, size) or self._filled_blank(cell, scale, size)
        if box is None:
            return
        detail.setGeometry(self._roomier(box, scale.pixels(size)) if detail.hasFocus() else box)
        detail.fit(scale, size)
        detail.lift(2 if detail.height() < 2 * scale.pixels(size) else 0)
        detail.raise_()

    def _roomier(self, box: QRect, letter: float) -> QRect:
        """While it is typed in, the blank grows over empty ground only: to the right edge, and below its line."""
        high = min(self.height() - box.top() - 1, max(box.height(), round(1.6 * letter)))
        wide = max(box.width(), self.width() - box.left() - 1)
        taken = [tick for tick, _ in self._ticks if tick.left() >= box.right()]
        right = min((tick.left() for tick in taken if tick.top() < box.top() + high), default=self.width())
        return QRect(box.left(), box.top(), min(wide, int(right) - box.left() - 1), high)

    def _blank(self, cell: LaidCell, scale: Scale, size: float) -> QRect | None:
        prompt = f"{self.detail.accessibleName().rpartition('：')[2]}：" if self.detail else ""
        for words in cell.words:
            if words.text == prompt + ROOM:
                x = words.x + SERIF.width(prompt, size)
                return self._box(scale, x, words.y - size * 0.31, max(cell.x + cell.w - x, 10.0), size)
        return None

    def _filled_blank(self, cell: LaidCell, scale: Scale, size: float) -> QRect | None:
        chosen = self.field.chosen(self._value) if isinstance(self.field, Choice) else ""
        tick = next((tick for tick in cell.ticks if tick.zh == chosen), None)
        if tick is None:
            return None
        x = tick.x + SERIF.width(f"☑{chosen}：", size)
        return self._box(scale, x, tick.y, max(tick.x + tick.w - x, 4.0), size)

    def _box(self, scale: Scale, x: float, y: float, w: float, size: float) -> QRect:
        high = size * 25.4 / 72 * 1.15
        box = scale.rect(x, y, w, high).translated(-QPointF(self.pos()))
        return box.toAlignedRect().adjusted(0, -1, 0, 1).intersected(self.rect())

    def close_with(self, sentence: str) -> None:
        self.closed = sentence
        if self.detail is not None:
            self.detail.close_with(sentence)
        describe(self, sentence, self.fault)
        self._spell()
        self.setCursor(Qt.CursorShape.ArrowCursor if sentence else Qt.CursorShape.PointingHandCursor)

    def mark(self, sentence: str, keeps_out: bool = True) -> None:
        if (sentence, keeps_out) != (self.fault, self._keeps_out):
            self.fault, self._keeps_out = sentence, keeps_out
            describe(self, self.closed, sentence)
            self._spell()
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in BEFORE + AFTER:
            step = 1 if key in AFTER else -1
            self._at = (self._at + step) % len(self.options)
            self.update()
        elif key == Qt.Key.Key_Space:
            self.toggle(self.options[self._at])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextPrevChild(True)
        elif option := picked(self.options, event):
            self.toggle(option)
        else:
            super().keyPressEvent(event)

    def _option_at(self, place: QPointF) -> int:
        for box, zh in self._ticks:
            if box.adjusted(-2, -2, 2, 2).contains(place):
                return self.options.index(zh)
        return -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._option_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and at >= 0:
            self.toggle(self.options[at])
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = -1 if self.closed else self._option_at(event.position())
        if over != self._over:
            self._over = over
            self.update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._over = -1
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box, zh in self._ticks:
            at = self.options.index(zh)
            if at == self._over:
                draw_hover(painter, box.toAlignedRect())
            if at == self._at and self.hasFocus():
                painter.setPen(QPen(QColor(tokens.ACCENT), 1.4))
                painter.drawRoundedRect(box.adjusted(-1.5, -0.5, 1.5, 0.5), 3, 3)
        if self.hasFocus():
            draw_focus(painter, self.rect(), bool(self.closed))
        if self.fault:
            draw_fault(painter, self.rect(), self._keeps_out)
        painter.end()
