"""客诉程度 as the office's criteria say it: S4:235-264."""

from fractions import Fraction

import pytest

from qcdesk.rules import inputs, severity, starter
from qcdesk.rules.clauses import percent
from qcdesk.rules.criteria import Criterion
from qcdesk.rules.severity import Judgement
from qcdesk.rules.terms import DefectItem

CRITERIA = starter.criteria()
DEFECTS = starter.defects()


def judged(month_count: int = 1, **given: object) -> Judgement:
    return severity.judge(inputs.read(given), CRITERIA, DEFECTS, month_count)


def codes(found: Judgement) -> list[str]:
    return [clause.code for clause in found.clauses]


def test_broken_spindle_is_serious() -> None:
    """E8.5 E4.1 S4:235-264"""
    found = judged(family="脚踏类", defects=["芯轴断裂"])
    assert (found.grade, codes(found), found.changes) == ("严重", ["R3"], ())
    assert found.clauses[0].inputs == {"defects": ["芯轴断裂"]}


def test_three_reflectors_fitted_wrongly_are_minor() -> None:
    """E8.5 E4.1 S4:235-264"""
    found = judged(family="脚踏类", defects=["反光片上错"], defect_qty=3, lot_qty=2000)
    assert (found.grade, codes(found)) == ("一般", ["R0"])
    assert found.consequences == ("提供修补件,抱歉性安抚",)
    assert found.clauses[0].words == "不良项目：反光片上错，列在“一般程度”；不良 3 ÷ 批量 2000 = 0.15%，不到 30%"


def test_wrong_reflectors_on_a_whole_lot_are_batch() -> None:
    """E8.5 E4.1 S4:235-264"""
    for given in ({"defects": ["反光片整批用错"]}, {"description": "客户反映这批反光片整批用错，共 40 箱。"}):
        found = judged(family="脚踏类", **given)
        assert (found.grade, codes(found)) == ("批量", ["R1c"])
        assert found.consequences == ("抱歉性沟通或拜访",)


@pytest.mark.parametrize(
    ("defective", "lot", "grade"),
    [(300, 1000, "批量"), (299, 1000, ""), (3, 10, "批量"), (2999, 10_000, ""), (1, 3, "批量"), (333, 1111, ""),
     (334, 1111, "批量"), (10**12 * 3 // 10, 10**12, "批量"), (10**12 * 3 // 10 - 1, 10**12, "")],
)  # fmt: skip
def test_thirty_per_cent_includes_the_number_and_is_exact(defective: int, lot: int, grade: str) -> None:
    """E8.5 E4.1 S4:235-264: 30%比例以上的不良"""
    assert judged(defect_qty=defective, lot_qty=lot).grade == grade


def test_third_case_in_the_month_is_serious_the_second_not() -> None:
    """E8.5 E4.1 S4:264: 重复性问题在当月发生3次以上"""
    given = {"family": "脚踏类", "defects": ["唛头写错"]}
    assert judged(month_count=2, **given).grade == "一般"
    third = judged(month_count=3, **given)
    assert (third.grade, codes(third)) == ("严重", ["R2", "R0"])
    assert third.clauses[0].words == "同样的问题本月第 3 次"


def test_highest_wins_and_all_that_fired_are_shown_in_falling_order() -> None:
    """E4.1 S4:235-264"""
    found = judged(family="脚踏类", defects=["芯轴断裂", "唛头写错"], defect_qty=40, lot_qty=100, unusable_lot=True)
    assert found.grade == "严重"
    assert codes(found) == ["R3", "R1", "R1b"]
    assert [clause.grade for clause in found.clauses] == ["严重", "批量", "批量"]


@pytest.mark.parametrize(
    ("given", "code"),
    [({"unusable_lot": True}, "R1b"), ({"affects_function": True}, "R3"), ({"defects": ["色差"]}, "R1c"),
     ({"lot_qty": 10, "defect_qty": 3}, "R1"), ({"defects": ["短装"]}, "R0"), ({"defects": ["拉松脱"]}, "R3")],
)  # fmt: skip
def test_every_criterion_fires_by_itself_with_sentence_and_source(given: dict[str, object], code: str) -> None:
    """E4.1 S4:235-264"""
    found = judged(**given)
    assert codes(found) == [code]
    assert found.clauses[0].sentence
    assert found.clauses[0].source.startswith("S4:")


@pytest.mark.parametrize("item", DEFECTS.items, ids=lambda item: f"{item.family}-{item.item}")
def test_every_listed_item_gives_the_grade_it_is_listed_under(item: DefectItem) -> None:
    """E4.1 S4:235-264: 41 items"""
    assert judged(family=item.family, defects=[item.item]).grade == item.severity


def test_listed_minor_defect_on_a_third_of_the_lot_is_batch_alone() -> None:
    """E4.1 S4:235-264: R0 ends where R1 begins"""
    assert codes(judged(defects=["短装"], lot_qty=90, defect_qty=30)) == ["R1"]
    assert codes(judged(defects=["短装"], lot_qty=90, defect_qty=26)) == ["R0"]


def test_inspected_quantity_counts_only_where_the_lot_is_missing() -> None:
    """E4.1 S4:235-264"""
    assert judged(lot_qty=1000, inspected_qty=10, defect_qty=5).silent
    found = judged(inspected_qty=10, defect_qty=5)
    assert found.grade == "批量"
    assert found.clauses[0].inputs == {"defect_qty": 5, "inspected_qty": 10, "share": "50%"}
    assert found.clauses[0].words.startswith("不良 5 ÷ 检验数 10 = 50%（未填批量，按检验数算）")


def test_judgement_says_what_would_raise_it() -> None:
    found = judged(month_count=2, defects=["短装"], lot_qty=100, defect_qty=26)
    assert "不良数再多 4 个（达到 30 个，30%）即为批量" in found.changes
    assert "本月再发生 1 次即为严重" in found.changes
    assert "勾选“整批无法上线/需全检或调换”即为批量" in found.changes
    assert "填上批量和不良数，达到 30% 即为批量" in judged(defects=["短装"]).changes


@pytest.mark.parametrize(
    ("text", "said"),
    [("不良率35%，表面划伤", "不良率35%"), ("抽检 100支中35支不良", "100支中35支不良"),
    ("不良率约为 12.5 %", "不良率约为 12.5 %"),
     ("约三成不良", "三成不良"), ("不良率约三成", "不良率约三成"), ("35%的不良", "35%的不良"),
     ("不良 35/100", "不良 35/100"),
     ("抽检35/100不良", "35/100不良")],
)  # fmt: skip
def test_a_share_told_in_words_is_asked_for_and_not_reckoned_with(text: str, said: str) -> None:
    """E4.1 S4:235-264"""
    found = judged(description=text)
    assert found.silent
    assert f"描述里写了“{said}”，请填上批量（或检验数）和不良数，达到 30% 即为批量" in found.changes
    assert not any("描述里" in words for words in judged(description=text, lot_qty=100, defect_qty=5).changes)


def test_figures_that_are_no_share_are_not_asked_for() -> None:
    for text in ("唛头写错 3 箱", "合格率 99%", "订单 35 支，没有不良", "不良现象见照片 3/5 张", ""):
        assert not any("描述里" in words for words in judged(description=text).changes), text


def test_what_would_raise_it_does_raise_it() -> None:
    for lot in (1, 7, 99, 1111):
        found = judged(lot_qty=lot, defect_qty=0)
        more = next(int(words.split()[1]) for words in found.changes if words.startswith("不良数再多"))
        assert judged(lot_qty=lot, defect_qty=more).grade == "批量"
        assert judged(lot_qty=lot, defect_qty=more - 1).silent


def test_silent_criteria_leave_the_grade_to_the_office_and_name_unknown_defects() -> None:
    found = judged(defects=["喷漆流挂"], description="表面有流挂")
    assert (found.grade, found.silent, found.unknown) == ("", True, ("喷漆流挂",))
    assert found.sentence == "判定标准没有一条适用，请品管判定客诉程度并写明理由"
    assert judged().silent


def test_items_that_stand_for_a_number_fire_only_when_chosen() -> None:
    """E4.1 S4:235-264"""
    assert codes(judged(defects=["30%比例以上不良"])) == ["R1"]
    assert codes(judged(defects=["重复性问题在当月发生3次以上"])) == ["R2"]
    assert judged(description="同样问题重复发生").silent
    assert judged(defects=["30%比例以上不良"], lot_qty=100, defect_qty=10).silent, "the figures say otherwise"


def test_criteria_hold_by_their_rows_not_by_the_program() -> None:
    stricter = [Criterion("F1", "严重", "share", "两成以上", least=Fraction(1, 5))]
    found = severity.judge(inputs.read({"lot_qty": 10, "defect_qty": 2}), stricter, DEFECTS)
    assert (found.grade, found.clauses[0].source) == ("严重", "本厂设定")
    assert found.consequences == ()


@pytest.mark.parametrize(
    ("share", "words"),
    [(Fraction(3, 10), "30%"), (Fraction(299, 1000), "29.9%"), (Fraction(1, 3), "33.33%"), (Fraction(0), "0%"),
     (Fraction(1), "100%"), (Fraction(2, 3), "66.67%"), (Fraction(1, 800), "0.13%"),
     (Fraction(99999, 100000), "99.99%"), (Fraction(1, 10**6), "不足 0.01%")],
)  # fmt: skip
def test_share_is_told_with_two_places_at_most(share: Fraction, words: str) -> None:
    assert percent(share) == words


@pytest.mark.parametrize(("defective", "words"), [(59999, "29.99%，不到 30%"), (60000, "30%，达到 30%")])
def test_share_is_never_rounded_up_to_the_threshold(defective: int, words: str) -> None:
    """E8.5: what is judged is the share itself, not what is shown of it."""
    found = judged(defects=["反光片上错"], lot_qty=200000, defect_qty=defective)
    assert any(clause.words.endswith(words) for clause in found.clauses)
