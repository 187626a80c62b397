"""Photos of a case: saved as they are hung up, taken after a signature too, and the spot marked for the 8D."""

from pathlib import Path

import cases
import hands
from dropping import COPY, drop
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QWidget

from qcdesk.services.cases import casework
from qcdesk.services.papers import scan_list
from qcdesk.services.sheets import records


def taken(folder: Path, name: str) -> None:
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(0x808080)
    image.save(str(folder / name))


def test_photos_hung_up_on_their_tab_are_saved_at_once(person, tmp_path) -> None:
    case = cases.registered(person.desk)
    taken(tmp_path, "断口.png")
    page = person.at("pemgr", case)
    rows = person.tab(page, "photos").rows
    assert rows["description_photos"].closed
    rows["cause_photos"].add([tmp_path / "断口.png"])
    assert [entry["name"] for entry in records.get(person.desk, case).values["cause_photos"]] == ["断口.png"]


def test_photo_dropped_on_its_tab_is_hung_up_and_its_file_not_moved(person, tmp_path) -> None:
    case = cases.registered(person.desk)
    taken(tmp_path, "断口.png")
    page = person.at("pemgr", case)
    rows = person.tab(page, "photos").rows
    assert drop(rows["cause_photos"], tmp_path / "断口.png") == COPY
    assert [entry["name"] for entry in records.get(person.desk, case).values["cause_photos"]] == ["断口.png"]


def test_photo_dropped_on_a_locked_row_is_refused_with_why(person, tmp_path, in_dialog) -> None:
    taken(tmp_path, "断口.png")
    page = person.at("pemgr", cases.registered(person.desk))
    row = person.tab(page, "photos").rows["description_photos"]
    said: list[str] = []
    in_dialog(lambda dialog: (said.append(hands.words(dialog)), dialog.accept()))
    assert drop(row, tmp_path / "断口.png") == COPY
    assert f"不能加照片：{row.closed}" in said[0]
    assert row.value() is None
    assert scan_list.listed(person.desk) == []


def test_what_is_photographed_after_the_registration_is_hung_up_as_evidence(person, tmp_path) -> None:
    case = cases.registered(person.desk)
    taken(tmp_path, "到货复检.png")
    page = person.at("wh", case)
    evidence = person.tab(page, "photos").rows["evidence_photos"]
    assert not evidence.closed
    evidence.add([tmp_path / "到货复检.png"])
    held = records.get(person.desk, case).values["evidence_photos"]
    assert [entry["name"] for entry in held] == ["到货复检.png"]


def test_a_spot_marked_on_a_locked_photo_leads_the_8d(person, tmp_path, in_dialog) -> None:
    desk = person.desk
    taken(tmp_path, "断口.png")
    page = person.at("sales", cases.received(desk))
    rows = person.tab(page, "photos").rows
    rows["description_photos"].add([tmp_path / "断口.png"])
    cases.step(desk, page.record_id, "register", "qc", **cases.JUDGED)
    page = person.at("qc", page.record_id)
    rows = person.tab(page, "photos").rows
    assert rows["description_photos"].closed

    def mark(dialog) -> None:
        canvas = dialog.canvas
        canvas.marks.append(("ring", (QPointF(50, 50), QPointF(150, 150))))
        dialog.accept()

    in_dialog(mark)
    rows["description_photos"]._open(0)
    assert [entry["name"] for entry in rows["evidence_photos"].value()] == ["断口（标注）.png"]
    sheet = casework.open_sheet(person.desk, page.record_id, "car_8d").record
    hung = records.get(person.desk, sheet).values["problem_photos"]
    assert [entry["name"] for entry in hung] == ["断口（标注）.png", "断口.png"]


def test_what_turned_up_later_is_written_beside_its_photos_until_the_end_of_the_case(person, qtbot) -> None:
    desk = person.desk
    case = cases.registered(desk)
    page = person.at("wh", case)
    note = person.tab(page, "photos").findChild(QWidget, "evidence")
    assert not note.closed
    qtbot.keyClicks(note, "bu liang 2 fu")
    note.setPlainText("到货复检：另有 2 付芯轴有裂纹")
    page.go_to("overview")
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert cases.value(desk, case, "evidence") == "到货复检：另有 2 付芯轴有裂纹"
    closed = person.at("wh", cases.closed(desk))
    closed.go_to("photos")
    assert closed.photos.findChild(QWidget, "evidence").closed


def test_a_sign_that_cannot_be_printed_is_told_beside_the_words(person, qtbot) -> None:
    page = person.at("wh", cases.registered(person.desk))
    note = person.tab(page, "photos").findChild(QWidget, "evidence")
    note.setPlainText("裂纹\U0001f600")
    assert page.photos.findChild(QLabel, "fault_evidence").isVisible()
    page.go_to("next")
    qtbot.keyClick(page, Qt.Key.Key_F8)
    assert page.tab == "photos"
    note.setPlainText("裂纹")
    assert not page.photos.findChild(QLabel, "fault_evidence").isVisible()
