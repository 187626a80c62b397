"""The way of a sheet: a stage reads as passed only where the trail shows it."""

from itertools import pairwise

import factory
import paper
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from qcdesk.services.basics.pins import Proof
from qcdesk.services.sheets import records
from ui.paper.path_line import Mark, PathLine, way
from ui.style import tokens

STRAIGHT = ("submit", "review", "approve")
FOUND = ("submit", "found_check", "grade")


def marked(page, mark: Mark) -> list[str]:
    path = page.steps.path
    return [name for name, _ in path._states if path.mark(name) is mark]


def colour(page, state: str) -> QColor:
    """That of the middle of a stage's dot."""
    QApplication.processEvents()
    path = page.steps.path
    at = [name for name, _ in path._states].index(state)
    return path.grab().toImage().pixelColor(QPointF(path._x(at) + 1, 9).toPoint())


def test_an_anomaly_signed_straight_shows_no_skipped_stage_as_done(show, session) -> None:
    page = show(factory.walk(session.desk, factory.draft(session.desk, values=factory.anomaly()), *STRAIGHT))
    assert marked(page, Mark.PASSED) == ["draft", "submitted", "reviewed"]
    assert marked(page, Mark.HERE) == ["approved"]
    assert {"checked", "graded", "tracked", "closed"} <= set(marked(page, Mark.SKIPPED))
    assert marked(page, Mark.AHEAD) == []
    assert colour(page, "submitted") == QColor(tokens.ACCENT)
    assert colour(page, "graded") != QColor(tokens.ACCENT) != colour(page, "closed")


def test_a_rework_sheet_filled_on_paper_shows_its_skipped_stages_hollow(show, session) -> None:
    values = factory.sample("rework_record-reflector")
    page = show(factory.walk(session.desk, factory.draft(session.desk, "rework_record", values, by="prod"), "submit"))
    assert marked(page, Mark.SKIPPED) == ["issued", "produced", "rechecked"]
    assert marked(page, Mark.AHEAD) == ["reviewed", "approved"]
    assert colour(page, "produced") != QColor(tokens.ACCENT)


def test_the_tooltip_says_what_was_not_passed(show, session) -> None:
    page = show(factory.walk(session.desk, factory.draft(session.desk, values=factory.anomaly()), *STRAIGHT))
    told = [page.steps.path.told(at) for at in range(4)]
    assert told[1:4] == ["2. 已编制：已经过", "3. 发现部门已审核：没有经过", "4. 品管已判定：没有经过"]
    assert "没有经过：发现部门已审核、品管已判定" in page.steps.path.accessibleName()


def test_a_whole_way_shows_every_stage_as_done(show, session) -> None:
    page = show(factory.walk(session.desk, factory.draft(session.desk), *factory.ANOMALY_WAY))
    assert marked(page, Mark.SKIPPED) == marked(page, Mark.AHEAD) == []


def test_what_a_way_back_has_undone_lies_ahead_again(show, session) -> None:
    record = factory.walk(session.desk, factory.draft(session.desk), *FOUND)
    factory.take(session.desk, record, "analyse")
    page = show(record)
    assert marked(page, Mark.PASSED) == ["draft", "submitted", "checked", "graded"]
    back = next(step for step in records.get(session.desk, record).kind.workflow.from_state("analysing") if step.reason)
    factory.take(session.desk, record, back.action, reason="原因写得不清楚")
    page = show(record)
    assert "analysing" in marked(page, Mark.AHEAD)
    assert marked(page, Mark.SKIPPED) == []


def test_a_sheet_that_was_sent_back_and_then_signed_straight_keeps_nothing_of_the_first_time(show, session) -> None:
    record = factory.walk(session.desk, factory.draft(session.desk), "submit", "found_check")
    factory.take(session.desk, record, "return", "qc", reason="批号写错")
    factory.walk(session.desk, record, *STRAIGHT[:2])
    page = show(record)
    assert marked(page, Mark.PASSED) == ["draft", "submitted"]
    assert "checked" in marked(page, Mark.SKIPPED)


def test_a_void_sheet_shows_how_far_it_came(show, session) -> None:
    record = factory.walk(session.desk, factory.draft(session.desk), *FOUND)
    factory.take(session.desk, record, "void", reason="重复开单")
    page = show(record)
    assert marked(page, Mark.PASSED) == ["draft", "submitted", "checked", "graded"]
    assert marked(page, Mark.HERE) == []


def test_a_step_on_the_page_moves_its_mark_at_once(show, session) -> None:
    page = show(factory.draft(session.desk, values=factory.anomaly()))
    assert marked(page, Mark.HERE) == ["draft"]
    step = next(one for one in page.steps.steps if one.action == "submit")
    page._take(step, Proof("merch"), "")
    assert marked(page, Mark.PASSED) == ["draft"]
    assert marked(page, Mark.HERE) == ["submitted"]


def test_every_stage_of_the_8d_has_a_name_where_there_is_little_room(qtbot) -> None:
    kind = paper.SHELF.kinds.newest("car_8d")
    path = PathLine()
    qtbot.addWidget(path)
    font = QFont(path.font())
    font.setPixelSize(11)
    path.show_state(kind.workflow, "analysed", ("draft", "described", "contained"))
    for width in (480, 560, 640, 900):
        path.resize(width, 34)
        named = path.labels(QFontMetrics(font))
        assert set(named) == set(range(len(way(kind.workflow)))), width
        assert named[3] == "D4 已分析"


@pytest.mark.parametrize("at", ["draft", "called", "approved"])
def test_long_names_of_the_first_and_the_last_stage_are_whole(qtbot, at: str) -> None:
    """Of a stage without a name below it the tooltip tells."""
    kind = paper.SHELF.kinds.newest("coordination_order")
    path = PathLine()
    qtbot.addWidget(path)
    font = QFont(path.font())
    font.setPixelSize(11)
    path.show_state(kind.workflow, at, ("draft",))
    path.resize(480, 34)
    named, last = path.labels(QFontMetrics(font)), len(way(kind.workflow)) - 1
    spans = [path.span(place, QFontMetrics(font).horizontalAdvance(named[place])) for place in sorted(named)]
    assert named[last] == "总经理已阅，归档"
    assert spans[0][0] >= 0
    assert spans[-1][1] <= path.width()
    assert all(one[1] < other[0] for one, other in pairwise(spans))
    assert path.told(last).startswith("8. 总经理已阅，归档：")
