"""What the sheets of a case do to its clocks: 内联单 and 协调工作单 run by themselves, and only with their sheet."""

import cases
import factory
import pytest
from case_clocks import latest
from trail import sentences

from qcdesk.desk import Desk
from qcdesk.rules.rows import DEADLINE
from qcdesk.services.cases import casework, joining
from qcdesk.services.rules import rulebook
from qcdesk.services.sheets import records
from qcdesk.services.trail import verifying

MONDAY = "2026-11-23T09:00"
BLANKS = {"COORD-SUBMIT": (30, "clock_minutes"), "COORD-CALL": (20, "clock_minutes"),
          "COORD-TRACE": (90, "clock_minutes"), "COORD-RETURN": (8, "clock_hours"),
          "COORD-SECOND": (48, "clock_hours")}  # fmt: skip
CONTACT = {"date": "2026-11-23", "reply_by": "2026-11-24T17:00", "replied_at": "2026-11-23"}
ORDER = {"received_at": MONDAY, "first_contact": "2026-11-23T09:10", "promise": "2026-11-23T17:00",
         "done": "2026-11-23T09:20", "cb1": "2026-11-23T09:30", "cb2": "2026-11-23T09:40"}  # fmt: skip


@pytest.fixture
def monday(desk: Desk) -> Desk:
    return cases.at(desk, MONDAY)


@pytest.fixture
def timed(monday: Desk) -> Desk:
    """With the blanks of the 协调工作单 filled by the factory."""
    for code, (amount, unit) in BLANKS.items():
        rulebook.change(factory.seat(monday, "qcmgr"), DEADLINE, code, {"amount": amount, "unit": unit, "active": True})
    return monday


def contact(desk: Desk, case: int, *actions: str) -> int:
    return cases.sheet(desk, case, "internal_contact", "internal_contact-spindle", *actions, by="sales", **CONTACT)


def order(desk: Desk, case: int, *actions: str, **changes: object) -> int:
    given = {**ORDER, **changes}
    return cases.sheet(desk, case, "coordination_order", "coordination_order-missing", *actions, by="cs", **given)


def test_contact_sheet_is_distributed_within_two_working_hours(monday: Desk) -> None:
    """E1.4 S1:105: from when it is handed in for 审核 to 签发."""
    case = cases.registered(monday, received_at=MONDAY)
    sheet = contact(monday, case, "draft")
    waiting = latest(monday, case)["SHEET-2WH"]
    assert (waiting["started_at"], waiting["due_at"]) == (MONDAY, "2026-11-23T11:00")
    assert "stopped_at" not in waiting
    factory.walk(cases.at(monday, "2026-11-23T10:30"), sheet, "issue")
    assert latest(monday, case)["SHEET-2WH"]["stopped_at"] == "2026-11-23T10:30"
    assert "时限随单起止" in sentences(monday, case)
    assert verifying.verify(monday) == []


def test_contact_sheet_that_is_void_is_not_waited_for(monday: Desk) -> None:
    """E1.4"""
    case = cases.registered(monday, received_at=MONDAY)
    factory.take(monday, contact(monday, case, "draft"), "void", reason="开错了")
    ended = latest(monday, case)["SHEET-2WH"]
    assert ended["stopped_at"] == MONDAY
    assert ended["reason"].endswith("作废，结束时没有做")


def test_approved_contact_sheet_starts_the_hour_for_the_answer(monday: Desk) -> None:
    """E1.4 S1:105: 审批 → 1 个工作时内回复客户."""
    case = cases.registered(monday, received_at=MONDAY)
    contact(monday, case, "draft", "issue", "answer", "answer_check", "confirm", "approve")
    assert latest(monday, case)["APPROVED-1WH"]["due_at"] == "2026-11-23T10:00"
    later = factory.seat(cases.at(monday, "2026-11-23T09:40"), "sales")
    casework.add(later, case, "contacts", {"way": "电话", "said": "告知处理意见"})
    assert latest(monday, case)["APPROVED-1WH"]["stopped_at"] == "2026-11-23T09:40"


def test_what_crosses_departments_is_reported_by_contact_sheet(monday: Desk) -> None:
    """E1.4 S1:105: 跨部门/超权限 - reported within a working day, answered within 24 hours."""
    case = cases.received(monday, received_at=MONDAY)
    cases.step(monday, case, "register", "qc", **{**cases.JUDGED, "duty_dept": ["装配", "采购部"]})
    assert latest(monday, case)["REPORT-1WD"]["due_at"] == "2026-11-24T09:00"
    sheet = contact(monday, case, "draft")
    assert latest(monday, case)["REPORT-1WD"]["stopped_at"] == MONDAY
    assert latest(monday, case)["DIRECTOR-24H"]["due_at"] == "2026-11-24T09:00"
    factory.walk(monday, sheet, "issue")
    assert latest(monday, case)["DIRECTOR-24H"]["stopped_at"] == MONDAY


def test_contact_sheet_within_one_s_authority_asks_nobody_above(monday: Desk) -> None:
    """E1.4"""
    case = cases.registered(monday, received_at=MONDAY)
    contact(monday, case, "draft", "issue")
    assert not {"REPORT-1WD", "DIRECTOR-24H"} & set(latest(monday, case))


def test_customer_who_disagrees_is_the_director_s_within_a_day(monday: Desk) -> None:
    """E1.4 E0.8: 转高层 is the report; what is assigned is the answer."""
    case = cases.walk(monday, cases.small(monday, received_at=MONDAY), "simplify", "handle_plain", "reply")
    cases.step(monday, case, "disagree", "sales", "还是不满")
    assert "stopped_at" in latest(monday, case)["REPORT-1WD"]
    assert "stopped_at" not in latest(monday, case)["DIRECTOR-24H"]
    cases.step(monday, case, "reassign", "gm", "重新查")
    assert "stopped_at" in latest(monday, case)["DIRECTOR-24H"]


def test_filled_blanks_run_in_no_case_without_an_order(timed: Desk) -> None:
    """E3.8: neither from the receipt nor by a call to the customer."""
    case = cases.registered(timed, received_at=MONDAY)
    casework.add(factory.seat(timed, "sales"), case, "contacts", {"way": "电话", "said": "告知进展"})
    assert not set(BLANKS) & set(latest(timed, case))


def test_order_runs_from_its_opening_to_the_second_call(timed: Desk) -> None:
    """E3.8 S3:240-246: submitted, first call, handed in, traced, second contact, each by its own blank."""
    case = cases.received(timed, received_at=MONDAY)
    sheet = order(timed, case)
    assert latest(timed, case)["COORD-SUBMIT"]["due_at"] == "2026-11-23T09:30"
    half = cases.at(timed, "2026-11-23T09:15")
    factory.walk(half, sheet, "register")
    assert latest(timed, case)["COORD-SUBMIT"]["stopped_at"] == "2026-11-23T09:15"
    assert latest(timed, case)["COORD-CALL"]["due_at"] == "2026-11-23T09:35"
    assert latest(timed, case)["COORD-RETURN"]["due_at"] == "2026-11-23T17:15"
    later = cases.at(timed, "2026-11-23T10:00")
    factory.walk(later, sheet, "take_over", "handle")
    assert latest(timed, case)["COORD-CALL"]["stopped_at"] == "2026-11-23T09:15"
    assert latest(timed, case)["COORD-CALL"]["reason"] == "记下的时间早于起算，按起算时间算（2026-11-23 09:10）"
    assert latest(timed, case)["COORD-RETURN"]["stopped_at"] == "2026-11-23T10:00"
    assert latest(timed, case)["COORD-TRACE"]["due_at"] == "2026-11-23T10:40"
    factory.walk(later, sheet, "inform", "call_back")
    assert latest(timed, case)["COORD-TRACE"]["stopped_at"] == "2026-11-23T09:30"
    assert "stopped_at" in latest(timed, case)["COORD-SECOND"]
    assert verifying.verify(timed) == []


def test_call_that_an_order_waits_for_is_the_first_one(timed: Desk) -> None:
    """E3.8"""
    case = cases.received(timed, received_at=MONDAY)
    order(timed, case, "register")
    casework.add(factory.seat(timed, "sales"), case, "contacts", {"way": "电话", "said": "已接单，下午到"})
    assert latest(timed, case)["COORD-CALL"]["stopped_at"] == MONDAY
    assert latest(timed, case)["COORD-TRACE"]["due_at"] == "2026-11-23T10:30"


def alone(desk: Desk, sample: str, *actions: str, by: str, **changes: object) -> int:
    """A sheet that stands in no case yet."""
    values = {name: value for name, value in factory.sample(sample).items() if name not in cases.LINKED}
    made = factory.draft(desk, sample.partition("-")[0], {**values, **changes}, by)
    return factory.walk(desk, made, *actions)


def test_order_put_into_a_case_later_runs_by_its_own_times(timed: Desk) -> None:
    """E3.8: begun, submitted, first call and handed in as they were, not when it was linked."""
    case = cases.received(timed, received_at=MONDAY)
    sheet = alone(timed, "coordination_order-missing", by="cs", **ORDER, customer=cases.CUSTOMER)
    factory.walk(cases.at(timed, "2026-11-23T09:15"), sheet, "register")
    factory.walk(cases.at(timed, "2026-11-23T10:00"), sheet, "take_over", "handle")
    late = cases.at(timed, "2026-11-24T15:00")
    casework.link(factory.seat(late, "cs"), case, sheet)
    found = latest(timed, case)
    assert (found["COORD-SUBMIT"]["due_at"], found["COORD-SUBMIT"]["stopped_at"]) == (
        "2026-11-23T09:30", "2026-11-23T09:15")  # fmt: skip
    assert (found["COORD-CALL"]["started_at"], found["COORD-CALL"]["stopped_at"]) == (
        "2026-11-23T09:15", "2026-11-23T09:15")  # fmt: skip
    assert found["COORD-RETURN"]["stopped_at"] == "2026-11-23T10:00"
    assert (found["COORD-TRACE"]["due_at"], "stopped_at" in found["COORD-TRACE"]) == ("2026-11-23T10:40", False)
    assert sentences(late, case).count("时限随单起止") == 1
    assert verifying.verify(timed) == []


def test_order_that_was_void_before_it_was_put_into_the_case_is_not_waited_for(timed: Desk) -> None:
    """E3.8"""
    case = cases.received(timed, received_at=MONDAY)
    sheet = alone(timed, "coordination_order-missing", "register", by="cs", **ORDER, customer=cases.CUSTOMER)
    factory.take(cases.at(timed, "2026-11-23T09:05"), sheet, "void", reason="重复开单")
    casework.link(factory.seat(cases.at(timed, "2026-11-24T15:00"), "cs"), case, sheet)
    ended = [row for code, row in latest(timed, case).items() if code in BLANKS]
    assert {row["stopped_at"] for row in ended if row.get("reason")} == {"2026-11-23T09:05"}
    assert all("stopped_at" in row for row in ended)


def test_answer_given_since_meets_what_a_sheet_linked_later_started(monday: Desk) -> None:
    """E1.4 S1:105: approved on the sheet, the customer called within the hour, both before the sheet was linked."""
    case = cases.registered(monday, received_at=MONDAY)
    sheet = alone(monday, "internal_contact-spindle", "draft", "issue", "answer", "answer_check", "confirm", "approve",
                  by="sales", **CONTACT)  # fmt: skip
    call = {"way": "电话", "said": "告知处理意见"}
    casework.add(factory.seat(cases.at(monday, "2026-11-23T09:40"), "sales"), case, "contacts", call)
    casework.link(factory.seat(cases.at(monday, "2026-11-24T15:00"), "sales"), case, sheet)
    assert latest(monday, case)["APPROVED-1WH"]["stopped_at"] == "2026-11-23T09:40"
    assert latest(monday, case)["SHEET-2WH"]["stopped_at"] == MONDAY


def test_contact_sheet_that_names_its_case_runs_as_one_opened_in_it(monday: Desk) -> None:
    """E1.4: it comes into the case as it is handed in."""
    case = cases.registered(monday, received_at=MONDAY)
    number = records.get(monday, case).number
    alone(monday, "internal_contact-spindle", "draft", by="sales", complaint_no=number, **CONTACT)
    assert latest(monday, case)["SHEET-2WH"]["due_at"] == "2026-11-23T11:00"
    assert verifying.verify(monday) == []


def test_copy_of_an_order_begins_as_one_opened_in_the_case(timed: Desk) -> None:
    """E3.8"""
    case = cases.received(timed, received_at=MONDAY)
    first = order(timed, case, "register")
    later = cases.at(timed, "2026-11-23T14:00")
    joining.copy(factory.seat(later, "cs"), first)
    assert latest(timed, case)["COORD-SUBMIT"]["due_at"] == "2026-11-23T14:30"
    assert verifying.verify(timed) == []


def test_sheet_without_clocks_leaves_those_of_the_case_alone(monday: Desk) -> None:
    case = cases.registered(monday, received_at=MONDAY)
    before = cases.value(monday, case, "clocks")
    casework.link(factory.seat(monday, "qc"), case, factory.signed_label(monday, customer=cases.CUSTOMER))
    assert cases.value(monday, case, "clocks") == before


def test_order_that_is_void_is_not_waited_for(timed: Desk) -> None:
    """E3.8"""
    case = cases.received(timed, received_at=MONDAY)
    factory.take(timed, order(timed, case, "register"), "void", reason="重复开单")
    assert all("stopped_at" in row for code, row in latest(timed, case).items() if code in BLANKS)


def test_blank_filled_on_an_older_desk_starts_with_the_order_too(timed: Desk) -> None:
    """E3.8: rows stored before named the receipt of the case."""
    values = {"event": "coordination_submit", "title": "协调工作单提交", "starts": "received",
              "stops": "sheet_submitted", "amount": 10, "unit": "clock_minutes", "condition": "旧"}  # fmt: skip
    rulebook.change(factory.seat(timed, "qcmgr"), DEADLINE, "F-OLD", values)
    row = next(row for row in rulebook.deadlines(timed) if row.code == "F-OLD")
    assert row.starts == "order_begun"


def test_merge_is_no_answer_to_the_customer(monday: Desk) -> None:
    """E3.4: the clocks of a merged case end with a reason, unmet; those of the other run on."""
    case, into = cases.received(monday, received_at=MONDAY), cases.received(monday, received_at=MONDAY)
    cases.step(monday, case, "merge", "qc", "同一问题", merged_into=records.get(monday, into).number)
    for code in ("FIRST-24H", "CAUSE-1W", "UNRESOLVED-1M"):
        assert latest(monday, case)[code]["reason"], code
        assert "stopped_at" not in latest(monday, into)[code]
