"""The sheets of a case: opened from it, and connected to it by number."""

import cases
import factory
from PySide6.QtCore import Qt

from qcdesk.services.sheets import records


def test_a_sheet_is_opened_from_the_case_and_leads_back_to_its_tab(person, qtbot) -> None:
    case = cases.registered(person.desk)
    page = person.at("qc", case)
    tab = person.tab(page, "sheets")
    tab.open_new("qc_anomaly")
    shell = person.window.shell
    assert shell.record.objectName() == "page_record"
    assert shell.record.keeper.record.values["customer"] == cases.CUSTOMER
    shell.leave_record()
    assert shell.record.objectName() == "page_case"
    assert shell.record.tab == "sheets"
    tab = next(one for one in shell.record.pages if one.NAME == "sheets")
    assert tab.listing.rows.rowCount() == 1
    qtbot.keyClick(tab.listing, Qt.Key.Key_Return)
    assert shell.record.objectName() == "page_record"


def test_all_sheets_of_a_case_are_printed_from_their_tab(person, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr(
        "ui.printing.actions.print_case", lambda parent, session, case, what: asked.append((case, what))
    )
    case = cases.registered(person.desk)
    page = person.at("qc", case)
    tab = person.tab(page, "sheets")
    assert not tab.print_button.isEnabled()
    cases.sheet(person.desk, case, "qc_anomaly", "qc_anomaly-spindle", "submit", customer=cases.CUSTOMER)
    tab.fill()
    assert tab.print_button.isEnabled()
    for action in tab.print_button.menu().actions():
        action.trigger()
    assert asked == [(case, what) for what in ("preview", "printer", "pdf", "archive")]


def test_a_sheet_that_stood_alone_and_another_cases_8d_come_into_the_case_by_number(person) -> None:
    """E3.4; the times are those of the office's wall clock."""
    desk = person.desk
    case, other = cases.registered(desk), cases.registered(desk, customer="环岭自行车（样例）有限公司")
    label = records.get(desk, factory.signed_label(desk, customer=cases.CUSTOMER))
    report = records.get(desk, cases.sheet(desk, other, "car_8d", "car_8d-spindle", "describe", by="qc"))
    page = person.at("qc", case)
    tab = person.tab(page, "sheets")
    person.line(tab.connect_button, record="TS-209901-009")
    assert "TS-209901-009" in person.refused
    for sheet in (label, report):
        person.line(tab.connect_button, record=sheet.number, why=cases.HOLDS_HERE)
        assert not person.refused
    rows = [tab.listing.rows.row(at) for at in range(tab.listing.rows.rowCount())]
    assert [row.number for row in rows] == [label.number, report.number]
    assert [f"（共用 {factory.number(desk, other)} 的）" in row.title for row in rows] == [False, True]
    assert rows[1].updated_at == desk.clock.local(report.updated_at)
