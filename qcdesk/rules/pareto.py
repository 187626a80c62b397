"""柏拉图 (rules.md E2.5, E8.10): amounts put in order, with shares and cumulative shares; the vital few apart from the
trivial many.

Shares are kept in thousandths and shown as per cent with one decimal. A cumulative share is worked out from the
amounts and never from rounded shares: it reaches 100.0 % with the last bar and not before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import zip_longest

OTHERS, WHOLE_NAME = "其他", "合计"
MOST = 10
"""Bars beside 其他: more can be neither drawn nor read."""
VITAL = 800
"""80/20: the bars that it takes to get there are the vital few."""
WHOLE = 1000
SOURCE = "S2:69-70"


@dataclass(frozen=True)
class Item:
    """What was counted under one name, and the numbers of the cases it was counted in."""

    name: str
    amount: Decimal
    cases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bar:
    """`share` and `cumulative` in thousandths; `names` are the items in it: several where small ones were put together
    as 其他."""

    name: str
    amount: Decimal
    share: int
    cumulative: int
    vital: bool = False
    names: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """One item before and after something was done about it; `fall` in thousandths of what there was before, None
    where there was nothing."""

    name: str
    before: Decimal
    after: Decimal

    @property
    def fall(self) -> int | None:
        return _thousandths(self.before - self.after, self.before) if self.before else None

    @property
    def fall_words(self) -> str:
        """`下降 75.0%`, `上升 50.0%`, `新出现`."""
        if self.fall is None:
            return "新出现"
        if self.before == self.after:
            return "不变"
        return f"{'下降' if self.fall > 0 else '上升'} {percent(abs(self.fall))}"


@dataclass
class _Sum:
    amount: Decimal = Decimal(0)
    names: dict[str, None] = field(default_factory=dict)
    cases: dict[str, None] = field(default_factory=dict)

    def add(self, item: Item) -> None:
        self.amount += item.amount
        self.names[item.name] = None
        self.cases.update(dict.fromkeys(item.cases))


def bars(items: Iterable[Item], most: int = MOST) -> tuple[Bar, ...]:
    """The largest first, equal ones by name, 其他 last however large; nothing for what amounts to nothing."""
    found = list(items)
    return gathered(found, leading(found, most))


def leading(items: Iterable[Item], most: int = MOST) -> tuple[str, ...]:
    """The names that get a bar of their own. One alone is never put under 其他: its name takes no more room."""
    names = [name for name, found in _ordered(items) if name != OTHERS and found.amount > 0]
    return tuple(names if len(names) <= most else names[: most - 1])


def leading_of_both(before: Iterable[Item], after: Iterable[Item], most: int = MOST) -> tuple[str, ...]:
    """The names for two charts side by side: by turns the largest of before and the largest of after."""
    largest = [[name for name, found in _ordered(of) if name != OTHERS and found.amount > 0] for of in (before, after)]
    turns = (name for pair in zip_longest(*largest) for name in pair if name is not None)
    names = tuple(dict.fromkeys(turns))
    return names if len(names) <= most else names[: most - 1]


def gathered(items: Iterable[Item], names: Sequence[str]) -> tuple[Bar, ...]:
    """Bars of these names, everything else under 其他."""
    sums: dict[str, _Sum] = {}
    for item in items:
        if item.amount > 0:
            sums.setdefault(item.name if item.name in names else OTHERS, _Sum()).add(item)
    return _with_vital(tuple(_bars(sorted(sums.items(), key=_place))))


def _bars(ordered: Sequence[tuple[str, _Sum]]) -> Iterable[Bar]:
    total = sum((found.amount for _, found in ordered), Decimal(0))
    so_far = Decimal(0)
    for name, found in ordered:
        so_far += found.amount
        reached = WHOLE if so_far == total else min(_thousandths(so_far, total), WHOLE - 1)
        share = _thousandths(found.amount, total)
        yield Bar(name, found.amount, share, reached, names=tuple(found.names), cases=tuple(found.cases))


def _with_vital(chart: tuple[Bar, ...]) -> tuple[Bar, ...]:
    """None are vital where 其他 is needed to get to 80 %: then the items are cut too fine, or nothing stands out."""
    own = [bar for bar in chart if bar.name != OTHERS]
    if not own or own[-1].cumulative < VITAL:
        return chart
    needed = next(at for at, bar in enumerate(own) if bar.cumulative >= VITAL)
    return tuple(replace(bar, vital=at <= needed) for at, bar in enumerate(chart))


def changes(before: Sequence[Bar], after: Sequence[Bar]) -> tuple[Change, ...]:
    """Each bar of either chart in the order of the first, what is new behind it, 其他 last, then nothing more."""
    amounts = [{bar.name: bar.amount for bar in chart} for chart in (before, after)]
    names = sorted(dict.fromkeys(bar.name for bar in (*before, *after)), key=lambda name: name == OTHERS)
    return tuple(Change(name, *(of.get(name, Decimal(0)) for of in amounts)) for name in names)


def all_changes(before: Sequence[Bar], after: Sequence[Bar]) -> tuple[Change, ...]:
    """`changes`, and of everything together."""
    return (*changes(before, after), Change(WHOLE_NAME, total(before), total(after)))


def total(chart: Iterable[Bar]) -> Decimal:
    return sum((bar.amount for bar in chart), Decimal(0))


def percent(thousandths: int) -> str:
    """`62.5%`."""
    return f"{thousandths // 10}.{thousandths % 10}%" if thousandths >= 0 else f"-{percent(-thousandths)}"


def _ordered(items: Iterable[Item]) -> list[tuple[str, _Sum]]:
    sums: dict[str, _Sum] = {}
    for item in items:
        sums.setdefault(item.name, _Sum()).add(item)
    return sorted(sums.items(), key=_place)


def _place(named: tuple[str, _Sum]) -> tuple[bool, Decimal, str]:
    name, found = named
    return name == OTHERS, -found.amount, name


def _thousandths(part: Decimal, whole: Decimal) -> int:
    """Half up, away from nothing."""
    doubled = abs(part) * 2 * WHOLE
    rounded = int((doubled + whole) // (2 * whole))
    return rounded if part >= 0 else -rounded
