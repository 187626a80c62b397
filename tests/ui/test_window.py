"""Sitting down, changing over, moving about: what the window does for everybody."""

from dataclasses import replace

import factory
import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QToolButton, QWidget

from qcdesk.desk import Desk
from qcdesk.services.basics import opening, people
from qcdesk.services.sheets import records
from ui import app
from ui.pages.makers import own
from ui.pages.person_list import PERSON
from ui.pages.places import PLACES, WITH_KEYS


def fault_of(widget) -> str:
    return widget.findChild(QLabel, "fault").text()


def names_of(shown) -> list[str]:
    model = shown.view.model()
    return [model.index(at, 0).data().split("　")[0] for at in range(model.rowCount())]


def test_somebody_picks_the_name_gives_the_pin_and_finds_the_workbench(window, qtbot) -> None:
    people, form = window.sign_in.people, window.sign_in.form
    qtbot.keyClicks(people.filter, "cye")
    qtbot.keyClick(people.filter, Qt.Key.Key_Return)
    qtbot.keyClicks(form.pin, factory.PIN)
    qtbot.keyClick(form.pin, Qt.Key.Key_Return)
    assert window.session.person.login == "merch"
    assert window.root.currentWidget() is window.shell
    assert window.shell.here == "workbench"


def test_people_are_found_by_chinese_too(window) -> None:
    people = window.sign_in.people
    people.filter.setFocus()
    hands.commit("郑样", people.filter)
    assert people.current().login == "qc"


def test_names_and_initials_that_begin_with_the_words_stand_first(window) -> None:
    """merchlead has the letters in the middle."""
    shown = window.sign_in.people
    shown.filter.setText("hle")
    assert shown.current().login == "duty"
    assert names_of(shown) == ["韩例二", "周样三"]


@pytest.mark.parametrize("typed", ["merch", "MERCH ", "qc", "eng", "duty"])
def test_a_whole_login_stands_before_those_that_begin_with_it(window, typed) -> None:
    window.sign_in.people.filter.setText(typed)
    assert window.sign_in.people.current().login == typed.strip().lower()


def test_a_name_that_nobody_has_is_told(window) -> None:
    people = window.sign_in.people
    people.filter.setText("王五十")
    assert people.current() is None
    assert people.nobody.isVisible()
    assert people.nobody.text().startswith("没有找到这个人")
    people.filter.setText("merch")
    assert not people.nobody.isVisible()


def test_a_pin_typed_after_a_login_that_nobody_has_takes_its_place_and_is_never_repeated(window) -> None:
    people = window.sign_in.people
    people.filter.setFocus()
    QTest.keyClicks(people.filter, "engmgr9")
    QTest.keyClick(people.filter, Qt.Key.Key_Return)
    assert people.filter.selectedText() == "engmgr9"
    QTest.keyClicks(people.filter, factory.PIN)
    assert people.filter.text() == factory.PIN
    assert factory.PIN not in people.nobody.text()


def test_a_wrong_pin_is_told_and_the_fifth_locks_with_the_way_out(window, qtbot) -> None:
    people, form = window.sign_in.people, window.sign_in.form
    people.filter.setText("cye")
    for left in (4, 3, 2, 1):
        form.pin.setText("000000")
        qtbot.mouseClick(form.enter, Qt.MouseButton.LeftButton)
        assert f"还可以再试 {left} 次" in form.fault.text()
    form.pin.setText("000000")
    qtbot.mouseClick(form.enter, Qt.MouseButton.LeftButton)
    assert "已锁定" in form.fault.text()
    assert "解锁" in form.fault.text()
    assert window.session.person.login == ""


def come_back(window, qtbot) -> None:
    """To the window, from another one."""
    aside = QWidget()
    qtbot.addWidget(aside)
    for one in (aside, window):
        one.show()
        one.activateWindow()
        qtbot.waitUntil(one.isActiveWindow)


def at_another_pc(window) -> Desk:
    return factory.seat(opening.open_desk(window.session.desk.home, factory.shelf().kinds), "admin")


def test_who_was_added_at_another_pc_is_found_by_name_without_a_new_start(window) -> None:
    other = at_another_pc(window)
    shown = window.sign_in.people
    shown.filter.setText("华样十一")
    assert shown.nobody.isVisible()
    people.add(other, "hua", "华样十一", "品管部", ["qc"], "135790")
    shown.filter.setText("华样")
    assert (names_of(shown), shown.current().login) == (["华样十一"], "hua")
    other.store.close()


def test_who_comes_back_to_the_sign_in_page_sees_who_was_added_and_finds_what_is_typed(window, qtbot) -> None:
    other = at_another_pc(window)
    shown, form = window.sign_in.people, window.sign_in.form
    shown.filter.setText("样")
    shown.view.setCurrentIndex(shown.view.model().index(2, 0))
    chosen = shown.current().login
    hands.commit("1357", form.pin)
    people.add(other, "hua", "华样十一", "品管部", ["qc"], "135790")
    come_back(window, qtbot)
    assert "华样十一" in names_of(shown)
    assert (shown.filter.text(), shown.current().login, form.pin.text()) == ("样", chosen, "1357")
    people.change(other, chosen, active=False)
    come_back(window, qtbot)
    assert chosen not in [shown.view.model().index(at, 0).data(PERSON).login for at in range(len(names_of(shown)))]
    assert form.pin.text() == ""
    other.store.close()


def test_the_last_person_is_chosen_at_the_next_start(seated) -> None:
    window = seated("qc")
    window.sign_out()
    assert window.root.currentWidget() is window.sign_in
    assert window.sign_in.people.current().login == "qc"


def test_the_pin_of_the_one_who_sat_here_last_is_typed_where_nobody_reads_it(home, at_once, qtbot) -> None:
    (home / "window.ini").write_text("[General]\nlast_person=qc\n", encoding="utf-8")
    window = app.open_desk(home)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    typed_into = QApplication.focusWidget()
    qtbot.keyClicks(typed_into, "135790")
    assert (typed_into, typed_into.text()) == (window.sign_in.form.pin, "135790")
    assert window.sign_in.people.filter.text() == ""
    window.close()
    window.session.desk.close()


def test_nobody_remembered_leaves_the_keys_with_the_names(window, qtbot) -> None:
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.sign_in.people.filter)


def test_every_page_opens_by_its_number(seated, qtbot) -> None:
    window = seated("admin")
    for number, place in enumerate(PLACES[:WITH_KEYS]):
        qtbot.keyClick(window, Qt.Key.Key_1 + number, Qt.KeyboardModifier.ControlModifier)
        assert window.shell.here == place.name
        assert window.shell.stack.currentWidget().objectName() == f"page_{place.name}"


def test_every_page_opens_by_mouse_and_says_where_one_is(seated, qtbot) -> None:
    window = seated("admin")
    for place in PLACES:
        hands.click(window, f"nav_{place.name}")
        assert window.shell.top.title.text() == place.title


def test_a_whole_number_leads_to_its_record_at_once(seated, qtbot) -> None:
    window = seated("qc")
    number = records.get(window.session.desk, factory.signed_label(window.session.desk)).number
    search = window.findChild(QLineEdit, "search")
    qtbot.keyClicks(search, f" {number.lower()} ")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert window.shell.record.title.endswith(number)
    window.shell.leave_record()
    page = window.shell.go("records")
    page.filter.setText(number)
    qtbot.keyClick(page.filter, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.shell.record is not None and window.shell.record.title.endswith(number))


def test_a_search_jumps_to_the_list(seated, qtbot) -> None:
    window = seated("qc")
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    search = window.findChild(QLineEdit, "search")
    assert search.hasFocus()
    qtbot.keyClicks(search, "bwj")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    page = window.shell.pages["records"]
    assert window.shell.here == "records"
    assert page.filter.text() == "bwj"
    qtbot.waitUntil(lambda: page.model.total == 1)


def test_another_person_sits_down_quickly(seated, in_dialog, qtbot) -> None:
    window = seated("merch")

    def change(dialog) -> None:
        qtbot.keyClicks(dialog.people.filter, "zyw")
        qtbot.keyClick(dialog.people.filter, Qt.Key.Key_Return)
        qtbot.keyClicks(dialog.form.pin, factory.PIN)
        qtbot.keyClick(dialog.form.pin, Qt.Key.Key_Return)

    in_dialog(change)
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.session.person.login == "qc"
    assert "郑样五" in window.shell.top.person.text()


def test_a_filter_emptied_for_the_next_person_has_nothing_left_to_clear(seated, qtbot) -> None:
    window = seated("merch")
    page = window.shell.go("records")
    clear = page.filter.findChild(QToolButton)
    page.filter.setText("环岭")
    qtbot.waitUntil(lambda: clear.property("opacity") == 1)
    window.session.sign_in("qc", factory.PIN)
    qtbot.waitUntil(lambda: clear.property("opacity") == 0)
    assert not page._pause.isActive()


def test_what_one_person_narrowed_the_list_to_is_not_the_next_ones(seated) -> None:
    window = seated("merch")
    page = window.shell.go("records")
    page.mine.setChecked(True)
    page.states["草稿"].setChecked(True)
    page.filter.setText("环岭")
    window.session.sign_in("qc", factory.PIN)
    assert not page.filter.text()
    assert not any(chip.isChecked() for chip in page.chips())
    assert page.asked() == replace(page.model.query, text="", states=(), person="")


def test_the_next_signer_stands_at_the_sheet_that_is_open(seated, in_dialog, qtbot) -> None:
    window = seated("merch")
    desk = window.session.desk
    record = factory.draft(desk, values={})
    page = window.shell.open_record(record)
    page.filling.change("order_no", "PO-7")

    def change(dialog) -> None:
        qtbot.keyClicks(dialog.people.filter, "zyw")
        qtbot.keyClick(dialog.people.filter, Qt.Key.Key_Return)
        qtbot.keyClicks(dialog.form.pin, factory.PIN)
        qtbot.keyClick(dialog.form.pin, Qt.Key.Key_Return)

    in_dialog(change)
    window.change_person()
    assert window.session.person.login == "qc"
    assert window.shell.record is page
    assert page.keeper.entries.values() == {}
    assert not page.filling.undo_list.can_back
    assert records.working(desk, record).typed == {"order_no": "PO-7"}
    page.leave()
    assert window.shell.here == "workbench"


def test_a_lock_opens_only_to_the_right_pin_and_keeps_the_typing(seated, in_dialog, qtbot) -> None:
    window = seated("merch")
    window.shell.search("没打完的字")

    def unlock(dialog) -> None:
        dialog.reject()
        assert dialog.isVisible()
        dialog.pin.setText("wrong1")
        hands.click(dialog, "unlock")
        assert "PIN 不对" in dialog.fault.text()
        dialog.pin.setText(factory.PIN)
        hands.click(dialog, "unlock")

    in_dialog(unlock)
    window.lock()
    assert window.session.person.login == "merch"
    assert window.shell.pages["records"].filter.text() == "没打完的字"


def test_idle_time_is_the_offices_and_a_key_starts_it_again(seated, qtbot) -> None:
    window = seated("merch")
    assert window.idle.minutes == 15
    window.idle.set_minutes(0)
    assert not window.idle._timer.isActive()
    window.idle.set_minutes(3)
    assert window.idle._timer.isActive()


def test_the_window_comes_back_as_it_was(window, home) -> None:
    window.resize(1222, 699)
    window.close()
    assert (home / "window.ini").exists()
    from ui.window import MainWindow

    again = MainWindow(window.session)
    assert (again.width(), again.height()) == (1222, 699)
    again.deleteLater()


def test_a_new_sheet_opens_from_the_keyboard(seated, in_dialog, qtbot) -> None:
    window = seated("qc")
    in_dialog(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_2))
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.shell.record is not None
    second = own(window.session.desk, window.session.shelf.kinds.current)[1]
    assert window.shell.record.keeper.record.kind.code == second.code


def test_leaving_a_sheet_leads_back_to_where_it_was_opened(seated, qtbot) -> None:
    window = seated("qc")
    window.shell.go("records")
    window.shell.open_record(1)
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.shell.record is None
    assert window.shell.stack.currentWidget() is window.shell.pages["records"]


@pytest.mark.parametrize("keys", ["F1"])
def test_the_keys_are_told(seated, in_dialog, qtbot, keys) -> None:
    window = seated("qc")
    told = []
    in_dialog(lambda dialog: (told.extend(label.text() for label in dialog.findChildren(QLabel)), dialog.accept()))
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert {"Ctrl+N / Ctrl+Shift+N", "Ctrl+T"} <= set(told)
