"""What others write while this window shows something else is there when somebody looks at it again."""

import cases
import factory
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qcdesk.errors import Unavailable
from qcdesk.services.sheets import records
from ui.dialogs.message import confirm
from ui.style import tokens


def come_back() -> None:
    """From another program, to this one."""
    QApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


def write_elsewhere(window) -> None:
    """At another desk of the same office: no Change of this window."""
    cases.received(factory.seat(window.session.desk, "sales"))


def records_of(window, drafts: int):
    """The list of records with so many more."""
    for _ in range(drafts):
        factory.draft(window.session.desk)
    page = window.shell.go("records")
    page.refresh()
    return page


def test_page_shows_what_others_wrote_while_another_one_was_in_sight(seated) -> None:
    window = seated("qcmgr")
    page = window.shell.go("cases")
    before = page.model.total
    window.shell.go("masters")
    write_elsewhere(window)
    assert window.shell.go("cases").model.total == before + 1


def test_page_shows_what_others_wrote_once_somebody_comes_back_to_the_program(seated) -> None:
    window = seated("qcmgr")
    page = window.shell.go("cases")
    before = page.model.total
    write_elsewhere(window)
    assert page.model.total == before
    come_back()
    assert page.model.total == before + 1


def test_workbench_that_stands_open_looks_for_what_others_wrote(seated) -> None:
    window = seated("qcmgr")
    bench = window.shell.go("workbench")
    before = bench.figures["today"].text(), len(bench.recent.listing.rows.rows)
    write_elsewhere(window)
    assert bench.looks.isActive()
    bench.looks.timeout.emit()
    assert (bench.figures["today"].text(), len(bench.recent.listing.rows.rows)) != before


def test_row_chosen_on_the_workbench_stays_chosen_when_it_looks(seated) -> None:
    window = seated("merchlead")
    desk = window.session.desk
    for _ in range(4):
        factory.walk(desk, factory.draft(desk), "submit")
    window.shell.renew()
    bench = window.shell.go("workbench")
    bench.waiting.listing.selectRow(3)
    bench.recent.listing.selectRow(2)
    before = bench.waiting.listing.current().row.id, bench.recent.listing.current().id
    factory.walk(desk, factory.draft(desk), "submit")
    bench.looks.timeout.emit()
    assert (bench.waiting.listing.current().row.id, bench.recent.listing.current().id) == before


def test_nothing_is_read_again_below_what_is_being_asked(seated, in_dialog) -> None:
    window = seated("qcmgr")
    page = window.shell.go("cases")
    before = page.model.total
    counted = []

    def look(dialog) -> None:
        come_back()
        counted.append(page.model.total)
        dialog.reject()

    write_elsewhere(window)
    in_dialog(look)
    confirm(window, "要删吗？", "")
    come_back()
    assert [*counted, page.model.total] == [before, before + 1]


def test_page_that_could_not_be_read_is_read_again_when_somebody_comes_back(seated, monkeypatch, in_dialog) -> None:
    window = seated("qcmgr")
    page = window.shell.go("signing")
    in_dialog(lambda dialog: dialog.accept())
    page.fail(Unavailable("数据库连不上"))
    read = []
    monkeypatch.setattr(page, "refresh", lambda: read.append(1))
    come_back()
    assert read == [1]


@pytest.mark.parametrize("name", ["workbench", "cases", "records", "scans", "papers", "signing", "samples"])
def test_page_is_read_again_only_where_somebody_has_written(seated, name, monkeypatch) -> None:
    window = seated("qcmgr")
    page = window.shell.go(name)
    read = []
    monkeypatch.setattr(page, "refresh", lambda: read.append(name))
    come_back()
    assert read == []
    write_elsewhere(window)
    come_back()
    come_back()
    assert read == [name]


@pytest.mark.parametrize(("scrolled", "others"), [(0, 0), (30, 0), (30, 3)])
def test_row_that_is_chosen_stays_chosen_where_it_stands_when_a_list_is_read_again(seated, scrolled, others) -> None:
    window = seated("qcmgr")
    desk = window.session.desk
    for at in range(60):
        factory.draft(desk, values=factory.anomaly(lot_no=f"B2611{at:03}"))
    page = window.shell.go("records")
    page.refresh()
    listing, bar = page.listing, page.listing.verticalScrollBar()
    listing.selectRow(scrolled + 4)
    bar.setValue(scrolled * tokens.ROW)
    chosen, stood = listing.current().id, listing.rowViewportPosition(scrolled + 4)
    for _ in range(others):
        factory.draft(desk)
    write_elsewhere(window)
    come_back()
    assert listing.current().id == chosen
    moved = listing.rowViewportPosition(listing.currentIndex().row()) - stood
    assert moved == (0 if scrolled else tokens.ROW)


def test_chosen_row_of_a_list_that_is_narrowed_anew_is_no_reason_to_leave_its_beginning(seated) -> None:
    window = seated("qcmgr")
    page = records_of(window, 40)
    page.listing.selectRow(35)
    page.filter.setText("YC")
    page.refresh()
    assert (page.listing.verticalScrollBar().value(), page.listing.current()) == (0, None)


def test_row_far_down_a_long_list_is_chosen_again_without_moving_the_list(seated) -> None:
    window = seated("qcmgr")
    desk = window.session.desk
    with desk.store.write():
        for _ in range(130):
            factory.draft(desk)
    page = window.shell.go("records")
    page.refresh()
    listing, bar = page.listing, page.listing.verticalScrollBar()
    bar.setValue(bar.maximum())
    page.model.row(120)
    QTest.qWait(20)
    listing.selectRow(120)
    chosen = listing.current().id
    bar.setValue(0)
    write_elsewhere(window)
    come_back()
    assert (listing.current(), bar.value()) == (None, 0)
    bar.setValue(bar.maximum())
    stood = bar.value()
    page.model.row(121)
    QTest.qWait(20)
    assert (listing.current().id, bar.value()) == (chosen, stood)


def test_next_person_finds_nothing_chosen_in_a_list(seated) -> None:
    window = seated("qcmgr")
    page = records_of(window, 40)
    page.listing.selectRow(30)
    window.session.sign_in("qc", factory.PIN)
    assert (page.listing.current(), page.listing.verticalScrollBar().value()) == (None, 0)


def test_after_a_sheet_was_signed_the_next_one_in_line_is_chosen(seated) -> None:
    window = seated("merchlead")
    desk = window.session.desk
    for _ in range(5):
        factory.walk(desk, factory.draft(desk), "submit")
    page = window.shell.go("signing")
    page.refresh()
    page.listing.selectRow(2)
    signed, following = (page.listing.rows.row(at).row.id for at in (2, 3))
    factory.take(desk, signed, "found_check")
    come_back()
    assert page.listing.current().row.id == following


def test_who_scrolled_through_what_waits_for_him_is_not_sent_back_to_its_beginning(seated) -> None:
    window = seated("merchlead")
    desk = window.session.desk
    for _ in range(40):
        factory.walk(desk, factory.draft(desk), "submit")
    page = window.shell.go("signing")
    listing, bar = page.listing, page.listing.verticalScrollBar()
    listing.selectRow(2)
    bar.setValue(bar.maximum())
    before = listing.current().row.id, bar.value()
    factory.walk(desk, factory.draft(desk), "submit")
    come_back()
    assert (listing.current().row.id, bar.value()) == before


def test_sheet_that_is_open_waits_for_f5(seated) -> None:
    window = seated("qcmgr")
    desk = window.session.desk
    case = cases.received(desk)
    page = window.shell.open_record(case)
    version = records.get(desk, case).version
    records.save(factory.seat(desk, "sales"), case, version, {"contact": "周样"})
    come_back()
    assert page.keeper.record.version == version


def test_head_that_is_being_typed_stays_when_the_page_is_read_again(seated) -> None:
    window = seated("admin")
    page = window.shell.go("system")
    sheet = page.sheet("office")
    sheet.refresh()
    sheet.company.setText("样例踏板厂（新）")
    window.shell.renew()
    assert sheet.company.text() == "样例踏板厂（新）"
    window.seat("qcmgr", factory.PIN)
    page.refresh()
    assert sheet.company.text() != "样例踏板厂（新）"
