"""Photos of a case: what turns up after a signature, and the spot that is marked for the 8D."""

from pathlib import Path

import cases
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QWidget

from qcdesk.services.cases import casework
from qcdesk.services.sheets import records


def desk_of(person):
    return person.window.session.desk


def rows_of(page):
    page.go_to("photos")
    return next(one for one in page.pages if one.NAME == "photos").rows


def taken(folder: Path, name: str) -> None:
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(0x808080)
    image.save(str(folder / name))


def test_what_is_photographed_after_the_registration_is_hung_up_as_evidence(person, tmp_path) -> None:
    case = cases.registered(desk_of(person))
    taken(tmp_path, "到货复检.png")
    page = person.at("wh", case)
    evidence = rows_of(page)["evidence_photos"]
    assert not evidence.closed
    evidence.add([tmp_path / "到货复检.png"])
    held = records.get(desk_of(person), case).values["evidence_photos"]
    assert [entry["name"] for entry in held] == ["到货复检.png"]


def test_a_spot_marked_on_a_locked_photo_leads_the_8d(person, tmp_path, in_dialog) -> None:
    desk = desk_of(person)
    taken(tmp_path, "断口.png")
    page = person.at("sales", cases.received(desk))
    rows = rows_of(page)
    rows["description_photos"].add([tmp_path / "断口.png"])
    cases.step(desk, page.record_id, "register", "qc", **cases.JUDGED)
    page = person.at("qc", page.record_id)
    rows = rows_of(page)
    assert rows["description_photos"].closed

    def mark(dialog) -> None:
        canvas = dialog.canvas
        canvas.marks.append(("ring", (QPointF(50, 50), QPointF(150, 150))))
        dialog.accept()

    in_dialog(mark)
    rows["description_photos"]._open(0)
    assert [entry["name"] for entry in rows["evidence_photos"].value()] == ["断口（标注）.png"]
    sheet = casework.open_sheet(desk_of(person), page.record_id, "car_8d").record
    hung = records.get(desk_of(person), sheet).values["problem_photos"]
    assert [entry["name"] for entry in hung] == ["断口（标注）.png", "断口.png"]


def test_what_turned_up_later_is_written_beside_its_photos_until_the_end_of_the_case(person, qtbot) -> None:
    desk = desk_of(person)
    case = cases.registered(desk)
    page = person.at("wh", case)
    page.go_to("photos")
    note = page.photos.findChild(QWidget, "evidence")
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
    page = person.at("wh", cases.registered(desk_of(person)))
    page.go_to("photos")
    note = page.photos.findChild(QWidget, "evidence")
    note.setPlainText("裂纹\U0001f600")
    assert page.photos.findChild(QLabel, "fault_evidence").isVisible()
    page.go_to("next")
    qtbot.keyClick(page, Qt.Key.Key_F8)
    assert page.tab == "photos"
    note.setPlainText("裂纹")
    assert not page.photos.findChild(QLabel, "fault_evidence").isVisible()
