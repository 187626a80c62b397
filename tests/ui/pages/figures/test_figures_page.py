"""统计分析: the chart in the window, driven as a person would."""

from dataclasses import replace

import cases
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton

from qcdesk.errors import Unavailable
from qcdesk.store.models import Event
from ui.pages.figures import out
from ui.pages.figures.chart import Chosen
from ui.pages.figures.choices import days_of
from ui.pages.figures.page import NOTHING
from ui.pages.paged_model import CHUNK
from ui.pages.shell import Shell

LONG = "整批次的唛头错误导致无法正常入库上线"


def judged(desk, item: str, **changes: object) -> int:
    case = cases.received(desk, received_at=changes.pop("received_at", "2026-11-20T09:00"))
    cases.step(desk, case, "register", "qc", **{**cases.JUDGED, "defect_codes": [item], **changes})
    return case


@pytest.fixture
def desk(window):
    """Three broken spindles by two causes, a wrong shipping mark; two of October."""
    window.session.desk = cases.at(window.session.desk, "2026-11-20T10:00")
    desk = window.session.desk
    for branch in ("加工装配不良", "加工装配不良", "物料问题"):
        judged(desk, "芯轴断裂", branch=branch)
    judged(desk, LONG, defect_qty=900)
    for _ in range(2):
        judged(desk, "芯轴断裂", received_at="2026-10-12T09:00")
    return desk


@pytest.fixture
def figures(seated, desk):
    return seated("qcmgr").shell.go("figures")


def rows(listing) -> list[str]:
    return [line.name for line in listing.rows.rows]


def click(figures, qtbot, at: int, *, double: bool = False, side: int = 0) -> None:
    box = figures.chart.plans()[side].bars[at].box
    point = QPoint(round(box.x + box.w / 2), round(box.bottom - 3))
    (qtbot.mouseDClick if double else qtbot.mouseClick)(figures.chart, Qt.MouseButton.LeftButton, pos=point)


def test_month_is_drawn_with_its_table_and_the_cases_of_the_largest(figures) -> None:
    """E2.5 E8.10: what it shows, over which days, how many."""
    assert figures.title.text() == "客诉与异常不良项目分布"
    assert figures.told.text() == "2026-11-01～2026-11-30　N＝4 件　前 2 项占 100.0%：芯轴断裂、" + LONG
    assert rows(figures.tables.one) == ["芯轴断裂", LONG]
    assert figures.tables.of.text() == "芯轴断裂：3 件案件"
    assert figures.tables.behind.rowCount() == 3
    assert "芯轴断裂 3 件" in figures.chart.accessibleDescription()


def test_every_word_of_the_chart_is_whole_and_apart(figures) -> None:
    """E8.10: also the longest name; nothing leaves the chart."""
    (plan,) = figures.chart.plans()
    assert "".join(line.text for line in plan.bars[1].label) == LONG
    width, height = figures.chart.width(), figures.chart.height()
    wide = figures.chart._type.width
    for bar in plan.bars:
        for line in bar.label:
            assert bar.slot.x <= line.x - wide(line.text) / 2
            assert line.x + wide(line.text) / 2 <= bar.slot.right
            assert line.y + figures.chart._type.line / 2 <= height + 1
    for placed in plan.reached:
        assert placed.x - wide(placed.text) / 2 >= 0
        assert placed.x + wide(placed.text) / 2 <= width


def test_click_lists_the_cases_and_double_click_goes_to_the_causes(figures, qtbot) -> None:
    """E2.5: 先结果分类，再原因分类."""
    click(figures, qtbot, 1)
    assert figures.tables.of.text() == f"{LONG}：1 件案件"
    assert figures.tables.one.current().name == LONG
    click(figures, qtbot, 0, double=True)
    assert figures.title.text() == "客诉与异常不良项目“芯轴断裂”的原因去向分布"
    assert rows(figures.tables.one) == ["加工装配不良", "物料问题"]
    assert figures.choices.by.currentText() == "原因去向"
    assert figures.back.isVisible()
    qtbot.keyClick(figures.chart, Qt.Key.Key_Escape)
    assert rows(figures.tables.one) == ["芯轴断裂", LONG]
    assert not figures.back.isVisible()


def test_keyboard_goes_from_bar_to_bar_and_deeper(figures, qtbot) -> None:
    figures.chart.setFocus()
    qtbot.keyClick(figures.chart, Qt.Key.Key_Right)
    assert figures.chart.chosen.bar.name == LONG
    qtbot.keyClick(figures.chart, Qt.Key.Key_Home)
    qtbot.keyClick(figures.chart, Qt.Key.Key_Return)
    assert rows(figures.tables.one) == ["加工装配不良", "物料问题"]


def test_double_click_goes_down_level_by_level_and_escape_comes_up_again(figures, qtbot) -> None:
    """E2.5: from the last level to the cases."""
    for by in ("原因去向", "产品", "客户", "责任部门"):
        click(figures, qtbot, 0, double=True)
        assert figures.choices.by.currentText() == by
    assert figures.tables.of.text() == "装配：2 件案件"
    click(figures, qtbot, 0, double=True)
    assert figures.tables.cases.hasFocus()
    for by in ("客户", "产品", "原因去向", "不良项目"):
        qtbot.keyClick(figures.chart, Qt.Key.Key_Escape)
        assert figures.choices.by.currentText() == by
    assert figures.choices.within is None
    assert rows(figures.tables.one) == ["芯轴断裂", LONG]


def test_case_behind_a_bar_opens_and_leads_back(figures, qtbot) -> None:
    figures.tables.cases.selectRow(0)
    qtbot.keyClick(figures.tables.cases, Qt.Key.Key_Return)
    shell = figures.window().findChild(Shell)
    assert shell.record is not None
    shell.leave_record()
    assert shell.here == "figures"
    assert figures.tables.of.text() == "芯轴断裂：3 件案件"


def test_cases_of_a_large_bar_are_read_page_by_page_and_off_the_main_thread(figures, monkeypatch) -> None:
    """However many a bar has, an arrow key asks for one page of them; not for what left the sight meanwhile."""
    asked = []
    tables, read = figures.tables, figures.tables.behind.find
    monkeypatch.setattr(tables.behind, "find", lambda desk, query: asked.append(query) or read(desk, query))
    bar = figures.chart.chosen.bar
    many = replace(bar, cases=tuple(bar.cases[0] for _ in range(50_000)))
    tables.show_cases(Chosen(0, many), figures.charts)
    assert tables.of.text() == "芯轴断裂：50000 件案件"
    assert (tables.behind.rowCount(), [(query.offset, query.limit) for query in asked]) == (50_000, [(0, CHUNK)])
    assert tables.behind.row(0).number == bar.cases[0]


def test_cases_that_could_not_be_read_are_told_of(figures, in_dialog, monkeypatch) -> None:
    def lost(desk, query):
        raise Unavailable("连不上数据库")

    said = []
    monkeypatch.setattr(figures.tables.behind, "find", lost)
    in_dialog(lambda dialog: (said.append(dialog.objectName()), dialog.accept()))
    figures.tables.show_cases(figures.chart.chosen, figures.charts)
    assert said == ["message"]


def test_measure_and_kind_are_chosen(figures) -> None:
    figures.choices.measure.setCurrentText("不良数")
    assert rows(figures.tables.one) == [LONG, "芯轴断裂"]
    assert figures.tables.one.rows.rows[0].figures == ("900", "99.0%", "99.0%")
    figures.choices.kind.setCurrentText("客户反馈")
    assert figures.stack.currentIndex() == NOTHING


def test_before_and_after_stand_side_by_side_on_one_scale(figures, qtbot) -> None:
    """E2.5 E8.10: 改善前后比较: the month before is proposed."""
    figures.choices.compare.setChecked(True)
    assert (figures.choices.before_first.text(), figures.choices.before_last.text()) == ("2026-10-01", "2026-10-31")
    before, after = figures.chart.plans()
    assert [tick.text for tick in before.amounts] == [tick.text for tick in after.amounts]
    assert (before.plot.y, before.plot.h) == (after.plot.y, after.plot.h)
    assert after.bars[0].box.h == pytest.approx(before.bars[0].box.h * 3 / 2)
    assert [line.figures for line in figures.tables.both.rows.rows] == [
        ("2", "3", "上升 50.0%"), ("0", "1", "新出现"), ("2", "4", "上升 100.0%"),
    ]  # fmt: skip
    click(figures, qtbot, 0, side=1)
    assert figures.tables.of.text() == "改善后　芯轴断裂：3 件案件"


def test_days_that_are_none_are_said_and_the_chart_stays(figures, qtbot) -> None:
    edit = figures.choices.first
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "2026-13-01")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert figures.choices.fault.text() == "日期要写成 2026-11-01，不能是 2026-13-01"
    assert figures.choices.fault.isVisible()
    assert rows(figures.tables.one) == ["芯轴断裂", LONG]
    figures.choices.show_span("今年")
    assert not figures.choices.fault.isVisible()
    assert figures.told.text().startswith("2026-01-01～2026-12-31　N＝6 件")


def test_empty_span_teaches_and_leads_on(figures) -> None:
    figures.choices.show_span("去年")
    assert figures.stack.currentIndex() == NOTHING
    assert "案件登记判定、填了不良项目以后就会在这里" in figures.empty.text.text()
    assert not figures.print_button.isEnabled()
    figures.findChild(QPushButton, "this_year").click()
    assert rows(figures.tables.one) == ["芯轴断裂", LONG]


def test_new_case_is_in_the_chart_when_one_comes_back(figures, desk) -> None:
    judged(desk, LONG)
    figures.refresh()
    assert figures.told.text().startswith("2026-11-01～2026-11-30　N＝5 件")


def test_what_is_printed_is_what_is_shown(figures, monkeypatch: pytest.MonkeyPatch) -> None:
    """E2.5"""
    jobs = []
    monkeypatch.setattr(out, "print_job", lambda parent, session, job, what: jobs.append((job, what)))
    figures.print_button.click()
    ((job, what),) = jobs
    assert what == "preview"
    assert job.file_name == "柏拉图-客诉与异常不良项目分布-2026-11-01-2026-11-30"
    made = job.laid(figures.session.desk, figures.session.shelf)
    assert made.sheets[0].cell("made_by").text == figures.session.person.name
    assert made.workbook is not None
    job.note(figures.session.desk, made, "printer", copies=2)
    last = figures.session.desk.store.first(Event.select().order_by(Event.seq.desc()))
    assert (last.action, last.person) == ("printed", "qcmgr")
    assert '"copies":2' in last.detail
    assert '"pages":1' in last.detail


def test_spans_are_counted_over_the_year() -> None:
    from datetime import date

    today = date(2026, 1, 15)
    assert [days_of(name, today) for name in ("上月", "近三个月", "去年")] == [
        ("2025-12-01", "2025-12-31"), ("2025-11-01", "2026-01-31"), ("2025-01-01", "2025-12-31"),
    ]  # fmt: skip
