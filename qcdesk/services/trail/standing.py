"""What stands in the office's settings and basic data, attested in the trail: a digest of every row, by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from qcdesk import canonical
from qcdesk.desk import Desk
from qcdesk.store.models import Customer, Defect, Department, Product, Setting

TABLES: Mapping[str, tuple[Any, str, str]] = MappingProxyType({
    "setting": (Setting, "key", "办公室设置"), "customer": (Customer, "id", "客户"), "product": (Product, "id", "产品"),
    "defect": (Defect, "id", "不良项目"), "department": (Department, "name", "部门"),
})  # fmt: skip
"""Each with its model, the column of its key and what the office calls it."""

UNTOLD = ("search", "position")
"""Columns that follow from the others, or from the order of entry."""

STANDS = "stands"
"""Where an event tells of rows as they stand after it."""


def rows(desk: Desk, table: str) -> Iterator[tuple[str, Any, str]]:
    """The name of each row in the trail, the row, and its digest."""
    model, key, _ = TABLES[table]
    for row in desk.store.every(getattr(model, key)):
        yield _name(table, getattr(row, key)), row, _digest(row)


def whole(desk: Desk, *tables: str) -> dict[str, str]:
    """Every row of the tables, to be told by the event that fills them."""
    return {name: digest for table in tables for name, _, digest in rows(desk, table)}


def after(desk: Desk, table: str, *keys: object) -> dict[str, str | None]:
    """The rows of these keys as they stand inside the open transaction; None for one that is no more."""
    model, key, _ = TABLES[table]
    told: dict[str, str | None] = dict.fromkeys((_name(table, one) for one in keys), None)
    for row in desk.store.rows(model.select().where(getattr(model, key).in_(list(keys)))):
        told[_name(table, getattr(row, key))] = _digest(row)
    return told


SETTINGS: Mapping[str, str] = MappingProxyType({
    "company": "公司", "documents": "文件编号", "logo": "公司标志", "seal": "印章证书", "office_code": "办公室代码",
    "calendar": "日历和时区", "escalation": "升级", "chase": "催签", "sample_places": "样品位置", "rules": "规则",
})  # fmt: skip
"""What the office calls each group of its settings."""


def wording(name: str, told: Mapping[str, object] = MappingProxyType({})) -> str:
    """`customer 12` as the office calls it, by its name where that is `told`."""
    table, _, key = name.partition(" ")
    if table == "setting":
        return f"{TABLES[table][2]} {SETTINGS.get(key, key)}"
    shown = told.get("name") or told.get("item") or (key if table == "department" else f"第 {key} 号")
    return f"{TABLES[table][2]} {shown}" if table in TABLES else name


def _name(table: str, key: object) -> str:
    return f"{table} {key}"


def _digest(row: Any) -> str:
    told = {name: value for name, value in row.__data__.items() if name not in UNTOLD}
    return canonical.digest(canonical.dump(told))
