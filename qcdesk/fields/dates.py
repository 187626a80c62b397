"""Days, months and moments of the office's local clock, stored and printed in ISO order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import ClassVar

from qcdesk.canonical import Json
from qcdesk.fields.base import Field, Unfit

FIRST_YEAR, LAST_YEAR = 1990, 2100
LONGEST = 40
"""Characters of any wording of a date."""


def _in_a_year(today: date) -> str:
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return today.replace(year=today.year + 1, day=day).isoformat()


STARTS: Mapping[str, Callable[[date], str]] = MappingProxyType(
    {"today": date.isoformat, "in_a_year": _in_a_year, "this_month": lambda today: f"{today:%Y-%m}"}
)
"""What a new sheet's date can begin with, from today's date to the field's value."""

PERIOD_WANTED = "要填起止两个日期，例如 2026-11-06 至 2026-11-07"
_BETWEEN = re.compile(r"\s*(?:至|到|~|～|—|–|\bto\b)\s*|(?<=\d{4}-\d{2}-\d{2})\s*/\s*(?=\d{4}-)")
_NUMBERS = re.compile(r"\d+")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")


def _blank(raw: object) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip())


def _digits(raw: object, example: str) -> list[int]:
    if isinstance(raw, bool) or not isinstance(raw, str | int):
        raise Unfit(f"这里要填日期，例如 {example}")
    if (isinstance(raw, str) and len(raw) > LONGEST) or (isinstance(raw, int) and raw.bit_length() > 64):
        raise Unfit(f"这样长的不是日期，例如 {example}")
    text = unicodedata.normalize("NFKC", str(raw)).strip()
    compact = _COMPACT.fullmatch(text)
    if compact:
        return [int(part) for part in compact.groups()]
    if re.sub(r"[\d\s年月日时分秒:./T\-]", "", text):
        raise Unfit(f"“{text[:20]}”不是日期，例如 {example}")
    return [int(part) for part in _NUMBERS.findall(text)]


def _year_fits(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unfit(f"年份要在 {FIRST_YEAR} 到 {LAST_YEAR} 之间")


@dataclass(frozen=True)
class Day(Field):
    """A calendar day: `2026-11-03`. Also taken: 20261103, 2026/11/3, 2026年11月3日, full-width digits."""

    type: ClassVar[str] = "date"

    def parse(self, raw: object) -> Json:
        if isinstance(raw, datetime):
            raw = raw.date()
        if isinstance(raw, date):
            raw = raw.isoformat()
        if _blank(raw):
            return None
        parts = _digits(raw, "2026-11-03")
        if len(parts) == 2 and parts[0] <= 12:
            raise Unfit("请写上年份，例如 2026-11-03")
        try:
            day = date(*parts)
        except (TypeError, ValueError, OverflowError):
            raise Unfit(f"没有“{str(raw)[:20]}”这一天，例如 2026-11-03") from None
        _year_fits(day.year)
        return day.isoformat()

    def longest(self, fill: str = "限") -> Json:
        return "2026-12-28"


@dataclass(frozen=True)
class Month(Field):
    """A calendar month: `2026-11`."""

    type: ClassVar[str] = "month"

    def parse(self, raw: object) -> Json:
        if _blank(raw):
            return None
        parts = _digits(raw, "2026-11")
        if len(parts) == 1 and parts[0] > 10_000:
            parts = [parts[0] // 100, parts[0] % 100]
        if len(parts) != 2 or not 1 <= parts[1] <= 12:
            raise Unfit("这里要填年月，例如 2026-11")
        _year_fits(parts[0])
        return f"{parts[0]:04d}-{parts[1]:02d}"

    def longest(self, fill: str = "限") -> Json:
        return "2026-12"


@dataclass(frozen=True)
class Moment(Field):
    """A minute of the local clock: `2026-11-06T17:00`; a day alone means its midnight is not guessed but refused."""

    type: ClassVar[str] = "datetime"

    def parse(self, raw: object) -> Json:
        if isinstance(raw, datetime):
            raw = raw.strftime("%Y-%m-%dT%H:%M")
        if _blank(raw):
            return None
        parts = _digits(raw, "2026-11-06 17:00")
        if len(parts) not in (5, 6):
            raise Unfit("要填到分钟，例如 2026-11-06 17:00")
        try:
            moment = datetime(*parts[:5])  # type: ignore[arg-type]
        except (ValueError, OverflowError):
            raise Unfit(f"没有“{str(raw)[:20]}”这个时间，例如 2026-11-06 17:00") from None
        _year_fits(moment.year)
        return moment.strftime("%Y-%m-%dT%H:%M")

    def show(self, value: Json, lang: str = "zh") -> str:
        return "" if value is None else str(value).replace("T", " ")

    def longest(self, fill: str = "限") -> Json:
        return "2026-12-28T23:59"


@dataclass(frozen=True)
class Period(Field):
    """From one day to another, both within: `2026-11-06/2026-11-07`. Also taken: 2026-11-06 至 2026-11-07, ～, to."""

    type: ClassVar[str] = "period"

    def parse(self, raw: object) -> Json:
        if _blank(raw):
            return None
        if not isinstance(raw, str) or len(raw) > 2 * LONGEST:
            raise Unfit(PERIOD_WANTED)
        parts = [part for part in _BETWEEN.split(unicodedata.normalize("NFKC", raw).strip()) if part]
        if len(parts) != 2:
            raise Unfit(PERIOD_WANTED)
        day = Day("day", "")
        first, last = (str(day.parse(part)) for part in parts)
        if last < first:
            raise Unfit(f"到的日期 {last} 早于起的日期 {first}")
        return f"{first}/{last}"

    def show(self, value: Json, lang: str = "zh") -> str:
        return "" if value is None else str(value).replace("/", " ～ ")

    def longest(self, fill: str = "限") -> Json:
        return "2026-12-27/2026-12-28"
