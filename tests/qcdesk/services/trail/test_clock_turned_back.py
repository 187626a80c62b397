"""A PC whose clock stands behind the trail: every event says so, and nobody pretends to know which clock is wrong."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import cases
import factory
import pytest
from trail import findings, last_event

from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics.pins import Proof
from qcdesk.services.cases import casework, dossier
from qcdesk.services.sheets import records, signing
from qcdesk.services.trail import clock_watch, events, history, order
from qcdesk.store.database import CLOCK_BACK

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def at(desk: Desk, back: timedelta = timedelta(), pc: str = "前台") -> Desk:
    return replace(desk.at(Clock(NOW - back, desk.clock.zone)), pc=pc)


def call(desk: Desk, case: int, said: str = "告知进展") -> None:
    casework.add(factory.seat(desk, "sales"), case, "contacts", {"way": "电话", "said": said})


def odd(desk: Desk, case: int) -> list[str]:
    return [line.clock for line in history.told(desk, case)]


def test_every_event_bears_the_mark_until_time_has_caught_up(desk: Desk) -> None:
    """E0.1: not the first one only."""
    case = cases.received(at(desk))
    for hours in (24, 23, 22, 1):
        call(at(desk, timedelta(hours=hours)), case)
    call(at(desk, -timedelta(minutes=1)), case)
    marked = "时间对不上：比它前面的记录（2026-11-23 10:00:00）还早，其中一条的电脑时钟不对"
    assert odd(desk, case)[-5:] == [*[marked] * 4, ""]
    assert findings(desk) == []


def test_mark_is_handed_on_through_events_of_other_records_and_of_none(desk: Desk) -> None:
    case = cases.received(at(desk))
    yesterday = at(desk, DAY)
    with yesterday.store.write():
        events.note(factory.seat(yesterday, "qc"), "sign_in")
    other = cases.received(yesterday)
    assert all(odd(desk, other))
    assert signing.said_in(last_event(desk).detail)[CLOCK_BACK] == "2026-11-23T02:00:00.000Z"
    assert case != other


def test_who_waited_for_the_head_knows_the_latest_moment_all_the_same(desk: Desk) -> None:
    """Behind a lock the server shows the head as it is now, but not yet the event that it names."""
    cases.received(at(desk))
    call(at(desk, DAY), 1)
    with desk.store.write():
        desk.store.head = desk.store.head._replace(at=None, odd=None)
        assert order.marks(desk.store, "2026-11-22T03:00:00.000Z")[CLOCK_BACK] == "2026-11-23T02:00:00.000Z"


def test_false_future_is_told_beside_the_event_that_bears_it(desk: Desk) -> None:
    """Set forward by three days and back: it is not the honest event alone that looks odd."""
    case = cases.received(at(desk, -3 * DAY, pc="仓库"))
    call(at(desk, pc="前台"), case)
    *false, honest = odd(desk, case)
    assert set(false) == {"时间对不上：它后面的记录（2026-11-23 10:00:00）反而更早，其中一条的电脑时钟不对"}
    assert honest == "时间对不上：比它前面的记录（2026-11-26 10:00:00）还早，其中一条的电脑时钟不对"


def test_events_of_pcs_that_no_mark_speaks_of_are_left_in_peace(desk: Desk) -> None:
    morning = cases.received(at(desk, timedelta(hours=5), pc="品管"))
    cases.received(at(desk, pc="前台"))
    call(at(desk, DAY, pc="仓库"), morning)
    *before, marked = odd(desk, morning)
    assert not any(before)
    assert marked


def test_a_clock_behind_is_told_with_both_times_and_who_wrote_the_later(desk: Desk) -> None:
    cases.received(at(desk, pc="QC-2"))
    found = clock_watch.behind(at(desk, timedelta(hours=23, minutes=45)))
    assert found is not None
    assert found.sentence == (
        "这台电脑的时钟是 11-22 10:15，比最近一条记录（11-23 10:00，林样一，电脑 QC-2）早 23 小时 45 分，"
        "两个时钟有一个不对。请先校准时钟再登记；现在记的时间都会标记。"
    )
    call(at(desk, DAY), 1)
    assert clock_watch.behind(at(desk, timedelta(hours=23, minutes=45))) == found, "also after it has written"


@pytest.mark.parametrize("seconds", [-30, 0, 30, 60])
def test_clocks_of_an_office_may_differ_by_a_minute(desk: Desk, seconds: int) -> None:
    cases.received(at(desk))
    assert clock_watch.behind(at(desk, timedelta(seconds=seconds))) is None


def test_clocks_that_differ_by_more_than_a_minute_are_told_and_marked(desk: Desk) -> None:
    """E0.1"""
    case, behind = cases.received(at(desk)), at(desk, timedelta(seconds=61))
    assert clock_watch.behind(behind) is not None
    call(behind, case)
    assert odd(desk, case)[-1].startswith("时间对不上：比它前面的记录（2026-11-23 10:00:00）还早")


def test_looking_at_the_clock_costs_one_question(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    cases.received(at(desk))
    asked: list[str] = []
    ask = desk.store.database.execute_sql
    monkeypatch.setattr(
        desk.store.database, "execute_sql", lambda sql, *more, **named: asked.append(sql) or ask(sql, *more, **named)
    )
    assert clock_watch.behind(at(desk, -DAY)) is None
    assert len(asked) == 1


def test_who_is_answerable_says_that_this_clock_is_right_and_the_marks_end(desk: Desk) -> None:
    """Or one PC set forward by a year would have all others warned for a year."""
    case = cases.received(at(desk, -365 * DAY, pc="仓库"))
    with pytest.raises(Refused, match="要由品管主管（品质部经理）或系统管理员确认"):
        clock_watch.confirm(factory.seat(at(desk), "sales"), Proof("sales"))
    with pytest.raises(Refused, match="PIN 是别人的"):
        clock_watch.confirm(factory.seat(at(desk), "qcmgr"), Proof("sales"))
    clock_watch.confirm(factory.seat(at(desk), "qcmgr"), Proof("qcmgr"))
    assert signing.said_in(last_event(desk).detail)["overruled"] == "2027-11-23 10:00"
    assert clock_watch.behind(at(desk)) is None
    call(at(desk), case)
    assert odd(desk, case)[-1] == ""
    with pytest.raises(Refused, match="没有要确认的"):
        clock_watch.confirm(factory.seat(at(desk), "qcmgr"), Proof("qcmgr"))
    assert findings(desk) == []


def test_printed_case_tells_of_its_odd_times(desk: Desk) -> None:
    case = cases.received(at(desk), received_at="2026-11-21T09:00")
    cases.step(at(desk, DAY), case, "register", "qc", **cases.JUDGED)
    signed = dossier.told(desk, records.get(desk, case))["signed"]
    assert [row["reason"] for row in signed] == [
        "时间对不上：它后面的记录（2026-11-22 10:00:00）反而更早，其中一条的电脑时钟不对",
        "时间对不上：比它前面的记录（2026-11-23 10:00:00）还早，其中一条的电脑时钟不对",
    ]
