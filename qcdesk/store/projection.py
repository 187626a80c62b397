"""The index of a payload: envelope columns, line rows and search text, written beside it and rebuildable from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from qcdesk import canonical
from qcdesk.canonical import Json
from qcdesk.kinds import Kind
from qcdesk.pinyin import searchable
from qcdesk.store.database import Store
from qcdesk.store.models import ClockRow, Line, Problem

ENVELOPE = ("customer", "product", "lot", "quantity", "defect", "severity", "department", "day")
SPOKEN = ("customer", "product", "defect")
"""Envelope columns people look for by pinyin initials."""

DESCRIPTION_LENGTH = 500

Rows = list[dict[str, object]]

StoredLine = tuple[str, int, str]
"""Field, position and content of a line row."""

LAST_EVENTS = """SELECT
(SELECT MAX(seq) FROM event WHERE record_id = record.id AND detail LIKE ? || version || '}'),
(SELECT MAX(seq) FROM event WHERE record_id = record.id AND detail LIKE ?) FROM record WHERE id = ?"""
WROTE, DREW = '%"payload":"%"version":', '%"drawn":[%'


def envelope(kind: Kind, values: Mapping[str, Json]) -> dict[str, Json]:
    """`{column: value}` of every field that names a column by its `key`; absent columns are None."""
    row: dict[str, Json] = dict.fromkeys(ENVELOPE)
    for item in kind.plain_fields:
        value = values.get(item.name)
        if item.key and value is not None:
            row[item.key] = value if item.key == "quantity" else item.show(value)
    if row["day"]:
        row["day"] = str(row["day"])[:10]
    return row


def search_text(kind: Kind, number: str | None, values: Mapping[str, Json]) -> str:
    row = envelope(kind, values)
    words = [item.show(values.get(item.name)) for item in kind.plain_fields if item.type in ("text", "link")]
    notes = [str(values.get(item.name) or "")[:DESCRIPTION_LENGTH] for item in kind.plain_fields if item.type == "note"]
    spoken = searchable(kind.title, *(str(row[name]) for name in SPOKEN if row[name]))
    plain = [str(word).lower() for word in (number, row["lot"], *words, *notes) if word]
    return "\n".join([*plain, spoken])


def index_of(kind: Kind, number: str | None, values: Mapping[str, Json]) -> dict[str, Json]:
    """Every column of a record that only repeats its payload."""
    return {**envelope(kind, values), "search": search_text(kind, number, values)}


def last_events(store: Store, record: int) -> dict[str, int | None]:
    """The columns of a record that name the events which wrote its version and gave its number."""
    return dict(zip(("written", "numbered"), store.sql(LAST_EVENTS, (WROTE, DREW, record))[0], strict=True))


def lines(kind: Kind, record: int, values: Mapping[str, Json]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for item in kind.plain_fields:
        table = values.get(item.name)
        if item.type == "lines" and isinstance(table, list):
            rows += [
                {"record": record, "field": item.name, "position": at, "content": canonical.dump(row)}
                for at, row in enumerate(table, start=1)
            ]
    return rows


def stored_lines(store: Store, records: Sequence[int]) -> list[tuple[int, StoredLine]]:
    """The line rows that are there, each with its record."""
    query = Line.select(Line.record, Line.field, Line.position, Line.content).where(Line.record.in_(records))
    return [(record, (name, position, content)) for record, name, position, content in store.rows(query.tuples())]


def lines_fit(stored: Iterable[StoredLine], kind: Kind, values: Mapping[str, Json]) -> bool:
    """Whether the stored line rows are those of the payload."""
    return sorted(stored) == sorted((row["field"], row["position"], row["content"])
                                    for row in lines(kind, 0, values))  # fmt: skip


def clocks(record: int, values: Mapping[str, Json]) -> list[dict[str, object]]:
    """What is due of a case, to be found without reading every case; a clock that a pause met in time stands still."""
    pauses = _rows(values, "pauses")
    since = str(pauses[-1].get("begun")) if pauses and "ended" not in pauses[-1] else "9999"
    return [
        {"record": record, "position": at, "rule": row.get("rule"), "label": row.get("label"),
         "due_at": row.get("due_at"), "running": "stopped_at" not in row and str(row.get("due_at")) < since}
        for at, row in enumerate(_rows(values, "clocks"), start=1)
    ]  # fmt: skip


def problems(record: int, values: Mapping[str, Json]) -> list[dict[str, object]]:
    """The defect items of a case: what is the same problem as another case's."""
    items, family = values.get("defect_codes"), str(values.get("product_family") or "")
    day = str(values.get("received_at") or "")[:10]
    named = dict.fromkeys(str(item) for item in items) if isinstance(items, list) else {}
    return [{"record": record, "item": item, "family": family, "day": day} for item in named]


def _rows(values: Mapping[str, Json], name: str) -> list[dict[str, Json]]:
    rows = values.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _rewrite(store: Store, model: Any, record: int, rows: Rows, *, new: bool) -> None:
    if not new:
        store.run(model.delete().where(model.record == record))
    if rows:
        store.run(model.insert_many(rows))


def case_fits(store: Store, kind: Kind, record: int, values: Mapping[str, Json]) -> bool:
    """Whether clocks and problems of a case are stored as the payload has them."""
    if not kind.has("clocks"):
        return True
    wanted: tuple[tuple[Any, list[dict[str, object]]], ...] = (
        (ClockRow, clocks(record, values)), (Problem, problems(record, values)),
    )  # fmt: skip
    for model, rows in wanted:
        stored = [dict(row.__data__) for row in store.rows(model.select().where(model.record == record))]
        if sorted(map(str, stored)) != sorted(map(str, rows)):
            return False
    return True


def write_lines(store: Store, kind: Kind, record: int, values: Mapping[str, Json],
                before: Mapping[str, Json] | None = None) -> None:  # fmt: skip
    """Replaces the record's line rows, and a case's clocks and problems, inside the open transaction. Those that stay
    as they were `before` are left; where that is not known none are. Nothing stood `before` in a new record."""
    if not any(item.type == "lines" for item in kind.plain_fields):
        return
    makers: list[tuple[Any, Callable[[int, Mapping[str, Json]], Rows]]] = [(Line, partial(lines, kind))]
    if kind.has("clocks"):
        makers += [(ClockRow, clocks), (Problem, problems)]
    for model, rows in makers:
        made = rows(record, values)
        if before is None or made != rows(record, before):
            _rewrite(store, model, record, made, new=before == {})
