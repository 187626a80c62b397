"""One step in several cases of one problem: each by its own gates, signature and transaction."""

from dataclasses import replace

import cases
import factory
import pytest

from qcdesk.cases.states import REVIEW
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import people
from qcdesk.services.basics.pins import Proof
from qcdesk.services.cases import casework
from qcdesk.services.problems import together
from qcdesk.services.sheets import records
from qcdesk.services.trail import history, verifying

OTHERS = ("环岭自行车（样例）有限公司", "风行单车（样例）厂")
ONE_BATCH = "同一热处理炉同一周的芯轴"
CAUSE = cases.WAY["analyse"][1]["cause"]


@pytest.fixture
def three(desk: Desk) -> tuple[int, int, int]:
    """Three customers' complaints of one problem, registered and linked."""
    found = [cases.registered(desk, customer=name) for name in (cases.CUSTOMER, *OTHERS)]
    for other in found[1:]:
        casework.relate(factory.seat(desk, "qc"), found[0], other, ONE_BATCH)
    return found[0], found[1], found[2]


def go(desk: Desk, action: str, by: str, lead: int, *others: int, reason: str = "", **raw: object):
    """What became of the others."""
    _, outcomes = together.take(factory.seat(desk, by), lead, action, others, Proof(by), reason=reason, raw=raw)
    return outcomes


def open_in(desk: Desk, by: str, lead: int, action: str, **typed: object) -> dict[int, str]:
    """Where the step would be taken with the lead's, and what is against it there."""
    view = records.get(desk, lead)
    view = replace(view, values={**view.values, **typed})
    return {mate.case.id: mate.shut for mate in together.mates_at(factory.seat(desk, by), view, action)}


def test_cases_of_one_problem_take_the_step_together_each_signed_by_itself(desk: Desk, three) -> None:
    """E3.4: 多消费者 → 集中处理、批量解决."""
    lead, *others = three
    assert open_in(desk, "duty", lead, "analyse", cause=CAUSE) == dict.fromkeys(others, "")
    outcomes = go(desk, "analyse", "duty", lead, *others, cause=CAUSE)
    assert [(one.number, one.refused, one.state_label) for one in outcomes] == [
        (factory.number(desk, other), "", "待审查") for other in others
    ]
    for case in three:
        view = records.get(desk, case)
        assert (view.values["cause"], view.signature("analysed").name) == (CAUSE, "韩例二")
    assert len({records.get(desk, case).signature("analysed").digest for case in three}) == 3
    assert verifying.verify(desk) == []


def test_cells_that_would_be_filled_from_the_lead_are_named_beforehand(desk: Desk, three) -> None:
    """E3.4: empty ones alone."""
    lead, other, third = three
    seat = factory.seat(desk, "duty")
    records.save(seat, third, records.get(desk, third).version, {"cause": "本批 R 角漏加工"})
    view = records.get(desk, lead)
    view = replace(view, values={**view.values, "cause": CAUSE})
    fills = {mate.case.id: mate.fills for mate in together.mates_at(seat, view, "analyse")}
    assert fills == {other: ("原因分析",), third: ()}


def test_what_was_done_for_one_customer_is_written_for_each(desk: Desk, three) -> None:
    """E3.4: who was sent what is no other customer's business; of one customer's own cases it may be one sentence."""
    lead, other, _ = three
    own = cases.registered(desk, customer=cases.CUSTOMER, lot_no="L261109")
    casework.relate(factory.seat(desk, "qc"), lead, own, ONE_BATCH)
    lead_, other_, own_ = (replace(records.get(desk, case), state="handling") for case in (lead, other, own))
    told = replace(lead_, values={**lead_.values, "handled": "已寄 12 张标贴，现场签收"})
    assert together.filling(told, other_, "handle_plain") == {}
    assert together.filling(told, own_, "handle_plain") == {"handled": "已寄 12 张标贴，现场签收"}


def test_history_of_each_says_together_with_which_case_it_was_done(desk: Desk, three) -> None:
    """E3.4"""
    lead, other, _ = three
    go(desk, "analyse", "duty", lead, other, cause=CAUSE)
    assert history.told(desk, other)[-1].sentence.endswith(f"与 {factory.number(desk, lead)} 一起办")
    assert "一起办" not in history.told(desk, lead)[-1].sentence


def test_clocks_of_each_case_are_its_own(desk: Desk, three) -> None:
    """E3.4 E5"""
    lead, other, left = three
    before = {case: records.get(desk, case).values["clocks"] for case in three}
    go(desk, "analyse", "duty", lead, other, cause=CAUSE)
    after = {case: records.get(desk, case).values["clocks"] for case in three}
    assert after[left] == before[left]
    assert after[lead] != before[lead]
    assert after[other] != before[other]


def test_what_somebody_wrote_is_never_written_over(desk: Desk, three) -> None:
    """E3.4"""
    lead, other, _ = three
    seat = factory.seat(desk, "duty")
    records.save(seat, other, records.get(desk, other).version, {"cause": "本批 R 角漏加工"})
    go(desk, "analyse", "duty", lead, other, cause=CAUSE)
    assert records.get(desk, other).values["cause"] == "本批 R 角漏加工"
    assert records.get(desk, lead).values["cause"] == CAUSE


def test_refused_case_stays_as_it_was_and_says_why_and_the_others_go(desk: Desk, three) -> None:
    """E3.4 E0.1: an oral complaint still owes its written material."""
    lead, other, _ = three
    oral = cases.registered(desk, customer=OTHERS[0], channel="电话(须补书面)")
    casework.relate(factory.seat(desk, "qc"), lead, oral, ONE_BATCH)
    before = records.get(desk, oral)
    assert "书面" in open_in(desk, "duty", lead, "analyse", cause=CAUSE)[oral]
    first, second = go(desk, "analyse", "duty", lead, oral, other, cause=CAUSE)
    assert first.number == before.number
    assert "书面" in first.refused
    assert records.get(desk, oral) == before
    assert (second.refused, second.state_label) == ("", "待审查")


def test_nothing_happens_anywhere_when_the_leads_own_step_is_refused(desk: Desk, three) -> None:
    """E3.4"""
    before = [records.get(desk, case) for case in three]
    with pytest.raises(Refused, match="原因分析"):
        go(desk, "analyse", "duty", *three)
    assert [records.get(desk, case) for case in three] == before


def test_nobody_reviews_what_he_signed_himself_in_any_of_them(desk: Desk, three) -> None:
    """E3.4: 审查 by another than who analysed, in each case for itself."""
    lead, other, third = three
    go(desk, "analyse", "duty", lead, other, cause=CAUSE)
    people.change(factory.seat(desk, people.ADMIN), "qcmgr", roles=["qcmgr", "pemgr"])
    cases.step(desk, third, "analyse", "qcmgr", cause=CAUSE)
    first, second = go(desk, "pass_review", "qcmgr", lead, third, other)
    assert "不能审核或核准自己签过的单" in first.refused
    assert (cases.state(desk, third), second.refused) == (REVIEW, "")


def test_way_back_is_taken_together_with_its_reason(desk: Desk, three) -> None:
    """E3.4"""
    lead, other, _ = three
    go(desk, "analyse", "duty", lead, other, cause=CAUSE)
    (outcome,) = go(desk, "reject_review", "qcmgr", lead, other, reason="没有测硬度")
    assert outcome.refused == ""
    assert history.told(desk, other)[-1].reason == "没有测硬度"
    assert not records.get(desk, other).signature("analysed")


def test_case_of_another_problem_or_another_step_does_not_go_along(desk: Desk, three) -> None:
    """E3.4"""
    lead, other, _ = three
    stranger = cases.small(desk)
    with pytest.raises(Refused, match="按同一问题相连，不能一起办"):
        go(desk, "analyse", "duty", lead, stranger, cause=CAUSE)
    cases.walk(desk, other, "analyse")
    assert other not in open_in(desk, "duty", lead, "analyse", cause=CAUSE)
    (outcome,) = go(desk, "analyse", "duty", lead, other, cause=CAUSE)
    assert "不在同一步" in outcome.refused


@pytest.mark.parametrize("action", ["merge", "decline", "void"])
def test_what_is_one_cases_own_is_not_done_in_several(desk: Desk, three, action: str) -> None:
    """E3.4: what one customer said, or one registration holds."""
    lead, other, _ = three
    assert open_in(desk, "qcmgr", lead, action) == {}
    with pytest.raises(Refused, match="要一件一件办"):
        go(desk, action, "qcmgr", lead, other, reason="测试：一起办")


def test_own_unsaved_typing_in_another_case_is_not_lost(desk: Desk, three) -> None:
    """E3.4"""
    lead, other, _ = three
    seat = factory.seat(desk, "duty")
    records.keep_working(seat, other, records.get(desk, other).version, {"cause": "还没写完"})
    (outcome,) = go(desk, "analyse", "duty", lead, other, cause=CAUSE)
    assert "还没保存的内容" in outcome.refused
    kept = records.working(seat, other)
    assert kept is not None
    assert kept.typed == {"cause": "还没写完"}


def test_each_case_is_named_once_however_often_it_is_given(desk: Desk, three) -> None:
    lead, other, _ = three
    assert len(go(desk, "analyse", "duty", lead, other, other, cause=CAUSE)) == 1
