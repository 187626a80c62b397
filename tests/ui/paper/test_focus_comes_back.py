"""After a button beside the sheet the keys go on: the focus comes home, shortcuts hold for the whole window."""

import factory
import hands
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from qcdesk.services.sheets import records
from ui.paper.entries import Spot
from ui.paper.record_page import RecordPage

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def left_click(page: QWidget, name: str) -> None:
    hands.click(page, name)
    QApplication.processEvents()


@pytest.fixture
def beside(session, qtbot):
    """The page in a window with something else that takes the keys, as the navigation does."""
    window = QWidget()
    row = QHBoxLayout(window)
    other = QLineEdit(objectName="elsewhere")
    row.addWidget(other)
    page = RecordPage(session, factory.draft(session.desk))
    row.addWidget(page)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QApplication.processEvents()
    yield page, other
    window.close()
    window.deleteLater()
    QApplication.processEvents()


def test_shortcuts_work_while_the_focus_is_beside_the_page(beside, session) -> None:
    page, other = beside
    page.view.go_to(Spot("order_no"))
    hands.focused().selectAll()
    hands.commit("HL-7")
    other.setFocus()
    hands.press(Key.Key_S, CONTROL)
    assert records.get(session.desk, page.record_id).values["order_no"] == "HL-7"
    page.hide()
    other.setFocus()
    hands.press(Key.Key_S, CONTROL)


def test_after_a_step_the_focus_is_back_on_the_cell(beside, session, monkeypatch) -> None:
    page, _ = beside
    monkeypatch.setattr("ui.dialogs.pin.ask_proof", lambda *_: (factory.Proof("merch"), ""))
    page.view.go_to(Spot("order_no"))
    left_click(page, "step_submit")
    assert records.get(session.desk, page.record_id).state != "draft"
    assert hands.focused().objectName() == "order_no"


def test_after_a_choice_between_two_the_focus_is_back_on_the_cell(beside, session) -> None:
    page, _ = beside
    page.view.go_to(Spot("order_no"))
    hands.focused().selectAll()
    hands.commit("HL-7")
    records.save(factory.seat(session.desk, "qc"), page.record_id, 1, {"order_no": "HL-8"})
    assert not page.save()
    left_click(page, "keep_order_no")
    assert hands.focused().objectName() == "order_no"


def test_after_a_notice_is_read_the_focus_is_back_on_the_cell(beside) -> None:
    page, other = beside
    page.view.go_to(Spot("order_no"))
    page.refused.tell("这一格不能放照片")
    other.setFocus()
    left_click(page, "refused_read")
    assert hands.focused().objectName() == "order_no"


def stands(page: QWidget) -> QPoint:
    QApplication.processEvents()
    return page.view.mapTo(page, QPoint(0, 0))


@pytest.mark.parametrize("scrolled", [0, 10, 300])
def test_the_paper_stands_still_while_strips_come_and_go(show, session, scrolled) -> None:
    page = show(factory.draft(session.desk))
    page.area.verticalScrollBar().setValue(scrolled)
    before = stands(page)
    for shown in (True, False, True, False):
        page.refused.tell("这一格不能放照片" if shown else "")
        assert stands(page) == before


@pytest.mark.parametrize("scrolled", [0, 10])
def test_the_paper_stands_still_when_a_strip_there_from_the_start_goes(show, session, scrolled) -> None:
    record = factory.draft(session.desk, values={"lot_qty": 5})
    records.keep_working(session.desk, record, 1, {"customer": "环岭"})
    page = show(record)
    page.area.verticalScrollBar().setValue(scrolled)
    before = stands(page)
    left_click(page, "restored_read")
    assert stands(page) == before
    page.refused.tell("这一格不能放照片")
    assert stands(page) == before


def test_a_small_label_stands_still_too(show, session) -> None:
    page = show(factory.draft(session.desk, "seal_label", factory.label()))
    before = stands(page)
    for words in ("这一格不能放照片", "", "这一格不能放照片", ""):
        page.refused.tell(words)
        assert stands(page) == before
