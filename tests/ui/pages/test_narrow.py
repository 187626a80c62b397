"""Small screens and large scales: nothing is cut off."""

import cases
import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QTabBar, QWidget

from ui.pages.figures.chart import LEAST_HEIGHT
from ui.pages.places import PLACES
from ui.pages.widths import in_sight as columns_in_sight


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


SCALED = [(1092, 590), (910, 490), (960, 500)]
"""A screen of 1366 pixels at 125 and 150 %, one of 1920 at 200 %."""


@pytest.fixture
def of_size(seated, qtbot):
    """The page of a place in a window of that size."""

    def made(login: str, size: tuple[int, int], place: str) -> QWidget:
        window = seated(login)
        window.resize(*size)
        qtbot.waitUntil(lambda: (window.shell.width(), window.shell.height()) == size)
        page = window.shell.go(place)
        QApplication.processEvents()
        return page

    return made


def in_sight(page: QWidget, widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect() and page.isAncestorOf(widget)


@pytest.mark.parametrize("size", SCALED)
def test_every_act_on_a_sample_is_in_sight_and_its_number_whole(of_size, qtbot, size) -> None:
    page = of_size("qc", size, "samples")
    qtbot.waitUntil(lambda: page.listing.rows.rowCount() > 0)
    QApplication.processEvents()
    assert all(in_sight(page, act) for act in page.card.acts.values())
    for at, column in enumerate(page.listing.rows.columns):
        if column.title in ("样品编号", "件数", "保存至"):
            assert page.listing.columnWidth(at) >= page.listing.widths._wants[column.title], column.title


def test_how_much_waits_to_be_signed_is_told_to_its_end(of_size) -> None:
    page = of_size("qcmgr", (910, 490), "signing")
    page.count.say("13 张单等您（其中 2 张是代别人签），最久的在最前面；另有 1 张写的是别人签认，请他签，或退回更正")
    QApplication.processEvents()
    assert page.count._shown() == page.count.text()


def test_a_high_window_has_the_acts_with_their_sample(of_size, qtbot) -> None:
    page = of_size("qc", (1320, 800), "samples")
    assert page.card.isAncestorOf(page.card.deeds)
    page.window().resize(1320, 560)
    qtbot.waitUntil(lambda: not page.card.isAncestorOf(page.card.deeds))
    page.window().resize(1320, 800)
    qtbot.waitUntil(lambda: page.card.isAncestorOf(page.card.deeds))


@pytest.mark.parametrize("size", SCALED)
def test_the_chart_is_tall_enough_to_read_and_only_the_page_scrolls_down(of_size, qtbot, size) -> None:
    page = of_size("qc", size, "figures")
    cases.step(page.session.desk, cases.received(page.session.desk), "register", "qc", **cases.JUDGED)
    page.refresh()
    qtbot.waitUntil(page.chart.isVisible)
    QApplication.processEvents()
    whole, *inside = page.findChildren(QScrollArea)
    assert page.chart.height() >= LEAST_HEIGHT
    assert whole.verticalScrollBar().maximum() > 0
    assert [area.verticalScrollBar().maximum() for area in inside] == [0]


@pytest.mark.parametrize("size", SCALED)
@pytest.mark.parametrize("place", ["workbench", "figures"])
def test_no_page_is_wider_than_its_window(of_size, qtbot, size, place) -> None:
    page = of_size("qcmgr", size, place)
    if place == "workbench":
        qtbot.waitUntil(page.rates.isVisible)
    QApplication.processEvents()
    assert next(iter(page.findChildren(QScrollArea))).horizontalScrollBar().maximum() == 0


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


def test_what_the_program_says_of_itself_scrolls_before_it_is_squeezed(of_size, qtbot) -> None:
    page = of_size("admin", (910, 490), "system")
    tabs = page.findChild(QTabBar)
    tabs.setCurrentIndex(tabs.count() - 1)
    about = page.findChild(QWidget, "about_sheet")
    qtbot.waitUntil(about.isVisible)
    told = [label for label in about.findChildren(QLabel) if label.text()]
    assert len(told) > 10
    qtbot.waitUntil(lambda: all(label.height() >= _wanted(label) for label in told))


def _wanted(label: QLabel) -> int:
    return label.heightForWidth(label.width()) if label.wordWrap() else label.minimumSizeHint().height()


def test_products_in_a_narrow_list_are_told_apart_by_their_whole_names(of_size) -> None:
    page = of_size("admin", (910, 490), "masters")
    page.tabs.setCurrentIndex(1)
    columns = page.sheet().listing.rows.columns
    wants = {"料号": 80, "名称": 160, "型号规格": 170, "产品族": 90, "单位": 56, "状态": 70}
    assert [column.title for column in columns_in_sight(columns, 440, wants)] == ["料号", "名称", "型号规格", "状态"]
