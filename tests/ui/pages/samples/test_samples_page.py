"""样品封存 in the real window: found, lent, taken apart before a manager, disposed of, registered."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import cases
import factory
import hands
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel
from sealing import choose, shown

from qcdesk.services.samples import custody
from qcdesk.services.sheets import records, registers
from ui.printing.preview import Preview

CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN, OF_CASE, EXPIRED = range(3)
OLD = {"seal_date": "2025-01-04", "valid_to": "2026-01-04"}


@pytest.fixture
def page(seated: Callable[[str], Any]) -> Any:
    """Its `numbers`: a plain label, four pieces of a case, two pieces past their day."""
    window = seated("qc")
    desk = window.session.desk
    case = cases.registered(desk, samples=4)
    of_case = cases.sealed(desk, case, seal_qty=4, location="B-02", defect="芯轴断裂")
    old = factory.signed_label(desk, seal_qty=2, customer="北坡车料（样例）行", **OLD)
    page = window.shell.go("samples")
    page.numbers = [factory.number(desk, record) for record in (1, of_case, old)]
    page.case_number = factory.number(desk, case)
    return page


def test_samples_are_found_by_words_and_initials_as_one_types(page: Any, qtbot: Any) -> None:
    plain, of_case, old = page.numbers
    assert shown(page) == [old, plain, of_case]
    scanned = f"{old}/00121K7MQ"
    for typed, found in (
        ("xzdl", of_case),
        ("北坡", old),
        ("B-02", of_case),
        (page.case_number, of_case),
        (scanned, old),
    ):
        page.filter.setText(typed)
        qtbot.waitUntil(lambda found=found: shown(page) == [found])
    page.filter.setText("没有这个")
    qtbot.waitUntil(lambda: shown(page) == [])
    assert page.stack.currentIndex() == 1
    assert page.card.held is None
    hands.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(shown(page)) == 3)


def test_chips_show_what_is_lent_and_what_is_past_its_day(page: Any, qtbot: Any) -> None:
    assert [chip.text() for chip in page.chips.values()] == [
        "在册 3",
        "借出未还 0",
        "已到期 1",
        "标签要重印 0",
        "已处理完 0",
    ]
    hands.click(page, "show_expired")
    assert shown(page) == [page.numbers[EXPIRED]]
    assert page.listing.rows.rows[0].expired


def test_a_piece_is_lent_by_keyboard_and_comes_back(page: Any, in_dialog: Any, qtbot: Any) -> None:
    choose(page, page.numbers[OF_CASE])

    def lend(dialog: Any) -> None:
        assert dialog.form.editors["pieces"].text() == "1"
        hands.press(Qt.Key.Key_Tab)
        hands.commit("褚样八", dialog.form.editors["holder"])
        dialog.form.editors["due"].setText("2026-11-01")
        qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
        assert "2026-11-01 已经过去" in dialog.fault.text()
        dialog.form.editors["due"].setText("2026-11-25")
        qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)

    in_dialog(lend)
    hands.click(page.card, "act_lend")
    sample = custody.get(page.session.desk, page.numbers[OF_CASE])
    assert (sample.lent_to, sample.lent_due) == ("褚样八 1 个", "2026-11-25")
    row = page.listing.rows.rows[shown(page).index(page.numbers[OF_CASE])]
    assert not row.lent_late
    assert replace(row, today="2026-11-26").lent_late
    assert any("借出 1 个，褚样八" in label.text() for label in page.card.findChildren(QLabel))
    in_dialog(lambda dialog: hands.click(dialog, "do"))
    hands.click(page.card, "act_give_back")
    assert custody.get(page.session.desk, page.numbers[OF_CASE]).lent == 0


def test_what_the_rules_refuse_is_said_in_the_dialog(page: Any, in_dialog: Any, qtbot: Any) -> None:
    choose(page, page.numbers[PLAIN])

    def take_too_many(dialog: Any) -> None:
        dialog.form.editors["holder"].setText("褚样八")
        dialog.form.editors["pieces"].setText("2")
        hands.click(dialog, "do")
        assert "至少要保留 1 PCS" in dialog.fault.text()
        dialog.form.editors["holder"].setText("")
        hands.click(dialog, "do")
        assert dialog.form._faults["holder"].text() == "必须填写"
        dialog.reject()

    in_dialog(take_too_many)
    hands.click(page.card, "act_hand_over")


def test_taking_apart_asks_a_manager_for_his_own_pin(page: Any, in_dialog: Any, qtbot: Any) -> None:
    choose(page, page.numbers[OF_CASE])

    def take_apart(dialog: Any) -> None:
        logins = [dialog.witness.itemData(at) for at in range(dialog.witness.count())]
        assert set(logins) == {"engmgr", "qcmgr", "pemgr"}
        dialog.witness.setCurrentIndex(logins.index("engmgr"))
        dialog.form.editors["holder"].setText("褚样八")
        hands.click(dialog, "do")
        assert "在场并输入 PIN" in dialog.fault.text()
        dialog.pin.setText("000000")
        hands.click(dialog, "do")
        assert "PIN 不对" in dialog.fault.text()
        dialog.pin.setText(factory.PIN)
        hands.click(dialog, "do")

    in_dialog(take_apart)
    hands.click(page.card, "act_dismantle")
    sample = custody.get(page.session.desk, page.numbers[OF_CASE])
    assert [moved.witness for moved in custody.life(page.session.desk, sample.id)] == ["卫样九"]


def test_overdue_samples_go_with_one_reason_and_the_others_say_why_not(page: Any, in_dialog: Any, qtbot: Any) -> None:
    desk = page.session.desk
    open_case = cases.sealed(desk, cases.registered(desk), **OLD)
    page.refresh()

    def dispose(dialog: Any) -> None:
        texts = [dialog.table.item(row, 7).text() for row in range(dialog.table.rowCount())]
        assert [("还没有结案" in text, text == "") for text in texts] == [(False, True), (True, False)]
        hands.click(dialog, "dispose")
        assert dialog.fault.text() == "请填处理方式/原因"
        dialog.reason.setText("保存期满，粉碎")
        hands.click(dialog, "dispose")
        assert dialog.table.rowCount() == 1
        dialog.reject()

    in_dialog(dispose)
    hands.click(page, "disposal")
    assert page.numbers[EXPIRED] not in shown(page)
    hands.click(page, "show_used")
    assert shown(page) == [page.numbers[EXPIRED]]
    assert custody.get(desk, open_case).in_cabinet


def test_the_register_of_the_month_fills_itself_and_is_opened(page: Any, in_dialog: Any, qtbot: Any) -> None:
    desk, shell = page.session.desk, page.window().shell
    factory.signed_label(desk, seal_date=desk.clock.today().isoformat())
    hands.click(page, "register")
    record = shell.record.keeper.record
    assert record.kind.code == "seal_ledger"
    before = len(record.values["lines"])
    factory.signed_label(desk, seal_date=desk.clock.today().isoformat())
    shell.go("samples")
    in_dialog(lambda dialog: hands.click(dialog, "renew"))
    hands.click(page, "register")
    assert shell.record.keeper.record.id == record.id
    assert len(records.get(desk, record.id).values["lines"]) == before + 1


def test_a_second_register_of_the_month_is_made_only_when_asked_for(page: Any, in_dialog: Any, qtbot: Any) -> None:
    desk, shell = page.session.desk, page.window().shell
    factory.signed_label(desk, seal_date=desk.clock.today().isoformat())
    hands.click(page, "register")
    first = shell.record.keeper.record.id
    number = records.get(desk, factory.walk(desk, first, "submit")).number
    told: list[str] = []
    for answer, same in (("open", True), ("another", False)):
        shell.go("samples")
        in_dialog(lambda dialog, answer=answer: (told.append(hands.words(dialog)), hands.click(dialog, answer)))
        hands.click(page, "register")
        assert (shell.record.keeper.record.id == first) == same
    assert any(f"《不良样品封存登记表》{number}，已编制。打开它，还是另开一张？" in one for one in told)


def test_another_month_without_samples_says_so(page: Any, in_dialog: Any, qtbot: Any) -> None:
    def ask(dialog: Any) -> None:
        dialog.month.setText("2020-02")
        hands.click(dialog, "fill")
        assert "2020-02 没有封存样品" in dialog.fault.text()
        dialog.reject()

    in_dialog(ask)
    hands.click(page, "register_other")
    assert registers.of_month(page.session.desk, "seal_ledger", "2020-02") is None


def test_a_label_is_previewed_and_opened_from_its_sample(page: Any, in_dialog: Any, qtbot: Any) -> None:
    choose(page, page.numbers[OF_CASE])
    seen: list[QDialog] = []
    in_dialog(lambda dialog: (seen.append(dialog), dialog.reject()))
    hands.click(page.card, "print_label")
    assert isinstance(seen[0], Preview)
    hands.click(page.card, "open_case")
    assert page.window().shell.record.keeper.record.number == page.case_number
    page.window().shell.go("samples")
    qtbot.keyClick(page.listing, Qt.Key.Key_Return)
    assert page.window().shell.record.keeper.record.number == page.numbers[OF_CASE]


def test_an_act_that_cannot_be_is_closed_and_says_why(page: Any) -> None:
    choose(page, page.numbers[PLAIN])
    assert not page.card.acts["give_back"].isEnabled()
    assert page.card.acts["give_back"].toolTip() == "没有借出未还的"
    assert page.card.findChild(QCheckBox) is None


def test_an_office_without_samples_is_taught_how_to_begin(seated: Callable[[str], Any], qtbot: Any) -> None:
    window = seated("qc")
    desk = window.session.desk
    factory.take(desk, 1, "void", reason="样品丢失")
    page = window.shell.go("samples")
    assert page.empty.title.text() == "还没有封存的样品"
    hands.click(page, "seal")
    assert window.shell.record.keeper.record.kind.code == "seal_label"


def test_a_piece_is_not_moved_out_of_the_cabinet(page: Any, in_dialog: Any, qtbot: Any) -> None:
    """E0.3 note 1"""
    choose(page, page.numbers[OF_CASE])

    def move(dialog: Any) -> None:
        assert dialog.form.editors["pieces"].text() == "4"
        dialog.form.editors["place"].setText("工程部")
        hands.click(dialog, "do")
        assert "“工程部”不是品管样品柜里的位置" in dialog.fault.text()
        dialog.form.editors["place"].setText("A-09")
        hands.click(dialog, "do")

    in_dialog(move)
    hands.click(page.card, "act_move")
    assert custody.get(page.session.desk, page.numbers[OF_CASE]).place == "A-09"


def test_a_label_sent_back_says_what_is_wrong_and_offers_nothing(page: Any) -> None:
    desk = page.session.desk
    made = factory.walk(desk, factory.draft(desk, "seal_label", factory.label(seal_qty=2), by="qc"), "submit")
    factory.take(desk, made, "return", reason="数量写错")
    page.refresh()
    number = factory.number(desk, made)
    choose(page, number)
    assert page.listing.rows.rows[shown(page).index(number)].sample.unsealed == 2
    assert page.card.values["注意"].text() == "标签退回重填，还没有重签"
    assert [name for name, act in page.card.acts.items() if act.isEnabled()] == []


def test_overdue_list_is_previewed_and_written_as_a_workbook(
    page: Any, in_dialog: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "到期样品清单.xlsx"
    monkeypatch.setattr("ui.pages.samples.disposal_print.ask_file", lambda *_: path)
    seen: list[Any] = []

    def look(dialog: Any) -> None:
        in_dialog(lambda inner: (seen.append(inner.job.title), inner.reject()))
        hands.click(dialog, "print_list")
        in_dialog(lambda inner: (seen.append(inner.objectName()), inner.accept()))
        hands.click(dialog, "export_list")
        qtbot.waitUntil(lambda: len(seen) == 2)
        dialog.reject()

    in_dialog(look)
    hands.click(page, "disposal")
    assert seen == ["到期样品清单 2026-11-22", "saved"]
    rows = [[cell.value for cell in line] for line in load_workbook(path).active]
    assert [row[0] for row in rows] == ["样品编号", page.numbers[EXPIRED]]


def test_a_sample_before_its_day_cannot_be_destroyed_and_says_until_when(page: Any) -> None:
    choose(page, page.numbers[OF_CASE])
    destroy = page.card.acts["dispose"]
    until = page.card.held.sample.keep_until
    assert not destroy.isEnabled()
    assert destroy.toolTip() == f"样品 {page.numbers[OF_CASE]} 要保存到 {until}，还不能销毁"
    choose(page, page.numbers[EXPIRED])
    assert destroy.isEnabled()
    assert destroy.toolTip() == ""


def test_the_next_person_finds_every_sample_again(page: Any, qtbot: Any) -> None:
    hands.click(page, "show_expired")
    page.filter.setText("北坡")
    page.session.sign_in("qcmgr", factory.PIN)
    qtbot.waitUntil(lambda: len(shown(page)) == 3)
    assert page.filter.text() == ""
    assert [name for name, chip in page.chips.items() if chip.isChecked()] == ["held"]


def test_who_does_not_keep_the_samples_sees_why_nothing_can_be_done(page: Any) -> None:
    page.session.sign_in("sales", factory.PIN)
    page.refresh()
    assert {act.isEnabled() for act in page.card.acts.values()} == {False}
    assert page.card.acts["lend"].toolTip() == "样品由品管保管，请由品管或工程来登记"
    page.session.sign_in("qc", factory.PIN)
    assert any(act.isEnabled() for act in page.card.acts.values())
