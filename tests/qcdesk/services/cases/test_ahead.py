"""Where a case leads on to: its own way, whose turn it is, what it waits for."""

from dataclasses import replace

import cases
import factory
import pytest
from refusals import refusal

from qcdesk.desk import Desk
from qcdesk.services.basics import deputies
from qcdesk.services.basics.pins import Proof
from qcdesk.services.cases import ahead
from qcdesk.services.sheets import records


def way(desk: Desk, case: int, login: str, action: str) -> ahead.Way:
    seat = factory.seat(desk, login)
    return next(one for one in ahead.ways(seat, records.get(seat, case)) if one.step.action == action)


@pytest.mark.parametrize(("branch", "whose"), [
    ("加工装配不良", "生产工程部经理、责任部门经办人"), ("结构工艺不良", "工程师、工程部经理"),
    ("物料问题", "IQC检验员"), ("用户使用不当", "业务员"),
])  # fmt: skip
def test_the_analysis_is_told_to_be_the_business_of_the_causes_own_department(
    local_desk: Desk, branch: str, whose: str
) -> None:
    case = cases.received(local_desk)
    cases.step(local_desk, case, "register", "qc", **cases.judged(branch))
    found = way(local_desk, case, "qc", "analyse")
    assert found.straight
    assert (found.whose, found.closed) == (whose, f"要由{whose}操作")
    assert refusal(lambda: cases.step(local_desk, case, "analyse", "qc")).endswith(f"：要由{whose}操作")


def test_a_deputy_for_other_forms_only_is_told_so_of_a_case(local_desk: Desk) -> None:
    case, today = cases.registered(local_desk), local_desk.clock.today().isoformat()
    qcmgr = factory.seat(local_desk, "qcmgr")
    deputies.name(qcmgr, "qcmgr", "iqc", (today, today), Proof("qcmgr"), scope=("seal_label",))
    found = way(local_desk, case, "iqc", "simplify")
    assert found.closed.startswith("要由品管主管（品质部经理）操作；")
    assert f"只签《不良样品封存标签》（{today} 到 {today}），不含《" in found.closed


def test_what_is_missing_names_no_other_way(local_desk: Desk) -> None:
    case = cases.registered(local_desk)
    lacks = way(local_desk, case, "pemgr", "analyse").lacks
    assert lacks == ("原因分析：必须填写",)
    assert not way(local_desk, case, "qcmgr", "simplify").straight


def test_the_straight_way_comes_first_then_back_then_out(local_desk: Desk) -> None:
    case = cases.received(local_desk)
    seat = factory.seat(local_desk, "qc")
    actions = [one.step.action for one in ahead.ways(seat, records.get(seat, case))]
    assert actions[0] == "register"
    assert actions[-1] == "void"


@pytest.mark.parametrize(("disposition", "first"), [
    (["外派返工/返修"], ["recheck_on_site", "recheck_passed"]), (["外派返工/返修", "补货"], ["recheck_passed"]),
])  # fmt: skip
def test_of_two_ways_that_stand_open_the_one_that_fits_the_case_best_comes_first(
    local_desk: Desk, disposition: list[str], first: list[str]
) -> None:
    """E0.1: what was worked on at the customer's alone needs no delivery."""
    seat, record = factory.seat(local_desk, "qc"), records.get(local_desk, cases.handled(local_desk))
    planned = replace(record, values={**record.values, "disposition": disposition})
    assert [one.step.action for one in ahead.ways(seat, planned) if one.straight] == first
