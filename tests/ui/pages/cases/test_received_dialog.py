"""更正受理时间 on the page of a case: where a user looks for it, and closed with the reason elsewhere."""

from datetime import timedelta

import cases
import factory
import hands
import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton

from qcdesk.services.cases import casework
from qcdesk.services.trail import history


@pytest.fixture
def case(person) -> int:
    """Taken in by a PC set forward by three days, which has been put right since."""
    desk = person.desk
    ahead = desk.at(type(desk.clock)(desk.clock.now() + timedelta(days=3), desk.clock.zone))
    made = cases.received(ahead)
    casework.add(factory.seat(desk, "sales"), made, "contacts", {"way": "电话", "said": "告知进展"})
    return made


def opener(person, login: str, case: int) -> QPushButton:
    page = person.at(login, case)
    return person.tab(page, "overview").findChild(QPushButton, "correct_received")


def test_manager_corrects_it_with_reason_and_pin(person, case, in_dialog, qtbot) -> None:
    press = opener(person, "qcmgr", case)
    assert press.isEnabled()
    now = person.desk.clock.wall()
    told: list[str] = []

    def fill(dialog) -> None:
        dialog.findChild(QLineEdit, "received_at").setText(f"{now:%Y-%m-%d %H:%M}")
        dialog.findChild(QLineEdit, "received_at").left.emit()
        dialog.findChild(QPlainTextEdit, "reason").setPlainText("前台电脑快了三天")
        in_dialog(sign)
        hands.click(dialog, "save_line")

    def sign(dialog) -> None:
        told.extend(label.text() for label in dialog.findChildren(QLabel))
        person.sign(dialog)

    in_dialog(fill)
    qtbot.mouseClick(press, hands.LEFT)
    assert cases.value(person.desk, case, "received_at") == f"{now:%Y-%m-%dT%H:%M}"
    assert any("受理时间：" in words and " → " in words for words in told)
    assert history.told(person.desk, case)[-1].reason == "前台电脑快了三天"


def test_others_find_it_closed_with_the_reason(person, case) -> None:
    press = opener(person, "sales", case)
    assert not press.isEnabled()
    assert press.toolTip().startswith("更正受理时间要由品管主管")


def test_a_receipt_that_no_clock_contradicts_is_closed(person) -> None:
    calm = cases.received(person.desk)
    assert "没有电脑时钟出错的痕迹" in opener(person, "qcmgr", calm).toolTip()


def test_a_signature_that_is_not_given_changes_nothing(person, case, in_dialog, qtbot) -> None:
    before = cases.value(person.desk, case, "received_at")
    now = person.desk.clock.wall()

    def fill(dialog) -> None:
        dialog.findChild(QLineEdit, "received_at").setText(f"{now:%Y-%m-%d %H:%M}")
        dialog.findChild(QLineEdit, "received_at").left.emit()
        dialog.findChild(QPlainTextEdit, "reason").setPlainText("前台电脑快了三天")
        in_dialog(lambda asked: asked.reject())
        hands.click(dialog, "save_line")
        assert "没有签名" in dialog.findChild(QLabel, "fault").text()
        dialog.reject()

    press = opener(person, "qcmgr", case)
    in_dialog(fill)
    qtbot.mouseClick(press, hands.LEFT)
    assert cases.value(person.desk, case, "received_at") == before
