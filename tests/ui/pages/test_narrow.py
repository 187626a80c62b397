"""Small screens and large scales: nothing is cut off."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from ui.pages.places import PLACES


@pytest.mark.parametrize(("width", "height"), [(1366, 740), (1092, 614), (960, 520)])
def test_every_page_fits_and_no_button_is_cut(seated, qtbot, width, height) -> None:
    window = seated("admin")
    window.resize(width, height)
    qtbot.waitUntil(lambda: window.shell.width() == width)
    for place in PLACES:
        page = window.shell.go(place.name)
        QApplication.processEvents()
        assert window.width() == width
        assert page.width() <= window.shell.stack.width()
        for button in page.findChildren(QPushButton):
            if button.isVisible():
                assert button.width() >= button.sizeHint().width(), f"{place.name}: {button.text()}"


def test_a_narrow_list_hides_what_can_be_spared_and_shows_it_again(seated, qtbot) -> None:
    window = seated("qc")
    page = window.shell.go("records")
    for width, hidden in ((900, True), (1500, False)):
        window.resize(width, 700)
        qtbot.waitUntil(lambda width=width: window.shell.width() == width)
        qtbot.waitUntil(lambda hidden=hidden: page.listing.isColumnHidden(4) == hidden)
        assert not page.listing.isColumnHidden(0)


def test_the_navigation_shrinks_to_its_pictures(seated, qtbot) -> None:
    window = seated("qc")
    window.resize(960, 600)
    qtbot.waitUntil(lambda: window.shell.width() == 960)
    button = window.findChild(QPushButton, "nav_records")
    assert button.text() == ""
    assert button.accessibleName() == "记录"
    window.resize(1400, 700)
    qtbot.waitUntil(lambda: "记录" in button.text())
