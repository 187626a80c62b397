"""保存年限 as the office writes it, read into months: 3 年, 三年, 一年半, 结案后 12 个月; 长期 never ends."""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

DIGITS = MappingProxyType({sign: at for at, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2})
FOR_EVER = re.compile("长期|永久|永远|无限期")
RANGE = re.compile(
    r"[\d〇零一二两三四五六七八九十半]\s*(?:[-~–—至到或、/])\s*[\d〇零一二两三四五六七八九十半]+\s*(?:个?月|年)"
)
SPAN = re.compile(r"(\d+|[〇零一二两三四五六七八九十]+|半)\s*(个半月|个?月|年半?)")
OWN_END = re.compile("(?:处置|处理|取下|回收|解除|关闭|结案|完毕|完成)[^，,；;。]*为止[。.]?$")
"""The sheet is kept until its own end; 另行通知为止 and the like wait for somebody else's word."""

MOST = 100 * 12
WHERE = "请在“系统 → 表单抬头页脚”里写成几年，例如“3 年”"


@dataclass(frozen=True)
class Term:
    """`months` is None where it never ends, and `why` says in that case why not; 0 where it ends with its sheet."""

    text: str
    months: int | None
    why: str = ""


def read(text: str) -> Term:
    said = unicodedata.normalize("NFKC", text).strip()
    if not said:
        return Term("", None, f"没有写保存年限，{WHERE}")
    if FOR_EVER.search(said):
        return Term(text, None, f"保存年限是“{text}”，不到期")
    spans = [_months(number, unit) for number, unit in SPAN.findall(said)]
    if not spans and OWN_END.search(said) and "通知" not in said:
        return Term(text, 0)
    if len(spans) != 1 or RANGE.search(said) or not 0 < spans[0] <= MOST:
        return Term(text, None, f"保存年限“{text}”读不出是几年，{WHERE}")
    return Term(text, spans[0])


def on_paper(why: str) -> str:
    """Without the word to the reader of the screen what to do about it."""
    return why.replace(f"，{WHERE}", "")


def until(ended: date, months: int) -> date:
    """The last day of so many months, counted from the end of the calendar year in which it ended."""
    year, month = divmod(ended.year * 12 + 11 + months, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def _months(number: str, unit: str) -> int:
    if number == "半":
        return 6 if unit == "年" else 0
    whole = int(number) if number.isdecimal() else _han(number)
    if "年" in unit:
        return whole * 12 + (6 if unit.endswith("半") else 0)
    return whole


def _han(number: str) -> int:
    """Up to ninety-nine: 十五, 二十, 三."""
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return int("".join(str(DIGITS[sign]) for sign in number))
    return (_han(tens) if tens else 1) * 10 + (_han(ones) if ones else 0)
