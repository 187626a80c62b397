"""样品封存 in the real window: parts that are kept, labels to be printed again, and the places of the cabinet."""

from collections.abc import Callable
from typing import Any

import factory
import hands
import pytest
from PySide6.QtWidgets import QPushButton
from sealing import choose, put_out, shown

from qcdesk.services.basics.pins import Proof
from qcdesk.services.samples import custody, places
from ui.pages.samples.held import STALE


@pytest.fixture
def page(seated: Callable[[str], Any]) -> Any:
    """With one label more, of three pieces in A-01 that was printed: `label` and `number`."""
    window = seated("qc")
    desk = window.session.desk
    label = factory.signed_label(desk, seal_qty=3, location="A-01")
    put_out(desk, label)
    page = window.shell.go("samples")
    page.label, page.number = label, factory.number(desk, label)
    return page


def moved(page: Any, place: str, in_dialog: Any) -> None:
    choose(page, page.number)

    def move(dialog: Any) -> None:
        dialog.form.editors["place"].setText(place)
        hands.click(dialog, "do")

    in_dialog(move)
    hands.click(page.card, "act_move")


def test_a_moved_label_is_to_be_printed_again_until_it_is(page: Any, in_dialog: Any, qtbot: Any) -> None:
    choose(page, page.number)
    assert not page.card.values["标签"].text()
    moved(page, "B-02", in_dialog)
    assert choose(page, page.number).stale
    assert page.card.values["标签"].text() == "位置已变，标签要重印：纸上写的是 A-01，现在在 B-02"
    hands.click(page, "show_stale")
    assert shown(page) == [page.number]
    assert page.chips[STALE].text() == "标签要重印 1"

    def print_it(dialog: Any) -> None:
        put_out(page.session.desk, page.label)
        dialog.reject()

    in_dialog(print_it)
    hands.click(page.card, "print_label")
    qtbot.waitUntil(lambda: page.chips[STALE].text() == "标签要重印 0")


def test_parts_are_counted_on_the_page_and_given_out_there(page: Any, in_dialog: Any) -> None:
    desk = page.session.desk
    given = {"pieces": 1, "holder": "褚样八", "reason": "看断口"}
    custody.move(desk, page.label, "dismantle", given, Proof("engmgr"))
    page.refresh()
    held = choose(page, page.number)
    assert held.among("held")
    assert page.card.values["件数"].text() == "在柜 2 / 3，拆解件 1"
    assert page.card.values["拆解件"].text() == "1 个，销毁以前由品管保管"
    assert "拆解件 1" in page.count.text()

    def give(dialog: Any) -> None:
        assert dialog.form.editors["pieces"].text() == "1"
        dialog.form.editors["holder"].setText("青榆 林样")
        hands.click(dialog, "do")

    in_dialog(give)
    hands.click(page.card, "act_give_parts")
    assert custody.get(desk, page.label).dismantled == 0
    choose(page, page.number)
    assert not page.card.values["拆解件"].text()
    assert page.card.acts["give_parts"].toolTip() == "没有拆解件"


def test_who_borrowed_stands_on_the_card_with_the_day(page: Any) -> None:
    given = {"pieces": 2, "holder": "褚样八", "due": "2026-11-25"}
    custody.move(page.session.desk, page.label, "lend", given)
    page.refresh()
    choose(page, page.number)
    assert page.card.values["借给"].text() == "褚样八 2 个，2026-11-22 起，应还 2026-11-25"


def test_places_begin_with_those_in_use_and_new_ones_are_added_there(page: Any, in_dialog: Any) -> None:
    desk = page.session.desk

    def first(dialog: Any) -> None:
        assert "A-01" in dialog.lines.toPlainText().split("\n")
        dialog.lines.setPlainText("A-01\n返工区 R-2")
        hands.click(dialog, "save")
        assert "“返工区 R-2”不是品管样品柜里的位置" in dialog.fault.text()
        dialog.lines.setPlainText("A-01\nA-02")
        hands.click(dialog, "save")

    in_dialog(first)
    hands.click(page, "places")
    assert places.listed(desk) == ("A-01", "A-02")
    choose(page, page.number)

    def refused(dialog: Any) -> None:
        dialog.form.editors["place"].setText("Z-99")
        hands.click(dialog, "do")
        assert "请先在“样品封存”页按“样品柜位置…”加上" in dialog.fault.text()
        dialog.form.editors["place"].setText("A-02")
        hands.click(dialog, "do")

    in_dialog(refused)
    hands.click(page.card, "act_move")
    assert custody.get(desk, page.label).place == "A-02"


def test_others_see_the_places_and_change_none(seated: Callable[[str], Any], in_dialog: Any) -> None:
    page = seated("merch").shell.go("samples")

    def look(dialog: Any) -> None:
        assert dialog.lines.isReadOnly()
        assert dialog.findChild(QPushButton, "save").isHidden()
        dialog.reject()

    in_dialog(look)
    hands.click(page, "places")
