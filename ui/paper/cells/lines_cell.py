"""A line table edited in its grid: one editor stands on the cell in use, the sheet draws all others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from forms.sheet import LaidCell
from qcdesk.canonical import Json
from qcdesk.fields import Field, Lines
from ui.paper.cells.line_cell import LineCell
from ui.paper.cells.looks import describe, draw_fault, draw_hover, name_cell
from ui.paper.cells.row_tools import RowButtons, row_menu
from ui.paper.cells.rows import (
    Line,
    is_block,
    left_out,
    lines_of,
    pasted,
    with_block,
    with_cell,
    with_row,
    without_row,
    words_of_cell,
    written_columns,
)  # fmt: skip
from ui.paper.cells.standing import Standing
from ui.paper.entries import Spot
from ui.paper.scale import Scale
from ui.style import tokens

Make = Callable[[Field, str, str, QWidget], LineCell]
Fault = tuple[str, bool]
STAYING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class LinesCell(QWidget):
    """`typed` carries all rows, `at` the cell in use, `leaving` that Tab goes out of the table (True: onwards);
    `cut_off` the sentence of a pasted block that is larger than the table."""

    typed = Signal(object)
    at_moved = Signal()
    leaving = Signal(bool)
    left = Signal()
    cut_off = Signal(str)

    def __init__(self, field: Lines, name: str, label: str, parent: QWidget, make: Make) -> None:
        super().__init__(parent)
        name_cell(self, name, label)
        self.field, self._make = field, make
        self.columns = written_columns(field)
        self.closed = ""
        self.standing = Standing()
        self.at = (0, 0)
        self._rows: list[Line] = []
        self._boxes: dict[tuple[int, str], QRect] = {}
        self._cells: dict[tuple[int, str], LaidCell] = {}
        self._scale = Scale()
        self._faults: Mapping[Spot, Fault] = {}
        self._editors: dict[str, LineCell] = {}
        self._current: LineCell | None = None
        self._over: tuple[int, str] | None = None
        self.row_buttons = RowButtons(parent, self, name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    @property
    def rows(self) -> Sequence[Line]:
        return self._rows

    @property
    def drawn_rows(self) -> int:
        return 1 + max((row for row, _ in self._boxes), default=-1)

    @property
    def editor(self) -> LineCell | None:
        """The one on the cell in use, if one is."""
        return self._current

    @property
    def spot(self) -> Spot:
        return Spot(self.objectName(), self.at[0], self.columns[self.at[1]].name)

    def put(self, raw: Json) -> None:
        self._rows = lines_of(raw)
        editor = self.editor
        if editor is not None and not self._shows_typing(editor):
            editor.put(self._words(*self.at))
        self.update()

    def _shows_typing(self, editor: LineCell) -> bool:
        row, column = self.at[0], self.columns[self.at[1]]
        typed = self._rows[row].get(column.name) if row < len(self._rows) else None
        return (typed or "") == editor.text()

    def _words(self, row: int, at: int) -> str:
        column = self.columns[at]
        raw = self._rows[row].get(column.name) if row < len(self._rows) else None
        return words_of_cell(column, raw) if raw is not None else ""

    def place_all(self, cells: Sequence[LaidCell], scale: Scale) -> None:
        """`cells` are the body of the table on the sheet."""
        self._scale = scale
        whole = QRect()
        placed = {}
        for cell in cells:
            box = scale.inside(cell.x, cell.y, cell.w, cell.h)
            whole = whole.united(box)
            placed[(cell.row or 0, cell.column)] = box
        self.setGeometry(whole)
        corner = whole.topLeft()
        self._boxes = {key: box.translated(-corner) for key, box in placed.items()}
        self._cells = {(cell.row or 0, cell.column): cell for cell in cells}
        self._place_editor()

    def _place_editor(self) -> None:
        editor = self.editor
        key = (self.at[0], self.columns[self.at[1]].name)
        if editor is None:
            return
        if key not in self._boxes:
            editor.hide()
            self.row_buttons.hide()
            return
        if editor.hasFocus():
            self._offer_row()
        cell = self._cells[key]
        editor.setGeometry(self._boxes[key])
        editor.fit(self._scale, cell.words[0].size if cell.words else self._scale.size)

    def _offer_row(self) -> None:
        """The buttons of the row in use."""
        box = self._boxes.get((self.at[0], self.spot.column))
        if self.keeps_rows or box is None:
            self.row_buttons.hide()
        else:
            self.row_buttons.stand_by(self.geometry(), box.translated(self.pos()))

    @property
    def keeps_rows(self) -> bool:
        """Whether no row is put in or taken away."""
        return bool(self.closed or self.standing)

    def closed_at(self, row: int, column: str) -> str:
        return self.closed or self.standing.sentence(row, column)

    def close_with(self, sentence: str, standing: Standing | None = None) -> None:
        self.closed, self.standing = sentence, standing or Standing()
        if self.keeps_rows:
            self.row_buttons.hide()
        describe(self, sentence, "")
        if self.editor is not None:
            self.editor.close_with(self.closed_at(self.at[0], self.spot.column))
        self.setCursor(Qt.CursorShape.ArrowCursor if sentence else Qt.CursorShape.IBeamCursor)

    def mark_all(self, faults: Mapping[Spot, Fault]) -> None:
        self._faults = faults
        editor = self.editor
        if editor is not None:
            editor.mark(*faults.get(self.spot, ("", True)))
        whole = faults.get(Spot(self.objectName()), ("", True))[0]
        describe(self, self.closed, whole)
        self.update()

    def move_to(self, row: int, at: int, select: bool = True) -> None:
        """Puts the editor on a cell; a row past the last is added."""
        most = min(self.field.most, self.drawn_rows + 1) - 1
        self.at = (max(0, min(row, most)), at)
        if self.at[0] >= self.drawn_rows and not self.keeps_rows:
            self._tell(with_row(self._rows, self.at[0]))
        editor = self._editor_of(self.columns[at])
        self._current = editor
        editor.close_with(self.closed_at(self.at[0], self.columns[at].name))
        editor.put(self._words(*self.at))
        editor.setAccessibleName(f"第 {self.at[0] + 1} 行 {self.columns[at].label}")
        editor.mark(*self._faults.get(self.spot, ("", True)))
        editor.show()
        self._place_editor()
        editor.setFocus(Qt.FocusReason.TabFocusReason)
        for other in self._editors.values():
            other.setVisible(other is editor)
        self._offer_row()
        if select and not editor.closed:
            editor.selectAll()
        self.update()
        self.at_moved.emit()

    def _editor_of(self, column: Field) -> LineCell:
        editor = self._editors.get(column.name)
        if editor is None:
            editor = self._make(column, f"{self.objectName()}.{column.name}", column.label, self)
            editor.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            editor.setAlignment(Qt.AlignmentFlag.AlignCenter)
            editor.on_next = self._next
            editor.typed.connect(self._typed)
            editor.installEventFilter(self)
            self._editors[column.name] = editor
        return editor

    def _typed(self, text: object) -> None:
        self._tell(with_cell(self._rows, self.at[0], self.columns[self.at[1]].name, str(text)))

    def _tell(self, rows: list[Line]) -> None:
        self._rows = rows
        self.typed.emit([dict(row) for row in rows])

    def _next(self, forward: bool) -> None:
        row, at = self._beside(*self.at, forward)
        while row >= 0 and self.standing and self.standing.sentence(row, self.columns[at].name):
            if row >= self.standing.rows and forward:
                break
            row, at = self._beside(row, at, forward)
        if row < 0 or (forward and row > self.at[0] and self._ends_at(row - 1)):
            self.leave(forward)
        else:
            self.move_to(row, at)

    def _beside(self, row: int, at: int, forward: bool) -> tuple[int, int]:
        """The next cell in reading order."""
        place = row * len(self.columns) + at + (1 if forward else -1)
        return divmod(place, len(self.columns))

    def _ends_at(self, row: int) -> bool:
        """Onwards from a blank row, or from the last of a table nobody writes in, is out of the table."""
        if self.closed:
            return row + 1 >= self.drawn_rows
        if self.standing:
            return row + 1 >= self.standing.rows
        return row + 1 >= self.field.most or not (row < len(self._rows) and any(self._rows[row].values()))

    def leave(self, forward: bool) -> None:
        self.leaving.emit(forward)

    def remove_row(self) -> None:
        if not self.keeps_rows and self.at[0] < len(self._rows):
            rows = without_row(self._rows, self.at[0])
            self._tell(with_row(rows, self.at[0]) if self.field.keeps_places else rows)
            self.move_to(min(self.at[0], max(0, self.drawn_rows - 1)), self.at[1])

    def insert_row(self) -> None:
        if not self.keeps_rows and len(self._rows) < self.field.most and not self.field.keeps_places:
            self._tell(with_row(self._rows, self.at[0]))
            self.move_to(*self.at)

    def paste(self, text: str) -> None:
        """A block from a spreadsheet, from the cell in use on."""
        if self.closed:
            return
        block = pasted(text)
        laid = with_block(self._rows, self.field, self.at, block)
        kept = self.standing.put_back(self._rows, laid)
        self._tell(kept)
        self.move_to(*self.at)
        surplus = left_out(self.field, self.at, block) or ("签过名的栏没有改动" if kept != laid else "")
        if surplus:
            self.cut_off.emit(surplus)

    def paste_here(self) -> None:
        """What the clipboard holds: a block over the cells, or words into the cell in use."""
        text = QGuiApplication.clipboard().text()
        if is_block(text):
            self.paste(text)
        elif self._current is not None:
            self._current.paste()

    def copy(self) -> None:
        """The marked words of the cell in use, or all of them."""
        editor = self._current
        if editor is not None:
            QGuiApplication.clipboard().setText(editor.selectedText() or editor.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if event.type() == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            self.contextMenuEvent(event)
            return True
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self._left(event)
        return False

    def _left(self, event: QFocusEvent) -> None:
        """The sheet shows the cell again; the editor comes back when the table is entered."""
        if event.reason() not in STAYING:
            self.row_buttons.hide()
            self.left.emit()

    def _key(self, event: QKeyEvent) -> bool:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        row, at = self.at
        if event.matches(QKeySequence.StandardKey.Paste) and is_block(QGuiApplication.clipboard().text()):
            self.paste(QGuiApplication.clipboard().text())
        elif control and event.key() == Qt.Key.Key_Delete:
            self.remove_row()
        elif control and event.key() == Qt.Key.Key_Insert:
            self.insert_row()
        elif control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.leave(True)
        elif plain and event.key() == Qt.Key.Key_Down and row + 1 < max(self.drawn_rows, 1):
            self.move_to(row + 1, at)
        elif plain and event.key() == Qt.Key.Key_Up and row > 0:
            self.move_to(row - 1, at)
        else:
            return False
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.BacktabFocusReason:
            last = self.drawn_rows - 1 if self.closed else min(len(self._rows), self.drawn_rows - 1)
            self.move_to(last, len(self.columns) - 1)
        elif event.reason() == Qt.FocusReason.TabFocusReason:
            self.focus_first()
        elif event.reason() == Qt.FocusReason.OtherFocusReason:
            self.move_to(*self.at)

    def focus_first(self) -> None:
        """The first cell; of a table in which some columns stand, the first that is open."""
        names = [column.name for column in self.columns]
        self.move_to(0, next((at for at, name in enumerate(names) if not self.standing.sentence(0, name)), 0))

    def _cell_at(self, place: QPoint) -> tuple[int, str] | None:
        return next((key for key, box in self._boxes.items() if box.contains(place)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._cell_at(event.position().toPoint())
        at = next((at for at, column in enumerate(self.columns) if found and column.name == found[1]), None)
        if found is not None and at is not None:
            self.move_to(found[0], at, select=False)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._current is not None:
            row_menu(self, self, self.keeps_rows).popup(event.globalPos())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._cell_at(event.position().toPoint())
        if over != self._over:
            self._over = over
            fault = self._faults.get(Spot(self.objectName(), *over)) if over else None
            self.setToolTip(fault[0] if fault else self.closed_at(*over) if over else self.closed)
            if not fault:
                QToolTip.hideText()
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over = None
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._over is not None and self._over in self._boxes and not self.closed_at(*self._over):
            draw_hover(painter, self._boxes[self._over])
        for spot, (_, keeps_out) in self._faults.items():
            box = self._boxes.get((spot.row or 0, spot.column))
            if spot.row is not None and box is not None and box.intersects(event.rect()):
                if keeps_out:
                    self._draw_misfit(painter, spot, box)
                draw_fault(painter, box, keeps_out)
        painter.end()

    def _draw_misfit(self, painter: QPainter, spot: Spot, box: QRect) -> None:
        """What does not fit is not on the laid sheet: the typed text stays to be seen."""
        row = self._rows[spot.row] if spot.row is not None and spot.row < len(self._rows) else {}
        painter.setFont(self._scale.font(min(self._scale.size, 9.0)))
        painter.setPen(QColor(tokens.BAD))
        typed, metrics = str(row.get(spot.column, "")), painter.fontMetrics()
        text = metrics.elidedText(typed, Qt.TextElideMode.ElideRight, box.width() - 4)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
