"""Figures of rule rows in words."""

from datetime import date

import pytest

from qcdesk.rules import starter, wording
from qcdesk.rules.criteria import BY_FACTORY, Criterion
from qcdesk.rules.deadlines import DeadlineRule


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("FIRST-24H", "24 小时"),
        ("FIRST-1WD", "1 个工作日（最长 3）"),
        ("GRUMBLE-48H", "48 小时之内 2 次"),
        ("REPEAT-3M", "当月 3 次"),
        ("COORD-CALL", "空白，待本厂填写"),
        ("PERSON-2WD-SAT", "2 个工作日（星期六照算）"),
    ],
)
def test_deadline_is_told_in_the_units_of_its_source(code: str, words: str) -> None:
    assert wording.figure(next(row for row in starter.deadlines() if row.code == code)) == words


def test_a_share_is_told_as_per_cent_and_a_count_as_it_is() -> None:
    found = {row.code: wording.least(row) for row in starter.criteria()}
    assert (found["R1"], found["R2"], found["R3"]) == ("30%", "3", "")


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, None, "一直"),
        (date(2026, 11, 1), None, "2026-11-01 起"),
        (date(2026, 11, 1), date(2026, 12, 31), "2026-11-01 – 2026-12-31"),
        (None, date(2026, 12, 31), "– 2026-12-31"),
    ],
)
def test_validity_is_told_from_and_till_a_day(start: date | None, end: date | None, words: str) -> None:
    row = DeadlineRule("A", "a", "甲", "clock_hours", valid_from=start, valid_to=end)
    assert wording.validity(row) == words


def test_what_the_factory_set_is_told_from_what_is_quoted() -> None:
    assert wording.is_own(Criterion("R9", "一般", "listed", "甲", source=f"{BY_FACTORY}（原 S4:264）"))
    assert not any(wording.is_own(row) for row in starter.deadlines())
