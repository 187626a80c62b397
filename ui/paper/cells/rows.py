"""Rows of a line table as they are typed: cells set, rows added, taken away, pasted from a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from qcdesk.canonical import Json
from qcdesk.fields import Field, Lines, Unfit

Line = dict[str, Json]


def lines_of(raw: Json) -> list[Line]:
    return [dict(row) if isinstance(row, dict) else {} for row in raw] if isinstance(raw, list) else []


def written_columns(table: Lines) -> tuple[Field, ...]:
    return tuple(column for column in table.columns if not column.filled_by_program)


def words_of_cell(column: Field, raw: Json) -> str:
    """What an editor shows: a value that fits as it is printed, other typing as typed."""
    try:
        return column.typed(column.parse(raw))
    except Unfit:
        return raw if isinstance(raw, str) else str(raw)


def with_cell(rows: Sequence[Line], at: int, column: str, raw: Json) -> list[Line]:
    new = [dict(row) for row in rows] + [{} for _ in range(at + 1 - len(rows))]
    if raw in ("", None):
        new[at].pop(column, None)
    else:
        new[at][column] = raw
    return new


def without_row(rows: Sequence[Line], at: int) -> list[Line]:
    return [dict(row) for number, row in enumerate(rows) if number != at]


def with_row(rows: Sequence[Line], at: int) -> list[Line]:
    """A blank row put in before row `at`."""
    new = [dict(row) for row in rows] + [{} for _ in range(at - len(rows))]
    return [*new[:at], {}, *new[at:]]


def is_block(text: str) -> bool:
    """Whether a pasted text is cells of a spreadsheet rather than words."""
    return "\t" in text or "\n" in text.strip("\r\n")


def pasted(text: str) -> list[list[str]]:
    """The cells of text copied from a spreadsheet: tabs between them, line breaks in quotes belong to a cell."""
    rows = list(csv.reader(io.StringIO(text.replace("\r\n", "\n"), newline=""), delimiter="\t"))
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows


def with_block(
    rows: Sequence[Line], table: Lines, start: tuple[int, int], block: Sequence[Sequence[str]]
) -> list[Line]:
    """The block laid over the rows from `start` (row, number of a written column), as far as the table goes."""
    new = [dict(row) for row in rows]
    columns = written_columns(table)[start[1] :]
    for down, cells in enumerate(block[: _room_below(table, start)]):
        for column, text in zip(columns, cells, strict=False):
            new = with_cell(new, start[0] + down, column.name, text.strip())
    return new


def left_out(table: Lines, start: tuple[int, int], block: Sequence[Sequence[str]]) -> str:
    """What `with_block` finds no place for, as a sentence; nothing where all of it fits."""
    beyond = len(written_columns(table)) - start[1]
    columns = max((at + 1 for cells in block for at, text in enumerate(cells) if text.strip()), default=0) - beyond
    rows = len(block) - _room_below(table, start)
    told = [f"右边多出 {columns} 列没有贴入"] if columns > 0 else []
    if rows > 0:
        told.append(f"超过 {table.most} 行，多出 {rows} 行没有贴入")
    return "；".join(told)


def _room_below(table: Lines, start: tuple[int, int]) -> int:
    return max(0, table.most - start[0])
