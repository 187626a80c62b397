"""下一步 leaves no dead end: what is open is reached, impossible times are told, so is why the case came back."""

import cases
import factory
import hands
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from qcdesk.services.cases import case_facts
from qcdesk.services.sheets import records

CALL = "2026-11-20T13:24"
CAPTION = 16
"""Pixels of the words above an editor."""

ORAL = {"channel": "电话(须补书面)", "received_at": CALL, "read_back": True}


@pytest.fixture
def oral(person) -> int:
    """Taken in by telephone, registered, nothing written received yet."""
    desk = person.desk
    case = cases.received(desk, **ORAL)
    cases.step(desk, case, "register", "qc", **cases.JUDGED)
    return case


def fault(page, name: str) -> str:
    form = next(form for form in page.next.forms.values() if name in form.editors)
    label = form.findChild(QLabel, f"fault_{name}")
    return "" if label.isHidden() else label.text()


def test_written_material_before_the_call_is_told_in_its_field_and_can_be_mended(person, oral) -> None:
    """E0.1 note 1: the material of an oral complaint is asked for after it."""
    page = person.at("sales", oral)
    person.fill(page, written_on="2026-11-20 12:00")
    assert page.save()
    assert fault(page, "written_on") == "“书面资料收到”2026-11-20 12:00 早于受理时间 2026-11-20 13:24"
    page = person.at("sales", oral)
    assert fault(page, "written_on").startswith("“书面资料收到”2026-11-20 12:00 早于")
    person.fill(page, written_on="2026-11-20 14:00")
    assert page.save()
    assert fault(page, "written_on") == ""
    assert "written_on" in page.next.forms["written"].editors
    assert not any("早于受理时间" in sentence for sentence in page.next.lacks.property("told"))


def test_material_that_came_stays_open_beside_this_stages_blocks(person, oral) -> None:
    page = person.at("sales", oral)
    person.fill(page, written_on="2026-11-20 14:00")
    assert page.save()
    assert not page.next.forms["written"].editors["written_on"].closed
    assert "还没有签名、可以改的栏" in hands.words(page.next)
    person.fill(page, written_on="2026-11-20 15:30")
    assert page.save()
    assert records.get(person.desk, oral).values["written_on"] == "2026-11-20T15:30"


def test_what_others_fill_or_have_signed_is_not_offered_for_mending(person, oral) -> None:
    page = person.at("gm", oral)
    assert "还没有签名、可以改的栏" not in hands.words(page.next)
    assert "judging" not in page.next.forms


def test_an_open_plan_of_before_is_still_mended_on_the_way_back(person) -> None:
    desk = person.desk
    case = cases.walk(desk, cases.registered(desk), "analyse", "pass_review")
    cases.step(desk, case, "plan", "duty", **cases.WAY["plan"][1])
    cases.step(desk, case, "reject_plan", "qcmgr", "没有写期限")
    page = person.at("duty", case)
    assert not page.next.forms["plan"].editors["plan"].closed


def test_why_it_was_sent_back_and_by_whom_stands_on_top(person) -> None:
    desk = person.desk
    case = cases.walk(desk, cases.registered(desk), "analyse")
    cases.step(desk, case, "reject_review", "qcmgr", "没有硬度数据，请补测 5 件")
    page = person.at("duty", case)
    told = hands.words(page.next.reason)
    assert not page.next.reason.isHidden()
    assert "没有硬度数据，请补测 5 件" in told
    assert "王样六" in told
    assert "审查退回" in told
    cases.walk(desk, case, "analyse")
    page = person.at("qcmgr", case)
    assert page.next.reason.isHidden()


def test_what_the_top_assigned_is_not_called_a_reason(person) -> None:
    desk = person.desk
    case = cases.walk(desk, cases.small(desk), "simplify", "handle_plain", "reply")
    cases.step(desk, case, "disagree", "sales", "客户要求整批换货")
    page = person.at("gm", case)
    assert "上一步写的原因" in hands.words(page.next.reason)
    cases.step(desk, case, "rehandle", "gm", "生产部陈样九负责，给两人两天")
    page = person.at("merch", case)
    told = hands.words(page.next.reason)
    assert "高层的指派" in told
    assert "上一步写的原因" not in told
    assert "生产部陈样九负责，给两人两天" in told


def test_the_next_fault_is_the_reading_back_where_that_alone_is_missing(person, qtbot) -> None:
    """E1.3: read back to the customer once."""
    case = cases.received(person.desk, read_back=False)
    page = person.at("qc", case)
    person.fill(
        page, defect_codes="芯轴断裂", defect_qty="3", nature="质量问题", branch="加工装配不良", duty_dept="装配"
    )
    page._show_steps()
    page._next_fault()
    assert hands.focused().objectName() == "read_back"


def test_what_the_customer_did_not_agree_to_is_told_to_the_top(person) -> None:
    """E0.8: 客户不同意 → 高层."""
    desk = person.desk
    case = cases.walk(desk, cases.small(desk), "simplify", "handle_plain", "reply")
    cases.step(desk, case, "disagree", "sales", "客户要求整批换货")
    page = person.at("gm", case)
    assert "客户要求整批换货" in hands.words(page.next.reason)


def test_the_caption_of_the_analysis_names_those_of_its_branch(person) -> None:
    """E0.3: each of the four causes goes to its own department."""
    desk = person.desk
    case = cases.received(desk)
    cases.step(desk, case, "register", "qc", **{**cases.JUDGED, "branch": "结构工艺不良"})
    page = person.at("eng", case)
    told = hands.words(page.next)
    assert "由工程" in told
    assert "责任部门经办人填写" not in told
    cases.step(desk, case, "analyse", "eng", cause="轴肩没有倒角，应力集中")
    page = person.at("eng", case)
    person.window.shell.record.go_to("overview")
    assert "责任部门经办人填写" not in hands.words(page.pages[1])
    assert "由工程" in hands.words(page.pages[1])


def captions(page, block: str) -> dict[str, str]:
    return {name: label.text() for name, label in page.next.forms[block]._captions.items()}


def test_a_star_stands_only_where_this_kind_of_case_needs_the_field(person) -> None:
    """The department that found it is asked for in house, the customer and his contact in complaints."""
    made = records.create(factory.seat(person.desk, "sales"), "case", {"case_kind": "客户投诉"})
    page = person.at("sales", made.record)
    said = captions(page, "intake")
    assert (said["customer"], said["contact"]) == ("客户名称 *", "联系人 *")
    assert said["found_dept"] == "发现部门"
    person.fill(page, case_kind="厂内异常")
    page._show_steps()
    said = captions(page, "intake")
    assert (said["customer"], said["contact"]) == ("客户名称", "联系人")
    assert said["found_dept"] == "发现部门 *"


def in_sight(page, widget) -> bool:
    """Whether all of the editor is seen, and its caption above it."""
    view = page.next.area.viewport()
    top = widget.mapTo(view, QPoint(0, -CAPTION)).y()
    return top >= 0 and widget.mapTo(view, QPoint(0, widget.height())).y() <= view.height()


@pytest.mark.parametrize("far", [0, 10_000])
def test_f8_brings_the_field_that_waits_into_sight(person, qtbot, far) -> None:
    person.window.resize(910, 512)
    case = cases.received(person.desk, description="外观不良")
    page = person.at("qc", case)
    person.window.activateWindow()
    qtbot.waitUntil(person.window.isActiveWindow)
    bar = page.next.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(min(far, bar.maximum()))
    page.head.findChild(QPushButton, "save").setFocus()
    hands.press(Qt.Key.Key_F8)
    first = hands.focused()
    qtbot.waitUntil(lambda: in_sight(page, first))
    last = list(page.next.forms["kind"].editors.values())[-1] if "kind" in page.next.forms else first
    bar.setValue(0)
    page.next.go_to(last.objectName())
    qtbot.waitUntil(lambda: in_sight(page, last))


def test_f8_from_another_tab_brings_the_field_into_sight(person, qtbot) -> None:
    person.window.resize(910, 512)
    page = person.at("qc", cases.received(person.desk, description="外观不良"))
    page.go_to("history")
    page._next_fault()
    first = page.focusWidget()
    assert page.next.isAncestorOf(first)
    qtbot.waitUntil(lambda: in_sight(page, first))


@pytest.mark.parametrize(("short", "shown"), [(True, True), (False, False)])
def test_a_reason_for_no_measure_is_asked_only_where_it_counts(person, short, shown) -> None:
    """E3.9: a serious complaint has its corrections listed."""
    desk = person.desk
    if short:
        case = cases.walk(desk, cases.small(desk), "simplify", "handle_plain", "reply", "agree")
    else:
        case = cases.handled(desk)
        cases.walk(desk, case, "recheck_passed")
        cases.delivery(desk, case)
        cases.walk(desk, case, "deliver", "reply", "agree")
    page = person.at("qc", case)
    assert "effect" in page.next.forms["tracking"].editors
    assert ("no_action" in page.next.forms["tracking"].editors) is shown


def on_its_way(desk) -> int:
    """Reworked and re-inspected; its note has left."""
    case = cases.walk(desk, cases.handled(desk), "recheck_passed")
    cases.delivery(desk, case, *cases.NOTE_WAY[:2])
    return case


def test_what_the_signed_note_says_is_taken_into_the_case_by_one_press(person, qtbot) -> None:
    """E0.1: the gate asks for the note's own figures."""
    desk = person.desk
    case = on_its_way(desk)
    page = person.at("wh", case)
    assert page.next.counts.isHidden()
    factory.walk(desk, next(one.id for one in case_facts.sheets(desk, case) if one.form == "delivery_note"), "sign_for")
    page = person.at("wh", case)
    assert "：送货 641，客户点收 639" in page.next.counts.told.text()
    qtbot.mouseClick(page.next.counts.take_button, hands.LEFT)
    assert page.next.counts.isHidden()
    editors = page.next.forms["delivery"].editors
    assert [editors[name].value() for name in ("delivered_qty", "counted_qty")] == ["641", "639"]
    assert editors["count_difference"].value()
    person.step(page, "deliver")
    assert cases.state(desk, case) == "reply"


def test_words_of_ones_own_about_the_difference_are_kept(person, qtbot) -> None:
    desk = person.desk
    case = on_its_way(desk)
    factory.walk(desk, next(one.id for one in case_facts.sheets(desk, case) if one.form == "delivery_note"), "sign_for")
    page = person.at("wh", case)
    person.fill(page, delivered_qty="641", count_difference="客户仓库点错，已复点")
    assert not page.next.counts.isHidden()
    qtbot.mouseClick(page.next.counts.take_button, hands.LEFT)
    editors = page.next.forms["delivery"].editors
    assert (editors["counted_qty"].value(), editors["count_difference"].value()) == ("639", "客户仓库点错，已复点")
    assert page.next.counts.isHidden()


def test_only_the_warehouse_is_offered_the_figures(person) -> None:
    desk = person.desk
    case = on_its_way(desk)
    factory.walk(desk, next(one.id for one in case_facts.sheets(desk, case) if one.form == "delivery_note"), "sign_for")
    page = person.at("gm", case)
    assert page.next.counts is None or page.next.counts.isHidden()
