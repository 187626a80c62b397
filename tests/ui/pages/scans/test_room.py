"""Whatever the screen, nothing of the page is cut off, and whoever cannot see it hears every part by its name."""

from typing import Any

import hands
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QScrollArea, QTableView, QWidget

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
