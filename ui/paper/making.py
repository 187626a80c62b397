"""Which editor a field gets."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from qcdesk.fields import Auto, Calc, Check, Choice, Day, Field, Lines, Moment, Month, Multi, Note, Photos
from ui.paper.cells.choice_line import ChoiceLine
from ui.paper.cells.date_cell import DateCell
from ui.paper.cells.line_cell import LineCell
from ui.paper.cells.lines_cell import LinesCell
from ui.paper.cells.note_cell import NoteCell
from ui.paper.cells.photo_strip import PhotoStrip
from ui.paper.cells.proposals import Proposals
from ui.paper.cells.shown_cell import ShownCell
from ui.paper.cells.tick_cell import TickCell
from ui.paper.proposing import fitting, proposer
from ui.session import Session

Cell = LineCell | NoteCell | TickCell | LinesCell | PhotoStrip | ShownCell


def make_cell(session: Session, field: Field, name: str, label: str, parent: QWidget) -> Cell:
    """The editor of a value of the sheet."""
    if isinstance(field, Calc | Auto):
        return ShownCell(field, name, label, parent)
    if isinstance(field, Lines):
        return LinesCell(field, name, label, parent, lambda *column: make_line(session, *column))
    if isinstance(field, Note):
        return NoteCell(field, name, label, parent)
    if isinstance(field, Photos):
        return PhotoStrip(field, name, label, parent)
    if isinstance(field, Choice | Check) or (isinstance(field, Multi) and field.options):
        return TickCell(field, name, label, parent)
    return make_line(session, field, name, label, parent)


def make_line(session: Session, field: Field, name: str, label: str, parent: QWidget) -> LineCell:
    """One line of typing: in a cell of its own, or in a cell of a line table."""
    editor = _line(field, name, label, parent)
    propose = proposer(session, field)
    if propose is not None:
        editor.proposals = Proposals(editor, propose, listed=isinstance(field, Multi), fits=fitting(field))
    return editor


def _line(field: Field, name: str, label: str, parent: QWidget) -> LineCell:
    if isinstance(field, Choice):
        return ChoiceLine(field, name, label, parent)
    line = DateCell if isinstance(field, Day | Month | Moment) else LineCell
    return line(field, name, label, parent)
