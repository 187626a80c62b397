"""抱怨 becomes 投诉, 投诉 becomes 升级投诉: E1.2 S1:72-88."""

from datetime import datetime, timedelta

import pytest

from qcdesk.rules.promotion import Contact, promote

FIRST = datetime(2026, 11, 20, 9)


def grumbles(*hours: float, issue: str = "反光片上错") -> list[Contact]:
    return [Contact(FIRST + timedelta(hours=at), issue) for at in hours]


@pytest.mark.parametrize(
    ("hours", "kind"),
    [((0,), "抱怨"), ((0, 48), "投诉"), ((0, 48.02), "抱怨"), ((0, 40, 80), "投诉"), ((), "抱怨"), ((5, 5), "投诉"),
     ((100, 0, 52.5), "投诉")],
)  # fmt: skip
def test_same_issue_twice_within_48_hours_is_a_complaint(hours: tuple[float, ...], kind: str) -> None:
    """E1.2 S1:86: 同一问题48小时内抱怨2次以上"""
    assert promote(grumbles(*hours)).kind == kind


def test_two_issues_do_not_add_up() -> None:
    """E1.2 S1:86"""
    assert promote([*grumbles(0), *grumbles(1, issue="短装")]).kind == "抱怨"


def test_any_displeasure_of_a_key_customer_is_a_complaint() -> None:
    """E1.2 S1:86"""
    found = promote(grumbles(0), "重点")
    assert (found.kind, found.sentence, found.source) == ("投诉", "重点客户的任何不满都按投诉处理", "S1:86")
    assert promote(grumbles(0), "一般").kind == "抱怨"


@pytest.mark.parametrize("channel", ["工商", "质监部门", "消费者组织", "媒体采访", "总部转派"])
def test_what_comes_from_authorities_is_raised_above_all(channel: str) -> None:
    """E1.2 S1:86"""
    assert promote(grumbles(0, 1), "重点", channel).kind == "升级投诉"


def test_window_and_number_are_the_rows() -> None:
    assert (
        promote(grumbles(0, 10, 20), times=3, hours=24).sentence
        == "同一问题 24 小时内抱怨 3 次（3 次以上），按投诉处理"
    )
    assert promote(grumbles(0, 10), times=3).sentence == "同一问题 48 小时内抱怨不到 3 次，先按抱怨登记"
