"""表单抬头页脚: what the foot of each form prints, as the office's documents are registered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from qcdesk.services.basics import office
from qcdesk.services.basics.office import LINE_LABELS
from qcdesk.views import DocumentLine
from ui.dialogs.fault_line import FaultLine
from ui.dialogs.message import telling
from ui.pages.makers import groups
from ui.session import Session
from ui.style import tokens
from ui.style.named import named
from ui.style.parts import button, panel, row, scrolling, words

LIST_WIDTH = 276
WIDTH = 380
MOST = 640


class DocumentsSheet(QWidget):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("documents_sheet")
        self._session = session
        self.forms = named(QListWidget(), "forms", "表单")
        self.lines = {name: named(QLineEdit(maxLength=120), name, label) for name, label in LINE_LABELS}
        self.heading, self.fault, self.said = words("", "heading"), FaultLine(keeps_room=True), words("", "good")
        self.forms.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for group in groups(session.shelf.kinds.current):
            for kind in group.kinds:
                item = QListWidgetItem(kind.title, self.forms)
                item.setData(Qt.ItemDataRole.UserRole, kind.code)
        self._lay()
        self.forms.currentRowChanged.connect(lambda _: self._turn())
        self.forms.setCurrentRow(0)

    def refresh(self) -> None:
        self._show()

    def _turn(self) -> None:
        with telling(self):
            self._show()

    def code(self) -> str:
        return str(self.forms.currentItem().data(Qt.ItemDataRole.UserRole))

    def _show(self) -> None:
        line = office.view(self._session.desk).document(self.code())
        self.heading.setText(self.forms.currentItem().text())
        for name, editor in self.lines.items():
            editor.setText(getattr(line, name))
        self.fault.silence()
        self.said.setText("")

    def _save(self) -> None:
        line = DocumentLine(**{name: editor.text() for name, editor in self.lines.items()})
        change = self.fault.attempt(lambda: office.change_document(self._session.desk, self.code(), line))
        if change is not None:
            self._session.tell(change)
            self.said.setText("已保存，以后印出来的都用新的页脚")

    def _lay(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.GAP)
        left, inside = panel(tokens.SPACE)
        left.setFixedWidth(LIST_WIDTH)
        inside.addWidget(self.forms)
        line.addWidget(left)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card())
        column.addStretch(1)
        line.addWidget(scrolling(right), 1)

    def _card(self) -> QFrame:
        card, column = panel(20)
        card.setMinimumWidth(WIDTH)
        card.setMaximumWidth(MOST)
        column.addWidget(self.heading)
        column.addWidget(words("印在这张表的最下面一行。", "soft"))
        for name, label in LINE_LABELS:
            column.addWidget(words(label, "field"))
            column.addWidget(self.lines[name])
        column.addWidget(self.fault)
        column.addLayout(row(self.said, None, button("保存", "save", self._save, "main", "save")))
        return card
