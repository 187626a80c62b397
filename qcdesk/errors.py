"""The two kinds of trouble a person is told about; anything else is a fault of the program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qcdesk.neutral import escaped


@dataclass(frozen=True)
class Fault:
    """What is wrong with one value, in a sentence that says what to do."""

    field: str
    label: str
    sentence: str
    row: int | None = None

    @property
    def place(self) -> str:
        label = self.label.rstrip("：")
        return f"第 {self.row} 行 {label}" if self.row is not None else label

    def __str__(self) -> str:
        return placed(self.place, self.sentence)


def placed(place: str, sentence: str) -> str:
    """The sentence behind its place, which it does not say twice: 第 1 行 有效期 2026-11-04 早于…"""
    label = place.rpartition("行 ")[2]
    return place.removesuffix(label) + sentence if sentence.startswith(label) else f"{place}：{sentence}"


class DeskError(Exception):
    """A sentence in Chinese for the person at the desk."""

    def __init__(self, sentence: str) -> None:
        self.sentence = escaped(sentence)
        super().__init__(self.sentence)


class Refused(DeskError):
    """The office's rules do not allow it now."""


VERIFY = "请在“系统 → 核对数据”里查明（或运行 qcdesk verify）"
"""What to do about anything that other hands have changed."""


class Damaged(Refused):
    """What is stored is no longer what the program wrote; nothing may be built on it."""


class NotFound(DeskError):
    """Nothing of that name or number."""


class Invalid(DeskError):
    """Values that cannot be taken; `faults` names every one of them."""

    def __init__(self, faults: Sequence[Fault], lead: str = "") -> None:
        self.faults = tuple(faults)
        super().__init__(lead + "；".join(str(fault) for fault in self.faults))


class Stale(DeskError):
    """Somebody else's change came first; `by` and `at` say whose and when."""

    def __init__(self, sentence: str, by: str = "", at: str = "") -> None:
        super().__init__(sentence)
        self.by = by
        self.at = at


class Unavailable(DeskError):
    """The environment does not play along: disk full, database locked, server gone."""
