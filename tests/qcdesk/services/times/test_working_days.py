"""The factory's own days: set, cleared, taken in from a notice as a whole or not at all."""

import json
from datetime import UTC, date, datetime, time

import factory
import pytest
import trail

from qcdesk.desk import Desk
from qcdesk.errors import Damaged, Invalid, NotFound, Refused
from qcdesk.services.basics import office, zones
from qcdesk.services.times import working_days
from qcdesk.store.models import CalendarDay

NOTICE = "10月1日至10月8日放假，9月27日（星期日）、10月10日（星期六）上班"


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


def test_notice_is_taken_in_as_a_whole_with_one_event(keeper: Desk) -> None:
    before = trail.last_event(keeper).seq
    working_days.take_notice(keeper, working_days.preview(NOTICE, 2026), "国庆通知")
    calendar = working_days.calendar(keeper)
    assert not calendar.works(date(2026, 10, 8))
    assert calendar.works(date(2026, 9, 27))
    assert calendar.day(date(2026, 9, 27)).kind == "调休上班"
    assert (days(keeper), trail.last_event(keeper).seq, trail.last_event(keeper).action) == (10, before + 1,
                                                                                  "calendar_notice_taken")  # fmt: skip


def test_table_is_taken_in_too(keeper: Desk) -> None:
    working_days.take_notice(keeper, working_days.preview("日期,安排,说明\n2026-12-31,放假,盘点\n", 2026))
    assert working_days.calendar(keeper).day(date(2026, 12, 31)).note == "盘点"
    working_days.take_notice(keeper, working_days.preview("2027-01-04,放假,盘点\n", 2026))
    assert days(keeper) == 2


def test_faulty_notice_is_named_by_row_and_takes_nothing(keeper: Desk) -> None:
    notice = working_days.preview("10月1日至8日放假。10月11日（星期六）上班。2月30日放假", 2026)
    with pytest.raises(Invalid) as refused:
        working_days.take_notice(keeper, notice)
    assert [fault.row for fault in refused.value.faults] == [2, 3]
    assert str(refused.value).startswith("没有导入：第 2 行")
    assert days(keeper) == 0
    with pytest.raises(Invalid, match="里面没有找到日期"):
        working_days.take_notice(keeper, working_days.preview("", 2026))


def test_only_the_keepers_change_the_calendar(desk: Desk) -> None:
    other = factory.seat(desk, "sales")
    for act in (
        lambda: working_days.set_day(other, date(2026, 11, 23), False),
        lambda: working_days.clear_day(other, date(2026, 11, 23)),
        lambda: working_days.take_notice(other, working_days.preview(NOTICE, 2026)),
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
