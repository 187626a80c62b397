"""Whatever the screen, nothing of the page is cut off, and whoever cannot see it hears every part by its name."""

from dataclasses import replace
from typing import Any

import hands
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QScrollArea, QTableView, QWidget

from qcdesk.services.papers.placing import FLAGS
from ui.pages.widths import CHIP, PAD
from ui.style import tokens
from ui.style.dress import face

SPOKEN = (QAbstractButton, QComboBox, QLineEdit, QTableView)


def shown(page: Any) -> list[QWidget]:
    """Without the inner parts of editors and lists."""
    found = [one for kind in SPOKEN for one in page.findChildren(kind) if one.isVisible()]
    return [one for one in found if not isinstance(one.parent(), SPOKEN)]


def across(widget: QWidget, page: Any) -> tuple[int, int]:
    left = widget.mapTo(page, QPoint()).x()
    return left, left + widget.width()


@pytest.mark.parametrize("size", [(1366, 768), (1093, 614), (911, 512)], ids=["100%", "125%", "150%"])
@pytest.mark.parametrize("chip", ["todo", "confirm", "filed"])
def test_nothing_is_cut_off_on_a_small_screen_at_any_scale(page: Any, size: tuple[int, int], chip: str) -> None:
    page.window_.resize(*size)
    hands.click(page, f"scans_{chip}")
    for _ in range(3):
        QApplication.processEvents()
    for one in shown(page):
        left, right = across(one, page)
        assert 0 <= left < right <= page.width(), f"{one.objectName()} {left} {right} of {page.width()}"
        assert one.width() >= one.minimumSizeHint().width() or isinstance(one, QTableView), one.objectName()
    for area in page.findChildren(QScrollArea):
        assert not area.horizontalScrollBar().isVisible(), area.objectName()


def test_why_a_page_waits_and_which_copy_it_is_are_read_whole(page: Any) -> None:
    hands.click(page, "scans_every")
    copied = next(item for item in page._all if item.copy)
    strange = next(item for item in page._all if not item.copy)
    shown = [copied, *(replace(strange, scan=replace(strange.scan, flag=flag)) for flag in FLAGS)]
    page.listing.rows.put(shown)
    QApplication.processEvents()
    for at, column in enumerate(page.listing.rows.columns):
        metrics = QFontMetrics(face(tokens.TEXT_SMALL if column.tone else tokens.TEXT))
        needed = max(metrics.horizontalAdvance(column.text(item)) for item in shown) + 2 * PAD
        needed += CHIP if column.tone else 0
        assert page.listing.isColumnHidden(at) or page.listing.columnWidth(at) >= needed, column.title


def test_where_a_page_came_from_is_told_before_it_is_filed(page: Any) -> None:
    strange = next(item for item in page._all if not item.copy)
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
