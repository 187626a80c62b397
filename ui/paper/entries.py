"""What stands on a sheet while it is being filled: the saved values, the typing over them, and what does not fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from qcdesk.canonical import Json, Values
from qcdesk.clock import Clock
from qcdesk.errors import Fault
from qcdesk.fields import Field, Lines, Note, Text, Unfit
from qcdesk.kinds import Kind, department_in, of_department

ON_THE_PC = Clock()


class Spot(NamedTuple):
    """Where a person types: a value, or one cell of a line table (`row` from 0)."""

    name: str
    row: int | None = None
    column: str = ""


class Misfit(NamedTuple):
    """`keeps_out` says that the typed text cannot be saved; other misfits only close the way on."""

    spot: Spot
    label: str
    sentence: str
    keeps_out: bool = True


def no_advice(values: Values) -> Sequence[Fault]:
    return ()


class Entries:
    """Typing is kept as typed for as long as it differs from what is saved; a text that does not fit stays too."""

    def __init__(self, kind: Kind, base: Mapping[str, Json], clock: Clock = ON_THE_PC) -> None:
        self.kind, self._clock = kind, clock
        self.base: Values = dict(base)
        self._typed: Values = {}
        self._fits: Values = {}
        self._faults: dict[str, dict[Spot, str]] = {}
        self.advise: Callable[[Values], Sequence[Fault]] = no_advice
        """What else is to be checked in the values, known to whoever looks beyond the sheet."""

    def typed(self, name: str) -> Json:
        """What an editor shows: the typing, else the saved value."""
        return self._typed[name] if name in self._typed else self.base.get(name)

    def value(self, name: str) -> Json:
        """The value as it would be saved."""
        return self._fits[name] if name in self._fits else self.base.get(name)

    def put(self, name: str, raw: Json) -> None:
        faults: dict[Spot, str] = {}
        value = self._parsed(name, raw, faults)
        self._faults.pop(name, None)
        if faults:
            self._faults[name] = faults
        if value == self.base.get(name) and not faults and not _has_blank_rows(raw):
            self._typed.pop(name, None)
            self._fits.pop(name, None)
        else:
            self._typed[name], self._fits[name] = raw, value

    def settle(self, name: str) -> Json:
        """Typing that fits is shown as it will be printed from now on; gives what the editor shows."""
        if name in self._typed and name not in self._faults and not isinstance(self._typed[name], list):
            self._typed[name] = self._fits[name]
        return self.typed(name)

    def _parsed(self, name: str, raw: Json, faults: dict[Spot, str]) -> Json:
        field = self.kind.field(name)
        if isinstance(field, Lines) and isinstance(raw, list):
            return self._parsed_rows(name, field, raw, faults)
        try:
            return field.parse(raw)
        except Unfit as unfit:
            faults[Spot(name)] = str(unfit)
            return self.base.get(name)

    def _parsed_rows(self, name: str, table: Lines, raw: list[Json], faults: dict[Spot, str]) -> Json:
        """Every cell for itself: one that does not fit keeps the saved value, the others are taken."""
        saved = self.base.get(name)
        base = saved if isinstance(saved, list) else []
        rows: list[Json] = []
        for at, line in enumerate(raw):
            kept = base[at] if at < len(base) else None
            rows.append(_parsed_row(name, table, at, (line, kept), faults))
        while rows and not rows[-1]:
            rows.pop()
        if len(rows) > table.most:
            faults[Spot(name)] = f"最多 {table.most} 行，现在有 {len(rows)} 行"
            return saved
        return rows or None

    def values(self) -> Values:
        """The whole sheet as it would be saved, calculated cells renewed."""
        merged = {name: value for name, value in {**self.base, **self._fits}.items() if value is not None}
        return self.kind.parse({}, base=merged)

    def shown(self) -> Values:
        """The values to draw: like `values`, with rows not filled yet and words that do not fit."""
        drawn = self.values()
        for name, raw in self._typed.items():
            field = self.kind.field(name)
            if isinstance(field, Lines) and isinstance(raw, list):
                drawn[name] = self._shown_rows(name, field, len(raw))
            elif name in self._faults and isinstance(field, Text | Note) and isinstance(raw, str):
                drawn[name] = raw
            elif name in self._faults:
                drawn.pop(name, None)
        return drawn

    def _shown_rows(self, name: str, table: Lines, count: int) -> Json:
        """As many rows as are typed, without the cells that do not fit: their editor shows them."""
        fitting = self._fits.get(name)
        rows = [row for row in fitting if isinstance(row, dict)] if isinstance(fitting, list) else []
        rows += [{} for _ in range(min(count, table.most) - len(rows))]
        wrong = self._faults.get(name, {})
        return [
            {column: value for column, value in row.items() if Spot(name, at, column) not in wrong}
            for at, row in enumerate(rows)
        ]

    def changed(self) -> Values:
        """What a save would change; None takes a value away."""
        return {name: value for name, value in self._fits.items() if value != self.base.get(name)}

    def overlay(self) -> Values:
        """The typing to keep while it is not saved."""
        return {name: raw for name, raw in self._typed.items() if name in self._faults or name in self.changed()}

    def misfits(self) -> list[Misfit]:
        """Typing that cannot be saved, then values that contradict each other."""
        found = [
            Misfit(spot, label_of(self.kind, spot), sentence)
            for faults in self._faults.values()
            for spot, sentence in faults.items()
        ]
        taken = {misfit.spot for misfit in found}
        values = self.values()
        crossed = [_crossed(fault) for fault in self._contrary(values)]
        return found + [misfit for misfit in crossed if misfit.spot not in taken]

    def _contrary(self, values: Values) -> Sequence[Fault]:
        to_come = self.kind.to_come(self._clock.wall(), values)
        return (*self.kind.unsound(values), *to_come, *self.advise(values))

    def rebase(self, base: Mapping[str, Json]) -> None:
        """Other values are saved now; typing over them stays, typing equal to them is done with."""
        self.base = dict(base)
        for name, raw in list(self._typed.items()):
            if self.kind.has(name):
                self.put(name, raw)

    def forget(self) -> None:
        """Back to what is saved."""
        self._typed.clear()
        self._fits.clear()
        self._faults.clear()


def _parsed_row(name: str, table: Lines, at: int, lines: tuple[Json, Json], faults: dict[Spot, str]) -> Json:
    typed, kept = (line if isinstance(line, dict) else {} for line in lines)
    values: dict[str, Json] = {}
    for column in table.columns:
        if column.filled_by_program or column.name not in typed:
            continue
        try:
            value = column.parse(typed[column.name])
        except Unfit as unfit:
            faults[Spot(name, at, column.name)] = str(unfit)
            value = kept.get(column.name)
        if value is not None:
            values[column.name] = value
    return values


def _has_blank_rows(raw: Json) -> bool:
    return isinstance(raw, list) and bool(raw) and isinstance(raw[-1], dict) and not any(raw[-1].values())


def spot_of(fault: Fault) -> Spot:
    name, _, column = fault.field.partition(".")
    return Spot(name, fault.row - 1 if fault.row is not None else None, column)


def _crossed(fault: Fault) -> Misfit:
    where = fault.place
    return Misfit(spot_of(fault), where.rstrip("："), fault.sentence, keeps_out=False)


def label_of(kind: Kind, spot: Spot) -> str:
    """What a person calls the cell: 原因分析（责任部门） · 采购部, 投入数第 3 行."""
    field: Field = kind.field(spot.name)
    label = (field.label or kind.block_of(spot.name).title).rstrip("：")
    department = department_in(spot.name)
    if isinstance(field, Lines) and spot.row is not None:
        column = field.column(spot.column)
        return f"第 {spot.row + 1} 行 {column.label if column and column.label else label}"
    return f"{label}（{department}）" if department else label


def is_blank_block(kind: Kind, values: Mapping[str, Json], department: str) -> bool:
    """Whether nothing has been written in the blocks that a department has of its own."""
    each = [item for block in kind.blocks if block.each for item in block.fields]
    return all(values.get(of_department(item.name, department)) is None for item in each)
