"""The kinds of days with their colours, and a day told in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from qcdesk.rules.calendar import ONE_DAY, Day
from ui.style import tokens
from ui.style.tokens import Tone

BY_KIND: Mapping[str, Tone] = MappingProxyType({
    "工作日": Tone(tokens.INK, tokens.PANEL),
    "周末": Tone(tokens.INK_SOFT, tokens.DESK),
    "法定节假日": Tone(tokens.BAD, tokens.BAD_TINT),
    "调休上班": Tone(tokens.WARN, tokens.WARN_TINT),
    "本厂上班": Tone(tokens.INK_ON_ACCENT, tokens.ACCENT),
    "本厂放假": Tone(tokens.INK_ON_ACCENT, tokens.GOOD),
    "星期六照算": Tone(tokens.ACCENT_HOVER, tokens.ACCENT_TINT),
})  # fmt: skip
PLAIN_KINDS = ("工作日", "周末", "星期六照算")
PROVISIONAL = "暂定：这一年的放假安排还没公布"


@dataclass(frozen=True)
class Span:
    """Days in a row of one kind and name."""

    first: date
    last: date
    kind: str
    note: str

    @property
    def days(self) -> str:
        return f"{self.first:%m-%d}" + (f" 至 {self.last:%m-%d}" if self.last > self.first else "")


def told(day: Day) -> str:
    """`2026-10-01（四）　法定节假日　国庆节`."""
    mark = PROVISIONAL if day.provisional else ""
    return "　".join(part for part in (f"{day.on}（{day.weekday}）", day.kind, day.note, mark) if part)


def spans(days: Sequence[Day]) -> Iterator[Span]:
    """What is not as the week says, in order."""
    begun: Span | None = None
    for day in days:
        if day.kind in PLAIN_KINDS:
            continue
        if begun and (begun.kind, begun.note, begun.last + ONE_DAY) == (day.kind, day.note, day.on):
            begun = Span(begun.first, day.on, day.kind, day.note)
            continue
        if begun:
            yield begun
        begun = Span(day.on, day.on, day.kind, day.note)
    if begun:
        yield begun
