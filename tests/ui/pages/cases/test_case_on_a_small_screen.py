"""A case at 1366×768 and 150 %: nothing lies beside the window, and what is cut says the whole."""

import cases
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from ui.pages.cases.flow_line import HIGH, LOW
from ui.pages.cases.next_tab import SIDE, SLIM


@pytest.fixture
def at_width(person, qtbot):
    def opened(width: int, case: int, login: str = "qc"):
        person.window.resize(width, 512)
        page = person.at(login, case)
        qtbot.waitUntil(lambda: person.window.width() == width)
        QApplication.processEvents()
        return page

    return opened


@pytest.mark.parametrize(("width", "side"), [(910, SLIM), (1366, SIDE)])
def test_fields_and_what_is_missing_stand_beside_each_other(person, at_width, qtbot, width, side) -> None:
    page = at_width(width, cases.received(person.desk))
    qtbot.waitUntil(lambda: page.next._side.width() == side)
    qtbot.waitUntil(lambda: not page.next.area.horizontalScrollBar().isVisible())
    for name in ("step_register", "save", "prints"):
        button = page.head.findChild(QWidget, name)
        assert button.mapTo(page, QPoint(button.width(), 0)).x() <= page.width()


def test_a_long_name_ends_in_dots_and_is_told_whole(person, at_width) -> None:
    name = "北望角自行车及零配件进出口贸易（样例）股份有限公司第二分公司成品采购部"
    page = at_width(910, cases.received(person.desk, customer=name))
    title = page.head.title
    assert title.width() < title.sizeHint().width()
    assert name in title.toolTip()
    assert page.width() <= 910


def test_the_flow_is_higher_only_where_something_came_back(person, at_width, qtbot) -> None:
    desk = person.desk
    case = cases.registered(desk)
    cases.step(desk, case, "analyse", "pemgr", cause="热处理")
    page = at_width(910, case, "qcmgr")
    assert page.head.flow.height() == LOW
    person.step(page, "reject_review", "没有硬度数据")
    qtbot.waitUntil(lambda: page.head.flow.height() == HIGH)
