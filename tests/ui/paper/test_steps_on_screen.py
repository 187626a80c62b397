"""The step bar: the main way on stands open, every closed step can say why."""

from dataclasses import replace

import factory
import hands
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from qcdesk.services.basics import people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.sheets import approval, records
from ui.paper.step_bar import told_apart, ways_shown
from ui.style import tokens

TO_THE_REVIEW = (
    "submit", "found_check", "grade", "analyse", "analyse_check", "interim", "interim_check", "counter",
)  # fmt: skip


def shown(page) -> list[str]:
    return [step.action for step in page.steps.steps if button(page, step.action).isVisible()]


def button(page, action) -> QPushButton:
    return page.findChild(QPushButton, f"step_{action}")


def said(page) -> str:
    return page.findChild(QWidget, "step_sentence").text()


def checked(session) -> int:
    return factory.walk(session.desk, factory.draft(session.desk), "submit", "found_check")


def seated(session, login) -> None:
    session.desk = factory.seat(session.desk, login)


def test_the_way_within_one_department_waits_behind_more(show, session) -> None:
    record = checked(session)
    page = show(record)
    assert shown(page) == ["grade"]
    assert said(page).startswith("品管判定：要由")
    apart = next(step.action for step in page.steps.steps if step.action.startswith("analyse"))
    page.findChild(QWidget, "step_more").click()
    assert apart in shown(page)
    assert button(page, apart).toolTip() == button(page, apart).accessibleDescription() != ""


def test_the_words_of_every_step_have_room(show, session) -> None:
    departments = ["加工", "工程部", "业务/跟单"]
    values = factory.anomaly(duty_dept=departments, own_blocks=departments)
    page = show(
        factory.walk(session.desk, factory.draft(session.desk, values=values), "submit", "found_check", "grade")
    )
    page.findChild(QWidget, "step_more").click()
    QApplication.processEvents()
    assert len(shown(page)) > 4
    for action in shown(page):
        assert button(page, action).width() >= button(page, action).sizeHint().width(), action


def test_whose_turn_it_is_sees_his_way_first(show, session) -> None:
    record = checked(session)
    seated(session, "qc")
    page = show(record)
    assert shown(page) == ["grade"]
    assert "品管判定" in said(page) or button(page, "grade").isEnabled()


def test_at_most_two_ways_stand_open(session) -> None:
    record = records.get(session.desk, factory.draft(session.desk, "rework_record", {}))
    steps = approval.open_steps(session.desk, record)
    everybodys = {step.role for step in steps}
    assert 1 <= len(ways_shown(steps, everybodys)) <= 2


def test_a_step_that_is_free_comes_before_one_that_is_shut(show, session) -> None:
    page = show(factory.draft(session.desk, "rework_record", factory.sample("rework_record-reflector")))
    assert shown(page)[0] == "issue"
    assert button(page, "issue").isEnabled()
    assert not page.findChild(QWidget, "step_sentence").isVisible()


def test_the_blank_behind_a_choice_is_wide_while_it_is_typed_in(show, session) -> None:
    page = show(factory.draft(session.desk))
    choice = hands.cell(page, "found_where")
    choice.toggle("制程")
    narrow = choice.detail.width()
    choice.detail.setFocus()
    QApplication.processEvents()
    assert choice.detail.width() >= 80
    assert choice.rect().contains(choice.detail.geometry())
    page.view.go_to_first()
    QApplication.processEvents()
    assert choice.detail.width() == narrow


def ground(page, name) -> str:
    """The colour in a corner of a cell, where nothing is printed."""
    QApplication.processEvents()
    cell = hands.cell(page, name)
    return page.view.grab().toImage().pixelColor(cell.geometry().bottomRight() - QPoint(2, 2)).name().upper()


def test_cells_that_were_just_signed_are_tinted_as_when_the_sheet_is_opened_again(show, session) -> None:
    page = show(factory.draft(session.desk, values=factory.anomaly()))
    assert ground(page, "lot_no") == tokens.SHEET
    submit = next(step for step in page.steps.steps if step.action == "submit")
    page._take(submit, Proof("merch"), "")
    assert ground(page, "lot_no") == ground(page, "close_result") == tokens.SHEET_LOCKED
    again = show(page.record_id)
    assert ground(again, "lot_no") == ground(again, "close_result") == tokens.SHEET_LOCKED


def test_only_what_is_still_to_be_written_is_white_after_a_step(show, session) -> None:
    record = checked(session)
    seated(session, "qc")
    page = show(record)
    assert ground(page, "defect_qty") == tokens.SHEET
    grade = next(step for step in page.steps.steps if step.action == "grade")
    page._take(grade, Proof("qc"), "")
    assert ground(page, "defect_qty") == ground(page, "defect_rate") == tokens.SHEET_LOCKED
    assert ground(page, "interim_action") == tokens.SHEET


def test_a_finished_sheet_is_as_white_as_paper(show, session) -> None:
    page = show(factory.signed_label(session.desk))
    assert ground(page, "sample_no") == tokens.SHEET


def test_the_cursor_begins_in_a_cell_that_takes_typing(show, session) -> None:
    record = factory.walk(session.desk, checked(session), "grade")
    seated(session, "qc")
    show(record)
    assert hands.focused().objectName() == "interim_action"


def test_a_way_back_that_is_ticked_on_the_sheet_stands_open(show, session) -> None:
    seated(session, "qc")
    values = factory.anomaly(review_result="退回重做")
    record = factory.draft(session.desk, values=values)
    factory.walk(session.desk, record, *TO_THE_REVIEW)
    page = show(record)
    assert shown(page) == ["send_back"]
    assert button(page, "send_back").isEnabled()
    assert not said(page)


def test_every_department_with_a_block_of_its_own_is_named_in_its_step(show, session) -> None:
    values = factory.anomaly(duty_dept=["加工", "采购部"], own_blocks=["加工", "采购部"])
    record = factory.walk(session.desk, factory.draft(session.desk, values=values), "submit", "found_check", "grade")
    seated(session, "duty")
    page = show(record)
    assert [button(page, action).text() for action in shown(page)] == ["原因分析（加工）", "原因分析（采购部）"]


def test_the_focus_is_in_the_first_block_after_the_departments_were_parted(show, session, qtbot) -> None:
    values = factory.anomaly(duty_dept=["加工", "采购部"])
    record = factory.walk(session.desk, factory.draft(session.desk, values=values), "submit", "found_check", "grade")
    seated(session, "duty")
    page = show(record)
    qtbot.mouseClick(page.findChild(QWidget, "own_blocks"), Qt.MouseButton.LeftButton)
    assert hands.focused().objectName() == "cause"


def produced(session) -> int:
    values = {name: value for name, value in factory.sample("rework_record-reflector").items()
              if name not in ("recheck", "final")}  # fmt: skip
    return factory.walk(session.desk, factory.draft(session.desk, "rework_record", values), "issue", "produce")


def test_the_sentence_says_whose_turn_it_is(show, session) -> None:
    record = produced(session)
    seated(session, "qcmgr")
    page = show(record)
    assert said(page) == "重检：轮到品管员填：重检结果、最终处理"
    here = QApplication.focusWidget()
    page._use("next_fault")
    assert QApplication.focusWidget() is here


def test_whoever_may_fill_them_in_is_led_to_the_cells(show, session) -> None:
    record = produced(session)
    session.desk = session.desk.seating(replace(people.get(session.desk, "qcmgr"), roles=("qcmgr", "qc")))
    page = show(record)
    assert said(page) == "重检：还没有填：重检结果、最终处理（按 F8 逐格去填）"
    page._use("next_fault")
    assert page.view.holds(QApplication.focusWidget())
    assert not QApplication.focusWidget().isReadOnly()


def test_a_step_of_one_of_several_departments_has_one_pair_of_brackets(session) -> None:
    desk = session.desk
    anomaly = factory.draft(desk)
    steps = approval.open_steps(desk, records.get(desk, anomaly))
    same = replace(steps[0], label="原因分析（同部门）", step=replace(steps[0].step, each=True), department="")
    other = replace(same, label="原因分析（同部门）（采购部）", department="采购部")
    told = told_apart([same, other], ("装配", "采购部"))
    assert [one.label for one in told] == ["原因分析（同部门，装配）", "原因分析（同部门，采购部）"]
