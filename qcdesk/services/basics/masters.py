"""Customers, products, defect items, departments: looked up while typing, kept by the office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import Fault, Invalid, NotFound
from qcdesk.fields import Choice, Field, Text, Unfit
from qcdesk.pinyin import is_spelled, searchable
from qcdesk.services.trail import events, standing
from qcdesk.store.models import Customer, Defect, Department, Person, Product
from qcdesk.store.query import askable

FAMILIES = (("脚踏类", ""), ("碗件中轴类", ""), ("其他", ""))
GRADES = (("一般", ""), ("批量", ""), ("严重", ""))


@dataclass(frozen=True)
class Master:
    """One table of basic data: its title, columns in order, which names are shown and which are searched."""

    table: str
    title: str
    model: Any
    key: str
    columns: tuple[Field, ...]
    shown: str
    hint: str


MASTERS: tuple[Master, ...] = (
    Master("customer", "客户", Customer, "id", (
        Text("code", "代号", limit=20), Text("name", "名称", required=True, limit=80), Text("en", "英文名称"),
        Text("country", "国家/地区", limit=40),
        Choice("importance", "重要程度", options=(("重点", ""), ("一般", ""), ("新客户", ""))),
    ), "name", "code"),
    Master("product", "产品", Product, "id", (
        Text("code", "料号", required=True, limit=40), Text("name", "名称", required=True, limit=80),
        Text("model", "型号规格", limit=80), Choice("family", "产品族", required=True, options=FAMILIES),
        Text("unit", "单位", limit=10),
    ), "name", "model"),
    Master("defect", "不良项目", Defect, "id", (
        Text("item", "不良项目", required=True, limit=60), Text("en", "英文"),
        Choice("family", "产品族", required=True, options=FAMILIES),
        Choice("severity", "客诉程度", required=True, options=GRADES), Text("rule", "判定说明", limit=200),
        Text("aliases", "别名（用 | 隔开）", limit=200),
    ), "item", "severity"),
    Master("department", "部门", Department, "name", (
        Text("name", "部门", required=True, limit=40), Text("en", "英文"),
    ), "name", "en"),
)  # fmt: skip


@dataclass(frozen=True)
class Proposal:
    text: str
    hint: str


def master(table: str) -> Master:
    found = next((item for item in MASTERS if item.table == table), None)
    if found is None:
        raise NotFound(f"没有“{table}”这张基础资料表")
    return found


def propose(desk: Desk, of: str, text: str, limit: int = 12) -> list[Proposal]:
    """Active entries that contain the words (name, code, alias, pinyin), best beginnings first."""
    if of == "person":
        return _people(desk, text, limit)
    about = master(of)
    every = query = about.model.select().where(about.model.active == True)  # noqa: E712 - SQL, not Python
    for word in askable(text).lower().split():
        query = query.where(about.model.search.contains(word))
    found = desk.store.rows(query.limit(200))
    if not found and _is_pinyin(text):  # initials are indexed, what is spelled out is worked out
        found = [row for row in desk.store.rows(every) if _is_spelled(text, row.search)]
    made = [(Proposal(str(getattr(row, about.shown)), str(getattr(row, about.hint))), row.search) for row in found]
    return _best(made, text, limit)


def customer_named(desk: Desk, name: str) -> Customer | None:
    return desk.store.first(Customer.select().where(Customer.name == askable(name)))


def _people(desk: Desk, text: str, limit: int) -> list[Proposal]:
    query = Person.select().where(Person.active == True)  # noqa: E712 - SQL, not Python
    if text.strip():
        query = query.where(Person.search.contains(askable(text).lower().strip()))
    return _best([(Proposal(row.name, row.department), row.search) for row in desk.store.rows(query)], text, limit)


def _is_pinyin(text: str) -> bool:
    """Whether characters may be spelled out, and not begun by one letter."""
    letters = "".join(text.split())
    return len(letters) > 1 and letters.isascii() and letters.isalpha()


def _is_spelled(text: str, search: str) -> bool:
    return any(is_spelled(text, line) for line in search.split("\n"))


def _best(made: list[tuple[Proposal, str]], text: str, limit: int) -> list[Proposal]:
    """Names that begin with the words, then codes, aliases and initials that do, then the rest; each once."""
    begun = text.strip().lower()

    def place(item: tuple[Proposal, str]) -> tuple[bool, bool, str]:
        begins = any(line.startswith(begun) for line in item[1].split("\n"))
        return not item[0].text.lower().startswith(begun), not begins, item[0].text

    return list(dict.fromkeys(proposal for proposal, _ in sorted(made, key=place)))[:limit]


def rows(desk: Desk, table: str) -> list[dict[str, Any]]:
    """Every entry, retired ones too, with `key` and `active` beside its columns."""
    about = master(table)
    names = [column.name for column in about.columns]
    found = desk.store.rows(about.model.select().order_by(getattr(about.model, about.key)))
    return [
        {"key": getattr(row, about.key), "active": bool(row.active), **{name: getattr(row, name) for name in names}}
        for row in found
    ]


def columns(table: str) -> tuple[Field, ...]:
    return master(table).columns


def save(desk: Desk, table: str, key: int | str | None, values: Mapping[str, object]) -> Change:
    """Adds an entry (no key) or changes one; raises Invalid naming every column that does not fit."""
    desk.require_person()
    about = master(table)
    taken = _taken(about, values)
    with desk.store.write():
        _refuse_double(desk, about, key, taken)
        stored: dict[str, object] = {**taken, "search": searchable(*_searched(taken))}
        detail: dict[str, object] = {"table": table, "to": taken}
        if key is None:
            if table == "department":
                stored["position"] = len(rows(desk, table))
            desk.store.run(about.model.insert(active=True, **stored).returning(getattr(about.model, about.key)))
            made = [_key_of(desk, about, taken)]
        else:
            made = [key, taken.get(about.key, key)]
            detail.update(key=key, before=_entry(desk, about, key))
            here = getattr(about.model, about.key) == key
            desk.store.run(about.model.update(**stored).where(here))
        detail[standing.STANDS] = standing.after(desk, table, *made)
        return touched("masters", event=events.note(desk, "master_saved", detail=detail))


def set_active(desk: Desk, table: str, key: int | str, active: bool) -> Change:
    """Retires an entry or takes it back; records that name it keep it."""
    desk.require_person()
    about = master(table)
    with desk.store.write():
        _entry(desk, about, key)
        desk.store.run(about.model.update(active=active).where(getattr(about.model, about.key) == key))
        detail = {"table": table, "key": key, "active": active, standing.STANDS: standing.after(desk, table, key)}
        return touched("masters", event=events.note(desk, "master_retired", detail=detail))


def _taken(about: Master, values: Mapping[str, object]) -> dict[str, str]:
    faults: list[Fault] = []
    taken: dict[str, str] = {}
    for column in about.columns:
        try:
            value = column.parse(values.get(column.name))
        except Unfit as unfit:
            faults.append(Fault(column.name, column.label, str(unfit)))
            continue
        if column.required and value is None:
            faults.append(Fault(column.name, column.label, "必须填写"))
        taken[column.name] = column.show(value)
    if faults:
        raise Invalid(faults)
    return taken


def _searched(taken: Mapping[str, str]) -> list[str]:
    words = [value for name, value in taken.items() if name != "aliases"]
    return [*words, *taken.get("aliases", "").split("|")]


def _entry(desk: Desk, about: Master, key: int | str) -> dict[str, Any]:
    row = desk.store.first(about.model.select().where(getattr(about.model, about.key) == key))
    if row is None:
        raise NotFound(f"{about.title}里没有这一项")
    return {column.name: getattr(row, column.name) for column in about.columns}


def _key_of(desk: Desk, about: Master, taken: Mapping[str, str]) -> int | str:
    """Of the entry just made: double ones are refused."""
    here = [getattr(about.model, name) == value for name, value in taken.items()]
    key: int | str = getattr(desk.store.rows(about.model.select().where(*here))[-1], about.key)
    return key


def _refuse_double(desk: Desk, about: Master, key: int | str | None, taken: Mapping[str, str]) -> None:
    query = about.model.select().where(getattr(about.model, about.shown) == taken[about.shown])
    if about.table == "defect":
        query = query.where(Defect.family == taken["family"])
    double = desk.store.first(query)
    if double is not None and getattr(double, about.key) != key:
        label = next(column.label for column in about.columns if column.name == about.shown)
        raise Invalid([Fault(about.shown, label, f"“{taken[about.shown]}”已经有了")])
