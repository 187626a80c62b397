"""Promises and ledgers: moments in order, results written, complaints confirmed, ratios that are the quotient."""

from datetime import datetime

import factory
import pytest
from refusals import faults

from qcdesk.kinds import Kind

KINDS = factory.shelf().kinds
ORDER = KINDS.newest("coordination_order")
TRACKING = KINDS.newest("service_tracking")
LEDGER = KINDS.newest("complaint_ledger")


def told(kind: Kind, **values: object) -> list[str]:
    return faults(kind, values)


def tracked(**changes: object) -> list[str]:
    line = {"date": "2026-11-04", "customer": "青榆自行车（样例）有限公司", "kind": "投诉", "cause": "芯轴断裂"}
    return told(TRACKING, lines=[{**line, **changes}])


def entered(**changes: object) -> list[str]:
    line = {
        "complaint_date": "2026-11-04",
        "customer": "青榆",
        "product": "FP-873",
        "content": "断裂",
        "status": "未结案",
    }
    return told(LEDGER, lines=[{**line, **changes}])


@pytest.mark.parametrize(
    ("kind", "sample"),
    [
        (ORDER, "coordination_order-missing"),
        (TRACKING, "service_tracking-2026-11"),
        (LEDGER, "complaint_ledger-2026-11"),
    ],
)
def test_sample_is_sound(kind: Kind, sample: str) -> None:
    assert told(kind, **factory.sample(sample)) == []


def test_moments_of_a_coordination_order_follow_one_another() -> None:
    sample = factory.sample("coordination_order-missing")
    assert told(ORDER, **{**sample, "first_contact": "2026-11-09T09:00"}) == [
        "首次联系客户：2026-11-09 09:00 早于受理时间 2026-11-09 09:12，请核对"
    ]
    assert told(ORDER, **{**sample, "cb2": "2026-11-09T16:00"}) == [
        "第二次沟通：2026-11-09 16:00 早于第一次追踪 2026-11-09 16:30，请核对"
    ]
    assert told(ORDER, **{**sample, "done": None, "cb1": "2026-11-09T09:30"}) == [
        "第一次追踪：2026-11-09 09:30 早于首次联系客户 2026-11-09 09:50，请核对"
    ]


def test_customer_is_not_said_to_have_been_called_before_he_was() -> None:
    """Each signature answers for the times of its own part."""
    now, sample = datetime(2026, 11, 9, 16, 30), factory.sample("coordination_order-missing")
    handle, call_back = (ORDER.workflow.named(action)[0] for action in ("handle", "call_back"))
    late = {**sample, "done": "2026-11-09T16:31"}
    assert [str(fault) for fault in ORDER.ahead_of(now, handle, late)] == [
        "实际完成：2026-11-09 16:31 还没有到（现在是 2026-11-09 16:30），请核对"
    ]
    assert [fault.field for fault in ORDER.ahead_of(now, call_back, late)] == ["cb2"]
    assert ORDER.ahead_of(datetime(2026, 11, 11, 10, 0), call_back, sample) == []


def test_nothing_is_promised_for_a_time_before_it_was_asked() -> None:
    assert told(ORDER, received_at="2026-11-09T09:12", promise="2026-11-08T17:00") == [
        "承诺完成时限：早于受理时间 2026-11-09 09:12，请核对"
    ]


def test_what_is_done_has_a_result() -> None:
    assert tracked(kind="反馈", done="2026-11-06") == ["第 1 行 处理结果：填了完成日期，请写处理结果"]


def test_complaint_is_done_only_with_the_customer_s_confirmation() -> None:
    """rules.md E0.8 E2.8."""
    assert tracked(done="2026-11-06", result="换货") == [
        "第 1 行 客户确认/意见：投诉处理完成必须经过客户确认，请填签字人"
    ]
    assert tracked(done="2026-11-06", result="换货", cust="何样工") == []
    assert tracked(done="2026-11-06", result="已答复", kind="反馈") == []


def test_nothing_is_promised_or_done_before_it_came_in() -> None:
    said = tracked(promised="2026-11-03T17:00", done="2026-11-03", result="换货", cust="何样工")
    assert said == [
        "第 1 行 承诺时限 2026-11-03 17:00 早于受理日期 2026-11-04",
        "第 1 行 完成日期 2026-11-03 早于受理日期 2026-11-04",
    ]
    assert tracked(promised="2026-11-04T08:00") == []


@pytest.mark.parametrize(
    ("ratio", "said"),
    [("0.25", []), (None, []), ("0.3", ["第 1 行 不良比例%：投诉数÷出货数＝0.25 %，现在填的是 0.3 %"])],
)
def test_ratio_of_the_ledger_is_the_quotient(ratio: str | None, said: list[str]) -> None:
    assert entered(ship_qty=1200, complaint_qty=3, rate=ratio) == said


def test_no_more_is_complained_of_than_was_shipped() -> None:
    assert entered(ship_qty=3, complaint_qty=4) == ["第 1 行 投诉数：4 大于出货数 3"]
    assert entered(ship_qty=0, complaint_qty=0, rate="1") == []


def test_closed_line_of_the_ledger_is_whole() -> None:
    said = entered(status="结案")
    assert [sentence.rpartition("请填")[2] for sentence in said] == ["结案日期", "原因分析", "长期措施"]
    assert entered(status="结案", closed="2026-11-17", cause="刀片超寿命", perm="刀片定寿命") == []


def test_ledger_s_days_follow_the_complaint() -> None:
    assert entered(due="2026-11-03", closed="2026-11-03") == [
        "第 1 行 应结案日 2026-11-03 早于投诉日期 2026-11-04",
        "第 1 行 结案日期 2026-11-03 早于投诉日期 2026-11-04",
    ]
