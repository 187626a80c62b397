"""柏拉图 over the cases of a span of days (rules.md E2.5): first by result, then the largest result by its causes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from qcdesk.calculations import rows as lines_of
from qcdesk.canonical import Values
from qcdesk.cases import asking, states
from qcdesk.cases.asking import CASES, COST, DEFECTIVE, Query, grouping, measure
from qcdesk.cases.kind import CASE
from qcdesk.desk import Desk
from qcdesk.rules import pareto
from qcdesk.rules.pareto import Bar, Item
from qcdesk.services.sheets import records
from qcdesk.store.models import Record
from qcdesk.workflow import DRAFT, VOID

BEHIND = (
    "SELECT id, number, customer, product, defect, day, state FROM record "
    "WHERE form = ? AND number IN ({}) ORDER BY day, id"
)
FOUND = "SELECT * FROM record WHERE form = ? AND day >= ? AND day <= ? ORDER BY day, id"
MOST_SIDE_BY_SIDE = 6
"""Bars beside 其他 where two charts share the room of one."""


GONE = (
    (DRAFT, "还是草稿"), (VOID, "已作废"), (states.MERGED, "已并入别的案件，在那里算"),
    (states.DECLINED, "判定不成立"), (states.UNFOUNDED, "判定不成立"),
)  # fmt: skip
"""States in which a case is in no chart, and why."""
NOTHING_COUNTED: Mapping[str, str] = MappingProxyType({DEFECTIVE: "没有填不良数", COST: "没有记费用"})


@dataclass(frozen=True)
class Left:
    """Cases of the span that are not in the chart, and why."""

    why: str
    cases: tuple[str, ...]


@dataclass(frozen=True)
class Pareto:
    """`counted` are the cases in the chart; `several` those among them with more than one name to stand under."""

    query: Query
    bars: tuple[Bar, ...] = ()
    counted: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    left: tuple[Left, ...] = ()

    @property
    def whole(self) -> Decimal:
        return pareto.total(self.bars)

    @property
    def n(self) -> str:
        """`5 项次（4 件案件）`: what the bars add up to."""
        of = measure(self.query.measure)
        cases = f"{len(self.counted)} 件案件"
        if self.query.measure == CASES:
            return f"{of.words(self.whole)} 项次（{cases}）" if self.several else f"{of.words(self.whole)} {of.unit}"
        return f"{of.words(self.whole)} {of.unit}（{cases}）"

    @property
    def vital(self) -> str:
        """The vital few in a sentence; nothing where there is nothing to tell apart."""
        few = [bar for bar in self.bars if bar.vital]
        if len(self.bars) < 2:
            return ""
        if not few:
            return f"“{pareto.OTHERS}”占 {pareto.percent(self.bars[-1].share)}，各项分得太散，没有关键的少数"
        return f"前 {len(few)} 项占 {pareto.percent(few[-1].cumulative)}：{'、'.join(bar.name for bar in few)}"

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is counted how, and what is left out."""
        label, of = grouping(self.query.by).label, measure(self.query.measure)
        each = "每一个各算一次" if self.query.measure == CASES else f"{of.label}记在第一个名下"
        several = (f"{len(self.several)} 件写了几个{label}，{each}",) if self.several else ()
        return (*several, *(f"不在图里 {len(one.cases)} 件：{one.why}" for one in self.left))


@dataclass(frozen=True)
class Behind:
    """One case behind a bar."""

    id: int
    number: str
    customer: str
    product: str
    defect: str
    day: str
    state_label: str


@dataclass(frozen=True)
class Counted:
    """What cases gave before they are put in order."""

    items: tuple[Item, ...]
    cases: tuple[str, ...]
    several: tuple[str, ...]
    left: tuple[Left, ...]


def drawn(desk: Desk, query: Query) -> Pareto:
    """The chart of a span. Raises Refused for a span or a word that is none."""
    found = _counted(desk, query)
    return _made(query, found, pareto.leading(found.items))


def compared(desk: Desk, query: Query, before: tuple[str, str]) -> tuple[Pareto, Pareto]:
    """Before and after (效果确认): the same names in both, so that they can be drawn on one scale."""
    earlier = replace(query, first=before[0], last=before[1])
    then, now = _counted(desk, earlier), _counted(desk, query)
    names = pareto.leading_of_both(then.items, now.items, MOST_SIDE_BY_SIDE)
    return _made(earlier, then, names), _made(query, now, names)


def behind(desk: Desk, numbers: Sequence[str]) -> tuple[Behind, ...]:
    """The cases of a bar, the oldest first."""
    if not numbers:
        return ()
    label = desk.catalogue.newest(CASE).workflow.label
    rows = desk.store.sql(BEHIND.format(", ".join("?" * len(numbers))), (CASE, *numbers))
    return tuple(Behind(id_, number, customer or "", product or "", defect or "", day or "", label(state))
                 for id_, number, customer, product, defect, day, state in rows)  # fmt: skip


def _made(query: Query, found: Counted, names: Sequence[str]) -> Pareto:
    return Pareto(query, pareto.gathered(found.items, names), found.cases, found.several, found.left)


def _counted(desk: Desk, asked: Query) -> Counted:
    query = asking.checked(asked)
    gone = dict(GONE)
    items: list[Item] = []
    cases: list[str] = []
    several: list[str] = []
    left: dict[str, list[str]] = {}
    for row in desk.store.found(Record, FOUND, CASE, query.first, query.last):
        number, values = str(row.number or f"草稿 {row.id}"), records.payload_of(row)
        if not _asked_for(query, values):
            continue
        why = gone.get(row.state) or _lacks(query, values)
        if why:
            left.setdefault(why, []).append(number)
            continue
        found = tuple(_items(query, number, values))
        items += found
        cases.append(number)
        several += [number] if len(names_of(query, values)) > 1 else []
    told = tuple(Left(why, tuple(numbers)) for why, numbers in left.items())
    return Counted(tuple(items), tuple(cases), tuple(several), told)


def _asked_for(query: Query, values: Values) -> bool:
    """Of the kind that is asked for, and one of those behind the bar. Sums stand under a case's first name alone."""
    if query.kind and values.get("case_kind") != query.kind:
        return False
    if query.within is None:
        return True
    names = _all_names(query.within.by, values)
    return not set(names if query.measure == CASES else names[:1]).isdisjoint(query.within.names)


def _lacks(query: Query, values: Values) -> str:
    if not _all_names(query.by, values):
        return f"还没有填{grouping(query.by).label}"
    return "" if _amount(query.measure, values) > 0 else NOTHING_COUNTED[query.measure]


def _items(query: Query, number: str, values: Values) -> Iterable[Item]:
    """Every name counts a case once; what has been counted in pieces or yuan cannot be parted and goes to the first."""
    names = names_of(query, values)
    amount = _amount(query.measure, values)
    for name in names if query.measure == CASES else names[:1]:
        yield Item(name, amount, (number,))


def names_of(query: Query, values: Values) -> tuple[str, ...]:
    """What the case stands under: going deeper by the same grouping, only what the bar was made of."""
    names = _all_names(query.by, values)
    if query.within is not None and query.within.by == query.by:
        return tuple(name for name in names if name in query.within.names)
    return names


def _all_names(by: str, values: Values) -> tuple[str, ...]:
    said = values.get(grouping(by).value)
    many = said if isinstance(said, list) else [said]
    return tuple(dict.fromkeys(str(one).strip() for one in many if one is not None and str(one).strip()))


def _amount(of: str, values: Values) -> Decimal:
    if of == CASES:
        return Decimal(1)
    if of == DEFECTIVE:
        return Decimal(str(values.get("defect_qty") or 0))
    return sum((Decimal(str(row.get("amount") or 0)) for row in lines_of(values, "costs")), Decimal(0))
