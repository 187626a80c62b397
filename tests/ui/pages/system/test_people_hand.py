"""One's own signature drawn or photographed, and deputies named, in the real window."""

from datetime import timedelta
from pathlib import Path

import factory
import hands as keys
import inked
from dropping import COPY, drop
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from qcdesk.services.basics import deputies, deputyships, hands, pins
from qcdesk.services.basics.pins import Proof
from qcdesk.services.trail import verifying
from ui.pages.system.people_deputies import NOBODY, show_deputies
from ui.pages.system.people_hand import KEPT, set_hand
from ui.pages.system.sign_pad import INSTEAD, PROMPT


def stroke(pad, left: int, right: int) -> None:
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(left, 120))
    for x in range(left, right, 8):
        QTest.mouseMove(pad, QPoint(x, 100 + x % 40))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(right, 110))


def known(dialog) -> None:
    assert KEPT in keys.words(dialog)
    keys.click(dialog, "ok")


def test_a_signature_is_drawn_taken_back_stroke_by_stroke_and_kept_with_the_pin(seated, in_dialog) -> None:
    window = seated("qc")

    def draw(dialog) -> None:
        assert not dialog.keep.isEnabled()
        stroke(dialog.pad, 60, 300)
        one = dialog.png
        stroke(dialog.pad, 320, 500)
        assert dialog.png != one
        keys.click(dialog, "undo")
        assert dialog.png == one
        keys.click(dialog, "save")
        assert dialog.fault.text() == "请输入您的 PIN"
        dialog.pin.setText("000000")
        keys.click(dialog, "save")
        assert "PIN 不对" in dialog.fault.text()
        dialog.pin.setText(factory.PIN)
        in_dialog(known)
        keys.click(dialog, "save")

    in_dialog(draw)
    assert set_hand(window, window.session)
    assert hands.form_of(window.session.desk, "qc") == hands.SIGNATURE
    assert verifying.verify(window.session.desk) == []


def test_a_seal_is_lifted_off_its_photo_and_put_away_again(seated, in_dialog, tmp_path: Path) -> None:
    window, photo = seated("qc"), tmp_path / "印章.jpg"
    photo.write_bytes(inked.photographed(inked.sealed()))

    def lift(dialog) -> None:
        dialog.take_photo(tmp_path / "没有.jpg")
        assert "找不到照片文件" in dialog.fault.text()
        assert drop(dialog, photo) == COPY
        assert dialog.pad.prompt == INSTEAD
        keys.click(dialog, "clear")
        assert (dialog.png, dialog.pad.prompt) == (b"", PROMPT)
        assert drop(dialog, photo) == COPY
        dialog.seal.setChecked(True)
        dialog.pin.setText(factory.PIN)
        in_dialog(known)
        keys.click(dialog, "save")

    def put_away(dialog) -> None:
        assert dialog.seal.isChecked()
        dialog.pin.setText(factory.PIN)
        keys.click(dialog, "take_away")

    in_dialog(lift)
    assert set_hand(window, window.session)
    assert hands.form_of(window.session.desk, "qc") == hands.SEAL
    in_dialog(put_away)
    assert set_hand(window, window.session)
    assert hands.png_of(window.session.desk, "qc") is None


def test_a_deputy_is_named_and_ended_in_the_window(seated, in_dialog) -> None:
    window = seated("qcmgr")

    asked = []

    def with_pin(dialog) -> None:
        asked.append(keys.words(dialog))
        if dialog._needs_reason:
            dialog._reason.setPlainText("提前回来")
        dialog._pin.setText(factory.PIN)
        keys.click(dialog, "sign")

    def name(dialog) -> None:
        assert dialog.principal.count() == 1
        dialog.deputy.setCurrentIndex(dialog.deputy.findData("iqc"))
        dialog.reason.setText("出差")
        dialog.scope.item(0).setCheckState(Qt.CheckState.Checked)
        in_dialog(with_pin)
        keys.click(dialog, "name_deputy")
        assert (dialog.deputy.currentData(), dialog.reason.text(), dialog._chosen_forms()) == ("", "", [])
        dialog.listing.selectRow(0)
        in_dialog(with_pin)
        keys.click(dialog, "end_deputy")
        dialog.reject()

    in_dialog(name)
    show_deputies(window, window.session)
    found = deputyships.listed(window.session.desk)[0]
    only = deputies.forms(window.session.desk, found.scope)
    assert only != "所有表单"
    assert [only in said for said in asked] == [True, True]
    assert (found.principal, found.deputy, found.reason, found.end_reason) == ("qcmgr", "iqc", "出差", "提前回来")
    assert len(found.scope) == 1


def test_who_else_signs_for_him_is_told_before_the_pin_and_no_longer_than_it_is_so(seated, in_dialog) -> None:
    window = seated("qcmgr")
    desk, said = window.session.desk, []
    today = desk.clock.today()
    week = today.isoformat(), (today + timedelta(days=7)).isoformat()
    deputies.name(desk, "qcmgr", "iqc", week, Proof("qcmgr"))

    def look(dialog) -> None:
        at = dialog.also.y()
        dialog.deputy.setCurrentIndex(dialog.deputy.findData("eng"))
        said.append(dialog.also.text())
        dialog.first.setText((today + timedelta(days=8)).isoformat())
        dialog.last.setText((today + timedelta(days=9)).isoformat())
        said.append(dialog.also.text())
        assert dialog.also.y() == at
        dialog.reject()

    in_dialog(look)
    show_deputies(window, window.session)
    assert "这些日子已经有人代王样六" in said[0]
    assert said[1] == ""


def test_nobody_is_a_deputy_before_he_was_chosen(seated, in_dialog) -> None:
    window, said = seated("qcmgr"), []

    def refused(message) -> None:
        said.append(keys.words(message))
        keys.click(message, "ok")

    def name(dialog) -> None:
        said.append(dialog.deputy.currentText())
        in_dialog(refused)
        keys.click(dialog, "name_deputy")
        dialog.reject()

    in_dialog(name)
    show_deputies(window, window.session)
    assert said[0] == NOBODY
    assert NOBODY in said[1]
    assert deputyships.listed(window.session.desk) == []


def test_the_days_of_a_deputy_are_checked_and_written_out_before_the_pin_is_asked_for(seated, in_dialog) -> None:
    window, said, days = seated("qcmgr"), [], []
    today = window.session.desk.clock.today()

    def told(dialog) -> None:
        said.append((dialog.objectName(), keys.words(dialog)))
        dialog.reject()

    def name(dialog) -> None:
        dialog.deputy.setCurrentIndex(dialog.deputy.findData("qc"))
        dialog.first.setText(f"{today:%Y%m%d}")
        dialog.last.setText(f"{today + timedelta(days=400):%Y%m%d}")
        in_dialog(told)
        keys.click(dialog, "name_deputy")
        dialog.last.setText(f"{today + timedelta(days=3):%Y%m%d}")
        in_dialog(told)
        keys.click(dialog, "name_deputy")
        days.append((dialog.first.text(), dialog.last.text()))
        dialog.reject()

    in_dialog(name)
    show_deputies(window, window.session)
    assert [kind for kind, _ in said] == ["message", "pin_dialog"]
    assert "代理最长 366 天" in said[0][1]
    assert days == [(str(today), str(today + timedelta(days=3)))]
    assert f"{days[0][0]} 到 {days[0][1]}" in said[1][1]


def test_everybody_reaches_his_own_pin_picture_and_deputies_from_the_menu(seated) -> None:
    menu = seated("qc").shell.top.person.menu()
    assert {"set_pin", "set_hand", "show_deputies"} <= {action.objectName() for action in menu.actions()}


def test_an_administrator_takes_a_picture_away_and_gives_none(seated, in_dialog) -> None:
    window = seated("admin")
    desk = window.session.desk
    png = hands.from_photo(inked.photographed(inked.written()))
    hands.set_own(factory.seat(desk, "qc"), hands.SIGNATURE, png, pins.Proof("qc"))
    sheet = window.shell.go("system").sheet("people")
    sheet.refresh()
    rows = {person.login: at for at, person in enumerate(sheet.listing.rows.rows)}
    sheet.listing.selectRow(rows["qcmgr"])
    assert not sheet._unhand.isVisibleTo(sheet)
    sheet.listing.selectRow(rows["qc"])

    def with_pin(dialog) -> None:
        dialog._pin.setText(factory.PIN)
        keys.click(dialog, "sign")

    in_dialog(with_pin)
    keys.click(sheet, "take_hand")
    assert hands.form_of(desk, "qc") == ""
    assert not sheet._unhand.isVisibleTo(sheet)
