"""The figures of the documents as due times, to the minute: a row that counts otherwise fails here."""

from datetime import datetime

import pytest

from qcdesk.rules import starter
from qcdesk.rules.calendar import WorkingCalendar
from qcdesk.rules.counting import due
from qcdesk.rules.units import UNITS

ROWS = {row.code: row for row in starter.deadlines()}
MONDAY = datetime(2026, 11, 16, 9, 30)


def due_by(code: str) -> str:
    return due(MONDAY, ROWS[code], WorkingCalendar()).at.isoformat(timespec="minutes")


@pytest.mark.parametrize(
    ("code", "at", "source"),
    [
        ("VISIT-2WD-SALES", "2026-11-18T09:30", "S1:350"), ("REPORT-1WD-SALES", "2026-11-17T09:30", "S1:353"),
        ("DIRECTOR-24H-SALES", "2026-11-17T09:30", "S1:353"), ("SHEET-1WH", "2026-11-16T10:30", "S1:353"),
        ("APPROVED-1WH-SALES", "2026-11-16T10:30", "S1:353"),
    ],
)  # fmt: skip
def test_cable_makers_figures_are_those_of_its_document(code: str, at: str, source: str) -> None:
    """E1.5 S1:347-353: 2个工作日现场拜访, 一个工作日报, 24小时回复, 1个工作时内分发, 1个工作时内回复客户."""
    assert (due_by(code), ROWS[code].source) == (at, source)


@pytest.mark.parametrize(("code", "at"), [("FIRST-24H-HANDLE", "2026-11-17T09:30"), ("RESULT-5WD", "2026-11-23T09:30")])
def test_handled_in_a_day_and_the_result_told_in_five_working_days(code: str, at: str) -> None:
    """E3.2 S3:48: 24小时内处理, 5个工作日内通知结果."""
    assert (due_by(code), ROWS[code].source) == (at, "S3:48")


@pytest.mark.parametrize(
    ("code", "at", "most"),
    [
        ("INVESTIGATE-5WD", "2026-11-23T09:30", 10), ("OPINION-2WD", "2026-11-18T09:30", None),
        ("FOLLOW-1M", "2026-12-16T09:30", None),
    ],
)  # fmt: skip
def test_investigation_opinion_and_follow_up_keep_the_figures_of_the_plan(code: str, at: str, most: int | None) -> None:
    """E4.6 S4:93-107: 5个工作日调查（特殊10）, 2个工作日报批, 1个月内跟进改进."""
    assert (due_by(code), ROWS[code].most) == (at, most)


@pytest.mark.parametrize(
    ("code", "at", "where"),
    [("ONSITE-24H", "2026-11-17T09:30", "田心范围"), ("ONSITE-48H", "2026-11-18T09:30", "其他市内")],
)
def test_plan_and_handling_on_site_are_due_by_where_the_customer_is(code: str, at: str, where: str) -> None:
    """E2.8 S2:100: 24小时内提出处理方案并至客户处处理（限田心范围）, 其他市内 48小时处理完毕; none beyond."""
    assert (due_by(code), ROWS[code].condition) == (at, where)
    assert ROWS["ONSITE-FAR"].unit not in UNITS


@pytest.mark.parametrize(
    ("code", "at"),
    [("HANDLE-5WD", "2026-11-23T09:30"), ("HANDLE-3WD", "2026-11-19T09:30"), ("HANDLE-1WD", "2026-11-17T09:30")],
)
def test_handling_is_due_by_the_gravity_of_the_case(code: str, at: str) -> None:
    """E4.3 E4.4 S4:55-69: general five, major and urgent three, an emergency one working day."""
    assert due_by(code) == at
