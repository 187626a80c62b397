"""Words: one line, many lines, and words that name a person, a master's entry or another record."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import ClassVar

from qcdesk.canonical import Json
from qcdesk.copy_codes import number_of
from qcdesk.fields.base import Field, Unfit
from qcdesk.fields.printable import refuse_unprintable


def as_text(raw: object) -> str:
    """Text of a JSON or typed value; raises Unfit for anything that is not plain words or a number."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise Unfit("这里要填文字")
    return unicodedata.normalize("NFC", str(raw)).replace("\r\n", "\n").replace("\r", "\n")


def within(text: str, limit: int) -> str:
    if len(text) > limit:
        raise Unfit(f"最多 {limit} 个字，现在有 {len(text)} 个，请删去 {len(text) - limit} 个")
    return text


@dataclass(frozen=True)
class Text(Field):
    """One line of words; a line break pasted into it becomes a blank."""

    limit: int = 120

    type: ClassVar[str] = "text"
    recurs: ClassVar[bool] = True

    def parse(self, raw: object) -> Json:
        if raw is None:
            return None
        text = " ".join(as_text(raw).replace("\t", " ").split("\n")).strip()
        refuse_unprintable(text)
        return within(text, self.limit) or None

    def longest(self, fill: str = "限") -> Json:
        return (fill * self.limit)[: self.limit]


@dataclass(frozen=True)
class Note(Field):
    """Several lines of words; `photos` says that pictures hang in the same cell, in the field `<name>_photos`."""

    limit: int = 20_000
    photos: bool = False

    type: ClassVar[str] = "note"
    recurs: ClassVar[bool] = True

    def parse(self, raw: object) -> Json:
        if raw is None:
            return None
        text = as_text(raw).replace("\t", "  ").strip("\n ")
        refuse_unprintable(text)
        return within(text, self.limit) or None

    def longest(self, fill: str = "限") -> Json:
        return (fill * self.limit)[: self.limit]


@dataclass(frozen=True)
class Lookup(Text):
    """Words proposed from a master (`customer`, `product`, `defect`, `department`); others are accepted as typed."""

    of: str = "customer"

    type: ClassVar[str] = "lookup"


@dataclass(frozen=True)
class Place(Lookup):
    """Where a sample is put: found by its words, and held to the places of the QC cabinet when it is signed."""

    of: str = "sample_place"

    type: ClassVar[str] = "text"


@dataclass(frozen=True)
class Person(Text):
    """A person's name as printed, proposed from the office's people; `signed` are slots without a box of their own
    whose signature is printed behind it."""

    limit: int = 40
    signed: tuple[str, ...] = ()

    type: ClassVar[str] = "person"
    recurs: ClassVar[bool] = False


@dataclass(frozen=True)
class Inked(Text):
    """Who signed with a pen a box that is for nobody of the office (the customer): printed empty for the pen until
    the signed sheet is back and the name is written down, then named as what it is."""

    limit: int = 40

    type: ClassVar[str] = "inked"
    recurs: ClassVar[bool] = False

    def show(self, value: Json, lang: str = "zh") -> str:
        return "" if value is None else f"纸上已签：{value}"

    def typed(self, value: Json) -> str:
        return "" if value is None else str(value)


@dataclass(frozen=True)
class Link(Text):
    """The number of another record, of the kind `to`; filled when one sheet is opened from another."""

    limit: int = 40
    to: str = ""

    type: ClassVar[str] = "link"
    recurs: ClassVar[bool] = False

    def parse(self, raw: object) -> Json:
        return super().parse(number_of(raw) if isinstance(raw, str) else raw)
