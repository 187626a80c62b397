"""What a case belongs together with: a line each, with whose goods it is about and where it stands."""

import cases
import factory

from qcdesk.desk import Desk
from qcdesk.services.cases import casework
from qcdesk.services.problems import related
from qcdesk.services.problems.related import Related
from qcdesk.services.sheets import records

OTHERS = "环岭自行车（样例）有限公司"


def lines(desk: Desk, case: int) -> tuple[Related, ...]:
    return related.lines(desk, records.get(desk, case))


def test_case_that_is_related_in_two_ways_stands_once_with_both(desk: Desk) -> None:
    """E3.4 S4:264"""
    first, second, third = (cases.registered(desk, customer=name) for name in (OTHERS, cases.CUSTOMER, OTHERS))
    casework.relate(factory.seat(desk, "qc"), third, first, "同一炉芯轴")
    one, two = lines(desk, third)
    assert (one.id, one.how) == (first, "当月重复、同一问题")
    assert one.why.endswith("；同一炉芯轴")
    assert (one.customer, one.product, one.state_label) == (OTHERS, "铝脚踏", "分析中")
    assert (two.id, two.how, two.customer) == (second, "当月重复", cases.CUSTOMER)


def test_shared_8d_stands_with_the_customer_it_was_written_for(desk: Desk) -> None:
    """E3.4"""
    owner, case = cases.registered(desk, customer=OTHERS), cases.registered(desk)
    report = cases.report(desk, owner)
    casework.share_8d(factory.seat(desk, "qc"), report, [case], cases.HOLDS_HERE)
    (line,) = lines(desk, case)
    assert (line.id, line.number, line.how) == (report, factory.number(desk, report), "共用8D")
    assert (line.customer, line.product, line.why) == (OTHERS, "铝脚踏", cases.HOLDS_HERE)
    assert line.state_label == "D2 已描述"


def test_case_that_stands_alone_has_no_line(desk: Desk) -> None:
    assert lines(desk, cases.registered(desk)) == ()
