"""The list of cases: narrowed, sorted, kept as views, exported; and how one gets to a case."""

import cases
import factory
import hands
import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from qcdesk.cases import states
from qcdesk.workflow import DRAFT, VOID
from ui.pages.cases.columns import LATE
from ui.pages.cases.page import GROUPS
from ui.pages.columns import TONE
from ui.pages.listing_export import Extract, written
from ui.tasks import Task

Key = Qt.Key


@pytest.fixture
def page(seated):
    """An overdue one, a serious one, a closed one."""
    window = seated("qc")
    desk = window.session.desk
    cases.received(
        cases.at(desk, "2026-11-02T09:00"), received_at="2026-11-02T09:00", customer="环岭自行车（样例）有限公司"
    )
    cases.registered(desk)
    gone = cases.received(desk, customer="北望角自行车", description="重复来电")
    cases.step(desk, gone, "void", "qcmgr", reason="录入错误：客户选错")
    return window.shell.go("cases")


def numbers(page) -> list[str]:
    return [page.model.row(at).number for at in range(page.model.total)]


def click(qtbot, button: QPushButton) -> None:
    qtbot.mouseClick(button, hands.LEFT)


def test_open_cases_are_listed_first_with_their_nearest_deadline_and_overdue_in_red(page) -> None:
    assert page.model.total == 2
    due = page.model.columns.index(next(column for column in page.model.columns if column.title == "最近时限"))
    told = {page.model.row(at).customer: page.model.index(at, due) for at in range(2)}
    late = told["环岭自行车（样例）有限公司"]
    assert "　" in late.data()
    assert late.data(TONE) == LATE
    assert told[cases.CUSTOMER].data(TONE) is None


def test_chips_and_words_narrow(page, qtbot) -> None:
    click(qtbot, page.open_only)
    assert page.model.total == 3
    click(qtbot, page.overdue)
    assert page.model.total == 1
    click(qtbot, page.overdue)
    click(qtbot, page.grades["严重"])
    assert [page.model.row(0).severity] == ["严重"]
    click(qtbot, page.grades["严重"])
    click(qtbot, page.groups["已结束"])
    assert page.model.total == 1
    click(qtbot, page.groups["已结束"])
    click(qtbot, page.kinds["厂内异常"])
    assert page.model.total == 0
    click(qtbot, page.kinds["厂内异常"])
    page.filter.setText("hlzxc")
    qtbot.waitUntil(lambda: page.model.total == 1)
    page.filter.setText("芯轴断裂")
    qtbot.waitUntil(lambda: page.model.total == 2)


def test_a_single_case_left_is_opened_by_enter(page, qtbot, seated) -> None:
    page.filter.setText("环岭")
    qtbot.keyClick(page.filter, Key.Key_Return)
    shell = page.window().shell
    assert shell.record.objectName() == "page_case"
    shell.leave_record()
    assert shell.here == "cases"


def test_a_view_is_kept_shown_and_dropped(page, qtbot) -> None:
    click(qtbot, page.overdue)
    page.filter.setText("环岭")
    page.views.keep("超期的环岭")
    for button in (page.overdue, page.open_only):
        click(qtbot, button)
    page.filter.clear()
    page.refresh()
    assert page.model.total == 3
    page.views.fill()
    page.views._menu.actions()[0].trigger()
    assert page.overdue.isChecked()
    assert page.open_only.isChecked()
    assert page.filter.text() == "环岭"
    assert page.model.total == 1
    page.views._drop("超期的环岭")
    page.views.fill()
    assert not page.views._menu.actions()[0].isEnabled()


def test_a_heading_sorts_by_the_whole_list(page, qtbot) -> None:
    header = page.listing.horizontalHeader()
    place = header.viewport().rect().center()
    place.setX(header.sectionViewportPosition(2) + 20)
    qtbot.mouseClick(header.viewport(), hands.LEFT, pos=place)
    assert page.model.query.order.lstrip("-") == "customer"


def test_the_filtered_list_goes_into_excel(page, tmp_path) -> None:
    path = tmp_path / "案件.xlsx"
    extract = Extract(page.said.title, page.model.columns, page.model.find, page.asked())
    assert written(page.session.desk, extract, path, Task(lambda task: None)) == 2
    sheet = openpyxl.load_workbook(path).active
    told = {cell.value for line in sheet.iter_rows() for cell in line}
    assert {*numbers(page), "最近时限", "严重"} <= told


def test_an_empty_list_teaches_what_to_do(seated, qtbot, in_dialog) -> None:
    page = seated("sales").shell.go("cases")
    assert page.stack.currentWidget() is page.empty
    assert "先受理" in page.empty.text.text()
    opened: list[str] = []
    in_dialog(lambda dialog: (opened.append(dialog.objectName()), dialog.reject()))
    click(qtbot, page.empty.findChild(QPushButton, "first_case"))
    assert opened == ["intake"]


def test_a_case_is_taken_in_from_anywhere_by_key(seated, qtbot, in_dialog) -> None:
    window = seated("sales")
    opened: list[str] = []
    in_dialog(lambda dialog: (opened.append(dialog.objectName()), dialog.reject()))
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Key.Key_N, both)
    assert opened == ["intake"]


def test_the_workbench_tells_what_is_overdue_and_leads_there(page, qtbot) -> None:
    shell = page.window().shell
    bench = shell.go("workbench")
    bench.refresh()
    assert int(bench.figures["overdue"].text()) > 0
    listing = bench.cases.due.listing
    assert bench.cases.due.isVisible()
    assert not bench.cases.samples.isVisible()
    listing.selectRow(0)
    qtbot.keyClick(listing, Key.Key_Return)
    assert shell.record.objectName() == "page_case"


def test_a_case_waits_only_for_whose_way_it_is(page) -> None:
    """A case whose cause lies with the assembly is not the business of sales."""
    desk = page.session.desk
    from qcdesk.services.sheets import search

    forms = {
        login: [item.row.form for item in search.waiting(factory.seat(desk, login))] for login in ("pemgr", "sales")
    }
    assert "case" in forms["pemgr"]
    assert "case" not in forms["sales"]


def test_the_first_case_is_offered_only_where_there_is_none_at_all(page, qtbot) -> None:
    page.filter.setText("没有这样的客户")
    page.refresh()
    qtbot.waitUntil(lambda: page.model.total == 0)
    assert page.empty.title.text() == "没有符合的案件"
    assert page.first.isHidden()


def test_an_office_without_a_case_is_offered_its_first(seated, qtbot) -> None:
    page = seated("qc").shell.go("cases")
    qtbot.waitUntil(lambda: page.stack.currentIndex() == 1)
    assert not page.first.isHidden()


def test_every_state_of_a_case_is_in_one_group_of_the_filter() -> None:
    """Ticking all groups hides no case."""
    grouped = [state for group in GROUPS.values() for state in group]
    assert sorted(grouped) == sorted({*dict(states.LABELS), DRAFT, VOID})
