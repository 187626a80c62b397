"""A case is judged and timed by the rows of its day, with the office's items, days and repeats."""

from datetime import UTC, date, datetime

import factory
import pytest

from qcdesk.desk import Desk
from qcdesk.errors import Invalid, NotFound, Refused
from qcdesk.services.basics import masters, office
from qcdesk.services.rules import ruling
from qcdesk.services.rules.ruling import Asked
from qcdesk.services.times import working_days
from qcdesk.store.models import Problem, Record

SHIPPING_MARK = {"family": "脚踏类", "defects": ["唛头写错"], "customer": "北坡车料（样例）行"}


def problem(desk: Desk, day: str, item: str = "唛头写错", customer: str = "北坡车料（样例）行") -> int:
    """A registered case of the problem, as its index says."""
    record = factory.draft(desk, values=factory.anomaly(customer=customer))
    desk.store.run(Record.update(customer=customer, state="analysis").where(Record.id == record))
    desk.store.run(Problem.insert(record=record, item=item, family="脚踏类", day=day))
    return record


def grade(desk: Desk, day: str, asked: Asked = ruling.ANYBODY) -> str:
    return ruling.judge(desk, {**SHIPPING_MARK, "received_at": day}, asked).grade


def test_third_wrong_shipping_mark_of_the_month_is_serious_and_names_the_other_two(desk: Desk) -> None:
    """E8.5 S4:264: third in one calendar month, entered last or not, not on the 1st of the next"""
    first, second = problem(desk, "2026-11-02"), problem(desk, "2026-11-15")
    assert grade(desk, "2026-11-30") == "严重"
    assert grade(desk, "2026-11-14") == "严重", "received between them, registered after them"
    assert grade(desk, "2026-12-01") == "一般"
    others = ruling.of_the_month(desk, {**SHIPPING_MARK, "received_at": "2026-11-30T08:00"})
    assert [one.key for one in others] == [first, second]


def test_case_itself_is_not_counted_nor_later_ones_where_it_was_judged_before(desk: Desk) -> None:
    """S4:264"""
    cases = [problem(desk, "2026-11-02") for _ in range(3)]
    assert [grade(desk, "2026-11-02", Asked(one)) for one in cases[:2]] == ["严重", "严重"]
    assert [grade(desk, "2026-11-02", Asked(one, before=True)) for one in cases] == ["一般", "一般", "严重"]


def test_case_that_names_a_problem_twice_counts_once(desk: Desk) -> None:
    """S4:264: 唛头用错 is the other family's name of 唛头写错"""
    twice = problem(desk, "2026-11-02")
    desk.store.run(Problem.insert(record=twice, item="唛头用错", family="脚踏类", day="2026-11-02"))
    assert grade(desk, "2026-11-30") == "一般"
    problem(desk, "2026-11-03", item="唛头用错")
    assert grade(desk, "2026-11-30") == "严重"


def test_problem_that_the_catalogue_lacks_is_the_same_by_its_name(desk: Desk) -> None:
    """S4:264"""
    for day in ("2026-11-02", "2026-11-03"):
        problem(desk, day, item="脚踏异响")
    found = ruling.judge(desk, {"family": "脚踏类", "defects": ["脚踏异响"], "received_at": "2026-11-30"})
    assert (found.grade, [clause.code for clause in found.clauses]) == ("严重", ["R2"])
    masters.save(factory.seat(desk, "admin"), "defect", None,
                 {"item": "转动异响", "family": "脚踏类", "severity": "一般", "aliases": "脚踏异响"})  # fmt: skip
    read = ruling.judge(desk, {"family": "脚踏类", "description": "装车后脚踏异响", "received_at": "2026-11-30"})
    assert read.grade == "严重", "both were registered before anybody could name it"


@pytest.mark.parametrize("state", ["draft", "received"])
def test_what_is_not_registered_yet_is_not_counted(desk: Desk, state: str) -> None:
    """S4:264: it will count the others when it is registered"""
    problem(desk, "2026-11-02")
    other = problem(desk, "2026-11-03")
    desk.store.run(Record.update(state=state).where(Record.id == other))
    assert grade(desk, "2026-11-30") == "一般"


@pytest.mark.parametrize("state", ["void", "merged", "declined", "unfounded"])
def test_what_was_void_merged_or_no_fault_of_ours_is_no_repeat(desk: Desk, state: str) -> None:
    problem(desk, "2026-11-02")
    other = problem(desk, "2026-11-03")
    desk.store.run(Record.update(state=state).where(Record.id == other))
    assert grade(desk, "2026-11-30") == "一般"


def test_office_may_count_the_same_customer_only(desk: Desk) -> None:
    problem(desk, "2026-11-02")
    problem(desk, "2026-11-15", customer="环岭自行车（样例）有限公司")
    assert grade(desk, "2026-11-30") == "严重"
    office.change_setting(factory.seat(desk, "admin"), ruling.SETTING, {ruling.BY_CUSTOMER: True})
    assert grade(desk, "2026-11-30") == "一般"


def test_items_added_by_the_office_count(desk: Desk) -> None:
    """S4:235-264: the lists end with 等"""
    assert ruling.judge(desk, {"defects": ["脚踏异响"]}).silent
    values = {"item": "脚踏异响", "family": "脚踏类", "severity": "批量", "aliases": "转动异响"}
    masters.save(factory.seat(desk, "admin"), "defect", None, values)
    assert ruling.judge(desk, {"family": "脚踏类", "description": "装车后转动异响"}).grade == "批量"


def test_bad_values_are_named(desk: Desk) -> None:
    with pytest.raises(Invalid, match="批量：要填 0 或更大的整数"):
        ruling.judge(desk, {"lot_qty": "许多"})


def test_due_time_by_code_or_by_event(desk: Desk) -> None:
    """E8.1 S2:64"""
    friday = datetime(2026, 11, 20, 10)
    assert ruling.due(desk, friday, "PERSON-2WD-SAT").at == datetime(2026, 11, 23, 10)
    assert ruling.due(desk, friday, "person_reply").rule.code == "PERSON-2WD-SAT"
    assert ruling.due(desk, friday, " cause-1w ").rule.code == "CAUSE-1W"
    for name in ("onsite_plan", "NO-SUCH", "", "'; DROP TABLE rule; --"):
        with pytest.raises(NotFound, match="可用的有：FIRST-24H"):
            ruling.due(desk, friday, name)


def test_row_not_in_force_can_be_compared(desk: Desk) -> None:
    assert ruling.due(desk, datetime(2026, 11, 20, 10), "RESULT-5WD").at == datetime(2026, 11, 27, 10)


def test_time_with_a_zone_is_read_on_the_offices_clock(desk: Desk) -> None:
    at = datetime(2026, 11, 20, 2, tzinfo=UTC)
    assert ruling.due(desk, at, "PERSON-2WD-SAT").start == datetime(2026, 11, 20, 10)
    problem(desk, "2026-11-02")
    problem(desk, "2026-11-03")
    assert grade(desk, "2026-11-30T16:30:00+00:00") == "一般", "already the 1st of December here"
    with pytest.raises(Refused, match="超出了日历"):
        ruling.due(desk, datetime(9999, 12, 31, 23, tzinfo=UTC), "FIRST-24H")


def test_factory_days_move_the_due_time(desk: Desk) -> None:
    keeper = factory.seat(desk, "qcmgr")
    working_days.set_day(keeper, date(2026, 11, 21), False, "停电")
    assert ruling.due(desk, datetime(2026, 11, 20, 10), "PERSON-2WD-SAT").at == datetime(2026, 11, 24, 10)


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2026-12-31T23:59:59"])
def test_ends_of_the_calendar_are_judged_too(desk: Desk, day: str) -> None:
    assert grade(desk, day) == "一般"
