"""Cases alike are found with the reasons; the month's count is of the same problem."""

from datetime import date

from qcdesk.rules.repeats import CaseWords, bigrams, likeness, month_count, same_problem, similar


def case(key: int, day: str = "2026-11-20", items: tuple[str, ...] = ("唛头写错",), **more: str) -> CaseWords:
    said = {"family": "脚踏类", "customer": "北坡车料行", **more}
    return CaseWords(key, f"KS-{key:03}", items, received=date.fromisoformat(day), **said)


def test_third_of_the_month_counts_three_the_first_of_next_month_one() -> None:
    """E8.5 S4:264"""
    before = [case(1, "2026-11-01"), case(2, "2026-11-15")]
    assert month_count(case(3, "2026-11-30"), before) == 3
    assert month_count(case(3, "2026-12-01"), before) == 1
    assert [other.key for other in same_problem(case(3, "2026-11-30"), before)] == [1, 2]


def test_those_received_later_count_too_unless_it_was_judged_before_them() -> None:
    """E4.1 S4:264: whichever is entered third; of one judged already only what came before it"""
    every = [case(1, "2026-11-01"), case(2, "2026-11-15"), case(3, "2026-11-15")]
    assert [month_count(one, every) for one in every] == [3, 3, 3]
    assert [month_count(one, every, before=True) for one in every] == [1, 2, 3]
    assert [other.key for other in same_problem(case(2, "2026-11-15"), every)] == [1, 3]
    assert [other.key for other in same_problem(case(2, "2026-11-15"), every, before=True)] == [1]


def test_other_item_family_year_or_customer_is_another_problem() -> None:
    """S4:264"""
    mine = case(9)
    assert month_count(mine, [case(1, items=("短装",)), case(2, family="碗件中轴类"), case(3, "2025-11-19")]) == 1
    others = [case(1, customer="环岭自行车"), case(2)]
    assert month_count(mine, others) == 3
    assert month_count(mine, others, by_customer=True) == 2


def test_case_of_two_problems_counts_the_more_frequent_not_their_sum() -> None:
    mine = case(9, items=("唛头写错", "短装"))
    others = [case(1), case(2, items=("短装",)), case(3, items=("短装",))]
    assert month_count(mine, others) == 3
    assert month_count(case(9, items=("唛头写错",)), others) == 2


def test_similar_cases_come_with_their_reasons_best_first() -> None:
    mine = case(9, product="铝合金脚踏 FP-873", description="纸箱唛头的目的港写成了汉堡，共 3 箱")
    twin = case(1, product="铝合金脚踏 FP-873", description="纸箱唛头目的港写成鹿特丹，共 5 箱")
    found = similar(mine, [case(2, items=("短装",), customer="环岭"), case(3, customer="环岭"), twin, mine])
    assert [one.case.key for one in found] == [1, 3]
    assert found[0].reasons[:3] == ("同为脚踏类的“唛头写错”", "同一客户", "同一产品")
    assert found[0].reasons[3].startswith("描述有 ")
    assert found[1].reasons == ("同为脚踏类的“唛头写错”",)


def test_newer_comes_first_among_equals_and_the_list_is_short() -> None:
    others = [case(at, f"2026-10-{at:02}") for at in range(1, 21)]
    assert [one.case.key for one in similar(case(99), others, limit=3)] == [20, 19, 18]


def test_likeness_of_wording_lies_between_nothing_and_all() -> None:
    assert likeness(bigrams("芯轴断裂"), bigrams("芯轴断裂")) == 1
    assert likeness(bigrams("芯轴断裂"), bigrams("纸箱破损")) == 0
    assert likeness(bigrams(""), bigrams("")) == 0
    assert bigrams("断，裂") == {"断", "裂"}


def test_empty_case_is_like_nothing() -> None:
    assert similar(CaseWords(1), [CaseWords(2), case(3)]) == []
    assert month_count(CaseWords(1), [case(2)]) == 1
