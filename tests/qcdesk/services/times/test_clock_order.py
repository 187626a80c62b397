"""One step can be several happenings: each stops and starts the clocks in its turn."""

import cases
import factory

from qcdesk.desk import Desk
from qcdesk.services.cases import casework
from qcdesk.services.sheets import records

MINOR = {"defect_codes": ["漏打后盖"], "defect_qty": 3, "nature": "质量问题", "branch": "加工装配不良",
         "duty_dept": ["装配"]}  # fmt: skip
MAIL = {"way": "邮件", "said": "告知原因和对策"}


def running(desk: Desk, case: int) -> set[str]:
    rows = records.get(desk, case).values["clocks"]
    return {str(row["rule"]) for row in rows if "stopped_at" not in row}  # type: ignore[index,union-attr,call-overload]


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
