"""The rows of a line table: its headings, with the heads of groups above them, and its lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from forms.grid import Form, Group, Table
from forms.planned import Planned, PlannedRow
from forms.sheet import HEADING, VALUE
from qcdesk.fields import Field, Lines


@dataclass(frozen=True, slots=True)
class Column:
    """A field with its place and width in grid columns."""

    field: Field
    col: float
    span: float


def columns_of(form: Form, table: Table) -> tuple[Column, ...]:
    field = form.field(table.name)
    if not isinstance(field, Lines):
        raise TypeError(f"not a line table: {table.name}")
    if abs(sum(table.widths) - table.span) > 1e-6:
        raise ValueError(f"{table.name}: the columns are {sum(table.widths)} wide, not {table.span}")
    named = {column.name: column for column in field.columns}
    fields = tuple(named[name] for name in table.order) or field.columns
    starts = (round(sum(table.widths[:at]), 3) for at in range(len(table.widths)))
    return tuple(Column(*one) for one in zip(fields, starts, table.widths, strict=True))


def headings(height: float, table: Table, columns: tuple[Column, ...], beside: tuple[Planned, ...],
             en: Callable[[str], str]) -> Iterator[PlannedRow]:  # fmt: skip
    """One row; two where some columns have the head of a group above their own."""
    heads = {name: group for group in table.groups for name in _within(group, columns)}
    upper: list[Planned] = []
    for one in columns:
        group = heads.get(one.field.name)
        if group is None:
            upper.append(replace(_own(table, one, en), deep=bool(heads)))
        elif one.field.name == group.first:
            span = round(sum(under.span for under in columns if heads.get(under.field.name) is group), 3)
            upper.append(Planned(HEADING, table.name, one.col, span, group.zh, en(group.en)))
    titles = (Planned(HEADING, sign.name, sign.col, sign.span, sign.zh, sign.en, deep=bool(heads)) for sign in beside)
    yield PlannedRow(height, (*upper, *titles), table.name, heading=True, keep=True)
    if heads:
        lower = (_own(table, one, en) if one.field.name in heads else _under(table, one) for one in columns)
        below = (Planned(HEADING, sign.name, sign.col, sign.span, joined=True) for sign in beside)
        yield PlannedRow(height, (*lower, *below), table.name, heading=True, keep=True)


def line(height: float, table: Table, columns: tuple[Column, ...], number: int,
         boxes: tuple[Planned, ...]) -> PlannedRow:  # fmt: skip
    """One line, with the stretches of the signatures' `boxes` beside it: who and when of a signature, which stand
    beside the first two, are not parted."""
    cells = (
        Planned(VALUE, table.name, one.col, one.span, field=one.field, row=number, column=one.field.name)
        for one in columns
    )
    return PlannedRow(height, (*cells, *boxes), table.name, keep=any(box.part == 0 for box in boxes))


def _own(table: Table, one: Column, en: Callable[[str], str]) -> Planned:
    return Planned(HEADING, table.name, one.col, one.span, one.field.label, en(one.field.en), column=one.field.name)


def _under(table: Table, one: Column) -> Planned:
    return Planned(HEADING, table.name, one.col, one.span, column=one.field.name, joined=True)


def _within(group: Group, columns: tuple[Column, ...]) -> tuple[str, ...]:
    names = [one.field.name for one in columns]
    return tuple(names[names.index(group.first) : names.index(group.last) + 1])
