"""保存年限 as offices write it."""

from datetime import date

import pytest

from qcdesk.services.keeping import terms


@pytest.mark.parametrize(
    ("text", "months"),
    [("3 年", 36), ("３年", 36), ("两年", 24), ("三年", 36), ("十五年", 180), ("二十年", 240), ("一年半", 18),
     ("半年", 6), ("12个月", 12), ("随样品，结案后 12 个月", 12), ("保存5年以上", 60)],
)  # fmt: skip
def test_years_and_months_are_read(text: str, months: int) -> None:
    assert terms.read(text).months == months


@pytest.mark.parametrize(
    "text",
    [
        "",
        "长期",
        "永久保存",
        "另行通知为止",
        "处理完毕通知为止",
        "产品停产为止",
        "2-3年",
        "三至五年",
        "1 年或 3 年",
        "0 年",
        "2026年",
        "九九九年",
    ],
)
def test_what_is_no_figure_never_ends_and_says_why(text: str) -> None:
    found = terms.read(text)
    assert found.months is None
    assert found.why


def test_years_count_from_the_end_of_the_year_in_which_it_ended() -> None:
    assert terms.until(date(2023, 3, 5), 36) == date(2026, 12, 31)
    assert terms.until(date(2023, 12, 31), 18) == date(2025, 6, 30)
    assert terms.until(date(2023, 2, 1), 2) == date(2024, 2, 29)


@pytest.mark.parametrize("text", ["处置完毕取下为止", "隔离品处理完为止。", "案件关闭为止"])
def test_until_it_is_done_with_ends_with_its_own_sheet(text: str) -> None:
    assert terms.read(text).months == 0


def test_paper_tells_nobody_where_to_write_the_years() -> None:
    why = terms.read("按规定").why
    assert terms.WHERE in why
    assert terms.on_paper(why) == "保存年限“按规定”读不出是几年"
