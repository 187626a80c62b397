"""Files dragged over a widget as a file manager does it that would rather move them."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

COPY, MOVE = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction
HELD = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def of_files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def hover(widget: QWidget, mime: QMimeData, step: type[QDragMoveEvent] = QDragEnterEvent) -> Qt.DropAction | None:
    """What the widget would do with them; None where it does not take them."""
    event = step(widget.rect().center(), COPY | MOVE, mime, *HELD)
    event.setDropAction(MOVE)
    QApplication.sendEvent(widget, event)
    return event.dropAction() if event.isAccepted() else None


def leave(widget: QWidget) -> None:
    QApplication.sendEvent(widget, QDragLeaveEvent())


def let_go(widget: QWidget, mime: QMimeData) -> Qt.DropAction:
    """What the file manager is told that became of them."""
    event = QDropEvent(QPointF(widget.rect().center()), COPY | MOVE, mime, *HELD)
    event.setDropAction(MOVE)
    QApplication.sendEvent(widget, event)
    QApplication.processEvents()
    return event.dropAction()


def drop(widget: QWidget, *paths: Path) -> Qt.DropAction | None:
    """Dragged over the widget and let go there; None where it does not take them."""
    mime = of_files(*paths)
    return let_go(widget, mime) if hover(widget, mime) else None
