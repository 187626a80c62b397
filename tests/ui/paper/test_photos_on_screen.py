"""Photos under the words of a cell: dropped, looked at, turned over, taken away; and a file that is gone."""

import shutil

import factory
import hands
import pytest
from dropping import COPY, drop
from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

import resources
from qcdesk.services.sheets import attaching
from ui.paper.cells.note_cell import NoteCell
from ui.paper.entries import Spot
from ui.paper.photo_actions import chosen_files

Key = Qt.Key
NAMES = ("spindle-broken", "spindle-fracture", "reflector-amber", "length-short")


@pytest.fixture
def photos(session) -> list[dict[str, object]]:
    return [attaching.add_file(session.desk, resources.path(f"sample/photos/{name}.jpg")) for name in NAMES]


def opened(show, session, photos):
    page = show(factory.draft(session.desk, values={"description": "见照片", "description_photos": photos}))
    return page, hands.cell(page, "description_photos")


def test_a_dropped_file_hangs_in_the_cell(show, session, photos) -> None:
    page, strip = opened(show, session, photos[:2])
    assert drop(strip, resources.path("sample/photos/carton-torn.jpg")) == COPY
    assert strip.count == 3
    page.filling.undo()
    assert strip.count == 2


def test_a_file_dropped_on_the_words_hangs_under_them_and_stays_where_it_was(show, session, photos) -> None:
    page, strip = opened(show, session, photos[:2])
    note = hands.cell(page, "description")
    assert drop(note.viewport(), resources.path("sample/photos/carton-torn.jpg")) == COPY
    assert (strip.count, note.toPlainText()) == (3, "见照片")


def test_no_more_photos_than_the_cell_takes(show, session, photos) -> None:
    page, strip = opened(show, session, photos)
    assert not strip.add_button.isVisible()
    page._add_photos(strip, [resources.path("sample/photos/carton-torn.jpg")])
    assert "最多 4 张" in page.refused.words.text()


def test_the_cross_takes_a_photo_away(show, session, photos, qtbot) -> None:
    page, strip = opened(show, session, photos[:2])
    qtbot.mouseMove(strip, strip._boxes[0].center().toPoint())
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip._cross(0).center())
    assert [entry["name"] for entry in page.keeper.entries.value("description_photos")] == ["spindle-fracture.jpg"]


def test_a_photo_is_looked_at_large_and_turned_over(show, session, photos, qtbot) -> None:
    page, strip = opened(show, session, photos[:2])
    titles = []

    def turn() -> None:
        dialog = QApplication.activeModalWidget()
        titles.append(dialog.windowTitle())
        QTest.keyClick(dialog, Key.Key_Right)
        titles.append(dialog.windowTitle())
        QTest.keyClick(dialog, Key.Key_Escape)

    QTimer.singleShot(50, turn)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip._boxes[0].center().toPoint())
    assert titles == ["spindle-broken.jpg（1/2）", "spindle-fracture.jpg（2/2）"]
    assert page.isVisible()


def test_keys_choose_and_look(show, session, photos, qtbot, monkeypatch) -> None:
    page, strip = opened(show, session, photos[:3])
    seen = []
    monkeypatch.setattr(page, "_look", lambda strip, at: seen.append(at))
    strip.looked_at.connect(seen.append)
    strip.setFocus()
    hands.press(Key.Key_Right, times=2)
    QTimer.singleShot(50, lambda: QApplication.activeModalWidget() and QApplication.activeModalWidget().reject())
    hands.press(Key.Key_Return)
    assert 2 in seen


def test_files_are_chosen_by_key(show, session, monkeypatch) -> None:
    page, strip = opened(show, session, [])
    photo = resources.path("sample/photos/carton-torn.jpg")
    monkeypatch.setattr("ui.paper.record_page.chosen_files", lambda *_: [photo])
    page.view.go_to(Spot("description"))
    hands.press(Key.Key_Insert, Qt.KeyboardModifier.ControlModifier)
    assert strip.count == 1


def test_a_note_without_photos_refuses_them(show, session) -> None:
    page = show(factory.draft(session.desk, values={}))
    page._hang("perm_action", [])
    assert "不能放照片" in page.refused.words.text()


def test_a_lost_file_does_not_keep_the_sheet_from_opening(show, session, photos, qtbot) -> None:
    record = factory.draft(session.desk, values=factory.anomaly(description_photos=photos[:1]))
    shutil.rmtree(session.desk.home / "attachments")
    page = show(record)
    strip = hands.cell(page, "description_photos")
    page.grab()
    QApplication.processEvents()
    page.grab()
    assert strip.count == 1


def test_photos_of_a_signed_cell_stay(show, session, photos) -> None:
    record = factory.draft(session.desk, values=factory.anomaly(description_photos=photos[:1]))
    page = show(factory.walk(session.desk, record, "submit"))
    strip = hands.cell(page, "description_photos")
    strip.remove(0)
    assert strip.count == 1
    page._add_photos(strip, [])
    assert "不能加照片" in page.refused.words.text()


@pytest.mark.parametrize("hanging", [0, 1])
def test_a_photo_let_go_on_a_locked_place_is_refused_and_is_no_scan(show, session, photos, hanging: int) -> None:
    values = factory.anomaly(description="见照片", description_photos=photos[:hanging])
    page = show(factory.walk(session.desk, factory.draft(session.desk, values=values), "submit"))
    torn, strip = resources.path("sample/photos/carton-torn.jpg"), hands.cell(page, "description_photos")
    for place in (hands.cell(page, "description").viewport(), *([strip] if hanging else [])):
        page.refused.tell("")
        assert drop(place, torn) == COPY
        assert page.refused.words.text() == f"不能加照片：{strip.closed}"
        assert drop(place, torn.with_suffix(".pdf")) is None, "taken in as a scan below"
    assert (strip.count, strip.closed.endswith("签名（编制），要改请先退回")) == (hanging, True)


def test_a_photo_let_go_on_a_locked_cell_that_takes_none_is_left_to_the_window(show, session) -> None:
    page = show(factory.walk(session.desk, factory.draft(session.desk), "submit"))
    torn, notes = resources.path("sample/photos/carton-torn.jpg"), page.findChildren(NoteCell)
    assert {(note.hangs_photos, drop(note.viewport(), torn)) for note in notes} == {(True, COPY), (False, None)}


def test_the_picker_begins_in_the_folder_used_last(show, session, monkeypatch) -> None:
    asked = []
    photo = resources.path("sample/photos/carton-torn.jpg")

    def answer(parent, title, folder, kinds):
        asked.append(folder)
        return [str(photo)], kinds

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", answer)
    assert chosen_files(None, session) == [photo]
    chosen_files(None, session)
    assert asked[1] == str(photo.parent) != asked[0]


def test_the_defect_spot_is_marked_on_a_photo_of_a_sheet_and_the_first_stays(show, session, photos, in_dialog) -> None:
    page, strip = opened(show, session, photos[:2])

    def draw(dialog) -> None:
        dialog.canvas.marks.append(("ring", (QPointF(10, 10), QPointF(90, 80))))
        dialog.accept()

    in_dialog(draw)
    strip.menu(0).actions()[1].trigger()
    names = [entry["name"] for entry in page.keeper.entries.value("description_photos")]
    assert names == ["spindle-broken.jpg", "spindle-broken（标注）.png", "spindle-fracture.jpg"]
    page.filling.undo()
    assert strip.count == 2


def test_a_photo_is_marked_by_key_and_given_up_without_a_trace(show, session, photos, in_dialog) -> None:
    _, strip = opened(show, session, photos[:1])
    seen = []
    strip.setFocus()
    in_dialog(lambda dialog: (seen.append(dialog.objectName()), dialog.reject()))
    hands.press(Key.Key_M)
    assert seen == ["mark_photo"]
    assert strip.count == 1


def test_a_full_cell_says_that_the_marked_photo_needs_room(show, session, photos) -> None:
    page, strip = opened(show, session, photos)
    page._mark(strip, 0)
    assert "请先拿掉一张" in page.refused.words.text()
    assert strip.count == 4


def test_a_photo_of_a_closed_cell_is_only_looked_at(show, session, photos) -> None:
    _, strip = opened(show, session, photos[:1])
    strip.close_with("已签名，不能改")
    assert [act.isEnabled() for act in strip.menu(0).actions()] == [True, False, False]
