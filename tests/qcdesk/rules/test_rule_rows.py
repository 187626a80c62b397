"""The rows that ship: read as sentences with their sources; contradictions, blanks and bad rows are named."""

from datetime import date
from typing import Any

import pytest

import resources
from qcdesk.errors import Invalid
from qcdesk.rules import rows, soundness, starter
from qcdesk.rules.deadlines import DeadlineRule, contradictions, rivals
from qcdesk.rules.soundness import Remark
from qcdesk.rules.validity import in_force

TODAY = date(2026, 11, 22)
DEADLINES = starter.deadlines()
CRITERIA = starter.criteria()

SAID = [
    ("FIRST-24H", 24, "clock_hours", "S3:100"), ("FIRST-24H-HANDLE", 24, "clock_hours", "S3:48"),
    ("FIRST-24H-RESPOND", 24, "clock_hours", "S3:82"), ("FIRST-24H-REPLY", 24, "clock_hours", "S4:55"),
    ("FIRST-1WD", 1, "working_days", "S0:118"), ("FIRST-ONLINE-1H", 1, "clock_hours", "S0:236"),
    ("ANSWER-3WD", 3, "working_days", "S1:262"), ("CAUSE-1W", 1, "calendar_weeks", "S0:112"),
    ("ONSITE-24H", 24, "clock_hours", "S2:100"), ("ONSITE-48H", 48, "clock_hours", "S2:100"),
    ("ONSITE-FAR", None, "unset", "S2:100"), ("SAMPLE-2WH", 2, "working_hours", "S1:96"),
    ("VISIT-2WD", 2, "working_days", "S1:94"), ("VISIT-2WD-SALES", 2, "working_days", "S1:350"),
    ("VISIT-BLANK", None, "unset", "S1:102"), ("REPORT-1WD", 1, "working_days", "S1:105"),
    ("REPORT-1WD-SALES", 1, "working_days", "S1:353"), ("DIRECTOR-24H", 24, "clock_hours", "S1:105"),
    ("DIRECTOR-24H-SALES", 24, "clock_hours", "S1:353"), ("SHEET-2WH", 2, "working_hours", "S1:105"),
    ("SHEET-1WH", 1, "working_hours", "S1:353"), ("APPROVED-1WH", 1, "working_hours", "S1:105"),
    ("APPROVED-1WH-SALES", 1, "working_hours", "S1:353"), ("PERSON-2WD-SAT", 2, "working_days_saturday", "S2:64"),
    ("ASSIGN-1WD", 1, "working_days", "S4:65"), ("INVESTIGATE-3WD", 3, "working_days", "S4:55"),
    ("INVESTIGATE-5WD", 5, "working_days", "S4:99"), ("HANDLE-5WD", 5, "working_days", "S4:55-69"),
    ("HANDLE-3WD", 3, "working_days", "S4:55-69"), ("HANDLE-1WD", 1, "working_days", "S4:55-69"),
    ("ESTIMATE-5WD", 5, "working_days", "S4:71"), ("OPINION-2WD", 2, "working_days", "S4:97-105"),
    ("RESULT-7WD", 7, "working_days", "S3:100"), ("RESULT-5WD", 5, "working_days", "S3:48"),
    ("RESULT-AFTER-2WD", 2, "working_days", "S4:55"), ("FOLLOW-1M", 1, "calendar_months", "S4:105"),
    ("APPEAL-3WD", 3, "working_days", "S3:293"), ("APPEAL-5WD", 5, "working_days", "S3:115"),
    ("REEXAMINE-3WD", 3, "working_days", "S3:293"), ("REEXAMINE-5WD", 5, "working_days", "S3:115"),
    ("UNRESOLVED-1M", 1, "calendar_months", "S0:172"), ("GRUMBLE-48H", 48, "window_hours", "S1:86"),
    ("REPEAT-3M", None, "count_in_month", "S4:264"), ("MONTHLY-REGION", 1, "calendar_months", "S1:105"),
    ("MONTHLY-STORE", 1, "calendar_months", "S1:193"), ("MONTHLY-SERVICE", 1, "calendar_months", "S2:14"),
    ("COORD-SUBMIT", None, "unset", "S3:240-246"), ("COORD-CALL", None, "unset", "S3:240-246"),
    ("COORD-TRACE", None, "unset", "S3:240-246"), ("COORD-RETURN", None, "unset", "S3:240-246"),
    ("COORD-SECOND", None, "unset", "S3:240-246"),
]  # fmt: skip


@pytest.mark.parametrize("said", SAID, ids=lambda said: said[0])
def test_every_deadline_of_the_documents_is_a_row_with_its_source(said: tuple[object, ...]) -> None:
    """E5"""
    found = [(row.code, row.amount, row.unit, row.source) for row in DEADLINES if row.code == said[0]]
    assert found == [said]


def test_there_are_no_rows_besides() -> None:
    assert len(DEADLINES) == len(SAID)


def test_one_row_is_in_force_for_each_event_and_condition() -> None:
    """E5: one active rule set"""
    held = [row.competes_as for row in in_force(DEADLINES, TODAY)]
    assert len(held) == len(set(held))
    assert rivals(DEADLINES) == []
    with_figures = {row.competes_as for row in DEADLINES if row.unit != "unset" and not row.condition}
    assert with_figures - set(held) == {("monthly_summary", "")}, "of no case, so no clock (E1.4)"


def test_contradicting_rows_stand_side_by_side_with_the_one_in_force() -> None:
    """E5"""
    found = {group.rows[0].event: group for group in contradictions(DEADLINES, TODAY)}
    assert set(found) == {"first_reply", "onsite_visit", "distribute_sheet", "investigate", "result", "appeal",
                          "reexamine"}  # fmt: skip
    assert [row.code for row in found["result"].chosen] == ["RESULT-7WD"]
    assert [row.source for row in found["distribute_sheet"].rows] == ["S1:105", "S1:353"]


def test_starts_and_stops_are_happenings_that_have_a_name() -> None:
    named = starter.happenings()
    used = {name for row in DEADLINES for name in (row.starts, row.stops) if name}
    assert used == set(named)
    assert all(named.values())


def test_extremes_and_numbers_of_the_documents_are_kept() -> None:
    most = {row.code: row.most for row in DEADLINES if row.most}
    assert most == {"FIRST-1WD": 3, "SAMPLE-2WH": 3, "INVESTIGATE-5WD": 10}
    times = {row.code: row.times for row in DEADLINES if row.times}
    assert times == {"GRUMBLE-48H": 2, "REPEAT-3M": 3}


def test_criteria_are_the_six_of_the_office() -> None:
    """E4.1 S4:235-264"""
    assert [(row.code, row.grade, row.source) for row in CRITERIA] == [
        ("R0", "一般", "S4:235-264"), ("R1", "批量", "S4:235-264"), ("R1b", "批量", "S4:235-264"),
        ("R1c", "批量", "S4:235-264"), ("R2", "严重", "S4:264"), ("R3", "严重", "S4:235-264"),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", [rows.CRITERION, rows.DEADLINE])
def test_stored_content_reads_back_as_the_same_row(kind: str) -> None:
    for row in CRITERIA if kind == rows.CRITERION else DEADLINES:
        assert rows.read(kind, rows.content(row)) == row


def test_starter_rules_have_nothing_wrong_and_name_their_blanks() -> None:
    remarks = soundness.examine(CRITERIA, DEADLINES, starter.defects(), TODAY)
    assert [one for one in remarks if one.wrong] == []
    blanks = [one.code for one in remarks if "空白" in one.sentence]
    assert blanks == ["ONSITE-FAR", "VISIT-BLANK", "COORD-SUBMIT", "COORD-CALL", "COORD-TRACE", "COORD-RETURN",
                      "COORD-SECOND"]  # fmt: skip
    assert Remark("严重", "“严重程度”的处理要求原文件没有写，请本厂填写", wrong=False) in remarks


def deadline(**changes: Any) -> DeadlineRule:
    said = {"code": "F-1", "event": "first_reply", "title": "首次回复客户", "unit": "working_days", "amount": 1}
    made = rows.read(rows.DEADLINE, {**said, **changes})
    assert isinstance(made, DeadlineRule)
    return made


def test_two_rows_in_force_for_one_event_are_wrong_while_their_days_overlap() -> None:
    wrong = soundness.examine(CRITERIA, [*DEADLINES, deadline()], starter.defects(), TODAY)[0]
    assert (wrong.code, wrong.wrong) == ("FIRST-24H", True)
    assert wrong.sentence == "首次回复客户：与 F-1 同时启用，有效期重叠，只能留一条"
    ended = [deadline(valid_to="2026-01-31"), deadline(code="F-2", valid_from="2026-02-01")]
    assert rivals(ended) == []
    assert rivals([*ended, deadline(code="F-3", valid_from="2026-02-01", valid_to="2026-02-01")]) != []


def test_missing_grade_and_unknown_item_are_wrong() -> None:
    fewer = [row for row in CRITERIA if row.grade != "批量"]
    remarks = soundness.examine(fewer, DEADLINES, starter.defects().__class__(()), TODAY)
    assert {one.code for one in remarks if one.wrong} == {"批量", "R2", "R0"}


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"unit": "fortnights"}, "unit", "“fortnights”不认识，可用："),
        ({"amount": None}, "amount", "这个单位要填数"),
        ({"amount": 0}, "amount", "这个单位要填数"),
        ({"amount": 1.5}, "amount", "要填 0 到 10000 的整数"),
        ({"amount": True}, "amount", "要填 0 到 10000 的整数"),
        ({"amount": 10_001}, "amount", "要填 0 到 10000 的整数"),
        ({"most": 1, "amount": 2}, "most", "不能比时限短"),
        ({"unit": "unset"}, "active", "空白的时限要先填数才能启用"),
        ({"valid_from": "2026-02-30"}, "valid_from", "要填日期"),
        ({"valid_from": "2026-03-01", "valid_to": "2026-02-01"}, "valid_to", "不能早于生效日"),
        ({"title": ""}, "title", "必须填写"),
        ({"sentence": "两\n行"}, "sentence", "要填一行文字"),
        ({"active": "是"}, "active", "只能填是或否"),
        ({"colour": "红"}, "colour", "没有这个栏位"),
    ],
)
def test_bad_deadline_is_refused_by_field(changes: dict[str, object], field: str, sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        deadline(**changes)
    assert any(fault.field == field and fault.sentence.startswith(sentence) for fault in refused.value.faults)


@pytest.mark.parametrize(
    "changes", [{"test": "by_feeling"}, {"grade": "特别严重"}, {"least": 0.3}, {"least": "三成"}, {"least": "1/0"},
                {"least": "-1"}, {"least": "nan"}, {"least": True}, {"code": None}]
)  # fmt: skip
def test_bad_criterion_is_refused(changes: dict[str, object]) -> None:
    said = {"code": "F", "grade": "一般", "test": "share", "sentence": "原文", "least": "0.1"}
    with pytest.raises(Invalid):
        rows.read(rows.CRITERION, {**said, **changes})


def test_newest_version_begun_holds_until_it_is_switched_off() -> None:
    first = deadline(valid_to=None)
    second = deadline(version=2, amount=3, valid_from="2026-03-01")
    off = deadline(version=3, amount=3, valid_from="2026-06-01", active=False)
    versions = [off, first, second]
    held = [[row.amount for row in in_force(versions, date(2026, month, 1))] for month in (1, 2, 3, 5, 6)]
    assert held == [[1], [1], [3], [3], []]
    assert in_force([deadline(valid_to="2026-03-01")], date(2026, 3, 2)) == []


def test_sources_are_documents_and_lines() -> None:
    for row in (*CRITERIA, *DEADLINES):
        assert row.source.partition(":")[0] in {"S0", "S1", "S2", "S3", "S4"}
        assert row.source.partition(":")[2].replace("-", "").isdigit()
    assert resources.toml("starter/calendar.toml")["hours_source"] == "本厂设定"
