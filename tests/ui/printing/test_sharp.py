"""The page in the preview is drawn for the very dots of the screen that it is seen with, on whatever screen."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from ui.printing import job as jobs
from ui.printing.paper_view import FINEST, PaperView
from ui.printing.preview import DPI, Preview

ANOMALY = 2
A4 = 210 / 25.4
RATIOS = (1.0, 1.5, 2.0)


@pytest.fixture
def opened(session, qtbot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Preview]]:
    """The preview of an A4 sheet on a screen of so many dots a point."""
    made: list[Preview] = []

    def opening(ratio: float = 1.0) -> Preview:
        monkeypatch.setattr(PaperView, "devicePixelRatioF", lambda _: ratio)
        made.append(Preview(None, session, jobs.of_record(session.desk, session.shelf, ANOMALY, "zh")))
        with qtbot.waitExposed(made[-1]):
            made[-1].show()
        return made[-1]

    yield opening
    for one in made:
        one.done(0)


def sharp(dialog: Preview) -> bool:
    return dialog.paper._sheet.sharp_at == dialog.paper.seen_with()


@pytest.mark.parametrize("ratio", RATIOS)
def test_a_page_has_one_dot_for_each_of_the_screen_s_at_every_size(opened, qtbot, ratio: float) -> None:
    dialog = opened(ratio)
    for percent in (0, 75, 200):
        if percent:
            dialog.paper.zoom_to(percent)
        qtbot.waitUntil(lambda: sharp(dialog))
        sheet = dialog.paper._sheet
        assert sheet.drawn.width() == pytest.approx(A4 * 96 * dialog.paper.percent / 100 * ratio, abs=1.5)
        assert sheet.drawn.width() == pytest.approx(sheet.page.width() * ratio, abs=1.5)
        assert sheet.drawn.devicePixelRatio() == ratio


def test_what_is_seen_is_what_was_drawn_dot_by_dot(opened, qtbot) -> None:
    dialog = opened()
    qtbot.waitUntil(lambda: sharp(dialog))
    sheet, inside = dialog.paper._sheet, QRect(60, 60, 300, 300)
    seen = sheet.grab(inside.translated(sheet.page.topLeft())).toImage()
    drawn = sheet.drawn.toImage().copy(inside)
    assert seen.convertToFormat(QImage.Format.Format_RGB32) == drawn.convertToFormat(QImage.Format.Format_RGB32)


def test_the_next_page_is_not_shown_as_the_one_before(opened, qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = opened()
    dialog.signatures.setCurrentIndex(dialog.signatures.findData("with"))
    dialog._tell_signatures()
    qtbot.waitUntil(lambda: sharp(dialog))
    before, leaf = dialog.paper._sheet.drawn.toImage(), dialog.leaves[0]
    dialog.thumbs.setCurrentRow(1)
    dialog._take(leaf, QImage(before), dialog.paper.seen_with())
    assert not sharp(dialog), "what was drawn of the page before comes too late"
    qtbot.waitUntil(lambda: sharp(dialog))
    assert dialog.paper._sheet.drawn.toImage() != before


def test_the_last_page_is_not_shown_where_none_is_chosen(opened, qtbot) -> None:
    dialog = opened()
    qtbot.waitUntil(lambda: sharp(dialog))
    shown = dialog.paper._sheet.drawn.cacheKey()
    dialog.thumbs.setCurrentRow(-1)
    dialog._take(dialog.leaves[-1], QImage(10, 10, QImage.Format.Format_RGB32), dialog.paper.seen_with())
    assert dialog.paper._sheet.drawn.cacheKey() == shown


def test_a_page_that_is_being_drawn_finer_is_given_up_when_all_are_drawn_anew(opened, qtbot) -> None:
    dialog = opened()
    qtbot.waitUntil(lambda: sharp(dialog))
    finer = dialog._finer
    dialog.draw()
    assert finer._stop.is_set()


def test_what_was_drawn_for_another_size_is_let_go_and_too_fine_a_page_is_not_asked_for(opened, qtbot) -> None:
    dialog = opened(3.0)
    dialog.paper.zoom_to(100)
    qtbot.waitUntil(lambda: sharp(dialog))
    dialog.paper.sharpen(QImage(10, 10, QImage.Format.Format_RGB32), DPI)
    assert dialog.paper._sheet.drawn.width() > 10
    dialog.paper.zoom_to(200)
    assert dialog.paper.seen_with() > FINEST
    assert not dialog.paper._settling.isActive()
    assert dialog.paper._sheet.drawn.width() == dialog.paper._sheet.picture.width()
