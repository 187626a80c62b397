"""同一问题48小时内抱怨2次以上 = 投诉, held at every step of a feedback that would go on as one."""

import cases
import factory
import pytest

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.cases import casework, grumbling
from qcdesk.services.sheets import records

MONDAY = "2026-11-02T09:00"
REFUSED = "同一问题 48 小时内抱怨 2 次.*按投诉处理.*不能按客户反馈办，请先“升为客户投诉”（客户投诉管理办法"


def feedback(desk: Desk, **changes: object) -> int:
    given = {"case_kind": "客户反馈", "received_at": MONDAY, "importance": "一般客户", "description": "芯轴断裂 2 支"}
    return cases.received(desk, **{**given, **changes})


def grumbles(desk: Desk, case: int, at: str, said: str = "又来电话催") -> None:
    casework.add(factory.seat(desk, "sales"), case, "contacts", {"way": "客户抱怨", "said": said, "at": at})


@pytest.fixture
def tuesday(desk: Desk) -> Desk:
    return cases.at(desk, "2026-11-05T09:00")


def test_second_grumble_in_two_days_is_not_registered_as_feedback(tuesday: Desk) -> None:
    """E1.2 E5 S1:86: the edge of 48 hours is within."""
    case = feedback(tuesday)
    grumbles(tuesday, case, "2026-11-04 09:00")
    with pytest.raises(Refused, match=REFUSED):
        cases.walk(tuesday, case, "register")
    cases.step(tuesday, case, "promote", "sales", "48 小时内第二次抱怨")
    cases.walk(tuesday, case, "register")
    assert cases.value(tuesday, case, "case_kind") == "客户投诉"


@pytest.mark.parametrize(
    ("at", "said"), [("2026-11-04 09:01", "又来电话催"), ("2026-11-03 09:00", "另外有 3 箱唛头写错")]
)
def test_later_grumble_and_one_about_something_else_leave_a_feedback(tuesday: Desk, at: str, said: str) -> None:
    """E1.2 S1:86: 同一问题."""
    case = feedback(tuesday)
    grumbles(tuesday, case, at, said)
    cases.walk(tuesday, case, "register")
    assert cases.value(tuesday, case, "case_kind") == "客户反馈"


def test_grumble_that_names_the_problem_again_counts(tuesday: Desk) -> None:
    """E1.2 S1:86"""
    case = feedback(tuesday)
    grumbles(tuesday, case, "2026-11-03 09:00", "唛头写错的以外，轴也断了")
    with pytest.raises(Refused, match=REFUSED):
        cases.walk(tuesday, case, "register")


def test_grumble_after_the_registration_stops_the_analysis(tuesday: Desk) -> None:
    """E1.2 S1:86"""
    case = cases.walk(tuesday, feedback(tuesday), "register")
    grumbles(tuesday, case, "2026-11-03 09:00")
    with pytest.raises(Refused, match=REFUSED):
        cases.walk(tuesday, case, "analyse")


def test_grumbles_of_the_last_days_stop_the_closing(local_desk: Desk) -> None:
    """E1.2 S1:86"""
    case = cases.small(local_desk, case_kind="客户反馈")
    cases.walk(local_desk, case, "simplify", "handle_plain", "reply")
    cases.heard(local_desk, case)
    cases.walk(local_desk, case, "agree", "track", "archive")
    grumbles(local_desk, case, cases.now(local_desk))
    with pytest.raises(Refused, match=REFUSED):
        cases.walk(local_desk, case, "close")


def test_grumble_taken_in_as_a_case_of_its_own_counts_and_is_named(tuesday: Desk) -> None:
    """E1.2 S1:86: what was found in house is none of the customer's."""
    first = feedback(tuesday)
    cases.received(tuesday, case_kind="厂内异常", channel="厂内发现", received_at="2026-11-02T10:00",
                   found_dept="生产部", description="芯轴断裂")  # fmt: skip
    assert not grumbling.repeated(tuesday, records.get(tuesday, first))
    second = feedback(tuesday, received_at="2026-11-03T09:00")
    number = records.get(tuesday, first).number
    with pytest.raises(Refused, match=f"连同 {number}，不能按客户反馈办"):
        cases.walk(tuesday, second, "register")
