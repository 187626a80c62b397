"""The width of a list: the names first, nothing beyond the window, what a person set stays set."""

import cases
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from ui.pages.cases.columns import LIST
from ui.pages.columns import Column
from ui.pages.samples import held
from ui.pages.widths import CHIP, LEAST, PAD, in_sight, shared
from ui.style import tokens
from ui.style.dress import face

NAMES = (
    Column("编号", 120, str),
    Column("客户", 140, str, grow=4, whole=True),
    Column("产品", 120, str, grow=3, spare=1, whole=True),
    Column("批号", 100, str, spare=2),
)


def test_names_get_what_they_want_before_anything_is_shared() -> None:
    wants = {"编号": 110, "客户": 200, "产品": 130, "批号": 90}
    assert shared(NAMES, wants, {}, 530) == [110, 200, 130, 90]
    assert shared(NAMES, wants, {}, 600) == [110, 240, 160, 90]


def test_where_room_is_short_the_customer_comes_first() -> None:
    assert shared(NAMES, {"编号": 110, "客户": 200, "产品": 180, "批号": 90}, {}, 520) == [110, 200, 120, 90]


def test_one_long_name_does_not_take_the_whole_width() -> None:
    widths = shared(NAMES, {"编号": 110, "客户": 900, "产品": 180, "批号": 90}, {}, 700)
    assert widths[1] < 340
    assert sum(widths) <= 700


@pytest.mark.parametrize("room", [320, 480, 700, 1600])
def test_the_columns_never_need_more_than_there_is(room: int) -> None:
    shown = in_sight(NAMES, room)
    wants = {"客户": 400, "产品": 400}
    assert sum(shared(shown, wants, {"编号": 260}, room)) <= room


def test_a_list_of_cases_keeps_number_customer_stage_and_deadline_to_the_last() -> None:
    assert [column.title for column in in_sight(LIST, 300)] == ["编号", "程度", "客户", "现在", "最近时限"]


def test_a_column_that_can_be_spared_goes_before_a_name_is_cut() -> None:
    wants = {"编号": 110, "客户": 200, "产品": 130, "批号": 90}
    assert [column.title for column in in_sight(NAMES, 540, wants)] == ["编号", "客户", "产品", "批号"]
    assert [column.title for column in in_sight(NAMES, 500, wants)] == ["编号", "客户", "产品"]


def test_words_are_cut_before_a_number_is() -> None:
    wants = {"编号": 120, "客户": 206, "产品": 130}
    for room in (300, 240, 200):
        assert shared(NAMES[:3], wants, {}, room)[0] == min(120, room - 2 * LEAST)


def test_a_number_that_takes_more_than_its_least_has_it_before_a_name_grows() -> None:
    assert shared(NAMES[:2], {"编号": 150, "客户": 400}, {}, 300) == [150, 150]


def test_an_empty_column_goes_before_a_filled_one() -> None:
    least = sum(column.width for column in NAMES) - 40
    assert [column.title for column in in_sight(NAMES, least)] == ["编号", "客户", "产品"]
    assert [column.title for column in in_sight(NAMES, least, empty={"产品"})] == ["编号", "客户", "批号"]


@pytest.fixture
def page(seated, qtbot):
    window = seated("qc")
    window.resize(1366, 740)
    qtbot.waitUntil(lambda: window.shell.width() == 1366)
    return window.shell.go("records")


def titles(listing) -> list[str]:
    return [column.title for column in listing.rows.columns]


def test_a_width_set_by_hand_is_there_again_tomorrow(page, qtbot) -> None:
    listing, at = page.listing, titles(page.listing).index("表单")
    listing.horizontalHeader().resizeSection(at, 240)
    room = listing.viewport().width()
    qtbot.waitUntil(lambda: listing.horizontalHeader().length() <= room)
    assert listing.columnWidth(at) == 240
    again = type(page)(page.session)
    again.resize(page.size())
    again.show()
    qtbot.waitUntil(lambda: again.listing.columnWidth(at) == 240)
    again.close()
    again.deleteLater()


def test_a_double_click_on_the_border_gives_the_column_its_own_width_back(page, qtbot) -> None:
    header, at = page.listing.horizontalHeader(), titles(page.listing).index("表单")
    before = header.sectionSize(at)
    header.resizeSection(at, 300)
    qtbot.waitUntil(lambda: not page.listing.widths._settling.isActive())
    header.sectionHandleDoubleClicked.emit(at)
    qtbot.waitUntil(lambda: header.sectionSize(at) == before)


def tooltip_over(listing, row: int, column: int) -> str:
    QToolTip.hideText()
    place = listing.visualRect(listing.rows.index(row, column)).center()
    asked = QHelpEvent(QEvent.Type.ToolTip, place, listing.viewport().mapToGlobal(place))
    QApplication.sendEvent(listing.viewport(), asked)
    return QToolTip.text() if QToolTip.isVisible() else ""


def test_a_cell_that_is_cut_tells_its_words_and_no_other_does(page, qtbot) -> None:
    listing, at = page.listing, titles(page.listing).index("客户")
    assert tooltip_over(listing, 0, at) == ""
    listing.horizontalHeader().resizeSection(at, 60)
    assert tooltip_over(listing, 0, at) == page.model.row(0).customer
    QToolTip.hideText()


def test_a_time_is_not_cut_where_there_is_room() -> None:
    due = (Column("事项", 150, str, grow=2), Column("到期", 90, str))
    assert shared(due, {"事项": 160, "到期": 130}, {}, 400) == [270, 130]


def test_a_chip_is_not_cut_for_a_long_sentence_beside_it() -> None:
    due = (Column("到期", 90, str, tone=lambda row: None), Column("计算", 150, str, grow=2))
    assert shared(due, {"到期": 110, "计算": 400}, {}, 300) == [110, 190]


def test_a_measured_chip_has_room_for_all_its_letters(seated) -> None:
    """Widths of letters are fractions: rounded down they would cut the last one."""
    window = seated("qc")
    case = cases.registered(window.session.desk)
    page = window.shell.open_record(case)
    page.go_to("clocks")
    listing = next(one for one in page.pages if one.NAME == "clocks").listing
    QApplication.processEvents()
    at = titles(listing).index("到期")
    room = listing.columnWidth(at) - 2 * PAD - CHIP
    small = QFontMetrics(face(tokens.TEXT_SMALL))
    told = [listing.rows.index(row, at).data() for row in range(listing.rows.rowCount())]
    assert told
    assert [small.elidedText(words, Qt.TextElideMode.ElideRight, room) for words in told] == told


def test_samples_beside_their_card_keep_whole_customers_and_give_up_the_defect_first() -> None:
    wants = {"样品编号": 122, "案件": 122, "客户": 206, "名称": 150, "不良现象": 190, "件数": 86, "借给": 152,
             "存放位置": 84, "保存至": 96}  # fmt: skip
    shown = [column.title for column in in_sight(held.COLUMNS, 712, wants)]
    assert shown == ["样品编号", "客户", "件数", "借给", "保存至"]


def test_in_a_small_window_samples_keep_number_pieces_and_day_whole() -> None:
    wants = {"样品编号": 122, "案件": 122, "客户": 206, "名称": 150, "不良现象": 190, "件数": 130, "借给": 170,
             "存放位置": 84, "保存至": 96}  # fmt: skip
    shown = in_sight(held.COLUMNS, 480, wants)
    widths = dict(zip((column.title for column in shown), shared(shown, wants, {}, 480), strict=True))
    assert list(widths) == ["样品编号", "客户", "件数", "保存至"]
    assert all(widths[title] >= wants[title] for title in ("样品编号", "件数", "保存至"))
