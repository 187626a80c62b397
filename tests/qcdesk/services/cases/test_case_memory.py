"""What a case keeps while the world moves: its judgement, its rules, its order, its deadlines."""

import threading
from datetime import UTC, date, datetime, timedelta, timezone

import cases
import factory
import pytest
from case_clocks import latest

from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.services.cases import advising, casework
from qcdesk.services.overview import board, case_list
from qcdesk.services.overview.case_list import CaseQuery
from qcdesk.services.rules import rulebook
from qcdesk.services.sheets import records
from qcdesk.services.times import clocks
from qcdesk.services.trail import history, verifying
from qcdesk.store.models import Event

FRIDAY = "2026-11-20T10:00"


def due(desk: Desk, case: int, rule: str) -> str:
    return str(latest(desk, case)[rule]["due_at"])


def test_old_case_keeps_its_judgement_when_a_criterion_changes(desk: Desk) -> None:
    """E4.1: the rule set a case was judged by is the one it keeps; the next one follows the new row."""
    monday = cases.at(desk, "2026-11-23T09:00")
    lot = {**cases.JUDGED, "defect_codes": ["反光片上错"], "defect_qty": 500}
    old = cases.received(monday, received_at="2026-11-23T09:00", description="反光片上错 500 付")
    cases.step(monday, old, "register", "qc", **lot)
    assert cases.value(desk, old, "severity") == "一般"
    keeper = factory.seat(cases.at(desk, "2026-11-24T09:00"), "qcmgr")
    rulebook.change(keeper, "criterion", "R1", {"least": "0.20"}, reason="客户要求收紧")
    tuesday = cases.at(desk, "2026-11-24T10:00")
    new = cases.received(tuesday, received_at="2026-11-24T10:00", description="反光片上错 500 付")
    cases.step(tuesday, new, "register", "qc", **lot)
    assert (cases.value(desk, old, "severity"), cases.value(desk, new, "severity")) == ("一般", "批量")
    versions = [[(row["code"], row["version"]) for row in cases.value(desk, case, "clauses")] for case in (old, new)]
    assert ("R1", 2) in versions[1]
    assert ("R1", 2) not in versions[0]
    late = cases.received(tuesday, received_at="2026-11-23T16:00", description="短装 500 付")
    cases.step(tuesday, late, "register", "qc", **{**lot, "defect_codes": ["短装"]})
    assert cases.value(desk, late, "severity") == "一般", "it came in before the new row held"


def test_blank_that_the_factory_fills_binds_the_customers_it_names(desk: Desk) -> None:
    """E5 S2:100: the sources leave blank how soon somebody is at a customer out of the city."""
    keeper = factory.seat(cases.at(desk, FRIDAY), "qcmgr")
    filled = {"amount": 72, "unit": "clock_hours", "active": True}
    rulebook.change(keeper, "deadline", "ONSITE-FAR", filled, reason="本厂规定")
    monday = cases.at(desk, "2026-11-23T09:00")
    far, near = (cases.received(monday, received_at="2026-11-23T09:00", place=one) for one in ("市外", "市内其他"))
    assert due(desk, far, "ONSITE-FAR") == "2026-11-26T09:00"
    assert not {"ONSITE-48H", "VISIT-2WD", "SAMPLE-2WH"} & set(latest(desk, far))
    assert "ONSITE-FAR" not in latest(desk, near)


def test_clock_is_met_by_the_rule_it_was_started_by(desk: Desk) -> None:
    """E3.2 E5: switching to another row of the same event does not leave the old clock running for ever."""
    monday = cases.at(desk, "2026-11-23T09:00")
    case = cases.received(monday, received_at="2026-11-23T09:00")
    rulebook.choose(factory.seat(monday, "qcmgr"), "RESULT-5WD", reason="客户要求")
    row = latest(desk, case)["RESULT-7WD"]
    assert (row["version"], "stopped_at" in row) == (1, False)
    small = cases.walk(monday, cases.small(monday, received_at="2026-11-23T08:30"), "simplify", "handle_plain", "reply")
    assert "RESULT-5WD" in latest(desk, small)
    cases.step(monday, case, "register", "qc", **cases.JUDGED, severity="一般", override_reason="客户不追究")
    cases.step(monday, case, "decline", "qcmgr", "改装件")
    cases.step(monday, case, "tell_declined", "sales", replied_at="2026-11-23 09:00", reply="已说明")
    row = latest(desk, case)["RESULT-7WD"]
    assert row["stopped_at"] == "2026-11-23T09:00"
    assert "reason" not in row


def test_friday_ten_and_two_working_days_with_saturday_is_monday_ten(desk: Desk) -> None:
    """E8.1 E2.4: 星期五上午10:00发出 → 最迟下个星期一上午10:00, in the case and with its counting."""
    friday = cases.at(desk, FRIDAY)
    case = cases.received(friday, received_at=FRIDAY)
    cases.step(friday, case, "register", "qc", **cases.JUDGED)
    row = latest(desk, case)["PERSON-2WD-SAT"]
    assert (row["due_at"], row["steps"]) == ("2026-11-23T10:00", "五10:00 → 六 → 一10:00")


def test_week_for_the_cause_is_seven_days_of_the_calendar(desk: Desk) -> None:
    """E0.3 note 3: 必须在一周内回复客户不良原因及改善方案."""
    friday = cases.at(desk, FRIDAY)
    case = cases.received(friday, received_at=FRIDAY)
    assert "2026-11-27T10:00" in {row["due_at"] for row in cases.value(desk, case, "clocks")}


def test_overdue_is_found_after_days_of_a_closed_program(desk: Desk, database_url: str) -> None:
    """E8.11: nobody had to be there on the day; who to tell rises with the delay."""
    friday = cases.at(desk, FRIDAY)
    case = cases.received(friday, received_at=FRIDAY)
    ahead = board.board(cases.at(desk, "2026-11-20T11:00"))
    assert ahead.overdue_count == 0
    again = factory.reopen(desk, database_url)
    later = board.board(cases.at(again, "2026-11-24T11:00"))
    labels = {item.label: item.level for item in later.overdue}
    assert (labels["首次回复客户"], labels["分类、登记、分配"]) == ("品管主管、生产经理", "部门主管")
    assert later.overdue_count == len(later.overdue) >= 4
    page = case_list.find(cases.at(again, "2026-11-24T11:00"), CaseQuery(overdue=True))
    assert [(row.id, row.overdue) for row in page.rows] == [(case, True)]
    again.close()


def test_more_is_counted_as_overdue_than_the_list_shows(local_desk: Desk) -> None:
    """E8.11: a list of fifty says that there are more."""
    friday = cases.at(local_desk, FRIDAY)
    for number in range(10):
        cases.received(friday, received_at=FRIDAY, description=f"第 {number} 箱芯轴断裂")
    found = board.board(cases.at(local_desk, "2027-02-01T08:00"))
    assert len(found.overdue) == board.SOON < found.overdue_count


def test_month_without_resolution_is_a_major_complaint(desk: Desk) -> None:
    """E0.6 E5: 有效投诉在一个月内得不到合理解决 → 重大, in the list and in the case."""
    friday = cases.at(desk, FRIDAY)
    case = cases.received(friday, received_at=FRIDAY)
    before, after = (cases.at(desk, moment) for moment in ("2026-12-20T09:59", "2026-12-20T10:01"))
    assert [row.major for row in case_list.find(before, CaseQuery()).rows] == [False]
    assert [row.major for row in case_list.find(after, CaseQuery()).rows] == [True]
    told = advising.advice(after, records.get(after, case))
    assert told[0] == "重大投诉：到 2026-12-20 10:00 还没有合理解决，要报告高层（S0:172）"
    assert not any("重大投诉" in sentence for sentence in advising.advice(before, records.get(before, case)))


def test_pc_set_to_yesterday_keeps_the_order_and_the_trail_says_so(desk: Desk) -> None:
    """E0.1: order is that of the sequence; what is odd about the time is told, and is no tampering."""
    now = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    today, yesterday = (desk.at(Clock(now - back)) for back in (timedelta(), timedelta(days=1)))
    case = cases.received(today)
    casework.add(factory.seat(yesterday, "sales"), case, "contacts", {"way": "电话", "said": "告知进展"})
    casework.add(factory.seat(today, "sales"), case, "contacts", {"way": "电话", "said": "再告知"})
    lines = history.told(desk, case)
    assert [line.seq for line in lines] == sorted(line.seq for line in lines)
    assert [line.sentence.partition("（")[0] for line in lines[-2:]] == ["加联系记录"] * 2
    assert lines[-2].clock == "时间对不上：比它前面的记录（2026-11-23 10:00:00）还早，其中一条的电脑时钟不对"
    assert lines[-1].clock == ""
    assert [row["said"] for row in cases.value(desk, case, "contacts")] == ["告知进展", "再告知"]
    assert verifying.verify(desk) == []


def test_clocks_of_two_pcs_may_differ_by_seconds(desk: Desk) -> None:
    now = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    case = cases.received(desk.at(Clock(now)))
    behind = factory.seat(desk.at(Clock(now - timedelta(seconds=30))), "sales")
    casework.add(behind, case, "contacts", {"way": "电话", "said": "告知进展"})
    assert history.told(desk, case)[-1].clock == ""


@pytest.mark.parametrize("zone", [-9, 0, 8, 14])
def test_pc_in_another_time_zone_reads_the_same_deadlines(desk: Desk, zone: int) -> None:
    """E5: the office's wall clock counts, whatever the PC is set to."""
    moment = datetime(2026, 11, 20, 10, 0, tzinfo=desk.clock.zone)
    abroad = desk.at(Clock(moment.astimezone(timezone(timedelta(hours=zone)))))
    assert clocks.now(abroad) == "2026-11-20T10:00"
    case = cases.received(abroad)
    assert cases.value(desk, case, "received_at") == "2026-11-20T10:00"
    assert due(desk, case, "RESULT-7WD") == "2026-12-01T10:00"
    stamps = [event.at for event in desk.store.rows(Event.select().where(Event.record == case))]
    assert all(stamp.startswith("2026-11-20T02:00") for stamp in stamps)


def test_two_people_who_add_contacts_at_once_are_both_there(desk: Desk, database_url: str) -> None:
    """E0.2: lists take lines from everybody; nobody's are lost."""
    case = cases.received(desk)
    both = [factory.reopen(desk, database_url) for _ in range(2)]
    start = threading.Barrier(2)
    failed: list[BaseException] = []

    def add(one: Desk, login: str) -> None:
        try:
            start.wait()
            for number in range(8):
                said = {"way": "电话", "said": f"{login} 第 {number} 次"}
                casework.add(factory.seat(one, login), case, "contacts", said)
        except BaseException as error:  # noqa: BLE001 - told by the test
            failed.append(error)
        finally:
            one.close()

    threads = [threading.Thread(target=add, args=pair) for pair in zip(both, ("sales", "cs"), strict=True)]
    for thread in threads:
        thread.start()
    for thread, one in zip(threads, both, strict=True):
        thread.join()
        one.close()
    assert failed == []
    said = [row["said"] for row in cases.value(desk, case, "contacts")]
    assert sorted(said) == sorted(f"{login} 第 {number} 次" for login in ("sales", "cs") for number in range(8))
    assert verifying.verify(desk) == []


def test_number_counts_by_month_and_series(desk: Desk) -> None:
    """E8.12"""
    november, december = cases.at(desk, "2026-11-30T15:00"), cases.at(desk, "2026-12-01T15:00")
    made = [records.get(desk, cases.received(when)).number for when in (november, november, december)]
    made.append(records.get(desk, cases.received(december, case_kind="客户反馈")).number)
    assert made == ["TS-202611-001", "TS-202611-002", "TS-202612-001", "FK-202612-001"]


def test_provisional_years_are_marked_in_the_counting(desk: Desk) -> None:
    """E5 E8.2: days of a year whose holidays are not announced yet."""
    late = cases.at(desk, "2031-01-06T10:00")
    case = cases.received(late, received_at="2031-01-06T10:00")
    assert any("该年放假未公布" in row["steps"] for row in cases.value(desk, case, "clocks"))
    assert date(2031, 1, 6).weekday() == 0
