"""柏拉图 over the cases of a span of days (rules.md E2.5): first by result, then the largest result by its causes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from qcdesk import canonical
from qcdesk.calculations import rows as lines_of
from qcdesk.canonical import Values
from qcdesk.cases import asking, lists, states
from qcdesk.cases.asking import CASES, COST, DEFECTIVE, Query, Within, grouping, measure
from qcdesk.cases.kind import CASE
from qcdesk.desk import Desk
from qcdesk.rules import pareto
from qcdesk.rules.pareto import Bar, Item
from qcdesk.services.sheets import records
from qcdesk.workflow import DRAFT, VOID

COLUMNS = "id, number, state, payload"
FOUND = f"SELECT {COLUMNS} FROM record WHERE form = ? AND day >= ? AND day <= ? ORDER BY day, id"
MERGED = f"SELECT {COLUMNS} FROM record WHERE form = ? AND state = ?"
MOST_SIDE_BY_SIDE = 6
"""Bars beside 其他 where two charts share the room of one."""


GONE = (
    (DRAFT, "还是草稿"), (VOID, "已作废"), (states.MERGED, "已并入别的案件，在那里算"),
    (states.DECLINED, "判定不成立"), (states.UNFOUNDED, "判定不成立"),
)  # fmt: skip
"""States in which a case is in no chart, and why."""
TAKEN_IN: Mapping[str, str] = MappingProxyType({
    COST: "费用金额含并来的 {} 件案件的",
    DEFECTIVE: "并来的 {} 件案件说的是同一批不良，不良数不重复加，只算留下的案件（它没有填的，算并来的里最多的）",
})  # fmt: skip
NOTHING_COUNTED: Mapping[str, str] = MappingProxyType({DEFECTIVE: "没有填不良数", COST: "没有记费用"})


@dataclass(frozen=True)
class Left:
    """Cases of the span that are not in the chart, and why."""

    why: str
    cases: tuple[str, ...]


@dataclass(frozen=True)
class Pareto:
    """`counted` are the cases in the chart; `several` those among them with more than one name to stand under;
    `taken_in` the merged ones whose yuan they carry, or whose pieces are told by them."""

    query: Query
    bars: tuple[Bar, ...] = ()
    counted: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    taken_in: tuple[str, ...] = ()
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
        taken_in = (TAKEN_IN[self.query.measure].format(len(self.taken_in)),) if self.taken_in else ()
        return (*several, *taken_in, *(f"不在图里 {len(one.cases)} 件：{one.why}" for one in self.left))


@dataclass(frozen=True)
class Taken:
    """What cases amount to that were merged into one that answers for them."""

    amount: Decimal = Decimal(0)
    cases: tuple[str, ...] = ()


NOTHING = Taken()


@dataclass(frozen=True)
class Counted:
    """What cases gave before they are put in order."""

    items: tuple[Item, ...]
    cases: tuple[str, ...]
    several: tuple[str, ...]
    taken_in: tuple[str, ...]
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


def _made(query: Query, found: Counted, names: Sequence[str]) -> Pareto:
    bars = pareto.gathered(found.items, names)
    return Pareto(query, bars, found.cases, found.several, found.taken_in, found.left)


def _counted(desk: Desk, asked: Query) -> Counted:
    query = asking.checked(asked)
    gone = dict(GONE)
    items: list[Item] = []
    cases: list[str] = []
    several: list[str] = []
    taken_in: list[str] = []
    left: dict[str, list[str]] = {}
    with desk.store.snapshot():
        merged = _merged(desk, query.measure)
        rows = desk.store.sql(FOUND, (CASE, query.first, query.last))
    for number, state, values in _read(desk, rows):
        if not _asked_for(query, values):
            continue
        names, taken = names_of(query, values), merged.get(number, NOTHING)
        amount = _with_taken(query.measure, _amount(query.measure, values), taken.amount)
        why = gone.get(state) or _lacks(query, names, amount)
        if why:
            left.setdefault(why, []).append(number)
            continue
        items += _items(query, number, names, amount)
        cases.append(number)
        several += [number] if len(names) > 1 else []
        taken_in += taken.cases
    told = tuple(Left(why, tuple(numbers)) for why, numbers in left.items())
    return Counted(tuple(items), tuple(cases), tuple(several), tuple(taken_in), told)


def _merged(desk: Desk, of: str) -> dict[str, Taken]:
    """By the number of the case that answers for them, whenever they came in: what was spent on a duplicate, and what
    nobody else counted, must not get lost with it, which itself is no case of its own."""
    found: dict[str, Taken] = {}
    rows = desk.store.sql(MERGED, (CASE, states.MERGED)) if of != CASES else ()
    for number, _, values in _read(desk, rows):
        amount = _amount(of, values)
        for into in (str(link.get("case")) for link in lines_of(values, "links") if link.get("how") == lists.MERGED):
            before = found.get(into, NOTHING)
            found[into] = Taken(_together(of, before.amount, amount), (*before.cases, number)) if amount > 0 else before
    return found


def _together(of: str, one: Decimal, other: Decimal) -> Decimal:
    """Two reports of the same goods count the same pieces; what each of them cost was spent."""
    return one + other if of == COST else max(one, other)


def _with_taken(of: str, own: Decimal, taken: Decimal) -> Decimal:
    """The pieces are those that the case that answers has counted itself."""
    return own + taken if of == COST else own or taken


def _read(desk: Desk, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[str, str, Values]]:
    """Number, state and values, one after the other: those of years would fill the memory. Raises Damaged."""
    for id_, number, state, payload in rows:
        try:
            values = canonical.load(payload)
        except ValueError:
            values = records.payload_of(records.row_of(desk, id_))
        yield str(number or f"草稿 {id_}"), str(state), values


def _asked_for(query: Query, values: Values) -> bool:
    """Of the kind that is asked for, and one of those behind the bar. Sums stand under a case's first name alone."""
    if query.kind and values.get("case_kind") != query.kind:
        return False
    return all(_stands_in(level, query.measure, values) for level in _levels(query))


def _levels(query: Query) -> tuple[Within, ...]:
    return query.within.levels if query.within else ()


def _stands_in(level: Within, of: str, values: Values) -> bool:
    names = _all_names(level.by, values)
    return not set(names if of == CASES else names[:1]).isdisjoint(level.names)


def _lacks(query: Query, names: Sequence[str], amount: Decimal) -> str:
    if not names:
        return f"还没有填{grouping(query.by).label}"
    return "" if amount > 0 else NOTHING_COUNTED[query.measure]


def _items(query: Query, number: str, names: Sequence[str], amount: Decimal) -> Iterable[Item]:
    """Every name counts a case once; what has been counted in pieces or yuan cannot be parted and goes to the first."""
    for name in names if query.measure == CASES else names[:1]:
        yield Item(name, amount, (number,))


def names_of(query: Query, values: Values) -> tuple[str, ...]:
    """What the case stands under: going deeper by the same grouping, only what the bar was made of."""
    names = _all_names(query.by, values)
    for level in _levels(query):
        names = tuple(name for name in names if level.by != query.by or name in level.names)
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
