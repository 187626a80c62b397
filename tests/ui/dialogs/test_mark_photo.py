"""The defect spot marked on a photo: a ring, an arrow, a line; the first photo stays."""

import io

import hands
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from qcdesk.fields import Photos
from qcdesk.services.sheets import attaching
from ui.dialogs.mark_photo import ARROW, LINE, RED, RING, MarkPhoto, mark_photo, upright
from ui.pages.cases.photo_row import PhotoRow
from ui.paper.photo_actions import png_of


@pytest.fixture
def photo(session):
    """A grey picture in the store."""
    image = QImage(800, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("#808080"))
    return attaching.add_bytes(session.desk, png_of(image), "断裂处.jpg")


def drag(canvas, *places: tuple[float, float]) -> None:
    """Over the picture, in shares of its width and height."""
    area = canvas.place()
    points = [QPoint(int(area.left() + x * area.width()), int(area.top() + y * area.height())) for x, y in places]
    QTest.mousePress(canvas, hands.LEFT, pos=points[0])
    for point in points[1:]:
        QTest.mouseMove(canvas, point)
    QTest.mouseRelease(canvas, hands.LEFT, pos=points[-1])


def image_of(session, entry) -> QImage:
    return QImage.fromData(session.desk.attachments.get(entry["sha256"]))


def red_at(image: QImage, x: float, y: float) -> bool:
    around = [image.pixelColor(int(x * image.width()) + dx, int(y * image.height()) + dy)
              for dx in range(-4, 5) for dy in range(-4, 5)]  # fmt: skip
    return any(colour == RED for colour in around)


def test_a_ring_an_arrow_and_a_line_are_drawn_where_the_mouse_went(session, photo, in_dialog, qapp) -> None:
    parent = QWidget()

    def draw(dialog: MarkPhoto) -> None:
        assert dialog.canvas.tool == RING
        drag(dialog.canvas, (0.1, 0.1), (0.3, 0.3))
        dialog.findChild(QPushButton, f"tool_{ARROW}").click()
        drag(dialog.canvas, (0.9, 0.9), (0.6, 0.6))
        dialog.findChild(QPushButton, f"tool_{LINE}").click()
        drag(dialog.canvas, (0.1, 0.8), (0.2, 0.85), (0.3, 0.8))
        drag(dialog.canvas, (0.5, 0.5), (0.5, 0.5))
        assert len(dialog.canvas.marks) == 3
        dialog.findChild(QPushButton, "use_marked").click()

    in_dialog(draw)
    entry = mark_photo(parent, session, photo, False)
    assert entry["name"] == "断裂处（标注）.png"
    marked = image_of(session, entry)
    assert marked.size() == image_of(session, photo).size()
    assert red_at(marked, 0.2, 0.1)
    assert red_at(marked, 0.75, 0.75)
    assert red_at(marked, 0.2, 0.85)
    assert not red_at(marked, 0.2, 0.2)
    assert not red_at(image_of(session, photo), 0.2, 0.1)


def test_a_mark_is_taken_back_and_without_marks_there_is_no_new_photo(session, photo, in_dialog, qapp) -> None:
    def draw(dialog: MarkPhoto) -> None:
        use = dialog.findChild(QPushButton, "use_marked")
        assert not use.isEnabled()
        drag(dialog.canvas, (0.1, 0.1), (0.3, 0.3))
        assert use.isEnabled()
        dialog.findChild(QPushButton, "undo_mark").click()
        assert not dialog.canvas.marks
        assert not use.isEnabled()
        dialog.reject()

    in_dialog(draw)
    assert mark_photo(QWidget(), session, photo, False) is None


def test_a_digit_chooses_the_tool_at_once(session, photo, in_dialog, qapp, qtbot) -> None:
    def choose(dialog: MarkPhoto) -> None:
        qtbot.waitUntil(dialog.isActiveWindow)
        QTest.keyClick(dialog.canvas, Qt.Key.Key_2)
        assert dialog.canvas.tool == "arrow"
        dialog.reject()

    in_dialog(choose)
    assert mark_photo(QWidget(), session, photo, False) is None


def test_a_closed_photo_is_only_looked_at(session, photo, in_dialog, qapp) -> None:
    def look(dialog: MarkPhoto) -> None:
        drag(dialog.canvas, (0.1, 0.1), (0.3, 0.3))
        assert not dialog.canvas.marks
        assert dialog.findChild(QPushButton, "use_marked") is None
        dialog.reject()

    in_dialog(look)
    assert mark_photo(QWidget(), session, photo, True) is None


def test_the_marked_photo_hangs_beside_the_first(session, photo, in_dialog, qtbot) -> None:
    row = PhotoRow(session, Photos("description_photos", "照片"))
    qtbot.addWidget(row)
    row.put([photo])
    row.resize(600, 100)
    row.show()
    typed: list[object] = []
    row.typed.connect(typed.append)

    def draw(dialog: MarkPhoto) -> None:
        drag(dialog.canvas, (0.1, 0.1), (0.3, 0.3))
        dialog.findChild(QPushButton, "use_marked").click()

    in_dialog(draw)
    qtbot.mouseClick(row.findChild(QToolButton, "description_photos_1"), hands.LEFT)
    assert [entry["name"] for entry in row.value()] == ["断裂处.jpg", "断裂处（标注）.png"]
    assert typed == [row.value()]
    QTest.keyClick(row.findChild(QToolButton, "description_photos_1"), Qt.Key.Key_Delete)
    assert [entry["name"] for entry in row.value()] == ["断裂处（标注）.png"]


def test_a_photo_is_marked_as_it_was_held(qapp) -> None:
    """The camera's turn (EXIF orientation 6) stands in the file, not in its pixels."""
    made = io.BytesIO()
    turned = Image.Exif()
    turned[0x0112] = 6
    Image.new("RGB", (40, 20)).save(made, "JPEG", exif=turned)
    image = upright(made.getvalue())
    assert (image.width(), image.height()) == (20, 40)
    assert upright(b"no picture").isNull()
