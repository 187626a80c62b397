"""What changed in a line table, told line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from qcdesk import canonical
from qcdesk.canonical import Json
from qcdesk.fields import Lines

SHOWN = 120
"""Characters of an old or new value that a line shows."""
CLOCKS = "clocks"

Row = Mapping[str, Json]


def told(item: Lines, old: Json, new: Json) -> list[str]:
    """`新增第 3 行：…`, `第 2 行 完成：“” → “2026-11-22”`, `删去第 1 行：…`, each under the table's label."""
    label = (item.label or "表格").rstrip("：")
    changed = _clock if item.name == CLOCKS else _cells
    return [f"{label} {words}" for words in _changes(item, rows_of(old), rows_of(new), changed)]


def _changes(item: Lines, old: list[Row], new: list[Row], changed: Callable[[Lines, Row, Row], str]) -> Iterator[str]:
    """By the rows that stayed: numbers are those of the new table, of removed rows those of the old."""
    for deed, start, end, at, till in _matched(old, new):
        if deed == "equal":
            continue
        both = min(end - start, till - at)
        for step in range(both):
            yield f"第 {at + step + 1} 行 {changed(item, old[start + step], new[at + step])}"
        for place in range(start + both, end):
            yield f"删去第 {place + 1} 行：{worded(item, old[place])}"
        for place in range(at + both, till):
            yield f"新增第 {place + 1} 行：{worded(item, new[place])}"


def _matched(old: Sequence[Row], new: Sequence[Row]) -> Sequence[tuple[str, int, int, int, int]]:
    before, after = ([canonical.dump(row) for row in rows] for rows in (old, new))
    return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()


def _cells(item: Lines, old: Row, new: Row) -> str:
    parts = []
    for column in item.columns:
        then, now = (shortened(column.show(row.get(column.name))) for row in (old, new))
        if then != now:
            parts.append(f"{column.label}：“{then}” → “{now}”")
    return "；".join(parts)


def _clock(item: Lines, old: Row, new: Row) -> str:
    """A deadline moves in its own words: met, put off."""
    label = str(new.get("label") or "")
    if new.get("stopped_at") and not old.get("stopped_at"):
        reason = f"（{new['reason']}）" if new.get("reason") else ""
        return f"{label}：{_moment(new['stopped_at'])} 了结{reason}"
    if new.get("due_at") != old.get("due_at"):
        return f"{label}：到期 {_moment(old.get('due_at'))} → {_moment(new.get('due_at'))}"
    return _cells(item, old, new)


def worded(item: Lines, row: Row) -> str:
    if item.name == CLOCKS:
        return f"{row.get('label')}，{_moment(row.get('due_at'))} 到期（{shortened(str(row.get('steps') or ''))}）"
    cells = [(column, shortened(column.show(row.get(column.name)))) for column in item.columns]
    return "；".join(f"{column.label} {shown}" if column.label else shown for column, shown in cells if shown)


def _moment(value: Json) -> str:
    return str(value or "").replace("T", " ")


def aligned(old: Sequence[Row], new: Sequence[Row]) -> Iterator[tuple[int | None, int | None]]:
    """The places of rows that are not the same, beside each other; None where a table has none to match."""
    for deed, start, end, at, till in _matched(old, new):
        if deed != "equal":
            both = min(end - start, till - at)
            yield from ((start + step, at + step) for step in range(both))
            yield from ((place, None) for place in range(start + both, end))
            yield from ((None, place) for place in range(at + both, till))


def rows_of(value: Json) -> list[Row]:
    return [row if isinstance(row, dict) else {} for row in value] if isinstance(value, list) else []


def apart(old: str, new: str) -> tuple[str, str]:
    """Both shortened, long ones to where they begin to differ."""
    common = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), 0)
    start = max(0, common - SHOWN // 4) if max(len(old), len(new)) > SHOWN else 0
    lead = "…" if start else ""
    return lead + shortened(old[start:]), lead + shortened(new[start:])


def shortened(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"
