"""Every window keeps to the screen it appears on."""

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QScrollArea

from qcdesk.errors import Unavailable
from qcdesk.services.sheets import search
from ui.dialogs.fit import room
from ui.dialogs.frame import Dialog, sentence
from ui.dialogs.new_sheet import ChooseForm
from ui.dialogs.shortcuts import keys_card
from ui.pages.first_start import FirstStart
from ui.pages.system.people_deputies import DeputiesDialog
from ui.pages.system.people_hand import HandDialog
from ui.pages.trouble import Trouble
from ui.printing import job as jobs
from ui.printing.preview import Preview

LONG = "数据库服务器没有应答。请检查网络后再试，这次没有保存。" * 6


@pytest.fixture(params=[(960, 540), (1093, 614)], ids=["1080p at 200 %", "768p at 125 %"])
def screen(request, monkeypatch) -> QSize:
    """What a large scale leaves of a screen."""
    size = QSize(*request.param)
    monkeypatch.setattr(QScreen, "availableGeometry", lambda self: QRect(0, 0, size.width(), size.height()))
    return size


def fits(widget, screen: QSize, qtbot) -> bool:
    qtbot.addWidget(widget)
    widget.show()
    QApplication.processEvents()
    return widget.width() < screen.width() and widget.height() < screen.height() - 20


def test_the_preview_is_no_larger_than_the_screen(session, screen, qtbot) -> None:
    row = search.find(session.desk, search.Query()).rows[0]
    assert fits(Preview(None, session, jobs.of_record(session.desk, session.shelf, row.id, "zh")), screen, qtbot)


def test_the_card_of_keys_fits_and_what_does_not_scrolls(at_once, screen, qtbot) -> None:
    card = keys_card(None)
    assert fits(card, screen, qtbot)
    area = card.findChild(QScrollArea)
    assert area.verticalScrollBar().maximum() == 0
    told = {label.text() for label in card.findChildren(QLabel)}
    assert {"Ctrl+Delete", "删行", "Ctrl+Insert", "插行", "Ctrl+S", "F8", "Ctrl+0"} <= told


def test_the_first_pages_and_the_choice_of_forms_fit(session, screen, tmp_path, qtbot) -> None:
    for widget in (FirstStart(tmp_path, None), Trouble(tmp_path, Unavailable(LONG)), ChooseForm(None, session)):
        assert fits(widget, screen, qtbot)


def test_a_long_sentence_of_trouble_is_not_clipped(at_once, tmp_path, qtbot) -> None:
    page = Trouble(tmp_path, Unavailable(LONG))
    qtbot.addWidget(page)
    page.show()
    QApplication.processEvents()
    for label in page.findChildren(QLabel):
        if label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_what_is_higher_than_the_screen_scrolls_between_its_heading_and_its_buttons(screen, qtbot) -> None:
    dialog = Dialog(None, "拆机", "act", 420)
    editors = [QLineEdit() for _ in range(30)]
    for editor in editors:
        dialog.body.addWidget(editor)
    save = dialog.add_button("拆机", "do", dialog.accept, "main")
    editors[3].setFocus()
    assert fits(dialog, screen, qtbot)
    assert dialog.focusWidget() is editors[3]
    assert all(editor.height() >= editor.minimumSizeHint().height() for editor in editors)
    assert save.visibleRegion().boundingRect() == save.rect()
    assert dialog.findChild(QScrollArea).verticalScrollBar().maximum() > 0
    assert dialog.height() == room(dialog).height()
    dialog.close()


def test_a_dialog_is_as_high_as_its_words_take_at_its_width(screen, qtbot) -> None:
    dialog = Dialog(None, "签核结果", "outcome", 560)
    for number in range(6):
        dialog.body.addWidget(sentence(f"YC-202611-00{number} 现在“待核准”，这张单在您看过以后又改过，请重新看过再签"))
    dialog.add_button("知道了", "known", dialog.accept, "main")
    assert fits(dialog, screen, qtbot)
    assert dialog.height() == dialog.layout().totalHeightForWidth(dialog.width())
    dialog.close()


def test_a_dialog_that_has_room_does_not_scroll(screen, qtbot) -> None:
    dialog = Dialog(None, "借出", "act", 420)
    dialog.body.addWidget(QLineEdit())
    assert fits(dialog, screen, qtbot)
    assert dialog.findChild(QScrollArea) is None
    dialog.close()


def test_no_button_of_a_dialog_is_cut_for_the_width_it_was_given(session, qtbot) -> None:
    dialog = Dialog(None, "已存好", "saved", 420)
    qtbot.addWidget(dialog)
    dialog.body.addWidget(sentence("D:\\品管\\FG-202611-002 返工记录.pdf"))
    made = [dialog.add_button(said, said, dialog.accept) for said in ("送签…", "打开文件夹", "打开文件", "知道了")]
    dialog.show()
    QApplication.processEvents()
    assert all(button.width() >= button.sizeHint().width() for button in made)
    made[0].setText("签核已看过的 12 张单子")
    qtbot.waitUntil(lambda: all(button.width() >= button.sizeHint().width() for button in made))
    dialog.close()


@pytest.mark.parametrize("made", [HandDialog, DeputiesDialog])
def test_what_is_signed_and_who_signs_for_whom_is_asked_without_scrolling_at_150_percent(
    session, monkeypatch, qtbot, made
) -> None:
    monkeypatch.setattr(QScreen, "availableGeometry", lambda self: QRect(0, 0, 911, 512))
    dialog = made(None, session)
    assert fits(dialog, QSize(911, 512), qtbot)
    if isinstance(dialog, DeputiesDialog):
        dialog.also.setText("这些日子已经有人代王样六：" + "冯样七 代 王样六，《返工/返修记录表》；" * 9)
        QApplication.processEvents()
    assert dialog.findChild(QScrollArea) is None
    for editor in dialog.findChildren(QLineEdit):
        assert editor.visibleRegion().boundingRect() == editor.rect(), editor.objectName()
        assert editor.height() >= editor.minimumSizeHint().height(), editor.objectName()
    dialog.close()


def test_a_sentence_that_appears_does_not_squeeze_what_stands_there(session, qtbot) -> None:
    dialog = Dialog(None, "借出", "act", 420)
    qtbot.addWidget(dialog)
    editor, fault = QLineEdit(), sentence("", "fault")
    fault.hide()
    dialog.body.addWidget(editor)
    dialog.body.addWidget(fault)
    dialog.add_cancel()
    dialog.show()
    before = dialog.height()
    fault.setText("样品柜里至少要保留一个，" * 12)
    fault.show()
    qtbot.waitUntil(lambda: dialog.height() > before)
    assert editor.height() >= editor.minimumSizeHint().height()
    dialog.close()
