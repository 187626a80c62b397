"""相关案件 on 概况: one line for each, opened by a press on its number."""

import cases
import factory
import hands
from PySide6.QtWidgets import QPushButton

from qcdesk.services.cases import casework

OTHERS = "环岭自行车（样例）有限公司"


def test_related_case_stands_once_with_customer_product_and_state_and_is_opened(person, qtbot) -> None:
    """E3.4"""
    desk = person.desk
    other, case = cases.registered(desk, customer=OTHERS), cases.registered(desk)
    casework.relate(factory.seat(desk, "qc"), case, other, "同一炉芯轴")
    casework.add(factory.seat(desk, "qc"), case, "links", {"how": "其他相关", "case": factory.number(desk, other)})
    tab = person.tab(person.at("qc", case), "overview")
    (press,) = tab.findChildren(QPushButton, f"open_{factory.number(desk, other)}")
    told = hands.words(tab)
    for said in (f"{OTHERS}　铝脚踏", "分析中", "同一问题、其他相关：同一炉芯轴"):
        assert said in told
    qtbot.mouseClick(press, hands.LEFT)
    assert person.window.shell.record.record_id == other


def test_shared_8d_is_opened_from_there_too(person, qtbot) -> None:
    """E3.4"""
    desk = person.desk
    owner, case = cases.registered(desk, customer=OTHERS), cases.registered(desk)
    report = cases.report(desk, owner)
    casework.share_8d(factory.seat(desk, "qc"), report, [case], cases.HOLDS_HERE)
    tab = person.tab(person.at("qc", case), "overview")
    qtbot.mouseClick(tab.findChild(QPushButton, f"open_{factory.number(desk, report)}"), hands.LEFT)
    assert person.window.shell.record.record_id == report
