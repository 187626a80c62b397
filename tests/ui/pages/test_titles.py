"""The window says what stands in it: a page by its name, a sheet or case by its number and where it was opened from."""

import cases
import factory
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qcdesk.services.sheets import records


def said(window) -> tuple[str, str, str]:
    """The trail, the title on the page, the title of the window."""
    top = window.shell.top
    return (top.trail.said if top.trail.isVisible() else "", top.title.text(), window.windowTitle())


def test_a_page_is_called_by_its_name(seated) -> None:
    window = seated("qc")
    assert said(window) == ("", "工作台", "工作台 – QCDesk")
    window.shell.go("records")
    assert said(window) == ("", "记录", "记录 – QCDesk")


def test_a_case_is_called_by_its_number_and_the_page_again_once_it_is_left(seated) -> None:
    window = seated("qc")
    case = cases.registered(window.session.desk)
    page = window.shell.open_record(case)
    number = page.keeper.record.number
    assert said(window) == ("工作台　›", number, f"{number} – QCDesk")
    window.shell.leave_record()
    assert said(window) == ("", "工作台", "工作台 – QCDesk")


def test_a_sheet_of_a_case_names_the_case_it_was_opened_from(seated) -> None:
    window = seated("qc")
    window.shell.go("cases")
    case = window.shell.open_record(cases.registered(window.session.desk))
    next(one for one in case.pages if one.NAME == "sheets").open_new("qc_anomaly")
    trail, title, _ = said(window)
    assert trail == f"客诉与异常　›　{case.title}　›"
    assert title == f"草稿 {window.shell.record.record_id}"
    window.shell.leave_record()
    assert said(window)[:2] == ("客诉与异常　›", case.title)


def press(window, at: int) -> None:
    """On the name that stands there in the trail."""
    QApplication.processEvents()
    trail = window.shell.top.trail
    before = sum(trail.fontMetrics().horizontalAdvance(f"{name}　›　") for name in trail.said.split("　›　")[:at])
    QTest.mouseClick(trail, Qt.MouseButton.LeftButton, pos=QPoint(before + 12, trail.height() // 2))


def test_the_trail_leads_back_to_the_case_on_the_tab_that_was_left_and_to_the_page(seated) -> None:
    window = seated("qc")
    window.shell.go("cases")
    case = window.shell.open_record(cases.registered(window.session.desk))
    for at, shown in ((1, ("客诉与异常　›", case.title)), (0, ("", "客诉与异常"))):
        case.go_to("sheets")
        next(one for one in case.pages if one.NAME == "sheets").open_new("qc_anomaly")
        press(window, at)
        assert said(window)[:2] == shown
        case = window.shell.record
        assert at == 0 or case.tab == "sheets"


def test_a_press_on_the_trail_keeps_what_was_typed(seated) -> None:
    window = seated("merch")
    record = factory.draft(window.session.desk, values={})
    page = window.shell.open_record(record)
    page.filling.change("order_no", "PO-7")
    press(window, 0)
    assert said(window)[1] == "工作台"
    assert records.get(window.session.desk, record).values["order_no"] == "PO-7"


def test_a_draft_is_called_by_its_number_as_soon_as_it_has_one(seated) -> None:
    window = seated("merch")
    desk = window.session.desk
    page = window.shell.open_record(factory.draft(desk, values=factory.anomaly()))
    assert said(window)[1] == f"草稿 {page.record_id}"
    factory.take(desk, page.record_id, "submit")
    page.keeper.reload()
    assert said(window)[1].startswith("YC-")


def test_nothing_is_named_on_the_title_once_nobody_is_signed_in(seated) -> None:
    window = seated("qc")
    window.sign_out()
    assert window.windowTitle() == "QCDesk"


def test_the_longest_trail_fits_the_smallest_window(seated, qtbot) -> None:
    window = seated("qc")
    window.resize(860, 520)
    window.shell.go("cases")
    case = window.shell.open_record(cases.registered(window.session.desk))
    next(one for one in case.pages if one.NAME == "sheets").open_new("qc_anomaly")
    QApplication.processEvents()
    assert window.width() == 860
    for label in (window.shell.top.trail, window.shell.top.title):
        assert label.width() >= label.sizeHint().width()
