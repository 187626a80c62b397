"""What was counted over holidays that were not announced is counted again when they are; what was certain stays."""

import json
from datetime import datetime

import cases
import factory
import pytest
from case_clocks import latest, line

from qcdesk.desk import Desk
from qcdesk.services.rules import ruling
from qcdesk.services.sheets import records
from qcdesk.services.times import clock_moves, holiday_notices
from qcdesk.services.trail import history, verifying
from qcdesk.store.models import Event

NEW_YEAR = "1月1日（周五）至3日（周日）放假，1月4日（星期一）放假，1月9日（星期六）上班"


@pytest.fixture
def eve(desk: Desk) -> Desk:
    return cases.at(desk, "2026-12-31T10:00")


@pytest.fixture
def case(eve: Desk) -> int:
    return cases.registered(eve, received_at="2026-12-31T10:00")


def take_notice(desk: Desk) -> None:
    keeper = factory.seat(desk, "qcmgr")
    holiday_notices.take(keeper, holiday_notices.preview(NEW_YEAR, 2027), "2027 年元旦放假通知")


def test_new_year_s_day_is_no_working_day_before_the_notice(eve: Desk, case: int) -> None:
    """E5: 元旦 is a day off by law; the rest of the year is marked as 暂按."""
    made = latest(eve, case)["VISIT-2WD"]
    assert made["due_at"] == "2027-01-05T10:00"
    assert made["steps"] == "四10:00 → 一 → 二10:00（该年放假未公布，暂按平日算）"


def test_provisional_clock_is_counted_again_with_an_event_of_old_and_new(eve: Desk, case: int) -> None:
    """E5"""
    take_notice(eve)
    made = latest(eve, case)["VISIT-2WD"]
    assert (made["due_at"], made["first_due"]) == ("2027-01-06T10:00", "2027-01-05T10:00")
    assert made["steps"] == "四10:00 → 二 → 三10:00（放假公布后重算，原 1月5日10:00）"
    last = history.told(eve, case)[-1]
    assert last.sentence == "放假公布后重算时限"
    event = eve.store.rows(Event.select().where(Event.record == case).order_by(Event.seq.desc()).limit(1))[0]
    told = json.dumps(json.loads(event.detail)["changes"])
    assert "2027-01-05T10:00" in told
    assert "2027-01-06T10:00" in told
    assert verifying.verify(eve) == []


def test_clock_that_was_certain_or_put_off_keeps_its_end(eve: Desk, case: int) -> None:
    """E5 E3.3: what was promised by name of the day stays."""
    at = line(eve, case, "VISIT-2WD")
    clock_moves.extend(factory.seat(eve, "qcmgr"), case, at, "2027-01-08 10:00", "客户元旦后才在")
    before = latest(eve, case)["FIRST-24H"]
    take_notice(eve)
    assert latest(eve, case)["FIRST-24H"] == before
    assert latest(eve, case)["VISIT-2WD"]["due_at"] == "2027-01-08T10:00"


def test_closed_cases_and_ended_clocks_are_left_alone(eve: Desk, case: int) -> None:
    cases.step(eve, case, "decline", "qcmgr", "客户撤回")
    cases.step(eve, case, "tell_declined", "sales", replied_at=cases.NOW, reply="已说明")
    version = records.get(eve, case).version
    take_notice(eve)
    assert records.get(eve, case).version == version


def test_due_time_asked_for_knows_the_feasts_of_fixed_date(eve: Desk) -> None:
    """E5"""
    found = ruling.due(eve, datetime(2026, 12, 31, 10), "VISIT-2WD")
    assert (found.at, found.provisional) == (datetime(2027, 1, 5, 10), True)
    assert any("元旦" in line for line in found.counting)
