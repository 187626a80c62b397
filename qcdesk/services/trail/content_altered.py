"""What in a record's payload is not what the trail says: field by field, of tables row and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qcdesk import canonical
from qcdesk.canonical import Json, Values
from qcdesk.fields import Field, Lines
from qcdesk.kinds import OWN_BLOCKS, Kind, department_in
from qcdesk.services.trail.captions import sides
from qcdesk.services.trail.guarding import ALTERED
from qcdesk.services.trail.line_changes import Row, aligned, rows_of, worded

MOST = 12
"""Places that a sentence names."""


def told(kind: Kind | None, then: Values, stored: str) -> str:
    """退镀应为“是”，现在是“免镀”；…; `then` are the values as the trail replays them."""
    try:
        now = canonical.load(stored)
    except ValueError:
        return "现在的内容读不出来"
    places = list(_differing(kind, then, now))
    if not places:
        return "各栏的值没有变，变的是写法（空格、次序或重复的栏）"
    more = f"；还有 {len(places) - MOST} 处" if len(places) > MOST else ""
    return "；".join(places[:MOST]) + more


def _differing(kind: Kind | None, then: Values, now: Values) -> Iterator[str]:
    own = then.get(OWN_BLOCKS)
    first = str(own[0]) if isinstance(own, list) and own else ""
    for name in dict.fromkeys((*then, *now)):
        if then.get(name) != now.get(name) or (name in then) != (name in now):
            yield from _of_field(kind, name, then.get(name), now.get(name), first)


def _of_field(kind: Kind | None, name: str, old: Json, new: Json, first: str) -> Iterator[str]:
    if kind is None or not kind.has(name):
        yield f"{name}（表单上没有这一栏）{sides(str(old or ''), str(new or ''))}"
        return
    item = kind.field(name)
    label = (item.label or kind.block_of(name).title).rstrip("：")
    department = department_in(name) or (first if kind.block_of(name).each else "")
    label = f"{label}（{department}）" if department else label
    if isinstance(item, Lines):
        yield from _of_table(item, label, old, new)
    else:
        yield label + sides(_shown(item, old), _shown(item, new))


def _of_table(item: Lines, label: str, old: Json, new: Json) -> Iterator[str]:
    before, after = rows_of(old), rows_of(new)
    for at, here in aligned(before, after):
        if at is None:
            yield f"{label} 多出第 {_place(here)} 行：{_row(item, after[here or 0])}"
        elif here is None:
            yield f"{label} 第 {_place(at)} 行不见了：{_row(item, before[at])}"
        else:
            yield from _of_cells(item, f"{label} 第 {_place(here)} 行", before[at], after[here])


def _place(at: int | None) -> int:
    return (at or 0) + 1


def _of_cells(item: Lines, where: str, old: Row, new: Row) -> Iterator[str]:
    for column in item.columns:
        if old.get(column.name) != new.get(column.name):
            yield f"{where} {column.label}{sides(*(_shown(column, row.get(column.name)) for row in (old, new)))}"
    known = {column.name for column in item.columns}
    for name in sorted((old.keys() | new.keys()) - known):
        if old.get(name) != new.get(name):
            yield f"{where} {name}（表上没有这一列）{sides(str(old.get(name) or ''), str(new.get(name) or ''))}"


def _shown(item: Field, value: Json) -> str:
    """As it would be printed; what is no value of the field any more as it stands."""
    try:
        return item.show(value)
    except ALTERED:
        return str(value)


def _row(item: Lines, row: Mapping[str, Json]) -> str:
    try:
        return worded(item, row)
    except ALTERED:
        return str(row)
