"""Quantities: whole, decimal and money. Full-width digits and thousands commas are taken as typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import ClassVar

from qcdesk.canonical import Json
from qcdesk.fields.base import Field, Unfit

DIGITS = 12
LONGEST = 60
"""Characters of any wording of a number."""

WRITTEN = re.compile(r"[+-]?(\d{1,3}([, ]\d{3})+|\d+)?(\.\d*)?(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
"""As people write numbers: commas and blanks stand between thousands only, so that 3,5 is not taken for 35."""


def as_decimal(raw: object) -> Decimal | None:
    """Raises Unfit unless `raw` is a number or the text of one; None for nothing."""
    if raw is None or raw == "":
        return None
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise Unfit("这里要填数字")
    text = unicodedata.normalize("NFKC", str(raw)).strip()
    if not text:
        return None
    plain_text = re.sub("[, ]", "", text)
    if not WRITTEN.fullmatch(text) or not plain_text.strip("+-.eE"):
        raise Unfit(f"“{_shortened(text)}”不是数字，这里要填数字")
    if len(text) > LONGEST:
        raise Unfit(f"最多 {DIGITS} 位整数")
    try:
        number = Decimal(plain_text)
    except InvalidOperation:
        raise Unfit(f"“{_shortened(text)}”不是数字，这里要填数字") from None
    return abs(number) if number == 0 else number


def _shortened(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"


def plain(number: Decimal) -> str:
    """Without exponent and without idle zeros: 3.50 → 3.5, 1E+2 → 100."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True)
class Number(Field):
    """A decimal of at most 12 digits before and `places` after the point, stored as text."""

    least: int | None = 0
    most: int | None = None
    places: int = 3
    unit: str = ""

    type: ClassVar[str] = "number"

    def parse(self, raw: object) -> Json:
        number = as_decimal(raw)
        if number is None:
            return None
        self._within(number)
        return plain(number)

    def _within(self, number: Decimal) -> None:
        if number.adjusted() >= DIGITS:
            raise Unfit(f"最多 {DIGITS} 位整数")
        exponent = number.normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > self.places:
            raise Unfit("只能填整数" if self.places == 0 else f"最多 {self.places} 位小数")
        if self.least is not None and number < self.least:
            raise Unfit(f"不能小于 {self.least}")
        if self.most is not None and number > self.most:
            raise Unfit(f"不能大于 {self.most}")

    def longest(self, fill: str = "限") -> Json:
        whole = str(self.most) if self.most is not None else "9" * DIGITS
        return self.parse(whole if self.most is not None or not self.places else f"{whole}.{'9' * self.places}")


@dataclass(frozen=True)
class Count(Number):
    """Whole pieces, stored as a number."""

    places: int = 0

    type: ClassVar[str] = "count"

    def parse(self, raw: object) -> Json:
        number = as_decimal(raw)
        if number is None:
            return None
        self._within(number)
        return int(number)


@dataclass(frozen=True)
class Money(Number):
    """Yuan and fen."""

    places: int = 2
    unit: str = "元"

    type: ClassVar[str] = "money"

    def show(self, value: Json, lang: str = "zh") -> str:
        return "" if value is None else f"{Decimal(str(value)):,.2f}"

    def typed(self, value: Json) -> str:
        return "" if value is None else str(value)
