"""What the figures of cases are asked by: what they are put in order by, what is counted, over which days."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from qcdesk.cases import choices
from qcdesk.errors import Refused
from qcdesk.rules import pareto


@dataclass(frozen=True)
class Grouping:
    """What cases are put in order by; `value` is their field."""

    code: str
    label: str
    value: str


GROUPINGS = (
    Grouping("item", "不良项目", "defect_codes"), Grouping("branch", "原因去向", "branch"),
    Grouping("department", "责任部门", "duty_dept"), Grouping("product", "产品", "product_name"),
    Grouping("customer", "客户", "customer"), Grouping("topic", "投诉内容类别", "topic"),
)  # fmt: skip
"""The result first, the causes behind it (先结果分类，再原因分类)."""
RESULT, CAUSE = GROUPINGS[0].code, GROUPINGS[1].code
CODES = tuple(one.code for one in GROUPINGS)
DEEPER = (RESULT, CAUSE, "product", "customer", "department")
"""Which grouping a bar is opened into, level by level."""


@dataclass(frozen=True)
class Measure:
    code: str
    label: str
    unit: str

    def words(self, amount: Decimal) -> str:
        return f"{amount:,.2f}" if self.code == COST else f"{amount:,.0f}"


CASES, DEFECTIVE, COST = "cases", "defective", "cost"
MEASURES = (Measure(CASES, "件数", "件"), Measure(DEFECTIVE, "不良数", "个"), Measure(COST, "费用金额", "元"))


Named = TypeVar("Named", Grouping, Measure)


@dataclass(frozen=True)
class Within:
    """Only the cases behind a bar: those of these names, of a bar that was opened itself `inside` another."""

    by: str
    names: tuple[str, ...]
    inside: Within | None = None

    @property
    def words(self) -> str:
        label = grouping(self.by).label
        own = f"{label}“{self.names[0]}”" if len(self.names) == 1 else f"{label}“{pareto.OTHERS}”{len(self.names)} 项"
        return f"{self.inside.words}、{own}" if self.inside else own

    @property
    def levels(self) -> tuple[Within, ...]:
        """The outermost first."""
        return (*(self.inside.levels if self.inside else ()), self)


@dataclass(frozen=True)
class Query:
    """`first` and `last` as 2026-11-01, both counted; no `kind` is every kind of case."""

    first: str
    last: str
    by: str = RESULT
    measure: str = CASES
    kind: str = ""
    within: Within | None = None

    @property
    def title(self) -> str:
        of = self.kind or "客诉与异常"
        label = grouping(self.by).label
        return f"{of}{label}分布" if self.within is None else f"{of}{self.within.words}的{label}分布"

    @property
    def span(self) -> str:
        return f"{self.first}～{self.last}"

    @property
    def days(self) -> int:
        return (day(self.last) - day(self.first)).days + 1


def grouping(code: str) -> Grouping:
    """By code or label; raises Refused."""
    return _named(GROUPINGS, code, "分类")


def measure(code: str) -> Measure:
    """By code or label; raises Refused."""
    return _named(MEASURES, code, "计量")


def month(of: date) -> tuple[str, str]:
    """Its first and last day."""
    last = calendar.monthrange(of.year, of.month)[1]
    return of.replace(day=1).isoformat(), of.replace(day=last).isoformat()


def _named(known: Sequence[Named], said: str, what: str) -> Named:
    for one in known:
        if said in (one.code, one.label):
            return one
    raise Refused(f"没有“{said[:20]}”这种{what}，可用的有：{'、'.join(f'{one.code} {one.label}' for one in known)}")


def checked(query: Query) -> Query:
    """With codes for labels; raises Refused for a span, a kind or a word that is none."""
    if day(query.first) > day(query.last):
        raise Refused(f"期间的开始 {query.first} 在结束 {query.last} 后面，请对调")
    kinds = [kind for kind, _ in choices.KINDS]
    if query.kind and query.kind not in kinds:
        raise Refused(f"没有“{query.kind[:20]}”这种案件类别，可用的有：{'、'.join(kinds)}")
    return replace(
        query, by=grouping(query.by).code, measure=measure(query.measure).code,
        within=query.within and _coded(query.within),
    )  # fmt: skip


def _coded(within: Within) -> Within:
    return replace(within, by=grouping(within.by).code, inside=within.inside and _coded(within.inside))


def deeper(query: Query, names: tuple[str, ...]) -> Query | None:
    """The cases of one of its bars by the next grouping that nothing was opened by yet; None where there is none."""
    within = Within(query.by, names, query.within)
    used = {level.by for level in within.levels}
    left = next((by for by in DEEPER if by not in used), None)
    return replace(query, by=left, within=within) if left else None


def day(text: str) -> date:
    """Raises Refused."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        raise Refused(f"日期要写成 2026-11-01，不能是 {text[:20] or '空的'}")
    return found
