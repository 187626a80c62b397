"""Values the program fills: numbers it draws and figures it works out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from qcdesk.canonical import Json
from qcdesk.fields.base import Field


@dataclass(frozen=True)
class Calc(Field):
    """Worked out at every save by the calculation named `how` (see calculations.py), and stored. One that gives one of
    a few words has them as `options`: all are printed, that one ticked."""

    how: str = ""
    options: tuple[tuple[str, str], ...] = ()

    type: ClassVar[str] = "calc"
    filled_by_program: ClassVar[bool] = True

    def parse(self, raw: object) -> Json:
        return None

    def longest(self, fill: str = "限") -> Json:
        return None


@dataclass(frozen=True)
class Printed(Field):
    """A column whose word is printed in every line beforehand: `words` from the first line on, each with its
    English twin. The lines keep their places."""

    words: tuple[tuple[str, str], ...] = ()

    type: ClassVar[str] = "printed"
    filled_by_program: ClassVar[bool] = True

    def parse(self, raw: object) -> Json:
        return None

    def word(self, row: int, lang: str = "zh") -> str:
        zh, en = self.words[row] if row < len(self.words) else ("", "")
        return f"{zh} {en}" if lang == "zh-en" and en else zh

    def longest(self, fill: str = "限") -> Json:
        return None


@dataclass(frozen=True)
class Auto(Field):
    """Filled when it is printed: `number` of the record, `row` of a line, `page` of the sheet."""

    what: str = "number"

    type: ClassVar[str] = "auto"
    filled_by_program: ClassVar[bool] = True

    def parse(self, raw: object) -> Json:
        return None

    def longest(self, fill: str = "限") -> Json:
        return None
