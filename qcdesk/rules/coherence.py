"""Whether rule rows fit each other and their own texts: no share without a clause, no text with another figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from qcdesk.rules import wording
from qcdesk.rules.clauses import percent
from qcdesk.rules.criteria import Criterion
from qcdesk.rules.deadlines import DeadlineRule
from qcdesk.rules.validity import in_force

BELOW, FROM = "listed_below_share", "share"
"""The two tests that part the shares between them: up to a number, and from a number on."""
NUMERALS = MappingProxyType({sign: number for number, sign in enumerate("零一二三四五六七八九十")} | {"两": 2})
NUMBER = "[0-9]+(?:\\.[0-9]+)?|[一二两三四五六七八九十](?![成十])"
SHARES = re.compile("(?P<percent>[0-9]+(?:\\.[0-9]+)?)\\s*[%％]|(?P<tenths>[一二两三四五六七八九])成")
COUNTS = re.compile(f"(?P<number>{NUMBER})\\s*(?:个|多)?次")
SPANS = re.compile(
    f"(?:(?P<least>{NUMBER})\\s*[~～\\-–至到])?(?P<number>{NUMBER})\\s*个?(?P<unit>工作小?时|工作日|小时|分钟|周|星期|月|天|日)"
)
UNIT_WORDS = MappingProxyType({
    "clock_minutes": ("分钟",), "clock_hours": ("小时",), "window_hours": ("小时",),
    "working_hours": ("工作时", "工作小时", "小时"),
    "working_days": ("工作日", "天", "日"), "working_days_saturday": ("工作日", "天", "日"),
    "calendar_days": ("天", "日"), "calendar_weeks": ("周", "星期"), "calendar_months": ("月",),
})  # fmt: skip
"""How a text may call the unit that a row counts in."""


def uncovered(criteria: Sequence[Criterion], on: date) -> list[tuple[str, str]]:
    """Code and sentence of every stretch of shares that no criterion in force covers, on that day and from each later
    day on which one changes."""
    later = sorted({row.valid_from for row in criteria if row.valid_from and row.valid_from > on})
    found: dict[str, tuple[str, str]] = {}
    for day in (on, *later):
        since = "" if day == on else f"从 {day} 起，"
        for code, sentence in _gaps(in_force(criteria, day)):
            found.setdefault(sentence, (code, f"{since}{sentence}"))
    return list(found.values())


def _gaps(held: Sequence[Criterion]) -> Iterator[tuple[str, str]]:
    below, reaching = _widest(held, BELOW), _widest(held, FROM)
    if below is None:
        return
    said = f"不良率不到 {percent(below.least)} 的按 {below.code} 判“{below.grade}”"
    mend = f"请把 {below.code} 的起点数改成一样"
    if reaching is None:
        yield below.code, f"{said}，{percent(below.least)} 以上没有一条标准"
    elif below.least < reaching.least:
        middle = f"{percent(below.least)} 到 {percent(reaching.least)} 之间没有一条标准，判不出程度"
        yield below.code, f"{said}，{percent(reaching.least)} 以上的按 {reaching.code}：{middle}，{mend}"


def doubled(criteria: Sequence[Criterion], on: date) -> list[tuple[str, str]]:
    """Shares that two grades claim: the higher one wins, the lower one's words are no longer what is done."""
    held = in_force(criteria, on)
    below, reaching = _widest(held, BELOW), _widest(held, FROM)
    if below is None or reaching is None or reaching.least >= below.least:
        return []
    stretch = f"{percent(reaching.least)} 到 {percent(below.least)} 之间"
    both = f"{below.code} 写的是不到 {percent(below.least)} 为“{below.grade}”，{reaching.code} 从"
    return [(below.code, f"{both} {percent(reaching.least)} 起为“{reaching.grade}”：{stretch}两条都成立，按高的判，"
                         f"请把 {below.code} 的起点数改成 {percent(reaching.least)}")]  # fmt: skip


def _widest(held: Sequence[Criterion], test: str) -> Criterion | None:
    """Of the rows with this test the one that covers most."""
    rows = sorted((row for row in held if row.test == test), key=lambda row: row.least)
    return (rows[-1] if test == BELOW else rows[0]) if rows else None


def misquoted(row: Criterion | DeadlineRule) -> str:
    """What is wrong with the row's own text; nothing where it names no figure, or the row's."""
    told = _told(row) if isinstance(row, Criterion) else _timed(row)
    if not told:
        return ""
    figure = wording.least(row) if isinstance(row, Criterion) else wording.figure(row)
    return f"{'起点' if isinstance(row, Criterion) else '时限'}是 {figure}，原文却写着“{told}”，请一并改原文"


def _told(row: Criterion) -> str:
    """The figure that the text names instead; a share in per cent or tenths, a count as so many times."""
    if not row.least:
        return ""
    search, value = (SHARES, _share) if row.least < 1 else (COUNTS, _number)
    said = list(search.finditer(row.sentence))
    return "" if not said or any(value(one) == row.least for one in said) else said[0][0]


def _timed(row: DeadlineRule) -> str:
    times = list(COUNTS.finditer(row.sentence))
    if row.times and times and all(_number(one) != row.times for one in times):
        return times[0][0]
    words = UNIT_WORDS.get(row.unit, ())
    said = list(SPANS.finditer(row.sentence)) if row.amount and words else []
    if not said or any(one["unit"] in words and row.amount in _ends(one) for one in said):
        return ""
    return said[0][0]


def _share(found: re.Match[str]) -> Fraction:
    return Fraction(found["percent"]) / 100 if found["percent"] else Fraction(NUMERALS[found["tenths"]], 10)


def _number(found: re.Match[str]) -> Fraction:
    return _value(found["number"])


def _ends(found: re.Match[str]) -> tuple[Fraction, ...]:
    return tuple(_value(found[name]) for name in ("least", "number") if found[name])


def _value(numeral: str) -> Fraction:
    return Fraction(NUMERALS.get(numeral) or Fraction(numeral))
