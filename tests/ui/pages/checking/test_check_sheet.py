"""核对纸张 in the window: typed or dropped, one verdict a paper, with what to do and a way to the sheet."""

import zipfile
from pathlib import Path

import archives
import factory
import hands
import pytest
from dropping import COPY, drop, hover, leave, let_go, of_files
from PySide6.QtCore import Qt
from PySide6.QtGui import QDragMoveEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from forms import archiving, printing
from qcdesk.services.keeping import package
from qcdesk.services.papers import copies
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.papers.verdicts import (
    FOREIGN_SEAL,
    NAMESAKE,
    NAMESAKE_SEAL,
    SEAL_BROKEN,
    SPOILT,
    STANDINGS,
    STRANGER,
    Checked,
    Signed,
)
from qcdesk.services.sheets import records
from ui.pages.checking import sheet as check_sheet
from ui.pages.checking import verdict_card
from ui.style import tokens
from ui.window import MainWindow

SUBMITTED = 2


@pytest.fixture
def at_check(seated) -> tuple[MainWindow, QWidget]:
    window = seated("qc")
    return window, window.shell.go("system").sheet("check")


def printed(window: MainWindow, tmp_path: Path) -> tuple[CopyView, Path]:
    desk = window.session.desk
    (made,) = printing.numbered(desk, printing.record_print(desk, factory.shelf(), SUBMITTED))
    path = tmp_path / "反馈表.pdf"
    printing.save(made, path)
    return made.copies[0], path


def test_short_code_and_enter_give_the_verdict_and_a_way_to_the_sheet(at_check, tmp_path: Path) -> None:
    window, sheet = at_check
    copy, _ = printed(window, tmp_path)
    sheet.code.setFocus()
    hands.commit(copy.code.short(1))
    hands.press(Qt.Key.Key_Return)
    assert [card.label.text() for card in sheet.cards] == ["码一致"]
    assert "纸面上的字没有逐字比对" in sheet.cards[0].sentence.text()
    assert sheet.cards[0].advice.text() == "与记录逐格对照后再照办。"
    hands.click(sheet, "open_record")
    assert window.shell.record.keeper.record.id == SUBMITTED


def test_original_is_seen_beside_the_paper_of_its_own_edition(at_check, in_dialog) -> None:
    window, sheet = at_check
    desk, told = window.session.desk, []
    label = factory.signed_label(desk)
    (made,) = printing.numbered(desk, printing.record_print(desk, factory.shelf(), label))
    sheet.code.setText(made.copies[0].code.short(1))

    def seen() -> None:
        in_dialog(lambda dialog: (told.append(dialog.windowTitle()), dialog.reject()))
        sheet.check_typed()
        hands.click(sheet.cards[0], "see_original")

    seen()
    factory.take(desk, label, "revise", "pmgr", "存放位置改到 B 柜")
    seen()
    assert told == [f"打印预览　YP-202611-002-不良样品封存标签{old}" for old in ("", "-原单")]
    shown = sheet.cards[0].findChild(QPushButton, "see_original")
    assert (shown.text(), shown.toolTip()) == (verdict_card.AS_PRINTED, "预览原单改版以前最后的样子，与纸逐格对照")


def test_preview_of_a_record_that_has_changed_since_is_not_called_the_original(at_check, tmp_path: Path) -> None:
    window, sheet = at_check
    desk = window.session.desk
    copy, _ = printed(window, tmp_path)
    factory.take(desk, SUBMITTED, "return", "merchlead", reason="数量不对")
    seat, version = factory.seat(desk, "merch"), records.get(desk, SUBMITTED).version
    records.save(seat, SUBMITTED, version, {"description": "芯轴断裂 9 付"})
    sheet.code.setText(copy.code.short(1))
    sheet.check_typed()
    assert sheet.cards[0].found.differences
    shown = sheet.cards[0].findChild(QPushButton, "see_original")
    assert (shown.text(), shown.toolTip()) == (verdict_card.AS_NOW, verdict_card.NOT_AS_PRINTED)


def test_scans_dropped_are_told_one_by_one_those_to_look_at_first(at_check, tmp_path: Path) -> None:
    window, sheet = at_check
    first, fine = printed(window, tmp_path)
    (tmp_path / "again").mkdir()
    _, spoiled = printed(window, tmp_path / "again")
    copies.move(window.session.desk, [first.id + 1], "spoil", {"reason": "卡纸"})
    drop(sheet, fine, spoiled)
    assert [card.label.text() for card in sheet.cards] == ["已作废", "码一致"]
    assert sheet.said.text() == "2 张里有 1 张要看"


def test_new_check_clears_the_last_verdict_and_gives_the_keys_back_to_the_page(
    at_check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, sheet = at_check
    copy, path = printed(window, tmp_path)
    sheet.code.setText(copy.code.short(1))
    sheet.check_typed()
    seen: list[tuple[int, int]] = []
    monkeypatch.setattr(check_sheet, "launch", lambda *_: seen.append((len(sheet.cards), sheet.stack.currentIndex())))
    sheet.check_files([path])
    assert seen == [(0, check_sheet.ASKED)], "the verdict of another paper stands no longer while this one is read"
    monkeypatch.undo()
    window.shell.setFocus()
    drop(sheet, path)
    assert [card.label.text() for card in sheet.cards] == ["码一致"]
    assert sheet.code.hasFocus()


def test_archive_package_is_checked_and_shows_what_is_wrong_with_it(at_check, tmp_path: Path) -> None:
    window, sheet = at_check
    desk = window.session.desk
    path = tmp_path / "包.zip"
    archiving.save(desk, factory.shelf(), package.of_case(desk, archives.filled(desk).case), path)
    with zipfile.ZipFile(path, "a") as opened:
        opened.writestr("多出来的.txt", "x")
    drop(sheet, path)
    assert [card.label.text() for card in sheet.cards] == ["归档包，对不上"]
    shown = {label.text() for label in sheet.cards[0].findChildren(QLabel)}
    assert {"查出的 1 处", "多出来的.txt：清单里没有，是后来加进去的"} <= shown


def test_file_over_the_page_is_told_that_it_is_checked_and_what_was_typed_is_cleared(at_check, tmp_path: Path) -> None:
    window, sheet = at_check
    _, path = printed(window, tmp_path)
    sheet.code.setText("0012-1-K7MQ")
    mime = of_files(path)
    assert [hover(sheet, mime), hover(sheet, mime, QDragMoveEvent)] == [COPY, COPY]
    assert (sheet.sign.isVisible(), sheet.sign.says, window.shell.sign.isVisible()) == (True, "松手就核对", False)
    leave(sheet)
    assert not sheet.sign.isVisible()
    hover(sheet, mime)
    assert sheet.sign.isVisible()
    assert (let_go(sheet, mime), sheet.sign.isVisible()) == (COPY, False)
    assert (sheet.code.text(), [card.label.text() for card in sheet.cards]) == ("", ["码一致"])


def test_page_is_ready_to_be_typed_into_when_its_tab_is_clicked(seated, qtbot) -> None:
    page = seated("qc").shell.go("system")
    assert page.tabs.hasFocus()
    at = [page.tabs.tabText(number) for number in range(page.tabs.count())].index("核对纸张")
    qtbot.mouseClick(page.tabs, Qt.MouseButton.LeftButton, pos=page.tabs.tabRect(at).center())
    assert page.sheet("check").code.hasFocus()
    page.tabs.setFocus()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        hands.press(key)
    assert page.tabs.hasFocus(), "keys that go along the tabs stay on them"


def test_changed_sheet_shows_both_sides(at_check, tmp_path: Path) -> None:
    window, sheet = at_check
    _, path = printed(window, tmp_path)
    desk = window.session.desk
    factory.take(desk, SUBMITTED, "return", reason="批号写错")
    version = records.get(desk, SUBMITTED).version
    records.save(factory.seat(desk, "merch"), SUBMITTED, version, {"lot_no": "B260901"})
    drop(sheet, path)
    assert [card.label.text() for card in sheet.cards] == ["内容改过"]
    shown = {label.text() for label in sheet.cards[0].findChildren(QLabel)}
    assert {"不同的 1 处", "印出时", "现在", "B260901"} <= shown


def test_seal_that_only_bears_our_name_is_as_red_as_one_that_was_broken(qapp: QApplication) -> None:
    def looks(verdict: str, standing: str) -> tuple[str, str]:
        told = Checked(verdict, "不是本办公室盖的章", signed=(Signed("核准", "秦例五", "2026-11-22", "PIN", standing),))
        card = verdict_card.VerdictCard(told, print, print)
        stands = next(label for label in card.findChildren(QLabel) if label.text() == STANDINGS[standing])
        return card.label.styleSheet(), stands.property("look")

    red = looks(SEAL_BROKEN, SPOILT)
    assert tokens.BAD in red[0]
    assert looks(NAMESAKE_SEAL, NAMESAKE) == red
    assert looks(FOREIGN_SEAL, STRANGER) == (f"color: {tokens.INK_SOFT};", "soft"), "theirs, and they say so"


def test_nothing_typed_and_a_file_that_is_none_have_their_sentences(at_check, tmp_path: Path, in_dialog) -> None:
    _, sheet = at_check
    hands.click(sheet, "check")
    assert sheet.cards[0].label.text() == "查不到"
    strange = tmp_path / "说明.txt"
    strange.write_text("不是图", encoding="utf-8")
    told: list[str] = []
    in_dialog(lambda dialog: (told.append(hands.words(dialog)), dialog.accept()))
    drop(sheet, strange)
    assert "不是图片也不是 PDF" in told[0]
    assert sheet.begin.isEnabled()
