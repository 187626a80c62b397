"""保存与处置 on screen: why each is kept, and a disposal that two people sign."""

import cases
import factory
import hands
import pictures
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QPlainTextEdit, QPushButton

from qcdesk.services.basics.pins import Proof
from qcdesk.services.keeping import disposal, holds, zip_check
from qcdesk.services.samples import custody
from qcdesk.services.sheets import attaching, records
from ui.pages.keeping import acts

MADE, LATER, AFTER_SAMPLES = "2023-03-05 10:00", "2027-01-04 09:00", "2028-01-04 09:00"


@pytest.fixture
def due(window, set_clock) -> int:
    """An 异常单 of 2023, four years later."""
    then = cases.at(window.session.desk, MADE)
    record = factory.walk(then, factory.draft(then), *factory.ANOMALY_WAY)
    set_clock(cases.at(then, LATER).clock.now())
    return record


def sheet_of(window):
    window.shell.go("system")
    made = window.shell.pages["system"].sheet("keeping")
    made.refresh()
    return made


def signed(dialog, reason: str = "") -> None:
    if reason:
        dialog.findChild(QPlainTextEdit, "reason").setPlainText(reason)
    dialog.findChild(QLineEdit, "pin").setText(factory.PIN)
    hands.click(dialog, "sign")


def proposed(dialog) -> None:
    """What goes with it is said before the first of the two signs."""
    said = hands.words(dialog)
    assert "：没有照片和扫描件\n共 1 件，1 份记录；没有要删的照片和扫描件，处置不能恢复；内容、签名和经过留着。" in said
    signed(dialog, "保存期满，碎纸销毁")


def approved(dialog) -> None:
    """Who proposed what and when stands above the PIN."""
    said = hands.words(dialog)
    assert "2027-01-04 09:00 提出，保存期满，碎纸销毁" in said
    assert "共 1 件，1 份记录" in said
    done = dialog.findChild(QPushButton, "sign")
    assert done.property("look") == "danger"
    dialog.findChild(QLineEdit, "pin").setText(factory.PIN)
    hands.press(Qt.Key.Key_Return)
    assert (done.hasFocus(), dialog.proof) == (True, None)
    hands.press(Qt.Key.Key_Return)


def seen(made, title: str) -> tuple[str, str]:
    """What the first row shows in a column that is in sight, and what its tip says."""
    at = [column.title for column in made.listing.rows.columns].index(title)
    assert not made.listing.isColumnHidden(at)
    index = made.listing.rows.index(0, at)
    return str(index.data()), str(index.data(Qt.ItemDataRole.ToolTipRole))


def test_empty_list_teaches_what_makes_due(seated) -> None:
    made = sheet_of(seated("qcmgr"))
    assert made.empty.title.text() == "没有到期的"
    assert "表单抬头页脚" in made.empty.text.text()
    made.text.setText("没有这样的")
    assert made.empty.title.text() == "没有找到"


def test_due_stands_first_with_its_figures(seated, due) -> None:
    made = sheet_of(seated("qcmgr"))
    assert [one.id for one in made.chosen()] == [due]
    assert "从 2023 年底起算" in made.detail.text()
    assert made.shown.currentText() == "到期 1"
    assert made.buttons["propose_disposal"].isEnabled()
    assert not made.buttons["approve_disposal"].isEnabled()
    made.text.setText("没有这样的")
    assert made.chosen() == []
    assert not made.buttons["hold"].isEnabled()


def test_row_taken_with_enter_opens_the_sheet(seated, due) -> None:
    window = seated("qcmgr")
    made = sheet_of(window)
    made.listing.setFocus()
    hands.press(Qt.Key.Key_Return)
    assert window.shell.record.keeper.record.id == due


def test_two_people_dispose_of_it_one_after_the_other(seated, due, in_dialog) -> None:
    made = sheet_of(seated("qcmgr"))
    in_dialog(proposed)
    made.buttons["propose_disposal"].click()
    assert "待核准处置" in made.chosen()[0].state_label
    assert made.done.words.text() == "已提出处置 1 项，等另一人核准"
    assert not made.see.isVisible()
    assert not seated("qcmgr").shell.go("workbench").keeping.frame.isVisible()
    window = seated("gm")
    bench = window.shell.go("workbench")
    assert bench.keeping.said.text() == "提出处置的 1 件，等您核准"
    hands.click(bench, "to_keeping")
    assert window.shell.pages["system"].sheet("keeping").isVisible()
    made = sheet_of(window)
    assert seen(made, "提出") == (
        "王样六 2027-01-04：保存期满，碎纸销毁", "王样六 2027-01-04 09:00 提出，保存期满，碎纸销毁；等另一人核准",
    )  # fmt: skip
    assert "王样六 2027-01-04 09:00 提出，保存期满，碎纸销毁" in made.detail.text()
    in_dialog(approved)
    made.buttons["approve_disposal"].click()
    assert records.get(window.session.desk, due).disposed
    assert made.shown.itemText(3) == "已处置 1"
    assert made.done.words.text() == "已处置 1 项，可在“已处置”里看"
    hands.click(made, "see_where")
    assert [one.id for one in made.chosen()] == [due]
    assert made.done.isHidden()


def test_chosen_stays_chosen_and_what_leaves_is_told_where_it_went(seated, window, set_clock, in_dialog) -> None:
    then = cases.at(window.session.desk, MADE)
    first, other, _ = [factory.walk(then, factory.draft(then), *factory.ANOMALY_WAY) for _ in range(3)]
    set_clock(cases.at(then, LATER).clock.now())
    made = sheet_of(seated("qcmgr"))
    assert made.shown.currentText() == "到期 3"
    assert seen(made, "提出") == ("", "")
    made.listing.selectRow(1)
    in_dialog(lambda dialog: signed(dialog, "保存期满，碎纸销毁"))
    made.buttons["propose_disposal"].click()
    assert [one.id for one in made.chosen()] == [other]
    assert made.listing.rows.row(0).id == other, "what the other person has to sign stands first"
    asked: list[str] = []
    in_dialog(lambda dialog: (asked.append(hands.words(dialog)), signed(dialog, "客户起诉")))
    made.buttons["hold"].click()
    assert "王样六 2027-01-04 提出的处置作罢，解除保全以后要重新提出" in asked[0]
    assert made.done.words.text() == "已保全 1 项，可在“保全中”里看"
    assert made.window().focusWidget() is made.listing
    assert [one.id for one in made.chosen()] == [first], "the next one has come into its row"
    hands.click(made, "see_where")
    assert ([one.id for one in made.chosen()], made.shown.currentData()) == ([other], "held")
    in_dialog(lambda dialog: signed(dialog, "官司已了结"))
    made.buttons["release"].click()
    assert made.done.words.text() == "已解除保全 1 项，可在“到期”里看"
    hands.click(made, "see_where")
    assert [one.id for one in made.chosen()] == [other]


def test_what_one_has_done_is_not_told_to_the_next_person(seated, due, in_dialog) -> None:
    made = sheet_of(seated("qcmgr"))
    in_dialog(lambda dialog: signed(dialog, "客户起诉"))
    made.buttons["hold"].click()
    assert made.done.isVisible()
    seated("gm")
    assert not sheet_of(made.window()).done.isVisible()


def test_page_of_what_was_disposed_of_says_so(seated, window) -> None:
    then = cases.at(window.session.desk, MADE)
    entry = attaching.add_bytes(factory.seat(then, "merch"), pictures.picture(60, 40), "断口.jpg")
    record = factory.draft(then, values=factory.anomaly(description_photos=[entry]))
    factory.walk(then, record, *factory.ANOMALY_WAY)
    later = cases.at(then, LATER)
    disposal.propose(factory.seat(later, "qcmgr"), [record], Proof("qcmgr"), "保存期满，碎纸销毁")
    disposal.dispose(factory.seat(later, "gm"), [record], Proof("gm"))
    page = seated("qc").shell.open_record(record)
    said = page.voided.words.text()
    assert "已处置" in said
    assert "2027-01-04 09:00 核准：保存期满，碎纸销毁；照片已按处置单销毁" in said
    assert any("照片已按处置单销毁" in text for cell in page.view.sheet.cells() for text in cell.captions)


def test_held_is_listed_with_its_reason_and_cannot_be_proposed(seated, due) -> None:
    window = seated("qcmgr")
    holds.hold(window.session.desk, due, "客户起诉")
    made = sheet_of(window)
    made.shown.setCurrentIndex(1)
    assert "客户起诉" in made.detail.text()
    enabled = {name for name, button in made.buttons.items() if button.isEnabled()}
    assert enabled == {"release"}


def test_who_may_not_is_told_who_may(seated, due) -> None:
    window = seated("sales")
    made = sheet_of(window)
    assert not any(button.isEnabled() for button in made.buttons.values())
    assert made.buttons["propose_disposal"].toolTip().endswith("签名，职责代理不能代签")
    assert {act.name for act in acts.ACTS} == set(made.buttons)


def test_package_of_a_case_is_made_from_its_page(seated, monkeypatch, tmp_path) -> None:
    window = seated("qc")
    case = cases.registered(window.session.desk)
    path = tmp_path / "包.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    page = window.shell.open_record(case)
    page.head.findChild(QAction, "all_archive").trigger()
    shown = page.findChild(QDialog, "saved")
    assert "未结案" in hands.words(shown)
    shown.accept()
    assert zip_check.check(path).findings == ()


def test_page_of_a_case_that_was_disposed_of_says_so(seated, window) -> None:
    desk = window.session.desk
    case, later = cases.closed(cases.at(desk, MADE)), cases.at(desk, AFTER_SAMPLES)
    for sample in custody.of_case(later, case):
        gone = {"pieces": sample.in_cabinet, "holder": "郑样五", "reason": "到期"}
        custody.move(factory.seat(later, "qc"), sample.id, "dispose", gone)
    disposal.propose(factory.seat(later, "qcmgr"), [case], Proof("qcmgr"), "保存期满，碎纸销毁")
    disposal.dispose(factory.seat(later, "gm"), [case], Proof("gm"))
    page = seated("qc").shell.open_record(case)
    assert not page.disposed.isHidden()
    assert "核准：保存期满，碎纸销毁" in page.disposed.words.text()
