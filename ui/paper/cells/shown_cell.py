"""Cells nobody types in: calculated figures and signature boxes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from forms.fill import UNSOUND
from forms.sheet import LaidCell
from qcdesk.canonical import Json
from qcdesk.fields import Field
from qcdesk.views import SignatureView
from ui.paper.cells.looks import name_cell
from ui.paper.scale import Scale

BY_PROGRAM = "由程序填写"


class ShownCell(QLineEdit):
    """A calculated cell; its text is there for screen readers, the sheet draws it."""

    typed = Signal(object)

    def __init__(self, field: Field, name: str, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        name_cell(self, name, label)
        self.closed = BY_PROGRAM
        self.field = field
        self.setReadOnly(True)
        self.setFrame(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolTip(BY_PROGRAM)
        self.setAccessibleDescription(BY_PROGRAM)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def put(self, raw: Json) -> None:
        self.setText(self.field.show(raw))

    def place(self, cell: LaidCell, scale: Scale) -> None:
        self.setGeometry(scale.inside(cell.x, cell.y, cell.w, cell.h))
        if cell.text and cell.text != self.text():
            self.setText(cell.text)

    def close_with(self, sentence: str) -> None:
        """Closed for everybody at all times."""

    def mark(self, sentence: str, keeps_out: bool = True) -> None:
        """Never wrong by itself."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sheet draws it."""


class SignBox(QWidget):
    """A signature box: signed by a step, never typed into."""

    def __init__(self, slot: str, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        name_cell(self, slot, label)

    def tell(self, signature: SignatureView | None) -> None:
        self.setAccessibleDescription(told(signature))
        self.setToolTip(told(signature))

    def place(self, cell: LaidCell, scale: Scale) -> None:
        self.setGeometry(scale.inside(cell.x, cell.y, cell.w, cell.h))


def told(signature: SignatureView | None) -> str:
    if signature is None:
        return "还没有签名；由上方的步骤按钮签"
    words = "　".join(filter(None, (signature.signer, signature.dated, signature.meaning, signature.seen)))
    return words if signature.sound else f"{UNSOUND}：{words}"
