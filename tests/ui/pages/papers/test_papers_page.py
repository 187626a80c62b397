"""纸上送签 in the real window: found, ticked, sent, brought back, archived, chased; the record shows its copies."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import factory
import hands
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from forms import printing
from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.services.papers import blanks, chasing, copies, copy_list
from qcdesk.services.papers.blanks import Laid
from qcdesk.services.sheets import records
from ui.pages.papers import act_dialog
from ui.pages.papers.act_dialog import do_act
from ui.pages.papers.held import of_record, remark, where
from ui.printing.preview import Preview

CTRL = Qt.KeyboardModifier.ControlModifier


def printed(desk: Desk, record: int, count: int = 1) -> list[int]:
    made = printing.record_print(desk, factory.shelf(), record)
    return [copy.id for one in printing.numbered(factory.seat(desk, "merch"), made, count) for copy in one.copies]


@pytest.fixture
def page(seated: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Three copies of the anomaly sheet; the first was sent to 王样六 five days ago."""
    window = seated("merch")
    desk = window.session.desk
    now = Clock.now
    monkeypatch.setattr(Clock, "now", lambda clock: now(clock) - timedelta(days=5))
    first = printed(desk, 2)
    copies.move(factory.seat(desk, "merch"), first, "send", {"holder": "王样六"})
    monkeypatch.setattr(Clock, "now", now)
    window.made = [*first, *printed(desk, 2, 2)]
    page = window.shell.go("papers")
    page.window_ = window
    return page


def shown(page: Any) -> list[int]:
    return [held.copy.id for held in page.listing.rows.rows]


def states(page: Any) -> list[str]:
    return [copy_list.get(page.session.desk, one).state for one in page.window_.made]


def test_copies_are_found_by_words_and_by_state_as_one_types(page: Any, qtbot: Any) -> None:
    made = page.window_.made
    assert shown(page) == made
    assert [page.chips[name].text() for name in ("open", "printed", "sent", "every")] == [
        "还没归档 3", "已打印 2", "送签、领用、借出 1", "全部 3",
    ]  # fmt: skip
    page.filter.setText("王样六")
    qtbot.waitUntil(lambda: shown(page) == made[:1])
    page.filter.setText("没有这个")
    qtbot.waitUntil(lambda: shown(page) == [])
    assert page.empty.title.text() == "没有符合的打印份"
    hands.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: shown(page) == made)
    hands.click(page, "show_printed")
    assert shown(page) == made[1:]


def test_several_are_ticked_and_sent_by_keyboard_alone(page: Any, in_dialog: Any, qtbot: Any) -> None:
    hands.click(page, "show_printed")
    page.listing.setFocus()
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Space)
    assert page.chosen.text() == "已选 2 份"

    def fill(dialog: Any) -> None:
        hands.press(Qt.Key.Key_Return, CTRL)
        assert "交给谁" in dialog.fault.text()
        dialog.form.editors["holder"].put("财务卫样十")
        hands.press(Qt.Key.Key_Return, CTRL)

    in_dialog(fill)
    hands.press(Qt.Key.Key_F6)
    assert states(page) == ["sent", "sent", "sent"]
    assert page.listing.ticked == set()
    page._only("sent")
    qtbot.keyClick(page.listing, Qt.Key.Key_A, CTRL)
    in_dialog(lambda dialog: hands.click(dialog, "do"))
    hands.click(page, "act_back")
    assert states(page) == ["back"] * 3


def test_what_the_list_cuts_of_the_row_at_the_cursor_stands_whole_below_it(page: Any) -> None:
    first, _, third = page.window_.made
    reason = "一车间搬线时找不到了，已问过班长和理货员，都说没有见过这一份，重新打印一份补签"
    copies.move(factory.seat(page.session.desk, "merch"), [third], "lose", {"reason": reason})
    page._only("every")
    number = page.listing.rows.rows[0].copy.number
    for copy, told in ((first, "第 1 份　产品品质异常反馈处理表 · 王样六"),
                       (third, f"第 3 份　重印　产品品质异常反馈处理表 · {reason}")):  # fmt: skip
        page.listing.selectRow(shown(page).index(copy))
        assert page.detail.text() == f"{number} {told}"
    assert page.detail.height() >= page.detail.heightForWidth(page.detail.width())
    page.filter.setText("没有这个")
    page.refresh()
    assert page.detail.text() == ""


def test_acts_that_do_not_fit_say_why(page: Any) -> None:
    page.listing.selectRow(0)
    assert not page.acts["archive"].isEnabled()
    assert page.acts["archive"].toolTip().endswith("第 1 份送签中，在王样六处，不能归档：纸回来了，先点“签回”")
    assert page.acts["send"].toolTip() == "送签（F6）"


def test_whoever_has_had_one_too_long_stands_in_red_and_narrows_the_list(page: Any, in_dialog: Any) -> None:
    (card,) = page.chase.findChildren(QPushButton, "chased")
    assert card.told.text() == "王样六\n1 份，最久 5 天，该催了"
    card.click()
    assert (shown(page), page.only) == (page.window_.made[:1], "sent")
    in_dialog(lambda preview: (_sees_pages(preview), preview.reject()))
    hands.click(page, "chase_sheet")


def _sees_pages(preview: Any) -> None:
    assert isinstance(preview, Preview)
    assert preview.thumbs.count() == 1


@pytest.mark.parametrize("size", [(1092, 590), (910, 490)])
def test_number_state_and_holder_are_whole_on_a_small_screen_and_what_is_said_of_him_too(page, qtbot, size) -> None:
    factory.take(page.session.desk, 2, "void", "merch", reason="重复开单")
    page.window_.resize(*size)
    shell, listing = page.window_.shell, page.listing
    qtbot.waitUntil(lambda: (shell.width(), shell.height()) == size and page.width() > size[0] - 100)
    page.refresh()
    for at, column in enumerate(listing.rows.columns):
        if column.title in ("编号", "份", "状态", "在哪里", "天数"):
            assert listing.columnWidth(at) >= listing.widths._wants[column.title], column.title
    card = page.chase.findChildren(QPushButton, "chased")[-1]
    qtbot.waitUntil(lambda: card.told.height() >= card.told.heightForWidth(card.told.width()))
    assert card.contentsRect().contains(card.told.geometry())


def test_late_days_are_the_administrators(page: Any) -> None:
    desk = page.session.desk
    assert not page.chase._change.isVisible()
    page.session.tell(chasing.change_late_days(factory.seat(desk, "admin"), 9))
    card = page.chase.findChildren(QPushButton, "chased")[-1]
    assert card.told.text().endswith("最久 5 天")


def test_list_is_exported_as_it_is_narrowed(page: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    path = tmp_path / "清单.xlsx"
    monkeypatch.setattr("ui.pages.listing_export.ask_file", lambda *_: path)
    monkeypatch.setattr("ui.pages.listing_export.said_where", lambda *_: type("", (), {"open": lambda _: None})())
    hands.click(page, "show_sent")
    hands.click(page, "export")
    rows = list(load_workbook(path).active.iter_rows(values_only=True))
    assert rows[0][:5] == ("编号", "表单", "份", "状态", "在哪里")
    assert [row[4] for row in rows[1:]] == ["王样六"]


def test_blank_that_was_not_used_goes_with_its_record(page: Any, in_dialog: Any) -> None:
    session = page.session
    (one,) = blanks.reserve(session.desk, "rework_record", 1, "一车间", Laid(1, {"pages": []}, "zh"))
    page.refresh()
    told = [card.told.text() for card in page.chase.findChildren(QPushButton, "chased")]
    assert "一车间\n1 份，最久 0 天，\n空白单，不催签" in told
    at = shown(page).index(one.copy.id)
    page.listing.selectRow(at)

    def fill(dialog: Any) -> None:
        dialog.form.editors["reason"].put("多印了")
        hands.click(dialog, "do")

    in_dialog(fill)
    hands.click(page, "act_spoil")
    assert records.get(session.desk, one.record.id).state == "void"


def test_paper_that_signatures_rest_on_is_not_asked_why_it_is_to_be_void(page, in_dialog, monkeypatch) -> None:
    copy = copy_list.get(page.session.desk, page.window_.made[0])
    rests = type("", (), {"name": "王样六", "copy": copy.id})
    monkeypatch.setattr(copies.signing, "live", lambda *_: [rests])
    told: list[str] = []
    in_dialog(lambda dialog: (told.append(hands.words(dialog)), hands.click(dialog, "ok")))
    assert not do_act(page, page.session, next(act for act in copy_list.ACTS if act.name == "spoil"), [copy])
    assert "王样六的签名已经认下，纸是它们的依据，不能作废" in told[0]


def test_spoiling_says_what_will_happen_to_these_copies(page: Any) -> None:
    session, spoil = page.session, next(act for act in copy_list.ACTS if act.name == "spoil")
    (one,) = blanks.reserve(session.desk, "rework_record", 1, "一车间", Laid(1, {"pages": []}, "zh"))
    sheet, blank = copy_list.get(session.desk, page.window_.made[1]), copy_list.get(session.desk, one.copy.id)
    said = [hands.words(act_dialog.CopyActDialog(page, session, spoil, chosen))
            for chosen in ([sheet], [blank], [sheet, blank])]  # fmt: skip
    assert ["单子本身不动" in words for words in said] == [True, False, True]
    assert ["记录一起作废" in words for words in said] == [False, True, True]
    assert f"{blank.named}：空白编号单没有用过" in said[2]


def test_why_a_copy_is_void_stands_whole_among_the_remarks(page: Any) -> None:
    desk, copy = page.session.desk, page.window_.made[1]
    copies.move(factory.seat(desk, "merch"), [copy], "spoil", {"reason": "打印机卡纸，下半页没有印出来"})
    factory.take(desk, 2, "void", "merch", reason="重复开单")
    held = next(one for one in of_record(desk, 2) if one.copy.id == copy)
    assert (where(held), remark(held)) == ("", "打印机卡纸，下半页没有印出来；单子已作废")


def test_record_shows_who_has_its_paper_and_moves_it_from_there(page: Any, in_dialog: Any) -> None:
    record = page.window_.shell.open_record(2)
    sent, _, printed = record.copies.strip.words.text().partition("；")
    assert (sent, "已打印" in printed) == ("第 1 份　送签中 · 王样六 · 5 天", True)
    hands.click(record.copies.strip, "see_copies")
    in_dialog(lambda dialog: hands.click(dialog, "do"))
    hands.click(record.panel, "copy_1_back")
    assert states(page)[0] == "back"
    assert record.copies.strip.words.text().startswith("第 3 份")
    assert record.panel.findChild(QPushButton, "copy_1_archive") is not None


def test_paper_of_a_void_sheet_is_told_wherever_it_is_listed_as_one_to_fetch(page: Any) -> None:
    factory.take(page.session.desk, 2, "void", "merch", reason="重复开单")
    page.refresh()
    listed = [(held.late, remark(held)) for held in page.listing.rows.rows]
    assert listed == [(False, "请收回，不用再签：单子已作废")] * 3
    card = page.chase.findChildren(QPushButton, "chased")[-1]
    assert card.told.text() == "王样六\n1 份，最久 5 天，请收回"
    record = page.window_.shell.open_record(2)
    assert "第 1 份　送签中 · 王样六 · 5 天 · 请收回，不用再签：单子已作废" in record.copies.strip.words.text()
    hands.click(record.copies.strip, "see_copies")
    card = record.panel.findChild(QWidget, "copy_1")
    assert "请收回，不用再签：单子已作废" in [label.text() for label in card.findChildren(QLabel)]


def test_enter_goes_from_field_to_field_and_behind_the_last_one_to_the_act(page, in_dialog) -> None:
    here = []

    def fill(dialog) -> None:
        reason = dialog.form.editors["reason"]
        reason.setFocus()
        reason.setText("印错了纸")
        hands.press(Qt.Key.Key_Return)
        here.append(hands.focused().objectName())
        hands.press(Qt.Key.Key_Return)
        here.append(dialog.result())

    page.listing.selectRow(0)
    chosen = page.listing.current().copy
    in_dialog(fill)
    act = next(act for act in copy_list.ACTS if act.name == "spoil")
    assert do_act(page, page.session, act, [chosen])
    assert here == ["do", 1]
    assert copy_list.get(page.session.desk, chosen.id).reason == "印错了纸"


def test_borrowed_paper_that_comes_back_is_to_be_put_away_again(page, in_dialog) -> None:
    desk, one = page.session.desk, page.window_.made[1]
    copies.move(desk, [one], "archive", {"place": "2026 品质盒 03"})
    copies.move(desk, [one], "take_out", {"holder": "外审员", "reason": "年度审核"})
    said = []
    in_dialog(lambda dialog: (said.extend(label.text() for label in dialog.findChildren(QLabel)), dialog.reject()))
    do_act(page, page.session, next(act for act in copy_list.ACTS if act.name == "back"), [copy_list.get(desk, one)])
    assert act_dialog.LENT_BACK in said
    assert act_dialog.HINTS["back"] not in said
