"""柏拉图: figures worked out by hand, equal amounts, 其他, the end of the curve."""

from decimal import Decimal

import pytest

from qcdesk.rules import pareto
from qcdesk.rules.pareto import Bar, Change, Item


def items(**amounts: object) -> list[Item]:
    return [Item(name, Decimal(str(amount)), (f"TS-{name}",)) for name, amount in amounts.items()]


def told(chart: tuple[Bar, ...]) -> list[tuple[str, str, str, str]]:
    return [(bar.name, str(bar.amount), pareto.percent(bar.share), pareto.percent(bar.cumulative)) for bar in chart]


def test_defects_of_soldering_are_put_in_order_with_their_shares() -> None:
    """E2.5: 80 in all, worked out by hand: 40 are 50 %, 40 + 18 are 72.5 %, 40 + 18 + 10 are 85 %."""
    chart = pareto.bars(items(虚焊=18, 连锡=40, 少锡=10, 偏位=7, 其他=5))
    assert told(chart) == [
        ("连锡", "40", "50.0%", "50.0%"), ("虚焊", "18", "22.5%", "72.5%"), ("少锡", "10", "12.5%", "85.0%"),
        ("偏位", "7", "8.8%", "93.8%"), ("其他", "5", "6.3%", "100.0%"),
    ]  # fmt: skip
    assert [bar.name for bar in chart if bar.vital] == ["连锡", "虚焊", "少锡"]


def test_equal_amounts_stand_in_the_same_order_whatever_came_first() -> None:
    """E8.10"""
    one = pareto.bars(items(色差=3, 短装=3, 漏打后盖=5, 电镀脱皮=3))
    other = pareto.bars(reversed(items(色差=3, 短装=3, 漏打后盖=5, 电镀脱皮=3)))
    assert [bar.name for bar in one] == ["漏打后盖", "电镀脱皮", "短装", "色差"]
    assert [bar.name for bar in other] == [bar.name for bar in one]
    assert [bar.share for bar in one[1:]] == [214, 214, 214]


def test_others_stand_last_even_if_they_are_the_most() -> None:
    """E8.10: and are never one of the vital few."""
    chart = pareto.bars(items(其他=90, 短装=6, 色差=4))
    assert told(chart) == [
        ("短装", "6", "6.0%", "6.0%"), ("色差", "4", "4.0%", "10.0%"), ("其他", "90", "90.0%", "100.0%"),
    ]  # fmt: skip
    assert not any(bar.vital for bar in chart)


@pytest.mark.parametrize("amounts", [(1, 1, 1), (1, 1, 1, 1, 1, 1, 1), (9999, 1), (5,), ("0.01", "1234567.89", "0.02")])
def test_the_curve_ends_at_a_hundred_per_cent_and_not_before(amounts: tuple[object, ...]) -> None:
    """E8.10"""
    chart = pareto.bars(items(**{f"项目{at}": amount for at, amount in enumerate(amounts)}))
    assert chart[-1].cumulative == 1000
    assert all(bar.cumulative < 1000 for bar in chart[:-1])
    assert sorted(bar.cumulative for bar in chart) == [bar.cumulative for bar in chart]


def test_three_thirds_are_shown_as_they_are() -> None:
    """E8.10: the shares are rounded one by one, the curve is not made of them."""
    assert [row[2:] for row in told(pareto.bars(items(甲=1, 乙=1, 丙=1)))] == [
        ("33.3%", "33.3%"), ("33.3%", "66.7%"), ("33.3%", "100.0%"),
    ]  # fmt: skip


def test_nothing_makes_no_chart() -> None:
    """E8.10"""
    assert pareto.bars([]) == ()
    assert pareto.bars(items(短装=0)) == ()
    assert pareto.total(()) == 0


def test_small_ones_are_put_together_and_say_what_they_are() -> None:
    """E2.5: twelve items make nine bars and 其他, which takes in what was called so already; ten stay as they are."""
    twelve = items(**{f"项目{at:02}": 20 - at for at in range(12)}, 其他=1)
    chart = pareto.bars(twelve)
    assert [bar.name for bar in chart] == [*(f"项目{at:02}" for at in range(9)), "其他"]
    assert chart[-1].names == ("项目09", "项目10", "项目11", "其他")
    assert chart[-1].amount == 11 + 10 + 9 + 1
    assert chart[-1].cases == ("TS-项目09", "TS-项目10", "TS-项目11", "TS-其他")
    assert len(pareto.bars(twelve[:10])) == 10


def test_one_name_counted_in_several_cases_is_one_bar() -> None:
    """E2.5"""
    (bar,) = pareto.bars([Item("短装", Decimal(2), ("TS-1",)), Item("短装", Decimal(3), ("TS-2",))])
    assert (bar.amount, bar.cases, bar.names) == (5, ("TS-1", "TS-2"), ("短装",))


def test_before_and_after_have_the_same_names() -> None:
    """E2.5 E8.10: what was large before and what has become large; how far each has fallen."""
    before, after = items(连锡=40, 虚焊=18, 少锡=2, 偏位=1), items(连锡=10, 虚焊=18, 立碑=30, 偏位=1)
    names = pareto.leading_of_both(before, after, most=4)
    assert names == ("连锡", "立碑", "虚焊")
    assert len(pareto.leading_of_both(before, after, most=5)) == 5
    charts = [pareto.gathered(of, names) for of in (before, after)]
    assert pareto.changes(*charts) == (
        Change("连锡", Decimal(40), Decimal(10)), Change("虚焊", Decimal(18), Decimal(18)),
        Change("立碑", Decimal(0), Decimal(30)), Change("其他", Decimal(3), Decimal(1)),
    )  # fmt: skip
    assert [change.fall for change in pareto.changes(*charts)] == [750, 0, None, 667]
    assert Change("短装", Decimal(4), Decimal(6)).fall == -500


def test_share_below_nothing_keeps_its_sign() -> None:
    assert [pareto.percent(share) for share in (1000, 5, 0, -5, -500)] == ["100.0%", "0.5%", "0.0%", "-0.5%", "-50.0%"]
