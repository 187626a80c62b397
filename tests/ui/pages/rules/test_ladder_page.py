"""规则 → 逾期升级: the ladder seen, changed with a reason and a PIN, and kept as it was before."""

from collections.abc import Callable
from typing import Any

import factory
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from qcdesk.services.times import escalation
from qcdesk.services.times.escalation import Rung


@pytest.fixture
def ladder(seated: Callable[[str], Any]) -> Any:
    page = seated("qcmgr").shell.go("masters").beside("rules")
    page.tabs.setCurrentIndex(2)
    return page.ladder


def shown(listing: Any) -> list[tuple[str, ...]]:
    return [tuple(column.text(one) for column in listing.rows.columns) for one in listing.rows.rows]


def fill(dialog: Any, **typed: str) -> str:
    """What was refused; nothing where the new ladder was taken."""
    for name, text in {"reason": "改成本厂的职务", "pin": factory.PIN, **typed}.items():
        dialog.findChild(QLineEdit, name).setText(text)
    dialog.findChild(QPushButton, "save").click()
    refused = str(dialog.fault.text()) if dialog.isVisible() else ""
    dialog.reject()
    return refused


def test_every_rung_tells_whom_a_serious_case_goes_to(ladder: Any) -> None:
    """E3.7"""
    assert ladder.isVisible()
    assert shown(ladder.listing) == [
        ("一超期", "经办人", "部门主管"), ("超过 1 天", "部门主管", "品管主管、生产经理"),
        ("超过 3 天", "品管主管、生产经理", "总经理"), ("超过 30 天", "总经理", "总经理"),
    ]  # fmt: skip
    assert "最多暂停 7 天" in ladder.paused.text()
    assert "还没有改过" in ladder.why.text()


def test_the_ladder_is_changed_with_reason_and_pin_and_the_old_one_stays(ladder: Any, in_dialog: Any) -> None:
    """E3.7 E3.9"""
    said: list[str] = []
    in_dialog(lambda dialog: said.append(fill(dialog, tell_0="客服课", days_1="2", tell_1="厂长", pause_days="5")))
    ladder.change_button.click()
    assert said == [""]
    held = escalation.of(ladder._session.desk)
    assert held.rungs[:2] == (Rung(0, "客服课"), Rung(2, "厂长"))
    assert held.pause_days == 5
    assert [line[1:3] + line[4:] for line in shown(ladder.versions)] == [
        ("5 天", "王样六", "改成本厂的职务"), ("7 天", "随程序", ""),
    ]  # fmt: skip
    ladder.versions.selectRow(1)
    ladder.versions.selectRow(0)
    assert ladder.why.text().splitlines()[:2] == ["原因：改成本厂的职务", "一超期：客服课"]


@pytest.mark.parametrize(("typed", "sentence"), [
    ({"reason": ""}, "请填原因"), ({"pin": "000000"}, "PIN"), ({"days_1": "三"}, "要填整数"),
    ({"days_1": "0"}, "不能重复"), ({"tell_0": " "}, "要写明"), ({"pause_days": "400"}, "天数要在"),
])  # fmt: skip
def test_what_makes_no_ladder_is_refused_and_stays_in_sight(
    ladder: Any, in_dialog: Any, typed: dict[str, str], sentence: str
) -> None:
    said: list[str] = []
    in_dialog(lambda dialog: said.append(fill(dialog, **typed)))
    ladder.change()
    assert sentence in said[0]
    assert len(shown(ladder.versions)) == 1


@pytest.mark.parametrize(("typed", "at"), [
    ({"pin": "000000"}, "pin"), ({"days_1": "三"}, "days_1"), ({"days_2": "1"}, "days_2"), ({"tell_3": " "}, "tell_3"),
    ({"pause_days": "400"}, "pause_days"), ({"reason": " "}, "reason"),
    ({"tell_0": "PIN 管理员", "pin": "000000", "pause_days": "九"}, "pause_days"),
])  # fmt: skip
def test_cursor_goes_to_what_was_refused(ladder: Any, in_dialog: Any, typed: dict[str, str], at: str) -> None:
    focus: list[str] = []

    def answer(dialog: Any) -> None:
        for name, text in {"reason": "试试", "pin": factory.PIN, **typed}.items():
            dialog.findChild(QLineEdit, name).setText(text)
        dialog.findChild(QPushButton, "save").click()
        marked = [one.objectName() for one in dialog.findChildren(QLineEdit) if one.property("fault")]
        focus.extend([dialog.focusWidget().objectName(), *marked])
        dialog.reject()

    in_dialog(answer)
    ladder.change()
    assert focus == [at, at]


def test_what_another_has_changed_meanwhile_is_not_written_over(ladder: Any, in_dialog: Any) -> None:
    """E3.9: the page behind shows the new ladder at once."""
    said: list[str] = []

    def answer(dialog: Any) -> None:
        desk = ladder._session.desk
        escalation.change(factory.seat(desk, "admin"), (Rung(0, "厂长"),), 9, "组织调整")
        said.append(fill(dialog, tell_0="客服课"))

    in_dialog(answer)
    ladder.change()
    assert "先改了报告级别" in said[0]
    assert escalation.of(ladder._session.desk).rungs == (Rung(0, "厂长"),)
    assert "最多暂停 9 天" in ladder.paused.text()
    in_dialog(lambda dialog: said.append(fill(dialog, tell_0="客服课")))
    ladder.change()
    assert said[1] == ""


def test_a_rung_comes_and_goes_by_keyboard(ladder: Any, in_dialog: Any) -> None:
    def answer(dialog: Any) -> None:
        dialog.findChild(QPushButton, "add_rung").click()
        QTest.keyClicks(dialog.focusWidget(), "60")
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        dialog.focusWidget().insert("董事长")
        dialog.lines[0].drop.click()
        fill(dialog)

    in_dialog(answer)
    QTest.keyClick(ladder.listing, Qt.Key.Key_Return)
    rungs = escalation.of(ladder._session.desk).rungs
    assert (rungs[0].days, rungs[-1]) == (1, Rung(60, "董事长"))


def test_who_keeps_no_rules_is_told_before_typing(seated: Callable[[str], Any], in_dialog: Any) -> None:
    page = seated("qc").shell.go("masters").beside("rules")
    page.tabs.setCurrentIndex(2)
    told: list[str] = []
    in_dialog(lambda dialog: (told.append(dialog.objectName()), dialog.accept()))
    page.ladder.change_button.click()
    assert told == ["message"]
