"""Deadline rows as the office's documents give them; which compete, and which of them is in force (rules.md E5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from qcdesk.rules.criteria import BY_FACTORY
from qcdesk.rules.validity import in_force, overlap


@dataclass(frozen=True)
class DeadlineRule:
    """`event` is what must be done in time, from `starts` until `stops`; rows of one event and condition compete.

    `amount` counts in `unit`, None for a blank that the factory must set; `most` is the extreme that may be granted
    (“一个工作日内…最长不超过三个工作日”); `times` is the number of a window or month count.
    """

    code: str
    event: str
    title: str
    unit: str
    source: str = BY_FACTORY
    sentence: str = ""
    starts: str = ""
    stops: str = ""
    condition: str = ""
    amount: int | None = None
    most: int | None = None
    times: int | None = None
    note: str = ""
    consequence: str = ""
    active: bool = True
    valid_from: date | None = None
    valid_to: date | None = None
    version: int = 1

    @property
    def since(self) -> None:
        """It holds for whole days: a clock keeps the version it began by."""
        return None

    @property
    def competes_as(self) -> tuple[str, str]:
        return self.event, self.condition


@dataclass(frozen=True)
class Contradiction:
    """Rows of the documents that say different things of one event; `chosen` is the one in force, if one is."""

    title: str
    condition: str
    rows: tuple[DeadlineRule, ...]
    chosen: tuple[DeadlineRule, ...]


def contradictions(rules: Iterable[DeadlineRule], on: date) -> list[Contradiction]:
    """Every event with more than one figure in the newest versions of its rows, side by side."""
    newest: dict[str, DeadlineRule] = {}
    for rule in rules:
        if rule.code not in newest or newest[rule.code].version < rule.version:
            newest[rule.code] = rule
    groups: dict[tuple[str, str], list[DeadlineRule]] = {}
    for rule in newest.values():
        groups.setdefault(rule.competes_as, []).append(rule)
    return [
        Contradiction(rows[0].title, rows[0].condition, tuple(rows), tuple(in_force(rows, on)))
        for rows in groups.values()
        if len({figure(row) for row in rows}) > 1
    ]


def figure(rule: DeadlineRule) -> tuple[object, ...]:
    """What of a row can contradict another's."""
    return rule.unit, rule.amount, rule.most, rule.times


def rivals(rules: Iterable[DeadlineRule]) -> list[tuple[DeadlineRule, DeadlineRule]]:
    """Pairs that are both switched on for one event, condition and day: only one may be."""
    active = [rule for rule in rules if rule.active]
    return [
        (one, other)
        for at, one in enumerate(active)
        for other in active[at + 1 :]
        if one.competes_as == other.competes_as and one.code != other.code and overlap(one, other)
    ]
