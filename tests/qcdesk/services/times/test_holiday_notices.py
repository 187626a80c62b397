"""放假通知: taken in as a whole with one event, or not at all."""

from datetime import date

import factory
import pytest
import trail

from qcdesk.desk import Desk
from qcdesk.errors import Invalid
from qcdesk.services.times import holiday_notices, working_days
from qcdesk.store.models import CalendarDay

NOTICE = "10月1日至10月8日放假，9月27日（星期日）、10月10日（星期六）上班"


@pytest.fixture
def keeper(desk: Desk) -> Desk:
    return factory.seat(desk, "qcmgr")


def days(desk: Desk) -> int:
    return len(desk.store.rows(CalendarDay.select()))


def test_notice_is_taken_in_as_a_whole_with_one_event(keeper: Desk) -> None:
    before = trail.last_event(keeper).seq
    holiday_notices.take(keeper, holiday_notices.preview(NOTICE, 2026), "国庆通知")
    calendar = working_days.calendar(keeper)
    assert not calendar.works(date(2026, 10, 8))
    assert calendar.works(date(2026, 9, 27))
    assert calendar.day(date(2026, 9, 27)).kind == "调休上班"
    assert (days(keeper), trail.last_event(keeper).seq, trail.last_event(keeper).action) == (10, before + 1,
                                                                                  "calendar_notice_taken")  # fmt: skip


def test_table_is_taken_in_too(keeper: Desk) -> None:
    holiday_notices.take(keeper, holiday_notices.preview("日期,安排,说明\n2026-12-31,放假,盘点\n", 2026))
    assert working_days.calendar(keeper).day(date(2026, 12, 31)).note == "盘点"
    holiday_notices.take(keeper, holiday_notices.preview("2027-01-04,放假,盘点\n", 2026))
    assert days(keeper) == 2


def test_faulty_notice_is_named_by_row_and_takes_nothing(keeper: Desk) -> None:
    notice = holiday_notices.preview("10月1日至8日放假。10月11日（星期六）上班。2月30日放假", 2026)
    with pytest.raises(Invalid) as refused:
        holiday_notices.take(keeper, notice)
    assert [fault.row for fault in refused.value.faults] == [2, 3]
    assert str(refused.value).startswith("没有导入：第 2 行")
    assert days(keeper) == 0
    with pytest.raises(Invalid, match="里面没有找到日期"):
        holiday_notices.take(keeper, holiday_notices.preview("", 2026))
