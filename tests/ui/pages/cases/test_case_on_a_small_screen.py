"""A case at 1366×768 and 150 %: nothing lies beside the window, and what is cut says the whole."""

import cases
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.pages.cases.flow_line import HIGH, LOW, ROOM
from ui.pages.cases.next_tab import SIDE, SLIM
from ui.window import SMALLEST


@pytest.fixture
def at_width(person, qtbot):
    def opened(width: int, case: int, login: str = "qc", height: int = 512):
        person.window.resize(width, height)
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


@pytest.mark.parametrize(("width", "height"), [SMALLEST, (910, 512), (1366, 768)])
def test_the_history_has_one_bar_whatever_line_is_chosen(person, at_width, qtbot, width, height) -> None:
    """A bar of the whole tab would stand right beside the list's."""
    tab = person.tab(at_width(width, cases.closed(person.desk), height=height), "history")
    for at, line in enumerate(tab.listing.rows.rows):
        tab.listing.selectRow(at)
        QApplication.processEvents()
        assert not tab.area.verticalScrollBar().isVisible()
        assert line.who in tab.detail.words.text()


def test_what_one_line_of_the_history_changed_is_read_to_its_end_by_keyboard(person, at_width, qtbot) -> None:
    tab = person.tab(at_width(910, cases.received(person.desk)), "history")
    tab.listing.selectRow(len(tab.listing.rows.rows) - 1)
    QApplication.processEvents()
    bar = tab.detail.verticalScrollBar()
    assert (bar.isVisible(), bar.value()) == (True, 0)
    tab.detail.setFocus()
    qtbot.keyClick(tab.detail, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    tab.listing.selectRow(0)
    assert bar.value() == 0


def test_long_name_of_the_end_is_whole(person, at_width) -> None:
    flow = at_width(910, cases.received(person.desk)).head.flow
    wide, last = 84, len(flow.stations) - 1
    assert flow.begins(last, wide) + ROOM / 2 + wide / 2 <= flow.width()
    assert flow.begins(0, wide) + ROOM / 2 - wide / 2 >= 0
