"""One step can be several happenings: each stops and starts the clocks in its turn."""

import cases
import factory
from case_clocks import latest, running

from qcdesk.desk import Desk
from qcdesk.services.cases import casework
from qcdesk.services.sheets import records
from qcdesk.services.times import clock_moves

MINOR = {"defect_codes": ["漏打后盖"], "defect_qty": 3, "nature": "质量问题", "branch": "加工装配不良",
         "duty_dept": ["装配"]}  # fmt: skip
MAIL = {"way": "邮件", "said": "告知原因和对策"}


def simplified(desk: Desk) -> int:
    case = cases.received(desk, description="漏打后盖三付")
    cases.step(desk, case, "register", "qc", **MINOR)
    cases.step(desk, case, "simplify", "qcmgr", cause="漏贴一张", plan="补贴", disposition=["仅答复客户"])
    return case


def test_handled_the_short_way_the_opinion_is_given_with_the_finding(desk: Desk) -> None:
    assert not running(desk, simplified(desk)) & {"INVESTIGATE-3WD", "OPINION-2WD"}


def test_an_analysis_starts_the_time_for_the_opinion(desk: Desk) -> None:
    case = cases.registered(desk)
    cases.step(desk, case, "analyse", "duty", cause="刀片超寿命")
    assert "OPINION-2WD" in running(desk, case)
    assert "INVESTIGATE-3WD" not in running(desk, case)


def test_a_customer_who_is_told_after_the_approval_is_answered(desk: Desk) -> None:
    case = simplified(desk)
    assert "APPROVED-1WH" in running(desk, case)
    casework.add(factory.seat(desk, "sales"), case, "contacts", MAIL)
    assert "APPROVED-1WH" not in running(desk, case)


def test_a_declined_case_waits_for_its_answer_only(desk: Desk) -> None:
    case = cases.received(desk)
    cases.step(desk, case, "decline", "qcmgr", reason="客户自行改装")
    assert not running(desk, case) & {"ASSIGN-1WD", "OPINION-2WD"}
    assert "FIRST-24H" in running(desk, case)


def test_time_to_appeal_is_the_customer_s(desk: Desk) -> None:
    case = simplified(desk)
    cases.step(desk, case, "handle_plain", "merch", handled="补贴三张唛头")
    cases.step(desk, case, "reply", "sales", replied_at=cases.NOW, reply="已补贴")
    cases.step(desk, case, "agree", "sales", customer_decision="同意", customer_opinion="客户 11 月 22 日签字单")
    rows = records.get(desk, case).values["clocks"]
    assert [row for row in rows if str(row["rule"]).startswith("APPEAL")] == []  # type: ignore[index,union-attr,call-overload]


def test_place_that_was_mended_before_the_registration_has_its_own_clock_only(desk: Desk) -> None:
    """E2.8: 田心范围 24 hours, 其他市内 48; not both at once."""
    monday = cases.at(desk, "2026-11-23T10:00")
    case = cases.received(monday, received_at="2026-11-23T09:00")
    assert "ONSITE-48H" in running(monday, case)
    sales = factory.seat(monday, "sales")
    records.save(sales, case, records.get(desk, case).version, {"place": "田心范围"})
    cases.step(monday, case, "register", "qc", **cases.JUDGED)
    assert running(monday, case) & {"ONSITE-24H", "ONSITE-48H"} == {"ONSITE-24H"}
    assert latest(desk, case)["ONSITE-48H"]["reason"] == "登记时已不是“其他市内”，结束时没有做"
    assert latest(desk, case)["ONSITE-24H"]["started_at"] == "2026-11-23T09:00"
    assert "VISIT-2WD" in running(monday, case)


def test_clock_began_by_hand_runs_on_through_the_registration(desk: Desk) -> None:
    """E4.3"""
    case = cases.received(desk)
    clock_moves.start(factory.seat(desk, "qc"), case, "HANDLE-1WD", "客户停线")
    cases.step(desk, case, "register", "qc", **cases.JUDGED)
    assert "HANDLE-1WD" in running(desk, case)


def test_nothing_is_done_before_it_began_whatever_the_clock_of_the_pc(desk: Desk) -> None:
    """E5 E8.11: set back by a day, the PC says it was done yesterday; the row says so."""
    case = cases.received(cases.at(desk, "2026-11-25T10:00"), received_at="2026-11-25T09:00")
    yesterday = cases.at(desk, "2026-11-24T10:00")
    casework.add(factory.seat(yesterday, "sales"), case, "contacts", MAIL)
    row = latest(desk, case)["FIRST-24H"]
    assert (row["started_at"], row["stopped_at"]) == ("2026-11-25T09:00", "2026-11-25T09:00")
    assert row["reason"] == "记下的时间早于起算，按起算时间算（2026-11-24 10:00）"


def test_call_of_before_the_approval_is_not_the_answer_after_it(desk: Desk) -> None:
    """E1.4: 1个工作时内回复投诉客户, counted from the approval."""
    monday = cases.at(desk, "2026-11-23T10:00")
    case = cases.received(monday, description="漏打后盖三付", received_at="2026-11-23T08:30")
    cases.step(monday, case, "register", "qc", **MINOR)
    cases.step(monday, case, "simplify", "qcmgr", cause="漏贴一张", plan="补贴", disposition=["仅答复客户"])
    casework.add(factory.seat(monday, "sales"), case, "contacts", {**MAIL, "at": "2026-11-23 09:00"})
    assert "APPROVED-1WH" in running(desk, case)
    assert "FIRST-24H" not in running(desk, case)
