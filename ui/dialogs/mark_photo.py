"""A photo looked at large, with the defect spot marked on it: a ring, an arrow, a free line. The marked one is a new
photo; the first stays as it was."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QBuffer, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageReader,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import QButtonGroup, QWidget

from qcdesk.canonical import Json
from qcdesk.errors import DeskError
from qcdesk.services.sheets import attaching
from ui.dialogs.fit import room
from ui.dialogs.frame import Dialog
from ui.dialogs.message import tell
from ui.session import Session
from ui.style.parts import button, row, words

RING, ARROW, LINE = "ring", "arrow", "line"
TOOLS = ((RING, "画圈", "1"), (ARROW, "箭头", "2"), (LINE, "画线", "3"))
RED = QColor("#E0241B")
WIDTH = 0.006
"""Of the picture's longer side."""
MARKED = "标注"

Mark = tuple[str, tuple[QPointF, ...]]
"""A tool and its points, in the picture's own pixels."""


class Canvas(QWidget):
    """The picture as large as there is room, drawn on with the mouse; `drawn` says that a mark came or went."""

    drawn = Signal()

    def __init__(self, image: QImage, closed: bool) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self.setAccessibleName("照片")
        self.image, self.tool = image, RING
        self.marks: list[Mark] = []
        self._under_way: list[QPointF] = []
        self._closed = closed
        self.setMinimumSize(480, 320)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if not closed:
            self.setCursor(Qt.CursorShape.CrossCursor)

    def place(self) -> QRectF:
        """Where the picture is drawn."""
        size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(left, top, max(1, size.width()), max(1, size.height()))

    def _inside(self, point: QPoint) -> QPointF:
        place = self.place()
        scale = self.image.width() / place.width()
        x = min(max(point.x() - place.left(), 0), place.width()) * scale
        y = min(max(point.y() - place.top(), 0), place.height()) * scale
        return QPointF(x, y)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._closed and event.button() == Qt.MouseButton.LeftButton:
            self._under_way = [self._inside(event.position().toPoint())]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._under_way:
            self._go_on(self._inside(event.position().toPoint()))
            self.update()

    def _go_on(self, point: QPointF) -> None:
        self._under_way = [*self._under_way, point] if self.tool == LINE else [self._under_way[0], point]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._under_way:
            self._go_on(self._inside(event.position().toPoint()))
            if _is_drawn(self._under_way):
                self.marks.append((self.tool, tuple(self._under_way)))
            self._under_way = []
            self.update()
            self.drawn.emit()

    def undo(self) -> None:
        if self.marks:
            self.marks.pop()
            self.update()
            self.drawn.emit()

    def marked(self) -> QImage:
        """The picture in its own size with the marks on it."""
        made = self.image.convertToFormat(QImage.Format.Format_RGB32)
        painter = QPainter(made)
        _draw(painter, self.marks, max(made.width(), made.height()))
        painter.end()
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#1F2D36"))
        place = self.place()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self.image)
        painter.translate(place.topLeft())
        painter.scale(place.width() / self.image.width(), place.width() / self.image.width())
        under_way: list[Mark] = [(self.tool, tuple(self._under_way))] if len(self._under_way) > 1 else []
        _draw(painter, [*self.marks, *under_way], max(self.image.width(), self.image.height()))
        painter.end()


def _draw(painter: QPainter, marks: list[Mark], longer: int) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    wide = max(2.0, longer * WIDTH)
    painter.setPen(QPen(RED, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for tool, points in marks:
        if tool == RING:
            painter.drawEllipse(QRectF(points[0], points[-1]).normalized())
        elif tool == LINE:
            painter.drawPolyline(list(points))
        else:
            _draw_arrow(painter, points[0], points[-1], wide)


def _draw_arrow(painter: QPainter, tail: QPointF, tip: QPointF, wide: float) -> None:
    """The head lies at the tip, where the button was let go."""
    along = tail - tip
    length = max(1.0, (along.x() ** 2 + along.y() ** 2) ** 0.5)
    along, across = along / length * wide * 5, QPointF(-along.y(), along.x()) / length * wide * 3
    painter.drawPolyline([tail, tip])
    painter.drawPolyline([tip + along + across, tip, tip + along - across])


def _is_drawn(points: list[QPointF]) -> bool:
    """A click is no mark."""
    far = [abs(point.x() - points[0].x()) + abs(point.y() - points[0].y()) for point in points]
    return max(far) > 4


class MarkPhoto(Dialog):
    """Closed: looked at only. `canvas.marks` says whether anything was drawn."""

    def __init__(self, parent: QWidget, image: QImage, name: str, closed: bool) -> None:
        super().__init__(parent, name, "mark_photo", 560)
        self.canvas = Canvas(image, closed)
        self.body.addWidget(self.canvas, 1)
        if closed:
            self.add_button("关闭", "cancel", self.reject, "main").setFocus()
        else:
            self._offer_tools()
        size = room(self)
        self.resize(int(size.width() * 0.8), int(size.height() * 0.9))

    def _offer_tools(self) -> None:
        group = QButtonGroup(self)
        tools = []
        for name, label, key in TOOLS:
            tool = button(label, f"tool_{name}", partial(self._choose, name), "filter")
            tool.setCheckable(True)
            tool.setChecked(name == RING)
            tool.setToolTip(f"按 {key}")
            QShortcut(QKeySequence(key), self).activated.connect(tool.click)
            group.addButton(tool)
            tools.append(tool)
        undo = button("撤销", "undo_mark", self.canvas.undo, "", "undo")
        undo.setToolTip("Ctrl+Z")
        QShortcut(QKeySequence("Ctrl+Z"), self).activated.connect(undo.click)
        hint = words("在照片上拖动鼠标，标出不良的地方。原照片另外保留。", "soft")
        self.body.addLayout(row(*tools, undo, hint, None))
        self.add_cancel()
        use = self.add_button("用标注的照片", "use_marked", self.accept, "main")
        use.setEnabled(False)
        self.canvas.drawn.connect(lambda: use.setEnabled(bool(self.canvas.marks)))
        self.canvas.setFocus()

    def _choose(self, tool: str) -> None:
        self.canvas.tool = tool


def upright(photo: bytes) -> QImage:
    """Turned as the camera says it was held, like on the sheet; null where it can't be read."""
    source = QBuffer()
    source.setData(photo)
    reader = QImageReader(source)
    reader.setAutoTransform(True)
    return reader.read()


def mark_photo(parent: QWidget, session: Session, entry: Json, closed: bool) -> Json:
    """The entry of the marked photo; None where nothing was marked."""
    from ui.paper.photo_actions import png_of

    sha256, name = (str(entry["sha256"]), str(entry["name"])) if isinstance(entry, dict) else ("", "")
    try:
        image = upright(session.desk.attachments.get(sha256))
        if image.isNull():
            tell(parent, "照片读不出来，文件可能已损坏")
            return None
        dialog = MarkPhoto(parent, image, name, closed)
        try:
            if dialog.exec() != Dialog.DialogCode.Accepted or not dialog.canvas.marks:
                return None
            stem = (name.rpartition(".")[0] or name).removesuffix(f"（{MARKED}）")
            return dict(attaching.add_bytes(session.desk, png_of(dialog.canvas.marked()), f"{stem}（{MARKED}）.png"))
        finally:
            dialog.deleteLater()
    except DeskError as error:
        tell(parent, error)
        return None
