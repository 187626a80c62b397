"""Names proposed while typing: people, defects, other sheets' numbers, the options of a column."""

import factory
import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from qcdesk.services.basics import masters, people
from qcdesk.services.basics.masters import Proposal
from qcdesk.services.sheets import records
from ui.paper.cells.option_keys import line_keys
from ui.paper.cells.proposals import is_search, worded
from ui.paper.cells.tick_cell import TickCell
from ui.paper.entries import Spot

Key = Qt.Key


def chosen_first(qtbot, editor) -> str:
    qtbot.waitUntil(lambda: editor.proposals.is_open)
    qtbot.keyClick(editor.proposals._completer.popup(), Key.Key_Down)
    qtbot.keyClick(editor.proposals._completer.popup(), Key.Key_Return)
    return editor.text()


def test_defects_are_added_one_after_another(show, session, qtbot) -> None:
    page = show(factory.draft(session.desk, values={"defect_codes": ["芯轴断裂"]}))
    page.view.go_to(Spot("defect_codes"))
    editor = hands.focused()
    editor.end(False)
    found = masters.propose(session.desk, "defect", "反光片")[0].text
    hands.commit("、反光片")
    assert chosen_first(qtbot, editor) == f"芯轴断裂、{found}、"
    assert page.keeper.entries.value("defect_codes") == ["芯轴断裂", found]
    hands.commit("电镀起泡")
    hands.press(Key.Key_Tab)
    assert page.keeper.entries.value("defect_codes") == ["芯轴断裂", found, "电镀起泡"]


def test_options_of_a_column_narrow_while_typing(show, session) -> None:
    page = show(factory.draft(session.desk, "seal_ledger", {}, by="qc"))
    page.view.go_to(Spot("lines", 0, "status"))
    propose = hands.cell(page, "lines.status").proposals._propose
    assert [one.text for one in propose("拆")] == [one.text for one in propose("CJ")] == ["拆机"]
    assert len(propose("")) == len(propose("没有的")) > 3


def test_a_person_is_proposed_in_a_table(show, session, qtbot) -> None:
    name = people.get(session.desk, "qc").name
    page = show(factory.draft(session.desk, "rework_record", {}))
    page.view.go_to(Spot("recheck", 0, "inspector"))
    hands.commit(name[0])
    chosen_first(qtbot, hands.cell(page, "recheck.inspector"))
    assert page.keeper.entries.value("recheck")[0]["inspector"].startswith(name[0])


def test_a_sheets_number_is_proposed(show, session, qtbot) -> None:
    anomaly = factory.walk(session.desk, factory.draft(session.desk), "submit")
    number = records.get(session.desk, anomaly).number
    page = show(factory.draft(session.desk, "rework_record", {}))
    hands.commit(number[:4])
    assert chosen_first(qtbot, hands.cell(page, "anomaly_no")) == number


F4 = (Key.Key_F4, Qt.KeyboardModifier.NoModifier)
ALT_DOWN = (Key.Key_Down, Qt.KeyboardModifier.AltModifier)


@pytest.mark.parametrize("keys", [F4, ALT_DOWN])
def test_options_of_a_column_open_by_key(show, session, qtbot, keys) -> None:
    page = show(factory.draft(session.desk, "rework_record", {}))
    page.view.go_to(Spot("recheck", 0, "recheck_result"))
    hands.press(*keys)
    assert chosen_first(qtbot, hands.cell(page, "recheck.recheck_result")) == "合格"
    assert page.keeper.entries.value("recheck") == [{"recheck_result": "合格"}]


def test_tab_takes_the_chosen_name_and_goes_on(show, session, qtbot) -> None:
    masters.save(factory.seat(session.desk, "admin"), "customer", None, {"code": "HL", "name": "环岭"})
    page = show(factory.draft(session.desk, values={}))
    editor = hands.cell(page, "customer")
    qtbot.keyClicks(editor, "hl")
    qtbot.waitUntil(lambda: editor.proposals.is_open)
    qtbot.keyClick(editor.proposals._completer.popup(), Key.Key_Down)
    qtbot.keyClick(editor, Key.Key_Tab)
    assert editor.text() == "环岭"
    assert hands.focused().objectName() == "order_no"


SETTLES = 300
"""Milliseconds in which a screen without a window manager gives the focus back from a list that has closed."""


def customers(session) -> None:
    for code, name in (("HL", "环岭"), ("HLC", "环岭车行（样例）")):
        masters.save(factory.seat(session.desk, "admin"), "customer", None, {"code": code, "name": name})


def opened(page, qtbot, words):
    """The customer's cell with the list open for what was typed."""
    editor = hands.cell(page, "customer")
    hands.commit(words)
    qtbot.waitUntil(lambda: editor.proposals.is_open)
    return editor


def test_enter_takes_the_first_that_matches_and_goes_on_when_pressed_again(show, session, qtbot) -> None:
    customers(session)
    page = show(factory.draft(session.desk, values={}))
    editor = opened(page, qtbot, "环")
    qtbot.keyClick(editor.proposals._completer.popup(), Key.Key_Return)
    assert editor.text() == page.keeper.entries.value("customer") == "环岭"
    assert hands.focused() is editor
    qtbot.wait(SETTLES)
    hands.press(Key.Key_Return)
    assert hands.focused().objectName() == "order_no"


def test_enter_takes_the_match_before_the_list_has_come(show, session, qtbot) -> None:
    customers(session)
    page = show(factory.draft(session.desk, values={}))
    editor = hands.cell(page, "customer")
    hands.commit("环岭车")
    hands.press(Key.Key_Return)
    assert editor.text() == page.keeper.entries.value("customer") == "环岭车行（样例）"
    assert not editor.proposals.is_open


def test_a_name_that_is_written_out_is_not_made_longer(show, session, qtbot) -> None:
    customers(session)
    page = show(factory.draft(session.desk, values={}))
    editor = opened(page, qtbot, "环岭")
    qtbot.keyClick(editor.proposals._completer.popup(), Key.Key_Return)
    assert editor.text() == "环岭"
    assert hands.focused().objectName() == "order_no"


@pytest.mark.parametrize("keys", [(Key.Key_Tab,), (Key.Key_Escape, Key.Key_Return)])
def test_a_name_of_its_own_that_is_like_another_is_kept_by_tab_or_escape(show, session, qtbot, keys) -> None:
    customers(session)
    page = show(factory.draft(session.desk, values={}))
    editor = opened(page, qtbot, "环")
    for key in keys:
        qtbot.keyClick(editor.proposals._completer.popup() if editor.proposals.is_open else editor, key)
    assert editor.text() == page.keeper.entries.value("customer") == "环"
    assert hands.focused().objectName() == "order_no"


def test_words_that_match_nothing_stay_as_free_text(show, session) -> None:
    customers(session)
    page = show(factory.draft(session.desk, values={}))
    hands.commit("河口样例车行")
    hands.press(Key.Key_Return)
    assert hands.cell(page, "customer").text() == "河口样例车行"
    assert hands.focused().objectName() == "order_no"
    assert not page.faults.isVisible()
    assert page.save()


def test_words_that_are_no_option_stay_and_are_told(show, session, qtbot) -> None:
    page = show(factory.draft(session.desk, "rework_record", {}))
    page.view.go_to(Spot("recheck", 0, "recheck_result"))
    editor = hands.focused()
    hands.commit("马马虎虎")
    qtbot.waitUntil(lambda: editor.proposals.is_open)
    qtbot.keyClick(editor.proposals._completer.popup(), Key.Key_Return)
    assert page.keeper.entries.typed("recheck") == [{"recheck_result": "马马虎虎"}]
    assert "没有“马马虎虎”这一项，请选：合格、不合格" in page.faults.words.text()


def test_the_line_that_enter_takes_says_so(show, session, qtbot) -> None:
    customers(session)
    page = show(factory.draft(session.desk, values={}))
    proposals = opened(page, qtbot, "环").proposals
    model = proposals._completer.completionModel()
    assert [proposals.takes(model.index(row, 0)) for row in range(2)] == [True, False]
    for _ in range(2):
        qtbot.keyClick(proposals._completer.popup(), Key.Key_Down)
    assert [proposals.takes(model.index(row, 0)) for row in range(2)] == [False, True]


def test_enter_on_pinyin_takes_the_first_name(show, session, qtbot) -> None:
    masters.save(factory.seat(session.desk, "admin"), "customer", None, {"code": "X01", "name": "环岭"})
    page = show(factory.draft(session.desk, values={}))
    editor = hands.cell(page, "customer")
    qtbot.keyClicks(editor, "hl")
    qtbot.waitUntil(lambda: editor.proposals.is_open)
    qtbot.keyClick(editor.proposals._completer.popup(), Key.Key_Return)
    assert editor.text() == "环岭"


@pytest.mark.parametrize(("word", "searched"), [("yl", True), ("Dah", False), ("YC-2026", False), ("云", False)])
def test_only_letters_that_no_name_is_written_with_are_a_search(word, searched) -> None:
    assert is_search(word, [Proposal("云麓电动车", "YL"), Proposal("Dahon 贸易", "DH")]) is searched


def test_a_number_stands_whole_before_a_long_hint(qapp) -> None:
    metrics = QFontMetrics(qapp.font())
    number, hint = "YC-202611-010", "云麓电动车（样例）有限公司　镁合金脚踏 FP-890 银灰 9/16-20T"
    shown = worded(number, hint, metrics, 300)
    assert shown[0] == number
    assert shown[1].startswith("云麓")
    assert shown[1].endswith("…")
    assert metrics.horizontalAdvance(shown[0]) + metrics.horizontalAdvance(shown[1]) < 300


def test_a_number_takes_the_option_of_a_column_and_another_one_its_place(show, session, qtbot) -> None:
    page = show(factory.draft(session.desk, "rework_record", {}))
    page.view.go_to(Spot("recheck", 0, "recheck_result"))
    editor = hands.focused()
    qtbot.keyClicks(editor, "2")
    assert page.keeper.entries.value("recheck") == [{"recheck_result": "不合格"}]
    hands.press(Key.Key_F4)
    qtbot.waitUntil(lambda: editor.proposals.is_open)
    assert [one.hint for one in editor.proposals._propose("")] == ["1", "2"]
    qtbot.keyClick(editor.proposals._completer.popup(), Key.Key_1)
    assert editor.text() == "合格"
    assert not editor.proposals.is_open
    hands.commit("合")
    qtbot.keyClicks(editor, "1")
    assert editor.text() == "合1"


def test_options_that_are_written_with_numbers_have_no_number_keys() -> None:
    assert line_keys(["合格", "不合格"]) == {"合格": "1", "不合格": "2"}
    assert line_keys(["8D 报告", "口头答复"]) == {}


def test_a_number_ticks_a_printed_option(show, session, qtbot) -> None:
    page = show(factory.draft(session.desk, values={}))
    ticks = next(cell for cell in page.view.cells.values() if isinstance(cell, TickCell) and len(cell.options) > 2)
    ticks.setFocus()
    qtbot.keyClicks(ticks, "2")
    assert ticks.is_on(ticks.options[1])
