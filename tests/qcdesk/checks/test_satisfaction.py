"""What customers think: the bands of rules.md E2.3, the weighted total, the shares of the summary."""

from decimal import Decimal

import factory
import pytest

from qcdesk.calculations import SURVEYED, grade_of
from qcdesk.canonical import Values

KINDS = factory.shelf().kinds
SURVEY, SUMMARY = KINDS.newest("satisfaction_survey"), KINDS.newest("satisfaction_summary")


def survey(**changes: object) -> Values:
    return SURVEY.parse({**factory.sample("satisfaction_survey-qingyu"), **changes})


def summary(**changes: object) -> Values:
    return SUMMARY.parse({**factory.sample("satisfaction_summary-2026-2"), **changes})


@pytest.mark.parametrize(
    ("points", "grade"),
    [
        ("100", "非常满意"), ("95", "非常满意"), ("94.5", "非常满意"), ("94.49", "满意"), ("94", "满意"),
        ("90", "满意"), ("89.5", "满意"), ("89", "基本满意"), ("80", "基本满意"), ("79.5", "基本满意"),
        ("79.49", "不满意"), ("79", "不满意"), ("0", "不满意"),
    ],
)  # fmt: skip
def test_points_are_rounded_half_up_and_graded_by_the_bands(points: str, grade: str) -> None:
    """E2.3 E8.4: 95 非常满意, 94 满意, 90 满意, 89 基本满意, 80 基本满意, 79 不满意."""
    assert grade_of(Decimal(points)) == grade


@pytest.mark.parametrize("code", ["satisfaction_survey", "satisfaction_summary"])
def test_rounding_rule_is_printed_on_the_sheet(code: str) -> None:
    assert any("四舍五入到整数分后评级" in zh for zh, _ in factory.shelf().newest(code).notes)


def test_samples_are_sound() -> None:
    assert SURVEY.unsound(survey()) == []
    assert SUMMARY.unsound(summary()) == []


def test_total_is_weighted_over_the_items_with_a_score() -> None:
    weighed = {"quality_weight": "3", "quality_score": 100, "packing_weight": "1", "packing_score": 80}
    assert SURVEY.parse(weighed)["total"] == "95.00"
    assert SURVEY.parse({**weighed, "price_weight": "50"})["total"] == "95.00"
    assert (survey()["total"], survey()["grade"]) == ("91.55", "满意")


def test_items_count_the_same_where_no_weight_is_given() -> None:
    assert SURVEY.parse({"quality_score": 90, "packing_score": 85, "price_score": 85})["total"] == "86.67"


def test_survey_without_scores_has_no_total() -> None:
    assert {"total", "grade"} & set(SURVEY.parse({"customer": "青榆", "quality_weight": "5"})) == set()
    assert "total" not in SURVEY.parse({"quality_score": 90, "packing_weight": "5"})


def test_score_is_of_the_ticked_grade() -> None:
    (said,) = SURVEY.unsound(survey(quality_score=95))
    assert said.sentence == "95 分属于“非常满意”，勾的是“满意”，请核对"
    (said,) = SURVEY.unsound(survey(quality_grade=None))
    assert said.sentence == "得分 93，请勾选“满意”"


def test_weights_are_given_for_all_items_or_for_none() -> None:
    (said,) = SURVEY.unsound(survey(price_weight=None))
    assert said.sentence == "还有 1 项没有填权重：要么全填，要么全不填（各项同等）"
    assert SURVEY.unsound(survey(**{f"{item}_weight": None for item in SURVEYED})) == []


def test_survey_is_signed_after_it_was_sent() -> None:
    said = SURVEY.unsound(survey(sign_date="2026-11-01", returned="2026-11-01"))
    assert [fault.field for fault in said] == ["sign_date", "returned"]


def test_shares_of_the_summary() -> None:
    values = summary()
    assert [values[name] for name in ("sent_pct", "back_pct", "cover_pct")] == ["80.00 %", "41.67 %", "33.33 %"]
    assert values["statement"] == (
        "本次调查发出 12 份（占客户总数的 80.00 %），收回 5 份（占发出 41.67 %，占客户总数 33.33 %），调查数据有效。"
    )
    assert (values["avg"], values["sat_pct"], values["unsat"]) == ("88.47", "60.00 %", 1)


def test_nothing_to_divide_by_is_a_dash() -> None:
    """E8.3: zero to divide by is no per cent."""
    values = summary(sent_qty=0, back=0)
    assert (values["sent_pct"], values["back_pct"]) == ("0.00 %", "—")


def test_empty_summary_says_nothing() -> None:
    assert SUMMARY.parse({}) == {}


def test_no_more_surveys_come_back_than_went_out() -> None:
    (said,) = SUMMARY.unsound(summary(back=13))
    assert said.sentence == "收回 13 份，多于发出 12 份"


def test_grade_of_a_summary_line_is_that_of_its_total() -> None:
    lines = [{"customer": "海枫单车（样例）有限公司", "total": "94.5", "grade": "满意", "op": "无"}]
    (said,) = SUMMARY.unsound(summary(lines=lines))
    assert str(said) == "第 1 行 等级：总分 94.5 属于“非常满意”，填的是“满意”，请核对"
