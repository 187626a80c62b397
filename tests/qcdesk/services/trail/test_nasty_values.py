"""No value in any column stops verify: it names table and row, and finds what else was altered beside it."""

from collections.abc import Iterator

import pytest
import tamper
from peewee import PeeweeException
from tamper import Intruder

from qcdesk.desk import Desk
from qcdesk.store.kept_models import KEPT_MODELS
from qcdesk.store.models import MODELS

pytestmark = pytest.mark.slow

DEEP = "[" * 60_000 + "]" * 60_000
AS_JSON: tuple[object, ...] = (
    DEEP, f'{{"a":{DEEP}}}', '{"a":NaN,"b":-Infinity}', '{"a":1e999}', r'{"a":"\ud800"}', r'{"a":"\u0000"}',
    '{"a":' + "9" * 5000 + "}", '[1,{"x":[]}]',
)  # fmt: skip
"""Where JSON stands."""
ANYWHERE: tuple[object, ...] = ("不是整数", b"\xff\x00\xfe", float("inf"), 2**63 - 1, "../../../dev/zero", None)
NOT_UTF8 = "CAST(X'61FF62' AS TEXT)"
ON_A_SERVER: tuple[object, ...] = (DEEP, "不是整数", 2**63 - 1, None)
"""One of each that it lets in; what verify then reads is as in a file."""
BESIDE = "UPDATE record SET payload = replace(payload, 'B26', 'B25') WHERE id = 3"
FREE = {"working", "saved_view", "role"}
FREE_COLUMNS = {
    ("person", "failed"), ("person", "locked_at"), ("person", "search"), ("customer", "search"), ("product", "search"),
    ("defect", "search"), ("department", "search"), ("department", "position"), ("custody", "id"), ("rule", "id"),
}  # fmt: skip
"""On these no record rests: a value of the right kind is nobody's lie. One of another kind is found all the same."""

TABLES = {model._meta.table_name: model for model in (*MODELS, *KEPT_MODELS)}


@pytest.fixture
def intruder(full_desk: Desk) -> Iterator[Intruder]:
    with tamper.behind_the_back(full_desk) as made:
        made.sql(BESIDE)
        yield made


@pytest.mark.parametrize("table", sorted(TABLES))
def test_no_value_in_any_column_stops_verify_or_hides_another_alteration(intruder: Intruder, table: str) -> None:
    fields = TABLES[table]._meta.sorted_fields
    key = [field.column_name for field in TABLES[table]._meta.get_primary_keys()]
    rows = intruder.sql(f"SELECT {', '.join(key)} FROM {table} ORDER BY {', '.join(key)}")
    if not rows:
        return
    wrong = [
        (field.column_name, str(value)[:40], said)
        for field in fields
        for value in nasty(intruder, table, field.column_name)
        if (said := missed(intruder, table, field.column_name, key, rows[-1], value)) is not None
    ]
    assert wrong == []


def nasty(intruder: Intruder, table: str, column: str) -> tuple[object, ...]:
    found = intruder.sql(f"SELECT {column} FROM {table} ORDER BY 1 DESC LIMIT 1")[0][0]
    every = (*ANYWHERE, NOT_UTF8, *(AS_JSON if str(found)[:1] in ("{", "[") else ()))
    return every if intruder.in_file else tuple(value for value in every if value in ON_A_SERVER)


def missed(intruder: Intruder, table: str, column: str, key: list[str], row: tuple[object, ...],
           value: object) -> str | None:  # fmt: skip
    """What verify fails to name; nothing where the engine takes no such value."""
    where = " AND ".join(f"{name} = ?" for name in key)
    mark, parameters = (value, ()) if value is NOT_UTF8 else ("?", (value,))
    old = intruder.sql(f"SELECT {column} FROM {table} WHERE {where}", *row)[0][0]
    with intruder.desk.store.database.savepoint() as point:
        try:
            intruder.sql(f"UPDATE {table} SET {column} = {mark} WHERE {where}", *parameters, *row)
        except (PeeweeException, OverflowError, UnicodeEncodeError):
            point.rollback()
            return None
        found = intruder.findings()
        point.rollback()
    other = any(one.startswith("记录 草稿 3") and "内容被改过" in one for one in found)
    if not other and (table, row[0]) != ("record", 3):
        return f"the other alteration: {found[:3]}"
    free = table in FREE or (table, column) in FREE_COLUMNS or value == old
    if free and not (intruder.in_file and (isinstance(value, bytes) or value is NOT_UTF8)):
        return None
    return None if any(not one.startswith("记录 草稿 3") for one in found) else f"nothing named: {found[:3]}"
