"""Days of the factory's calendar that were changed, removed or added behind the program's back are named."""

from datetime import date

import factory
import pytest
import trail

from qcdesk.desk import Desk
from qcdesk.services.times import holiday_notices, working_days
from qcdesk.store.models import CalendarDay

NOTICE = "10月1日至10月8日放假，9月27日（星期日）、10月10日（星期六）上班"
ON = date(2026, 11, 23)


@pytest.fixture
def keeper(desk: Desk) -> Desk:
    made = factory.seat(desk, "qcmgr")
    holiday_notices.take(made, holiday_notices.preview(NOTICE, 2026), "国庆通知")
    working_days.set_day(made, ON, False, "停电")
    working_days.set_day(made, date(2026, 10, 8), True, "赶货")
    working_days.clear_day(made, date(2026, 9, 27))
    return made


def test_days_set_changed_and_cleared_by_the_program_are_as_the_trail_says(keeper: Desk) -> None:
    assert trail.findings(keeper) == []


@pytest.mark.parametrize(("column", "value", "told"), [
    ("kind", "work", "上班还是放假应为“放假”，现在是“上班”"), ("name", "检修", "说明应为“停电”，现在是“检修”"),
    ("source", "口头", "依据应为空的，现在是“口头”"),
])  # fmt: skip
def test_a_changed_day_is_named(keeper: Desk, column: str, value: str, told: str) -> None:
    keeper.store.run(CalendarDay.update(**{column: value}).where(CalendarDay.day == ON.isoformat()))
    assert trail.findings(keeper) == [f"工作日历 2026-11-23：被改过：{told}"]


def test_a_removed_and_an_added_day_are_named(keeper: Desk) -> None:
    keeper.store.run(CalendarDay.delete().where(CalendarDay.day == ON.isoformat()))
    keeper.store.run(CalendarDay.insert(day="2026-12-31", kind="off", name="", source=""))
    assert trail.findings(keeper) == [
        "工作日历 2026-12-31：没有任何事件说起它，不是程序写下的",
        "工作日历 2026-11-23：被删掉了",
    ]
