"""What is let go over a widget is taken as a copy, or left to what lies below."""

from pathlib import Path

import pytest
from dropping import COPY, drop, hover, leave, let_go, of_files
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QDragMoveEvent, QImage
from PySide6.QtWidgets import QWidget

from ui.drops import Drops, DropSign, local_files, photographed, pictured


@pytest.fixture
def widget(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.taken = []
    made.sign = DropSign(made, "松手就放下")
    Drops(made, local_files, lambda mime: made.taken.extend(local_files(mime)), made.sign)
    made.show()
    return made


def test_files_are_taken_as_a_copy_though_a_move_was_proposed(widget, tmp_path: Path) -> None:
    assert drop(widget, tmp_path / "扫描.pdf", tmp_path / "照片.jpg") == COPY
    assert widget.taken == [tmp_path / "扫描.pdf", tmp_path / "照片.jpg"]


def test_it_is_said_what_becomes_of_files_while_they_hover(widget, tmp_path: Path) -> None:
    mime = of_files(tmp_path / "扫描.pdf")
    assert [hover(widget, mime), hover(widget, mime, QDragMoveEvent)] == [COPY, COPY]
    assert (widget.sign.isVisible(), widget.sign.geometry()) == (True, widget.rect())
    widget.resize(640, 400)
    assert widget.sign.geometry() == widget.rect()
    leave(widget)
    assert not widget.sign.isVisible()
    hover(widget, mime)
    let_go(widget, mime)
    assert (widget.sign.isVisible(), len(widget.taken)) == (False, 1)


def test_what_is_not_wanted_is_left_without_a_word(widget) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.com/照片.jpg")])
    assert (hover(widget, mime), widget.sign.isVisible(), widget.taken) == (None, False, [])


def test_picture_out_of_another_window_is_one_too(tmp_path: Path) -> None:
    mime = QMimeData()
    assert not pictured(mime)
    mime.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    assert pictured(mime)
    assert pictured(of_files(tmp_path / "照片.jpg"))


@pytest.mark.parametrize(
    ("names", "may_be"),
    [(["照片.jpg"], True), (["扫描.PDF", "照片.png"], True), (["扫描.pdf"], False), (["a.TIF", "b.tiff"], False)],
)
def test_what_scanners_alone_write_is_no_photo(names: list[str], may_be: bool, tmp_path: Path) -> None:
    assert photographed(of_files(*(tmp_path / name for name in names))) is may_be
    nothing, image = QMimeData(), QMimeData()
    image.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    assert [photographed(nothing), photographed(image)] == [False, True]
