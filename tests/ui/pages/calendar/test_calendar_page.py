"""工作日历 in the real window: the year seen, days set by mouse and keyboard, notices taken in, hours changed."""

from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import cases
import hands
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QFileDialog, QPushButton

from qcdesk.services.times import working_days
from ui.pages.calendar.kinds import BY_KIND, spans

NOTICE = "国庆节：10月1日（星期四）至10月8日（星期四）放假，共8天。9月27日（星期日）、10月10日（星期六）上班"
FALSE = "10月1日至10月8日放假，9月27日（星期六）上班"


@pytest.fixture
def window(window: Any) -> Any:
    window.session.desk = cases.at(window.session.desk, "2026-11-20T10:00")
    return window


@pytest.fixture
def page(seated: Callable[[str], Any]) -> Any:
    return seated("qcmgr").shell.go("masters").beside("calendar")


def click(page: Any, on: date, qtbot: Any) -> None:
    month = page.view.months[on.month - 1]
    qtbot.mouseClick(month, Qt.MouseButton.LeftButton, pos=month.rect_of(on).center())


def kind(page: Any, on: date) -> str:
    return working_days.calendar(page.session.desk).day(on).kind


def test_the_year_shows_every_day_with_its_kind_and_name(page: Any) -> None:
    assert page.objectName() == "page_calendar"
    assert sum(len(month.days) for month in page.view.months) == 365
    feasts = [span for span in page.list.rows.rows if span.note == "国庆节"]
    assert [(span.days, span.kind) for span in feasts] == [
        ("09-20", "调休上班"), ("10-01 至 10-07", "法定节假日"), ("10-10", "调休上班"),
    ]  # fmt: skip
    assert not page.banner.isVisible()
    assert page.count.text().startswith("上班 ")


def test_every_kind_of_day_has_a_colour_of_its_own() -> None:
    assert len({tone.ground for tone in BY_KIND.values()}) == len(BY_KIND)


def test_a_year_that_is_not_announced_is_marked(page: Any) -> None:
    page.year.setValue(2027)
    assert page.banner.isVisible()
    assert "暂定" in page.banner.text()
    assert page.card.provisional.isVisible()
    assert page.view.on == date(2027, 11, 20)


def test_a_day_is_set_with_the_mouse_and_put_back(page: Any, qtbot: Any) -> None:
    on = date(2026, 11, 28)
    click(page, on, qtbot)
    assert page.card.heading.text() == "2026 年 11 月 28 日　星期六"
    assert not page.card.clear_own.isVisible()
    page.card.note.setText("赶货加班")
    hands.click(page, "set_work")
    assert kind(page, on) == "本厂上班"
    assert any(span.note == "赶货加班" for span in page.list.rows.rows)
    hands.click(page, "clear_day")
    assert kind(page, on) == "周末"


def test_a_day_is_set_with_the_keyboard_alone(page: Any, qtbot: Any) -> None:
    page.arrive()
    assert hands.focused() is page.view.months[10]
    hands.press(Qt.Key.Key_Right, times=3)
    hands.press(Qt.Key.Key_Down, times=2)
    assert page.view.on == date(2026, 12, 7)
    assert hands.focused() is page.view.months[11]
    hands.press(Qt.Key.Key_Return)
    assert hands.focused() is page.card.note
    hands.commit("停电检修")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Tab)
    assert hands.focused().objectName() == "set_rest"
    hands.press(Qt.Key.Key_Space)
    assert kind(page, date(2026, 12, 7)) == "本厂放假"


def test_the_arrow_keys_walk_on_into_the_next_year(page: Any) -> None:
    page.go_to(date(2026, 12, 31))
    page.arrive()
    hands.press(Qt.Key.Key_Right)
    assert (page.view.on, page.year.value()) == (date(2027, 1, 1), 2027)
    hands.press(Qt.Key.Key_PageUp)
    assert page.year.value() == 2026
    page.go_to(date(working_days.YEARS[1], 12, 31))
    page.view._step(1)
    assert page.view.on == date(working_days.YEARS[1], 12, 31)


def test_the_mouse_resting_on_a_day_tells_what_it_is(page: Any) -> None:
    month = page.view.months[9]
    spot = month.rect_of(date(2026, 10, 1)).center()
    assert month.event(QHelpEvent(QHelpEvent.Type.ToolTip, spot, month.mapToGlobal(spot)))
    month.event(QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(0, 0), month.mapToGlobal(QPoint(0, 0))))
    month.choose(date(2026, 10, 1))
    assert month.accessibleDescription() == "2026-10-01（四）　法定节假日　国庆节"


def test_a_line_of_the_list_leads_to_its_day(page: Any) -> None:
    page.list.setFocus()
    rows = page.list.rows.rows
    page.list.selectRow(next(at for at, span in enumerate(rows) if span.note == "中秋"))
    assert page.view.on == date(2026, 9, 25)


def test_a_notice_is_read_as_it_is_typed_and_taken_in_as_a_whole(page: Any, in_dialog: Any, qtbot: Any) -> None:
    told: list[str] = []

    def take_in(dialog: Any) -> None:
        assert not dialog.findChild(QPushButton, "take_notice").isEnabled()
        dialog.text.setPlainText(FALSE)
        qtbot.waitUntil(lambda: len(dialog.listing.rows.rows) == 2)
        told.append(dialog.said.text())
        told.append(str(dialog.findChild(QPushButton, "take_notice").isEnabled()))
        dialog.text.setPlainText(NOTICE)
        dialog.source.setText("厂办〔2026〕12 号")
        dialog.read()
        told.append(dialog.said.text())
        hands.click(dialog, "take_notice")
        dialog.reject()

    in_dialog(take_in)
    hands.click(page, "notice")
    assert "有 1 行读不对" in told[0]
    assert "是星期日，不是星期六" in told[0]
    assert told[1:] == ["False", "3 行，共 10 天，都读对了。"]
    assert (kind(page, date(2026, 10, 8)), kind(page, date(2026, 9, 27))) == ("本厂放假", "调休上班")
    page.go_to(date(2026, 9, 27))
    assert page.card.clear_own.isVisible(), "what was taken in can be put back"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_from_excel_is_opened_whatever_its_encoding(
    page: Any, in_dialog: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    file = tmp_path / "春节放假.csv"
    file.write_bytes("日期,安排,说明\n2027-02-05,放假,春节\n2027-02-20,上班,春节调休\n".encode(encoding))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    told: list[object] = []

    def take_in(dialog: Any) -> None:
        hands.click(dialog, "open_file")
        told.extend((dialog.source.text(), dialog.said.text()))
        hands.click(dialog, "take_notice")
        dialog.reject()

    in_dialog(take_in)
    hands.click(page, "notice")
    assert told == ["春节放假", "2 行，共 2 天，都读对了。"]
    assert kind(page, date(2027, 2, 5)) == "本厂放假"


def test_a_picture_is_no_notice(page: Any, in_dialog: Any, qtbot: Any, tmp_path: Path,
                                monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    file = tmp_path / "通知.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\xff\xff\xff")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    told: list[str] = []

    def open_it(dialog: Any) -> None:
        in_dialog(lambda message: (told.append(message.objectName()), message.accept()))
        hands.click(dialog, "open_file")
        dialog.reject()

    in_dialog(open_it)
    hands.click(page, "notice")
    assert told == ["message"]


def test_the_hours_and_saturdays_are_an_administrators(seated: Callable[[str], Any], in_dialog: Any,
                                                       qtbot: Any) -> None:  # fmt: skip
    page = seated("admin").shell.go("masters").beside("calendar")
    told: list[str] = []

    def change(dialog: Any) -> None:
        dialog.hours.setText("17:00-08:00")
        hands.click(dialog, "save")
        told.append(dialog.fault.text())
        dialog.hours.setText("08:30-12:00，13:30-17:30")
        dialog.saturdays.setChecked(True)
        hands.click(dialog, "save")
        dialog.reject()

    in_dialog(change)
    hands.click(page, "hours")
    assert "互不重叠" in told[0]
    calendar = working_days.calendar(page.session.desk)
    assert calendar.hours == ((time(8, 30), time(12)), (time(13, 30), time(17, 30)))
    assert kind(page, date(2026, 11, 21)) == "星期六照算"
    assert "08:30-12:00、13:30-17:30" in page.findChild(QPushButton, "hours").text()


def test_others_look_on(seated: Callable[[str], Any], qtbot: Any) -> None:
    page = seated("qc").shell.go("masters").beside("calendar")
    click(page, date(2026, 11, 28), qtbot)
    hands.click(page, "set_work")
    assert "品管主管或系统管理员" in page.card.fault.text()


def test_a_narrow_window_has_fewer_months_side_by_side_and_none_beyond_it(page: Any, qtbot: Any) -> None:
    window = page.window()
    for width, across in ((910, 2), (1092, 3), (1600, 4)):
        window.resize(width, 620)
        qtbot.waitUntil(lambda width=width: window.shell.width() == width)
        lines = 12 // across
        qtbot.waitUntil(lambda lines=lines: len({month.y() for month in page.view.months}) == lines)
        qtbot.waitUntil(lambda: page._area.horizontalScrollBar().maximum() == 0)


def test_days_in_a_row_of_one_name_are_one_line(page: Any) -> None:
    year = working_days.year(page.session.desk, 2026)
    assert [span.days for span in spans(year) if span.note == "元旦"] == ["01-01 至 01-03", "01-04"]
    assert list(spans(())) == []
