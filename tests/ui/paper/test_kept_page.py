"""What the pages of sheets and cases do alike: a step that cannot be taken back says so before it asks for the PIN."""

import cases
import factory
import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from qcdesk.services.cases import ahead
from qcdesk.services.sheets import records, ways_on
from ui.paper.kept_page import said_before
from ui.paper.step_bar import needs_pin

NO_WAY_BACK = "以后不能恢复，编号和历史都留着"


def open_step(desk, record: int, action: str):
    view = records.get(desk, record)
    return view, next(one for one in ways_on.open_steps(desk, view) if one.action == action)


@pytest.mark.parametrize(("action", "warned"), [
    ("void", "作废以后不能恢复"), ("merge", ""), ("register", ""), ("decline", ""),
])  # fmt: skip
def test_a_case_is_warned_of_the_end_it_does_not_come_back_from(session, action, warned) -> None:
    case = cases.received(session.desk)
    said = said_before(*open_step(factory.seat(session.desk, "qcmgr"), case, action))
    assert (NO_WAY_BACK in said, warned in said) == (bool(warned), True)


def test_a_sheet_is_warned_of_being_made_void_and_of_nothing_else(session) -> None:
    record = factory.walk(session.desk, factory.draft(session.desk), "submit")
    view = records.get(session.desk, record)
    said = {step.action: said_before(view, step) for step in ways_on.open_steps(session.desk, view)}
    assert [action for action, words in said.items() if NO_WAY_BACK in words] == ["void"]


def test_only_taking_a_case_in_asks_for_no_pin(session) -> None:
    steps = [(kind.code, step) for kind in session.shelf.kinds.kinds for step in kind.workflow.steps]
    assert [(code, step.action) for code, step in steps if not needs_pin(step)] == [("case", "receive")]


def test_the_case_page_says_it_in_the_dialog_and_does_nothing_when_it_is_closed(window, in_dialog) -> None:
    window.seat("qcmgr", factory.PIN)
    desk = window.session.desk
    case = cases.received(desk)
    page = window.shell.open_record(case)
    told: list[str] = []

    def answer(dialog: QDialog) -> None:
        told.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.reject()

    in_dialog(answer)
    page.head.buttons["void"].click()
    assert any("作废以后不能恢复" in words for words in told)
    assert records.get(desk, case).state == "received"


def sit_down(window, login: str) -> None:
    window.session.sign_in(login, factory.PIN)
    QApplication.processEvents()


def test_the_case_that_stays_in_sight_offers_the_next_person_his_own_steps_only(window) -> None:
    window.show()
    window.seat("qc", factory.PIN)
    case = cases.registered(window.session.desk)
    page = window.shell.open_record(case)
    page.go_to("clocks")
    qc = {action for action, button in page.head.buttons.items() if button.isEnabled()}
    for login in ("duty", "sales", "qcmgr", "qc"):
        sit_down(window, login)
        ways = {way.step.action: way.step.allowed for way in ahead.ways(window.session.desk, page.keeper.record)}
        shown = {action: button.isEnabled() for action, button in page.head.buttons.items()}
        assert shown == {action: ways[action] for action in shown}
        shut = page.keeper.closed()
        editors = [(name, editor) for form in page.next.forms.values() for name, editor in form.editors.items()]
        assert [name for name, editor in editors if editor.closed] == [name for name, _ in editors if name in shut]
    assert {action for action, button in page.head.buttons.items() if button.isEnabled()} == qc


def test_the_sheet_that_stays_in_sight_opens_where_the_next_person_writes(window, qtbot) -> None:
    window.show()
    window.seat("merch", factory.PIN)
    desk = window.session.desk
    page = window.shell.open_record(factory.walk(desk, factory.draft(desk), "submit", "found_check"))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert page.view.closed["sample_qty"].startswith("由")
    page.view.cells["customer"].setFocus()
    sit_down(window, "qc")
    assert "sample_qty" not in page.view.closed
    qtbot.waitUntil(lambda: window.focusWidget().objectName() == "sample_qty")
    sit_down(window, "merch")
    assert page.view.closed["sample_qty"].startswith("由")
