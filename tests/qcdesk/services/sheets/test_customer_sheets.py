"""首问工单, 跟踪表, 汇总表 and the satisfaction sheets along their tables."""

import factory
import pytest
from drafts import approved, drafted, now, put

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.sheets import records

CS_MANAGER = "merchmgr"
"""Who is 客服经理 besides, in the sample factory."""

ORDER_WAY = ("register", "take_over", "handle", "inform", "call_back", "review", "approve")
WAYS = (
    ("coordination_order-missing", "cs", ORDER_WAY),
    ("service_tracking-2026-11", "sales", ("submit", "review")),
    ("complaint_ledger-2026-11", "merch", factory.CHAIN),
    ("satisfaction_survey-qingyu", "sales", ("send", "collect", "judge")),
    ("satisfaction_summary-2026-2", "sales", ("submit", "review")),
    ("satisfaction_analysis-2026-2", "sales", ("submit", "improve", "review", "approve")),
)


def walk(desk: Desk, record: int, *actions: str) -> int:
    for action in actions:
        steps = now(desk, record).kind.workflow.named(action)
        factory.take(desk, record, action, CS_MANAGER if steps[0].role == "csmgr" else "")
    return record


@pytest.mark.parametrize(("sample", "by", "way"), WAYS, ids=[way[0] for way in WAYS])
def test_whole_way_signs_every_box(desk: Desk, sample: str, by: str, way: tuple[str, ...]) -> None:
    record = walk(desk, drafted(desk, sample, by), *way)
    view = approved(desk, record)
    assert {item.slot for item in view.signatures} == {slot.name for slot in view.kind.slots}


def test_dissatisfied_customer_sends_the_order_round_again(desk: Desk) -> None:
    """rules.md E3.8: 不满意则循环直至满意."""
    record = drafted(desk, "coordination_order-missing", "cs", success="不满意-再次处理")
    walk(desk, record, *ORDER_WAY[:4])
    with pytest.raises(Refused, match="“处理是否成功”要勾选“满意”"):
        factory.take(desk, record, "call_back")
    factory.take(desk, record, "decline", reason="客户仍收到错唛头")
    view = now(desk, record)
    assert (view.state, {item.slot for item in view.signatures}) == ("registered", {"registered"})
    walk(desk, record, *ORDER_WAY[1:4])
    put(desk, record, "cs", success="满意")
    with pytest.raises(Refused, match="“处理是否成功”要勾选“不满意-再次处理”"):
        factory.take(desk, record, "decline", reason="客户仍不满意")
    walk(desk, record, *ORDER_WAY[4:])


def test_order_of_a_dissatisfied_customer_cannot_be_closed(desk: Desk) -> None:
    record = walk(desk, drafted(desk, "coordination_order-missing", "cs"), *ORDER_WAY[:5])
    with pytest.raises(Refused, match="不能改"):
        put(desk, record, "cs", success="不满意-再次处理")


def test_day_of_a_moment_stands_in_the_lists(desk: Desk) -> None:
    record = drafted(desk, "coordination_order-missing", "cs")
    assert records.row_of(desk, record).day == "2026-11-09"


def test_surveyed_item_has_a_score_or_a_reason(desk: Desk) -> None:
    bare = {"support_score": None, "support_grade": None, "support_why": None}
    record = walk(desk, drafted(desk, "satisfaction_survey-qingyu", "sales", **bare), "send")
    with pytest.raises(Refused, match="有 1 个项目没有得分"):
        factory.take(desk, record, "collect")
    put(desk, record, "sales", support_why="没有用到")
    factory.take(desk, record, "collect")


def test_dissatisfaction_is_acted_on(desk: Desk) -> None:
    record = drafted(desk, "satisfaction_survey-qingyu", "sales", need_car="否")
    walk(desk, record, "send", "collect")
    with pytest.raises(Refused, match="有“不满意”的评价，“需改善”要勾选“是”"):
        factory.take(desk, record, "judge")
    put(desk, record, "qc", need_car="是")
    factory.take(desk, record, "judge")


def test_survey_all_are_satisfied_with_needs_no_action(desk: Desk) -> None:
    fair = {"support_score": 85, "support_grade": "基本满意", "need_car": "否"}
    record = drafted(desk, "satisfaction_survey-qingyu", "sales", **fair)
    walk(desk, record, "send", "collect", "judge")


def test_report_without_measures_is_not_reviewed(desk: Desk) -> None:
    record = walk(desk, drafted(desk, "satisfaction_analysis-2026-2", "sales", actions=None), "submit")
    with pytest.raises(Refused, match="轮到品管员填：二、改进措施及建议"):
        factory.take(desk, record, "review", "merchmgr")
    put(desk, record, "qc", actions="交期变更提前三天书面通知客户")
    walk(desk, record, "improve", "review", "approve")
