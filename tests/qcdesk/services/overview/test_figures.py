"""柏拉图 over cases: by result, the largest by its causes; what is counted and what is left out, and why."""

from dataclasses import replace
from decimal import Decimal

import cases
import factory
import pytest

from qcdesk.cases import asking
from qcdesk.cases.asking import CAUSE, COST, DEFECTIVE, Query, Within
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.rules import pareto
from qcdesk.services.cases import casework
from qcdesk.services.overview import figures
from qcdesk.services.overview.figures import Pareto

NOVEMBER = Query("2026-11-01", "2026-11-30")
OTHER_CUSTOMER = "北望角自行车"


@pytest.fixture
def november(desk: Desk) -> Desk:
    return cases.at(desk, "2026-11-20T10:00")


def judged(desk: Desk, item: str | list[str], defective: int = 3, cost: str = "", **changes: object) -> str:
    """A registered case of November with so many pieces and yuan; gives its number."""
    taken = {name: changes.pop(name) for name in ("customer", "received_at", "case_kind") if name in changes}
    case = cases.received(desk, **{"received_at": "2026-11-20T09:00", **taken})
    items = [item] if isinstance(item, str) else item
    cases.step(desk, case, "register", "qc",
               **{**cases.JUDGED, "defect_codes": items, "defect_qty": defective, **changes})  # fmt: skip
    if cost:
        casework.add(factory.seat(desk, "merch"), case, "costs", {"item": "运费", "amount": cost})
    return factory.number(desk, case)


def told(found: Pareto) -> list[tuple[str, Decimal, str]]:
    return [(bar.name, bar.amount, pareto.percent(bar.cumulative)) for bar in found.bars]


def ask(desk: Desk, by: str = "item", measure: str = "cases", within: Within | None = None, kind: str = "") -> Pareto:
    return figures.drawn(desk, Query(NOVEMBER.first, NOVEMBER.last, by, measure, kind, within))


def test_month_is_put_in_order_by_result_and_the_largest_by_cause(november: Desk) -> None:
    """E2.5 E8.10: worked out by hand, five cases; three broken spindles, two by assembly and one by material."""
    spindles = [judged(november, "芯轴断裂", branch=branch, duty_dept=["装配"])
                for branch in ("加工装配不良", "加工装配不良", "物料问题")]  # fmt: skip
    judged(november, "短装")
    judged(november, "色差")
    found = ask(november)
    assert told(found) == [("芯轴断裂", 3, "60.0%"), ("短装", 1, "80.0%"), ("色差", 1, "100.0%")]
    assert (found.n, found.vital) == ("5 件", "前 2 项占 80.0%：芯轴断裂、短装")
    assert found.bars[0].cases == tuple(spindles)
    deeper = ask(november, CAUSE, within=Within("item", found.bars[0].names))
    assert told(deeper) == [("加工装配不良", 2, "66.7%"), ("物料问题", 1, "100.0%")]
    assert deeper.query.title == "客诉与异常不良项目“芯轴断裂”的原因去向分布"
    assert [told(ask(november, by))[0][:2] for by in ("department", "product", "customer", "topic")] == [
        ("装配", 5), ("铝脚踏", 5), (cases.CUSTOMER, 5), ("产品质量", 5),
    ]  # fmt: skip


def test_pieces_and_yuan_are_added_up_and_what_has_none_is_named(november: Desk) -> None:
    """E2.5: 不良品数 and 损失金额 put the same cases in another order."""
    judged(november, "芯轴断裂", 3, "1860.50")
    judged(november, "色差", 600)
    cheap = judged(november, "短装", 8, "0.50")
    assert told(ask(november, measure=DEFECTIVE)) == [
        ("色差", 600, "98.2%"), ("短装", 8, "99.5%"), ("芯轴断裂", 3, "100.0%"),
    ]  # fmt: skip
    money = ask(november, measure=COST)
    assert told(money) == [("芯轴断裂", Decimal("1860.50"), "99.9%"), ("短装", Decimal("0.50"), "100.0%")]
    assert money.n == "1,861.00 元（2 件案件）"
    assert money.remarks == ("不在图里 1 件：没有记费用",)
    assert money.bars[1].cases == (cheap,)


def test_case_of_several_items_counts_under_each_but_its_pieces_only_once(november: Desk) -> None:
    """E2.5: what was counted in pieces cannot be parted."""
    both = judged(november, ["芯轴断裂", "色差"], 40)
    judged(november, "色差", 10)
    found = ask(november)
    assert told(found) == [("色差", 2, "66.7%"), ("芯轴断裂", 1, "100.0%")]
    assert (found.n, found.several) == ("3 项次（2 件案件）", (both,))
    assert found.remarks == ("1 件写了几个不良项目，每一个各算一次",)
    pieces = ask(november, measure=DEFECTIVE)
    assert told(pieces) == [("芯轴断裂", 40, "80.0%"), ("色差", 10, "100.0%")]
    assert pieces.remarks == ("1 件写了几个不良项目，不良数记在第一个名下",)
    assert told(ask(november, CAUSE, DEFECTIVE, Within("item", ("色差",)))) == [("加工装配不良", 10, "100.0%")]
    assert told(ask(november, "item", within=Within("item", ("色差",)))) == [("色差", 2, "100.0%")]


def test_what_is_void_merged_declined_or_not_judged_yet_is_left_out_with_the_reason(november: Desk) -> None:
    """E2.5: a merged case counts once, in the case that took it in."""
    kept = judged(november, "芯轴断裂")
    merged, declined, void = (cases.received(november, received_at="2026-11-20T09:30") for _ in range(3))
    waiting = cases.received(november, received_at="2026-11-20T09:40")
    cases.step(november, merged, "merge", "qc", "同一投诉报了两次", merged_into=kept, defect_codes=["芯轴断裂"])
    cases.step(november, declined, "decline", "qcmgr", "磨损是正常使用造成的")
    cases.step(november, void, "void", "qcmgr", "录入错误：同一封邮件登记了两次")
    found = ask(november)
    numbers = {case: factory.number(november, case) for case in (merged, declined, void, waiting)}
    assert {one.why: one.cases for one in found.left} == {
        "已并入别的案件，在那里算": (numbers[merged],), "判定不成立": (numbers[declined],),
        "已作废": (numbers[void],), "还没有填不良项目": (numbers[waiting],),
    }  # fmt: skip
    assert found.counted == (kept,)


def duplicate(desk: Desk, into: str, defective: int = 0, cost: str = "", **changes: object) -> int:
    """A case taken in a second time, with pieces and yuan of its own, and merged."""
    case = cases.received(desk, **{"received_at": "2026-11-20T09:30", **changes})
    if cost:
        casework.add(factory.seat(desk, "merch"), case, "costs", {"item": "运费", "amount": cost})
    pieces = {"defect_qty": defective} if defective else {}
    cases.step(desk, case, "merge", "qc", "同一投诉报了两次", merged_into=into, defect_codes=["芯轴断裂"], **pieces)
    return case


def test_yuan_of_a_merged_case_are_added_and_its_pieces_counted_once(november: Desk) -> None:
    """E2.5: by hand, the 60 broken spindles of the case that answers beside 40 short ones; 100.00 + 1200.50 + 0 yuan;
    two cases."""
    kept = judged(november, "芯轴断裂", 60, "100")
    judged(november, "短装", 40)
    first, second = duplicate(november, kept, 50, "1200.50"), duplicate(november, kept, 7)
    told_in = tuple(factory.number(november, case) for case in (first, second))
    pieces, money = ask(november, measure=DEFECTIVE), ask(november, measure=COST)
    assert told(pieces) == [("芯轴断裂", 60, "60.0%"), ("短装", 40, "100.0%")]
    assert (pieces.n, pieces.taken_in, pieces.bars[0].cases) == ("100 个（2 件案件）", told_in, (kept,))
    assert pieces.vital == "前 2 项占 100.0%：芯轴断裂、短装"
    assert pieces.remarks == (
        "并来的 2 件案件说的是同一批不良，不良数不重复加，只算留下的案件（它没有填的，算并来的里最多的）",
        "不在图里 2 件：已并入别的案件，在那里算",
    )
    assert (told(money), money.taken_in) == ([("芯轴断裂", Decimal("1300.50"), "100.0%")], told_in[:1])
    assert money.remarks[0] == "费用金额含并来的 1 件案件的"
    counted = ask(november)
    assert (told(counted)[0], counted.n, counted.taken_in) == (("短装", 1, "50.0%"), "2 件", ())


def test_pieces_that_only_duplicates_have_counted_are_not_lost(november: Desk) -> None:
    """E2.5: the largest of them; a duplicate counts where the other case stands, whatever its own day and kind."""
    kept = judged(november, "芯轴断裂", 0)
    older = judged(november, "芯轴断裂", 5, received_at="2026-10-12T09:00")
    duplicate(november, kept, 11, received_at="2026-10-30T09:00")
    duplicate(november, kept, 14)
    duplicate(november, older, 200, case_kind="客户反馈")
    assert told(ask(november, measure=DEFECTIVE)) == [("芯轴断裂", 14, "100.0%")]
    deeper = ask(november, CAUSE, DEFECTIVE, Within("item", ("芯轴断裂",)), "客户投诉")
    assert told(deeper) == [("加工装配不良", 14, "100.0%")]
    before, after = figures.compared(november, replace(NOVEMBER, measure=DEFECTIVE), ("2026-10-01", "2026-10-31"))
    assert (told(before), told(after)) == ([("芯轴断裂", 5, "100.0%")], [("芯轴断裂", 14, "100.0%")])


def test_bar_is_opened_level_by_level_until_nothing_is_left_to_part_it_by(november: Desk) -> None:
    """E2.5: by result, cause, product, customer, department; each level holds what the bar before it did."""
    for customer in (cases.CUSTOMER, cases.CUSTOMER, OTHER_CUSTOMER):
        judged(november, "芯轴断裂", customer=customer)
    judged(november, "芯轴断裂", branch="物料问题", customer=OTHER_CUSTOMER)
    judged(november, "短装")
    query, seen = asking.deeper(NOVEMBER, ("芯轴断裂",)), []
    while query is not None:
        found = figures.drawn(november, query)
        seen.append((query.by, told(found)[0][:2]))
        query = asking.deeper(query, found.bars[0].names)
    assert seen == [("branch", ("加工装配不良", 3)), ("product", ("铝脚踏", 3)), ("customer", (cases.CUSTOMER, 2)),
                    ("department", ("装配", 2))]  # fmt: skip
    assert found.query.title == (
        f"客诉与异常不良项目“芯轴断裂”、原因去向“加工装配不良”、产品“铝脚踏”、客户“{cases.CUSTOMER}”的责任部门分布"
    )


def test_only_the_merged_case_has_yuan_and_what_is_taken_out_again_counts_by_itself(november: Desk) -> None:
    kept = judged(november, "芯轴断裂", 3)
    case = duplicate(november, kept, 50, "800")
    assert told(ask(november, measure=COST)) == [("芯轴断裂", 800, "100.0%")]
    cases.step(november, case, "unmerge", "qcmgr", "不是同一批")
    pieces = ask(november, measure=DEFECTIVE)
    assert (told(pieces), pieces.taken_in, len(pieces.counted)) == ([("芯轴断裂", 53, "100.0%")], (), 2)


def test_span_and_kind_narrow_and_an_empty_span_is_no_fault(november: Desk) -> None:
    """E8.10: both ends of the span count."""
    judged(november, "短装", received_at="2026-11-01T00:00")
    judged(november, "色差", received_at="2026-11-20T09:00", case_kind="客户反馈")
    judged(november, "芯轴断裂", received_at="2026-10-31T23:59")
    assert [name for name, *_ in told(ask(november))] == ["短装", "色差"]
    assert [name for name, *_ in told(ask(november, kind="客户反馈"))] == ["色差"]
    empty = figures.drawn(november, Query("2025-01-01", "2025-01-31"))
    assert (empty.bars, empty.n, empty.vital, empty.remarks) == ((), "0 件", "", ())


def test_before_and_after_are_two_spans_with_the_same_names(november: Desk) -> None:
    """E2.5: 效果确认."""
    for _ in range(3):
        judged(november, "芯轴断裂", received_at="2026-10-12T09:00")
    judged(november, "芯轴断裂")
    judged(november, "短装")
    before, after = figures.compared(november, NOVEMBER, ("2026-10-01", "2026-10-31"))
    assert (told(before), told(after)) == (
        [("芯轴断裂", 3, "100.0%")], [("短装", 1, "50.0%"), ("芯轴断裂", 1, "100.0%")],
    )  # fmt: skip
    assert [(one.name, one.fall) for one in pareto.changes(before.bars, after.bars)] == [
        ("芯轴断裂", 667), ("短装", None),
    ]  # fmt: skip
    assert (before.query.days, after.query.days) == (31, 30)


@pytest.mark.parametrize(("changes", "said"), [
    (("2026-11", "2026-11-30"), "日期要写成 2026-11-01，不能是 2026-11"),
    (("2026-11-31", "2026-12-01"), "日期要写成 2026-11-01，不能是 2026-11-31"),
    (("20261101", "2026-11-30"), "日期要写成 2026-11-01，不能是 20261101"),
    (("2026-11-30", "2026-11-01"), "期间的开始 2026-11-30 在结束 2026-11-01 后面，请对调"),
    (("2026-11-01", "2026-11-30", "颜色"), "没有“颜色”这种分类，可用的有：item 不良项目、branch 原因去向、"
                                         "department 责任部门、product 产品、customer 客户、topic 投诉内容类别"),
    (("2026-11-01", "2026-11-30", "item", "重量"), "没有“重量”这种计量，可用的有：cases 件数"),
    (("2026-11-01", "2026-11-30", "item", "cases", "抱怨"), "没有“抱怨”这种案件类别，可用的有：客户投诉"),
])  # fmt: skip
def test_what_cannot_be_asked_is_said(local_desk: Desk, changes: tuple[str, ...], said: str) -> None:
    with pytest.raises(Refused, match=said):
        figures.drawn(local_desk, Query(*changes))


def test_months_end_where_they_end() -> None:
    assert [asking.month(asking.day(day)) for day in ("2026-02-10", "2024-02-29", "2026-12-31")] == [
        ("2026-02-01", "2026-02-28"), ("2024-02-01", "2024-02-29"), ("2026-12-01", "2026-12-31"),
    ]  # fmt: skip
