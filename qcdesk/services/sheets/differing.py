"""What differs between two editions of a record, side by side: only the cells that are not the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qcdesk.canonical import Json
from qcdesk.fields import Field, Lines, Photos
from qcdesk.kinds import Kind, department_in
from qcdesk.services.sheets import attaching
from qcdesk.services.trail import line_changes
from qcdesk.services.trail.line_changes import Row
from qcdesk.views import RecordView

NO_ROW = "（没有这一行）"


@dataclass(frozen=True)
class Difference:
    """`label` says which cell, of a table which row; what was empty or is empty is an empty text."""

    field: str
    label: str
    before: str
    after: str


def between(old: RecordView, new: RecordView) -> tuple[Difference, ...]:
    """In the order of the sheet; what the program works out anew is told like the rest."""
    kind, values = new.kind, {**old.values, **new.values}
    names = [name for name, _, _ in kind.named_fields(values) if old.values.get(name) != new.values.get(name)]
    return tuple(
        found for name in names for found in _differences(kind, name, old.values.get(name), new.values.get(name))
    )


def _differences(kind: Kind, name: str, old: Json, new: Json) -> Iterator[Difference]:
    item, label = kind.field(name), _label(kind, name)
    if isinstance(item, Lines):
        yield from _rows(item, name, label, old, new)
    elif isinstance(item, Photos):
        yield Difference(name, label, *_photos(old, new))
    else:
        yield Difference(name, label, *_shown(item, old, new))


def _label(kind: Kind, name: str) -> str:
    item, department = kind.field(name), department_in(name)
    label = (item.label or kind.block_of(name).title or name).rstrip("：")
    return f"{label}（{department}）" if department else label


def _shown(item: Field, old: Json, new: Json) -> tuple[str, str]:
    return item.show(old), item.show(new)


def _photos(old: Json, new: Json) -> tuple[str, str]:
    """By name; a file that another of the same name has replaced says so."""
    before, after = attaching.entries(old), attaching.entries(new)
    names, kept = {str(one["name"]) for one in before}, {str(one["sha256"]) for one in before}
    told = [
        f"{one['name']}（换了照片）" if one["sha256"] not in kept and one["name"] in names else str(one["name"])
        for one in after
    ]
    return "、".join(str(one["name"]) for one in before), "、".join(told)


def _rows(item: Lines, name: str, label: str, old: Json, new: Json) -> Iterator[Difference]:
    before, after = line_changes.rows_of(old), line_changes.rows_of(new)
    for was, now in line_changes.aligned(before, after):
        then = before[was] if was is not None else None
        here = after[now] if now is not None else None
        place = f"原第 {(was or 0) + 1} 行" if now is None else f"第 {now + 1} 行"
        yield Difference(name, f"{label} {place}", *_sides(item, then, here))


def _sides(item: Lines, then: Row | None, now: Row | None) -> tuple[str, str]:
    if then is None or now is None:
        return _worded(item, then), _worded(item, now)
    columns = [one.name for one in item.columns if then.get(one.name) != now.get(one.name)]
    return _worded(item, then, columns), _worded(item, now, columns)


def _worded(item: Lines, row: Mapping[str, Json] | None, only: Sequence[str] | None = None) -> str:
    if row is None:
        return NO_ROW
    cells = [(one, one.show(row.get(one.name))) for one in item.columns if only is None or one.name in only]
    told = [f"{one.label}：{shown or '（空）'}" for one, shown in cells if shown or only is not None]
    return "\n".join(told)
