"""The factory's own days and hours: set, cleared, by those who keep them."""

import json
from datetime import UTC, date, datetime, time

import factory
import pytest
import trail

from qcdesk.desk import Desk
from qcdesk.errors import Damaged, NotFound, Refused
from qcdesk.services.basics import office, zones
from qcdesk.services.times import holiday_notices, working_days
from qcdesk.store.models import CalendarDay


@pytest.fixture
def keeper(desk: Desk) -> Desk:
    return factory.seat(desk, "qcmgr")


def days(desk: Desk) -> int:
    return len(desk.store.rows(CalendarDay.select()))


def test_year_shows_every_day_with_its_kind(desk: Desk) -> None:
    year = working_days.year(desk, 2026)
    assert len(year) == 365
    assert {day.kind for day in year} == {"工作日", "周末", "法定节假日", "调休上班"}
    assert all(day.provisional for day in working_days.year(desk, 2027) if day.kind != "法定节假日")
    with pytest.raises(Refused, match="只能看 1990 到 2200 年"):
        working_days.year(desk, 10_000)


def test_day_is_set_changed_and_cleared(keeper: Desk) -> None:
    on = date(2026, 11, 23)
    working_days.set_day(keeper, on, False, "停电")
    working_days.set_day(keeper, on, False, "停电检修")
    day = working_days.year(keeper, 2026)[on.timetuple().tm_yday - 1]
    assert (day.kind, day.note, day.works) == ("本厂放假", "停电检修", False)
    assert json.loads(trail.last_event(keeper).detail)["from"] == [["2026-11-23", "off", "停电"]]
    working_days.clear_day(keeper, on)
    assert working_days.calendar(keeper).works(on)
    with pytest.raises(NotFound, match="没有本厂自己的安排"):
        working_days.clear_day(keeper, on)


def test_only_the_keepers_change_the_calendar(desk: Desk) -> None:
    other = factory.seat(desk, "sales")
    for act in (
        lambda: working_days.set_day(other, date(2026, 11, 23), False),
        lambda: working_days.clear_day(other, date(2026, 11, 23)),
        lambda: holiday_notices.take(other, holiday_notices.preview("2026-12-31,放假,盘点\n", 2026)),
    ):
        with pytest.raises(Refused, match="要由品管主管或系统管理员改"):
            act()


@pytest.mark.parametrize(("on", "note"), [(date(1, 1, 1), ""), (date(9999, 1, 1), ""), (date(2026, 1, 1), "长" * 61),
                                          (date(2026, 1, 1), "两\n行")])  # fmt: skip
def test_unfit_day_is_refused(keeper: Desk, on: date, note: str) -> None:
    with pytest.raises(Refused):
        working_days.set_day(keeper, on, True, note)
    assert days(keeper) == 0


def test_office_hours_saturdays_and_zone_are_settings(desk: Desk) -> None:
    admin = factory.seat(desk, "admin")
    working_days.set_hours(admin, ["07:30-11:30", "12:30-16:30"], saturdays=True, zone_name="Asia/Tokyo")
    calendar = working_days.calendar(admin)
    assert calendar.hours[0] == (time(7, 30), time(11, 30))
    assert calendar.works(date(2026, 11, 21))
    opened = zones.in_zone(admin)
    assert working_days.wall_clock(opened, datetime(2026, 11, 20, 1, tzinfo=UTC)) == datetime(2026, 11, 20, 10)
    with pytest.raises(Refused, match="办公时间要从早到晚写"):
        working_days.set_hours(admin, ["12:00-08:00"], saturdays=False)
    with pytest.raises(Refused, match="没有“Asia/Nowhere”这个时区"):
        working_days.set_hours(admin, ["08:00-12:00"], saturdays=False, zone_name="Asia/Nowhere")


def test_calendar_damaged_by_other_hands_is_named(desk: Desk) -> None:
    desk.store.run(CalendarDay.insert(day="someday", kind="off", name="", source=""))
    with pytest.raises(Damaged, match="工作日历读不出来"):
        working_days.calendar(desk)


def test_unknown_zone_in_the_settings_is_china(desk: Desk) -> None:
    office.put_setting(desk, working_days.SETTING, {"zone": "Mars/Base"})
    opened = zones.in_zone(desk)
    assert working_days.wall_clock(opened, datetime(2026, 11, 20, 2, tzinfo=UTC)) == datetime(2026, 11, 20, 10)
