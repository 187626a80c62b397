"""Sheets ticked in 待签核 are seen one after the other and signed by one PIN; unseen ones are not."""

import cases
import factory
import hands
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip

from qcdesk.desk import Desk
from qcdesk.services.basics import people
from qcdesk.services.sheets import batch, records
from ui.pages import signing, signing_batch
from ui.paper.entries import Spot


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
        while dialog.findChild(QPushButton, "next").isEnabled():
            hands.click(dialog, "next")
        assert (dialog.at, dialog.findChild(QPushButton, "previous").isEnabled()) == (2, True)
        dialog.sheets[2].looked_at.clear()
        dialog._offer()
        said.append(dialog.sign.text())
        factory.take(desk, made[1], "return", "qcmgr", reason="数量不对")
        factory.take(desk, made[1], "submit", "qc")
        in_dialog(lambda asked: (said.append(hands.words(asked)), sign(asked)), told)
        hands.click(dialog, "sign_all")

    def told(dialog) -> None:
        said.append(hands.words(dialog))
        hands.click(dialog, "known")

    in_dialog(look)
    hands.click(page, "sign_batch")
    assert [records.get(desk, record).state for record in made] == ["reviewed", "submitted", "submitted"]
    assert f"审核：{factory.number(desk, made[0])}、{factory.number(desk, made[1])}" in said[1]
    assert "签好了 1 张，1 张没有签，照原样。" in said[2]
    assert f"{factory.number(desk, made[1])} 没有签：郑样五在" in said[2]
    assert said[0] == "签核已看的 2 张"


def unfilled(desk: Desk) -> int:
    """At the cause, which nobody has written yet."""
    values = {name: value for name, value in factory.anomaly().items() if name != "cause"}
    return factory.walk(desk, factory.draft(desk, values=values), "submit", "found_check", "grade")


def test_what_is_still_to_be_filled_in_is_not_ticked_and_says_what_beside_the_sheet(seated) -> None:
    window = seated("duty")
    desk = window.session.desk
    record = unfilled(desk)
    ready = factory.walk(desk, factory.draft(desk), "submit", "found_check", "grade")
    page = window.shell.go("signing")
    page.refresh()
    rows = page.listing.rows
    at = {item.row.id: at for at, item in enumerate(rows.rows)}
    beside = [rows.index(at[record], column).data() for column in range(rows.columnCount())]
    assert beside[0] == "－"
    assert "还没有填：原因" in beside[-1]
    assert rows.index(at[ready], rows.columnCount() - 1).data() == ""
    page.listing.selectRow(at[ready])
    assert page.why.text() == ""
    page.listing.selectRow(at[record])
    assert page.why.text() == f"{factory.number(desk, record)} 不能打勾：{beside[-1]}"
    page.listing.setFocus()
    hands.press(Qt.Key.Key_Space)
    assert page._ticked == set()
    page._tick_all()
    assert page._ticked == {ready}


def test_what_can_no_longer_be_signed_once_it_is_looked_at_says_why_and_the_rest_goes_on(seated, in_dialog) -> None:
    window = seated("duty")
    desk = window.session.desk
    made = [factory.walk(desk, factory.draft(desk), "submit", "found_check", "grade") for _ in range(2)]
    page = window.shell.go("signing")
    page.refresh()
    page._tick_all()
    now = records.get(desk, made[0])
    records.save(factory.seat(desk, "duty"), made[0], now.version, {"cause": None})
    said = []

    def look(dialog) -> None:
        QApplication.processEvents()
        said.append(dialog.why.text())
        hands.press(Qt.Key.Key_PageDown, times=6)
        said.append(dialog.sheets[0].told)
        hands.press(Qt.Key.Key_PageDown, times=6)
        in_dialog(lambda asked: (said.append(hands.words(asked)), sign(asked)), told)
        hands.click(dialog, "sign_all")

    def told(dialog) -> None:
        said.append(hands.words(dialog))
        hands.click(dialog, "known")

    in_dialog(look)
    hands.click(page, "sign_batch")
    assert "不能一起签的 1 张照原样。" in said[2]
    assert "签好了 1 张，1 张没有签，照原样。" in said[3]
    assert f"{now.number} 没有签：" in said[3]
    assert "还没看" not in said[2]
    assert said[0].endswith("还没有填：原因分析（责任部门）")
    assert said[1].split("\n")[-1] == "不能一起签　环岭自行车（样例）有限公司"
    assert records.get(desk, made[0]).signature("cause_by") is None
    assert records.get(desk, made[1]).signature("cause_by") is not None


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


def test_the_list_of_the_batch_cuts_no_line_at_its_foot(seated, in_dialog) -> None:
    window = seated("qcmgr")
    submitted(window.session.desk, 14)
    page = window.shell.go("signing")
    page.refresh()
    page._tick_all()
    cut = []

    def look(dialog) -> None:
        for height in (620, 655, 690, 728):
            dialog.resize(dialog.width(), height)
            QApplication.processEvents()
            viewport = dialog.list.viewport().rect()
            rects = [dialog.list.visualItemRect(dialog.list.item(at)) for at in range(dialog.list.count())]
            cut.append([rect.bottom() - viewport.bottom() for rect in rects if rect.intersects(viewport)][-1])
        dialog.reject()

    in_dialog(look)
    hands.click(page, "sign_batch")
    assert all(below <= 0 for below in cut), cut


def test_what_another_must_sign_is_told_apart_from_what_waits_for_oneself(seated) -> None:
    window = seated("engmgr")
    desk = window.session.desk
    for login in ("qcmgr", "engmgr"):
        values = {**factory.sample("inspection_report-spindle"), "witness": people.get(desk, login).name}
        record = factory.draft(desk, "inspection_report", values, by="sales")
        factory.walk(desk, record, "register", "take_in", "contact", "test")
    page = window.shell.go("signing")
    page.refresh()
    assert page.count.text().startswith("1 张单等您")
    assert page.count.text().endswith("另有 1 张写的是别人签认，请他签，或退回更正")
    bench = window.shell.go("workbench")
    bench.refresh()
    assert bench.waiting.listing.rows.rowCount() == 1


def test_what_one_is_to_fill_in_is_listed_apart_from_what_one_signs_and_is_not_ticked(seated, qtbot) -> None:
    window = seated("qc")
    desk = window.session.desk
    values = factory.sample("rework_record-reflector") | {"final": None}
    sheet = factory.walk(desk, factory.draft(desk, "rework_record", values, by="prod"), "issue", "produce")
    factory.walk(desk, factory.draft(desk), "submit", "found_check")
    page, bench = window.shell.go("signing"), window.shell.pages["workbench"]
    page.refresh()
    assert page.count.text() == "1 张单等您签核，1 张单等您填写，最久的在最前面"
    [turn] = [item for item in page.listing.rows.rows if item.to_fill]
    page.listing.selectRow(page.listing.rows.rows.index(turn))
    assert (page._open.text(), page._mark(turn)) == ("打开并填写", signing.NEVER)
    assert page.why.text().startswith(f"{factory.number(desk, sheet)} 不能打勾：这一张等您填，不是等您签")
    hands.click(page, "open")
    qtbot.waitUntil(lambda: window.shell.record.view.spot_in_use() == Spot("final"))
    bench.refresh()
    assert [section.listing.rows.rowCount() for section in (bench.waiting, bench.filling)] == [1, 1]
    assert bench.figures["waiting"].text() == "1"
    records.save(desk, sheet, records.get(desk, sheet).version, {"final": "合格入库送货"})
    page.refresh()
    bench.refresh()
    assert page.count.text() == "1 张单等您签核，最久的在最前面"
    assert page._open.text() == "打开并签核"
    assert bench.filling.isHidden()


def test_page_of_the_sheet_before_is_gone_while_the_next_one_is_read(seated, in_dialog, monkeypatch) -> None:
    window = seated("qcmgr")
    submitted(window.session.desk, 2)
    page = window.shell.go("signing")
    page.refresh()
    page._tick_all()
    shown = []

    def look(dialog) -> None:
        QApplication.processEvents()
        shown.append(dialog.paper.widget().picture.isNull())
        monkeypatch.setattr(signing_batch, "start", lambda *_, **__: None)
        dialog.list.setCurrentRow(1)
        shown.append(dialog.paper.widget().picture.isNull())
        dialog.reject()

    in_dialog(look)
    hands.click(page, "sign_batch")
    assert shown == [False, True]


def test_a_label_is_drawn_as_large_as_it_is_seen(seated, in_dialog) -> None:
    window = seated("qcmgr")
    submitted(window.session.desk, 1)
    page = window.shell.go("signing")
    page.refresh()
    page._tick_all()
    seen = []

    def look(dialog) -> None:
        QApplication.processEvents()
        sheet = dialog.paper._sheet
        seen.append((sheet.picture.width(), sheet.page.width() * dialog.paper.devicePixelRatioF()))
        dialog.reject()

    in_dialog(look)
    hands.click(page, "sign_batch")
    (drawn, shown) = seen[0]
    assert 0 <= drawn - shown <= 2
