"""The rows that severity is judged by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction

GRADES = ("一般", "批量", "严重")
"""Rising; the highest that fires wins."""

BY_FACTORY = "本厂设定"
"""The source of rows that stand in none of the documents."""


@dataclass(frozen=True)
class Criterion:
    """One row of the criteria; `least` is its number (a share or a count), `item` the catalogue item that means it.

    `since` is the minute of `valid_from` in which it was made, None where it holds that whole day.
    """

    code: str
    grade: str
    test: str
    sentence: str
    source: str = BY_FACTORY
    consequence: str = ""
    least: Fraction = Fraction(0)
    item: str = ""
    active: bool = True
    valid_from: date | None = None
    valid_to: date | None = None
    version: int = 1
    since: time | None = None
