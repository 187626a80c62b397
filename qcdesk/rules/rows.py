"""Rule rows from and to their stored content: plain JSON values by the row's own field names."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from qcdesk.canonical import Json
from qcdesk.errors import Fault, Invalid
from qcdesk.rules.clauses import TESTS
from qcdesk.rules.criteria import GRADES, Criterion
from qcdesk.rules.deadlines import DeadlineRule
from qcdesk.rules.units import NOT_COUNTED, UNITS

LARGEST = 10_000
CRITERION, DEADLINE = "criterion", "deadline"
LABELS = {
    "code": "代号", "grade": "程度", "test": "判定方法", "sentence": "原文", "source": "出处", "consequence": "后果",
    "least": "起点数", "item": "不良项目", "active": "启用", "valid_from": "生效日", "valid_to": "失效日",
    "version": "版本", "event": "事项", "title": "名称", "unit": "计时单位", "starts": "起算", "stops": "截止",
    "condition": "条件", "amount": "时限", "most": "最长", "times": "次数", "note": "说明",
}  # fmt: skip
REQUIRED = {CRITERION: ("code", "grade", "test", "sentence"), DEADLINE: ("code", "event", "title", "unit")}
ROWS: Mapping[str, type[Criterion] | type[DeadlineRule]] = {CRITERION: Criterion, DEADLINE: DeadlineRule}
OUTSIDE = ("version", "valid_from", "valid_to", "since")
"""Kept beside the content, not in it."""


def read(kind: str, raw: Mapping[str, object]) -> Criterion | DeadlineRule:
    """Raises Invalid naming every field that cannot be taken, test, grade and unit among them."""
    row = ROWS[kind]
    names = {field.name: field for field in dataclasses.fields(row) if field.name != "since"}
    faults = [Fault(name[:40], name[:40], "没有这个栏位") for name in raw if name not in names]
    faults += [Fault(name, LABELS[name], "必须填写") for name in REQUIRED[kind] if not raw.get(name)]
    made: dict[str, Any] = {}
    for name, field in names.items():
        try:
            if raw.get(name) is not None:
                made[name] = READERS[str(field.type)](raw[name])
        except (ValueError, TypeError, ZeroDivisionError):
            faults.append(Fault(name, LABELS[name], ASKED[str(field.type)]))
    faults += _unknown(kind, made)
    if faults:
        raise Invalid(faults)
    return row(**made)


def content(row: Criterion | DeadlineRule) -> dict[str, Json]:
    """What is stored of a row; `read` takes it back."""
    said = {field.name: getattr(row, field.name) for field in dataclasses.fields(row) if field.name not in OUTSIDE}
    return {name: str(value) if isinstance(value, Fraction) else value for name, value in said.items()
            if value not in (None, "")}  # fmt: skip


def _unknown(kind: str, made: Mapping[str, Any]) -> list[Fault]:
    """Names that the program does not know, and numbers that a test or unit needs."""
    faults = [
        Fault(name, LABELS[name], f"“{made[name]}”不认识，可用：{'、'.join(known)}")
        for name, known in (("grade", GRADES), ("test", tuple(TESTS)), ("unit", (*UNITS, *NOT_COUNTED)))
        if name in made and made[name] not in known
    ]
    unit = made.get("unit")
    if kind == DEADLINE and unit in UNITS and not made.get("amount"):
        faults.append(Fault("amount", LABELS["amount"], "这个单位要填数"))
    if unit == "unset" and made.get("active", True):
        faults.append(Fault("active", LABELS["active"], "空白的时限要先填数才能启用"))
    if made.get("amount") and made.get("most") and made["most"] < made["amount"]:
        faults.append(Fault("most", LABELS["most"], "不能比时限短"))
    if made.get("valid_from") and made.get("valid_to") and made["valid_to"] < made["valid_from"]:
        faults.append(Fault("valid_to", LABELS["valid_to"], "不能早于生效日"))
    return faults


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > 1000 or not value.isprintable():
        raise ValueError
    return value.strip()


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LARGEST:
        raise ValueError
    return value


def _share(value: object) -> Fraction:
    """`0.30`, `3`, `1/3`; floats are refused, they are not exact."""
    if isinstance(value, bool) or not isinstance(value, str | int) or len(str(value)) > 20:
        raise ValueError
    made = Fraction(value)
    if not 0 <= made <= LARGEST:
        raise ValueError
    return made


def written_share(text: str) -> str:
    """`30%` and `0.30` are one share; what is neither is handed on, to be refused by name."""
    plain = text.strip().replace("％", "%")
    try:
        part = Fraction(plain.rstrip("%"))
    except (ValueError, ZeroDivisionError):
        return text
    return str(part / 100 if plain.endswith("%") else part)


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(_text(value))


READERS = {
    "str": _text, "int": _whole, "int | None": _whole, "Fraction": _share, "bool": _switch, "date | None": _day,
}  # fmt: skip
ASKED = {
    "str": "要填一行文字", "int": "要填整数", "int | None": f"要填 0 到 {LARGEST} 的整数",
    "Fraction": "要填数，例如 0.30 或 3", "bool": "只能填是或否", "date | None": "要填日期，例如 2026-09-30",
}  # fmt: skip
