"""Cases alike: why, and how much; and which of them are the same problem in one calendar month (S4:264)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

ITEM, CUSTOMER, PRODUCT, WORDING = 50, 15, 15, 20
"""Points of 100 for each likeness; wording gives its share of them."""
ALIKE_FROM = Fraction(3, 10)
"""From this likeness of wording on it is told as a reason."""
LEAST = 20


@dataclass(frozen=True)
class CaseWords:
    """What a case is compared by; `items` are defect items, `read` those of them that only its description names;
    `key` names the case to the caller."""

    key: int
    number: str = ""
    items: tuple[str, ...] = ()
    family: str = ""
    customer: str = ""
    product: str = ""
    description: str = ""
    received: date | None = None
    read: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Similar:
    case: CaseWords
    score: int
    reasons: tuple[str, ...]


def similar(case: CaseWords, candidates: Iterable[CaseWords], limit: int = 10) -> list[Similar]:
    """The most alike first, newer before older; a likeness of one point or customer alone is not worth telling."""
    mine = bigrams(case.description)
    found = [_compared(case, mine, other) for other in candidates if other.key != case.key]
    worth = [one for one in found if one.score >= LEAST]
    worth.sort(key=lambda one: (one.score, one.case.received or date.min, one.case.key), reverse=True)
    return worth[:limit]


def _compared(case: CaseWords, mine: frozenset[str], other: CaseWords) -> Similar:
    score, reasons = 0, []
    shared = [item for item in case.items if item in other.items] if case.family == other.family else []
    if shared:
        score += ITEM
        reasons += _same_items(case, other, shared)
    if case.customer and case.customer == other.customer:
        score += CUSTOMER
        reasons.append("同一客户")
    if case.product and case.product == other.product:
        score += PRODUCT
        reasons.append("同一产品")
    alike = likeness(mine, bigrams(other.description))
    if alike >= ALIKE_FROM:
        score += int(WORDING * alike)
        reasons.append(f"描述有 {int(100 * alike)}% 相同")
    return Similar(other, score, tuple(reasons))


def _same_items(case: CaseWords, other: CaseWords, shared: Sequence[str]) -> list[str]:
    """Nobody has judged what the other case is about where only its description names an item."""
    judged = [item for item in shared if item not in other.read]
    both = [item for item in shared if item in other.read and item in case.read]
    there = [item for item in shared if item in other.read and item not in case.read]
    told = ((f"同为{case.family or '未分类产品'}的", judged), ("描述里都有", both), ("该案的描述里有", there))
    return [f"{how}“{'、'.join(items)}”" for how, items in told if items]


def bigrams(text: str) -> frozenset[str]:
    """Neighbouring signs of each run of letters and digits."""
    plain = "".join(sign if sign.isalnum() else " " for sign in text.lower())
    return frozenset(word[at : at + 2] for word in plain.split() for at in range(max(len(word) - 1, 1)))


def likeness(one: frozenset[str], other: frozenset[str]) -> Fraction:
    """Shared pairs of both, 0 to 1 (Dice)."""
    together = len(one) + len(other)
    return Fraction(2 * len(one & other), together) if together else Fraction(0)


def same_problem(case: CaseWords, candidates: Iterable[CaseWords], by_customer: bool = False,
                 before: bool = False) -> list[CaseWords]:  # fmt: skip
    """Other cases with the same defect item and family in the case's calendar month, received sooner or later; with
    `before` only sooner.

    "Same problem" is not defined in the source: item and family, the customer too where the office wants it.
    """
    if case.received is None:
        return []
    return [
        other for other in candidates
        if other.key != case.key and _same(case, other, by_customer) and not (before and _later(case, other))
    ]  # fmt: skip


def _same(case: CaseWords, other: CaseWords, by_customer: bool) -> bool:
    if case.received is None or other.received is None or other.family != case.family:
        return False
    in_month = (other.received.year, other.received.month) == (case.received.year, case.received.month)
    return in_month and bool(set(case.items) & set(other.items)) and (
        not by_customer or other.customer == case.customer)  # fmt: skip


def _later(case: CaseWords, other: CaseWords) -> bool:
    return (other.received or date.max, other.key) > (case.received or date.min, case.key)


def month_count(case: CaseWords, candidates: Sequence[CaseWords], by_customer: bool = False,
                before: bool = False) -> int:  # fmt: skip
    """How often the most frequent of the case's problems came this month, this case included."""
    counts = (len(same_problem(replace(case, items=(item,)), candidates, by_customer, before)) for item in case.items)
    return 1 + max(counts, default=0)
