"""工作台: its figures lead to exactly what they count; what was handed in and lies with others is told."""

from datetime import UTC, datetime, timedelta

import cases
import factory
import pytest
from PySide6.QtCore import Qt

from qcdesk.services.overview import board, case_list
from qcdesk.services.overview.case_list import CaseQuery
from qcdesk.services.sheets import records
from ui.pages import with_others
from ui.pages.cases.columns import DUE, due_words


@pytest.fixture
def bench(seated, qtbot):
    """Two overdue cases with several deadlines each, one of today."""
    window = seated("sales")
    desk = window.session.desk
    late = cases.at(desk, "2026-01-05 08:30")
    for _ in range(2):
        cases.received(late)
    cases.received(desk)
    page = window.shell.go("workbench")
    page.refresh()
    qtbot.waitUntil(lambda: page.figures["overdue"].text() != "–")
    return page


def test_a_deadline_of_another_year_names_it(bench, set_clock) -> None:
    desk = bench.session.desk
    due = next(column for column in DUE if column.title == "到期")
    for year, told in ((2026, slice(5, 16)), (2028, slice(0, 16))):
        set_clock(datetime(year, 2, 10, tzinfo=UTC))
        first = board.board(desk).overdue[0]
        moment = first.due_at.replace("T", " ")[told]
        assert due.text(first) == moment
        assert due_words(first.case).startswith(moment)


def card(bench, name):
    return bench.figures[name].parentWidget()


def test_the_overdue_figure_counts_cases_and_opens_the_list_of_just_these(bench, qtbot) -> None:
    shell = bench.window().shell
    assert bench.figures["overdue"].text() == "2"
    qtbot.mouseClick(card(bench, "overdue"), Qt.MouseButton.LeftButton)
    assert shell.here == "cases"
    listed = shell.pages["cases"]
    assert listed.overdue.isChecked()
    qtbot.waitUntil(lambda: listed.model.rowCount() == 2)


def test_the_figure_of_today_opens_the_list_of_just_the_cases_that_end_today(bench, qtbot) -> None:
    shell, desk = bench.window().shell, bench.session.desk
    cases.received(cases.at(desk, f"{desk.clock.today() - timedelta(days=1)} 23:59"))
    bench.refresh()
    qtbot.mouseClick(card(bench, "overdue"), Qt.MouseButton.LeftButton)
    shell.go("workbench")
    qtbot.mouseClick(card(bench, "today"), Qt.MouseButton.LeftButton)
    listed = shell.pages["cases"]
    assert (listed.due_today.isChecked(), listed.overdue.isChecked()) == (True, False)
    due = case_list.find(desk, CaseQuery(due_today=True, open_only=True)).rows
    assert {listed.model.row(at).id for at in range(listed.model.rowCount())} == {row.id for row in due}
    assert str(len(due)) == bench.figures["today"].text() != "0"
    sorted_by = listed.listing.horizontalHeader().sortIndicatorSection()
    assert listed.model.columns[sorted_by].title == "最近时限"


@pytest.mark.parametrize(("name", "pressed"), [
    ("drafts", {"mine", "drafts"}), ("in_flow", {"in_flow"}), ("approved_this_month", {"approved", "this_month"}),
])  # fmt: skip
def test_a_figure_of_sheets_opens_the_list_of_just_as_many(seated, qtbot, name, pressed) -> None:
    window = seated("merch")
    desk = window.session.desk
    cases.closed(desk)
    factory.draft(desk, by="qc")
    shell, bench = window.shell, window.shell.go("workbench")
    listed = shell.go("records")
    listed.forms[0].choices()["产品品质异常反馈处理表"].trigger()
    listed.filter.setText("没有这个")
    shell.go("workbench")
    bench.refresh()
    qtbot.mouseClick(card(bench, name), Qt.MouseButton.LeftButton)
    assert {chip.objectName() for chip in listed.chips() if chip.isChecked()} == pressed
    assert not any(chip.isChecked() for chip in listed.forms)
    qtbot.waitUntil(lambda: listed.count.text() == f"{bench.figures[name].text()} 张")
    assert bench.figures[name].text() != "0"


def test_cases_of_today_are_those_of_which_something_ends_in_the_rest_of_the_day(bench) -> None:
    desk = bench.session.desk
    found = case_list.find(desk, CaseQuery(due_today=True, open_only=True)).rows
    today = f"{desk.clock.today():%Y-%m-%d}"
    clocks = {item.case.id for item in board.board(desk).today}
    assert {row.id for row in found} == clocks
    assert all(item.due_at.startswith(today) for item in board.board(desk).today)


def test_what_others_have_to_fill_in_first_lies_with_them_and_then_with_who_signs(seated) -> None:
    desk = seated("prod").session.desk
    record = factory.draft(desk, "rework_record", factory.sample("rework_record-reflector"), by="prod")
    factory.walk(desk, record, "issue", "produce")
    held, whom = records.get(desk, record), []
    for final in (None, held.values["final"]):
        records.save(factory.seat(desk, "qc"), record, records.get(desk, record).version, {"final": final})
        whom += [one.whom for one in with_others.read(desk, ()).rows if one.row.id == record]
    assert whom == ["品管员", "品管主管（品质部经理）"]


def test_what_i_handed_in_says_at_whose_desk_it_lies(seated, qtbot) -> None:
    window = seated("merch")
    desk = window.session.desk
    record = factory.draft(desk, values=factory.anomaly())
    factory.take(desk, record, "submit")
    page = window.shell.go("workbench")
    page.refresh()
    qtbot.waitUntil(lambda: page.handed.listing.rows.rowCount() > 0)
    mine = next(item for item in page.handed.listing.rows.rows if item.row.id == record)
    assert "主管" in mine.whom


def test_what_there_is_no_room_for_among_what_lies_with_others_is_counted_there(seated, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(with_others, "MOST", 2)
    window = seated("qc")
    labels = [factory.submitted_label(window.session.desk) for _ in range(2)]
    bench = window.shell.go("workbench")
    for title in ("我交出去、等别人的", "我交出去、等别人的（最久的 2 张，另外 1 张请到“记录”里看）"):
        bench.refresh()
        qtbot.waitUntil(lambda title=title: bench.handed.title.text() == title)
        qtbot.waitUntil(lambda: [item.row.id for item in bench.handed.listing.rows.rows] == labels)
        factory.submitted_label(window.session.desk)


def test_a_draft_that_came_back_in_a_newer_form_says_what_to_do_and_spoils_nothing_else(seated, qtbot) -> None:
    window = seated("qc")
    desk = window.session.desk
    bad, good = (factory.submitted_label(desk) for _ in range(2))
    for record in (bad, good):
        factory.take(desk, record, "return", reason="封存数量不对")
    desk.store.sql("UPDATE record SET revision = 'Z/9' WHERE id = ?", (bad,))
    bench = window.shell.go("workbench")
    bench.refresh()
    qtbot.waitUntil(lambda: bench.drafts.listing.rows.rowCount() == 2)
    why = next(column for column in bench.drafts.listing.rows.columns if column.title == "说明")
    told = {item.id: why.text(item) for item in bench.drafts.listing.rows.rows}
    assert told[bad].endswith("请更新 QCDesk")
    assert told[good].endswith("：封存数量不对")
