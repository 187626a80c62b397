"""Lines made by the program: the cells that a table takes of what is known."""

from __future__ import annotations

from collections.abc import Mapping

from qcdesk.canonical import Json, Values
from qcdesk.fields import Lines, Unfit


def fitting(table: Lines, row: Mapping[str, Json]) -> Values:
    """What does not fit a cell stays out."""
    taken: Values = {}
    for column in table.columns:
        try:
            value = column.parse(row.get(column.name))
        except Unfit:
            continue
        if value is not None:
            taken[column.name] = value
    return taken


def shortened(table: Lines, row: Mapping[str, Json]) -> Values:
    """As `fitting`, with words that are too long cut by an ellipsis: what is registered stands elsewhere in full."""
    return fitting(table, {column.name: _cut(row.get(column.name), column) for column in table.columns})


def _cut(value: Json, column: object) -> Json:
    if not isinstance(value, str):
        return value
    limit, words = getattr(column, "limit", None), " ".join(value.split("\n"))
    return f"{words[: limit - 1]}…" if isinstance(limit, int) and len(words) > limit else words
