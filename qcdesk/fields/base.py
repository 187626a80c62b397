"""What every field type has in common.

A value lives in one form only: the JSON value that stands in the payload (text, whole number, decimal as text,
ISO date, list, object). `parse` makes it from whatever a person, a file or a sheet gives, `show` prints it,
`typed` gives what an editor starts from. An absent value is None and is never stored.
"""

from __future__ import annotations

import dataclasses
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from qcdesk.canonical import Json


class Unfit(ValueError):
    """A raw value the field cannot take; the text is the sentence to show."""


@dataclass(frozen=True)
class Field(ABC):
    """One cell of a sheet: `name` in files and code, `label` and `en` in print, `key` its envelope column."""

    name: str
    label: str
    en: str = ""
    required: bool = False
    key: str = ""

    starts: str = dataclasses.field(default="", kw_only=True)
    """What a new sheet begins with: `today`, `in_a_year` or `this_month`; nothing for most."""

    type: ClassVar[str] = ""
    filled_by_program: ClassVar[bool] = False
    recurs: ClassVar[bool] = False
    """Whether a copy made as a new record begins with it: what describes a thing recurs; when, how many and who do
    not."""

    @abstractmethod
    def parse(self, raw: object) -> Json:
        """The payload's value, None for nothing; raises Unfit with a sentence."""

    def show(self, value: Json, lang: str = "zh") -> str:
        """The words that stand on the sheet."""
        return "" if value is None else str(value)

    def typed(self, value: Json) -> str:
        """The text an editor starts from; `parse` takes it back unchanged."""
        return self.show(value)

    @abstractmethod
    def longest(self, fill: str = "限") -> Json:
        """A value as large as the field takes, so that tests can fill a sheet to its limits."""
