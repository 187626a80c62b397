"""Whatever the screen, nothing of the page is cut off, and whoever cannot see it hears every part by its name."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import hands
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QScrollArea, QTableView, QWidget

from qcdesk.services.papers import scans
from qcdesk.services.papers.placing import FLAGS, Seen
from ui.pages.widths import CHIP, PAD
from ui.style import tokens
from ui.style.dress import face

SCALES = pytest.mark.parametrize("size", [(1366, 768), (1093, 614), (911, 512)], ids=["100%", "125%", "150%"])
SPOKEN = (QAbstractButton, QComboBox, QLineEdit, QTableView)


def shown(page: Any) -> list[QWidget]:
    """Without the inner parts of editors and lists."""
    found = [one for kind in SPOKEN for one in page.findChildren(kind) if one.isVisible()]
    return [one for one in found if not isinstance(one.parent(), SPOKEN)]


def across(widget: QWidget, page: Any) -> tuple[int, int]:
    left = widget.mapTo(page, QPoint()).x()
    return left, left + widget.width()


@SCALES
@pytest.mark.parametrize("chip", ["todo", "confirm", "filed"])
def test_nothing_is_cut_off_on_a_small_screen_at_any_scale(page: Any, size: tuple[int, int], chip: str) -> None:
    hands.click(page, f"scans_{chip}")
    settled(page, size)
    for one in shown(page):
        left, right = across(one, page)
        assert 0 <= left < right <= page.width(), f"{one.objectName()} {left} {right} of {page.width()}"
        assert one.width() >= one.minimumSizeHint().width() or isinstance(one, QTableView), one.objectName()
    for area in page.findChildren(QScrollArea):
        assert not area.horizontalScrollBar().isVisible(), area.objectName()


def test_why_a_page_waits_and_which_copy_it_is_are_read_whole(page: Any) -> None:
    hands.click(page, "scans_every")
    copied = next(item for item in page._found.items if item.copy)
    strange = next(item for item in page._found.items if not item.copy)
    shown = [copied, *(replace(strange, scan=replace(strange.scan, flag=flag)) for flag in FLAGS)]
    page.listing.rows.put(shown)
    QApplication.processEvents()
    for at, column in enumerate(page.listing.rows.columns):
        metrics = QFontMetrics(face(tokens.TEXT_SMALL if column.tone else tokens.TEXT))
        needed = max(metrics.horizontalAdvance(column.text(item)) for item in shown) + 2 * PAD
        needed += CHIP if column.tone else 0
        assert page.listing.isColumnHidden(at) or page.listing.columnWidth(at) >= needed, column.title


def settled(page: Any, size: tuple[int, int]) -> None:
    page.window_.resize(*size)
    for _ in range(5):
        QApplication.processEvents()


@SCALES
def test_copies_are_read_whole_at_any_scale_and_states_as_far_as_there_is_room(
    page: Any, size: tuple[int, int]
) -> None:
    hands.click(page, "scans_every")
    settled(page, size)
    shown = page.listing.rows.rows
    assert page.listing.isColumnHidden(0) == (size == (911, 512))
    below = page.listing.rows.index(0, 1).data() == f"{shown[0].whose}\n{shown[0].said}"
    tall = page.listing.rowHeight(0) > tokens.ROW
    assert (below, tall) == (size == (911, 512),) * 2, "the state is read without the mouse"
    assert page.listing.rows.index(0, 1).data(Qt.ItemDataRole.ToolTipRole).endswith(f"：{shown[0].said}")
    for at, column in enumerate(page.listing.rows.columns[:3]):
        if page.listing.isColumnHidden(at):
            continue
        metrics = QFontMetrics(face(tokens.TEXT_SMALL if column.tone else tokens.TEXT))
        needed = max(metrics.horizontalAdvance(column.text(item)) for item in shown) + 2 * PAD
        assert page.listing.columnWidth(at) >= needed + (CHIP if column.tone else 0), column.title


@SCALES
def test_nothing_lies_on_something_else_and_no_button_moves_when_something_is_refused(
    page: Any, size: tuple[int, int]
) -> None:
    settled(page, size)
    card = page.flagged
    stood = [one.mapTo(page, QPoint()) for one in (card.file, card.dismiss)]
    hands.click(card, "dismiss_page")
    settled(page, size)
    assert card.fault.isVisible()
    assert [one.mapTo(page, QPoint()) for one in (card.file, card.dismiss)] == stood
    view = card._window.viewport()
    assert view.rect().contains(card.fault.mapTo(view, card.fault.rect().center()))
    above = (card.why, card.listing, card.typed, card.reason, card.fault)
    edges = [(one.geometry().top(), one.geometry().bottom()) for one in above]
    assert all(bottom < top for (_, bottom), (top, _) in pairwise(edges)), edges


def test_next_page_is_shown_from_why_it_waits(page: Any) -> None:
    scans.take_in(page.session.desk, b"%PDF-1.4 more", "也没有码.pdf", "application/pdf", [Seen(1)])
    page._tell_all()
    settled(page, (911, 512))
    hands.click(page.flagged, "dismiss_page")
    settled(page, (911, 512))
    below = page.flagged._window.verticalScrollBar()
    assert below.value() > 0
    page.listing.selectRow(1 - page.listing.currentIndex().row())
    assert below.value() == 0


@SCALES
def test_way_back_of_a_filed_page_has_its_room(page: Any, size: tuple[int, int]) -> None:
    hands.click(page, "scans_filed")
    hands.click(page.filed, "wrong_place")
    settled(page, size)
    stood = page.filed.aside.mapTo(page, QPoint())
    hands.click(page.filed, "put_aside")
    settled(page, size)
    assert page.filed.fault.isVisible()
    assert page.filed.aside.mapTo(page, QPoint()) == stood
    parts = (page.filed.said, page.filed.reason, page.filed.fault, page.filed.aside)
    tops = [one.mapTo(page, QPoint()).y() for one in parts]
    ends = [top + one.height() for top, one in zip(tops, parts, strict=True)]
    assert all(end <= top for end, top in zip(ends[:-1], tops[1:], strict=True)), (tops, ends)
    assert page.confirm.take.mapTo(page, QPoint()).y() + page.confirm.take.height() <= tops[0]


def test_what_came_of_a_scan_moves_nothing_below(page: Any) -> None:
    settled(page, (911, 512))
    stood = page.listing.mapTo(page, QPoint())
    page.said.say("归入 12 页，3 页要您看，FG-202611-006 第 3 份 1 页齐了，已转为“已签回”，等 5 份；" * 2)
    settled(page, (911, 512))
    assert page.listing.mapTo(page, QPoint()) == stood
    assert page.said._shown().endswith("…")
    assert page.said.toolTip() == page.said.text()
    page.said.say("归入 1 页")
    assert page.said._shown() == "归入 1 页"


def test_what_speaks_for_a_copy_is_read_whole(page: Any) -> None:
    """However long: the row is as high as its words."""
    likely, why = page.flagged.listing.rows.rows[0], "码里写的单是它，这一份却没有登记：先对着纸看内容"
    page.flagged.listing.put([replace(likely, why=why), likely])
    settled(page, (1366, 768))
    listing = page.flagged.listing
    long, short = (listing.rowHeight(at) for at in range(2))
    assert short == tokens.ROW
    metrics, column = QFontMetrics(face(tokens.TEXT)), listing.columnWidth(1) - 2 * PAD
    assert metrics.horizontalAdvance(why) > column
    lines = metrics.boundingRect(QRect(0, 0, column, 0), Qt.TextFlag.TextWordWrap, why)
    assert long >= lines.height() + 8
    assert listing.height() >= long + short + listing.horizontalHeader().height()


def test_where_a_page_came_from_is_told_before_it_is_filed(page: Any) -> None:
    strange = next(item for item in page._found.items if not item.copy)
    assert strange.origin == f"{strange.scan.name} · {strange.scan.page}"


@pytest.mark.parametrize("chip", ["todo", "confirm", "filed"])
def test_every_part_has_a_name(page: Any, chip: str) -> None:
    hands.click(page, f"scans_{chip}")
    for one in shown(page):
        spoken = one.accessibleName() or (one.text() if isinstance(one, QAbstractButton) else "")
        assert spoken, one
        assert one.objectName(), spoken


def test_boxes_are_told_apart_by_their_names(page: Any) -> None:
    hands.click(page, "scans_confirm")
    names = [line.mark.accessibleName() for line in page.confirm.rows]
    assert len(set(names)) == len(names)
    assert names[0] == "生产主管 纸上已签，我看到了"
