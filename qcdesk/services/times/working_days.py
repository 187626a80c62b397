"""The working calendar of the office: its year, its hours, the factory's own days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import resources
from qcdesk.canonical import Json
from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import VERIFY, Damaged, NotFound, Refused
from qcdesk.rules import calendar as days
from qcdesk.rules.calendar import Day, FactoryDay, WorkingCalendar
from qcdesk.services.basics import office
from qcdesk.services.basics.zones import SETTING
from qcdesk.services.rules.rulebook import require_keeper
from qcdesk.services.trail import events
from qcdesk.store.models import CalendarDay

WORK, OFF = "work", "off"
YEARS = (1990, 2200)
LONGEST_NOTE = 60


def calendar(desk: Desk) -> WorkingCalendar:
    """Statutory days, the factory's days and its office hours."""
    said = _settings(desk)
    hours = said.get("hours")
    try:
        spans = days.read_hours(map(str, hours)) if isinstance(hours, list) else days.OFFICE_HOURS
        own = [_day(row) for row in _rows(desk)]
    except ValueError as error:
        raise Damaged(f"工作日历读不出来：{error}。{VERIFY}") from error
    return days.with_own(own, spans, said.get("saturdays") is True)


def wall_clock(desk: Desk, moment: datetime) -> datetime:
    """As the office's clock shows it, without a zone; what has none is taken as such already."""
    try:
        return moment.astimezone(desk.clock.zone).replace(tzinfo=None) if moment.tzinfo else moment
    except OverflowError:
        raise Refused(f"{moment.isoformat()} 超出了日历") from None


def year(desk: Desk, of: int) -> tuple[Day, ...]:
    """Every day of the year with what it is; provisional where the holidays are not announced."""
    if not YEARS[0] <= of <= YEARS[1]:
        raise Refused(f"只能看 {YEARS[0]} 到 {YEARS[1]} 年")
    return calendar(desk).year(of)


def set_day(desk: Desk, on: date, works: bool, note: str = "") -> Change:
    """Makes it a working day or a day off, whatever the law or the week says."""
    return set_days(desk, [FactoryDay(on, works, note)], "", "calendar_day_set")


def clear_day(desk: Desk, on: date) -> Change:
    """Back to what the law and the week say."""
    require_keeper(desk)
    with desk.store.write():
        old = _known(desk, [on])
        if not old:
            raise NotFound(f"{on} 没有本厂自己的安排")
        desk.store.run(CalendarDay.delete().where(CalendarDay.day == on.isoformat()))
        return touched("calendar", event=events.note(desk, "calendar_day_cleared", detail={"from": _said(old)}))


def set_hours(desk: Desk, hours: Iterable[str], saturdays: bool, zone_name: str = "Asia/Shanghai") -> Change:
    """Office hours such as `08:00-12:00`, whether ordinary Saturdays are worked, and the time zone.

    The zone holds from the next opening of a desk.
    """
    spans: list[Json] = list(hours)
    try:
        days.read_hours(map(str, spans))
        ZoneInfo(zone_name)
    except ZoneInfoNotFoundError:
        raise Refused(f"没有“{zone_name[:40]}”这个时区，请写如 Asia/Shanghai") from None
    except ValueError:
        raise Refused("办公时间要从早到晚写，互不重叠，例如 08:00-12:00、13:00-17:00") from None
    said: dict[str, Json] = {"hours": spans, "saturdays": saturdays, "zone": zone_name}
    return office.change_setting(desk, SETTING, said)


def set_days(desk: Desk, taken: list[FactoryDay], source: str, action: str) -> Change:
    """All of them in one transaction and by one event of that name; `source` says where they come from."""
    require_keeper(desk)
    for one in taken:
        _require_fit(one)
    with desk.store.write():
        old = _known(desk, [one.day for one in taken])
        for one in taken:
            desk.store.run(CalendarDay.delete().where(CalendarDay.day == one.day.isoformat()))
            desk.store.run(CalendarDay.insert(day=one.day.isoformat(), kind=_kind(one), name=one.note,
                                              source=source[:200]))  # fmt: skip
        detail = {"from": _said(old), "to": _said(taken), "source": source[:200]}
        return touched("calendar", event=events.note(desk, action, detail=detail))


def _require_fit(one: FactoryDay) -> None:
    if not YEARS[0] <= one.day.year <= YEARS[1]:
        raise Refused(f"{one.day} 不在 {YEARS[0]} 到 {YEARS[1]} 年之间")
    if len(one.note) > LONGEST_NOTE or not one.note.isprintable():
        raise Refused(f"说明最多 {LONGEST_NOTE} 字，写在一行里")


def _known(desk: Desk, on: list[date]) -> list[FactoryDay]:
    wanted = {day.isoformat() for day in on}
    return [_day(row) for row in _rows(desk) if row.day in wanted]


def _day(row: CalendarDay) -> FactoryDay:
    return FactoryDay(date.fromisoformat(row.day), row.kind == WORK, row.name, noticed=bool(row.source))


def _rows(desk: Desk) -> list[CalendarDay]:
    return desk.store.rows(CalendarDay.select().order_by(CalendarDay.day))


def _kind(one: FactoryDay) -> str:
    return WORK if one.works else OFF


def _said(taken: list[FactoryDay]) -> list[list[str]]:
    return [[one.day.isoformat(), _kind(one), one.note] for one in taken]


def _settings(desk: Desk) -> dict[str, Json]:
    return office.setting(desk, SETTING) or dict(resources.toml("starter/calendar.toml"))
