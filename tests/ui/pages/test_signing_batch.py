"""Sheets ticked in 待签核 are seen one after the other and signed by one PIN; unseen ones are not."""

import cases
import factory
import hands
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolTip

from qcdesk.desk import Desk
from qcdesk.services.sheets import batch, records


def submitted(desk: Desk, count: int) -> list[int]:
    return [factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")
            for _ in range(count)]  # fmt: skip


def sign(dialog) -> None:
    dialog._pin.setText(factory.PIN)
    hands.click(dialog, "sign")


def test_only_what_was_seen_is_signed_and_each_is_told_by_number(seated, in_dialog) -> None:
    window = seated("qcmgr")
    desk = window.session.desk
    made = submitted(desk, 3)
    page = window.shell.go("signing")
    page.refresh()
    assert page.listing.rows.rowCount() == 3
    assert not page._batch.isEnabled()
    hands.click(page, "tick_all")
    said = []

    def look(dialog) -> None:
        QApplication.processEvents()
        while dialog.at < 2:
            hands.press(Qt.Key.Key_PageDown)
        dialog.sheets[2].looked_at.clear()
        dialog._offer()
        said.append(dialog.sign.text())
        factory.take(desk, made[1], "return", "qcmgr", reason="数量不对")
        factory.take(desk, made[1], "submit", "qc")
        in_dialog(sign, told)
        hands.click(dialog, "sign_all")

    def told(dialog) -> None:
        said.append(hands.words(dialog))
        hands.click(dialog, "known")

    in_dialog(look)
    hands.click(page, "sign_batch")
    assert [records.get(desk, record).state for record in made] == ["reviewed", "submitted", "submitted"]
    assert "签好了 1 张，1 张没有签，照原样。" in said[1]
    assert f"{factory.number(desk, made[1])} 没有签：郑样五在" in said[1]
    assert said[0] == "签核已看的 2 张"


def test_what_is_still_to_be_filled_in_cannot_be_signed_along(seated, in_dialog) -> None:
    window = seated("duty")
    desk = window.session.desk
    unfilled = {name: value for name, value in factory.anomaly().items() if name != "cause"}
    record = factory.walk(desk, factory.draft(desk, values=unfilled), "submit", "found_check", "grade")
    page = window.shell.go("signing")
    page.refresh()
    at = next(at for at, item in enumerate(page.listing.rows.rows) if item.row.id == record)
    page.listing.selectRow(at)
    page.listing.setFocus()
    hands.press(Qt.Key.Key_Space)

    said = []

    def look(dialog) -> None:
        QApplication.processEvents()
        hands.press(Qt.Key.Key_PageDown, times=6)
        said.extend((dialog.sheets[0].seen, dialog.why.text(), dialog.sign.isEnabled()))
        dialog.reject()

    in_dialog(look)
    hands.click(page, "sign_batch")
    assert (said[0], said[2]) == (True, False)
    assert "还没有填" in said[1]
    assert records.get(desk, record).signature("cause_by") is None


def test_a_case_is_never_ticked_and_says_why(seated, qtbot) -> None:
    window = seated("qcmgr")
    desk = window.session.desk
    label = submitted(desk, 1)[0]
    case = cases.walk(desk, cases.received(desk, samples=2), "register", "analyse")
    page = window.shell.go("signing")
    page.refresh()
    rows = {item.row.id: at for at, item in enumerate(page.listing.rows.rows)}
    cell = page.listing.rows.index(rows[case], 0)
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == batch.BY_ITSELF
    page._click(cell)
    assert QToolTip.text() == batch.BY_ITSELF
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    assert not page._batch.isEnabled()
    page._tick_all()
    assert label in page._ticked
    assert case not in page._ticked
