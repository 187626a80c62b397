"""Cases of one problem, and what they have signed that the others need not write anew."""

import cases
import factory
import pytest

from qcdesk.desk import Desk
from qcdesk.services.cases import casework
from qcdesk.services.problems import mates
from qcdesk.services.sheets import records

OTHERS = "环岭自行车（样例）有限公司"
ONE_BATCH = "同一热处理炉同一周的芯轴"
TILL_CORRECTED = (("contain", "qc"), ("analyse", "duty"), ("implement", "duty"))


@pytest.fixture
def lead(desk: Desk) -> int:
    """Another customer's case of the same problem, its analysis signed."""
    return cases.walk(desk, cases.registered(desk, customer=OTHERS), "analyse")


@pytest.fixture
def case(desk: Desk, lead: int) -> int:
    made = cases.registered(desk)
    casework.relate(factory.seat(desk, "qc"), made, lead, ONE_BATCH)
    return made


def lent(desk: Desk, case: int, block: str) -> list[tuple[str, dict]]:
    return [(source.number, source.values) for source in mates.sources(desk, records.get(desk, case), block)]


def test_signed_analysis_of_a_related_case_is_lent_with_who_signed_it(desk: Desk, case: int, lead: int) -> None:
    """E3.4: 多消费者 → 集中处理、批量解决."""
    said = {"cause": cases.WAY["analyse"][1]["cause"]}
    assert lent(desk, case, "cause") == [(factory.number(desk, lead), said)]
    told = mates.sources(desk, records.get(desk, case), "cause")[0].told
    assert told.startswith(f"同一问题，{OTHERS}；")
    assert told.endswith("签过名")


def test_what_nobody_signed_is_not_lent(desk: Desk, case: int, lead: int) -> None:
    """E3.4"""
    assert lent(desk, case, "plan") == []
    cases.walk(desk, lead, "pass_review")
    written = {"plan": "回火炉加独立测温", "disposition": ["外派返工/返修"]}
    records.save(factory.seat(desk, "duty"), lead, records.get(desk, lead).version, written)
    assert lent(desk, case, "plan") == []
    cases.step(desk, lead, "plan", "duty")
    assert lent(desk, case, "plan") == [(factory.number(desk, lead), written)]
    cases.step(desk, lead, "reject_plan", "qcmgr", "没有写何时完成")
    assert lent(desk, case, "plan") == []


def test_what_is_the_customers_own_is_not_lent(desk: Desk, case: int, lead: int) -> None:
    """E3.4: his consent, his count, his answer."""
    cases.walk(desk, lead, "pass_review")
    cases.step(desk, lead, "plan", "duty", plan="客户同意特采", disposition=["特采"], consent=True)
    assert "consent" not in lent(desk, case, "plan")[0][1]
    assert mates.sources(desk, records.get(desk, case), "reply") == ()


def test_months_repeats_are_of_one_problem_and_dropped_cases_lend_nothing(desk: Desk) -> None:
    """E3.4 S4:264"""
    first, second, third = (cases.registered(desk, customer=name) for name in (OTHERS, "风行单车（样例）厂", OTHERS))
    found = [(mate.case.id, mate.how) for mate in mates.of(desk, records.get(desk, third))]
    assert found == [(first, ("当月重复",)), (second, ("当月重复",))]
    cases.step(desk, first, "decline", "qcmgr", "客户退回的是别家的脚踏")
    assert [mate.case.id for mate in mates.of(desk, records.get(desk, third))] == [second]


def test_cases_under_one_8d_are_mates_and_its_signed_parts_are_lent(desk: Desk) -> None:
    """E3.4: one 8D for several cases."""
    owner, case, third = (cases.registered(desk, customer=name) for name in (OTHERS, cases.CUSTOMER, OTHERS))
    report = cases.report(desk, owner)
    casework.share_8d(factory.seat(desk, "qc"), report, [case, third], cases.HOLDS_HERE)
    assert lent(desk, case, "cause") == []
    for action, by in TILL_CORRECTED:
        factory.take(desk, report, action, by)
    ((number, cause),) = lent(desk, case, "cause")
    assert number == factory.number(desk, report)
    held = records.get(desk, report).values
    assert str(held["cause_occur"]) in cause["cause"]
    assert lent(desk, case, "plan")[0][1]["plan"].startswith(f"1. {held['perm'][0]['action']}")
    for one, others in ((owner, {case, third}), (case, {owner, third})):
        assert {mate.case.id for mate in mates.of(desk, records.get(desk, one))} == others


def test_only_empty_cells_are_filled() -> None:
    """E3.4: what somebody wrote stays."""
    said = {"plan": "回火炉加独立测温", "disposition": ["换货"]}
    assert mates.missing({"plan": "先全检"}, said) == {"disposition": ["换货"]}
