"""工作台, 记录, 待签核: what one finds there, and how one gets to a sheet."""

import cases
import factory
import hands
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPushButton

from qcdesk.services.basics.pins import Proof
from qcdesk.services.sheets import approval, records, search
from ui.pages.columns import stands
from ui.pages.listing_export import Extract, written
from ui.pages.makers import own
from ui.pages.workbench import MOST_BUTTONS
from ui.tasks import Cancelled, Task


def numbers(listing) -> list[str]:
    return [listing.rows.index(row, 0).data() for row in range(listing.rows.rowCount())]


def test_the_workbench_shows_what_waits_for_me_and_enter_opens_it(seated, qtbot) -> None:
    window = seated("merchlead")
    page = window.shell.pages["workbench"]
    assert page.figures["waiting"].text() == "1"
    listing = page.waiting.listing
    assert numbers(listing)[0].startswith("YC-")
    qtbot.keyClick(listing, Qt.Key.Key_Return)
    assert window.shell.record.keeper.record.number == numbers(listing)[0]


def test_the_workbench_shows_my_drafts_alone(seated) -> None:
    page = seated("merch").shell.pages["workbench"]
    assert page.figures["drafts"].text() == "1"
    assert page.drafts.isVisible()
    assert not page.waiting.listing.isVisible()


def test_a_figure_leads_to_its_list(seated, qtbot) -> None:
    window = seated("merchlead")
    card = window.shell.pages["workbench"].figures["waiting"].parentWidget()
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert window.shell.here == "signing"


def test_a_button_of_the_workbench_begins_a_sheet(seated, qtbot) -> None:
    window = seated("qc")
    button = window.shell.pages["workbench"].findChild(QPushButton, "new_seal_label")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.shell.record.keeper.record.kind.code == "seal_label"


def test_a_step_taken_elsewhere_renews_the_workbench(seated) -> None:
    window = seated("merchlead")
    page = window.shell.pages["workbench"]
    waiting = page.waiting.listing.rows.rows[0]
    desk = window.session.desk
    window.session.tell(approval.take(desk, waiting.row.id, waiting.action, Proof("merchlead")))
    assert page.figures["waiting"].text() == "0"


def test_signing_lists_what_is_mine_to_sign(seated, qtbot) -> None:
    window = seated("merchlead")
    page = window.shell.go("signing")
    assert len(numbers(page.listing)) == 1
    hands.click(page, "open")
    assert window.shell.record is not None


def test_an_empty_signing_page_says_what_will_come(seated) -> None:
    page = seated("sales").shell.go("signing")
    assert page.stack.currentIndex() == 1


def test_the_list_narrows_while_one_types(seated, qtbot) -> None:
    page = seated("qc").shell.go("records")
    qtbot.waitUntil(lambda: page.model.total == 3)
    for words, left in (("yp-", 1), ("北望角", 1), ("bwj", 1), ("没有这个", 0), ("", 3)):
        page.filter.setText(words)
        qtbot.waitUntil(lambda left=left: page.model.total == left)
    assert page.count.text() == "3 张"


def test_chips_choose_forms_and_states(seated, qtbot) -> None:
    page = seated("qc").shell.go("records")
    chip = page.forms[0]
    chip.choices()["产品品质异常反馈处理表"].trigger()
    assert page.model.total == 2
    assert (chip.isChecked(), chip.text()) == (True, "产品品质异常反馈处理表 ▾")
    qtbot.mouseClick(page.states["草稿"], Qt.MouseButton.LeftButton)
    assert page.model.total == 1
    chip.choices()["不筛选"].trigger()
    assert (chip.isChecked(), chip.text()) == (False, "品质异常 ▾")
    qtbot.mouseClick(page.states["草稿"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.states["已核准"], Qt.MouseButton.LeftButton)
    assert numbers(page.listing)[0].startswith("YP-")


def test_a_chip_chooses_a_whole_group_of_forms(seated, qtbot) -> None:
    page = seated("qc").shell.go("records")
    page.forms[0].choices()["品质异常：全部 3 种"].trigger()
    assert page.model.total == 2
    page.forms[3].choices()["样品与标识：全部 3 种"].trigger()
    assert page.model.total == 3


def test_a_click_on_a_heading_sorts(seated, qtbot) -> None:
    page = seated("qc").shell.go("records")
    header = page.listing.horizontalHeader()
    place = header.viewport().rect().center()
    place.setX(header.sectionViewportPosition(2) + 20)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.model.query.order.lstrip("-") == "customer"
    first = page.model.query.order
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.model.query.order not in (first, "")


def test_a_long_list_is_read_as_it_is_scrolled_to(seated, qtbot) -> None:
    window = seated("merch")
    with window.session.desk.store.write():
        for _ in range(230):
            factory.draft(window.session.desk, values={"customer": "长名单"})
    page = window.shell.go("records")
    assert page.model.total == 233
    assert page.model.row(0) is not None
    assert page.model.row(225) is None
    qtbot.waitUntil(lambda: page.model.row(225) is not None)
    page.listing.scrollToBottom()


def test_a_double_click_opens_and_a_copy_is_a_new_draft(seated, qtbot) -> None:
    window = seated("merch")
    page = window.shell.go("records")
    qtbot.waitUntil(lambda: page.model.total == 3)
    place = page.listing.visualRect(page.model.index(1, 1)).center()
    qtbot.mouseClick(page.listing.viewport(), Qt.MouseButton.LeftButton, pos=place)
    chosen = page.listing.current()
    qtbot.mouseDClick(page.listing.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.shell.record.record_id == chosen.id
    window.shell.leave_record()
    hands.click(page, "copy")
    made = records.get(window.session.desk, window.shell.record.record_id)
    assert made.number is None
    assert made.values["customer"] == chosen.customer


def test_an_empty_list_says_what_to_do(seated, qtbot) -> None:
    page = seated("qc").shell.go("records")
    page.filter.setText("没有这个")
    qtbot.waitUntil(lambda: page.stack.currentIndex() == 1)
    assert "没有符合" in page.empty.title.text()
    qtbot.keyClick(page.filter, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == 0)


def test_an_untouched_draft_is_taken_up_instead_of_another(seated) -> None:
    window = seated("qc")
    desk = window.session.desk
    window.shell.new_sheet("rework_record")
    first = window.shell.record.record_id
    window.shell.record.leave()
    window.shell.new_sheet("rework_record")
    assert window.shell.record.record_id == first
    window.shell.record.leave()
    records.save(desk, first, 1, {"product_name": "脚踏"})
    window.shell.new_sheet("rework_record")
    assert window.shell.record.record_id != first


def test_enter_opens_the_only_sheet_that_is_left(seated, qtbot) -> None:
    window = seated("qc")
    page = window.shell.go("records")
    page.filter.setText("bwj")
    qtbot.keyClick(page.filter, Qt.Key.Key_Return)
    assert window.shell.record is not None


def test_the_next_person_finds_no_filter_of_the_one_before(seated) -> None:
    window = seated("qc")
    page = window.shell.go("records")
    page.filter.setText("bwj")
    window.seat("merch", factory.PIN)
    assert page.filter.text() == ""


def test_a_draft_that_came_back_says_why_and_from_whom(seated, qtbot) -> None:
    window = seated("qc")
    desk = window.session.desk
    made = factory.walk(desk, factory.draft(desk, "seal_label", factory.label(), by="qc"), "submit")
    view = records.get(desk, made)
    back = next(step for step in view.kind.workflow.from_state(view.state) if step.goes_back)
    factory.take(desk, made, back.action, reason="批号写错")
    page = window.shell.go("workbench")
    page.refresh()
    listing = page.drafts.listing
    told = [listing.rows.index(row, 4).data() for row in range(listing.rows.rowCount())]
    assert any("退回" in words and "批号写错" in words and "样" in words for words in told)


def buttons_to_begin(page) -> list[str]:
    """From left to right."""
    found = [one for one in page.findChildren(QPushButton) if one.objectName().startswith("new_") and one.isVisible()]
    return [one.objectName() for one in sorted(found, key=lambda one: (one.y(), one.x()))]


def own_codes(page) -> list[str]:
    return [f"new_{kind.code}" for kind in own(page.session.desk, page.session.shelf.kinds.current)]


@pytest.mark.parametrize("login", ["merch", "qc", "sales", "gm"])
def test_the_workbench_offers_a_few_of_a_persons_own_forms(seated, login) -> None:
    page = seated(login).shell.pages["workbench"]
    assert buttons_to_begin(page) == [*own_codes(page)[:MOST_BUTTONS], "new_other"]


def test_a_persons_own_forms_stand_out_among_the_forms(seated) -> None:
    page = seated("merch").shell.go("forms")
    found = {one.objectName(): one for one in page.findChildren(QPushButton) if one.objectName()[:4] == "new_"}
    assert {name for name, one in found.items() if one.property("look") == "main"} == set(own_codes(page))
    assert set(found) == {f"new_{kind.code}" for kind in page.session.shelf.kinds.current}


def test_the_list_as_narrowed_and_sorted_goes_to_excel(seated, qtbot, tmp_path, monkeypatch) -> None:
    page = seated("qc").shell.go("records")
    path = tmp_path / "记录.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    page.filter.setText("yc-")
    hands.click(page, "export")
    qtbot.waitUntil(path.exists)
    rows = [[box.value or "" for box in row] for row in load_workbook(path).active.iter_rows()]
    assert rows[0] == [column.title for column in page.model.columns]
    qtbot.waitUntil(lambda: page.model.total == len(rows) - 1)
    shown = [[column.text(page.model.row(at)) for column in page.model.columns] for at in range(page.model.total)]
    assert rows[1:] == shown
    saved = page.findChild(QDialog, "saved") or page.window().findChild(QDialog, "saved")
    assert saved is not None
    saved.accept()


def test_an_export_that_is_given_up_writes_nothing(seated, tmp_path) -> None:
    page = seated("qc").shell.go("records")
    path = tmp_path / "记录.xlsx"
    task = Task(lambda task: None)
    task.cancel()
    with pytest.raises(Cancelled):
        written(page.session.desk, Extract("记录", page.model.columns, page.model.find, page.model.query), path, task)
    assert not path.exists()


def test_a_case_in_the_list_is_opened_but_not_copied(seated, in_dialog) -> None:
    window = seated("sales")
    case = cases.received(window.session.desk)
    page = window.shell.go("records")
    before = page.model.total
    told: list[str] = []
    in_dialog(lambda dialog: (told.extend(one.text() for one in dialog.findChildren(QLabel)), dialog.accept()))
    page.copy(next(row for row in search.find(window.session.desk, search.Query()).rows if row.id == case))
    assert "案件不复制。有新的客诉或异常，请按 Ctrl+Shift+N 受理。" in told
    page.refresh()
    assert page.model.total == before


def test_an_empty_list_has_nothing_to_export(seated, qtbot) -> None:
    page = seated("qc").shell.go("records")
    page.filter.setText("没有这个")
    qtbot.waitUntil(lambda: not page.findChild(QPushButton, "export").isEnabled())


def test_a_draft_cut_off_while_it_was_typed_says_so(seated) -> None:
    window = seated("merch")
    desk = window.session.desk
    made = factory.draft(desk, values={})
    records.keep_working(desk, made, 1, {"customer": "云麓电动车"})
    page = window.shell.go("workbench")
    page.refresh()
    rows = page.drafts.listing.rows
    [at] = [row for row in range(rows.rowCount()) if rows.row(row).id == made]
    told = [rows.index(at, column).data() for column in range(rows.columnCount())]
    assert "云麓电动车" in told
    assert "有未保存的内容" in told
    assert stands(rows.row(at)) == "草稿 · 未保存"
