"""Names proposed while typing: people, defects, other sheets' numbers, the options of a column."""

import factory
import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from qcdesk.services.basics import masters, people
from qcdesk.services.basics.masters import Proposal
from qcdesk.services.sheets import records
from ui.paper.cells.proposals import is_search, worded
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


def test_enter_without_a_choice_keeps_what_is_typed(show, session, qtbot) -> None:
    masters.save(factory.seat(session.desk, "admin"), "customer", None, {"code": "HL", "name": "环岭"})
    page = show(factory.draft(session.desk, values={}))
    editor = hands.cell(page, "customer")
    hands.commit("环")
    qtbot.waitUntil(lambda: editor.proposals.is_open)
    qtbot.keyClick(editor.proposals._completer.popup(), Key.Key_Return)
    assert editor.text() == "环"
    assert hands.focused().objectName() == "order_no"


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
