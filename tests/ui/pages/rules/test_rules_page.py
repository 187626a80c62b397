"""规则 in the real window: what the documents say side by side, chosen, changed, filled in and tried out."""

from collections.abc import Callable
from typing import Any

import cases
import factory
import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from qcdesk.errors import Refused
from qcdesk.rules.rows import CRITERION, DEADLINE
from qcdesk.services.rules import rulebook
from qcdesk.store.models import Rule

TODAY = "2026-11-20"


@pytest.fixture
def window(window: Any) -> Any:
    """On a fixed day, a Friday."""
    window.session.desk = cases.at(window.session.desk, f"{TODAY}T10:00")
    return window


@pytest.fixture
def page(seated: Callable[[str], Any]) -> Any:
    return seated("qcmgr").shell.go("masters").beside("rules")


def choose(page: Any, title: str, kind: str = DEADLINE) -> None:
    listing = page.listings[kind]
    listing.selectRow([group.title for group in listing.rows.rows].index(title))


def card(page: Any, code: str) -> Any:
    return next(one for one in page.detail.cards if one.rule.code == code)


def held(page: Any) -> list[str]:
    return [row.code for row in page.detail.group.held]


def type_in(dialog: Any, typed: dict[str, Any]) -> None:
    """Fills the dialog and saves; it stays open where something is refused."""
    for name, value in {"reason": "总经理要求", "pin": factory.PIN, **typed}.items():
        editor = dialog.editors[name]
        if isinstance(value, bool):
            editor.setChecked(value)
        elif name == "unit":
            editor.setCurrentIndex(editor.findData(value))
        else:
            editor.setText(value)
    dialog.findChild(QPushButton, "save").click()


def fill(**typed: Any) -> Callable[[Any], None]:
    """An answer to the dialog that must be taken."""

    def answer(dialog: Any) -> None:
        type_in(dialog, typed)
        refused = dialog.fault.text() if dialog.isVisible() else ""
        dialog.reject()
        assert refused == ""

    return answer


def test_the_page_is_named_and_lists_every_event_once(page: Any) -> None:
    assert page.objectName() == "page_rules"
    groups = page.listings[DEADLINE].rows.rows
    assert len({(group.title, group.condition) for group in groups}) == len(groups)
    assert sum(len(group.rows) for group in groups) == len(rulebook.deadlines(page.session.desk))


def test_documents_that_contradict_stand_side_by_side_with_the_one_in_force_first(page: Any) -> None:
    choose(page, "首次回复客户")
    assert page.detail.cards[0].rule.code == "FIRST-24H"
    assert [one.held for one in page.detail.cards] == [True, False, False, False, False, False]
    texts = [label.text() for label in card(page, "FIRST-1WD").findChildren(QLabel)]
    assert "1 个工作日（最长 3）" in texts
    assert "“受理的投诉一个工作日内回复,最长不超过三个工作日”" in texts
    assert "出处 S0:118" in texts


def test_every_row_tells_when_it_would_be_due_from_the_moment_typed(page: Any) -> None:
    choose(page, "责任人及时回复")
    page.detail.start.setText("2026-11-20 10:00")
    only = card(page, "PERSON-2WD-SAT")
    assert only.due.text() == "→ 2026-11-23 10:00\n五10:00 → 六 → 一10:00"
    assert "星期六照算" in page.detail.counting.text()
    page.detail.start.setText("2027-02-05 10:00")
    assert "暂定" in only.due.text()
    page.detail.start.setText("明天")
    assert not only.due.isVisible()
    assert "要填到分钟" in page.detail.counting.text()


def test_another_row_is_chosen_with_pin_and_reason(page: Any, in_dialog: Any, qtbot: Any) -> None:
    choose(page, "质量问题的措施和结果告知客户")
    in_dialog(fill())
    hands.click(page, "choose_RESULT-5WD")
    assert held(page) == ["RESULT-5WD"]
    newest = page.detail.versions.rows.rows[0]
    assert (newest.row.version, newest.by, newest.reason) == (2, "王样六", "总经理要求")
    page.detail.versions.selectRow(0)
    assert "原因：总经理要求" in page.detail.why.text()


def test_a_changed_figure_is_the_factorys_own_and_the_old_version_stays(page: Any, in_dialog: Any, qtbot: Any) -> None:
    choose(page, "回复不良原因及改善方案")
    in_dialog(fill(amount="5", unit="working_days", valid_from="2026-12-01"))
    hands.click(page, "change_CAUSE-1W")
    versions = [row for row in rulebook.deadlines(page.session.desk) if row.code == "CAUSE-1W"]
    assert [(row.amount, row.unit, row.source) for row in versions] == [
        (1, "calendar_weeks", "S0:112"), (5, "working_days", "本厂设定（原 S0:112）"),
    ]  # fmt: skip
    assert held(page) == ["CAUSE-1W"]
    assert "本厂设定" in [label.text() for label in card(page, "CAUSE-1W").findChildren(QLabel)]


def test_the_pin_is_marked_only_where_the_pin_was_refused(page: Any, in_dialog: Any, qtbot: Any) -> None:
    choose(page, "首次回复客户")

    def refuse(*given: object) -> Any:
        raise Refused("规则库正由另一台电脑的 PIN 改写，请稍后再试")

    def answer(dialog: Any) -> None:
        type_in(dialog, {"valid_from": TODAY, "pin": "000000"})
        assert dialog.editors["pin"].property("fault")
        assert hands.focused() is dialog.editors["pin"]
        dialog._act = refuse
        type_in(dialog, {"valid_from": TODAY})
        assert dialog.fault.text().startswith("规则库正由")
        assert not dialog.editors["pin"].property("fault")
        dialog.reject()

    in_dialog(answer)
    hands.click(page, "change_ANSWER-3WD")


TRIES: tuple[tuple[dict[str, Any], str], ...] = (
    ({"reason": ""}, "请填原因"), ({"pin": ""}, "请填PIN"), ({"valid_from": "下周"}, "要填日期"),
    ({"valid_from": TODAY, "pin": "000000"}, "PIN 不对"), ({}, "没有改动"),
    ({"valid_from": "2026-11-01"}, "不能早于今天"),
    ({"valid_from": TODAY, "amount": "很快"}, "时限：要填 0 到 10000 的整数"),
    ({"amount": "12", "active": True}, "不能同时启用"),
)  # fmt: skip


def test_what_cannot_be_is_said_in_the_dialog(page: Any, in_dialog: Any, qtbot: Any) -> None:
    choose(page, "首次回复客户")

    told: list[str] = []

    def try_all(dialog: Any) -> None:
        for typed, _ in TRIES:
            type_in(dialog, typed)
            told.append(dialog.fault.text())
        dialog.reject()

    in_dialog(try_all)
    hands.click(page, "change_ANSWER-3WD")
    assert [said in answer for (_, said), answer in zip(TRIES, told, strict=True)] == [True] * len(TRIES), told


def test_a_blank_is_filled_and_counts_from_then_on(page: Any, in_dialog: Any, qtbot: Any) -> None:
    hands.click(page, "only_blank")
    choose(page, "第一次电话接触")
    assert held(page) == []
    in_dialog(fill(amount="30", unit="clock_minutes"))
    hands.click(page, "change_COORD-CALL")
    page.chips["blank"].setChecked(False)
    choose(page, "第一次电话接触")
    assert held(page) == ["COORD-CALL"]
    page.detail.start.setText("2026-11-20 10:00")
    assert "→ 2026-11-20 10:30" in card(page, "COORD-CALL").due.text()


def test_a_criterions_number_and_sentence_are_changed_likewise(page: Any, in_dialog: Any, qtbot: Any) -> None:
    page.tabs.setCurrentIndex(1)
    choose(page, "批量程度", CRITERION)
    assert "30% 以上" in [label.text() for label in card(page, "R1").findChildren(QLabel)]
    in_dialog(fill(least="20%", consequence="派人拜访并道歉"))
    hands.click(page, "change_R1")
    changed = next(row for row in page.detail.group.rows if row.code == "R1")
    assert (str(changed.least), changed.consequence, changed.version) == ("1/5", "派人拜访并道歉", 2)


def test_gap_that_a_number_would_leave_is_told_while_it_is_typed(page: Any, in_dialog: Any, qtbot: Any) -> None:
    """E4.1: at 35 % neither 一般 nor 批量 would hold."""
    page.tabs.setCurrentIndex(1)
    choose(page, "批量程度", CRITERION)
    said: list[tuple[bool, str]] = []

    def answer(dialog: Any) -> None:
        for typed in ("30%", "40%", "40%x"):
            dialog.editors["least"].setText(typed)
            said.append((dialog.warning.isVisible(), dialog.warning.text()))
        type_in(dialog, {"least": "40%"})

    in_dialog(answer)
    hands.click(page, "change_R1")
    assert [shown for shown, _ in said] == [False, True, False]
    assert "30% 到 40% 之间没有一条标准" in said[1][1]
    assert "原文却写着“30%”" in said[1][1]
    assert "2 处要改正" in page.remarks.said.text()
    assert page.remarks.listing.isVisible()


def test_what_the_check_finds_stands_on_top_and_leads_to_its_row(page: Any, qtbot: Any) -> None:
    assert "处要知道" in page.remarks.said.text()
    assert page.remarks.listing.isHidden()
    hands.click(page, "show_remarks")
    codes = [one.code for one in page.remarks.listing.rows.rows]
    page.remarks.listing.selectRow(codes.index("COORD-TRACE"))
    qtbot.keyClick(page.remarks.listing, Qt.Key.Key_Return)
    assert page.detail.group.codes == ("COORD-TRACE",)
    page.go_to("严重")
    assert (page.kind, page.detail.group.title) == (CRITERION, "严重程度")


def test_what_is_wrong_opens_the_check_at_once(page: Any) -> None:
    desk = page.session.desk
    desk.store.sql("INSERT INTO rule (kind, code, version, content, valid_from, made_by, made_at) SELECT kind, "
                   "'TWIN', 1, replace(content, 'FIRST-24H', 'TWIN'), valid_from, made_by, made_at FROM rule "
                   "WHERE code = 'FIRST-24H'")  # fmt: skip
    page.refresh()
    assert "1 处要改正" in page.remarks.said.text()
    assert page.remarks.listing.isVisible()


def test_rules_are_found_as_one_types(page: Any, qtbot: Any) -> None:
    page.filter.setText("S2:64")
    qtbot.waitUntil(lambda: [one.title for one in page.listings[DEADLINE].rows.rows] == ["责任人及时回复"])
    page.filter.setText("xchf")
    qtbot.waitUntil(lambda: not page.listings[DEADLINE].rows.rows)
    page.filter.setFocus()
    hands.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(page.listings[DEADLINE].rows.rows) > 20)


def test_others_look_on(seated: Callable[[str], Any], in_dialog: Any, qtbot: Any) -> None:
    page = seated("qc").shell.go("masters").beside("rules")
    assert page.looks_on.isVisible()
    told: list[str] = []
    in_dialog(lambda dialog: (told.extend(label.text() for label in dialog.findChildren(QLabel)), dialog.reject()))
    hands.click(page, "change_FIRST-24H")
    assert "规则和工作日历要由品管主管或系统管理员改" in told


def test_a_desk_older_than_the_rules_shows_those_of_the_program_and_changes_them(
    page: Any, in_dialog: Any, qtbot: Any
) -> None:
    desk = page.session.desk
    desk.store.sql("DROP TRIGGER rule_no_delete")
    desk.store.run(Rule.delete())
    page.refresh()
    choose(page, "回复不良原因及改善方案")
    in_dialog(fill(amount="2"))
    hands.click(page, "change_CAUSE-1W")
    assert [one.by for one in page.detail.versions.rows.rows] == ["王样六", "随程序"]


def test_what_the_documents_say_stands_side_by_side_where_the_window_is_narrow(page, qtbot) -> None:
    """1366 × 768 at 100 %, and 1920 × 1080 at 150 %, leave the page little more than 1000 pixels."""
    page.window().resize(1280, 720)
    qtbot.wait(20)
    page.chips["several"].setChecked(True)
    qtbot.waitUntil(lambda: len(page.detail.cards) > 1)
    qtbot.wait(20)
    first, second = page.detail.cards[:2]
    assert first.y() == second.y()
    assert first.x() < second.x()
    assert page.detail._area.horizontalScrollBar().maximum() == 0
