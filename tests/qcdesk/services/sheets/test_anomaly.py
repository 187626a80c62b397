"""产品品质异常反馈处理表 along its table: straight on, back for other answers, several departments, one department."""

import factory
import pytest
from drafts import approved, put, signed

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics.pins import Proof
from qcdesk.services.sheets import approval, records, search, ways_on
from qcdesk.services.trail import verifying

TO_COUNTERED = factory.ANOMALY_WAY[:8]
TO_PASSED = factory.ANOMALY_WAY[:9]
ANSWERS = {"cause_by", "cause_check", "interim_by", "interim_check", "perm_by"}


def test_whole_way_signs_every_box(desk: Desk) -> None:
    record = factory.walk(desk, factory.draft(desk), *factory.ANOMALY_WAY)
    view = approved(desk, record)
    assert [item.slot for item in view.signatures] == [slot.name for slot in view.kind.slots]


def test_qc_sends_the_answers_back_and_their_signatures_go(desk: Desk) -> None:
    record = factory.walk(desk, factory.draft(desk, values=factory.anomaly(review_result=None)), *TO_COUNTERED)
    assert signed(desk, record) >= ANSWERS
    with pytest.raises(Refused, match="“品管审查”要勾选“退回重做”"):
        factory.take(desk, record, "send_back", "qc", reason="对策没有针对热处理")
    put(desk, record, "qc", review_result="退回重做")
    factory.take(desk, record, "send_back", "qc", reason="对策没有针对热处理")
    assert records.get(desk, record).state == "graded"
    assert "review_result" not in records.get(desk, record).values
    assert signed(desk, record) == {"filled_by", "filled_check", "prepared", "graded"}
    put(desk, record, "duty", cause="回火温度偏低，炉温表误差 12 ℃")
    factory.walk(desk, record, *TO_COUNTERED[3:])
    put(desk, record, "qc", review_result="通过")
    factory.take(desk, record, "pass")
    assert verifying.verify(desk) == []


def test_customer_declines_and_accepts_the_second_answer(desk: Desk) -> None:
    record = factory.walk(desk, factory.draft(desk, values=factory.anomaly(customer_reply=None)), *TO_PASSED)
    with pytest.raises(Refused, match="“客户接受对策”要勾选“不接受”"):
        factory.take(desk, record, "decline", "sales", reason="客户要求换供应商")
    put(desk, record, "sales", customer_reply="不接受")
    with pytest.raises(Refused, match="“客户接受对策”要勾选“接受”"):
        factory.take(desk, record, "accept", "sales")
    factory.take(desk, record, "decline", "sales", reason="客户要求换供应商")
    assert signed(desk, record) & (ANSWERS | {"passed", "answered"}) == set()
    assert not {"review_result", "customer_reply", "reply_date"} & records.get(desk, record).values.keys()
    factory.walk(desk, record, *TO_COUNTERED[3:])
    with pytest.raises(Refused, match="品管审查"):
        factory.take(desk, record, "pass")
    put(desk, record, "qc", review_result="通过")
    factory.walk(desk, record, "pass")
    put(desk, record, "sales", customer_reply="接受", reply_date="2026-11-20")
    factory.walk(desk, record, *factory.ANOMALY_WAY[9:])
    assert records.get(desk, record).state == "approved"
    assert verifying.verify(desk) == []


def two_departments() -> dict[str, object]:
    return factory.anomaly(
        duty_dept=["加工", "采购部"],
        **{
            "cause@采购部": "热处理供应商该炉回火温度偏低 30 ℃",
            "cause_class@采购部": "物料问题",
            "perm_action@采购部": "来料每炉 5 支测硬度",
            "perm_due@采购部": "2026-11-15",
        },
    )


def test_every_responsible_department_signs_its_own_block(desk: Desk) -> None:
    record = factory.walk(desk, factory.draft(desk, values=two_departments()), *factory.ANOMALY_WAY[:3])
    duty = factory.seat(desk, "duty")
    ahead = [item for item in ways_on.open_steps(duty, records.get(desk, record)) if item.allowed]
    assert [item.label for item in ahead] == ["原因分析（加工）", "原因分析（采购部）"]
    factory.walk(desk, record, "analyse@采购部")
    assert records.get(desk, record).state == "graded"
    with pytest.raises(Refused):
        factory.take(desk, record, "analyse_check", "dutymgr")
    factory.walk(desk, record, "analyse")
    assert records.get(desk, record).state == "analysing"
    factory.walk(desk, record, "analyse_check", "analyse_check@采购部", "interim", "interim_check")
    factory.walk(desk, record, "counter@采购部", "counter", "pass")
    assert {"cause_by@采购部", "cause_check@采购部", "perm_by@采购部"} <= signed(desk, record)
    assert verifying.verify(desk) == []


def test_department_neither_writes_nor_signs_in_the_block_of_another(desk: Desk) -> None:
    record = factory.walk(desk, factory.draft(desk, values=two_departments()), *factory.ANOMALY_WAY[:3])
    there = factory.of_department(desk, "duty", "采购部")
    refused = "要由责任部门（加工）的人填写和签名，您在采购部"
    with pytest.raises(Refused, match=refused):
        approval.take(there, record, "analyse", Proof("duty"))
    with pytest.raises(Refused, match=refused):
        records.save(there, record, records.get(desk, record).version, {"cause": "刀具磨损"})
    assert [item.label for item in search.waiting(there)] == ["原因分析（采购部）"]
    records.save(there, record, records.get(desk, record).version, {"cause@采购部": "回火温度偏低"})
    approval.take(there, record, "analyse@采购部", Proof("duty"))
    assert search.waiting(there) == ()
    factory.walk(desk, of_everybody(desk, "duty", record), "analyse")
    head = factory.of_department(desk, "dutymgr", "采购部")
    assert [item.action for item in ways_on.open_steps(head, records.get(desk, record)) if item.allowed] == [
        "analyse_check@采购部", "return",
    ]  # fmt: skip


def of_everybody(desk: Desk, login: str, record: int) -> int:
    factory.of_department(desk, login, "")
    return record


@pytest.mark.parametrize(("duty", "department", "may"), [
    (["加工", "装配"], "装配", True), (["加工", "装配"], "工程部", False), (["供应商"], "采购部", True),
    (["其他"], "工程部", True), (["加工"], "", True), (["加工"], "加工", True),
])  # fmt: skip
def test_common_block_is_signed_by_any_of_the_responsible_departments(
    desk: Desk, duty: list[str], department: str, may: bool
) -> None:
    record = factory.draft(desk, values=factory.anomaly(duty_dept=duty))
    factory.walk(desk, record, *factory.ANOMALY_WAY[:3])
    there = factory.of_department(desk, "duty", department)
    steps = {item.action: item.allowed for item in ways_on.open_steps(there, records.get(desk, record))}
    assert steps["analyse"] is may


def test_department_that_has_not_answered_is_named(desk: Desk) -> None:
    values = {**two_departments(), "cause@采购部": None, "cause_class@采购部": None}
    record = factory.walk(desk, factory.draft(desk, values=values), *factory.ANOMALY_WAY[:3])
    with pytest.raises(Refused, match="不能做“原因分析（采购部）”：还没有填：原因分析（责任部门）、原因分类"):
        factory.take(desk, record, "analyse@采购部")
    factory.walk(desk, record, "analyse")


def test_one_department_s_signature_leaves_the_other_s_cells_open(desk: Desk) -> None:
    record = factory.walk(desk, factory.draft(desk, values=two_departments()), *factory.ANOMALY_WAY[:3], "analyse")
    put(desk, record, "duty", **{"cause@采购部": "改写后的原因"})
    with pytest.raises(Refused, match="“原因分析（责任部门）”不能改"):
        put(desk, record, "duty", cause="改写后的原因")


def test_responsible_department_that_found_it_need_not_wait_for_qc(desk: Desk) -> None:
    own = factory.draft(desk, values=factory.anomaly(duty_dept=["业务/跟单"]))
    factory.walk(desk, own, "submit", "found_check")
    factory.take(desk, own, "analyse", "duty")
    assert "graded" not in signed(desk, own)
    other = factory.walk(desk, factory.draft(desk), "submit", "found_check")
    with pytest.raises(Refused, match="发现部门与责任部门不同，先要由品管判定"):
        factory.take(desk, other, "analyse", "duty")


def test_skipped_step_never_shows_as_signed(desk: Desk) -> None:
    record = factory.walk(desk, factory.draft(desk), "submit")
    factory.take(desk, record, "review", "merchmgr")
    factory.take(desk, record, "approve", "pmgr")
    view = records.get(desk, record)
    assert {item.slot for item in view.signatures} == {"filled_by", "prepared", "reviewed", "approved"}
    assert view.signature("cause_by") is None


def test_case_that_is_not_closed_cannot_be_closed(desk: Desk) -> None:
    record = factory.draft(desk, values=factory.anomaly(close_result="未结案"))
    factory.walk(desk, record, *factory.ANOMALY_WAY[:11])
    with pytest.raises(Refused, match="“结案”勾的是“未结案”，还不能结案"):
        factory.take(desk, record, "close")


def test_part_sent_back_one_step_keeps_what_came_before(desk: Desk) -> None:
    record = factory.walk(desk, factory.draft(desk), *factory.ANOMALY_WAY[:4])
    factory.take(desk, record, "return", "dutymgr", reason="没有附测量数据")
    assert records.get(desk, record).state == "graded"
    assert signed(desk, record) == {"filled_by", "prepared", "filled_check", "graded"}
    factory.walk(desk, record, *factory.ANOMALY_WAY[3:])
    assert verifying.verify(desk) == []


BACK = [
    (3, "qc", "checked", {"graded"}),
    (4, "dutymgr", "graded", {"cause_by"}),
    (5, "qc", "graded", {"cause_by", "cause_check"}),
    (6, "qcmgr", "analysed", {"interim_by"}),
    (7, "qcmgr", "analysed", {"interim_by", "interim_check"}),
    (9, "qc", "countered", {"passed"}),
    (10, "sales", "passed", {"answered"}),
    (11, "qc", "answered", {"tracked"}),
    (12, "qcmgr", "tracked", {"close_by"}),
]


@pytest.mark.parametrize(("steps", "by", "target", "cleared"), BACK, ids=[back[2] + str(back[0]) for back in BACK])
def test_sheet_goes_one_step_back_and_loses_just_that_part_s_signatures(
    desk: Desk, steps: int, by: str, target: str, cleared: set[str]
) -> None:
    record = factory.walk(desk, factory.draft(desk), *factory.ANOMALY_WAY[:steps])
    before = signed(desk, record)
    assert cleared <= before
    factory.take(desk, record, "return", by, reason="这一部分要重写")
    assert records.get(desk, record).state == target
    assert signed(desk, record) == before - cleared
    assert verifying.verify(desk) == []


def test_every_way_one_step_back_is_tried() -> None:
    steps = factory.shelf().kinds.newest("qc_anomaly").workflow.named("return")
    ways = {(step.role, step.target) for step in steps if step.target != "draft"}
    assert ways == {(by, target) for _, by, target, _ in BACK}


def test_department_that_has_already_answered_loses_its_signature_with_the_grade(desk: Desk) -> None:
    record = factory.walk(desk, factory.draft(desk, values=two_departments()), *factory.ANOMALY_WAY[:3])
    factory.take(desk, record, "analyse@采购部")
    factory.take(desk, record, "return", "qc", reason="判定有误")
    assert signed(desk, record) == {"filled_by", "filled_check", "prepared"}


def test_analysis_sent_back_takes_the_review_of_every_department_with_it(desk: Desk) -> None:
    record = factory.walk(
        desk, factory.draft(desk, values=two_departments()), *factory.ANOMALY_WAY[:4], "analyse@采购部",
        "analyse_check@采购部",
    )  # fmt: skip
    factory.take(desk, record, "return", "dutymgr", reason="没有附测量数据")
    assert signed(desk, record) == {"filled_by", "filled_check", "prepared", "graded"}
    factory.walk(desk, record, "analyse", "analyse@采购部", "analyse_check")
    assert records.get(desk, record).state == "analysing"


def test_counter_of_one_department_goes_back_with_the_interim_action(desk: Desk) -> None:
    record = factory.walk(
        desk, factory.draft(desk, values=two_departments()), *factory.ANOMALY_WAY[:4], "analyse@采购部",
        "analyse_check", "analyse_check@采购部", "interim", "interim_check", "counter@采购部",
    )  # fmt: skip
    factory.take(desk, record, "return", "qcmgr", reason="临时对策不全")
    assert signed(desk, record) & {"interim_by", "interim_check", "perm_by@采购部"} == set()
    assert {"cause_by", "cause_check@采购部"} <= signed(desk, record)


def test_all_the_responsible_departments_are_waited_for(desk: Desk) -> None:
    """One department's analysis is not enough where three have a block of their own: 和, not 或."""
    values = factory.anomaly(
        duty_dept=["加工", "采购部", "供应商"], **{"cause@采购部": "回火温度偏低", "cause@供应商": "来料硬度不均"}
    )
    record = factory.walk(desk, factory.draft(desk, values=values), "submit", "found_check", "grade")
    with pytest.raises(Refused) as told:
        approval.take(factory.seat(desk, "qc"), record, "interim", None)
    assert str(told.value).endswith("做“原因分析（加工）”、“原因分析（采购部）”和“原因分析（供应商）”")
