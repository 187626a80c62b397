"""改版 in the window: asked for with reason and PIN, what changed side by side, the old sheet a key away."""

import factory
import hands
import pytest
from drafts import put
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget

from forms import printing
from qcdesk.services.papers import copies, copy_list
from qcdesk.services.sheets import records, revisions
from ui.paper.compared import NOTHING, STILL
from ui.paper.side_panel import NEVER_AMENDED

WHY = "封存数量写错：柜里是 3 个"
SEATED = "pmgr"


@pytest.fixture
def label(session) -> int:
    session.desk = factory.seat(session.desk, SEATED)
    return factory.signed_label(session.desk, seal_qty=2)


def amend(desk, label: int, **changes: object) -> None:
    factory.take(desk, label, "revise", SEATED, WHY)
    put(desk, label, "qc", **changes)


def told(widget: QWidget, name: str) -> list[str]:
    return [cell.text() for cell in widget.findChildren(QWidget, name)]


def test_an_approved_sheet_is_amended_with_reason_and_pin(show, session, label, in_dialog) -> None:
    page = show(label)
    assert not page.steps.edition.isVisible()

    def sign(dialog) -> None:
        hands.commit(WHY, dialog.findChild(QWidget, "reason"))
        dialog.findChild(QWidget, "pin").setFocus()
        hands.commit(factory.PIN)
        hands.press(Qt.Key.Key_Return)

    page.findChild(QWidget, "step_more").click()
    in_dialog(sign)
    hands.click(page, "step_revise")
    now = records.get(session.desk, label)
    assert (now.state, now.amended) == ("draft", 1)
    assert page.steps.edition.text() == "改版 1 · 看改了什么"
    assert WHY in page.returned.words.text()


@pytest.mark.parametrize(("step", "todo"), [
    ("revise", "改版以后请收回，重新打印再签。"), ("void", "作废以后请收回，不用再签。"),
])  # fmt: skip
def test_papers_that_are_about_are_named_before_the_sheet_is_amended_or_made_void(
    show, session, label, in_dialog, step, todo
) -> None:
    desk = factory.seat(session.desk, "qc")
    sheet = printing.record_print(desk, factory.shelf(), label)
    for _ in range(3):
        printing.numbered(desk, sheet)
    first, _, third = copy_list.of_record(desk, label)
    copies.move(desk, [first.id, third.id], "archive", {"place": "A-3 盒"})
    copies.move(desk, [first.id], "take_out", {"holder": "王样六", "reason": "年度审核"})
    page, said = show(label), []
    page.findChild(QWidget, "step_more").click()
    in_dialog(lambda dialog: (said.append(hands.words(dialog)), dialog.reject()))
    hands.click(page, f"step_{step}")
    assert "还有纸在外面：第 1 份（已借出，王样六）、第 2 份（已打印，" in said[0]
    assert todo in said[0]
    assert "第 3 份" not in said[0]


def test_sheet_without_a_paper_about_says_nothing_of_papers(show, label, in_dialog) -> None:
    page, said = show(label), []
    page.findChild(QWidget, "step_more").click()
    in_dialog(lambda dialog: (said.append(hands.words(dialog)), dialog.reject()))
    hands.click(page, "step_revise")
    assert "纸" not in said[0]


def test_reason_of_several_lines_is_answered_with_ctrl_and_enter(show, session, label, in_dialog) -> None:
    page = show(label)

    def sign(dialog) -> None:
        dialog.findChild(QWidget, "pin").setText(factory.PIN)
        dialog.findChild(QWidget, "reason").setFocus()
        hands.commit(WHY)
        hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    page.findChild(QWidget, "step_more").click()
    in_dialog(sign)
    hands.click(page, "step_revise")
    assert records.get(session.desk, label).amended == 1
    assert page.returned.words.text().endswith(WHY)


def test_what_changed_stands_side_by_side_and_the_old_sheet_behind_a_button(show, session, label, in_dialog) -> None:
    amend(session.desk, label, seal_qty=3)
    page, seen = show(label), []

    def look_at_the_old(preview) -> None:
        seen.append(preview.job.edition)
        assert preview.windowTitle().endswith("不良样品封存标签-原单")
        preview.reject()

    def compare(dialog) -> None:
        assert told(dialog, "field") == ["数量"]
        assert (told(dialog, "before"), told(dialog, "after")) == (["2"], ["3"])
        assert STILL in hands.words(dialog)
        assert WHY in hands.words(dialog)
        in_dialog(look_at_the_old)
        dialog.findChild(QPushButton, "old_sheet").click()
        dialog.accept()

    page.steps.edition.setFocus()
    in_dialog(compare)
    hands.press(Qt.Key.Key_Space)
    assert seen == [0]


def test_two_of_several_editions_are_chosen(show, session, label, in_dialog) -> None:
    for pieces in (3, 4):
        amend(session.desk, label, seal_qty=pieces)
        factory.walk(session.desk, label, *factory.CHAIN)
    page = show(label)

    def compare(dialog) -> None:
        choice = dialog.findChild(QComboBox, "editions")
        said = [choice.itemText(at) for at in range(choice.count())]
        assert said == ["原单 → 改版 1", "改版 1 → 改版 2（现在）", "原单 → 改版 2（现在）"]
        assert (told(dialog, "before"), told(dialog, "after")) == (["3"], ["4"])
        choice.setCurrentIndex(2)
        QApplication.processEvents()
        assert told(dialog, "before")[-1:] == ["2"]
        dialog.accept()

    in_dialog(compare)
    page.steps.edition.click()


def test_an_edition_without_a_change_says_so(show, session, label, in_dialog) -> None:
    factory.take(session.desk, label, "revise", SEATED, WHY)
    page = show(label)

    def compare(dialog) -> None:
        assert told(dialog, "nothing") == [NOTHING]
        dialog.accept()

    in_dialog(compare)
    page.steps.edition.click()


def test_the_panel_lists_old_editions_and_teaches_where_there_are_none(show, session, label, in_dialog) -> None:
    page = show(label)
    page.findChild(QWidget, "tool_panel").click()
    assert NEVER_AMENDED in hands.words(page.panel)
    amend(session.desk, label, seal_qty=3)
    [old] = revisions.listed(session.desk, label)
    page.panel.show_editions([old])
    assert "原单　已被替代" in hands.words(page.panel)
    asked: list[int] = []
    page.panel.old_sheet_wanted.disconnect()
    page.panel.old_sheet_wanted.connect(asked.append)
    hands.click(page.panel, "old_0")
    assert asked == [0]
