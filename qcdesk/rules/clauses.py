"""The tests that severity criteria refer to by name: when one fires, by which inputs, and what is missing to it.

Exact arithmetic throughout: whole numbers and fractions. 以上 includes the number (severity.md, S4:235-264).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from qcdesk.canonical import Json
from qcdesk.rules.criteria import Criterion
from qcdesk.rules.inputs import LABELS, Inputs, told_quantity
from qcdesk.rules.terms import Found


class Facts(NamedTuple):
    """A case as the tests see it; `month_count` is how often the same problem came this month, this case included.

    `share` is that of the defective in the denominator, None where one of them is not known. `own_items` stand for
    criteria with a number of their own: the lists leave them to those.
    """

    inputs: Inputs
    found: tuple[Found, ...]
    month_count: int
    share: Fraction | None
    own_items: frozenset[str]


class Fired(NamedTuple):
    """`inputs` by field name, for machines; `words` for people."""

    inputs: dict[str, Json]
    words: str


WHOLE = 10_000
"""Of the hundredths of a per cent that are shown."""

Fires = Callable[[Facts, Criterion], Fired | None]
Missing = Callable[[Facts, Criterion], str]


def percent(share: Fraction, below: Fraction | None = None) -> str:
    """`30%`, `29.9%`, `33.33%`: two places at most, rounded as 不良率 is, but never up to what it does not reach: the
    whole, or `below`. Only 0 itself is 0."""
    part, of = share.numerator, share.denominator
    whole = (part * 2 * WHOLE + of) // (2 * of)
    if whole * of > part * WHOLE and _short_of(share, whole, below):
        whole -= 1
    if not whole and part:
        return "不足 0.01%"
    full, rest = divmod(whole, 100)
    return f"{full}.{rest:02d}".rstrip("0") + "%" if rest else f"{full}%"


def _short_of(share: Fraction, whole: int, below: Fraction | None) -> bool:
    return whole == WHOLE or (below is not None and share < below <= Fraction(whole, WHOLE))


def share_of(inputs: Inputs) -> Fraction | None:
    of, defective = inputs.denominator, inputs.defective
    return Fraction(defective[1], of[1]) if of and of[1] and defective else None


def listed(facts: Facts, asked: Criterion) -> Fired | None:
    """A defect item of the grade's list."""
    found = [one for one in facts.found if one.item.severity == asked.grade and one.item.item not in facts.own_items]
    if not found:
        return None
    names: list[Json] = [one.item.item for one in found]
    words = "、".join(_from(one) for one in found)
    return Fired({"defects": names}, f"不良项目：{words}，列在“{asked.grade}程度”")


def _from(found: Found) -> str:
    return found.item.item if found.words == found.item.item else f"{found.item.item}（所写：{found.words}）"


def listed_below_share(facts: Facts, asked: Criterion) -> Fired | None:
    """Listed, and the share, where it is known, stays below the number."""
    share = facts.share
    fired = None if share is not None and _reaches(share, asked.least) else listed(facts, asked)
    if fired is None:
        return None
    if share is None:
        return Fired(fired.inputs, f"{fired.words}；数量未填全，按不到 {percent(asked.least)} 看")
    told = _share_told(facts.inputs, share, asked.least)
    return Fired({**fired.inputs, **told.inputs}, f"{fired.words}；{told.words}，不到 {percent(asked.least)}")


def share(facts: Facts, asked: Criterion) -> Fired | None:
    """不良数 of the delivered lot reaches the number; without quantities the item itself may have been chosen."""
    part = facts.share
    if part is None:
        return _chosen(facts, asked)
    if not _reaches(part, asked.least):
        return None
    told = _share_told(facts.inputs, part, asked.least)
    return Fired(told.inputs, f"{told.words}，达到 {percent(asked.least)}")


def _reaches(part: Fraction | int, least: Fraction) -> bool:
    """As `part >= least`, in a third of the time."""
    return part.numerator * least.denominator >= least.numerator * part.denominator


def _share_told(inputs: Inputs, part: Fraction, least: Fraction) -> Fired:
    name, of = inputs.denominator or ("lot_qty", 0)
    counted, defective = inputs.defective or ("defect_qty", 0)
    shown, told = percent(part, least), "不良" if counted == "defect_qty" else LABELS[counted]
    words = f"{told} {defective} ÷ {LABELS[name]} {of} = {shown}"
    words += "（未填批量，按检验数算）" if name != "lot_qty" else ""
    words += "（未填不良数，按投诉数量算）" if counted != "defect_qty" else ""
    return Fired({counted: defective, name: of, "share": shown}, words)


def lot_stopped(facts: Facts, asked: Criterion) -> Fired | None:
    if not facts.inputs.unusable_lot:
        return None
    return Fired({"unusable_lot": True}, f"已勾选“{LABELS['unusable_lot']}”")


def repeats(facts: Facts, asked: Criterion) -> Fired | None:
    """The same problem for the so-manieth time in the calendar month: this one, not those before it."""
    if _reaches(facts.month_count, asked.least):
        return Fired({"month_count": facts.month_count}, f"同样的问题本月第 {facts.month_count} 次")
    return _chosen(facts, asked)


def listed_or_function(facts: Facts, asked: Criterion) -> Fired | None:
    fired = listed(facts, asked)
    if not facts.inputs.affects_function:
        return fired
    words = f"已勾选“{LABELS['affects_function']}”"
    if fired is None:
        return Fired({"affects_function": True}, words)
    return Fired({**fired.inputs, "affects_function": True}, f"{fired.words}；{words}")


def _chosen(facts: Facts, asked: Criterion) -> Fired | None:
    """Somebody has named the very item that stands for the criterion."""
    if not any(one.chosen and one.item.item == asked.item for one in facts.found):
        return None
    return Fired({"defects": [asked.item]}, f"不良项目里选了“{asked.item}”")


def missing_share(facts: Facts, asked: Criterion) -> str:
    of, defective = facts.inputs.denominator, facts.inputs.defective
    if of is None or defective is None:
        said = told_quantity(facts.inputs.description)
        ask = f"描述里写了“{said}”，请填上批量（或检验数）和不良数" if said else "填上批量和不良数"
        return f"{ask}，达到 {percent(asked.least)} 即为{asked.grade}"
    needed = -(-asked.least.numerator * of[1] // asked.least.denominator)
    more = needed - defective[1]
    return f"不良数再多 {more} 个（达到 {needed} 个，{percent(asked.least)}）即为{asked.grade}"


def missing_repeats(facts: Facts, asked: Criterion) -> str:
    """Where no problem is known none can come again."""
    if not facts.found:
        return ""
    more = math.ceil(asked.least) - max(facts.month_count, 1)
    return f"本月再发生 {more} 次即为{asked.grade}"


def missing_tick(name: str) -> Missing:
    return lambda facts, asked: f"勾选“{LABELS[name]}”即为{asked.grade}"


def nothing_missing(facts: Facts, asked: Criterion) -> str:
    """Another defect item would be another problem: nothing to be told."""
    return ""


TESTS: Mapping[str, tuple[Fires, Missing]] = MappingProxyType({
    "listed": (listed, nothing_missing),
    "listed_below_share": (listed_below_share, nothing_missing),
    "share": (share, missing_share),
    "lot_stopped": (lot_stopped, missing_tick("unusable_lot")),
    "repeats": (repeats, missing_repeats),
    "listed_or_function": (listed_or_function, missing_tick("affects_function")),
})  # fmt: skip
