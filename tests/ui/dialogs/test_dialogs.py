"""The PIN before a signature, sentences, questions."""

from dataclasses import replace

import factory
import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from qcdesk.errors import VERIFY, Damaged, Fault, Invalid, NotFound, Refused
from ui.dialogs.message import confirm, message, tell
from ui.dialogs.new_sheet import ChooseForm, columns
from ui.dialogs.pin import ask_proof
from ui.pages.makers import offers


def test_a_wrong_pin_is_told_in_the_dialog_which_stays(session, in_dialog, qtbot) -> None:
    def answer(dialog) -> None:
        dialog._pin.setText("000000")
        hands.click(dialog, "sign")
        assert "PIN 不对" in dialog.findChild(QLabel, "fault").text()
        assert dialog.isVisible()
        dialog._pin.setText(factory.PIN)
        hands.click(dialog, "sign")

    in_dialog(answer)
    given = ask_proof(None, session, "审核", False, "《表》1：审核")
    assert given is not None
    assert given[0].login == "qcmgr"
    assert given[1] == ""


@pytest.mark.parametrize(
    ("department", "roles", "told"),
    [("装配", ("duty",), "韩例二（装配）"), ("", ("duty",), "韩例二（责任部门经办人）"), ("", (), "韩例二")],
)
def test_who_signs_is_told_with_his_department_or_what_he_does(session, in_dialog, department, roles, told) -> None:
    """Not with the name that he signs in by."""
    person = replace(factory.seat(session.desk, "duty").person, department=department, roles=roles)
    session.desk = session.desk.seating(person)
    seen: list[str] = []
    in_dialog(lambda dialog: (seen.extend(label.text() for label in dialog.findChildren(QLabel)), dialog.reject()))
    ask_proof(None, session, "审核", False, "《表》1：审核")
    assert told in seen


def test_a_reason_is_required_where_it_is_asked_for(session, in_dialog, qtbot) -> None:
    def answer(dialog) -> None:
        dialog._pin.setText(factory.PIN)
        hands.click(dialog, "sign")
        assert "请写明原因" in dialog.findChild(QLabel, "fault").text()
        dialog.findChild(QPlainTextEdit, "reason").setPlainText("错")
        hands.click(dialog, "sign")
        assert dialog.findChild(QLabel, "fault").text() == "原因至少写两个字"
        dialog.findChild(QPlainTextEdit, "reason").setPlainText("原因没有写清楚")
        hands.click(dialog, "sign")

    in_dialog(answer)
    given = ask_proof(None, session, "退回", True, "《表》1：退回")
    assert given is not None
    assert given[1] == "原因没有写清楚"


def test_where_only_certain_reasons_count_one_is_picked_and_the_rest_is_a_remark(session, in_dialog, qtbot) -> None:
    def answer(dialog) -> None:
        dialog._pin.setText(factory.PIN)
        dialog.findChild(QPlainTextEdit, "reason").setPlainText("客户选错了")
        hands.click(dialog, "sign")
        assert "请选一种原因" in dialog.findChild(QLabel, "fault").text()
        assert dialog.focusWidget() is dialog.picks[0]
        qtbot.keyClick(dialog.picks[0], Qt.Key.Key_Space)
        hands.click(dialog, "sign")

    in_dialog(answer, lambda dialog: (dialog.picks[1].click(), dialog._pin.setText(factory.PIN), dialog._try()))
    reasons = ("录入错误", "测试")
    given = ask_proof(None, session, "作废", True, "《案件》TS-1：作废", reasons)
    assert given is not None
    assert given[1] == "录入错误：客户选错了"
    given = ask_proof(None, session, "作废", True, "《案件》TS-1：作废", reasons)
    assert given is not None
    assert given[1] == "测试"


def test_escape_gives_a_signature_up(session, in_dialog, qtbot) -> None:
    in_dialog(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    assert ask_proof(None, session, "审核", False, "《表》1") is None


def test_the_dialog_names_the_person_and_the_step(session, in_dialog) -> None:
    told = []
    in_dialog(lambda dialog: (told.extend(label.text() for label in dialog.findChildren(QLabel)), dialog.reject()))
    ask_proof(None, session, "核准", False, "《返工/返修记录表》FG-1：核准")
    assert any("王样六" in words for words in told)
    assert any("FG-1" in words for words in told)


def test_every_fault_has_a_line_of_its_own(session, qtbot) -> None:
    dialog = message(None, Invalid([Fault("a", "客户", "必须填写"), Fault("b", "批量", "要是整数")]))
    qtbot.addWidget(dialog)
    told = [label.text() for label in dialog.findChildren(QLabel)]
    assert "· 客户：必须填写" in told
    assert "· 批量：要是整数" in told


def test_a_sentence_is_shown_as_it_is_never_as_markup(session, in_dialog) -> None:
    told = []
    in_dialog(lambda dialog: (told.extend(label.text() for label in dialog.findChildren(QLabel)), dialog.accept()))
    tell(None, Refused("名称“<b>粗</b>”不行"))
    assert "名称“<b>粗</b>”不行" in told


def test_a_question_takes_only_yes_for_yes(session, in_dialog, qtbot) -> None:
    in_dialog(lambda dialog: hands.click(dialog, "yes"))
    assert confirm(None, "作废？", "作废以后不能恢复。", "作废", danger=True)
    in_dialog(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    assert not confirm(None, "作废？", "作废以后不能恢复。")


def test_the_forms_one_submits_have_a_digit_and_the_others_name_whose_they_are(session, qtbot) -> None:
    session.desk = factory.seat(session.desk, "merch")
    dialog = ChooseForm(None, session)
    qtbot.addWidget(dialog)
    offered = {one.objectName(): one for one in dialog.findChildren(QPushButton) if one.objectName()[:4] == "new_"}
    assert set(offered) == {f"new_{kind.code}" for kind in session.shelf.kinds.current}
    assert offered["new_qc_anomaly"].findChild(QLabel).text() == "1"
    assert "编制" not in offered["new_qc_anomaly"].toolTip()
    assert offered["new_seal_label"].findChild(QLabel) is None
    assert "由品管员编制" in offered["new_seal_label"].toolTip()


def test_a_digit_chooses_a_form_and_no_case_is_offered(session, qtbot) -> None:
    session.desk = factory.seat(session.desk, "merch")
    dialog = ChooseForm(None, session)
    qtbot.addWidget(dialog)
    assert dialog.findChild(QPushButton, "new_case") is None
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    qtbot.keyClick(dialog, "1")
    assert dialog.code == "qc_anomaly"


def test_columns_of_forms_are_about_as_long_and_keep_the_order(session) -> None:
    found = offers(session.desk, session.shelf.kinds.current)
    made = columns(found)
    assert [group for column in made for group in column] == found
    assert all(made)


def test_what_is_damaged_or_missing_has_a_title_of_its_own(session, qtbot) -> None:
    damaged = message(None, Damaged(f"记录 1 的内容已损坏，{VERIFY}，并从备份恢复"))
    missing = message(None, NotFound("没有编号或序号为“X”的记录"))
    for dialog in (damaged, missing):
        qtbot.addWidget(dialog)
    assert (damaged.windowTitle(), missing.windowTitle()) == ("数据有问题", "没有找到")
    told = "".join(label.text() for label in damaged.findChildren(QLabel))
    assert "系统 → 核对" in told
