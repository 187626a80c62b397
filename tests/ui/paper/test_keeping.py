"""Nothing typed is lost: kept within a second, brought back, saved on leaving, and met by somebody else's change."""

import factory
import hands
import pytest
from PySide6.QtWidgets import QPushButton, QToolButton

from qcdesk.services.basics import people
from qcdesk.services.sheets import records
from ui.paper.entries import Spot
from ui.style import tokens


def test_typing_is_kept_within_a_second(show, session, qtbot) -> None:
    page = show(factory.draft(session.desk, values={}))
    hands.commit("环岭")
    qtbot.waitUntil(lambda: records.working(session.desk, page.record_id) is not None, timeout=1000)
    kept = records.working(session.desk, page.record_id)
    assert (kept.version, kept.typed) == (1, {"customer": "环岭"})


def test_unsaved_typing_comes_back_and_can_be_discarded(show, session, qtbot) -> None:
    record = factory.draft(session.desk, values={"lot_qty": 5})
    records.keep_working(session.desk, record, 1, {"customer": "环岭", "lot_qty": "五个"})
    page = show(record)
    assert hands.cell(page, "customer").text() == "环岭"
    assert hands.cell(page, "lot_qty").text() == "五个"
    assert page.restored.isVisible()
    assert "没有保存" in page.restored.words.text()
    hands.click(page, "discard")
    assert hands.cell(page, "customer").text() == ""
    assert hands.cell(page, "lot_qty").text() == "5"
    assert records.working(session.desk, record) is None


def test_leaving_saves(show, session, qtbot) -> None:
    page = show(factory.draft(session.desk, values={}))
    hands.commit("环岭")
    with qtbot.waitSignal(page.left):
        qtbot.mouseClick(page.findChild(QToolButton, "back"), hands.LEFT)
    assert records.get(session.desk, page.record_id).values == {"customer": "环岭"}
    assert records.working(session.desk, page.record_id) is None


def test_hiding_saves(show, session) -> None:
    page = show(factory.draft(session.desk, values={}))
    hands.commit("环岭")
    page.hide()
    assert records.get(session.desk, page.record_id).values == {"customer": "环岭"}


def test_what_does_not_fit_stays_typed_while_the_rest_is_saved(show, session) -> None:
    page = show(factory.draft(session.desk, values={}))
    hands.commit("环岭")
    page.view.go_to(Spot("lot_qty"))
    hands.commit("一千二")
    assert page.save()
    assert records.get(session.desk, page.record_id).values == {"customer": "环岭"}
    assert records.working(session.desk, page.record_id).typed == {"lot_qty": "一千二"}
    assert hands.cell(page, "lot_qty").text() == "一千二"


def test_somebody_elses_change_came_first(show, session, qtbot) -> None:
    record = factory.draft(session.desk, values={"customer": "甲", "order_no": "1"})
    page = show(record)
    hands.focused().selectAll()
    hands.commit("我的客户")
    other = factory.seat(session.desk, "qc")
    records.save(other, record, 1, {"customer": "他的客户", "lot_no": "L-9"})
    assert not page.save()
    said = page.banner._words.text()
    assert people.get(session.desk, "qc").name in said
    assert "批号/箱号" in said
    assert hands.cell(page, "customer").text() == "我的客户"
    assert hands.cell(page, "lot_no").text() == "L-9"
    assert not page.save()
    assert "逐格选" in page.refused.words.text()
    hands.click(page, "keep_customer")
    assert not page.banner.isVisible()
    assert not page.refused.isVisible()
    assert page.save()
    assert records.get(session.desk, record).values == {"customer": "我的客户", "order_no": "1", "lot_no": "L-9"}


def both_changed(show, session):
    """A draft in which two people wrote another customer, the other first; and the page of the second."""
    record = factory.draft(session.desk, values={"customer": "甲"})
    page = show(record)
    hands.focused().selectAll()
    hands.commit("我的客户")
    records.save(factory.seat(session.desk, "qc"), record, 1, {"customer": "他的客户"})
    return record, page


def test_what_was_not_decided_before_a_power_cut_is_asked_again(show, session, qtbot) -> None:
    record, page = both_changed(show, session)
    assert not page.save()
    again = show(record)
    assert again.banner.undecided == ["customer"]
    hands.click(again, "keep_customer")
    again.keeper.keep()
    assert show(record).banner.undecided == []


def test_the_others_value_can_be_taken(show, session, qtbot) -> None:
    _, page = both_changed(show, session)
    page.save()
    hands.click(page, "take_customer")
    assert hands.cell(page, "customer").text() == "他的客户"
    page.filling.undo()
    assert hands.cell(page, "customer").text() == "我的客户"


def test_the_page_follows_a_change_made_elsewhere(show, session) -> None:
    record = factory.draft(session.desk, values={"customer": "甲"})
    page = show(record)
    change = records.save(factory.seat(session.desk, "qc"), record, 1, {"customer": "乙"})
    session.tell(change)
    assert hands.cell(page, "customer").text() == "乙"


def test_another_person_sits_down(show, session) -> None:
    record = factory.draft(session.desk, values={})
    page = show(record)
    hands.commit("环岭")
    session.desk = factory.seat(session.desk, "qc")
    session.person_changed.emit()
    assert hands.cell(page, "customer").text() == ""
    assert records.working(factory.seat(session.desk, "merch"), record).typed == {"customer": "环岭"}


@pytest.mark.parametrize("name", ["sample_qty", "interim_action"])
def test_a_cell_that_closes_under_the_cursor_looks_closed(show, session, name) -> None:
    record = factory.walk(session.desk, factory.draft(session.desk, values=factory.anomaly(
        sample_qty=None, defect_qty=None, interim_action=None)), "submit")  # fmt: skip
    session.desk = factory.seat(session.desk, "qc")
    page = show(record)
    page.view.go_to(Spot(name))

    def ground() -> str:
        cell = hands.cell(page, name)
        return cell.grab().toImage().pixelColor(cell.width() * 3 // 4, cell.height() // 2).name().upper()

    assert ground() == tokens.SHEET_FOCUS.upper()
    session.desk = factory.seat(session.desk, "merch")
    session.person_changed.emit()
    assert hands.focused().objectName() == name
    assert ground() != tokens.SHEET_FOCUS.upper()


def test_nobody_signed_in_can_only_read(show, session) -> None:
    session.sign_out()
    page = show(factory.draft(session.desk))
    assert hands.cell(page, "customer").isReadOnly()
    assert "请先登录" in hands.cell(page, "customer").toolTip()
    assert not page.findChild(QPushButton, "step_submit").isEnabled()


def test_restored_typing_meets_a_change_made_meanwhile(show, session) -> None:
    record = factory.draft(session.desk, values={"customer": "甲"})
    records.keep_working(session.desk, record, 1, {"customer": "我的客户", "order_no": "7"})
    records.save(factory.seat(session.desk, "qc"), record, 1, {"customer": "他的客户"})
    page = show(record)
    assert hands.cell(page, "customer").text() == "我的客户"
    assert page.banner.undecided == ["customer"]
    assert page.restored.isVisible()


def test_signed_meanwhile_the_typing_is_shown_but_cannot_stay(show, session, qtbot) -> None:
    record = factory.draft(session.desk)
    page = show(record)
    page.view.go_to(Spot("order_no"))
    hands.focused().selectAll()
    hands.commit("HL-0")
    factory.take(session.desk, record, "submit")
    assert not page.save()
    assert page.findChild(QPushButton, "keep_order_no") is None
    assert "签名" in " ".join(label.text() for label in page.banner.findChildren(type(page.banner._words)))
    hands.click(page, "take_order_no")
    assert not page.keeper.is_dirty


def test_what_is_told_of_unsaved_typing_goes_once_it_is_saved(show, session) -> None:
    record = factory.draft(session.desk, values={"customer": "甲"})
    page = show(record)
    page.view.go_to(Spot("order_no"))
    hands.commit("PO-7")
    records.save(factory.seat(session.desk, "qc"), record, 1, {"lot_no": "L-9"})
    assert not page.save()
    assert "没有保存" in page.banner._words.text()
    assert page.banner.isVisible()
    assert page.save()
    assert not page.banner.isVisible()


def test_a_step_goes_to_what_cannot_be_saved_and_one_bar_tells_of_it(show, session) -> None:
    page = show(factory.draft(session.desk))
    page.view.go_to(Spot("lot_qty"))
    hands.focused().selectAll()
    hands.commit("一千二")
    page.view.go_to(Spot("customer"))
    page.take_step(next(step for step in page.steps.steps if step.action == "submit"))
    assert hands.focused().objectName() == "lot_qty"
    assert [strip.isVisible() for strip in (page.refused, page.faults)] == [False, True]
    page.filling.undo()
    assert [strip.isVisible() for strip in (page.refused, page.faults)] == [False, False]
