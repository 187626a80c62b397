"""A form beside a list: labelled editors for the columns of one entry, each with room for its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from qcdesk.errors import Invalid
from qcdesk.fields import Choice, Field
from ui.style import tokens
from ui.style.choosing import Chooser
from ui.style.parts import words

Editor = QLineEdit | QComboBox


class EntryForm(QWidget):
    """One editor a column; a choice is picked, everything else is typed."""

    def __init__(self, columns: Sequence[Field]) -> None:
        super().__init__()
        self.editors: dict[str, Editor] = {}
        self._faults: dict[str, QLabel] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for field in columns:
            self._add(column, field)
        column.addStretch(1)

    def _add(self, column: QVBoxLayout, field: Field) -> None:
        editor = _editor(field)
        editor.setObjectName(field.name)
        editor.setAccessibleName(field.label)
        label = words(f"{field.label} *" if field.required else field.label, "field")
        label.setBuddy(editor)
        fault = words("", "fault", wrap=True)
        fault.setObjectName(f"fault_{field.name}")
        fault.hide()
        for widget in (label, editor, fault):
            column.addWidget(widget)
        column.addSpacing(tokens.SPACE - 2)
        self.editors[field.name], self._faults[field.name] = editor, fault

    def put(self, values: Mapping[str, object]) -> None:
        """Shows an entry; an empty mapping shows a new one."""
        self.show_faults(None)
        for name, editor in self.editors.items():
            text = str(values.get(name) or "")
            if isinstance(editor, QComboBox):
                editor.setCurrentIndex(max(0, editor.findText(text)))
            else:
                editor.setText(text)

    def values(self) -> dict[str, object]:
        return {
            name: (editor.currentText() if isinstance(editor, QComboBox) else editor.text()) or None
            for name, editor in self.editors.items()
        }

    def show_faults(self, error: Invalid | None) -> None:
        """Each sentence below the editor it is about; the first of them gets the cursor."""
        told = {fault.field: fault.sentence for fault in error.faults} if error else {}
        for name, label in self._faults.items():
            label.setText(told.get(name, ""))
            label.setVisible(name in told)
            mark(self.editors[name], name in told)
        first = next((name for name in self.editors if name in told), None)
        if first:
            self.editors[first].setFocus()

    def focus_first(self) -> None:
        next(iter(self.editors.values())).setFocus()


def _editor(field: Field) -> Editor:
    if isinstance(field, Choice):
        box = Chooser()
        box.addItems(["", *(name for name, _ in field.options)])
        return box
    line = QLineEdit()
    limit = getattr(field, "limit", None)
    if isinstance(limit, int):
        line.setMaxLength(limit)
    return line


def mark(widget: QWidget, faulty: bool) -> None:
    """Shows an editor as faulty; a property only counts once the style has looked again."""
    if widget.property("fault") != faulty:
        widget.setProperty("fault", faulty)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
