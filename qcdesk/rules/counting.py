"""From a start and a rule to the due time, hour-exact, with the counting shown: 五10:00 → 六 → 一10:00.

Times are the office's wall clock, without a zone. 起算日不计: the day of the start is never counted, the hour is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from qcdesk.errors import Refused
from qcdesk.rules.calendar import ONE_DAY, WEEKDAYS, WorkingCalendar
from qcdesk.rules.deadlines import DeadlineRule
from qcdesk.rules.units import NOT_COUNTED, UNITS, Unit, counted, forward

MOST_STEPS = 400
Pause = tuple[datetime, datetime]


@dataclass(frozen=True)
class Due:
    """When it is due by which rule; `latest` where the rule knows an extreme; `paused` is the time that stood still."""

    at: datetime
    start: datetime
    rule: DeadlineRule
    calendar: WorkingCalendar
    latest: datetime | None = None
    paused: timedelta = timedelta()

    @property
    def source(self) -> str:
        return self.rule.source

    @property
    def unit(self) -> Unit:
        return UNITS[self.rule.unit]

    @property
    def provisional(self) -> bool:
        """Some day it was counted over belongs to a year whose holidays are not announced."""
        if not self.unit.working:
            return False
        days = (self.start.date(), *self._days(), self.at.date())
        return any(self.calendar.day(day).provisional for day in days)

    @property
    def _told(self) -> bool:
        """Whether the days between are worth telling."""
        return self.unit.working or self.unit.by_day

    @property
    def steps(self) -> tuple[str, ...]:
        """The start, each counted day, the end; dates instead of weekdays where months are counted."""
        worded = dated if self.rule.unit == "calendar_months" else brief
        between = [WEEKDAYS[day.weekday()] for day in self._days() if self._told and self._counts(day)]
        return (worded(self.start), *between, worded(self.at))

    @property
    def counting(self) -> tuple[str, ...]:
        """The longer form: every day with what it is, skipped ones too."""
        lines = [f"{dated(self.start)}（{WEEKDAYS[self.start.weekday()]}）起算"]
        if self._told:
            lines += self._told_days()
        if self.paused:
            lines.append(f"其间暂停{lost_words(self.paused, self.unit)}，顺延")
        return (*lines, f"{dated(self.at)}（{WEEKDAYS[self.at.weekday()]}）到期")

    def _told_days(self) -> Iterator[str]:
        number = 0
        for on in self._days():
            day = self.calendar.day(on, self.unit.saturdays)
            words = f"{on.month}月{on.day}日（{day.weekday}）"
            if not self._counts(on):
                yield f"{words}{day.note or day.kind}，不计"
                continue
            number += 1
            kind = "" if not self.unit.working or day.kind == "工作日" else f"{day.kind}，"
            mark = "（该年放假未公布，暂按平日算）" if day.provisional and self.unit.working else ""
            yield f"{words}{kind}{f'第 {number} 天' if self.unit.by_day else '计入'}{mark}"

    def _days(self) -> Iterator[date]:
        """The days strictly between start and end."""
        day = self.start.date() + ONE_DAY
        for _ in range(MOST_STEPS):
            if day >= self.at.date():
                return
            yield day
            day += ONE_DAY

    def _counts(self, on: date) -> bool:
        return not self.unit.working or self.calendar.works(on, self.unit.saturdays)


def due(start: datetime, rule: DeadlineRule, calendar: WorkingCalendar, pauses: Sequence[Pause] = ()) -> Due:
    """Raises Refused for a rule that has no due time, or one beyond the calendar's end."""
    if rule.unit in NOT_COUNTED or rule.amount is None:
        raise Refused(f"{rule.title}（{rule.code}）：{NOT_COUNTED.get(rule.unit, NOT_COUNTED['unset'])}")
    unit = UNITS[rule.unit]
    try:
        at, paused = _moved(start, unit.reach(start, rule.amount, calendar), unit, calendar, pauses)
        latest = None
        if rule.most is not None:
            latest, _ = _moved(start, unit.reach(start, rule.most, calendar), unit, calendar, pauses)
    except OverflowError:
        raise Refused(f"{rule.title}（{rule.code}）：从 {dated(start)} 数起超出了日历") from None
    return Due(at, start, rule, calendar, latest, paused)


def extended(made: Due, amount: int) -> Due:
    """Put off by so many more of the rule's units, counted from the old due time."""
    at = made.unit.reach(made.at, amount, made.calendar)
    return Due(at, made.start, made.rule, made.calendar, made.latest, made.paused)


def _moved(start: datetime, at: datetime, unit: Unit, calendar: WorkingCalendar,
           pauses: Sequence[Pause]) -> tuple[datetime, timedelta]:  # fmt: skip
    """The due time put off by what was paused, as far as time would have run; pauses after it move nothing."""
    total = timedelta()
    for begins, ends in joined(pauses):
        if begins >= at or ends <= start:
            continue
        lost = counted(max(begins, start), ends, unit.spans, calendar)
        at, total = forward(at, lost, unit.spans, calendar), total + lost
    return at, total


def joined(pauses: Sequence[Pause]) -> list[Pause]:
    """In order, overlapping ones made one; raises Refused for one that ends before it begins."""
    made: list[Pause] = []
    for begins, ends in sorted(pauses):
        if ends < begins:
            raise Refused(f"暂停从 {dated(begins)} 到 {dated(ends)}：结束早于开始")
        if made and begins <= made[-1][1]:
            made[-1] = made[-1][0], max(made[-1][1], ends)
        else:
            made.append((begins, ends))
    return made


def brief(moment: datetime) -> str:
    return f"{WEEKDAYS[moment.weekday()]}{moment:%H:%M}"


def dated(moment: datetime) -> str:
    return f"{moment.month}月{moment.day}日{moment:%H:%M}"


def lost_words(lost: timedelta, unit: Unit) -> str:
    """What a pause took; office hours are not made days of."""
    if not unit.working:
        return f" {span_words(lost)}"
    hours, minutes = divmod(int(lost.total_seconds()) // 60, 60)
    return f"办公时间 {hours} 小时" + (f" {minutes} 分" if minutes else "")


def span_words(span: timedelta) -> str:
    """`1 天 2 小时 30 分`."""
    minutes = int(span.total_seconds()) // 60
    parts = ((minutes // 1440, "天"), (minutes // 60 % 24, "小时"), (minutes % 60, "分"))
    return " ".join(f"{number} {word}" for number, word in parts if number) or "不到 1 分"
