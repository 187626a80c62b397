"""The rules fit each other and their own texts: every share has its clause, no text names another figure (E4.1, E5)."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from qcdesk.rules import coherence, severity, soundness, starter
from qcdesk.rules.criteria import Criterion
from qcdesk.rules.deadlines import DeadlineRule
from qcdesk.rules.inputs import Inputs

TODAY = date(2026, 11, 22)
CRITERIA, DEADLINES, DEFECTS = starter.criteria(), starter.deadlines(), starter.defects()


def criteria(code: str, **changes: Any) -> list[Criterion]:
    return [replace(row, **changes) if row.code == code else row for row in CRITERIA]


def deadline(code: str, **changes: Any) -> DeadlineRule:
    return next(replace(row, **changes) for row in DEADLINES if row.code == code)


def test_starter_rows_leave_no_share_without_a_clause_and_quote_their_own_figures() -> None:
    assert coherence.uncovered(CRITERIA, TODAY) == coherence.doubled(CRITERIA, TODAY) == []
    assert [row.code for row in (*CRITERIA, *DEADLINES) if coherence.misquoted(row)] == []


def test_gap_between_two_grades_is_found_and_is_where_the_judgement_falls_silent() -> None:
    """E4.1: 30 % for 批量 raised to 40 % while 一般 ends at 30 %."""
    raised = criteria("R1", least=Fraction(2, 5))
    listed = Inputs("脚踏类", defects=("反光片上错",), lot_qty=100, defect_qty=35)
    assert severity.judge(listed, raised, DEFECTS).silent
    assert coherence.uncovered(raised, TODAY) == [
        ("R0", "不良率不到 30% 的按 R0 判“一般”，40% 以上的按 R1：30% 到 40% 之间没有一条标准，判不出程度，"
               "请把 R0 的起点数改成一样"),
    ]  # fmt: skip
    both = [replace(row, least=Fraction(2, 5)) if row.code == "R0" else row for row in raised]
    assert coherence.uncovered(both, TODAY) == []
    assert severity.judge(listed, both, DEFECTS).grade == "一般"


def test_share_that_nothing_follows_is_a_gap() -> None:
    """E4.1"""
    (found,) = coherence.uncovered(criteria("R1", active=False), TODAY)
    assert found == ("R0", "不良率不到 30% 的按 R0 判“一般”，30% 以上没有一条标准")


def test_gap_that_opens_later_is_told_with_its_day() -> None:
    """E4.1"""
    later = replace(next(row for row in CRITERIA if row.code == "R1"), version=2, least=Fraction(1, 2),
                    valid_from=date(2026, 12, 1))  # fmt: skip
    (found,) = coherence.uncovered([*CRITERIA, later], TODAY)
    assert found[1].startswith("从 2026-12-01 起，不良率不到 30% 的")
    assert coherence.uncovered([*CRITERIA, later], date(2026, 12, 2))[0][1].startswith("不良率不到 30% 的")


def test_shares_that_two_grades_claim_are_told() -> None:
    """E4.1"""
    (found,) = coherence.doubled(criteria("R1", least=Fraction(1, 5)), TODAY)
    assert "20% 到 30% 之间两条都成立，按高的判" in found[1]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (criteria("R1", least=Fraction(1, 5))[1], "起点是 20%，原文却写着“30%”，请一并改原文"),
        (criteria("R1", least=Fraction(1, 5), sentence="两成以上的不良")[1], ""),
        (criteria("R1", least=Fraction(1, 5), sentence="三成以上的不良")[1], "原文却写着“三成”"),
        (criteria("R2", least=Fraction(4))[4], "起点是 4，原文却写着“3次”"),
        (criteria("R2", least=Fraction(4), sentence="当月发生四次以上")[4], ""),
        (criteria("R0", least=Fraction(1, 5))[0], ""),
        (deadline("CAUSE-1W", amount=2), "时限是 2 周，原文却写着“一周”"),
        (deadline("CAUSE-1W", amount=5, unit="working_days"), "时限是 5 个工作日，原文却写着“一周”"),
        (deadline("RESULT-7WD", amount=6), "时限是 6 个工作日，原文却写着“7个工作日”"),
        (deadline("RESULT-7WD", amount=6, sentence="6 个工作日内告知结果"), ""),
        (deadline("FIRST-24H", amount=48), "原文却写着“24小时”"),
        (deadline("FIRST-1WD", amount=2), "原文却写着“一个工作日”"),
        (deadline("SAMPLE-2WH", amount=3), ""),
        (deadline("SAMPLE-2WH", amount=4), "原文却写着“2~3个工作时”"),
        (deadline("GRUMBLE-48H", amount=24), "原文却写着“48小时”"),
        (deadline("GRUMBLE-48H", times=3), "原文却写着“2次”"),
        (deadline("MONTHLY-REGION", amount=2), ""),
        (deadline("COORD-CALL", amount=30, unit="clock_minutes"), ""),
    ],
)
def test_text_that_names_another_figure_than_its_row_is_found(row: Criterion | DeadlineRule, told: str) -> None:
    """E5"""
    found = coherence.misquoted(row)
    assert found.endswith("请一并改原文") and told in found if told else not found


def test_check_counts_gaps_and_texts_among_what_is_wrong() -> None:
    """E4.1 E5: a double claim is only to be known."""
    changed = [deadline(row.code, amount=6) if row.code == "RESULT-7WD" else row for row in DEADLINES]
    gap = soundness.examine(criteria("R1", least=Fraction(2, 5)), changed, DEFECTS, TODAY)
    assert [one.code for one in gap if one.wrong] == ["R0", "R1", "RESULT-7WD"]
    double = soundness.examine(criteria("R1", least=Fraction(1, 5)), DEADLINES, DEFECTS, TODAY)
    assert [(one.code, one.wrong) for one in double if one.code in ("R0", "R1")] == [("R1", True), ("R0", False)]


def test_row_that_is_not_in_force_is_not_held_to_its_text() -> None:
    off = [deadline(row.code, amount=9) if row.code == "RESULT-5WD" else row for row in DEADLINES]
    assert not any(one.wrong for one in soundness.examine(CRITERIA, off, DEFECTS, TODAY))
