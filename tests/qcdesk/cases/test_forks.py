"""A case is offered the steps of its own kind, cause and disposition; what may still change is shut, not gone."""

import cases
import factory
import pytest

from qcdesk.cases.forks import DECIDED_BY, FORKS, applies
from qcdesk.desk import Desk
from qcdesk.services.sheets import records

IN_HOUSE = {"case_kind": "厂内异常", "channel": "厂内发现"}


def offered(desk: Desk, case: int) -> set[str]:
    record = records.get(desk, case)
    every = {step.action for step in record.kind.workflow.from_state(record.state)}
    return {action for action in every if applies(record, action)}


def judged(desk: Desk, case: int, **values: object) -> int:
    return cases.step(desk, case, "register", "qc", **{**cases.JUDGED, **values})


@pytest.mark.parametrize(("kind", "there"), [("客户投诉", False), ("客户反馈", True), ("厂内异常", False)])
def test_only_a_feedback_can_become_a_complaint(desk: Desk, kind: str, there: bool) -> None:
    extra = IN_HOUSE if kind == "厂内异常" else {"case_kind": kind}
    case = cases.received(desk, **extra)
    assert ("promote" in offered(desk, case)) == there
    judged(desk, case)
    assert ("promote" in offered(desk, case)) == there


def test_the_kind_is_open_until_the_case_has_its_number(desk: Desk) -> None:
    draft = records.create(factory.seat(desk, "sales"), "case", {"case_kind": "客户投诉"}).record
    assert {"receive", "void"} <= offered(desk, draft)


@pytest.mark.parametrize(("branch", "asks"), [("物料问题", True), ("加工装配不良", False), ("用户使用不当", False)])
def test_only_a_fault_of_the_material_goes_to_the_supplier(desk: Desk, branch: str, asks: bool) -> None:
    case = cases.received(desk)
    judged(desk, case, **cases.judged(branch))
    found = offered(desk, case)
    assert ("ask_supplier" in found) == asks
    assert "analyse" in found


@pytest.mark.parametrize("graded", [{}, {"severity": "一般", "override_reason": "客户自行拆装"}])
def test_a_serious_case_is_not_offered_the_short_way_even_when_it_was_graded_down(
    desk: Desk, graded: dict[str, str]
) -> None:
    case = cases.received(desk)
    judged(desk, case, **graded)
    assert "simplify" not in offered(desk, case)


def test_a_merging_may_open_as_long_as_it_is_not_registered(desk: Desk) -> None:
    assert "merge" in offered(desk, cases.received(desk))


def handled(desk: Desk, *ways: str, **extra: object) -> int:
    """As far as the handling, planned so."""
    case = cases.received(desk, **extra)
    judged(desk, case)
    cases.step(desk, case, "analyse", "pemgr", cause="热处理硬度偏高")
    cases.step(desk, case, "pass_review", "qcmgr")
    cases.step(desk, case, "plan", "duty", plan="全检", disposition=list(ways))
    cases.walk(desk, case, "pass_plan")
    return case


@pytest.mark.parametrize(("ways", "extra", "way_on"), [
    (("返工",), {}, "handle"), (("仅答复客户",), {}, "handle_plain"), (("仅答复客户",), IN_HOUSE, "handle_in_house"),
    (("返工",), IN_HOUSE, "handle"),
])  # fmt: skip
def test_the_handling_ends_as_it_was_planned_and_in_no_other_way(
    desk: Desk, ways: tuple[str, ...], extra: dict[str, object], way_on: str
) -> None:
    assert offered(desk, handled(desk, *ways, **extra)) == {way_on, "replan", "reanalyse"}


def test_the_short_way_leads_back_to_the_analysis_alone(desk: Desk) -> None:
    """One signature stands for analysis and plan."""
    case = cases.walk(desk, cases.small(desk), "simplify")
    assert offered(desk, case) == {"handle_plain", "reanalyse"}


@pytest.mark.parametrize(("extra", "appeals"), [({}, True), (IN_HOUSE, False)])
def test_only_a_customer_appeals_against_what_was_closed(desk: Desk, extra: dict[str, str], appeals: bool) -> None:
    """E3.9"""
    case = cases.small(desk, **extra)
    last = ("handle_in_house",) if extra else ("handle_plain", "reply", "agree")
    cases.walk(desk, case, "simplify", *last, "track", "archive", "close")
    assert offered(desk, case) == {"reopen", *(["appeal"] if appeals else [])}


def test_every_gate_between_two_ways_names_what_decides_it() -> None:
    kind = factory.shelf().kinds.newest("case")
    assert set(DECIDED_BY) >= FORKS
    assert [name for name in DECIDED_BY.values() if not kind.has(name)] == []
