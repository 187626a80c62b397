"""Labelled editors for some values, in columns, each with room for its sentence."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from qcdesk.canonical import Json
from qcdesk.fields import Check, Choice, Field, Multi, Note, Photos, Unfit
from ui.pages.cases.editors import Editor, LineEditor, make_editor
from ui.pages.entry_form import mark
from ui.paper.cells.proposals import Propose
from ui.session import Session
from ui.style import tokens
from ui.style.parts import focus_in_sight, words

FEW = 12
"""Characters of options that stand in half the width."""


class FieldsForm(QWidget):
    """`typed` carries name and raw value; `left` the name of a line that was left. `spans` are columns,
    `starred` what must be filled now where that is not every required field, `instead` those that stand hidden in the
    place of another."""

    typed = Signal(str, object)
    left = Signal(str)

    def __init__(self, session: Session, fields: Sequence[Field], across: int = 2,
                 propose: Mapping[str, Propose] | None = None,
                 spans: Mapping[str, int] | None = None,
                 starred: Collection[str] | None = None,
                 instead: Mapping[str, str] | None = None) -> None:  # fmt: skip
        super().__init__()
        self._session, self._across = session, across
        self._propose = propose or {}
        self._spans = spans or {}
        self._starred = {field.name for field in fields if field.required} if starred is None else starred
        self.editors: dict[str, Editor] = {}
        self.fields = {field.name: field for field in fields}
        self._faults: dict[str, QLabel] = {}
        self._captions: dict[str, QLabel] = {}
        self._cells: dict[str, QWidget] = {}
        self._instead = instead or {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.GAP)
        self._grid.setVerticalSpacing(6)
        for column in range(across):
            self._grid.setColumnStretch(column, 1)
        self._row, self._column = 0, 0
        for field in fields:
            self._add(field)

    def _add(self, field: Field) -> None:
        editor = make_editor(self._session, field, self._propose.get(field.name))
        editor.typed.connect(lambda raw, name=field.name: self.typed.emit(name, raw))
        if isinstance(editor, LineEditor):
            editor.left.connect(lambda name=field.name: self._was_left(name))
        self.editors[field.name] = editor
        cell = self._cells[field.name] = self._cell(field, editor)
        if field.name in self._instead:
            self._put_behind(cell, self._cells[self._instead[field.name]])
            return
        span = self._spans.get(field.name) or (self._across if is_wide(field) else 1)
        if self._column + span > self._across:
            self._row, self._column = self._row + 1, 0
        self._grid.addWidget(cell, self._row, self._column, 1, span, Qt.AlignmentFlag.AlignTop)
        self._column += span

    def _put_behind(self, cell: QWidget, other: QWidget) -> None:
        self._grid.replaceWidget(other, both := QWidget())
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(other)
        column.addWidget(cell)
        QWidget.setTabOrder(other, cell)
        cell.hide()

    def change_places(self, changed: bool) -> None:
        """Shows what stands in the place of another, or the other again."""
        for name, other in self._instead.items():
            self._cells[name].setVisible(changed)
            self._cells[other].setVisible(not changed)

    def _cell(self, field: Field, editor: Editor) -> QWidget:
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        label = field.label.rstrip("：")
        caption = words(
            "" if isinstance(field, Check) else f"{label} *" if field.name in self._starred else label, "field"
        )
        caption.setBuddy(editor)
        self._captions[field.name] = caption
        fault = self._faults[field.name] = words("", "fault", wrap=True)
        fault.setObjectName(f"fault_{field.name}")
        fault.hide()
        for widget in (caption, editor, fault):
            column.addWidget(widget)
        return cell

    def _was_left(self, name: str) -> None:
        """What fits is worded as it will be kept: 20261103 → 2026-11-03."""
        editor = self.editors[name]
        try:
            value = self.fields[name].parse(editor.value())
        except Unfit:
            pass
        else:
            editor.put(value)
        self.left.emit(name)

    def star(self, names: Collection[str]) -> None:
        """What must be filled now, as it changes with what is typed."""
        for name, field in self.fields.items():
            label = field.label.rstrip("：")
            if not isinstance(field, Check):
                self._captions[name].setText(f"{label} *" if name in names else label)

    def put(self, values: Mapping[str, Json]) -> None:
        """Every editor shows its value; an absent one is empty."""
        for name, editor in self.editors.items():
            editor.put(values.get(name))

    def values(self) -> dict[str, Json]:
        return {name: editor.value() for name, editor in self.editors.items()}

    def close(self, sentences: Mapping[str, str]) -> None:  # type: ignore[override]
        """Editors named there cannot be written in, the others can."""
        for name, editor in self.editors.items():
            editor.close_with(sentences.get(name, ""))

    def show_faults(self, told: Mapping[str, str]) -> None:
        for name in self._faults:
            self.show_fault(name, told.get(name, ""))

    def show_fault(self, name: str, sentence: str) -> None:
        """That of one cell, an empty one for none; the others keep theirs."""
        label = self._faults[name]
        label.setText(sentence)
        label.setVisible(bool(sentence))
        mark(self.editors[name], bool(sentence))

    def in_reading_order(self) -> list[str]:
        """What stands hidden in the place of another is read where that one is."""
        order = list(self.editors)
        return sorted(order, key=lambda name: order.index(self._instead.get(name, name)))

    def go_to_first(self, names: Collection[str]) -> bool:
        """Puts the cursor into the first of the editors named, as they are read."""
        found = next((name for name in self.in_reading_order() if name in names), "")
        if found:
            focus_in_sight(self.editors[found])
        return bool(found)


def is_wide(field: Field) -> bool:
    if isinstance(field, Note | Photos):
        return True
    return isinstance(field, Choice | Multi) and len("".join(zh for zh, _ in field.options)) > FEW


def is_typed(field: Field) -> bool:
    """Whether people fill it in at all."""
    return not field.filled_by_program or isinstance(field, Check)
