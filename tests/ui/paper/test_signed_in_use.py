"""A sheet that is signed while the cursor stands in one of its cells: the words in it stay to be read."""

import factory
import hands
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from ui.paper.entries import Spot

PALE = 128


def signing(dialog) -> None:
    dialog.findChild(QLineEdit, "pin").setText(factory.PIN)
    dialog.findChild(QPushButton, "sign").click()


def sheet(session, form) -> int:
    if form == "anomaly_report":
        values = factory.anomaly(found_where={"choice": "客户端", "detail": "整车路试"})
        return factory.draft(session.desk, values=values)
    return factory.draft(session.desk, form, factory.sample("rework_record-reflector"))


def ink(page, inside) -> set[tuple[int, int]]:
    """Where something dark stands inside a cell's ring."""
    page.view._bubble.hide()
    QApplication.processEvents()
    image = page.view.grab(inside).toImage()
    wide, high = range(image.width()), range(image.height())
    return {(x, y) for x in wide for y in high if image.pixelColor(x, y).lightness() < PALE}


@pytest.mark.parametrize(
    ("form", "spot", "tabs"),
    [
        ("anomaly_report", Spot("customer"), 0),
        ("anomaly_report", Spot("report_date"), 0),
        ("anomaly_report", Spot("found_where"), 0),
        ("anomaly_report", Spot("found_where"), 1),
        ("anomaly_report", Spot("description"), 0),
        ("rework_record", Spot("defect_desc"), 0),
        ("rework_record", Spot("exec_lines", 1, "process"), 0),
    ],
)
def test_the_cell_in_use_shows_its_words_when_its_sheet_is_signed(
    show, session, qtbot, in_dialog, form, spot, tabs
) -> None:
    """The focus is on the button of the step meanwhile, then in the dialog, and comes home into the cell."""
    page = show(sheet(session, form))
    page.view.go_to(spot)
    hands.press(Qt.Key.Key_Tab, times=tabs)
    if spot.name in ("customer", "description", "defect_desc"):
        hands.commit("（补记）")
    hands.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    in_dialog(signing)
    hands.click(page, f"step_{page.steps.main.action}")
    page.activateWindow()
    qtbot.waitUntil(lambda: page.view.holds(QApplication.focusWidget()))
    cell = hands.focused()
    assert (cell.closed != "", page.view.spot_in_use()) == (True, spot)
    inside = QRect(cell.mapTo(page.view, QPoint()), cell.size()).adjusted(3, 3, -3, -3)
    used = ink(page, inside)
    page.view.go_to(Spot("product_name" if form == "anomaly_report" else "issue_date"))
    left = ink(page, inside)
    assert left
    assert left <= used
