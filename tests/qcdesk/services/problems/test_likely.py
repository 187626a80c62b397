"""What a case is most likely to be connected with, proposed before anybody types a number."""

import cases
import factory
import pytest

from qcdesk.desk import Desk
from qcdesk.services.cases import casework
from qcdesk.services.problems import likely
from qcdesk.services.sheets import records

OTHERS = "环岭自行车（样例）有限公司"


def numbers(desk: Desk, case: int) -> list[str]:
    return [one.number for one in likely.found(desk, records.get(desk, case))]


@pytest.fixture
def owner(desk: Desk) -> int:
    """Another customer's case of the same defect item."""
    return cases.registered(desk, customer=OTHERS)


def test_8ds_of_cases_alike_come_before_the_cases(desk: Desk, owner: int) -> None:
    """E3.4"""
    report, case = cases.report(desk, owner), cases.registered(desk)
    first, second = likely.found(desk, records.get(desk, case))
    assert (first.number, first.is_8d) == (factory.number(desk, report), True)
    assert (first.customer, first.product, first.state_label) == (OTHERS, "铝脚踏", "D2 已描述")
    assert (second.number, second.is_8d, second.customer) == (factory.number(desk, owner), False, OTHERS)


def test_what_is_connected_already_is_not_proposed(desk: Desk, owner: int) -> None:
    """E3.4: the 8D of a related case still is."""
    report, case = cases.report(desk, owner), cases.registered(desk)
    seat = factory.seat(desk, "qc")
    casework.relate(seat, case, owner, "同一炉芯轴")
    assert numbers(desk, case) == [factory.number(desk, report)]
    casework.share_8d(seat, report, [case], cases.HOLDS_HERE)
    assert numbers(desk, case) == []


def test_8d_of_its_own_and_a_void_one_are_not_proposed(desk: Desk, owner: int) -> None:
    report, case = cases.report(desk, owner), cases.registered(desk)
    cases.report(desk, case)
    factory.take(desk, report, "void", "qc", "测试：填错客户")
    assert numbers(desk, case) == [factory.number(desk, owner)]


def test_same_product_is_enough_and_another_of_the_customer_is_not(desk: Desk) -> None:
    """E3.4"""
    same_product = cases.small(desk, customer=OTHERS)
    cases.received(desk, product_name="塑料碗件", product_family="碗件中轴类", description="包装袋少印警告语")
    assert numbers(desk, cases.registered(desk)) == [factory.number(desk, same_product)]


def test_open_cases_come_first(desk: Desk, owner: int) -> None:
    ended = cases.closed(desk, customer="风行单车（样例）厂")
    found = numbers(desk, cases.registered(desk))
    assert found.index(factory.number(desk, owner)) < found.index(factory.number(desk, ended))
