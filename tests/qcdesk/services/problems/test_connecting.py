"""What is put into a case by its number alone: a sheet that stood alone, another case, another case's 8D."""

import cases
import factory
import pytest

from qcdesk.desk import Desk
from qcdesk.errors import NotFound, Refused
from qcdesk.services.problems import connecting


def titles(desk: Desk, case: int) -> list[tuple[str, bool]]:
    return [(view.kind.code, shared) for view, shared in connecting.sheets(desk, case)]


def test_a_sheet_that_stood_alone_goes_into_the_case(desk: Desk) -> None:
    case, label = cases.registered(desk), factory.signed_label(desk, customer=cases.CUSTOMER)
    connecting.connect(factory.seat(desk, "qc"), case, factory.number(desk, label), "")
    assert titles(desk, case) == [("seal_label", False)]


def test_another_case_is_named_as_one_of_the_same_problem_with_its_reason(desk: Desk) -> None:
    """E3.4"""
    one, other = cases.registered(desk), cases.registered(desk, customer="环岭自行车（样例）有限公司")
    qc = factory.seat(desk, "qc")
    with pytest.raises(Refused, match="理由至少写两个字"):
        connecting.connect(qc, one, factory.number(desk, other), "……")
    connecting.connect(qc, one, factory.number(desk, other), "同一炉芯轴")
    assert [row["case"] for row in cases.value(desk, one, "links")] == [factory.number(desk, other)]


def test_the_8d_of_another_case_is_shared_and_listed_as_such(desk: Desk) -> None:
    """E3.4"""
    one, other = cases.registered(desk), cases.registered(desk, customer="环岭自行车（样例）有限公司")
    report = cases.report(desk, one)
    connecting.connect(factory.seat(desk, "qc"), other, factory.number(desk, report), cases.HOLDS_HERE)
    assert titles(desk, one) == [("car_8d", False)]
    assert titles(desk, other) == [("car_8d", True)]


def test_a_number_that_nobody_has_is_told(desk: Desk) -> None:
    with pytest.raises(NotFound, match="TS-209901-001"):
        connecting.connect(factory.seat(desk, "qc"), cases.registered(desk), "TS-209901-001", "同一问题")
