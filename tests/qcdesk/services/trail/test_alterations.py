"""Every way to alter what was signed, its signatures, its papers or its trail: each is found, and named in Chinese.

Every column of every row that the trail tells of is changed in turn, every row taken away, forged, or put in the place
of another.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import tamper
from peewee import BooleanField, IntegerField, Model
from tamper import Intruder

from qcdesk.desk import Desk
from qcdesk.store.attachments import FolderAttachments
from qcdesk.store.kept_models import KEPT_MODELS
from qcdesk.store.models import MODELS

pytestmark = pytest.mark.slow

NAMED = {
    "record": "^记录 ", "signature": "^记录 ", "signature_end": "^(记录|签名) ", "line": "^记录 ", "clock": "^记录 ",
    "problem": "^记录 ", "event": "^事件 ", "head": "^事件", "person": "^人员 ", "person_role": "^人员 ",
    "sequence": "^编号表 ", "setting": "^办公室设置 ", "attachment": "^(附件|记录|扫描件|签名样式)",
    "customer": "^客户 ",
    "product": "^产品 ", "defect": "^不良项目 ", "department": "^部门 ", "rule": "^规则 ", "calendar_day": "^工作日历 ",
    "custody": "^样品保管记录", "copy": "^打印份 ", "copy_move": "^打印份的去向 ", "scan": "^扫描页 ",
    "filing": "^扫描页的归档 ", "deputy": "^职责代理 ", "deputy_end": "^职责代理的终止 ", "hand": "^签名样式 ",
    "keeping": "^保存与处置 ",
}  # fmt: skip
"""How a finding about a row of the table begins."""

LEFT = {"working", "saved_view", "role"}
"""Typing that nobody has saved, a person's own filters, how a role is called: no record rests on them."""

FREE = {
    "person": {"search"}, "customer": {"search"}, "product": {"search"}, "defect": {"search"},
    "department": {"search", "position"}, "head": {"id"},
    "custody": {"id"}, "rule": {"id"},
}  # fmt: skip
"""Columns that only follow from the others; that can be nothing else (a head is row 1); that only set rows in order."""

UNIQUE = {"record": {"number"}, "customer": {"name"}, "product": {"name"}, "defect": {"item"}, "copy": {"position"},
          "rule": {"version"}}  # fmt: skip
"""What must differ beside the key."""

UNPLACED = {"head", "rule", "person_role"}
"""There is but one; a rule is named by kind, code and version, wherever it lies; a role is all key."""

COLUMNS = {
    model._meta.table_name: [
        field.column_name for field in model._meta.sorted_fields
        if field.column_name not in FREE.get(model._meta.table_name, ())
    ] for model in (*MODELS, *KEPT_MODELS) if model._meta.table_name not in LEFT
}  # fmt: skip
TABLES = sorted(COLUMNS)


@pytest.fixture
def intruder(full_desk: Desk) -> Iterator[Intruder]:
    with tamper.behind_the_back(full_desk) as made:
        yield made


def test_every_table_has_rows_and_nothing_is_wrong_with_them(intruder: Intruder) -> None:
    empty = [table for table in TABLES if not intruder.sql(f"SELECT 1 FROM {table} LIMIT 1")]
    assert empty == []
    assert intruder.findings() == []
    assert set(NAMED) == set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_every_column_changed_is_found(intruder: Intruder, table: str) -> None:
    missed = []
    for row in (0, -1) if intruder.in_file else (-1,):
        key = keys(intruder, table)[row]
        for column in COLUMNS[table]:
            said = f"UPDATE {table} SET {column} = ? WHERE {where(table)}"
            missed += [
                (column, key, new)
                for new in others(intruder, table, column, key)
                if not found(intruder, table, said, new, *key)
            ]
    assert missed == []


@pytest.mark.parametrize("table", TABLES)
def test_every_row_removed_is_found(intruder: Intruder, table: str) -> None:
    rows = keys(intruder, table)
    ends = 6 if intruder.in_file else 2
    some = rows if len(rows) <= 2 * ends else [*rows[:ends], *rows[-ends:]]
    gone = [key for key in some if not found(intruder, table, f"DELETE FROM {table} WHERE {where(table)}", *key)]
    assert gone == []


@pytest.mark.parametrize("table", [table for table in TABLES if table != "head"])
def test_a_forged_row_is_found(intruder: Intruder, table: str) -> None:
    """As like a genuine one as its key and what must differ from others allow."""
    names = [field.column_name for field in model_of(table)._meta.sorted_fields]
    for key in (keys(intruder, table)[0], keys(intruder, table)[-1]):
        values = list(intruder.sql(f"SELECT {', '.join(names)} FROM {table} WHERE {where(table)}", *key)[0])
        new = {*key_of(table), *UNIQUE.get(table, ())}
        forged = [unlike(value) if name in new else value for name, value in zip(names, values, strict=True)]
        marks = ", ".join("?" * len(names))
        assert found(intruder, table, f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", *forged), key


@pytest.mark.parametrize("table", [table for table in TABLES if table not in UNPLACED])
def test_two_rows_that_change_places_are_found(intruder: Intruder, table: str) -> None:
    rows = keys(intruder, table)
    if len(rows) < 2:
        return
    names = [name for name in COLUMNS[table] if name not in key_of(table)]
    one, other = rows[0], rows[-1]
    first, second = (intruder.sql(f"SELECT {', '.join(names)} FROM {table} WHERE {where(table)}", *key)[0]
                     for key in (one, other))  # fmt: skip
    with intruder.desk.store.database.savepoint() as point:
        parked = [unlike(value) for value in first]
        for key, values in ((one, parked), (other, first), (one, second)):
            said = ", ".join(f"{name} = ?" for name in names)
            intruder.sql(f"UPDATE {table} SET {said} WHERE {where(table)}", *values, *key)
        findings = intruder.findings()
        point.rollback()
    assert first == second or any(re.match(NAMED[table], one) for one in findings)


def test_a_signature_put_into_another_box_or_another_sheet_is_found_wherever_it_goes(intruder: Intruder) -> None:
    slots = [row[0] for row in intruder.sql("SELECT DISTINCT slot FROM signature")]
    missed = []
    rows = intruder.sql("SELECT id, record_id, slot FROM signature ORDER BY id")
    for number, record, slot in rows if intruder.in_file else rows[:: len(rows) - 1]:
        moves = [("slot", other) for other in slots if other != slot]
        moves += [("record_id", other) for other in (1, 2, 3) if other != record]
        for column, other in moves:
            if not found(intruder, "signature", f"UPDATE signature SET {column} = ? WHERE id = ?", other, number):
                missed.append((number, column, other))
    assert missed == []


def test_a_signature_copied_into_another_box_or_sheet_is_found(intruder: Intruder) -> None:
    names = [field.column_name for field in model_of("signature")._meta.sorted_fields if field.name != "id"]
    for column, other in (("slot", "'approved'"), ("record_id", "3")):
        chosen = ", ".join(other if name == column else name for name in names)
        said = f"INSERT INTO signature (id, {', '.join(names)}) SELECT 900, {chosen} FROM signature WHERE id = 1"
        assert found(intruder, "signature", said)


def test_changed_bytes_of_an_attachment_are_found(intruder: Intruder, full_desk: Desk) -> None:
    for sha256, name in intruder.sql("SELECT sha256, name FROM attachment"):
        with other_bytes(full_desk, str(sha256)):
            findings = intruder.findings()
        assert any(str(name) in one for one in findings), name


@contextmanager
def other_bytes(desk: Desk, sha256: str) -> Iterator[None]:
    """One bit of the file is another while inside."""
    stored = desk.attachments.get(sha256)
    put(desk, sha256, stored[:-1] + bytes([stored[-1] ^ 1]))
    yield
    put(desk, sha256, stored)


def put(desk: Desk, sha256: str, content: bytes) -> None:
    if isinstance(desk.attachments, FolderAttachments):
        (desk.attachments.folder / sha256[:2] / sha256).write_bytes(content)
    else:
        desk.store.sql("UPDATE attachment_bytes SET content = ? WHERE sha256 = ?", (content, sha256))


def found(intruder: Intruder, table: str, statement: str, *parameters: object) -> bool:
    """Whether verify names the table once the statement is done, which is undone again."""
    with intruder.desk.store.database.savepoint() as point:
        intruder.sql(statement, *parameters)
        findings = intruder.findings()
        point.rollback()
    return any(re.match(NAMED[table], one) for one in findings)


def model_of(table: str) -> type[Model]:
    return next(model for model in (*MODELS, *KEPT_MODELS) if model._meta.table_name == table)


def key_of(table: str) -> list[str]:
    return [field.column_name for field in model_of(table)._meta.get_primary_keys()]


def where(table: str) -> str:
    return " AND ".join(f"{name} = ?" for name in key_of(table))


def keys(intruder: Intruder, table: str) -> list[tuple[object, ...]]:
    names = ", ".join(key_of(table))
    return intruder.sql(f"SELECT {names} FROM {table} ORDER BY {names}")


def others(intruder: Intruder, table: str, column: str, key: tuple[object, ...]) -> list[object]:
    """What might stand there instead."""
    field = next(field for field in model_of(table)._meta.sorted_fields if field.column_name == column)
    now = intruder.sql(f"SELECT {column} FROM {table} WHERE {where(table)}", *key)[0][0]
    if isinstance(field, BooleanField):
        return [not now]
    if now is None:
        return [1 if isinstance(field, IntegerField) else "x"]
    return [unlike(now), *([None] if field.null else [])]


def unlike(value: object) -> object:
    if isinstance(value, bool) or value is None:
        return value
    return value + 1000 if isinstance(value, int) else f"{value}9"
