"""Severity and due times of 10,000 cases, against plain loops with the same arithmetic written out by hand.

The loop for severity knows this year's criteria by heart: it has no rows, takes a text as one clause and keeps nothing
that could be shown later. Ten times its time is the price allowed for that.
"""

import random
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from chinese_calendar.constants import holidays, workdays
from harness import Case

from qcdesk.rules import severity, starter
from qcdesk.rules.calendar import WorkingCalendar
from qcdesk.rules.counting import due
from qcdesk.rules.deadlines import DeadlineRule
from qcdesk.rules.inputs import Inputs
from qcdesk.rules.repeats import CaseWords, similar

CASES = 10_000
HOURS = ((time(8), time(12)), (time(13), time(17)))
DESCRIPTIONS = (
    "客户来电：收到的铝合金脚踏 FP-873 中有芯轴断裂，共 3 支，骑行中发现。",
    "唛头写错，目的港写成了鹿特丹，3 箱，其余正常。",
    "整批反光片用错，客户不能上线，要求全检。",
    "碗件牙纹不良，牙规不过，约占二成；另有电镀脱皮。",
    "外箱破损 2 箱，里面的货没有问题。",
)


def cases(folder: Path) -> Iterator[Case]:
    chance = random.Random(20261121)
    given = [made(chance) for _ in range(CASES)]
    yield Case("severity of 10,000 cases, of a plain loop", judging(given), judging_plainly(given), reach=10)
    starts = [datetime(2019 + n % 8, 1 + n % 11, 1 + n % 28, n % 24, n % 60) for n in range(CASES)]
    rows = {row.code: row for row in starter.deadlines()}
    calendar = WorkingCalendar()
    for code, peer in (("RESULT-7WD", plain_days), ("SAMPLE-2WH", plain_hours), ("FIRST-24H", plain_clock)):
        name = f"due time of 10,000 cases by {code}, of a plain loop"
        yield Case(name, timing(starts, rows[code], calendar), timing_plainly(starts, rows[code], peer), reach=3)
    words = [told(number, chance) for number in range(CASES)]
    yield Case("cases alike among 10,000, of a plain loop", lambda: similar(words[0], words), comparing(words), reach=3)


def made(chance: random.Random) -> Inputs:
    lot = chance.randrange(100, 5000)
    return Inputs(chance.choice(("脚踏类", "碗件中轴类")), (), lot, chance.randrange(lot // 2), None,
                  chance.random() < 0.05, False, chance.choice(DESCRIPTIONS))  # fmt: skip


def told(number: int, chance: random.Random) -> CaseWords:
    item = chance.choice(("芯轴断裂", "唛头写错", "短装"))
    return CaseWords(number, "", (item,), "脚踏类", chance.choice("甲乙丙丁"),
                     chance.choice("金木水火土"), chance.choice(DESCRIPTIONS), date(2026, 11, 1))  # fmt: skip


def judging(given: list[Inputs]) -> Callable[[], object]:
    criteria, defects = starter.criteria(), starter.defects()
    return lambda: [severity.judge(one, criteria, defects).grade for one in given]


def judging_plainly(given: list[Inputs]) -> Callable[[], object]:
    """Every wording looked for in the text, longest first; the numbers, the sentences and what is missing in place."""
    items = starter.defects().items
    terms = sorted(
        ((term, item) for item in items for term in (item.item, *item.aliases)), key=lambda one: -len(one[0])
    )

    def found(text: str) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {"一般": [], "批量": [], "严重": []}
        for term, item in terms:
            if term in text:
                text = text.replace(term, "\0" * len(term))
                names[item.severity].append(item.item)
        return names

    return lambda: [len(plain_judgement(one, found(one.description))) for one in given]


def plain_judgement(one: Inputs, names: dict[str, list[str]]) -> tuple[list[tuple[str, str]], list[str]]:
    """The clauses that fired with their words, and what would raise the grade."""
    lot, defective = one.lot_qty or 1, one.defect_qty or 0
    share = f"不良 {defective} ÷ 批量 {lot} = {defective * 10_000 // lot / 100:g}%"
    fired, missing = [], []
    if names["严重"] or one.affects_function:
        fired.append(("R3", f"不良项目：{'、'.join(names['严重'])}，列在“严重程度”"))
    else:
        missing += ["勾选“影响后续订单/功能性能不满足”即为严重", "本月再发生 2 次即为严重"]
    if defective * 10 >= lot * 3:
        fired.append(("R1", f"{share}，达到 30%"))
    else:
        needed = -(-lot * 3 // 10)
        missing.append(f"不良数再多 {needed - defective} 个（达到 {needed} 个，30%）即为批量")
    if one.unusable_lot:
        fired.append(("R1b", "已勾选“整批无法上线/需全检或调换”"))
    if names["批量"]:
        fired.append(("R1c", f"不良项目：{'、'.join(names['批量'])}，列在“批量程度”"))
    if names["一般"] and defective * 10 < lot * 3:
        fired.append(("R0", f"不良项目：{'、'.join(names['一般'])}，列在“一般程度”；{share}，不到 30%"))
    return fired, missing


def timing(starts: list[datetime], rule: DeadlineRule, calendar: WorkingCalendar) -> Callable[[], object]:
    return lambda: [due(start, rule, calendar).at for start in starts]


def timing_plainly(starts: list[datetime], rule: DeadlineRule, peer: Callable[[datetime, int], datetime]
                   ) -> Callable[[], object]:  # fmt: skip
    amounts = [amount for amount in (rule.amount, rule.most) if amount is not None]
    return lambda: [[peer(start, amount) for amount in amounts] for start in starts]


def plain_clock(start: datetime, amount: int) -> datetime:
    return start + timedelta(hours=amount)


def works(day: date) -> bool:
    return day in workdays or (day.weekday() < 5 and day not in holidays)


def plain_days(start: datetime, amount: int) -> datetime:
    day = start
    while amount:
        day += timedelta(days=1)
        amount -= works(day.date())
    return day


def plain_hours(start: datetime, amount: int) -> datetime:
    """Day by day through the two spans of office hours."""
    left, day = timedelta(hours=amount), start.date()
    while True:
        if works(day):
            for opens, closes in HOURS:
                begins = max(datetime.combine(day, opens), start)
                ends = datetime.combine(day, closes)
                if begins < ends:
                    if left <= ends - begins:
                        return begins + left
                    left -= ends - begins
        day += timedelta(days=1)


def comparing(words: list[CaseWords]) -> Callable[[], object]:
    """The same pairs of signs counted without reasons."""

    def pairs(text: str) -> set[str]:
        plain = "".join(sign if sign.isalnum() else " " for sign in text.lower())
        return {word[at : at + 2] for word in plain.split() for at in range(max(len(word) - 1, 1))}

    def compare() -> object:
        mine, own = words[0], pairs(words[0].description)
        scores = []
        for other in words[1:]:
            theirs = pairs(other.description)
            score = 50 * (mine.items == other.items) + 15 * (mine.customer == other.customer)
            score += 15 * (mine.product == other.product)
            score += 40 * len(own & theirs) // (len(own) + len(theirs))
            scores.append((score, other.key))
        return sorted(scores, reverse=True)[:10]

    return compare
