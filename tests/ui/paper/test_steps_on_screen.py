"""The step bar: the main way on stands open, every closed step can say why."""

import factory
import hands
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from qcdesk.services.basics import deputies, people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.sheets import records, ways_on
from ui.paper.entries import Spot
from ui.paper.kept_page import said_before
from ui.paper.step_bar import ways_shown
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
    steps = ways_on.open_steps(session.desk, record)
    everybodys = {step.role for step in steps}
    assert 1 <= len(ways_shown(steps, everybodys)) <= 2


def test_a_step_that_is_free_comes_before_one_that_is_shut(show, session) -> None:
    page = show(factory.draft(session.desk, "rework_record", factory.sample("rework_record-reflector")))
    assert shown(page)[0] == "issue"
    assert button(page, "issue").isEnabled()
    assert page.findChild(QWidget, "step_sentence").isVisible() == (len(shown(page)) > 1)


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
    people.change(factory.seat(session.desk, "admin"), "qcmgr", roles=("qcmgr", "qc"))
    seated(session, "qcmgr")
    page = show(record)
    assert said(page) == "重检：还没有填：重检结果、最终处理（按 F8 逐格去填）"
    page._use("next_fault")
    assert page.view.holds(QApplication.focusWidget())
    assert page.view.spot_in_use().name not in page.view.closed


def parted(session, **changes) -> int:
    """Two departments, the first of which has not written its cause yet."""
    own = ["装配", "加工"]
    values = factory.anomaly(duty_dept=own, own_blocks=own, **{"cause@加工": "螺纹缺扣", **changes})
    return factory.walk(session.desk, factory.draft(session.desk, values=values), "submit", "found_check", "grade")


def test_f8_reaches_the_empty_cells_of_the_department_that_may_write(show, session) -> None:
    record = parted(session)
    session.desk = factory.of_department(session.desk, "duty", "加工")
    page = show(record)
    assert page.steps.main.label == "原因分析（加工）"
    page._use("next_fault")
    assert hands.focused().objectName() == "cause_class@加工"
    page._use("next_fault")
    assert hands.focused().objectName() == "cause_class@加工"


def test_f8_goes_to_the_empty_cell_of_a_line_and_on_to_the_next(show, session) -> None:
    values = {"lines": [{"customer": "河口样例车行"}, {"location": "品管样品柜 A-03"}]}
    session.desk = factory.seat(session.desk, "qc")
    page = show(factory.draft(session.desk, "seal_ledger", values, by="qc"))
    kind = page.keeper.record.kind
    faults = kind.stands_complete(page.steps.main.step, page.keeper.entries.values())
    wanted = [Spot("lines", fault.row - 1, fault.field.partition(".")[2]) for fault in faults if fault.row]
    page.view.go_to(Spot("lines", 0, kind.field("lines").columns[0].name))
    reached = []
    for _ in wanted:
        page._use("next_fault")
        reached.append(page.view.spot_in_use())
    assert len(wanted) > 4
    assert set(reached) == set(wanted)


def test_every_button_that_is_shut_has_its_sentence(show, session) -> None:
    record = parted(session, **{"cause_class@加工": "其他"})
    session.desk = factory.of_department(session.desk, "duty", "加工")
    page = show(record)
    assert {action: button(page, action).isEnabled() for action in shown(page)} == {
        "analyse": False, "analyse@加工": True,
    }  # fmt: skip
    assert said(page) == "原因分析（装配）：要由责任部门（装配）的人填写和签名，您在加工"


def test_the_sheet_does_not_jump_when_a_sentence_comes(show, session) -> None:
    page = show(factory.draft(session.desk, "rework_record", factory.sample("rework_record-reflector")))
    before = page.tools.y()
    page.keeper.entries.put("issue_date", None)
    page._show_steps()
    QApplication.processEvents()
    assert page.tools.y() == before


def test_who_sent_it_back_when_and_why_stands_above_the_sheet_until_the_step_is_taken_again(show, session) -> None:
    values = factory.anomaly(review_result="退回重做")
    record = factory.walk(session.desk, factory.draft(session.desk, values=values), *TO_THE_REVIEW)
    factory.take(session.desk, record, "send_back", "qc", reason="对策没有针对热处理")
    seated(session, "duty")
    page = show(record)
    assert page.returned.isVisible()
    assert "郑样五在 20" in page.returned.words.text()
    assert page.returned.words.text().endswith("品管审查退回，原因：对策没有针对热处理")
    page._take(next(step for step in page.steps.steps if step.action == "analyse"), Proof("duty"), "")
    assert not page.returned.isVisible()


def test_an_empty_draft_is_thrown_away_by_whoever_began_it(show, session) -> None:
    seated(session, "pmgr")
    page = show(factory.draft(session.desk, "qc_anomaly", {}, by="pmgr"))
    discard = next(step for step in page.steps.steps if step.action == "discard")
    assert discard.allowed
    page.take_step(discard)
    assert page.keeper.record.state == "void"
    assert page.voided.words.text().endswith("放弃草稿")


def test_who_made_it_void_when_and_why_stands_above_the_sheet(show, session) -> None:
    record = factory.walk(session.desk, factory.draft(session.desk, values=factory.anomaly()), "submit")
    page = show(record)
    assert not page.voided.isVisible()
    void = next(step for step in page.steps.steps if step.action == "void")
    page._take(void, Proof("merch"), "和上一张重复")
    said_of_it = page.voided.words.text()
    assert page.voided.isVisible()
    assert session.person.name in said_of_it
    assert session.desk.clock.today().isoformat() in said_of_it
    assert said_of_it.endswith("作废，原因：和上一张重复")


def test_a_way_back_says_where_it_leads_and_whose_signatures_it_ends(session) -> None:
    values = factory.anomaly(review_result="退回重做")
    record = factory.walk(session.desk, factory.draft(session.desk, values=values), *TO_THE_REVIEW)
    seated(session, "qc")
    view = records.get(session.desk, record)
    steps = {step.action: step for step in ways_on.open_steps(session.desk, view)}
    back = steps["send_back"]
    words = said_before(view, back)
    assert f"退回到“{view.kind.workflow.label(back.step.target)}”，将失效的签名：" in words
    ended = [item.name for item in view.signatures if item.slot in back.step.clears]
    assert ended
    assert all(name in words for name in ended)
    assert not any("退回到" in said_before(view, step) for step in steps.values() if not step.step.goes_back)


def test_a_way_back_names_for_whom_a_deputy_had_signed(session) -> None:
    today = session.desk.clock.today().isoformat()
    deputies.name(factory.seat(session.desk, "qcmgr"), "qcmgr", "iqc", (today, today), Proof("qcmgr"))
    record = factory.walk(session.desk, factory.draft(session.desk, "seal_label", factory.label(), by="qc"), "submit")
    factory.take(session.desk, record, "review", "iqc")
    seated(session, "pmgr")
    view = records.get(session.desk, record)
    back = next(step for step in ways_on.open_steps(session.desk, view) if step.action == "return")
    signer = view.signatures[-1].signer
    assert "（代" in signer
    assert signer in said_before(view, back)
