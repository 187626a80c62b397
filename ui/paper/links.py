"""The numbers of other records on a sheet: what they know is carried over, and what does not fit them is told."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QObject, QTimer

from qcdesk.canonical import Values
from qcdesk.errors import DeskError, Fault
from qcdesk.fields import Lines, Link
from qcdesk.services.sheets import carrying, linking, records, registers
from qcdesk.services.sheets.linking import Linked, Named
from ui.paper.filling import Filling
from ui.paper.keeper import Keeper
from ui.paper.sheet_view import SheetView
from ui.session import Session


class Links(QObject):
    """Numbers are looked up when a cell is left, not while they are typed."""

    def __init__(self, session: Session, keeper: Keeper, view: SheetView, filling: Filling) -> None:
        super().__init__(view)
        self._session, self._keeper, self._view, self._filling = session, keeper, view, filling
        self._asked: set[str] = set()
        self._there: dict[str, Linked] = {}
        self._stood: dict[str, str] = {}
        self._lined: dict[tuple[str, int], Named] = {}
        keeper.entries.advise = self.told
        view.paused.connect(self._left)

    def look(self) -> None:
        """Looks up the numbers that stand on the sheet now."""
        self._stood = linking.numbers(self._keeper.record.kind, self._keeper.entries.values())
        self._ask_all()
        self._lined = self._in_lines()

    def told(self, values: Values) -> Sequence[Fault]:
        """Of links that can still be changed."""
        kind, closed = self._keeper.record.kind, self._view.closed
        lacking = [fault for fault in linking.unnamed(kind, values) if fault.field not in closed]
        links = linking.named(kind, values)
        passed = {one.field for one in links if one.field in closed or one.number not in self._asked}
        if passed.issuperset(one.field for one in links):
            return lacking
        seen = {name: value for name, value in values.items() if name not in passed}
        dead = linking.dead(self._session.desk, kind, seen, self._there)
        return [*lacking, *dead, *linking.differing(kind, seen, self._there)]

    def _ask_all(self) -> None:
        found = linking.named(self._keeper.record.kind, self._keeper.entries.values())
        self._ask({one.number for one in found} - self._asked)

    def _ask(self, numbers: Collection[str]) -> None:
        self._there.update(linking.known(self._session.desk, numbers))
        self._asked.update(numbers)

    def _left(self, name: str) -> None:
        """What the record that was chosen knows goes into the cells that are still empty."""
        entries, kind = self._keeper.entries, self._keeper.record.kind
        if kind.has(name) and kind.field(name).key == "product" and name not in self._view.closed:
            self._name_product(str(entries.value(name) or ""))
        table = kind.field(name)
        if isinstance(table, Lines) and name not in self._view.closed:
            self._ask_all()
            QTimer.singleShot(0, self, lambda: self._fill_lines(name, table))  # the cell is left first
        if not isinstance(kind.field(name), Link) or name in self._view.closed:
            return
        number = linking.numbers(kind, entries.values()).get(name, "")
        if number == self._stood.get(name, ""):
            return
        self._stood[name] = number
        try:
            carried = self._carried(number)
        except DeskError as error:
            self._keeper.refused.emit(error)
            return
        if carried:
            self._filling.carry_over(carried)
        else:
            self._filling.draw()

    def _fill_lines(self, name: str, table: Lines) -> None:
        """What a label that was just named in a line knows goes into the empty cells of that line."""
        stood, self._lined = self._lined, self._in_lines()
        typed = self._keeper.entries.typed(name)
        rows = [dict(row) if isinstance(row, dict) else {} for row in typed] if isinstance(typed, list) else []
        before = [dict(row) for row in rows]
        for place, one in self._lined.items():
            known = self._there.get(one.number)
            if known is not None and place[0] == name and one != stood.get(place):
                row = rows[place[1] - 1]
                told = registers.told_by(self._session.desk, table, one.column, known.id)
                row.update({column: value for column, value in told.items() if not row.get(column)})
        if rows != before:
            self._filling.change(name, [*rows])

    def _in_lines(self) -> dict[tuple[str, int], Named]:
        entries = self._keeper.entries
        found = linking.named(self._keeper.record.kind, entries.values())
        return {(one.field, one.row): one for one in found if one.row and one.number in self._asked}

    def _name_product(self, product: str) -> None:
        """Its number and model go into the cells that are still empty."""
        try:
            found = self._empty(carrying.of_product(self._session.desk, self._keeper.record.kind, product))
        except DeskError as error:
            self._keeper.refused.emit(error)
            return
        if found:
            self._filling.carry_over(found)

    def _carried(self, number: str) -> Values:
        self._ask([number] if number else [])
        found = self._there.get(number)
        known = [records.get(self._session.desk, found.id)] if found else []
        return self._empty(carrying.begun(self._session.desk, known, self._keeper.record.kind))

    def _empty(self, carried: Values) -> Values:
        entries, closed = self._keeper.entries, self._view.closed
        return {
            name: value for name, value in carried.items()
            if name not in closed and not entries.typed(name) and entries.value(name) is None
        }  # fmt: skip
