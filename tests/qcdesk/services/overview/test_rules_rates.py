"""The month's rates come from the cases as they stand."""

import cases
import factory
import pytest
from case_clocks import line

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.cases import casework
from qcdesk.services.overview import rates
from qcdesk.services.sheets import records
from qcdesk.services.times import clock_moves

MONTH = "2026-11"
FRIDAY, MONDAY = "2026-11-20T10:00", "2026-11-23T10:00"


def words(desk: Desk, month: str = MONTH) -> dict[tuple[str, str], str]:
    return {(rate.name, rate.of): rate.words for rate in rates.monthly(desk, month)}


def analysed(desk: Desk, at: str, **changes: object) -> int:
    """Registered on Friday at ten, answered by the responsible department at `at`."""
    case = cases.registered(cases.at(desk, FRIDAY), received_at=FRIDAY, **changes)
    return cases.walk(cases.at(desk, at), case, "analyse")


def test_department_is_measured_by_two_working_days_with_saturday(desk: Desk) -> None:
    """E2.4 E8.1 E8.3: on Monday at ten in time, a minute later late."""
    analysed(desk, MONDAY)
    late = analysed(desk, "2026-11-23T10:01")
    later = cases.at(desk, "2026-11-24T09:00")
    found = words(later)
    assert found["及时回复率", "装配"] == "50%"
    timely = next(rate for rate in rates.monthly(later, MONTH) if rate.of == "装配")
    assert timely.missed == (records.get(desk, late).number,)


def test_open_ones_count_once_they_are_late_and_waived_ones_never(desk: Desk) -> None:
    """E2.4"""
    case = cases.registered(cases.at(desk, FRIDAY), received_at=FRIDAY)
    assert words(cases.at(desk, MONDAY))["及时回复率", "装配"] == "—"
    late = cases.at(desk, "2026-11-23T10:01")
    assert words(late)["及时回复率", "装配"] == "0%"
    at = line(desk, case, "PERSON-2WD-SAT")
    clock_moves.waive(factory.seat(late, "qcmgr"), case, at, "客户撤回")
    assert words(late)["及时回复率", "合计"] == "—"


def test_contact_and_end_result_are_told_by_product_line(desk: Desk) -> None:
    """E2.4: what the customer grumbles himself is no contact of ours; feedback and merged cases are not counted."""
    spoken, silent = analysed(desk, MONDAY), analysed(desk, MONDAY)
    call = {"way": "电话", "whom": "林样", "said": "已告知正在分析"}
    casework.add(factory.seat(desk, "sales"), spoken, "contacts", call)
    casework.add(factory.seat(desk, "sales"), silent, "contacts", {"way": "客户抱怨", "said": "还没有消息"})
    cases.small(cases.at(desk, FRIDAY), received_at=FRIDAY, case_kind="客户反馈")
    found = words(desk)
    assert found["总部与客户沟通率", "脚踏类"] == "50%"
    assert found["最终处理结果回复率", "脚踏类"] == "0%"


def test_told_result_counts_as_answered(desk: Desk) -> None:
    """E2.4"""
    case = cases.walk(desk, cases.small(desk), "simplify", "handle_plain", "reply")
    month = str(records.get(desk, case).values["received_at"])[:7]
    assert words(desk, month)["最终处理结果回复率", "合计"] == "100%"


def test_month_without_complaints_is_all_dashes(desk: Desk) -> None:
    """E8.3"""
    assert set(words(desk, "2020-01").values()) == {"—"}


@pytest.mark.parametrize("month", ["", "2026", "2026-13", "2026-1", "十一月"])
def test_month_that_is_none_is_refused(local_desk: Desk, month: str) -> None:
    with pytest.raises(Refused, match="月份要写成 2026-11"):
        rates.monthly(local_desk, month)
