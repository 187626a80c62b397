"""A whole sheet filled by keyboard, submitted with the PIN, and read back from the store."""

import factory
import hands
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from qcdesk.services.sheets import records

Key = Qt.Key


def tick(*options: str) -> None:
    """Over the options of the cell in use with the arrow keys, Space on those named."""
    box = hands.focused()
    for _ in box.options:
        option = box.options[box._at]
        if option in options and not box.is_on(option):
            hands.press(Key.Key_Space)
        hands.press(Key.Key_Right)


def enter(text: str, key: Key = Key.Key_Tab) -> None:
    """Into the cell in use, and on to the next by this key."""
    hands.commit(text)
    hands.press(key)


def test_anomaly_filled_by_keyboard_and_submitted(show, session, qtbot) -> None:
    page = show(factory.draft(session.desk, values={}))
    assert hands.focused().objectName() == "customer"
    for text in ("环岭自行车（样例）有限公司", "HL-26-0917", "２０２６/11/3", "铝合金脚踏 FP-873", '9/16" 左右各一'):
        enter(text, Key.Key_Return)
    tick("脚踏类")
    hands.press(Key.Key_Tab)
    enter("B261017-02 / 箱号 14–22")
    tick("客户端")
    hands.press(Key.Key_Tab)
    enter("整车路试")
    assert hands.focused().objectName() == "found_date"
    for text in ("20261102", "１，２００", "80", "3"):
        enter(text)
    assert page.findChild(QLineEdit, "defect_rate").text() == "3.75 %"
    tick("客户投诉")
    hands.press(Key.Key_Tab, times=2)
    tick("严重")
    hands.press(Key.Key_Tab)
    enter("芯轴断裂")
    enter("左脚芯轴在牙纹根部断裂，共 3 支。\n起裂点在 R 角处。")
    assert hands.focused().objectName() == "duty_dept"

    submit = page.findChild(QPushButton, "step_submit")
    qtbot.waitUntil(submit.isEnabled)
    QTimer.singleShot(0, lambda: sign(factory.PIN))
    qtbot.mouseClick(submit, Qt.MouseButton.LeftButton)

    saved = records.get(session.desk, page.record_id)
    assert saved.state == "submitted"
    assert saved.number
    assert saved.values["customer"] == "环岭自行车（样例）有限公司"
    assert saved.values["report_date"] == "2026-11-03"
    assert saved.values["found_where"] == {"choice": "客户端", "detail": "整车路试"}
    assert saved.values["lot_qty"] == 1200
    assert saved.values["source_kind"] == ["客户投诉"]
    assert saved.values["description"] == "左脚芯轴在牙纹根部断裂，共 3 支。\n起裂点在 R 角处。"
    assert {item.slot for item in saved.signatures} == {"filled_by", "prepared"}
    assert hands.cell(page, "customer").isReadOnly()


def sign(pin: str) -> None:
    dialog = QApplication.activeModalWidget()
    field = dialog.findChild(QLineEdit, "pin")
    QTest.keyClicks(field, pin)
    hands.click(dialog, "sign")


def test_wrong_version_of_the_sheet_is_not_signed(show, session, qtbot, monkeypatch) -> None:
    """Somebody changes the sheet while the PIN is typed."""
    record = factory.draft(session.desk)
    page = show(record)

    def prove(*_):
        other = factory.seat(session.desk, "qc")
        records.save(other, record, 1, {"order_no": "HL-26-0999"})
        return factory.Proof("merch"), ""

    monkeypatch.setattr("ui.dialogs.pin.ask_proof", prove)
    page.findChild(QPushButton, "step_submit").click()
    assert records.get(session.desk, record).state == "draft"
    assert "先改了这张单" in page.refused.words.text()
    assert hands.cell(page, "order_no").text() == "HL-26-0999"


@pytest.mark.parametrize("action", ["submit", "void"])
def test_every_step_has_a_named_button(show, session, action) -> None:
    page = show(factory.draft(session.desk))
    assert page.findChild(QPushButton, f"step_{action}") is not None


def test_closed_step_says_why(show, session) -> None:
    page = show(factory.draft(session.desk, values={"customer": "样例"}))
    button = page.findChild(QPushButton, "step_submit")
    assert not button.isEnabled()
    assert "还没有填：开单日期" in button.accessibleDescription()
    assert "还没有填：开单日期" in page.findChild(QWidget, "step_sentence").text()


def test_void_asks_for_a_reason_and_closes_the_sheet(show, session, qtbot) -> None:
    page = show(factory.draft(session.desk))

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        hands.commit("开错了", dialog.findChild(QWidget, "reason"))
        sign(factory.PIN)

    page.findChild(QWidget, "step_more").click()
    QTimer.singleShot(0, answer)
    hands.click(page, "step_void")
    assert records.get(session.desk, page.record_id).state == "void"
    assert "已作废" in hands.cell(page, "customer").toolTip()


def test_f8_leads_to_what_is_still_missing(show, session) -> None:
    page = show(factory.draft(session.desk, values={"customer": "样例"}))
    met = []
    for _ in range(3):
        hands.press(Key.Key_F8)
        met.append(hands.focused().objectName())
    assert met == ["report_date", "product_name", "model_spec"]
    assert "按 F8" in page.findChild(QWidget, "step_sentence").text()
