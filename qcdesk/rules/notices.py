"""A notice of days off and working days, as text or CSV, read into rows with the fault of each."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from qcdesk.rules.calendar import WEEKDAYS, FactoryDay

LONGEST_NOTICE = 50_000
LONGEST_SPAN = 60
"""Days off in one go beyond which a slip of the pen is likelier."""

DATE = r"(?:(?P<y>\d{4})[年/.-])?(?:(?P<m>\d{1,2})[月/.-])?(?P<d>\d{1,2})[日号]?"
DAY = re.compile(DATE + r"(?:\((?P<w>[^()]*)\))?")
JOINT = re.compile(r"^\s*(?:至|到|-|~|—|–)+\s*$")
WORKS = re.compile(r"上班|工作日|补班|调班|正常工作")
OFF = re.compile(r"放假|休息|停工|不上班|放\d+天")
LENGTH = re.compile(r"共\s*(\d{1,3})\s*天")
SENTENCE_END = re.compile(r"[;；]")
PARAGRAPH_END = re.compile(r"[。\n]")
NAME = r"[^、,，:：\s\d]{2,20}"
HEAD = re.compile(rf"((?:{NAME}、)*{NAME})\s*[:：]\s*$")
TOGETHER = re.compile("[、和与及]")
"""Between feasts with one head: 中秋节、国庆节：…"""
WEEKDAY = re.compile(r"(?:星期|周|礼拜)([一二三四五六日天])")


@dataclass(frozen=True)
class NoticeRow:
    """One span of days of the notice; `fault` is empty where it can be taken."""

    row: int
    words: str
    days: tuple[date, ...] = ()
    works: bool = False
    note: str = ""
    fault: str = ""

    @property
    def factory_days(self) -> tuple[FactoryDay, ...]:
        return tuple(FactoryDay(day, self.works, self.note) for day in self.days)


@dataclass(frozen=True)
class Notice:
    rows: tuple[NoticeRow, ...]

    @property
    def sound(self) -> bool:
        return bool(self.rows) and not any(row.fault for row in self.rows)


class Unreadable(ValueError):
    """What is wrong with one span, as a sentence."""


def read_text(text: str, year: int) -> Notice:
    """Sentences such as “10月1日至10月8日放假，9月27日（星期日）上班”; `year` where the notice names none."""
    if len(text) > LONGEST_NOTICE:
        return Notice((NoticeRow(1, text[:40], fault="通知太长，请分开导入"),))
    plain = unicodedata.normalize("NFKC", text)
    named = re.search(r"(\d{4})年", plain)
    reading = _Reading(int(named.group(1)) if named else year)
    rows = [row for paragraph in PARAGRAPH_END.split(plain) for row in _named([
        row for sentence in SENTENCE_END.split(paragraph) for row in reading.sentence(sentence)
    ])]  # fmt: skip
    numbered = [replace(one, row=at) for at, one in enumerate(rows, 1)]
    return Notice(tuple(_doubles(numbered)) or (NoticeRow(1, text[:40], fault="里面没有找到日期"),))


class _Reading:
    """Dates of a notice in order: each takes year and month from the one before where it names none."""

    def __init__(self, year: int) -> None:
        self._year = year
        self._month = 0

    def sentence(self, text: str) -> Iterator[NoticeRow]:
        """Clauses up to each verb: its dates are those since the verb before."""
        start = 0
        for verb in sorted([*WORKS.finditer(text), *OFF.finditer(text)], key=lambda found: found.start()):
            if verb.start() < start:
                continue
            clause, works = text[start : verb.start()], bool(WORKS.fullmatch(verb.group()))
            length = LENGTH.search(text, verb.end())
            yield from self._clause(clause, works, length)
            start = verb.end()
        rest = LENGTH.sub("", text[start:])
        if re.search(r"\d{1,2}月\d{1,2}[日号]?", rest):
            yield NoticeRow(0, rest.strip(), fault="没写放假还是上班")

    def _clause(self, clause: str, works: bool, length: re.Match[str] | None) -> Iterator[NoticeRow]:
        clause = LENGTH.sub("", clause)
        dates = [one for one in DAY.finditer(clause) if one.group("m") or one.group(0)[-1:] in "日号)"]
        spans = _spans(clause, dates)
        note = _note(clause, dates)
        for begins, ends in spans:
            words = begins.group(0) + (f"至{ends.group(0)}" if ends else "")
            try:
                days = self._days(begins, ends)
                _require_length(days, length if len(spans) == 1 and not works else None)
                yield NoticeRow(0, words, days, works, note)
            except Unreadable as fault:
                yield NoticeRow(0, words, works=works, note=note, fault=str(fault))

    def _days(self, begins: re.Match[str], ends: re.Match[str] | None) -> tuple[date, ...]:
        first = self._date(begins)
        last = self._date(ends) if ends else first
        if last < first and ends and not ends.group("y"):
            last = self._next_year(last, first)
        if last < first:
            raise Unreadable("结束早于开始")
        if (last - first).days >= LONGEST_SPAN:
            raise Unreadable(f"一次放假超过 {LONGEST_SPAN} 天，请核对日期")
        return tuple(first + timedelta(days=at) for at in range((last - first).days + 1))

    def _next_year(self, last: date, first: date) -> date:
        """12月31日至1月3日 runs into the next year."""
        if first.month == 12 and last.month == 1:
            self._year = first.year + 1
            return last.replace(year=self._year)
        return last

    def _date(self, found: re.Match[str]) -> date:
        self._year = int(found.group("y") or self._year)
        self._month = int(found.group("m") or self._month)
        try:
            made = date(self._year, self._month, int(found.group("d")))
        except ValueError:
            raise Unreadable(f"{self._year} 年没有“{found.group(0)}”这一天") from None
        said = WEEKDAY.search(found.group("w") or "")
        actual = WEEKDAYS[made.weekday()]
        if said and said.group(1).replace("天", "日") != actual:
            raise Unreadable(f"{made.year}年{made.month}月{made.day}日是星期{actual}，不是星期{said.group(1)}")
        return made


def _spans(clause: str, dates: list[re.Match[str]]) -> list[tuple[re.Match[str], re.Match[str] | None]]:
    """Dates paired where only 至 stands between them."""
    spans: list[tuple[re.Match[str], re.Match[str] | None]] = []
    at = 0
    while at < len(dates):
        after = dates[at + 1] if at + 1 < len(dates) else None
        joined = after is not None and JOINT.match(clause[dates[at].end() : after.start()])
        spans.append((dates[at], after if joined else None))
        at += 2 if joined else 1
    return spans


def _note(clause: str, dates: list[re.Match[str]]) -> str:
    """The feast's name, which stands before a colon: “国庆节：10月1日…”; of several all."""
    head = HEAD.search(clause[: dates[0].start()] if dates else "")
    return head.group(1) if head else ""


def _named(rows: list[NoticeRow]) -> list[NoticeRow]:
    """Feasts under one head have the days off that follow, in order, where there are as many of them."""
    made = list(rows)
    heads = [at for at, row in enumerate(rows) if at == 0 or (row.note and row.note != rows[at - 1].note)]
    for first, after in pairwise([*heads, len(rows)]):
        feasts = TOGETHER.split(rows[first].note)
        off = [at for at in range(first, after) if not rows[at].works]
        if len(feasts) > 1 and len(feasts) == len(off) and all(len(one) > 1 for one in feasts):
            made[first:after] = [replace(row, note="") if row.works else row for row in rows[first:after]]
            for at, feast in zip(off, feasts, strict=True):
                made[at] = replace(rows[at], note=feast)
    return made


def _require_length(days: tuple[date, ...], length: re.Match[str] | None) -> None:
    if length and int(length.group(1)) != len(days):
        raise Unreadable(f"写着共 {length.group(1)} 天，日期却是 {len(days)} 天")


def _doubles(rows: Iterable[NoticeRow]) -> Iterator[NoticeRow]:
    """A day that is both off and working, or named twice, is a fault of the later row."""
    seen: dict[date, int] = {}
    for row in rows:
        double = next((day for day in row.days if day in seen), None)
        if double and not row.fault:
            words = f"{double:%Y-%m-%d} 在第 {seen[double]} 行已经写过"
            yield NoticeRow(row.row, row.words, row.days, row.works, row.note, words)
            continue
        seen.update(dict.fromkeys(row.days, row.row))
        yield row


def read_csv(text: str) -> Notice:
    """Columns 日期, 放假/上班, 说明, with or without a head row; days as 2026-10-01, 2026/10/1 or 2026年10月1日."""
    rows: list[NoticeRow] = []
    if len(text) > LONGEST_NOTICE:
        return Notice((NoticeRow(1, text[:40], fault="文件太长，请分开导入"),))
    try:
        table = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline="")))
    except csv.Error as error:
        return Notice((NoticeRow(1, text[:40], fault=f"不是 CSV：{error}"),))
    for number, cells in enumerate(table, start=1):
        trimmed = [unicodedata.normalize("NFKC", cell).strip() for cell in cells]
        if any(trimmed) and not (number == 1 and not re.search(r"\d", trimmed[0])):
            rows.append(_csv_row(number, trimmed))
    return Notice(tuple(_doubles(rows)) or (NoticeRow(1, text[:40], fault="里面没有找到日期"),))


def _csv_row(number: int, cells: list[str]) -> NoticeRow:
    words = ",".join(cells)[:80]
    day, kind, note = (*cells, "", "")[:3]
    found = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", day)
    try:
        on = date(*map(int, found.groups())) if found else None
    except ValueError:
        on = None
    if on is None:
        return NoticeRow(number, words, fault=f"“{day[:20]}”不是日期，要写成 2026-10-01")
    if not (WORKS.search(kind) or OFF.search(kind)):
        return NoticeRow(number, words, fault=f"“{kind[:20]}”要写“放假”或“上班”")
    return NoticeRow(number, words, (on,), not OFF.search(kind), note[:60])
